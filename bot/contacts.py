"""Whom to call in a crisis: the numbers that hold everywhere in Germany, those that fit the danger first.

The numbers stand here once, so that no translation can change them; what each is for is a reply text.
"""

from __future__ import annotations

from bot import replies
from bot.cues import Danger
from bot.events import Contact

PHONES = {
    "rescue": "112",
    "police": "110",
    "crisis_line": "0800 1110111",
    "women": "116 016",
    "men": "0800 1239900",
    "children": "116 111",
    "parents": "0800 1110550",
}
"""Emergency call and fire brigade, police, Telefonseelsorge, Hilfetelefon Gewalt gegen Frauen, Hilfetelefon Gewalt an
Männern, Nummer gegen Kummer for children and for parents."""

_ALWAYS = ("rescue", "police", "crisis_line", "women")
"""In every crisis, behind those that fit: a danger taken for another must not hide the right number."""

_FIRST: dict[Danger | None, tuple[str, ...]] = {
    "suicide": ("crisis_line", "rescue"),
    "child": ("police", "children", "parents"),
    "violence": ("police", "women", "men"),
    "homeless": ("police",),
    "emergency": ("rescue", "police"),
    None: (),
}


def contacts_for(danger: Danger | None, language: str, municipality: str) -> tuple[Contact, ...]:
    """The numbers for a danger, in the order in which they should be called; None when it is not known which it is."""
    keys = dict.fromkeys((*_FIRST[danger], *_ALWAYS))
    return tuple(
        Contact(
            name=replies.text("contact", key, language, municipality),
            phone=PHONES[key],
            note=replies.text("contact_note", key, language, municipality),
        )
        for key in keys
    )
