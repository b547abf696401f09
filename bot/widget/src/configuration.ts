import type { Contact } from "./wire";

/** What a municipality says about its widget: `GET /api/v1/widget/{municipality}`. */
export interface Configuration {
  municipality: string;
  name: string;
  assistant: string;
  languages: string[];
  greeting: Record<string, string>;
  examples: Record<string, string[]>;
  colors: { primary?: string; on_primary?: string };
  contacts: Contact[];
  links: { privacy?: string; imprint?: string; accessibility?: string };
  /** Days for which questions are kept; null when they are not kept at all. */
  retention_days: number | null;
  question_limit: number;
}

const DEFAULTS: Configuration = {
  municipality: "",
  name: "",
  assistant: "Auskunft",
  languages: ["de"],
  greeting: {},
  examples: {},
  colors: {},
  contacts: [],
  links: {},
  retention_days: null,
  question_limit: 500,
};

/** The configuration that a document holds; what it lacks has a default. */
export function configuration(document: Partial<Configuration>): Configuration {
  return { ...DEFAULTS, ...document };
}

/** The text or list for a language; German where the municipality gave none. */
export function inLanguage<Value>(texts: Record<string, Value>, language: string): { value?: Value; language: string } {
  for (const tried of [language, "de"]) {
    const value = texts[tried];
    if (value !== undefined) return { value, language: tried };
  }
  return { language };
}
