import { html, nothing, type TemplateResult } from "lit";
import { NAMES } from "../languages";
import type { Say } from "../words";
import type { Context } from "./context";
import { icon } from "./icons";

/** The button that opens the panel. */
export function launcher(say: Say, open: boolean, toggle: () => void): TemplateResult {
  return html`<button
    type="button"
    id="launcher"
    class="button launcher"
    part="launcher"
    aria-expanded=${open}
    aria-controls="panel"
    @click=${toggle}
  >
    ${icon(open ? "close" : "ask")}${say(open ? "close" : "launch")}
  </button>`;
}

/** Whose assistant this is; the heading takes the focus when the panel opens. */
export function head(context: Context, closable: boolean): TemplateResult {
  const { configuration: { assistant, name }, say } = context;
  return html`<header class="head" part="header">
    <div class="titles">
      <h2 id="title" tabindex="-1">${assistant}</h2>
      <p>${assistant.includes(name) ? "" : html`${name} · `}${say("subtitle")}</p>
    </div>
    ${closable
      ? html`<button type="button" class="button" part="close" aria-label=${say("close")} @click=${() => context.do.close()}>
          ${icon("close")}
        </button>`
      : nothing}
  </header>`;
}

/** The language, and the way to a person. */
export function bar(context: Context, languages: readonly string[]): TemplateResult {
  const { say, language } = context;
  return html`<div class="bar">
    ${languages.length > 1
      ? html`<label class="language">
          ${icon("globe")}<span>${say("language")}</span>
          <select
            part="language"
            .value=${language}
            @change=${(event: Event) => context.do.speak((event.target as HTMLSelectElement).value)}
          >
            ${languages.map(
              (code) => html`<option value=${code} lang=${code} ?selected=${code === language}>${NAMES[code]}</option>`,
            )}
          </select>
        </label>`
      : nothing}
    <button type="button" class="button quiet" @click=${() => context.do.person()}>
      ${icon("people")}${say("contact")}
    </button>
  </div>`;
}
