"""Who acts and who receives in a clause: offices and people; pure.

German marks the parts by case, which the words before a noun show; in the passive the actor stands behind "von".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.entail.clauses import Clause
from bot.entail.roles import role
from bot.entail.similar import alike
from bot.entail.tokens import Token

Class = Literal["office", "person", ""]

_OFFICE = re.compile(
    r"(?:amte?s?|aemter|behoerden?|traegers?|kassen?|gerichte?s?|stellen?|agentur|jobcenters?|schulen?"
    r"|krankenhaus\w*|stadt|gemeinden?"
    r"|landkreise?s?|land|bund|staate?s?|verwaltung|leitung|verbande?s?|verband|werke?s?|polizei|versicherung"
    r"|rate?s?|bueros?"
    r"|ministeriums?|kammer|unternehmens?|firma|einrichtung|kita|bibliothek|finanzaemter|leistungstraegers?"
    r"|praesident\w*|kommune"
    r"|niederschrift|feuerwehr|buergermeister\w*)$"
)
_PERSON = re.compile(
    r"(?:person(?:en)?|eltern|elternteils?|kind(?:er|ern|es)?|mieters?|gebers?|nehmers?|eigentuemern?s?"
    r"|antragstell\w+|verlobten?"
    r"|mutter|vaters?|kaeufers?|verkaeufers?|finders?|verlierers?|beteiligten?r?|pflichtigen?r?|berechtigten?r?"
    r"|angehoerigen?"
    r"|anliegern?|empfaengern?|auslaendern?|bevollmaechtigten?r?|buergern?|einwohnern?|haltern?|leiters?|kunden?"
    r"|schuldners?"
    r"|studierenden?|schuelern?|jugendlichen?r?|minderjaehrigen?|vertretern?|bewerbern?|unternehmers?|inhabers?"
    r"|betreuers?"
    r"|sportschuetzen|steinmetz|arzt|notars?|aerztin|menschen?|haushalte?n?|familien?|vereine?n?|tagespflegeperson)$"
)
_GENERIC = re.compile(
    r"^(?:sie|wer|man|jemand|jeder|jede|ihnen|person|personen|derjenige|diejenigen|antragsteller\w*|buerger\w*"
    r"|einwohner\w*|mensch\w*"
    r"|meldepflichtige\w*|betroffene\w*|leistungsberechtigte\w*|beteiligte\w*|kunde\w*|berechtigte\w*"
    r"|eigentuemer\w*|\w+pflichtige\w*"
    r"|\w*antragsteller\w*|\w+berechtigte\w*)$"
)
_PASSIVE = re.compile(
    r"\b(?:wird|werden|wurde|wurden|worden)\b.*?\b\w+(?:t|en)\b|\b(?:ist|sind)\b.*?\b(?:\w{2,}zu\w{3,}en|zu \w+en)\b"
    r"|\b(?:muss|müssen|kann|können|darf|dürfen|soll|sollen|sollte)\b.*?\b\w+(?:t|en) werden\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """An actor: its word, its class, and whether it may be anybody who asks."""

    word: str
    kind: Class
    generic: bool


@dataclass(frozen=True, slots=True)
class Parts:
    """Who acts and who receives; None where the clause does not say."""

    acts: Part | None
    receives: Part | None


def parts(clause: Clause) -> Parts:
    """The parts of a clause."""
    words = clause.tokens
    passive = bool(_PASSIVE.search(clause.text))
    found = [(role(words, at), part) for at, token in enumerate(words) if (part := _part(token, at))]
    wanted = "agent" if passive else "core"
    acts = next((part for name, part in found if name == wanted), None)
    receives = next((part for name, part in found if name == "dative" and part is not acts), None)
    return Parts(acts, receives)


def _part(token: Token, at: int) -> Part | None:
    if token.word in ("wer", "man", "jemand") or (
        token.word in ("sie", "ihnen") and (token.text[0].isupper() or at == 0)
    ):
        return Part(token.word, "person", True)
    if not token.text[0].isupper():
        return None
    if _OFFICE.search(token.word):
        return Part(token.word, "office", False)
    if _PERSON.search(token.word):
        return Part(token.word, "person", bool(_GENERIC.match(token.word)))
    return None


_TAKES = re.compile(
    r"\b(?:bekomm\w*|erhalt\w*|erhält|dürf\w*|darf|könn\w*|kann|anspruch|recht|zahl\w*|wenden|gehen|muss nicht)\b",
    re.IGNORECASE,
)


def taking(clause: Clause) -> bool:
    """Whether the one who acts in a clause rather receives, or may: then another may act in the source."""
    return bool(_TAKES.search(clause.text))


def mismatch(mine: Parts, theirs: Parts, source: Sequence[Token]) -> tuple[float, float]:
    """How far who acts, and who receives, differ: 1 for an office in a person's place, less for another of its kind."""
    acts, receives = _differ(mine.acts, theirs.acts, source), _differ(mine.receives, theirs.receives, source)
    if not acts and mine.acts and theirs.receives and mine.acts.kind == theirs.receives.kind == "office":
        acts = 0.8 * (alike(mine.acts.word, theirs.receives.word) >= 0.85)
    return acts, receives


def _differ(mine: Part | None, theirs: Part | None, source: Sequence[Token]) -> float:
    if mine is None or theirs is None:
        return 0.0
    if mine.kind != theirs.kind:
        return 1.0
    if mine.generic or (theirs.generic and mine.kind == "person" and mine.generic):
        return 0.0
    if alike(mine.word, theirs.word) >= 0.6:
        return 0.0
    elsewhere = any(alike(mine.word, token.word) >= 0.85 for token in source if token.weight)
    return 0.8 if elsewhere else 0.6
