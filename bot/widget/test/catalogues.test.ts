import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, type Name, catalogue, german, saying } from "../src/words";

const NAMES = Object.keys(german) as Name[];
const values = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([found]) => found).sort();

/** Words that are the same in German and another language. */
const SHARED: Record<string, readonly Name[]> = {
  en: ["kind_online_service", "website"],
  tr: ["phone"],
  pl: ["kind_online_service", "kind_appointment", "phone", "contact"],
  fr: ["address"],
};

const SCRIPTS: Record<string, RegExp> = { uk: /\p{Script=Cyrillic}/u, ru: /\p{Script=Cyrillic}/u, ar: /\p{Script=Arabic}/u };

for (const language of LANGUAGES) {
  test(`${language}: no text is missing or empty, and each has the values that the German one has`, async () => {
    const words = await catalogue(language);
    assert.deepEqual(Object.keys(words).sort(), [...NAMES].sort());
    for (const name of NAMES) {
      assert.ok(words[name].trim(), name);
      assert.deepEqual(values(words[name]), values(german[name]), name);
    }
  });
}

for (const language of LANGUAGES.filter((code) => !code.startsWith("de"))) {
  test(`${language}: nothing is left in German`, async () => {
    const words = await catalogue(language);
    const same = NAMES.filter((name) => words[name] === german[name]);
    assert.deepEqual(same, SHARED[language] ?? []);
    const script = SCRIPTS[language];
    if (script) for (const name of NAMES) assert.match(words[name], script, name);
  });
}

test("values are put in their places, and what looks like one in them is left alone", () => {
  const say = saying({ ...german, updated: "Stand: {date}" });
  assert.equal(say("updated", { date: "{date} heute" }), "Stand: {date} heute");
});
