import { html, nothing, type TemplateResult } from "lit";
import { amounts } from "../amounts";
import { euros } from "../formats";
import { direction } from "../languages";
import { moduleOf } from "../modules";
import { languageOf, type Turn } from "../turn";
import type { Sentence, Source } from "../wire";
import type { Context } from "./context";

/** Characters of a word that fits on a line of a narrow screen with its marks. */
const LONGEST = 20;

/** The verified sentences, under the names of the sections that they come from, items as lists. Those of a further page
 * stand under its title: they are about another service. */
export function sentences(context: Context, turn: Turn): TemplateResult[] {
  const shown: TemplateResult[] = [];
  const first = sourceOf(turn, turn.sentences[0])?.page_id;
  let before: string | undefined;
  for (let at = 0; at < turn.sentences.length; ) {
    const group = together(turn.sentences, at);
    const source = sourceOf(turn, group[0]);
    const foreign = source !== undefined && source.page_id !== first;
    const named = foreign ? source.title : sectionOf(context, source);
    if (named && named !== before) shown.push(foreign ? title(source) : html`<h3>${named}</h3>`);
    before = named;
    shown.push(group[0]?.item ? list(context, turn, group) : paragraph(context, turn, group[0] as Sentence));
    at += group.length;
  }
  return shown;
}

/** The sentence at a place, with the items that follow it where it is one itself. */
function together(all: readonly Sentence[], at: number): Sentence[] {
  let end = at + 1;
  if (all[at]?.item) while (all[end]?.item) end += 1;
  return all.slice(at, end);
}

function sourceOf(turn: Turn, sentence: Sentence | undefined): Source | undefined {
  return turn.sources.find(({ n }) => n === sentence?.citations[0]);
}

function sectionOf(context: Context, source: Source | undefined): string | undefined {
  const name = source && moduleOf(source.locator);
  return name && context.say(name);
}

function title(source: Source): TemplateResult {
  return html`<h3 lang=${source.language} dir=${direction(source.language)}>${source.title}</h3>`;
}

function paragraph(context: Context, turn: Turn, sentence: Sentence): TemplateResult {
  const language = languageOf(sentence, turn);
  return html`<p lang=${language} dir=${direction(language)}>${words(context, turn, sentence)}</p>`;
}

function list(context: Context, turn: Turn, items: Sentence[]): TemplateResult {
  const language = languageOf(items[0] as Sentence, turn);
  return html`<ul lang=${language} dir=${direction(language)}>
    ${items.map((item) => html`<li>${words(context, turn, item)}</li>`)}
  </ul>`;
}

function words(context: Context, turn: Turn, sentence: Sentence): TemplateResult {
  const foreign = languageOf(sentence, turn).split("-")[0] !== context.language.split("-")[0];
  const [before, last] = cut(sentence.text);
  return html`${amounts(before).map(({ text, euros: sum }) =>
    sum === undefined ? text : html`<b>${text}</b>${foreign ? gloss(context, sum) : nothing}`,
  )}<span class="last">${last}${sentence.citations.map((n) => mark(context, turn, n, sentence.text))}</span>`;
}

/** The text without its last word, and that, for the marks stay on its line; a very long one may be broken itself. */
function cut(text: string): [string, string] {
  const at = text.lastIndexOf(" ") + 1;
  const whole = text.length - at > LONGEST || /(?:Euro|EUR|€)\W*$/.test(text);
  return whole ? [text, ""] : [text.slice(0, at), text.slice(at)];
}

/** A sum once more as the citizen's language writes it, beside the quoted words. */
function gloss({ language }: Context, sum: number): TemplateResult {
  return html` <span class="gloss" lang=${language} dir=${direction(language)}>(${euros(sum, language)})</span>`;
}

function mark(context: Context, turn: Turn, n: number, text: string): TemplateResult {
  return html`<button
    type="button"
    class="mark"
    part="mark"
    lang=${context.language}
    aria-label=${context.say("source", { n })}
    aria-expanded=${turn.opened.includes(n)}
    aria-controls=${`source-${turn.key}-${n}`}
    @click=${() => context.do.lead(turn, n, text)}
  >
    [${n}]
  </button>`;
}
