import type { Client } from "./client";
import { Fault } from "./faults";
import { history } from "./history";
import { after, again, newTurn, type Turn } from "./turn";
import type { Receipt } from "./wire";

/** Milliseconds until a broken answer is asked for once more without being told to. */
const RECONNECT = 1_200;

/**
 * A conversation: its turns, and what can be done with them. It knows nothing of how it is shown; `changed` is called
 * whenever there is something new to show.
 */
export class Conversation {
  turns: readonly Turn[] = [];
  /** Names the conversation to the server, which gives it with the first answer. */
  id = "";
  readonly #client: () => Client;
  readonly #changed: (turn?: Turn) => void;
  #running: AbortController | undefined;

  constructor(client: () => Client, changed: (turn?: Turn) => void) {
    this.#client = client;
    this.#changed = changed;
  }

  get busy(): boolean {
    return this.#running !== undefined;
  }

  async ask(question: string, language: string): Promise<void> {
    if (this.busy) return;
    const key = (this.turns.at(-1)?.key ?? 0) + 1;
    this.turns = [...this.turns, newTurn(key, question, language)];
    await this.#run(key, true);
  }

  /** Ask the question of a turn again, in its place. */
  async retry(key: number): Promise<void> {
    if (this.busy) return;
    this.update(key, again);
    await this.#run(key, false);
  }

  /** End the answer that is under way; what has arrived of it stays. */
  stop(): void {
    this.#running?.abort();
  }

  /** Ask again what could not be sent while there was no connection. */
  async online(): Promise<void> {
    const last = this.turns.at(-1);
    if (last?.fault === "offline") await this.retry(last.key);
  }

  /** Send what the citizen thinks of an answer; says what came of it. */
  async rate(key: number): Promise<Turn["rating"]["state"]> {
    const turn = this.turns.find((found) => found.key === key);
    if (!turn?.answer) return "gone";
    const { helpful = false, reason, comment } = turn.rating;
    const { turn_id, conversation_id } = turn.answer;
    this.#rated(key, "sending");
    try {
      await this.#client().feedback({ turn_id, conversation_id, helpful, reason, comment });
      return this.#rated(key, "sent");
    } catch (error) {
      return this.#rated(key, error instanceof Fault && error.kind === "gone" ? "gone" : "failed");
    }
  }

  /** Fetch the page behind a quote. */
  async read(key: number, pageId: string): Promise<void> {
    const put = (found: Turn["pages"][string]) =>
      this.update(key, (turn) => ({ ...turn, pages: { ...turn.pages, [pageId]: found } }));
    put("loading");
    put(await this.#client().page(pageId).catch(() => "failed" as const));
  }

  /**
   * Erase the conversation, here and at the server; the server's receipt, where it had anything.
   * @throws Fault when the server could not be reached; nothing is erased then
   */
  async erase(): Promise<Receipt | undefined> {
    this.stop();
    const receipt = this.id ? await this.#client().erase(this.id).catch(nothingThere) : undefined;
    this.turns = [];
    this.id = "";
    this.#changed();
    return receipt;
  }

  update(key: number, change: (turn: Turn) => Turn): void {
    this.turns = this.turns.map((turn) => (turn.key === key ? change(turn) : turn));
    this.#changed(this.turns.find((turn) => turn.key === key));
  }

  async #run(key: number, retrying: boolean): Promise<void> {
    const running = new AbortController();
    this.#running = running;
    this.#changed();
    try {
      await this.#answer(key, running.signal);
    } catch (error) {
      if (running.signal.aborted) {
        this.#end(key, (turn) => ({ ...turn, progress: "stopped" }));
      } else if (retrying && (await this.#worthAnotherTry(error, running.signal))) {
        this.update(key, again);
        await this.#run(key, false);
      } else {
        const fault = error instanceof Fault ? error.kind : "server";
        this.#end(key, (turn) => ({ ...turn, progress: "broken", fault }));
      }
    } finally {
      if (this.#running === running) this.#running = undefined;
    }
  }

  async #answer(key: number, signal: AbortSignal): Promise<void> {
    const turn = this.turns.find((found) => found.key === key);
    if (!turn) return;
    const earlier = history(this.turns.filter((found) => found.key < key));
    const { question, language } = turn;
    const body = { question, language, history: earlier, conversation_id: this.id };
    for await (const event of this.#client().ask(body, signal)) {
      if (event.event === "done") {
        this.id = event.answer.conversation_id;
        this.#end(key, (found) => after(found, event));
      } else {
        this.update(key, (found) => after(found, event));
      }
    }
  }

  /** The end of an answer is told when nothing runs any more, so that who is told may ask on. */
  #end(key: number, change: (turn: Turn) => Turn): void {
    this.#running = undefined;
    this.update(key, change);
  }

  async #worthAnotherTry(error: unknown, signal: AbortSignal): Promise<boolean> {
    if (!(error instanceof Fault) || !["unreachable", "interrupted"].includes(error.kind)) return false;
    await new Promise((resolve) => setTimeout(resolve, RECONNECT));
    return !signal.aborted;
  }

  #rated<State extends Turn["rating"]["state"]>(key: number, state: State): State {
    this.update(key, (turn) => ({ ...turn, rating: { ...turn.rating, state } }));
    return state;
  }
}

/** Where no journal is kept there is nothing to erase. */
function nothingThere(error: unknown): undefined {
  if (!(error instanceof Fault) || error.kind !== "gone") throw error;
}
