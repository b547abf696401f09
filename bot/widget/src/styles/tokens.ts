import { css } from "lit";

/**
 * Colours and measures. A page sets `--auskunft-*`; where it does not, KERN's tokens count, then what the municipality
 * configured (`--_town-*`), then these. By day or night goes what `color-scheme` the page has, so that a light page
 * never gets a dark widget; the attribute `theme` decides otherwise.
 */
export const tokens = css`
  :host {
    display: contents;
    --_primary: var(--auskunft-primary, var(--kern-color-action-default, var(--_town-primary, #17477a)));
    --_on-primary: var(--auskunft-on-primary, var(--kern-color-action-on-default, var(--_town-on-primary, #fff)));
    --_accent: var(--auskunft-accent, var(--kern-color-action-default, var(--_town-accent, #17477a)));
    --_edge: var(--_primary);
    --_paper: var(--auskunft-background, var(--kern-color-layout-background-default, #fff));
    --_soft: var(--auskunft-background-soft, var(--kern-color-layout-background-hued, #f0f4f8));
    --_ink: var(--auskunft-text, var(--kern-color-layout-text-default, #17202a));
    --_muted: var(--auskunft-text-muted, var(--kern-color-layout-text-muted, #4a5663));
    --_line: var(--auskunft-border, var(--kern-color-layout-border, #768492));
    --_hair: #d7dee5;
    --_error: #a3181d;
    --_alarm: #fdeceb;
    --_good: #14613a;
    --_marked: #fff0b3;
    --_shadow: 0 0.75em 2.5em rgb(16 32 48 / 0.28);
    --_radius: var(--auskunft-radius, var(--kern-metric-border-radius-default, 0.5em));
  }
  :host([hidden]) {
    display: none !important;
  }
  :host([theme="light"]) {
    color-scheme: light;
  }
  :host([theme="dark"]) {
    color-scheme: dark;
  }
  :host([theme="auto"]) {
    color-scheme: light dark;
  }
  @supports (color: light-dark(#000, #fff)) {
    :host {
      --_accent: var(
        --auskunft-accent,
        var(
          --kern-color-action-default,
          light-dark(var(--_town-accent, #17477a), var(--_town-accent-dark, #9fc6f3))
        )
      );
      --_paper: var(--auskunft-background, var(--kern-color-layout-background-default, light-dark(#fff, #14191f)));
      --_soft: var(--auskunft-background-soft, var(--kern-color-layout-background-hued, light-dark(#f0f4f8, #222a33)));
      --_ink: var(--auskunft-text, var(--kern-color-layout-text-default, light-dark(#17202a, #edf1f5)));
      --_muted: var(--auskunft-text-muted, var(--kern-color-layout-text-muted, light-dark(#4a5663, #b4bfca)));
      --_line: var(--auskunft-border, var(--kern-color-layout-border, light-dark(#768492, #8793a0)));
      --_edge: light-dark(var(--_primary), var(--_accent));
      --_hair: light-dark(#d7dee5, #39434e);
      --_error: light-dark(#a3181d, #ffb4ae);
      --_alarm: light-dark(#fdeceb, #43201f);
      --_good: light-dark(#14613a, #8fdcb3);
      --_marked: light-dark(#fff0b3, #57490f);
    }
  }
`;
