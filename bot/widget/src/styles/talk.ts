import { css } from "lit";

/** What is said: notice, examples, messages, sources, offices, feedback. */
export const talk = css`
  .notice ul {
    display: grid;
    gap: 0.35em;
    margin-block: 0.4em 0;
    font-size: 0.9375em;
    line-height: 1.4;
  }
  .notice li {
    display: flex;
    gap: 0.6em;
  }
  .notice svg {
    color: var(--_accent);
    margin-block-start: 0.12em;
  }
  .check {
    display: flex;
    gap: 0.6em;
    align-items: flex-start;
    padding-block: 0.6em;
    cursor: pointer;
  }
  input[type="checkbox"],
  input[type="radio"] {
    flex: none;
    inline-size: 1.35em;
    block-size: 1.35em;
    margin-block-start: 0.08em;
    accent-color: var(--_accent);
    cursor: pointer;
  }
  .examples ul,
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    margin-block-start: 0.5em;
  }
  .examples .button,
  .choices .button {
    font-weight: 500;
    border-width: 1px;
    border-color: var(--_line);
  }
  .log ol {
    display: flex;
    flex-direction: column;
    gap: 1em;
  }
  .log:focus-visible {
    outline-offset: 4px;
  }
  .mine {
    align-self: flex-end;
    max-inline-size: 88%;
    padding: 0.55em 0.9em;
    border-radius: 1em 1em 0.25em 1em;
    background: var(--_primary);
    color: var(--_on-primary);
    overflow-wrap: anywhere;
  }
  .typed {
    white-space: pre-wrap;
  }
  .mine:dir(rtl) {
    border-radius: 1em 1em 1em 0.25em;
  }
  .reply {
    display: grid;
    gap: 0.85em;
    min-inline-size: 0;
  }
  .reply > * {
    min-inline-size: 0;
  }
  .answer {
    display: grid;
    gap: 0.55em;
    padding-inline-start: 0.9em;
    border-inline-start: 3px solid var(--_accent);
  }
  .answer ul {
    display: grid;
    gap: 0.35em;
    padding-inline-start: 1.2em;
    list-style: disc;
  }
  .answer h3,
  .eyebrow {
    font-size: 0.8125em;
    font-weight: 700;
    color: var(--_muted);
  }
  .answer h3:not(:first-child) {
    margin-block-start: 0.5em;
  }
  .after {
    display: grid;
    gap: 0.25em;
  }
  .inside .row,
  .after > .row {
    gap: 0;
    margin-inline-start: -0.6em;
    font-size: 0.9375em;
  }
  .office + .row {
    margin-block-start: 0.75em;
  }
  .last {
    white-space: nowrap;
  }
  .gloss {
    color: var(--_muted);
    white-space: nowrap;
  }
  .mark {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-inline-size: 1.95em;
    min-block-size: 1.85em;
    padding: 0 0.35em;
    margin-inline-start: 0.15em;
    border: 1px solid var(--_line);
    border-radius: 0.4em;
    background: var(--_soft);
    color: var(--_accent);
    font-size: 0.8125em;
    font-weight: 600;
    line-height: 1;
    vertical-align: baseline;
    cursor: pointer;
  }
  .mark:hover,
  .mark[aria-expanded="true"] {
    background: var(--_accent);
    color: var(--_paper);
  }
  .progress {
    display: flex;
    align-items: center;
    gap: 0.6em;
    color: var(--_muted);
  }
  .dots {
    display: inline-flex;
    gap: 0.25em;
  }
  .dots i {
    inline-size: 0.45em;
    block-size: 0.45em;
    border-radius: 50%;
    background: var(--_accent);
  }
  @media (prefers-reduced-motion: no-preference) {
    .dots i {
      animation: wait 1.2s infinite ease-in-out;
    }
    .dots i:nth-child(2) {
      animation-delay: 0.15s;
    }
    .dots i:nth-child(3) {
      animation-delay: 0.3s;
    }
    @keyframes wait {
      50% {
        opacity: 0.25;
        transform: translateY(-0.2em);
      }
    }
  }
  @media (forced-colors: active) {
    .dots i {
      background: CanvasText;
    }
    .mine {
      border: 1px solid CanvasText;
    }
  }
  .sources > ol {
    display: grid;
    gap: 0.4em;
    margin-block-start: 0.4em;
  }
  details {
    border: 1px solid var(--_hair);
    border-radius: var(--_radius);
    background: var(--_paper);
  }
  summary {
    display: flex;
    gap: 0.6em;
    align-items: center;
    min-block-size: 2.75em;
    padding: 0.35em 0.75em;
    border-radius: var(--_radius);
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary:hover {
    background: var(--_soft);
  }
  summary .n {
    flex: none;
    font-weight: 700;
    color: var(--_accent);
    font-variant-numeric: tabular-nums;
  }
  summary .what {
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
    line-height: 1.35;
  }
  summary .what b {
    font-weight: 600;
  }
  summary small {
    display: block;
    font-size: 0.875em;
    color: var(--_muted);
  }
  summary svg {
    transition: none;
  }
  details[open] > summary .turn {
    transform: rotate(180deg);
  }
  .inside {
    display: grid;
    gap: 0.6em;
    padding: 0.25em 0.75em 0.75em;
  }
  blockquote {
    padding: 0.1em 0 0.1em 0.75em;
    border-inline-start: 3px solid var(--_line);
    white-space: pre-line;
  }
  mark {
    background: var(--_marked);
    color: var(--_ink);
    padding-block: 0.1em;
    border-radius: 0.15em;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25em 0.5em;
  }
  .reply section > h3:not(.eyebrow, .good) {
    margin-block-end: 0.4em;
  }
  .actions {
    display: grid;
    gap: 0.5em;
  }
  .actions .button {
    inline-size: 100%;
    justify-content: flex-start;
    border-width: 1px;
    border-color: var(--_line);
    font-weight: 600;
  }
  .actions .button.full {
    border-color: var(--_edge);
  }
  .actions .to {
    flex: 1;
    min-inline-size: 0;
  }
  .actions small {
    display: block;
    font-size: 0.8125em;
    font-weight: 400;
  }
  .office dl {
    display: grid;
    gap: 0.35em;
    margin-block-start: 0.5em;
  }
  .office dl > div {
    display: flex;
    gap: 0.6em;
  }
  .office dt svg {
    color: var(--_accent);
    margin-block-start: 0.12em;
  }
  .office dd a {
    display: inline-block;
    padding-block: 0.1em;
  }
  .examples h3 {
    margin-block-start: 0.75em;
  }
  .offices {
    display: grid;
    gap: 0.6em;
  }
  .urgent {
    border: 2px solid var(--_error);
    background: var(--_alarm);
  }
  .own {
    white-space: pre-line;
  }
  .urgent > * + * {
    margin-block-start: 0.6em;
  }
  .urgent .button {
    inline-size: 100%;
    justify-content: flex-start;
    background: var(--_paper);
    border-color: var(--_error);
    color: var(--_error);
    font-size: 1.0625em;
  }
  .fault {
    display: grid;
    gap: 0.6em;
    justify-items: start;
    border-inline-start: 3px solid var(--_error);
    padding-inline-start: 0.9em;
  }
  .feedback fieldset > * + * {
    margin-block-start: 0.25em;
  }
  .feedback legend {
    font-weight: 600;
    padding: 0;
  }
  .feedback textarea {
    inline-size: 100%;
    margin-block: 0.3em 0.6em;
  }
  .feedback label {
    display: block;
  }
  .feedback .check {
    display: flex;
    padding-block: 0.55em;
  }
  .good {
    display: flex;
    gap: 0.5em;
    color: var(--_good);
    font-weight: 600;
  }
  .receipt dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.25em 1em;
    margin-block: 0.5em;
    font-size: 0.9375em;
  }
  .receipt dd {
    overflow-wrap: anywhere;
  }
  code {
    font-family: ui-monospace, monospace;
    font-size: 0.9em;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.25em;
    border-block-start: 1px solid var(--_hair);
    padding-block-start: 0.4em;
  }
  .tools .button {
    font-size: 0.9375em;
  }
`;
