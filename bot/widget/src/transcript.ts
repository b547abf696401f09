import { day } from "./formats";
import type { Turn } from "./turn";
import type { Say } from "./words";

/** A turn as plain text, for the clipboard: question, sentences with their numbers, and what the numbers stand for. */
export function transcript(turn: Turn, say: Say, language: string): string {
  const said = turn.sentences.length
    ? turn.sentences.map(({ text, citations, item }) => `${item ? "– " : ""}${text}${numbers(citations)}`).join("\n")
    : (turn.answer?.text ?? "");
  const sources = turn.sources.map(({ n, title, locator, quote, url, updated }) =>
    [
      `[${n}] ${title}, ${locator}${updated ? ` (${say("updated", { date: day(updated, language) })})` : ""}`,
      `„${quote}“`,
      url,
    ]
      .filter(Boolean)
      .join("\n"),
  );
  return [turn.question, said, sources.length ? `${say("sources")}:` : "", ...sources].filter(Boolean).join("\n\n");
}

function numbers(citations: readonly number[]): string {
  return citations.map((n) => ` [${n}]`).join("");
}

/** A turn as it is read out once when it is whole: without numbers, which nobody can follow by ear. */
export function spoken(turn: Turn, say: Say): string {
  const said = turn.sentences.length ? turn.sentences.map(({ text }) => text).join(" ") : (turn.answer?.text ?? "");
  const count = turn.sources.length ? ` ${say("sources")}: ${turn.sources.length}.` : "";
  return `${say("bot")}: ${said}${count}`;
}
