import { html, nothing, type TemplateResult } from "lit";
import { inLanguage } from "../configuration";
import { days } from "../formats";
import { direction } from "../languages";
import type { Context } from "./context";
import { icon } from "./icons";

/**
 * What a citizen should know before the first question: Art. 50 of the AI Act, Art. 13 GDPR. Later it is folded up, with
 * the consent, which until then stands below the examples, so that these can be seen when the panel opens.
 */
export function notice(context: Context, agreed: boolean, folded: boolean): TemplateResult {
  const { say } = context;
  if (folded) {
    return html`<details class="notice" part="notice">
      <summary>${icon("shield")}<span class="what">${say("notice")}</span>${icon("down", "turn")}</summary>
      <div class="inside">${points(context)} ${consent(context, agreed)}</div>
    </details>`;
  }
  return html`<section class="card notice" part="notice" aria-labelledby="notice">
    <h3 id="notice">${say("notice_title")}</h3>
    ${points(context)}
  </section>`;
}

function points(context: Context): TemplateResult {
  const { say } = context;
  return html`<ul>
    <li>${icon("machine")}<span>${say("notice_ai")}</span></li>
    <li>${icon("book")}<span>${say("notice_sources")}</span></li>
    <li>${icon("shield")}<span>${say("notice_personal")}</span></li>
    <li>${icon("clock")}<span>${kept(context)}</span></li>
  </ul>`;
}

/** Whether the conversation is kept in the tab: nothing is stored before. */
export function consent({ say, do: deeds }: Context, agreed: boolean): TemplateResult {
  return html`<label class="check">
      <input
        type="checkbox"
        .checked=${agreed}
        aria-describedby="consent-hint"
        @change=${(event: Event) => deeds.agree((event.target as HTMLInputElement).checked)}
      />
      <span>${say("consent")}<br /><span class="muted" id="consent-hint">${say("consent_hint")}</span></span>
    </label>
    <p class="muted">${say("legal")}</p>`;
}

function kept({ say, language, configuration: { retention_days } }: Context): string {
  if (retention_days === null) return say("notice_not_kept");
  if (retention_days === 0) return say("notice_kept_briefly");
  return say("notice_kept", { days: days(retention_days, language) });
}

/** The municipality's greeting and the questions that others ask. */
export function greeting(context: Context): TemplateResult {
  const { configuration, language, say } = context;
  const hello = inLanguage(configuration.greeting, language);
  const examples = inLanguage(configuration.examples, language);
  return html`<section class="examples" part="examples">
    <p lang=${hello.language} dir=${direction(hello.language)}>${hello.value ?? say("greeting")}</p>
    ${examples.value?.length ? list(context, examples.value, examples.language) : nothing}
  </section>`;
}

function list(context: Context, examples: string[], language: string): TemplateResult {
  return html`<h3 class="muted">${context.say("examples")}</h3>
    <ul lang=${language} dir=${direction(language)}>
      ${examples.map(
        (example) =>
          html`<li><button type="button" class="button" @click=${() => context.do.ask(example)}>${example}</button></li>`,
      )}
    </ul>`;
}
