import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Desk } from "../desk";
import { composer } from "./composer";
import type { Context } from "./context";
import { receipt, tools } from "./erasing";
import { bar, head } from "./frame";
import { icon } from "./icons";
import { messages } from "./message";
import { consent, greeting, notice } from "./notice";
import { people } from "./offices";

export interface Frame {
  closable: boolean;
  languages: readonly string[];
  offline: boolean;
}

/** Everything that is in the panel, from head to composer. */
export function panel(context: Context, desk: Desk, frame: Frame): TemplateResult {
  return html`${head(context, frame.closable)} ${bar(context, frame.languages)}
    ${frame.offline ? html`<p class="connection">${icon("warn")}${context.say("offline")}</p>` : nothing}
    <div class="body" part="body">${talk(context, desk)}</div>
    ${composer(context, desk.draft)}`;
}

function talk(context: Context, desk: Desk): TemplateResult {
  const { turns } = desk.conversation;
  const { receipt: proof } = desk.erasing;
  return html`${proof ? receipt(context, proof) : nothing} ${notice(context, desk.agreed, turns.length > 0)}
  ${turns.length ? nothing : html`${greeting(context)} ${consent(context, desk.agreed)}`}
  ${desk.restored ? html`<p class="muted">${context.say("restored")}</p>` : nothing}
  ${turns.length ? log(context, desk) : nothing}
  ${desk.people ? people(context) : nothing}
  ${turns.length && !desk.conversation.busy ? tools(context, desk.erasing) : nothing}`;
}

/** Not read out as it grows (`aria-live`): the status line says the finished answer once. */
function log(context: Context, desk: Desk): TemplateResult {
  return html`<div
    class="log"
    part="log"
    id="log"
    role="log"
    tabindex="-1"
    aria-live="off"
    aria-label=${context.say("log")}
    aria-busy=${desk.conversation.busy}
  >
    <ol>
      ${repeat(
        desk.conversation.turns,
        (turn) => turn.key,
        (turn) => messages(context, turn, desk.copied),
      )}
    </ol>
  </div>`;
}

/** Shown where the configuration cannot be had: what is wrong, and whom to ask instead. */
export function unavailable(context: Context, closable: boolean): TemplateResult {
  const { say } = context;
  return html`${head(context, closable)}
    <div class="body" part="body">
      <div class="fault" part="error">
        <p>${say("unavailable")}</p>
        <button type="button" class="button" @click=${() => context.do.reload()}>${icon("again")}${say("retry")}</button>
      </div>
      ${people(context)}
    </div>`;
}
