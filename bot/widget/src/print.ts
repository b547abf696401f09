import { css, html, nothing, render, type TemplateResult } from "lit";
import type { Configuration } from "./configuration";
import { day, moment } from "./formats";
import { direction } from "./languages";
import { note, office } from "./transcript";
import { languageOf, type Turn } from "./turn";
import type { Say } from "./words";

const PAPER = css`
  body {
    font: 11pt/1.45 sans-serif;
    margin: 1.5cm;
  }
  h1 {
    font-size: 15pt;
  }
  h2 {
    font-size: 12pt;
    margin-block: 1.5em 0.3em;
  }
  p,
  li {
    margin-block: 0.25em;
    overflow-wrap: anywhere;
  }
  ol {
    list-style: none;
    padding: 0;
    font-size: 9.5pt;
  }
  .lines {
    white-space: pre-line;
    unicode-bidi: plaintext;
    margin-block: 0.75em;
  }
  footer {
    margin-block-start: 2em;
    font-size: 9pt;
  }
`;

/** Print the conversation, and nothing of the page around it: it is set in a frame of its own. */
export function print(turns: readonly Turn[], say: Say, language: string, configuration: Configuration): void {
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.title = say("print");
  document.body.append(frame);
  const inner = frame.contentWindow as (Window & typeof globalThis) | null;
  if (!inner) return;
  const sheet = new inner.CSSStyleSheet();
  sheet.replaceSync(PAPER.cssText);
  inner.document.adoptedStyleSheets = [sheet];
  inner.document.documentElement.lang = language;
  inner.document.documentElement.dir = direction(language);
  inner.document.title = `${configuration.assistant}, ${configuration.name}`;
  render(paper(turns, say, language, configuration), inner.document.body);
  inner.addEventListener("afterprint", () => frame.remove());
  inner.print();
}

function paper(turns: readonly Turn[], say: Say, language: string, { assistant, name }: Configuration): TemplateResult {
  return html`<h1>${assistant}, ${name}</h1>
    <p>${say("printed", { at: moment(new Date().toISOString(), language) })}</p>
    ${turns.map((turn) => block(turn, say, language))}
    <footer>${say("notice_ai")} ${say("legal")}.</footer>`;
}

function block(turn: Turn, say: Say, language: string): TemplateResult {
  const said = turn.sentences.map((sentence) => {
    const own = languageOf(sentence, turn);
    const numbers = sentence.citations.map((n) => ` [${n}]`).join("");
    return html`<p lang=${own} dir=${direction(own)}>${sentence.item ? "– " : ""}${sentence.text}${numbers}</p>`;
  });
  const { answer } = turn;
  const own = note(turn) ? html`<p class="lines" lang=${answer?.language ?? nothing}>${note(turn)}</p>` : nothing;
  return html`<h2 dir="auto">${turn.question}</h2>
    ${turn.contacts.length ? own : nothing} ${said.length ? said : html`<p class="lines" dir="auto">${answer?.text}</p>`}
    ${turn.contacts.length ? nothing : own}
    ${office(turn) ? html`<p class="lines" lang="de">${office(turn)}</p>` : nothing}
    <ol>
      ${turn.sources.map(
        (source) => html`<li lang=${source.language} dir=${direction(source.language)}>
          [${source.n}] ${source.title}, ${source.locator}${source.updated
            ? ` (${say("updated", { date: day(source.updated, language) })})`
            : ""}
          ${source.url}
        </li>`,
      )}
    </ol>`;
}
