import type { Turn } from "./turn";

/** A conversation as it is kept in the tab. */
export interface Kept {
  conversation: string;
  language: string;
  open: boolean;
  turns: Turn[];
}

const FORM = 1;

/**
 * A conversation in this tab's `sessionStorage`: nothing is written before the citizen agrees, and everything is gone
 * when the tab is closed. Where the browser refuses storage, nothing is kept, and `keep` says so.
 */
export class Memory {
  readonly #name: string;

  constructor(name: string) {
    this.#name = `auskunft-chat:${name}`;
  }

  keep(kept: Kept): boolean {
    try {
      sessionStorage.setItem(this.#name, JSON.stringify({ form: FORM, ...kept }));
      return true;
    } catch {
      return false;
    }
  }

  forget(): void {
    try {
      sessionStorage.removeItem(this.#name);
    } catch {
      // where storage is refused, nothing is stored
    }
  }

  /** What was kept; nothing where the citizen did not agree, or an older widget wrote it. */
  recall(): Kept | undefined {
    try {
      const found = JSON.parse(sessionStorage.getItem(this.#name) ?? "null");
      return found?.form === FORM && Array.isArray(found.turns) ? found : undefined;
    } catch {
      return undefined;
    }
  }
}
