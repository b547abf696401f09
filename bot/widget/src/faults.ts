/** Why there is no answer, as far as the citizen can do something about it. */
export type FaultKind = "offline" | "unreachable" | "interrupted" | "busy" | "invalid" | "gone" | "server";

export class Fault extends Error {
  readonly kind: FaultKind;

  constructor(kind: FaultKind) {
    super(kind);
    this.kind = kind;
  }
}

const KINDS: Record<number, FaultKind> = { 404: "gone", 413: "invalid", 422: "invalid", 429: "busy", 503: "busy" };

/** The fault that a response is; nothing for one that worked. */
export function faultOf(response: Response): Fault | undefined {
  return response.ok ? undefined : new Fault(KINDS[response.status] ?? "server");
}
