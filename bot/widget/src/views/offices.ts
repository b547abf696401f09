import { html, nothing, type TemplateResult } from "lit";
import { phone, safe } from "../address";
import type { Contact, Handover, Helpline } from "../wire";
import type { Context } from "./context";
import { direction } from "../languages";
import { icon } from "./icons";
import { out } from "./link";

/** How an office is reached; lines that are not known are left out. German offices stay in German. */
export function office(context: Context, contact: Contact): TemplateResult {
  const { say } = context;
  const line = (name: Parameters<typeof icon>[0], label: string, value: unknown) =>
    value ? html`<div><dt>${icon(name)}<span class="away">${label}</span></dt><dd>${value}</dd></div>` : nothing;
  return html`<div class="office">
    <h4 lang="de" dir="ltr">${contact.name}</h4>
    <dl>
      ${line("place", say("address"), contact.address && german(contact.address))}
      ${line("phone", say("phone"), contact.phone && call(contact.phone))}
      ${line("mail", say("email"), contact.email && mail(contact.email))}
      ${line("clock", say("hours"), contact.hours && german(contact.hours))}
      ${line("globe", say("website"), safe(contact.url) && out(context, contact.url, say("page")))}
    </dl>
  </div>`;
}

function german(text: string): TemplateResult {
  return html`<span lang="de" dir="ltr">${text}</span>`;
}

function call(number: string): TemplateResult {
  return html`<a href=${phone(number)}><bdi dir="ltr">${number}</bdi></a>`;
}

function mail(address: string): TemplateResult {
  return html`<a href=${`mailto:${address}`}><bdi dir="ltr">${address}</bdi></a>`;
}

/** The competent office of an answer, with the reason why it is named, in the answer's language. */
export function handover(context: Context, to: Handover, language: string): TemplateResult {
  return html`<section class="card" part="office">
    <h3 class="eyebrow" lang=${language}>${to.reason || context.say("module_zustaendige_stelle")}</h3>
    ${office(context, { name: to.office, ...to })}
    ${safe(to.appointment_url)
      ? html`<div class="row">${out(context, to.appointment_url, context.say("appointment"), "button")}</div>`
      : nothing}
  </section>`;
}

/** Somebody to talk to, always: the municipality's contacts and the number that knows every office. */
export function people(context: Context): TemplateResult {
  const { configuration, say } = context;
  return html`<section class="card" part="contacts" aria-labelledby="person">
    <h3 class="eyebrow" id="person" tabindex="-1">${say("person_title")}</h3>
    <div class="offices">
      ${configuration.contacts.map((contact) => office(context, contact))}
      <div class="row">
        <a class="button" href="tel:115">${icon("phone")}${say("person_115")}</a>
      </div>
    </div>
  </section>`;
}

/** Whom to call at once. The reply names the numbers, too, one in a line; here they are buttons instead. */
export function crisis(
  context: Context,
  lines: readonly Helpline[],
  text = "",
  language = context.language,
): TemplateResult {
  const words = text.split("\n").filter((line) => !lines.some(({ phone: number }) => line.includes(number)));
  return html`<section class="card urgent" part="crisis" role="group" aria-label=${context.say("crisis")}>
    <h3>${context.say("crisis")}</h3>
    ${words.map((line) => html`<p lang=${language} dir=${direction(language)}>${line}</p>`)}
    <ul class="actions">
      ${lines.map(
        (line) => html`<li>
          <a class="button" href=${phone(line.phone)}>
            ${icon("phone")}
            <span class="to" lang=${language} dir=${direction(language)}>
              <bdi dir="ltr">${line.phone}</bdi> ${line.name} ${line.note ? html`<small>${line.note}</small>` : nothing}
            </span>
          </a>
        </li>`,
      )}
    </ul>
  </section>`;
}
