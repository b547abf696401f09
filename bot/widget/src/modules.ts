import type { Name } from "./words";

/** The sections of a service description that have a name in the citizen's language; LeiKa calls them modules. */
const MODULES = new Map<string, Name>(Object.entries({
  Kosten: "module_kosten",
  Gebühren: "module_kosten",
  Unterlagen: "module_unterlagen",
  "Erforderliche Unterlagen": "module_unterlagen",
  Voraussetzungen: "module_voraussetzungen",
  Fristen: "module_fristen",
  Bearbeitungsdauer: "module_bearbeitungsdauer",
  Verfahrensablauf: "module_verfahrensablauf",
  "Zuständige Stelle": "module_zustaendige_stelle",
  Gültigkeit: "module_gueltigkeit",
  Hinweise: "module_hinweise",
  Rechtsbehelf: "module_rechtsbehelf",
}));

/** The name of the module that a locator names; nothing for a summary or a norm. */
export function moduleOf(locator: string): Name | undefined {
  return MODULES.get(locator);
}
