"""Brings a text into the form that detection reads, with a map back to the original offsets; pure, linear.

Invisible characters go, look-alikes become what they look like, numbers of other scripts become ASCII digits. Whatever
a reader sees as a name or a number is then one for the rules, too.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from bot.privacy.spans import Span

HOLE = "\ue000"
"""Stands for a placeholder while detection reads, so that what is masked is never read again."""

PLACEHOLDER = re.compile(r"\[[A-Z][A-Z0-9]{0,15}(?:_[A-Z]{1,15}){0,2}_\d{1,6}\]")
INVISIBLE = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff0-\ufffb\U000e0000-\U000e0fff\x00-\x08\x0e-\x1f\x7f]"
)
TAGS = re.compile("[\U000e0020-\U000e007e]{2,}")

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−⁃﹘﹣－"), "-")
_QUOTES = dict.fromkeys(map(ord, "’‘ʼ`´＇"), "'")
_SPACES = dict.fromkeys(map(ord, "\t\x0b\x0c\x85\u2028\u2029"), " ")
_PLAIN = {**_DASHES, **_QUOTES, **_SPACES, ord(HOLE): " "}
_MARKS = 4  # marks on one letter that are composed with it; normalising an endless pile would be quadratic

# Letters that look like a Latin one. They count as it only inside a word that has Latin letters or digits, too.
_LOOKS = dict(
    zip(
        "АВЕКМНОРСТУХІЈЅаеорсухіјѕԁһΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαινρυ",
        "ABEKMHOPCTYXIJSaeopcyxijsdhABEZHIKMNOPTYXoaivpu",
        strict=True,
    )
)
_WORD = re.compile(r"[^\W_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`text` is what the rules read; its character i stands for original[starts[i]:ends[i]]."""

    text: str
    starts: list[int]
    ends: list[int]

    def original(self, span: Span) -> Span:
        """The span in the offsets of the original text."""
        return Span(self.starts[span.start], self.ends[span.end - 1], span.label, span.score)


def clean(text: str) -> Cleaned:
    """The text as detection reads it; every placeholder is one HOLE."""
    letters, starts, ends = _letters(text)
    plain = _without_look_alikes("".join(letters))
    return _with_holes(plain, starts, ends)


def placeholders(text: str) -> set[str]:
    """The placeholders that already stand in a text, however they are disguised."""
    return set(PLACEHOLDER.findall(_without_look_alikes("".join(_letters(text)[0]))))


def visible(text: str) -> str:
    """The text without the characters that nobody sees; they may carry a message of their own."""
    return INVISIBLE.sub("", text)


def hidden(text: str) -> list[Cleaned]:
    """The messages written in Unicode tag characters, each readable and with its map back."""
    found = list(TAGS.finditer(text))
    return [
        Cleaned(
            "".join(chr(ord(letter) - 0xE0000) for letter in run.group()),
            list(range(run.start(), run.end())),
            list(range(run.start() + 1, run.end() + 1)),
        )
        for run in found
    ]


# Letters and signs that stand for themselves: a text of these alone, in NFKC, needs no look at each character.
_SIMPLE = re.compile(r"[\t\n\r\x20-\x7e\xa7\xc0-\u024f\u0410-\u045f\u0490\u0491\u0621-\u063a\u0641-\u064a€„“”‚‘’–—]*")


def _letters(text: str) -> tuple[list[str], list[int], list[int]]:
    if _SIMPLE.fullmatch(text) and unicodedata.is_normalized("NFKC", text):
        return list(text.translate(_PLAIN)), list(range(len(text))), list(range(1, len(text) + 1))
    seen = [at for at, letter in enumerate(text) if not INVISIBLE.match(letter)]
    bare = "".join(text[at] for at in seen)
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(bare):
        end = _cluster_end(bare, at)
        for letter in _plain(bare[at:end]):
            letters.append(letter)
            starts.append(seen[at])
            ends.append(seen[end - 1] + 1)
        at = end
    return letters, starts, ends


def _cluster_end(text: str, at: int) -> int:
    """The end of the letter at `at` with the marks that belong to it."""
    end = at + 1
    while end < len(text) and end - at <= _MARKS and text[end] > "\u02ff" and unicodedata.combining(text[end]):
        end += 1
    return end


def _plain(cluster: str) -> str:
    if cluster.isascii():
        return cluster.translate(_SPACES)
    cluster = INVISIBLE.sub("", unicodedata.normalize("NFKC", cluster.translate(_DASHES | _QUOTES)))
    plain = cluster.translate(_PLAIN)
    return "".join(_digit(letter) for letter in plain)


def _digit(letter: str) -> str:
    if "\ud800" <= letter <= "\udfff":
        return "\ufffd"  # half a character: nothing that reads UTF-8 takes it
    return str(unicodedata.digit(letter)) if letter.isdecimal() else letter


def _without_look_alikes(text: str) -> str:
    if text.isascii():
        return text
    return _WORD.sub(lambda word: _unmasked(word.group()), text)


def _unmasked(word: str) -> str:
    mixed = bool(_LATIN.search(word)) or any(letter.isdigit() for letter in word)
    if not mixed or not any(letter in _LOOKS for letter in word):
        return word
    foreign = sum(letter > "\u0370" and letter not in _LOOKS for letter in word)
    return word if foreign else "".join(_LOOKS.get(letter, letter) for letter in word)


def _with_holes(text: str, starts: list[int], ends: list[int]) -> Cleaned:
    pieces: list[str] = []
    new_starts: list[int] = []
    new_ends: list[int] = []
    at = 0
    for found in PLACEHOLDER.finditer(text):
        pieces += [text[at : found.start()], HOLE]
        new_starts += [*starts[at : found.start()], starts[found.start()]]
        new_ends += [*ends[at : found.start()], ends[found.end() - 1]]
        at = found.end()
    return Cleaned("".join([*pieces, text[at:]]), new_starts + starts[at:], new_ends + ends[at:])


def lower(text: str) -> str:
    """The text in small letters and of the same length (`str.lower` makes two characters of İ)."""
    small = text.lower()
    return (
        small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c.lower()[0] for c in text)
    )
