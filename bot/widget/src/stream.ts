import { createParser } from "eventsource-parser";
import type { AnswerEvent } from "./wire";

const NAMES = new Set(["status", "sources", "sentence", "done"]);

/** The most characters of one event; a stream that never ends a line must not fill the memory. */
const LARGEST = 1_000_000;

/** The answer's events as they arrive; names that are not known are passed over. `alive` is called at every sign of life. */
export async function* events(
  body: ReadableStream<Uint8Array>,
  alive: () => void = () => undefined,
): AsyncGenerator<AnswerEvent> {
  const arrived: AnswerEvent[] = [];
  const parser = createParser({
    maxBufferSize: LARGEST,
    onEvent: ({ event, data }) => {
      if (event && NAMES.has(event)) arrived.push({ event, ...JSON.parse(data) });
    },
  });
  const reader = body.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      alive();
      parser.feed(decoder.decode(value, { stream: true }));
      yield* arrived.splice(0);
    }
  } finally {
    await reader.cancel().catch(() => undefined); // whoever stops listening ends the request, too
  }
}
