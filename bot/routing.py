"""What kind of question is it, before anything is searched; rules only.

So far greeting, thanks and questions about the bot itself are told apart from everything else, which is `information`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from corpus.words import fold

Kind = Literal["information", "greeting"]


@dataclass(frozen=True, slots=True)
class Route:
    """The kind, and for a greeting which reply it gets."""

    kind: Kind
    reply: Literal["", "greeting", "thanks", "about"] = ""


# Folded, as `fold` writes them; the whole message must be made of them.
_GREETING = re.compile(
    r"(?:(?:hallo|hallochen|hi|hey|moin|servus|gruezi|gruess gott|guten (?:tag|morgen|abend)|tach|na|hello|good"
    r" (?:morning|afternoon|evening)|merhaba|selam|iyi gunler|gunaydin|привіт|добрии день|здравствуите|привет"
    r"|مرحبا|السلام عليكم|czesc|dzien dobry|bonjour|salut|bonsoir|zusammen|du|there|ihr lieben|liebes team"
    r"|wie geht es (?:dir|ihnen)|wie gehts)\s*)+"
)
_THANKS = re.compile(
    r"(?:(?:ok|okay|super|prima|toll|alles klar|gut|vielen|herzlichen|besten|lieben|tausend|danke|dank|dankeschon|danke"
    r" schoen|dankeschoen|sehr|schoen|merci|thanks|thank you|thx|very much|a lot|tesekkurler|tesekkur ederim|дякую|спасибо|شكرا"
    r"|dziekuje|tschuess|auf wiedersehen|ciao|bye|fuer die hilfe|das hat geholfen|beaucoup)\s*)+"
)
_ABOUT = re.compile(
    r"(?:wer|was) (?:bist du|sind sie)(?: eigentlich)?|bist du (?:ein )?(?:mensch|roboter|bot|echt|eine? ki|chatgpt)"
    r"|sind sie (?:ein )?(?:mensch|roboter|bot|eine? ki)|(?:was|wie) kannst du(?: alles)?(?: helfen)?|who are you|are you (?:a )?(?:human|bot|robot)"
    r"|was koennen sie(?: alles)?|sen kimsin"
)


def route(question: str) -> Route:
    """The route of a question in any supported language."""
    spoken = " ".join(re.findall(r"\w+", fold(question)))
    if _GREETING.fullmatch(spoken):
        return Route("greeting", "greeting")
    if _THANKS.fullmatch(spoken):
        return Route("greeting", "thanks")
    if _ABOUT.fullmatch(spoken):
        return Route("greeting", "about")
    return Route("information")
