import type { FaultKind } from "./faults";
import type { Answer, AnswerEvent, Helpline, PageText, Reason, Sentence, Source, Stage } from "./wire";

/** `broken`: no whole answer, and `fault` says why. `stopped`: the citizen wanted no more of it. */
export type Progress = "running" | "done" | "stopped" | "broken";

/** What the citizen has said about an answer so far. */
export interface Rating {
  helpful?: boolean | undefined;
  reason: Reason | "";
  comment: string;
  state: "open" | "sending" | "sent" | "gone" | "failed";
}

/** One question and what has come of it. Plain data, so that it can be kept and read back. */
export interface Turn {
  readonly key: number;
  readonly question: string;
  /** The language the widget was in when it was asked. */
  readonly language: string;
  progress: Progress;
  stage: Stage;
  sources: Source[];
  sentences: Sentence[];
  /** Whom to call in a crisis; known before the first word. */
  contacts: Helpline[];
  answer?: Answer;
  fault?: FaultKind;
  /** Numbers of the sources whose cards are open. */
  opened: number[];
  /** By the number of a source, the sentence whose mark was pressed last. */
  pointed: Record<number, string>;
  /** Pages that were fetched to read a quote where it stands; a word where that is under way or failed. */
  pages: Record<string, PageText | "loading" | "failed">;
  rating: Rating;
}

export function newTurn(key: number, question: string, language: string): Turn {
  return {
    key,
    question,
    language,
    progress: "running",
    stage: "reading",
    sources: [],
    sentences: [],
    contacts: [],
    opened: [],
    pointed: {},
    pages: {},
    rating: { reason: "", comment: "", state: "open" },
  };
}

/** The turn after an event. */
export function after(turn: Turn, event: AnswerEvent): Turn {
  switch (event.event) {
    case "status":
      return { ...turn, stage: event.stage };
    case "sources":
      return { ...turn, stage: "answering", sources: event.sources, contacts: event.contacts ?? [] };
    case "sentence":
      return { ...turn, sentences: [...turn.sentences, event.sentence] };
    case "done":
      return {
        ...turn,
        progress: "done",
        answer: event.answer,
        sources: event.answer.sources,
        sentences: event.answer.sentences,
        contacts: event.answer.contacts ?? turn.contacts,
      };
  }
}

/** The turn as it was before it was asked, to ask it again. */
export function again(turn: Turn): Turn {
  return newTurn(turn.key, turn.question, turn.language);
}

/** What came of fetching a page; page ids are the server's words and may be any, `__proto__` as well. */
export function pageOf(turn: Turn, pageId: string): Turn["pages"][string] | undefined {
  return Object.hasOwn(turn.pages, pageId) ? turn.pages[pageId] : undefined;
}

/** The language that a sentence is in: its source's, where it was quoted. */
export function languageOf(sentence: Sentence, turn: Turn): string {
  const source = turn.sources.find(({ n }) => n === sentence.citations[0]);
  return (sentence.verbatim && source?.language) || turn.answer?.language || turn.language;
}
