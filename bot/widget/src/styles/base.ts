import { css } from "lit";

/** What every element is, whatever the page around it does: nothing of the page's text styles comes in but its font. */
export const base = css`
  .root {
    all: initial;
    display: block;
    font-family: var(--auskunft-font-family, var(--kern-typography-font-family-default, inherit));
    font-size: var(--auskunft-font-size, medium); /* what the citizen has set, whatever the page makes of a rem */
    line-height: 1.5;
    color: var(--_ink);
    color-scheme: inherit;
    text-align: start;
    -webkit-text-size-adjust: 100%;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  blockquote,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  h2,
  h3,
  h4 {
    font-size: 1em;
    font-weight: 700;
    line-height: 1.3;
  }
  ul,
  ol {
    list-style: none;
  }
  p,
  li,
  dd,
  h3,
  h4,
  a,
  button,
  blockquote {
    overflow-wrap: anywhere;
  }
  a {
    color: var(--_accent);
    text-underline-offset: 0.15em;
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
    margin: 0;
  }
  svg {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .flip:dir(rtl) {
    transform: scaleX(-1);
  }
  [hidden] {
    display: none !important;
  }
  :focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
    border-radius: 0.2em;
  }
  .away {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .muted {
    color: var(--_muted);
    font-size: 0.875em;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-block-size: max(2.75em, 44px);
    min-inline-size: max(2.75em, 44px);
    padding: 0.4em 1em;
    border: 2px solid var(--_accent);
    border-radius: var(--_radius);
    background: transparent;
    color: var(--_accent);
    font-weight: 600;
    line-height: 1.25;
    text-align: start;
    text-decoration: none;
    cursor: pointer;
  }
  .button:hover {
    background: var(--_soft);
    text-decoration: underline;
  }
  .button.full {
    background: var(--_primary);
    border-color: var(--_edge);
    color: var(--_on-primary);
  }
  .button.quiet {
    border-color: transparent;
    padding-inline: 0.6em;
    font-weight: 500;
  }
  .button.small {
    border-width: 1px;
    border-color: var(--_line);
    padding-inline: 0.9em;
    font-weight: 500;
  }
  .button.danger {
    border-color: var(--_error);
    color: var(--_error);
  }
  .button[disabled] {
    opacity: 0.6;
    cursor: default;
  }
  .card {
    border: 1px solid var(--_hair);
    border-radius: var(--_radius);
    background: var(--_paper);
    padding: 0.85em 1em;
  }
  @media (prefers-reduced-motion: no-preference) {
    .button,
    .mark,
    summary {
      transition: background-color 0.15s;
    }
  }
  @media (forced-colors: active) {
    .card,
    .button.full {
      border-color: ButtonBorder;
    }
    mark {
      background: Mark;
      color: MarkText;
    }
  }
`;
