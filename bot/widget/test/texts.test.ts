import assert from "node:assert/strict";
import { test } from "node:test";
import { phone, safe } from "../src/address";
import { amounts } from "../src/amounts";
import { day, days, euros } from "../src/formats";
import { chosen, direction } from "../src/languages";
import { found, marked } from "../src/quote";
import type { Source } from "../src/wire";

test("sums of money are told from what is around them, and nothing is lost", () => {
  const text = "Der Ausweis kostet 46,00 Euro, der Bau 1.250 € und 3 Wochen.";
  const parts = amounts(text);
  assert.equal(parts.map((part) => part.text).join(""), text);
  assert.deepEqual(parts.flatMap((part) => part.euros ?? []), [46, 1250]);
});

for (const text of ["§ 46 Eurovignette", "Nummer 069 90009-0", "1,5 Euro", "12.34 Euro", "46 Eurocent"]) {
  test(`"${text}" holds no sum that could be read wrongly`, () => {
    assert.deepEqual(amounts(text), [{ text }]);
  });
}

test("a sum is written as the citizen's language writes it", () => {
  assert.equal(euros(46, "en"), "€46.00");
  assert.match(euros(1250, "pl"), /1250,00.€/);
  assert.match(euros(37.5, "ar"), /37/);
});

test("days and dates follow the language, in the digits of the sources", () => {
  assert.deepEqual(["de", "en", "uk", "pl"].map((code) => days(30, code)), ["30 Tage", "30 days", "30 днів", "30 dni"]);
  assert.equal(day("2026-11-02", "de-simple"), "2. November 2026");
  assert.match(day("2026-11-02", "ar"), /2026/);
  assert.equal(day("2026-11-02", "en"), "2 November 2026");
});

test("what is no date is shown as it is", () => {
  assert.equal(day("demnächst", "de"), "demnächst");
});

for (const address of ["javascript:alert(1)", "data:text/html,x", "JAVASCRIPT:x", " https://x", "//elsewhere", "", undefined]) {
  test(`${JSON.stringify(address)} is no link`, () => assert.equal(safe(address), undefined));
}

test("addresses of the web, of phones and of mail are links", () => {
  for (const address of ["https://a.example/b", "http://a", "tel:115", "mailto:a@b"]) assert.equal(safe(address), address);
  assert.equal(phone("+49 (0)69 900-09"), "tel:+4906990009");
});

test("the language is the first that is offered, also by its main part, else German", () => {
  const offered = ["de", "de-simple", "en", "uk"];
  assert.equal(chosen(["en-GB"], offered), "en");
  assert.equal(chosen(["de-simple"], offered), "de-simple");
  assert.equal(chosen(["", "sv", "uk"], offered), "uk");
  assert.equal(chosen(["sv"], offered), "de");
  assert.equal(chosen(["sv"], ["en"]), "en");
});

test("Arabic is written from right to left, German in plain words is not", () => {
  assert.deepEqual(["ar", "ar-EG", "de-simple", "uk"].map(direction), ["rtl", "rtl", "ltr", "ltr"]);
});

const QUOTE = "A kostet 1 Euro.\n- B kostet 2 Euro.";
const source = { locator: "Kosten", quote: QUOTE } as Source;

test("a quote is found in the section that its locator names", () => {
  const sections = [
    { heading: "Volltext", text: QUOTE },
    { heading: "Kosten", text: `Vorher. ${QUOTE}\nNachher.` },
  ];
  assert.deepEqual(found({ page_id: "p", title: "", sections }, source), {
    heading: "Kosten",
    before: "Vorher. ",
    quote: QUOTE,
    after: "\nNachher.",
  });
});

test("a quote that a page no longer holds is not found", () => {
  assert.equal(found({ page_id: "p", title: "", sections: [{ heading: "Kosten", text: "Neu." }] }, source), undefined);
});

test("the cited sentences are marked in their quote, and nothing is lost", () => {
  const parts = marked(QUOTE, ["B kostet 2 Euro."]);
  assert.deepEqual(parts, [
    { text: "A kostet 1 Euro.\n- ", cited: false },
    { text: "B kostet 2 Euro.", cited: true },
  ]);
});

test("a quote whose sentences cannot be found in it is marked as a whole", () => {
  assert.deepEqual(marked(QUOTE, ["C."]), [{ text: QUOTE, cited: true }]);
});
