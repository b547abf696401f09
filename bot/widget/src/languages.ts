/** The widget's languages, each under its own name. `de-simple` is German in plain words (Einfache Sprache). */
export const NAMES: Record<string, string> = {
  de: "Deutsch",
  "de-simple": "Einfache Sprache",
  en: "English",
  tr: "Türkçe",
  uk: "Українська",
  ru: "Русский",
  ar: "العربية",
  pl: "Polski",
  fr: "Français",
};

const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur"]);

/** The writing direction of a language, also of one that sources alone are in. */
export function direction(language: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(language.split("-")[0] ?? "") ? "rtl" : "ltr";
}

/** The first wanted language (or its main part) that is offered; else German, else the first offered. */
export function chosen(wanted: readonly string[], offered: readonly string[]): string {
  const tried = wanted.flatMap((tag) => [tag.toLowerCase(), tag.toLowerCase().split("-")[0] ?? ""]);
  return tried.find((tag) => offered.includes(tag)) ?? (offered.includes("de") ? "de" : (offered[0] ?? "de"));
}

/**
 * The locale of a language, for people who live in Germany: numbers stay in the digits that phone numbers, sources and
 * forms have, in Arabic as well, and a day comes before its month, in English as well.
 */
export function locale(language: string): string {
  if (language === "en") return "en-GB";
  return language === "ar" ? "ar-u-nu-latn" : language.split("-")[0] === "de" ? "de-DE" : language;
}
