import { html, nothing, type TemplateResult } from "lit";
import { day } from "../formats";
import { direction } from "../languages";
import { found, marked } from "../quote";
import { pageOf, type Turn } from "../turn";
import type { Source } from "../wire";
import type { Context } from "./context";
import { icon } from "./icons";
import { out } from "./link";

/** A card for each source: where the sentence stands, and how it reads there. */
export function sources(context: Context, turn: Turn): TemplateResult {
  const id = `sources-${turn.key}`;
  return html`<section class="sources" part="sources" role="group" aria-labelledby=${id}>
    <h3 id=${id}>${context.say("sources")}</h3>
    ${foreign(context, turn)}
    <ol>
      ${turn.sources.map((source) => html`<li>${card(context, turn, source)}</li>`)}
    </ol>
  </section>`;
}

/** Sources stay in their own language; who reads another one is told which. */
function foreign({ say, language }: Context, turn: Turn): TemplateResult | typeof nothing {
  const own = language.split("-")[0] ?? language;
  const others = [...new Set(turn.sources.map((source) => source.language))].filter((found) => found !== own);
  if (!others.length) return nothing;
  const names = new Intl.DisplayNames(own, { type: "language" });
  return html`<p class="muted">
    ${say("source_language", { language: others.map((code) => names.of(code) ?? code).join(", ") })}
  </p>`;
}

function card(context: Context, turn: Turn, source: Source): TemplateResult {
  const open = turn.opened.includes(source.n);
  return html`<details
    id=${`source-${turn.key}-${source.n}`}
    part="source"
    .open=${open}
    @toggle=${(event: Event) => context.do.source(turn, source.n, (event.target as HTMLDetailsElement).open)}
  >
    <summary id=${`summary-${turn.key}-${source.n}`}>
      <span class="n">[${source.n}]</span>
      <span class="what" lang=${source.language} dir=${direction(source.language)}>${named(source)}</span>
      ${icon("down", "turn")}
    </summary>
    ${open ? inside(context, turn, source) : nothing}
  </details>`;
}

/** Sections whose names tell a citizen nothing; LeiKa's words for the summary and the description of a service. */
const WHOLE = ["Kurztext", "Volltext"];

function named({ locator, title }: Source): TemplateResult {
  return WHOLE.includes(locator) ? html`<b>${title}</b>` : html`<b>${locator}</b> <small>${title}</small>`;
}

function inside(context: Context, turn: Turn, source: Source): TemplateResult {
  const { say, language } = context;
  return html`<div class="inside">
    <blockquote lang=${source.language} dir=${direction(source.language)}>${quoted(turn, source)}</blockquote>
    ${standing(context, turn, source)}
    ${source.updated ? html`<p class="muted">${say("updated", { date: day(source.updated, language) })}</p>` : nothing}
    ${source.stand ? html`<p class="muted" lang=${source.language}>${source.stand}</p>` : nothing}
    ${source.overdue ? html`<p class="muted">${say("overdue")}</p>` : nothing}
    <div class="row">
      ${source.url ? out(context, source.url, say("page"), "button quiet") : nothing}
      ${pageOf(turn, source.page_id) === undefined || pageOf(turn, source.page_id) === "failed"
        ? html`<button type="button" class="button quiet" @click=${() => context.do.read(turn, source.page_id)}>
            ${icon("book")}${say("context")}
          </button>`
        : nothing}
    </div>
  </div>`;
}

/**
 * The quote with the exact sentences of the answer marked in it (the one whose mark was pressed, or all of them), and
 * what stands around the quote once its page has been fetched.
 */
function quoted(turn: Turn, source: Source): TemplateResult {
  const page = pageOf(turn, source.page_id);
  const place = typeof page === "object" ? found(page, source) : undefined;
  const pointed = turn.pointed[source.n];
  const cited = turn.sentences.filter(({ citations }) => citations.includes(source.n)).map(({ text }) => text);
  const parts = marked(source.quote, pointed ? [pointed] : cited);
  return html`${bullets(place?.before)}${parts.map(({ text, cited: exact }) =>
    exact ? html`<mark>${text}</mark>` : bullets(text),
  )}${bullets(place?.after)}`;
}

/** The plain form writes items of a list with a hyphen. */
function bullets(text = ""): string {
  return text.replace(/^- /gm, "• ");
}

function standing({ say }: Context, turn: Turn, source: Source): TemplateResult | typeof nothing {
  const page = pageOf(turn, source.page_id);
  if (page === "loading") return html`<p class="muted">${say("context_loading")}</p>`;
  if (page === "failed") return html`<p class="wrong">${say("context_failed")}</p>`;
  if (page && !found(page, source)) return html`<p class="muted">${say("context_changed")}</p>`;
  return nothing;
}
