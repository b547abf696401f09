/** What the server says; docs/http.md describes it. Fields that a server may not know yet are optional. */

export type Outcome =
  | "answered" | "clarify" | "advice" | "account_data" | "no_source" | "out_of_scope"
  | "greeting" | "crisis" | "blocked" | "unavailable" | "overloaded" | "failed";

export interface Source {
  n: number;
  page_id: string;
  title: string;
  locator: string;
  /** Stands letter by letter in the page. */
  quote: string;
  url: string;
  language: string;
  /** ISO date, or null where the page does not say. */
  updated: string | null;
  stand: string;
  overdue: boolean;
}

export interface Sentence {
  text: string;
  citations: number[];
  verbatim: boolean;
  /** An item of the list that the sentence before introduces. */
  item?: boolean;
}

export interface Action {
  kind: "online_service" | "appointment" | "form" | "page";
  title: string;
  url: string;
}

export interface Choice {
  title: string;
  question: string;
}

export interface Handover {
  office: string;
  address: string;
  phone: string;
  email: string;
  hours: string;
  appointment_url: string;
  reason: string;
}

/** Somebody to call at once, as a crisis answer names them. */
export interface Helpline {
  name: string;
  phone: string;
  note: string;
}

export interface Answer {
  turn_id: string;
  conversation_id: string;
  outcome: Outcome;
  language: string;
  ai_generated: boolean;
  text: string;
  sentences: Sentence[];
  sources: Source[];
  actions: Action[];
  choices: Choice[];
  handover: Handover | null;
  contacts?: Helpline[];
  /** What the bot says itself beside quoted sentences; part of `text`. */
  note?: string;
}

export type Stage = "reading" | "searching" | "answering";

export type AnswerEvent =
  | { event: "status"; stage: Stage }
  | { event: "sources"; sources: Source[]; contacts?: Helpline[] }
  | { event: "sentence"; sentence: Sentence }
  | { event: "done"; answer: Answer };

export interface Section {
  heading: string;
  text: string;
}

/** A page in full, in the form in which it is quoted. */
export interface PageText {
  page_id: string;
  title: string;
  sections: Section[];
}

/** The proof of an erasure. */
export interface Receipt {
  number: number;
  at: string;
  rows: number;
  hash: string;
  swept: boolean;
}

export type Reason = "wrong" | "outdated" | "incomplete" | "unclear" | "off_topic" | "other";

export interface Feedback {
  turn_id: string;
  conversation_id: string;
  helpful: boolean;
  reason: Reason | "";
  comment: string;
}

export interface HistoryTurn {
  role: "user" | "assistant";
  text: string;
}

export interface AskBody {
  question: string;
  language: string;
  history: HistoryTurn[];
  conversation_id: string;
}

/** Where a person can be asked. */
export interface Contact {
  name: string;
  phone?: string;
  email?: string;
  hours?: string;
  address?: string;
  url?: string;
}
