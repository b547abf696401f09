import type { Turn } from "./turn";
import type { HistoryTurn } from "./wire";

/** As many entries as the server takes, and as many characters of each as its largest body has room for. */
const ENTRIES = 10;
const CHARACTERS = 2_000;

/** What was said before, for a follow-up question: finished turns, the newest last. */
export function history(turns: readonly Turn[]): HistoryTurn[] {
  return turns
    .filter((turn) => turn.answer)
    .flatMap((turn): HistoryTurn[] => [
      { role: "user", text: cut(turn.question) },
      { role: "assistant", text: cut(turn.answer?.text ?? "") },
    ])
    .slice(-ENTRIES);
}

/** The first characters; never half of a surrogate pair, which the server refuses. */
function cut(text: string): string {
  const end = text.charCodeAt(CHARACTERS - 1);
  return text.slice(0, end >= 0xd800 && end < 0xdc00 ? CHARACTERS - 1 : CHARACTERS);
}
