/** The address if a link may lead there: the web, a phone, a mail. Everything else is no link. */
export function safe(address: string | undefined): string | undefined {
  return address && /^(?:https?:\/\/|tel:|mailto:)/i.test(address) ? address : undefined;
}

/** A phone number as a link. */
export function phone(spoken: string): string {
  return `tel:${spoken.replace(/[^\d+]/g, "")}`;
}
