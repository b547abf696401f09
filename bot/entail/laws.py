"""Norms and laws that a text names, compared as values; pure."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus import norms
from corpus.law_names import canonical_law, is_known
from corpus.norms import Norm
from corpus.words import fold

_LAW = re.compile(
    r"(?<![^\W_])(?:[A-ZÄÖÜ][A-Za-zÄÖÜäöüß-]{2,60}(?:gesetz|gesetzbuch|ordnung|satzung)(?:e?s)?|SGB\s[IVX]{1,4}"
    r"|[A-ZÄÖÜ][A-Za-zäöü]{0,8}[A-ZÄÖÜ]{1,4}[a-zäöü]{0,4}(?:V|G|O|GB)|[A-ZÄÖÜ]{1,3}[a-zäöü]{1,4}G)(?![^\W_])"
)


def cited(text: str) -> list[tuple[Norm, int, int]]:
    """The norms that a text cites and where."""
    return [(found.norm, found.start, found.end) for found in norms.find(text)]


def named(text: str) -> set[str]:
    """The laws that a text names, by their canonical names, with or without a §."""
    found = {_name(match.group()) for match in _LAW.finditer(text)}
    return found | {norm.law for norm, _, _ in cited(text) if norm.law}


def known(text: str) -> set[str]:
    """The laws named that are surely laws: known by name, or written as "…gesetz"."""
    return {name for name in named(text) if is_known(name) or fold(name).endswith(("gesetz", "gesetzbuch"))}


def _name(text: str) -> str:
    bare = re.sub(r"(?<=esetz)es$|(?<=buch)e?s$|(?<=ordnung)s$", "", text)
    return canonical_law(bare)


def backs(asked: Norm, found: Norm, laws: set[str]) -> bool:
    """Whether a source that cites `found` backs a sentence that cites `asked`.

    `laws` are those that the source names anywhere: a page of a law writes "§ 17 Abs. 1" and the law above it.
    """
    if asked.law and not found.law:
        return asked.law in laws and norms.contains(replace(asked, law=""), found)
    if not asked.law:
        return norms.contains(asked, replace(found, law=""))
    return norms.contains(asked, found)
