import { css, readable, rgb } from "./colours";
import type { Configuration } from "./configuration";

const WHITE: [number, number, number] = [255, 255, 255];
const SOFT_BY_DAY: [number, number, number] = [240, 244, 248];
const SOFT_BY_NIGHT: [number, number, number] = [34, 42, 51];

/**
 * The style sheet with a municipality's colours, bent as far as it takes to be read: what stands on the primary colour,
 * and the primary colour as ink by day and by night. What is no colour is left out.
 */
export function town({ colors }: Configuration): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  const primary = rgb(colors.primary);
  if (primary) {
    sheet.replaceSync(`:host {
      --_town-primary: ${css(primary)};
      --_town-on-primary: ${css(readable(rgb(colors.on_primary) ?? WHITE, primary))};
      --_town-accent: ${css(readable(primary, SOFT_BY_DAY))};
      --_town-accent-dark: ${css(readable(primary, SOFT_BY_NIGHT, 7))};
    }`);
  }
  return sheet;
}
