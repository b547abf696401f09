import { day } from "./formats";
import { languageOf, type Turn } from "./turn";
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
  const own = turn.contacts.length ? [note(turn), said] : [said, note(turn)]; // in a crisis whom to call comes first
  const parts = [turn.question, ...own, office(turn), sources.length ? `${say("sources")}:` : "", ...sources];
  return parts.filter(Boolean).join("\n\n");
}

/** What the bot says itself beside quoted sentences; without them it is the answer. */
export function note(turn: Turn): string {
  return (turn.sentences.length > 0 && turn.answer?.note) || "";
}

/** The competent office and how it is reached, a line each. */
export function office({ answer }: Turn): string {
  if (!answer?.handover) return "";
  const { reason, office: name, address, phone, email, hours } = answer.handover;
  return [reason && `${reason}:`, name, address, phone, email, hours].filter(Boolean).join("\n");
}

function numbers(citations: readonly number[]): string {
  return citations.map((n) => ` [${n}]`).join("");
}

/** Something to be read out; without a language it is in the widget's. */
export interface Saying {
  text: string;
  language?: string;
}

/** A turn as it is read out once when it is whole: without numbers, which nobody can follow by ear. */
export function spoken(turn: Turn, say: Say): Saying[] {
  const { answer, sentences, sources } = turn;
  const quoted = sentences.map((sentence) => ({ text: sentence.text, language: languageOf(sentence, turn) }));
  const reply = { text: answer?.text ?? "", language: answer?.language ?? turn.language };
  const count = sources.length ? [{ text: `${say("sources")}: ${sources.length}.` }] : [];
  const own = note(turn) ? [{ text: note(turn), language: reply.language }] : [];
  const all = turn.contacts.length ? [...own, ...quoted] : [...quoted, ...own];
  return [{ text: `${say("bot")}:` }, ...(quoted.length ? all : [reply]), ...count];
}
