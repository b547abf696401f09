import { html, type TemplateResult } from "lit";
import { safe } from "../address";
import type { Turn } from "../turn";
import type { Action, Choice } from "../wire";
import { direction } from "../languages";
import type { Context } from "./context";
import { icon, type Icon } from "./icons";

const ICONS: Record<Action["kind"], Icon> = {
  online_service: "screen",
  appointment: "day",
  form: "form",
  page: "book",
};

/** What can be done now: online service, appointment, form, further page. The first is the main way. */
export function actions(context: Context, turn: Turn, list: readonly Action[]): TemplateResult {
  const id = `next-${turn.key}`;
  return html`<section part="actions" role="group" aria-labelledby=${id}>
    <h3 id=${id}>${context.say("next")}</h3>
    <ul class="actions">
      ${list.filter(({ url }) => safe(url)).map((action) => html`<li>${step(context, action)}</li>`)}
    </ul>
  </section>`;
}

function step({ say }: Context, { kind, title, url }: Action): TemplateResult {
  const full = kind === "online_service" ? " full" : "";
  return html`<a class=${`button${full}`} href=${url} target="_blank" rel="noopener noreferrer">
    ${icon(ICONS[kind] ?? "book")}
    <span class="to"><small>${say(`kind_${kind}`)}</small>${title}<span class="away"> (${say("new_tab")})</span></span>
    ${icon("out")}
  </a>`;
}

/** The services that a question may mean. Their names are the town's own. */
export function choices(context: Context, list: readonly Choice[], language: string): TemplateResult {
  return html`<ul class="choices" lang=${language} dir=${direction(language)}>
    ${list.map(
      ({ title, question }) =>
        html`<li>
          <button type="button" class="button" @click=${() => context.do.ask(question)}>${title}</button>
        </li>`,
    )}
  </ul>`;
}
