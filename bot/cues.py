"""Cues of what kind a message is: what people write, in every supported language (`cues.toml`); pure and linear."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal, cast

from bot.dangers import Danger, told
from bot.plain import cues

Sign = Literal["injection", "insult", "threat", "reported", "bearing", "account_data", "advice", "stored"]


def danger_in(plain_text: str) -> Danger | None:
    """Which danger a person is in, by the first cue in the order of the file, or by words near each other; else None.

    A cue is what somebody in danger says ("ich will nicht mehr leben"), not a word that such messages share with plain
    questions: "Sterbeurkunde", "Gewaltschutzantrag" or "Notruf" are none.
    """
    cued: Danger | None = next((name for name, pattern in _dangers().items() if pattern.search(plain_text)), None)
    return cued or told(plain_text)


def signs_in(plain_text: str) -> frozenset[Sign]:
    """The other cues in a text."""
    return frozenset(name for name, pattern in _signs().items() if pattern.search(plain_text))


@cache
def _dangers() -> dict[Danger, re.Pattern[str]]:
    return cast("dict[Danger, re.Pattern[str]]", _patterns("crisis"))


@cache
def _signs() -> dict[Sign, re.Pattern[str]]:
    return cast("dict[Sign, re.Pattern[str]]", _patterns("other"))


def _patterns(group: str) -> dict[str, re.Pattern[str]]:
    data = tomllib.loads(Path(__file__).with_name("cues.toml").read_text(encoding="utf-8"))
    lists: dict[str, str] = data["lists"]

    def filled(cue: str) -> str:
        return re.sub(r"<(\w+)>", lambda found: lists[found[1]], cue)

    return {name: cues(*map(filled, found)) for name, found in data[group].items()}
