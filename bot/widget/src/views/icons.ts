import { svg, type SVGTemplateResult } from "lit";
import { html, type TemplateResult } from "lit";

const PATHS = {
  ask: svg`<path d="M21 12a8 8 0 0 1-11.6 7.1L4 20.5l1.4-5A8 8 0 1 1 21 12Z"/><path d="M9.8 9.6a2.3 2.3 0 1 1 3.4 2c-.8.5-1.2.9-1.2 1.7M12 15.8v.1"/>`,
  close: svg`<path d="m6 6 12 12M18 6 6 18"/>`,
  send: svg`<path d="M4 12h15M13 5.5 19.5 12 13 18.5"/>`,
  stop: svg`<rect x="6" y="6" width="12" height="12" rx="1.5"/>`,
  machine: svg`<rect x="4.5" y="8" width="15" height="11" rx="2.5"/><path d="M12 8V4.5M9 12.8v.9M15 12.8v.9M9.5 16.4h5"/>`,
  book: svg`<path d="M12 6.5C10 5 7.2 4.6 4 4.8v13c3.2-.2 6 .2 8 1.7 2-1.5 4.8-1.9 8-1.7v-13c-3.2-.2-6 .2-8 1.7Zm0 0v13"/>`,
  shield: svg`<path d="M12 3.5 5 6v5.5c0 4.3 2.9 7.5 7 9 4.1-1.5 7-4.7 7-9V6Z"/><path d="m9 12 2.2 2.2L15.2 10"/>`,
  clock: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.2 2"/>`,
  globe: svg`<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c2.4 2.3 3.5 5.2 3.5 8.5s-1.1 6.2-3.5 8.5c-2.4-2.3-3.5-5.2-3.5-8.5S9.6 5.8 12 3.5Z"/>`,
  down: svg`<path d="m6 9.5 6 6 6-6"/>`,
  out: svg`<path d="M14 4.5h5.5V10M19.5 4.5 11 13M18 14v5H5V6h5"/>`,
  form: svg`<path d="M6 3.5h8l4.5 4.5v12.5H6ZM14 3.5V8h4.5M9 12.5h6.5M9 16h6.5"/>`,
  day: svg`<rect x="4" y="5.5" width="16" height="14.5" rx="2"/><path d="M4 10h16M8.5 3.5v4M15.5 3.5v4"/>`,
  screen: svg`<rect x="3.5" y="5" width="17" height="11.5" rx="2"/><path d="M9 20h6M12 16.5V20"/>`,
  place: svg`<path d="M12 21c4.4-4.4 6.5-7.8 6.5-10.5a6.5 6.5 0 0 0-13 0C5.5 13.2 7.6 16.6 12 21Z"/><circle cx="12" cy="10.5" r="2.3"/>`,
  phone: svg`<path d="M5 4.5h4l1.5 4-2.2 1.6a12 12 0 0 0 5.6 5.6l1.6-2.2 4 1.5v4c-8 1-15.5-6.5-14.5-14.5Z"/>`,
  mail: svg`<rect x="3.5" y="5.5" width="17" height="13" rx="2"/><path d="m4 7 8 6 8-6"/>`,
  people: svg`<circle cx="9" cy="8.5" r="3.3"/><path d="M3 19.5c.4-3.6 2.7-5.5 6-5.5s5.6 1.9 6 5.5M15.5 5.5a3.2 3.2 0 0 1 0 6M17.5 14.6c2 .8 3.2 2.4 3.5 4.9"/>`,
  copy: svg`<rect x="8.5" y="8.5" width="11" height="11.5" rx="2"/><path d="M15.5 5.5v-.5a1.5 1.5 0 0 0-1.5-1.5H6A1.5 1.5 0 0 0 4.5 5v9A1.5 1.5 0 0 0 6 15.5"/>`,
  print: svg`<path d="M7 9V3.5h10V9M7 17H5a1.5 1.5 0 0 1-1.5-1.5v-5A1.5 1.5 0 0 1 5 9h14a1.5 1.5 0 0 1 1.5 1.5v5A1.5 1.5 0 0 1 19 17h-2M7 14h10v6.5H7Z"/>`,
  bin: svg`<path d="M4.5 6.5h15M9.5 6V3.5h5V6M6.5 6.5l1 14h9l1-14M10 10.5v6M14 10.5v6"/>`,
  again: svg`<path d="M19.5 12a7.5 7.5 0 1 1-2.3-5.4M19.5 3.5v4h-4"/>`,
  yes: svg`<path d="m5 12.5 4.7 4.7L19 7.5"/>`,
  warn: svg`<path d="M12 4 2.8 19.5h18.4ZM12 10v4.5M12 17v.1"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type Icon = keyof typeof PATHS;

/** A picture beside words that say the same; nobody needs to see or hear it. */
export function icon(name: Icon, kind = ""): TemplateResult {
  return html`<svg class=${kind} viewBox="0 0 24 24" aria-hidden="true" focusable="false">${PATHS[name]}</svg>`;
}
