import { html, nothing, type TemplateResult } from "lit";
import { moment, number } from "../formats";
import type { Receipt } from "../wire";
import type { Context, Erasing } from "./context";
import { icon } from "./icons";

/** What can be done with the whole conversation. */
export function tools(context: Context, erasing: Erasing): TemplateResult {
  const { say } = context;
  if (erasing.asked) return question(context, erasing.failed);
  return html`<div class="tools" part="tools">
    <button type="button" class="button quiet" @click=${() => context.do.print()}>${icon("print")}${say("print")}</button>
    <button type="button" class="button quiet" id="delete" @click=${() => context.do.erase("ask")}>
      ${icon("bin")}${say("delete")}
    </button>
  </div>`;
}

function question({ say, do: deeds }: Context, failed: boolean): TemplateResult {
  return html`<section class="card" part="delete" aria-labelledby="erasing">
    <h3 id="erasing" tabindex="-1">${say("delete_ask")}</h3>
    <p>${say("delete_what")}</p>
    ${failed ? html`<p class="wrong">${icon("warn")}${say("delete_failed")}</p>` : nothing}
    <div class="row">
      <button type="button" class="button danger" @click=${() => deeds.erase("do")}>${say("delete_yes")}</button>
      <button type="button" class="button quiet" @click=${() => deeds.erase("cancel")}>${say("cancel")}</button>
    </div>
  </section>`;
}

/** The proof of an erasure, for the citizen to note down. */
export function receipt({ say, language }: Context, proof: Receipt | "nothing"): TemplateResult {
  return html`<section class="card receipt" part="receipt" aria-labelledby="receipt">
    <h3 id="receipt" class="good" tabindex="-1">${icon("yes")}${say("deleted")}</h3>
    ${proof !== "nothing"
      ? html`<dl>
          <dt>${say("receipt")}</dt>
          <dd>${number(proof.number, language)}</dd>
          <dt>${say("receipt_at")}</dt>
          <dd>${moment(proof.at, language)}</dd>
          <dt>${say("receipt_rows")}</dt>
          <dd>${number(proof.rows, language)}</dd>
          <dt>${say("receipt_hash")}</dt>
          <dd><code dir="ltr">${proof.hash}</code></dd>
        </dl>`
      : nothing}
  </section>`;
}
