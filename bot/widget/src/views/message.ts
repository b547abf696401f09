import { html, nothing, type TemplateResult } from "lit";
import { direction } from "../languages";
import type { Turn } from "../turn";
import type { Answer, Outcome } from "../wire";
import type { Context } from "./context";
import { feedback } from "./feedback";
import { icon } from "./icons";
import { actions, choices } from "./next";
import { crisis, handover, people } from "./offices";
import { sentences } from "./sentences";
import { sources } from "./sources";

/** A question and its answer: two items of the conversation's list. */
export function messages(context: Context, turn: Turn, copied: number): TemplateResult {
  const language = turn.answer?.language ?? turn.language;
  return html`<li class="mine" part="question" id=${`question-${turn.key}`} lang=${language} dir="auto">
      <span class="away" lang=${context.language}>${context.say("you")}: </span
      ><span class="typed">${turn.question}</span>
    </li>
    <li class="reply" part="answer" id=${`reply-${turn.key}`}>
      <span class="away">${context.say("bot")}: </span>
      ${answer(context, turn)} ${end(context, turn, copied)}
    </li>`;
}

function answer(context: Context, turn: Turn): TemplateResult {
  const { answer, contacts } = turn;
  const language = answer?.language ?? turn.language;
  const own = turn.sentences.length > 0 ? answer?.note : answer?.text;
  if (contacts.length) {
    return html`${crisis(context, contacts, own, language)}
    ${turn.sentences.length ? html`<div class="answer">${sentences(context, turn)}</div>` : nothing}`;
  }
  if (!turn.sentences.length && !own) return html``;
  return html`<div class="answer">
    ${sentences(context, turn)}
    ${own ? html`<p class="own" lang=${language} dir=${direction(language)}>${own}</p>` : nothing}
  </div>`;
}

function end(context: Context, turn: Turn, copied: number): TemplateResult {
  switch (turn.progress) {
    case "running":
      return html`<p class="progress"><span class="dots"><i></i><i></i><i></i></span>${context.say(turn.stage)}</p>`;
    case "stopped":
      return html`<p class="muted">${context.say("stopped")}</p>
        ${retry(context, turn)}${turn.sources.length ? sources(context, turn) : nothing}`;
    case "broken":
      return broken(context, turn);
    case "done":
      return turn.answer ? whole(context, turn, turn.answer, copied) : html``;
  }
}

function retry(context: Context, turn: Turn): TemplateResult {
  return html`<div class="row">
    <button type="button" class="button" @click=${() => context.do.retry(turn)}>
      ${icon("again")}${context.say("retry")}
    </button>
  </div>`;
}

function broken(context: Context, turn: Turn): TemplateResult {
  const fault = turn.fault === "gone" || !turn.fault ? "server" : turn.fault;
  return html`<div class="fault" part="error">
      <p>${context.say(`fault_${fault}`)}</p>
      ${retry(context, turn)}
    </div>
    ${fault === "offline" || fault === "invalid" ? nothing : people(context)}`;
}

/** Outcomes after which the office comes first: it knows what the bot must not or cannot say. */
const OFFICE_FIRST: readonly Outcome[] = ["advice", "account_data", "crisis"];

/** Outcomes after which the same question may well be answered. */
const PASSING: readonly Outcome[] = ["overloaded", "unavailable", "failed"];

function whole(context: Context, turn: Turn, answer: Answer, copied: number): TemplateResult {
  const office = answer.handover ? handover(context, answer.handover, answer.language) : nothing;
  const first = OFFICE_FIRST.includes(answer.outcome);
  return html`${answer.ai_generated ? html`<p class="muted">${context.say("generated")}</p>` : nothing}
  ${answer.choices.length ? choices(context, answer.choices, "de") : nothing}
  ${first ? office : nothing}
  ${PASSING.includes(answer.outcome) ? retry(context, turn) : nothing}
  ${answer.actions.length ? actions(context, turn, answer.actions) : nothing}
  ${first ? nothing : office}
  ${answer.sources.length ? sources(context, turn) : nothing}
  ${answer.outcome === "greeting" ? nothing : tools(context, turn, copied)}`;
}

function tools(context: Context, turn: Turn, copied: number): TemplateResult {
  const word = copied === turn.key ? "copied" : copied === -turn.key ? "copy_failed" : "copy";
  return html`<div class="after">
    ${context.configuration.retention_days === null ? nothing : feedback(context, turn)}
    <div class="row">
      <button type="button" class="button quiet" @click=${() => context.do.copy(turn)}>
        ${icon(copied === turn.key ? "yes" : "copy")}${context.say(word)}
      </button>
      <button type="button" class="button quiet" @click=${() => context.do.person()}>
        ${icon("people")}${context.say("person")}
      </button>
    </div>
  </div>`;
}
