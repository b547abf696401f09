import { html, nothing, type TemplateResult } from "lit";
import { number } from "../formats";
import { safe } from "../address";
import type { Context } from "./context";
import { icon } from "./icons";
import { out } from "./link";

export interface Draft {
  text: string;
  /** What is wrong with it, once somebody tried to send it. */
  fault: "empty" | "too_long" | undefined;
  busy: boolean;
}

/** Where the question is written. */
export function composer(context: Context, draft: Draft): TemplateResult {
  const { say, language, configuration } = context;
  const left = configuration.question_limit - draft.text.length;
  return html`<form class="composer" part="composer" @submit=${sent(context)} novalidate>
    <div class="labels">
      <label for="question">${say("question")}</label>
      ${left < configuration.question_limit / 5
        ? html`<span class="muted" id="left">${say("left", { n: number(left, language) })}</span>`
        : nothing}
    </div>
    <div class="entry">
      <textarea
        id="question"
        part="input"
        rows="1"
        dir="auto"
        autocomplete="off"
        enterkeyhint="send"
        aria-describedby=${`hint${draft.fault ? " wrong" : ""}`}
        aria-invalid=${draft.fault ? "true" : nothing}
        .value=${draft.text}
        @input=${(event: Event) => context.do.type((event.target as HTMLTextAreaElement).value)}
        @keydown=${keys(context)}
      ></textarea>
      ${draft.busy ? stop(context) : send(context)}
    </div>
    <p class="away" id="hint">${say("question_hint")}</p>
    ${draft.fault ? wrong(context, draft.fault) : nothing} ${foot(context)}
  </form>`;
}

function wrong({ say, configuration, language }: Context, fault: "empty" | "too_long"): TemplateResult {
  const n = number(configuration.question_limit, language);
  return html`<p class="wrong" id="wrong">${icon("warn")}${say(fault, { n })}</p>`;
}

function send({ say }: Context): TemplateResult {
  return html`<button type="submit" class="button full" part="send">${say("send")}${icon("send", "flip")}</button>`;
}

function stop({ say, do: deeds }: Context): TemplateResult {
  return html`<button type="button" class="button" part="stop" @click=${() => deeds.stop()}>
    ${icon("stop")}${say("stop")}
  </button>`;
}

function sent(context: Context) {
  return (event: Event) => {
    event.preventDefault();
    context.do.send();
  };
}

/** Enter sends; with Shift it begins a line; while a character is being composed it belongs to the input method. */
function keys(context: Context) {
  return (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    context.do.send();
  };
}

function foot(context: Context): TemplateResult | typeof nothing {
  const { links } = context.configuration;
  const named = (["privacy", "imprint", "accessibility"] as const).filter((name) => safe(links[name]));
  if (!named.length) return nothing;
  return html`<div class="foot">
    ${named.map((name) => out(context, links[name], context.say(name)))}
  </div>`;
}
