import assert from "node:assert/strict";
import { test } from "node:test";
import { after, newTurn, type Turn } from "../src/turn";
import { spoken, transcript } from "../src/transcript";
import type { Answer, Source } from "../src/wire";
import { german, saying } from "../src/words";

const say = saying(german);
const SOURCE = { n: 1, title: "Wohngeld", locator: "Kosten", quote: "Es kostet nichts.", url: "https://a.b/", language: "de", updated: "2026-11-02" };
const OFFICE = { office: "Wohngeldstelle", address: "Lindenallee 20", phone: "069 1", email: "", hours: "Mo 8–12 Uhr", appointment_url: "", reason: "Beratung erhalten Sie hier" };

function answered(change: Partial<Answer>): Turn {
  const answer = { turn_id: "", conversation_id: "", outcome: "advice", language: "de", text: "", sentences: [], sources: [], ...change } as unknown as Answer;
  return after(newTurn(1, "Bekomme ich Wohngeld?", "de"), { event: "done", answer });
}

const advice = answered({
  sentences: [{ text: "Es kostet nichts.", citations: [1], verbatim: true }],
  sources: [SOURCE as unknown as Source],
  note: "Ihren Fall darf ich nicht beurteilen.",
  handover: OFFICE,
});

test("what is copied holds question, sentences, the bot's own words, the office and the sources, in this order", () => {
  assert.equal(
    transcript(advice, say, "de"),
    [
      "Bekomme ich Wohngeld?",
      "Es kostet nichts. [1]",
      "Ihren Fall darf ich nicht beurteilen.",
      "Beratung erhalten Sie hier:\nWohngeldstelle\nLindenallee 20\n069 1\nMo 8–12 Uhr",
      "Quellen:",
      "[1] Wohngeld, Kosten (Stand: 2. November 2026)\n„Es kostet nichts.“\nhttps://a.b/",
    ].join("\n\n"),
  );
});

test("a reply without sentences is copied once", () => {
  const turn = answered({ text: "Dazu habe ich nichts.", note: "Dazu habe ich nichts." });
  assert.equal(transcript(turn, say, "de"), "Bekomme ich Wohngeld?\n\nDazu habe ich nichts.");
});

test("what is read out has no numbers of sources, and each sentence in its language", () => {
  const turn = { ...advice, language: "tr", answer: { ...(advice.answer as Answer), language: "tr" } };
  const said = spoken(turn, say);
  assert.deepEqual(said.filter(({ language }) => language).map(({ text, language }) => [text, language]), [
    ["Es kostet nichts.", "de"],
    ["Ihren Fall darf ich nicht beurteilen.", "tr"],
  ]);
  assert.ok(!said.some(({ text }) => /\[\d/.test(text)));
});

test("in a crisis whom to call is said and copied before everything else", () => {
  const crisis = answered({
    outcome: "crisis",
    sentences: [{ text: "Der Dienst hilft.", citations: [], verbatim: true }],
    note: "Rufen Sie 112 an.",
    contacts: [{ name: "Notruf", phone: "112", note: "" }],
  });
  assert.ok(transcript(crisis, say, "de").startsWith("Bekomme ich Wohngeld?\n\nRufen Sie 112 an.\n\n"));
  assert.equal(spoken(crisis, say)[1]?.text, "Rufen Sie 112 an.");
});
