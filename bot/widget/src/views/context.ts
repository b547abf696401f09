import type { Configuration } from "../configuration";
import type { Receipt } from "../wire";
import type { Turn } from "../turn";
import type { Say } from "../words";

/** What a citizen can do. */
export interface Deeds {
  close(): void;
  speak(language: string): void;
  ask(question: string): void;
  stop(): void;
  retry(turn: Turn): void;
  /** Open or close a source's card; a mark opens it and leads there. */
  source(turn: Turn, n: number, open: boolean): void;
  lead(turn: Turn, n: number, sentence: string): void;
  read(turn: Turn, pageId: string): void;
  judge(turn: Turn, helpful: boolean | undefined): void;
  word(turn: Turn, change: Partial<Turn["rating"]>): void;
  rate(turn: Turn): Promise<void>;
  copy(turn: Turn): Promise<void>;
  print(): void;
  person(): void;
  erase(step: "ask" | "cancel" | "do"): void;
  agree(keep: boolean): void;
  type(text: string): void;
  send(): void;
  reload(): void;
}

/** What the views need to know beside a turn. */
export interface Context {
  readonly say: Say;
  readonly language: string;
  readonly configuration: Configuration;
  readonly do: Deeds;
}

export interface Erasing {
  asked: boolean;
  failed: boolean;
  /** `nothing`: the server had nothing of the conversation. */
  receipt: Receipt | "nothing" | undefined;
}
