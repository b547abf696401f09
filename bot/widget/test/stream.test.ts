import assert from "node:assert/strict";
import { test } from "node:test";
import { events } from "../src/stream";

function bytes(...chunks: (string | Uint8Array)[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(typeof chunk === "string" ? encoder.encode(chunk) : chunk);
      controller.close();
    },
  });
}

async function all(body: ReadableStream<Uint8Array>, alive?: () => void) {
  const found = [];
  for await (const event of events(body, alive)) found.push(event);
  return found;
}

test("an event that arrives in pieces is one event", async () => {
  const found = await all(bytes("event: sta", 'tus\ndata: {"stage":"read', 'ing"}\n', "\n"));
  assert.deepEqual(found, [{ event: "status", stage: "reading" }]);
});

test("a letter that is cut in two by the network is whole", async () => {
  const whole = new TextEncoder().encode('event: sentence\ndata: {"sentence":{"text":"für"}}\n\n');
  const cut = whole.indexOf(0xc3) + 1;
  const found = await all(bytes(whole.slice(0, cut), whole.slice(cut)));
  assert.deepEqual(found, [{ event: "sentence", sentence: { text: "für" } }]);
});

test("several events of one piece keep their order", async () => {
  const found = await all(bytes('event: sources\ndata: {"sources":[]}\n\nevent: done\ndata: {"answer":{}}\n\n'));
  assert.deepEqual(found.map(({ event }) => event), ["sources", "done"]);
});

test("pings and names from a newer server are passed over, but count as signs of life", async () => {
  let heard = 0;
  const found = await all(bytes(": ping\n\n", "event: applause\ndata: {}\n\n"), () => (heard += 1));
  assert.deepEqual(found, []);
  assert.equal(heard, 2);
});

test("who stops listening ends the request", async () => {
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new TextEncoder().encode('event: status\ndata: {"stage":"reading"}\n\n')),
    cancel: () => {
      cancelled = true;
    },
  });
  for await (const _ of events(body)) break;
  assert.ok(cancelled);
});

test("a line without an end does not fill the memory", async () => {
  await assert.rejects(all(bytes(`data: ${"x".repeat(1_100_000)}`, "\n\n")));
});
