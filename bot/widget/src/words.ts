import de from "./catalogues/de.json";

/** Every text of the widget, by name. German is built in, so that there are words when nothing else can be loaded. */
export type Words = Record<keyof typeof de, string>;
export type Name = keyof Words;
export type Say = (name: Name, values?: Record<string, string | number>) => string;

const CATALOGUES: Record<string, () => Promise<{ default: Words }>> = {
  de: async () => ({ default: de }),
  "de-simple": () => import("./catalogues/de-simple.json"),
  en: () => import("./catalogues/en.json"),
  tr: () => import("./catalogues/tr.json"),
  uk: () => import("./catalogues/uk.json"),
  ru: () => import("./catalogues/ru.json"),
  ar: () => import("./catalogues/ar.json"),
  pl: () => import("./catalogues/pl.json"),
  fr: () => import("./catalogues/fr.json"),
};

export const LANGUAGES: readonly string[] = Object.keys(CATALOGUES);

export const german: Words = de;

/** The catalogue of a language. */
export async function catalogue(language: string): Promise<Words> {
  return (await CATALOGUES[language]?.())?.default ?? de;
}

/** Says texts of a catalogue, `{name}` replaced by its value. */
export function saying(words: Words): Say {
  return (name, values = {}) => words[name].replace(/\{(\w+)\}/g, (all, key: string) => `${values[key] ?? all}`);
}
