/** A stretch of text; `euros` where it is a sum of money in German writing. */
export interface Part {
  text: string;
  euros?: number;
}

const SUM = /(?<![\d.,])(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{2}))?\s(?:Euro|EUR|€)(?![\p{L}\d])/gu;

/** The text in parts: sums such as "46,00 Euro" or "1.250 €" apart from what lies between them. */
export function amounts(text: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const found of text.matchAll(SUM)) {
    if (found.index > end) parts.push({ text: text.slice(end, found.index) });
    const euros = Number(`${found[1]?.replaceAll(".", "")}.${found[2] ?? "0"}`);
    parts.push({ text: found[0], euros });
    end = found.index + found[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}
