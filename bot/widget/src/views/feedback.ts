import { html, nothing, type TemplateResult } from "lit";
import type { Turn } from "../turn";
import type { Reason } from "../wire";
import type { Context } from "./context";
import { icon } from "./icons";

const REASONS: readonly Reason[] = ["wrong", "outdated", "incomplete", "unclear", "off_topic", "other"];

/** Whether an answer helped; who says no may say why. */
export function feedback(context: Context, turn: Turn): TemplateResult {
  const { say } = context;
  const { rating } = turn;
  const id = `rated-${turn.key}`;
  if (rating.state === "sent") return html`<p class="good" tabindex="-1" id=${id}>${icon("yes")}${say("feedback_thanks")}</p>`;
  if (rating.state === "gone") return html`<p class="muted" tabindex="-1" id=${id}>${say("feedback_gone")}</p>`;
  return html`<div class="feedback" part="feedback">
    ${rating.helpful === false ? reasons(context, turn) : question(context, turn)}
    ${rating.state === "failed" ? html`<p class="wrong" tabindex="-1" id=${id}>${icon("warn")}${say("feedback_failed")}</p>` : nothing}
  </div>`;
}

function question(context: Context, turn: Turn): TemplateResult {
  const { say } = context;
  const id = `helpful-${turn.key}`;
  const button = (helpful: boolean) => html`<button
    type="button"
    class="button small"
    ?disabled=${turn.rating.state === "sending"}
    @click=${() => context.do.judge(turn, helpful)}
  >
    ${say(helpful ? "yes" : "no")}
  </button>`;
  return html`<div class="row" role="group" aria-labelledby=${id}>
    <span id=${id} tabindex="-1">${say("helpful")}</span>${button(true)}${button(false)}
  </div>`;
}

function reasons(context: Context, turn: Turn): TemplateResult {
  const { say } = context;
  const id = `comment-${turn.key}`;
  return html`<form
    class="card"
    @submit=${(event: Event) => {
      event.preventDefault();
      void context.do.rate(turn);
    }}
  >
    <fieldset>
      <legend tabindex="-1" id=${`reasons-${turn.key}`}>${say("reasons")}</legend>
      ${REASONS.map((reason) => choice(context, turn, reason))}
    </fieldset>
    <label for=${id}>${say("comment")}</label>
    <p class="muted" id=${`${id}-hint`}>${say("comment_hint")}</p>
    <textarea
      id=${id}
      rows="2"
      maxlength="1000"
      autocomplete="off"
      aria-describedby=${`${id}-hint`}
      .value=${turn.rating.comment}
      @input=${(event: Event) => context.do.word(turn, { comment: (event.target as HTMLTextAreaElement).value })}
    ></textarea>
    <div class="row">
      <button type="submit" class="button full" ?disabled=${turn.rating.state === "sending"}>
        ${say(turn.rating.state === "sending" ? "feedback_sending" : "feedback_send")}
      </button>
      <button type="button" class="button quiet" @click=${() => context.do.judge(turn, undefined)}>
        ${say("cancel")}
      </button>
    </div>
  </form>`;
}

function choice(context: Context, turn: Turn, reason: Reason): TemplateResult {
  return html`<label class="check">
    <input
      type="radio"
      name=${`reason-${turn.key}`}
      .checked=${turn.rating.reason === reason}
      @change=${() => context.do.word(turn, { reason })}
    />
    <span>${context.say(`reason_${reason}`)}</span>
  </label>`;
}
