import { html, nothing, type TemplateResult } from "lit";
import { safe } from "../address";
import type { Context } from "./context";
import { icon } from "./icons";

/** A link that leaves the conversation standing: a new tab, and it says so. What is no safe address is only text. */
export function out(context: Context, address: string | undefined, text: unknown, kind = ""): TemplateResult {
  const href = safe(address);
  if (!href) return html`<span>${text}</span>`;
  return html`<a class=${kind || nothing} href=${href} target="_blank" rel="noopener noreferrer"
    >${text} ${icon("out")}<span class="away"> (${context.say("new_tab")})</span></a
  >`;
}
