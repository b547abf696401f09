import type { Client } from "./client";
import type { Configuration } from "./configuration";
import { Conversation } from "./conversation";
import { Memory } from "./memory";
import { print } from "./print";
import { type Saying, spoken, transcript } from "./transcript";
import type { Turn } from "./turn";
import type { Draft } from "./views/composer";
import type { Deeds, Erasing } from "./views/context";
import type { Say } from "./words";

/** How long the word "copied" stands, in milliseconds. */
const COPIED = 4_000;

export type EventName =
  | "auskunft-open" | "auskunft-close" | "auskunft-question" | "auskunft-answer"
  | "auskunft-error" | "auskunft-feedback" | "auskunft-delete";

/** What the desk needs of the element around it. */
export interface Room {
  readonly say: Say;
  readonly language: string;
  readonly configuration: Configuration;
  readonly client: Client;
  readonly open: boolean;
  /** There is something new to show. */
  changed(): void;
  /** Tell the host page; never what was said. */
  tell(name: EventName, detail?: Record<string, unknown>): void;
  /** Move the focus to an element, once what is new is shown. */
  lead(id: string): void;
  close(): void;
  speak(language: string): void;
  reload(): void;
}

/** Where the citizen's conversation is led: what each button does. */
export class Desk implements Deeds {
  readonly conversation: Conversation;
  draft: Draft = { text: "", fault: undefined, busy: false };
  erasing: Erasing = { asked: false, failed: false, receipt: undefined };
  /** Whether the conversation is kept in the tab. */
  agreed = false;
  /** Whether it was taken up again from there. */
  restored = false;
  people = false;
  copied = 0;
  /** What a screen reader should say next, in the widget's language and in others. */
  said: readonly Saying[] = [];
  readonly #room: Room;
  #memory = new Memory("");

  constructor(room: Room) {
    this.#room = room;
    this.conversation = new Conversation(
      () => room.client,
      (turn) => this.#happened(turn),
    );
  }

  /** Take up the conversation that was kept under a name, if the citizen agreed to keep one. */
  recall(name: string): { open: boolean; language: string } | undefined {
    this.#memory = new Memory(name);
    const kept = this.#memory.recall();
    if (!kept) return undefined;
    this.agreed = true;
    this.restored = kept.turns.length > 0;
    this.conversation.id = kept.conversation;
    this.conversation.turns = kept.turns.map((turn) =>
      turn.progress === "running" ? { ...turn, progress: "broken", fault: "interrupted" } : turn,
    );
    return kept;
  }

  keep(): void {
    if (!this.agreed) return;
    const { id, turns } = this.conversation;
    const { language, open } = this.#room;
    this.agreed = this.#memory.keep({ conversation: id, turns: [...turns], language, open });
  }

  close(): void {
    this.#room.close();
  }

  speak(language: string): void {
    this.#room.speak(language);
  }

  reload(): void {
    this.#room.reload();
  }

  type(text: string): void {
    this.draft = { ...this.draft, text, fault: undefined };
    this.#room.changed();
  }

  send(): void {
    if (this.conversation.busy) return;
    const text = this.draft.text.trim();
    const fault = !text ? "empty" : text.length > this.#room.configuration.question_limit ? "too_long" : undefined;
    if (fault) {
      this.draft = { ...this.draft, fault };
      this.#room.lead("question");
    } else {
      this.draft = { text: "", fault: undefined, busy: true };
      this.ask(text);
    }
  }

  ask(question: string): void {
    if (this.conversation.busy) return;
    this.people = false;
    this.erasing = { asked: false, failed: false, receipt: undefined };
    this.#room.tell("auskunft-question");
    void this.conversation.ask(question, this.#room.language);
    this.#follow();
  }

  stop(): void {
    this.conversation.stop();
    this.#room.lead("question");
  }

  retry(turn: Turn): void {
    void this.conversation.retry(turn.key);
    this.#follow();
  }

  source(turn: Turn, n: number, open: boolean): void {
    if (turn.opened.includes(n) === open) return;
    this.conversation.update(turn.key, (found) => ({
      ...found,
      opened: open ? [...found.opened, n] : found.opened.filter((other) => other !== n),
    }));
  }

  lead(turn: Turn, n: number, sentence: string): void {
    this.source(turn, n, true);
    this.conversation.update(turn.key, (found) => ({ ...found, pointed: { ...found.pointed, [n]: sentence } }));
    this.#room.lead(`summary-${turn.key}-${n}`);
  }

  read(turn: Turn, pageId: string): void {
    void this.conversation.read(turn.key, pageId);
  }

  judge(turn: Turn, helpful: boolean | undefined): void {
    this.word(turn, helpful === undefined ? { helpful: undefined, state: "open" } : { helpful });
    if (helpful) void this.rate(turn);
    else this.#room.lead(helpful === false ? `reasons-${turn.key}` : `helpful-${turn.key}`);
  }

  word(turn: Turn, change: Partial<Turn["rating"]>): void {
    this.conversation.update(turn.key, (found) => ({ ...found, rating: { ...found.rating, ...change } }));
  }

  async rate(turn: Turn): Promise<void> {
    const state = await this.conversation.rate(turn.key);
    if (state === "sent") this.#room.tell("auskunft-feedback", { helpful: turn.rating.helpful });
    this.#room.lead(`rated-${turn.key}`);
  }

  async copy(turn: Turn): Promise<void> {
    const { say, language } = this.#room;
    try {
      await navigator.clipboard.writeText(transcript(turn, say, language));
      this.#flash(turn.key, say("copied"));
    } catch {
      this.#flash(-turn.key, say("copy_failed"));
    }
  }

  print(): void {
    const { say, language, configuration } = this.#room;
    print(this.conversation.turns, say, language, configuration);
  }

  person(): void {
    this.people = true;
    this.#room.changed();
    this.#room.lead("person");
  }

  erase(step: "ask" | "cancel" | "do"): void {
    if (step === "do") void this.#erase();
    else {
      this.erasing = { ...this.erasing, asked: step === "ask", failed: false };
      this.#room.changed();
      this.#room.lead(step === "ask" ? "erasing" : "delete");
    }
  }

  agree(keep: boolean): void {
    this.agreed = keep;
    if (keep) this.keep();
    else this.#memory.forget();
    this.#room.changed();
  }

  async #erase(): Promise<void> {
    try {
      const receipt = await this.conversation.erase();
      this.erasing = { asked: false, failed: false, receipt: receipt ?? "nothing" };
      this.restored = false;
      this.people = false;
      this.keep();
      this.#room.tell("auskunft-delete");
      this.#room.lead("receipt");
    } catch {
      this.erasing = { ...this.erasing, failed: true };
      this.#room.lead("erasing");
    }
    this.#room.changed();
  }

  /** Where a finger types or there is little room, focus in the text field would cover the answer or scroll it away. */
  #follow(): void {
    this.#room.lead(matchMedia("(pointer: coarse), (max-height: 30em)").matches ? "log" : "question");
  }

  /** `key` of the turn beside which something is said for a while; negative for what went wrong. */
  #flash(key: number, words: string): void {
    this.copied = key;
    this.said = [{ text: words }];
    this.#room.changed();
    setTimeout(() => {
      if (this.copied === key) this.copied = 0;
      this.#room.changed();
    }, COPIED);
  }

  #happened(turn: Turn | undefined): void {
    this.draft = { ...this.draft, busy: this.conversation.busy };
    if (turn === this.conversation.turns.at(-1)) this.#announce(turn);
    this.keep();
    this.#room.changed();
  }

  #told = "";

  /** Say once what is being done, and once what came of it; the host page hears of the end as well. */
  #announce(turn: Turn | undefined): void {
    const { say } = this.#room;
    const step = turn ? `${turn.key}-${turn.progress}-${turn.progress === "running" ? turn.stage : ""}` : "";
    if (!turn || step === this.#told) return;
    this.#told = step;
    if (turn.progress === "running") {
      this.said = [{ text: say(turn.stage) }];
    } else if (turn.progress === "done") {
      this.said = spoken(turn, say);
      this.#room.tell("auskunft-answer", { outcome: turn.answer?.outcome, sources: turn.sources.length });
    } else if (turn.progress === "stopped") {
      this.said = [{ text: say("stopped") }];
    } else {
      this.said = [{ text: say(`fault_${turn.fault === "gone" || !turn.fault ? "server" : turn.fault}`) }];
      this.#room.tell("auskunft-error", { kind: turn.fault });
    }
  }
}
