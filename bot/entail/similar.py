"""How alike two German words are: the same stem, a part of a compound, a shared root, synonyms; pure."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path

from corpus import synonyms
from corpus.words import stem, words

_GROUPS = Path(__file__).with_name("groups.toml")
_ENDINGS = (
    "ungen", "ung", "keiten", "keit", "heiten", "heit", "schaften", "schaft", "lichen", "liche", "licher", "lich",
    "igen", "ige", "ig", "isch", "bar", "erin", "ern", "er", "nis", "ten", "tet", "test", "te", "en", "et", "st",
    "em", "es", "e", "n", "t", "s",
)  # fmt: skip
_PREFIXES = ("auszu", "anzu", "abzu", "vorzu", "mitzu", "einzu", "zurueckzu", "beizu", "aufzu", "nachzu", "umzu")
_PARTICLES = (
    "aus",
    "an",
    "ab",
    "vor",
    "mit",
    "ein",
    "zurueck",
    "bei",
    "auf",
    "nach",
    "um",
    "zu",
    "weiter",
    "hin",
    "los",
)
_SHORTEST = 4


@lru_cache(maxsize=100_000)
def root(word: str) -> str:
    """The folded word without endings and participles' "ge": "angemeldet", "anzumelden", "Anmeldung" -> "anmeld"."""
    bare = word.replace("ae", "a").replace("oe", "o").replace("ue", "u") if len(word) > 4 else word
    for particle in _PARTICLES:
        rest = bare.removeprefix(particle)
        if rest != bare and (rest.startswith(("ge", "zu")) and len(rest) >= 6):
            bare = particle + rest[2:]
            break
    if bare.startswith("ge") and bare.endswith(("t", "en")) and len(bare) >= 7:
        bare = bare[2:]
    return _shortened(bare)


def _shortened(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST - 1:
            return word.removesuffix(ending)
    return word


@lru_cache(maxsize=200_000)
def alike(one: str, other: str) -> float:
    """From 0 (nothing in common) to 1 (the same) for two folded words, of which `one` is said, `other` backs it."""
    if one == other or stem(one) == stem(other):
        return 1.0
    if groups(one) & groups(other):
        return 0.9
    first, second = root(one), root(other)
    if first == second:
        return 0.9
    if _turned(first, second) or _turned(second, first):
        return 0.2
    if min(len(first), len(second)) >= _SHORTEST:
        if second.endswith(first):  # "Ausweis" for "Personalausweis"
            return 0.85
        if first.endswith(second):  # "Personalausweis" for "Ausweis" says more than the source
            return 0.7
        if second.startswith(first) or first.startswith(second):
            return 0.65
        if (first in second or second in first) and min(len(first), len(second)) > _SHORTEST:
            return 0.6
    return 0.55 if _begin_alike(first, second) else 0.0


def _turned(long: str, short: str) -> bool:
    """ "Vermieter" and "Mieter", "unzuständig" and "zuständig" are not alike, though one ends in the other."""
    return long.endswith(short) and long.removesuffix(short) in ("ver", "un", "ent", "miss", "nicht", "zer", "wider")


def _begin_alike(first: str, second: str) -> bool:
    size = min(len(first), len(second))
    return size >= 6 and first[: size - 1] == second[: size - 1]


@lru_cache(maxsize=100_000)
def groups(word: str) -> frozenset[int]:
    """The groups of synonyms that a folded word belongs to."""
    table = _groups()
    return table.get(stem(word), frozenset()) | table.get(root(word), frozenset())


@cache
def _groups() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    lists = tomllib.loads(_GROUPS.read_text(encoding="utf-8"))["same"]
    for number, line in enumerate(lists):
        for word in words(line):
            for key in {stem(word), root(word)}:
                found.setdefault(key, set()).add(number)
    for number, (spoken, official) in enumerate(_spoken(), len(lists)):
        for word in (spoken, *official):
            for key in {stem(word), root(word)}:
                found.setdefault(key, set()).add(number)
    return {key: frozenset(numbers) for key, numbers in found.items()}


def _spoken() -> list[tuple[str, list[str]]]:
    """Citizens' words of one word with the official ones of one word, from the corpus."""
    table = synonyms.load(Path(synonyms.__file__).with_name("synonyms.toml")).get("de", {})
    pairs = [(words(spoken), [words(term) for term in terms]) for spoken, terms in table.items()]
    return [(spoken[0], [term[0] for term in terms if len(term) == 1]) for spoken, terms in pairs if len(spoken) == 1]


@lru_cache(maxsize=50_000)
def halves(word: str) -> tuple[tuple[str, str], ...]:
    """The ways to cut a long folded word in two, without what joins its parts: "jahresende" -> jahr, ende."""
    cuts = range(4, len(word) - 3)
    pairs = [(word[:cut], word[cut:]) for cut in cuts]
    joined = [
        (first[: -len(joint)], last) for first, last in pairs for joint in ("s", "es", "n") if first.endswith(joint)
    ]
    return tuple((first, last) for first, last in (*pairs, *joined) if len(first) >= 4) if len(word) >= 9 else ()
