import { type Configuration, configuration } from "./configuration";
import { Fault, faultOf } from "./faults";
import { events } from "./stream";
import type { AnswerEvent, AskBody, Feedback, PageText, Receipt } from "./wire";

/** Milliseconds without a sign of life after which a stream counts as broken; the server pings every 15 s. */
const SILENCE = 45_000;

/** Calls when nothing has been heard for too long. */
class Watch {
  readonly #tooLong: () => void;
  #timer = 0;

  constructor(tooLong: () => void) {
    this.#tooLong = tooLong;
    this.alive();
  }

  alive(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(this.#tooLong, SILENCE);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

/** Talks to one server; every request goes to the origin the script came from, without cookies. */
export class Client {
  readonly #base: URL;

  /** @param base where the API's path begins, with a trailing slash */
  constructor(base: URL) {
    this.#base = base;
  }

  async configuration(municipality: string): Promise<Configuration> {
    return configuration(await this.#json(`api/v1/widget/${encodeURIComponent(municipality)}`));
  }

  async page(pageId: string): Promise<PageText> {
    return this.#json(`api/v1/sources/${encodeURIComponent(pageId)}`);
  }

  async feedback(feedback: Feedback): Promise<void> {
    await this.#send("api/v1/feedback", { method: "POST", ...json(feedback) });
  }

  async erase(conversation: string): Promise<Receipt> {
    return this.#json(`api/v1/conversations/${conversation}`, { method: "DELETE" });
  }

  /**
   * The events of an answer.
   * @throws Fault when there is none, or when it ends before it is whole
   */
  async *ask(body: AskBody, signal: AbortSignal): AsyncGenerator<AnswerEvent> {
    const request = new AbortController();
    const stop = () => request.abort();
    const watch = new Watch(stop);
    signal.addEventListener("abort", stop);
    try {
      const sent = { method: "POST", signal: request.signal, ...json(body, "text/event-stream") };
      const response = await this.#send("api/v1/chat", sent);
      if (!response.body) throw new Fault("interrupted");
      for await (const event of events(response.body, () => watch.alive())) {
        yield event;
        if (event.event === "done") return;
      }
      throw new Fault("interrupted");
    } catch (error) {
      throw error instanceof Fault || signal.aborted ? error : new Fault("interrupted");
    } finally {
      watch.end();
      signal.removeEventListener("abort", stop);
    }
  }

  async #json<Result>(path: string, request: RequestInit = {}): Promise<Result> {
    return (await this.#send(path, request)).json();
  }

  async #send(path: string, request: RequestInit): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(new URL(path, this.#base), {
        credentials: "omit",
        referrerPolicy: "no-referrer",
        ...request,
      });
    } catch (error) {
      if (request.signal?.aborted) throw error;
      throw new Fault(navigator.onLine ? "unreachable" : "offline");
    }
    const fault = faultOf(response);
    if (fault) throw fault;
    return response;
  }
}

function json(body: unknown, accept = "application/json"): RequestInit {
  return { body: JSON.stringify(body), headers: { "content-type": "application/json", accept } };
}
