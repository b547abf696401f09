/** Why there is no answer, as far as the citizen can do something about it. */
export type FaultKind = "offline" | "unreachable" | "interrupted" | "busy" | "invalid" | "gone" | "server";

export class Fault extends Error {
  readonly kind: FaultKind;
  /** Seconds after which the server wants to be asked again; 0 when it did not say. */
  readonly after: number;

  constructor(kind: FaultKind, after = 0) {
    super(kind);
    this.kind = kind;
    this.after = after;
  }
}

const KINDS: Record<number, FaultKind> = { 404: "gone", 413: "invalid", 422: "invalid", 429: "busy", 503: "busy" };

/** The fault that a response is; nothing for one that worked. */
export function faultOf(response: Response): Fault | undefined {
  if (response.ok) return undefined;
  const after = Number(response.headers.get("retry-after"));
  return new Fault(KINDS[response.status] ?? "server", Number.isFinite(after) ? after : 0);
}
