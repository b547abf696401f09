import type { PageText, Source } from "./wire";

/** A quote in the section that it was taken from. */
export interface Found {
  heading: string;
  before: string;
  quote: string;
  after: string;
}

/**
 * Where in its page a source's quote stands; nothing when the page has changed since. The locator of a service is its
 * section's heading; where it is something else (the norm of a law), every section is looked through.
 */
export function found(page: PageText, source: Source): Found | undefined {
  const named = page.sections.filter(({ heading }) => heading === source.locator);
  for (const { heading, text } of [...named, ...page.sections]) {
    const at = text.indexOf(source.quote);
    if (at >= 0) {
      const end = at + source.quote.length;
      return { heading, before: text.slice(0, at), quote: source.quote, after: text.slice(end) };
    }
  }
  return undefined;
}

/** The quote in parts, the sentences in it apart from the rest. A sentence that does not stand in it marks nothing. */
export function marked(quote: string, sentences: readonly string[]): { text: string; cited: boolean }[] {
  const places = sentences
    .map((text) => ({ at: quote.indexOf(text), text }))
    .filter(({ at, text }) => text && at >= 0)
    .sort((one, other) => one.at - other.at);
  const parts: { text: string; cited: boolean }[] = [];
  let end = 0;
  for (const { at, text } of places) {
    if (at < end) continue;
    if (at > end) parts.push({ text: quote.slice(end, at), cited: false });
    parts.push({ text, cited: true });
    end = at + text.length;
  }
  if (end < quote.length) parts.push({ text: quote.slice(end), cited: places.length === 0 });
  return parts;
}
