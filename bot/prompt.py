"""What a model is told: instructions from the files in `prompts/`, and apart from them, marked as such, the data."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from bot import tokens
from bot.material import Shown
from bot.privacy import Masked, public
from bot.replies import SIMPLE, base

Mode = Literal["select", "write"]

LEAK = 40
"""Characters of a prompt that no answer may hold."""

_FOLDER = Path(__file__).with_name("prompts")
_LANGUAGES = {
    "de": "Deutsch",
    "en": "Englisch",
    "tr": "Türkisch",
    "uk": "Ukrainisch",
    "ru": "Russisch",
    "ar": "Arabisch",
    "pl": "Polnisch",
    "fr": "Französisch",
}
_NUMBERED = re.compile(r"\[(\s*\d[\d\s,;–-]*)\]")
_BRACKETS = str.maketrans("<>", "‹›")


@cache
def digest() -> str:
    """A hash of all prompts, for journal and runs: answers to different instructions are not compared unawares."""
    found = hashlib.sha256()
    for path in sorted(_FOLDER.glob("*.md")):
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()[:16]


def instructions(mode: Mode, language: str = "de") -> Masked:
    """The system message for an answer in this language; Einfache Sprache is one."""
    style = _file("style_easy" if language == SIMPLE else "style_standard").strip()
    told = _file(mode).replace("{language}", _LANGUAGES[base(language)]).replace("{style}", style)
    return public(told)


def message(blocks: Iterable[str], question: Masked) -> Masked:
    """The user message: data only. What could end or imitate its frame is written otherwise."""
    texts = "\n\n".join(blocks)
    return Masked(f"<texte>\n{texts}\n</texte>\n<frage>\n{harmless(question)}\n</frage>")


def harmless(text: str) -> str:
    """A text in which nothing looks like the frame or like a number that we gave."""
    return _NUMBERED.sub(r"(\1)", text.translate(_BRACKETS))


def fitting(shown: Sequence[Shown], block: Callable[[Shown], str], room: int) -> tuple[Shown, ...]:
    """The passages, from the first on, whose blocks fit into so many tokens; none is cut."""
    used = 0
    for place, one in enumerate(shown):
        used += count(block(one)) + 2
        if used > room:
            return tuple(shown[:place])
    return tuple(shown)


@lru_cache(maxsize=8_192)
def count(block: str) -> int:
    """How many tokens a text of ours has; kept, because the same passages are shown again and again."""
    return tokens.count(block)


def leaks(text: str) -> bool:
    """Whether a text repeats a stretch of a prompt."""
    squeezed = _squeezed(text)
    return any(squeezed[at : at + LEAK] in _stretches() for at in range(len(squeezed) - LEAK + 1))


@cache
def _stretches() -> frozenset[str]:
    texts = [_squeezed(path.read_text(encoding="utf-8")) for path in _FOLDER.glob("*.md")]
    return frozenset(text[at : at + LEAK] for text in texts for at in range(len(text) - LEAK + 1))


def _squeezed(text: str) -> str:
    return " ".join(text.casefold().split())


@cache
def _file(name: str) -> str:
    return (_FOLDER / f"{name}.md").read_text(encoding="utf-8")
