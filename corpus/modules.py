"""The LeiKa text modules: what a section is about, whatever its heading says.

The names are those of the LeiKa text modules as XZuFi carries them; `module_of` also knows the headings that towns and
older pages use for the same thing.
"""

from __future__ import annotations

MODULES: tuple[str, ...] = (
    "Kurztext",
    "Volltext",
    "Voraussetzungen",
    "Unterlagen",
    "Kosten",
    "Fristen",
    "Bearbeitungsdauer",
    "Verfahrensablauf",
    "Zuständige Stelle",
    "Formulare",
    "Rechtsbehelf",
    "Rechtsgrundlagen",
    "Hinweise",
    "Weiterführende Informationen",
    "Gültigkeit",
    "Wortlaut",
)

_HEADINGS: dict[str, tuple[str, ...]] = {
    "Kurztext": ("kurzbeschreibung", "das wichtigste in kürze", "teaser", "auf einen blick"),
    "Volltext": ("beschreibung", "leistungsbeschreibung", "allgemeines"),
    "Voraussetzungen": ("voraussetzung", "wer kann den antrag stellen"),
    "Unterlagen": (
        "erforderliche unterlagen",
        "benötigte unterlagen",
        "notwendige unterlagen",
        "was muss ich mitbringen",
    ),
    "Kosten": ("gebühren", "gebühr", "kosten und gebühren", "gebührenrahmen", "welche kosten entstehen"),
    "Fristen": ("frist", "welche fristen muss ich beachten", "fristen und termine"),
    "Bearbeitungsdauer": ("dauer", "bearbeitungszeit", "durchschnittliche bearbeitungszeit", "wartezeit"),
    "Verfahrensablauf": ("ablauf", "verfahren", "antragstellung", "antrag stellen", "so gehen sie vor"),
    "Zuständige Stelle": ("zuständige behörde", "zuständigkeit", "ansprechpunkt", "ansprechpartner", "kontakt"),
    "Formulare": ("formular", "anträge und formulare", "antragsformular"),
    "Rechtsbehelf": ("rechtsbehelfe", "widerspruch", "rechtsmittel"),
    "Rechtsgrundlagen": ("rechtsgrundlage", "rechtliche grundlagen", "handlungsgrundlagen", "gesetzliche grundlage"),
    "Hinweise": ("hinweis", "wichtige hinweise", "was sollte ich noch wissen", "besonderheiten"),
    "Weiterführende Informationen": ("weitere informationen", "mehr zum thema", "links"),
    "Gültigkeit": ("gültigkeitsdauer", "geltungsdauer"),
}

_MODULE_OF = {name.casefold(): name for name in MODULES} | {
    heading: name for name, headings in _HEADINGS.items() for heading in headings
}


def module_of(heading: str) -> str:
    """The module that a heading names, or "" for a heading of its own."""
    return _MODULE_OF.get(heading.strip().rstrip(":?").strip().casefold(), "")
