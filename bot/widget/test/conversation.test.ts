import assert from "node:assert/strict";
import { test } from "node:test";
import type { Client } from "../src/client";
import { Conversation } from "../src/conversation";
import { Fault } from "../src/faults";
import { history } from "../src/history";
import { newTurn } from "../src/turn";
import type { Answer, AnswerEvent, AskBody } from "../src/wire";

const ANSWER = { conversation_id: "c".repeat(32), turn_id: "t".repeat(32), text: "Ja. [1]", sources: [], sentences: [] };

/** A client whose answers are given beforehand: events, or a fault in their place. */
function answering(...answers: (AnswerEvent | Fault)[][]): { client: Client; asked: AskBody[] } {
  const asked: AskBody[] = [];
  async function* ask(body: AskBody): AsyncGenerator<AnswerEvent> {
    asked.push(body);
    for (const event of answers.shift() ?? []) {
      if (event instanceof Fault) throw event;
      yield event;
    }
  }
  return { client: { ask } as unknown as Client, asked };
}

const done: AnswerEvent = { event: "done", answer: ANSWER as unknown as Answer };
const sentence: AnswerEvent = { event: "sentence", sentence: { text: "Ja.", citations: [1], verbatim: true } };

test("a follow-up carries what was said before and the conversation's id", async () => {
  const { client, asked } = answering([done], [done]);
  const talk = new Conversation(() => client, () => undefined);
  await talk.ask("Was kostet ein Pass?", "de");
  await talk.ask("Und für Kinder?", "de");
  assert.equal(asked[1]?.conversation_id, ANSWER.conversation_id);
  assert.deepEqual(asked[1]?.history, [
    { role: "user", text: "Was kostet ein Pass?" },
    { role: "assistant", text: "Ja. [1]" },
  ]);
});

test("a broken answer is asked for once more, and the citizen sees one turn", async () => {
  const { client, asked } = answering([sentence, new Fault("interrupted")], [sentence, done]);
  const talk = new Conversation(() => client, () => undefined);
  await talk.ask("Perso weg", "de");
  assert.equal(asked.length, 2);
  assert.deepEqual(talk.turns.map(({ progress }) => progress), ["done"]);
});

test("an answer that breaks twice says so and keeps what has arrived", async () => {
  const { client } = answering([new Fault("interrupted")], [sentence, new Fault("interrupted")]);
  const talk = new Conversation(() => client, () => undefined);
  await talk.ask("Perso weg", "de");
  assert.equal(talk.turns[0]?.progress, "broken");
  assert.equal(talk.turns[0]?.sentences.length, 1);
  assert.equal(talk.busy, false);
});

test("a server that is busy is not asked again unbidden", async () => {
  const { client, asked } = answering([new Fault("busy")], [done]);
  const talk = new Conversation(() => client, () => undefined);
  await talk.ask("Perso weg", "de");
  assert.equal(asked.length, 1);
  await talk.retry(1);
  assert.equal(talk.turns[0]?.progress, "done");
});

test("what could not be sent offline is sent when the connection is back", async () => {
  const { client, asked } = answering([new Fault("offline")], [done]);
  const talk = new Conversation(() => client, () => undefined);
  await talk.ask("Perso weg", "de");
  await talk.online();
  assert.equal(asked.length, 2);
  assert.equal(talk.turns[0]?.progress, "done");
});

test("history holds ten entries at most, none of them longer than the server takes, no letter cut in half", () => {
  const turns = Array.from({ length: 9 }, (_, key) => ({
    ...newTurn(key, `${"x".repeat(1_999)}😀`, "de"),
    answer: ANSWER as unknown as Answer,
  }));
  const said = history(turns);
  assert.equal(said.length, 10);
  assert.ok(said.every(({ text }) => text.length <= 2_000 && text.isWellFormed()));
});

test("an answer that never came is no history", () => {
  assert.deepEqual(history([newTurn(1, "Hallo?", "de")]), []);
});
