"""How hard a page is to read: its level, long sentences, the passive, and words that only offices use; pure.

The level is the first Wiener Sachtextformel of Bamberger and Vanecek (1984). It gives the school year that a text
suits: 0.1935 MS + 0.1672 SL + 0.1297 IW - 0.0327 ES - 0.875, with MS the percentage of words of three and more
syllables, SL the mean length of sentences in words, IW the percentage of words of more than six letters, and ES the
percentage of words of one syllable.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from corpus.lint.finding import Finding, Place, places
from corpus.page import Page

HARD = 13.0
"""A text above this level is too hard; laws lie about 15, plain language below 8."""

LONGEST = 30
"""Words in a sentence; more are too many to be understood at one reading."""

_ENOUGH = 100  # words: the formula says nothing about shorter texts
_PASSIVES, _SHARE = 4, 0.3
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ADDRESS = re.compile(r"https?://\S+|\S+@\S+")
_VOWELS = re.compile(r"(?i:ie|ei|au|eu|äu|ai|ee|aa|oo|[aeiouyäöüé])")


def language(page: Page) -> Iterator[Finding]:
    """What makes a German page hard to read; the words of laws are not ours to change."""
    if page.kind == "law" or page.language != "de":
        return
    found = list(places(page))
    yield from _level(page, found)
    yield from _long(page, found)
    yield from _passive(page, found)
    yield from _officialese(page, found)


# --- the level -------------------------------------------------------------------------------------------------------


def level(sentences: list[str]) -> float:
    """The first Wiener Sachtextformel of some sentences, in school years; 0 where they have no words."""
    every = [word for sentence in sentences for word in _WORD.findall(sentence)]
    if not every:
        return 0.0
    counts = [syllables(word) for word in every]
    many = _percent(count >= 3 for count in counts)
    one = _percent(count == 1 for count in counts)
    long = _percent(len(word) > 6 for word in every)
    filled = sum(bool(_WORD.search(sentence)) for sentence in sentences)
    return 0.1935 * many + 0.1672 * len(every) / filled + 0.1297 * long - 0.0327 * one - 0.875


def _percent(marks: Iterable[bool]) -> float:
    every = list(marks)
    return 100 * sum(every) / len(every)


def syllables(word: str) -> int:
    """How many syllables a German word has, counted by its vowels; at least one."""
    return max(1, len(_VOWELS.findall(word)))


def _level(page: Page, found: list[Place]) -> Iterator[Finding]:
    """The level of whole sentences: the formula was not made for the items of a list."""
    whole = [place for place in found if place.sentence.endswith((".", "!", "?"))]
    texts = [_ADDRESS.sub("", place.sentence) for place in whole]
    value = level(texts)
    if value > HARD and sum(len(_WORD.findall(text)) for text in texts) >= _ENOUGH:
        what = f"Die Seite ist schwer zu lesen: Wiener Sachtextformel {value:.1f}".replace(".", ",")
        remedy = "Schreiben Sie kürzere Sätze und kürzere Wörter; ein Ziel ist ein Wert unter 10."
        worst = max(whole, key=lambda place: len(_WORD.findall(place.sentence)))
        yield Finding("reading_level", "hint", page.id, what + ".", remedy, worst.section.heading, worst.sentence)


# --- sentences -------------------------------------------------------------------------------------------------------


def _long(page: Page, found: list[Place]) -> Iterator[Finding]:
    for section, sentence in found:
        count = len(_ASIDE.sub("", sentence).split())
        if count > LONGEST and not _is_list(sentence):
            what = f"Der Satz hat {count} Wörter."
            remedy = "Teilen Sie ihn in zwei Sätze, oder machen Sie aus der Aufzählung eine Liste."
            yield Finding("long_sentence", "hint", page.id, what, remedy, section.heading, sentence)


_ASIDE = re.compile(r"\([^()]*\)")  # a citation in brackets is passed over by who reads


def _is_list(sentence: str) -> bool:
    """A row of a table, and names with commas between them, are long without being hard."""
    return sentence.count(";") > 2 or sentence.count(",") * 4 > len(sentence.split())


_TO_BE = frozenset({"wird", "werden", "wurde", "wurden", "worden"})
_PARTICIPLE = re.compile(
    r"[a-zäöüß]*(?:ge|be|ver|er|ent|zer|über|unter|miss)[a-zäöüß]{2,}t|[a-zäöüß]{3,}iert"
    r"|[a-zäöüß]*(?:ge|be|er|ent|ver|über|unter)(?:geben|nommen|schrieben|schlossen|zogen|sprochen|troffen|wiesen|laden"
    r"|halten|funden|boten|bracht|nannt|sendet|tragen|hoben|worfen|rufen|lassen)"
)
_FINITE = frozenset({"beträgt", "besteht", "erhält", "entsteht", "versteht", "gehört", "entspricht", "geht", "vergeht"})
_PART = re.compile(r"[.,;:!?()]|[^\W\d_]+")


def is_passive(sentence: str) -> bool:
    """Whether a form of "werden" stands before a participle that ends its clause, or right after one."""
    parts = [*_PART.findall(sentence), "."]
    waiting = False
    for part, after in pairwise(parts):
        waiting = (waiting or part in _TO_BE) and part not in ";:"
        if _PARTICIPLE.fullmatch(part) and part not in _FINITE:
            ends = after in _TO_BE or (waiting and (after in ".,;:!?()" or after in ("und", "oder")))
            if ends:
                return True
    return False


def _passive(page: Page, found: list[Place]) -> Iterator[Finding]:
    passive = [place for place in found if is_passive(place.sentence)]
    if len(passive) >= _PASSIVES and len(passive) >= _SHARE * len(found):
        what = f"{len(passive)} von {len(found)} Sätzen stehen im Passiv; niemand erfährt, wer handelt."
        remedy = "Sagen Sie, wer etwas tut: „Sie beantragen …“, „Das Amt schickt Ihnen …“."
        first = passive[0]
        yield Finding("passive", "hint", page.id, what, remedy, first.section.heading, first.sentence)


# --- words -----------------------------------------------------------------------------------------------------------


@cache
def _plain() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """What finds any of the words, and for each form its word and what to write instead."""
    table = tomllib.loads(Path(__file__).with_name("plain.toml").read_text(encoding="utf-8"))["words"]
    known = {form: (forms, instead) for forms, instead in table.items() for form in forms.split("/")}
    longest_first = sorted(known, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])"), known


def _officialese(page: Page, found: list[Place]) -> Iterator[Finding]:
    """Each word of offices once a page, where it stands first."""
    pattern, known = _plain()
    told: set[str] = set()
    for section, sentence in found:
        for hit in pattern.finditer(sentence):
            word, instead = known[hit[0]]
            if word not in told:
                told.add(word)
                remedy = f"Schreiben Sie, wo es passt: {instead}."
                what = f"„{hit[0]}“ ist Amtsdeutsch."
                yield Finding("officialese", "hint", page.id, what, remedy, section.heading, sentence)
