"""What must stand in a source as it is: numbers, addresses, norms; pure.

`Facts` are read once for each source; `wrong` compares the facts of a sentence with those of the sources it cites.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.entail import laws
from bot.entail.addresses import Address, addresses, blanked
from bot.entail.disguise import plain
from bot.entail.figures import Figure, figures, matches
from bot.entail.places import places
from bot.entail.reasons import Reason
from corpus.norms import Norm
from corpus.words import fold


@dataclass(frozen=True, slots=True)
class Facts:
    """The exact things that a text says."""

    text: str
    addresses: tuple[Address, ...]
    norms: tuple[Norm, ...]
    laws: frozenset[str]
    figures: tuple[Figure, ...]
    forms: frozenset[str]


@lru_cache(maxsize=2_048)
def facts(text: str, *, english: bool = False, source: bool = False) -> Facts:
    """The facts of a text. Digits inside addresses and norms are no figures of their own."""
    text = plain(text)
    found = addresses(text)
    cited = laws.cited(text)
    rest = blanked(text, [(a.start, a.end) for a in found] + [(start, end) for _, start, end in cited])
    return Facts(
        text,
        tuple(found),
        tuple(norm for norm, _, _ in cited),
        frozenset(laws.named(text)),
        tuple(figures(rest, english=english, source=source)),
        frozenset(forms(text)),
    )


_FORM = re.compile(
    r"(?i:\w{0,20}formular|vordruck|formblatt|anlage|muster|merkblatt)\s(?i:nr\.\s?)?[„\"]?"
    r"(?P<name>[A-ZÄÖÜ]{1,6}\d{0,4}(?![a-zäöüß])|[A-Z][a-z]?[A-Z]{1,4}|\d{1,4}[a-zA-Z]?(?!\w))"
)


def forms(text: str) -> set[str]:
    """The names of forms: "Anlage KdU", "Formular 12b"."""
    return {fold(match["name"]) for match in _FORM.finditer(text)}


def wrong(sentence: str, sources: Sequence[Facts]) -> Reason | None:
    """The first kind of fact that no source backs."""
    english = bool(_ENGLISH.search(sentence))
    asked = facts(sentence, english=english)
    backed = {address.value for source in sources for address in source.addresses}
    if any(address.value not in backed for address in asked.addresses):
        return Reason.ADDRESS
    if _torn(asked, sources):
        return Reason.DISGUISED
    if any(not _backed_norm(norm, sources) for norm in asked.norms):
        return Reason.NORM
    known = {law for source in sources for law in source.laws}
    if any(law not in known for law in laws.known(sentence)):
        return Reason.NORM
    if unbacked := next((figure for figure in asked.figures if not _backed_figure(figure, sources)), None):
        return Reason.ADDRESS if unbacked.kind == "phone" else Reason.NUMBER
    whole = fold("\n".join(source.text for source in sources))
    if any(place not in whole for place in places(sentence)):
        return Reason.NAME
    if any(form not in _folded_words(sources) for form in asked.forms):
        return Reason.NAME
    return None


_ENGLISH = re.compile(r"\b(?:the|of|is|are|you|must|your|for)\b", re.IGNORECASE)


def _backed_norm(norm: Norm, sources: Sequence[Facts]) -> bool:
    return any(laws.backs(norm, found, set(source.laws)) for source in sources for found in source.norms)


def _backed_figure(figure: Figure, sources: Sequence[Facts]) -> bool:
    return any(matches(figure, found) for source in sources for found in source.figures)


def _torn(asked: Facts, sources: Sequence[Facts]) -> bool:
    """Two numbers with only a blank between them ("3 7 Euro"), where no source writes them so."""
    for one, two in pairwise(asked.figures):
        between = asked.text[one.end : two.start]
        if (
            one.kind == two.kind == "number"
            and not one.unit
            and re.fullmatch(r"[\s.,']{1,3}", between)
            and "," not in between
        ):
            written = " ".join(asked.text[one.start : two.end].split())
            if not any(written in source.text for source in sources):
                return True
    return False


def _folded_words(sources: Sequence[Facts]) -> set[str]:
    return {word for source in sources for word in re.findall(r"[^\W_]+", fold(source.text))}
