import { css } from "lit";

/** Launcher, panel, head and composer. */
export const frame = css`
  .launcher {
    position: fixed;
    inset-block-end: var(--auskunft-offset-block, 1.25em);
    inset-inline-end: var(--auskunft-offset-inline, 1.25em);
    z-index: var(--auskunft-z-index, 2147483000);
    min-block-size: 3.5em;
    padding-inline: 1.25em 1.4em;
    border-radius: 1.75em;
    border: 2px solid var(--_on-primary);
    background: var(--_primary);
    color: var(--_on-primary);
    box-shadow: var(--_shadow);
  }
  .launcher:hover {
    background: var(--_primary);
    text-decoration: none;
  }
  .launcher:focus-visible {
    border-radius: 1.75em;
    outline: 3px solid var(--_accent);
    box-shadow: 0 0 0 3px var(--_paper), var(--_shadow);
    outline-offset: 3px;
  }
  .panel {
    display: flex;
    flex-direction: column;
    background: var(--_paper);
    color: var(--_ink);
    overflow: hidden;
  }
  .floating {
    position: fixed;
    inset-block-end: calc(var(--auskunft-offset-block, 1.25em) + 4.25em);
    inset-inline-end: var(--auskunft-offset-inline, 1.25em);
    z-index: var(--auskunft-z-index, 2147483000);
    inline-size: min(var(--auskunft-width, 27em), calc(100vw - 2.5em));
    block-size: min(var(--auskunft-height, 46em), calc(100dvh - 7em));
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 1.6);
    box-shadow: var(--_shadow);
  }
  .inline {
    block-size: var(--auskunft-height, min(46em, 90dvh));
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  dialog {
    border: 0;
    padding: 0;
    margin: 0;
    inline-size: 100vw;
    block-size: 100dvh;
    max-inline-size: none;
    max-block-size: none;
    color: inherit;
    background: var(--_paper);
  }
  dialog > .panel {
    block-size: 100%;
  }
  .head {
    flex: none;
    display: flex;
    align-items: center;
    gap: 0.75em;
    padding-block: 0.7em;
    padding-inline: 1em 0.6em;
    background: var(--_primary);
    color: var(--_on-primary);
  }
  .head h2 {
    font-size: 1.0625em;
    outline: none;
    overflow-wrap: anywhere;
  }
  .head p {
    font-size: 0.8125em;
  }
  .titles {
    flex: 1;
    min-inline-size: 0;
  }
  .head .button {
    border-color: transparent;
    color: inherit;
    padding: 0.5em;
  }
  .head .button:hover {
    background: rgb(0 0 0 / 0.2);
    color: #fff;
  }
  .head :focus-visible {
    outline-color: var(--_on-primary);
    outline-offset: -2px;
  }
  .bar {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 0.3em;
    padding-block: 0.2em;
    padding-inline: 1em 0.4em;
    border-block-end: 1px solid var(--_hair);
    font-size: 0.9375em;
  }
  .language {
    display: flex;
    align-items: center;
    gap: 0.4em;
  }
  select {
    field-sizing: content;
    max-inline-size: 12em;
    min-block-size: max(2.9em, 44px);
    padding-inline: 0.4em;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    background: var(--_paper);
    color: var(--_ink);
    cursor: pointer;
  }
  select:hover {
    border-color: var(--_line);
  }
  .body {
    flex: 1;
    min-block-size: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 1em;
    display: flex;
    flex-direction: column;
    gap: 1em;
    scroll-padding: 1em;
  }
  .body > * {
    flex: none;
  }
  .composer {
    flex: none;
    border-block-start: 1px solid var(--_hair);
    padding: 0.6em 1em 0.75em;
    background: var(--_paper);
  }
  .composer label {
    font-weight: 600;
  }
  .labels {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: baseline;
    gap: 0 1em;
  }
  .entry {
    display: flex;
    align-items: flex-end;
    gap: 0.5em;
    margin-block-start: 0.3em;
  }
  textarea {
    flex: 1;
    min-inline-size: 0;
    min-block-size: 2.9em;
    max-block-size: 9em;
    field-sizing: content;
    resize: none;
    padding: 0.6em 0.7em;
    border: 2px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_paper);
    color: var(--_ink);
    line-height: 1.4;
  }
  textarea[aria-invalid="true"] {
    border-color: var(--_error);
  }
  textarea:focus-visible {
    outline-offset: 0;
    border-color: var(--_accent);
    border-radius: var(--_radius);
  }
  .wrong {
    display: flex;
    gap: 0.4em;
    color: var(--_error);
    font-weight: 600;
    margin-block-start: 0.35em;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1em;
    margin-block-start: 0.4em;
    font-size: 0.8125em;
  }
  .foot a {
    display: inline-flex;
    align-items: center;
    min-block-size: 2em;
    color: var(--_muted);
  }
  .connection {
    flex: none;
    display: flex;
    gap: 0.5em;
    align-items: center;
    padding: 0.5em 1em;
    background: var(--_alarm);
    color: var(--_error);
    font-weight: 600;
  }
  @media (max-height: 30em) {
    .panel {
      display: block;
      overflow-y: auto;
    }
    .body {
      overflow: visible;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .floating {
      animation: rise 0.18s ease-out;
    }
    @keyframes rise {
      from {
        opacity: 0;
        transform: translateY(0.75em);
      }
    }
  }
  @media (forced-colors: active) {
    .launcher,
    .head,
    .floating {
      border: 1px solid CanvasText;
    }
  }
`;
