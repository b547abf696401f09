"""What kind of question is it, before anything is searched: a closed list of kinds, each with its outcome.

Rules come first (`cues.toml`, `smalltalk.py`, `hidden.py`); a small linear model judges what they leave open
(`kinds.py`). It may find a crisis where no rule does, but never takes back what a rule has found. Both read any text,
raw or masked, in every supported language, in time linear in its length.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from bot import kinds
from bot.cues import Danger, danger_in, signs_in
from bot.followup import stand_alone
from bot.hidden import is_encoded, is_markup, is_squeezed, uncovered
from bot.kinds import Kind, Model
from bot.plain import plain
from bot.services import names_service
from bot.settings import Settings
from bot.smalltalk import Smalltalk, smalltalk_in
from indexes.embed import Embedder, EmbedderError, Question, open_embedder

_SURE: dict[Kind, float] = {
    "abuse": 0.5,
    "injection": 0.5,
    "account_data": 0.65,
    "advice": 0.6,
    "greeting": 0.7,
    "out_of_scope": 0.7,
}
"""How likely these must be without a rule, or without a cue: a plain question taken for one of them gets another
answer, or none."""

_CUED: tuple[Kind, ...] = ("advice", "account_data")
"""Their cues are words for them and nothing else; with one they need no certainty."""

_DANGER = 0.7
"""From this probability on a message is a crisis without a cue. On development messages left out of fitting, the model
alone finds 84 % of those in danger with it, and with the rules 0.9 % of all others alarm, 0.5 % of those not written to
deceive; with .5, 90 %, 1.7 % and 0.9 %."""

_READ = 6_000
"""Characters that are read; no setting lets a question be longer than 5,000."""

_FEW = 4
"""A message of so few words that holds an insult is one."""


_NAME = 2
"""Words of a message that may be the mere name of a service."""


@dataclass(frozen=True, slots=True)
class Route:
    """The kind; for small talk which reply it gets; for a crisis which danger it is, where a rule has told."""

    kind: Kind
    reply: Smalltalk | str = ""
    danger: Danger | None = None


@dataclass(frozen=True, slots=True)
class Router:
    """Routes with an embedder's vectors where the weights can read them, else by rules and words alone."""

    model: Model
    embedder: Embedder | None = None

    def route(self, question: str, history: Sequence[str] = ()) -> Route:
        """The route of a question; `history` are the citizen's turns before it, oldest first."""
        question = question[:_READ]
        certain = by_rules(question)
        if certain is not None:
            return certain
        text = stand_alone(question, history)
        asked = self.vectors(text)
        return self.judged(text, asked.passages if asked else None)

    def alone(self, question: str) -> Route:
        """The route by rules and words alone, in well under a millisecond."""
        return by_rules(question) or self.judged(question, None)

    def judged(self, text: str, vector: kinds.Floats | None) -> Route:
        """The route of a question of which no rule is certain, by its words and its vector where there is one."""
        text = text[:_READ]
        spoken = plain(text)
        if not spoken or _is_name(spoken):
            return Route("information")
        chances = self.model.chances(spoken, vector)
        if chances["crisis"] >= _DANGER:
            return Route("crisis")
        cues = signs_in(spoken)
        allowed: list[Kind] = [
            kind
            for kind in kinds.KINDS
            if kind != "crisis" and (chances[kind] >= _SURE.get(kind, 0.0) or (kind in _CUED and kind in cues))
        ]
        kind = kinds.best(chances, allowed)
        return Route(kind, "about" if kind == "greeting" else "")

    def vectors(self, text: str) -> Question | None:
        """What the embedder makes of a question; None where the weights cannot read it."""
        if self.embedder is None or self.embedder.fingerprint not in self.model.embedders:
            return None
        return self.embedder.question(text)


def route(question: str, history: Sequence[str] = ()) -> Route:
    """The route of a question, with the prepared embedding model if there is one on this machine (about 6 ms).

    The bot itself routes with the embedder that it has open anyway; this is for everyone else. Without a prepared model
    the words alone decide: less often right, never slower.
    """
    return _default().route(question, history)


@cache
def _default() -> Router:
    settings = Settings()
    try:
        return Router(kinds.shipped(), open_embedder("onnx", model_folder=settings.model_folder, threads=1))
    except EmbedderError:
        return Router(kinds.shipped())


def by_rules(question: str) -> Route | None:
    """The route where a rule is certain of it; None where none is. Needs no model, no index and no filter."""
    question = question[:_READ]
    spoken = plain(question)
    if (talk := smalltalk_in(spoken)) is not None:
        return Route("greeting", talk)
    if (danger := danger_in(spoken)) is not None:
        return Route("crisis", danger=danger)
    if _is_injection(question, spoken):
        return Route("injection")
    if _is_abuse(spoken):
        return Route("abuse")
    return Route("greeting", "stored") if "stored" in signs_in(spoken) else None


def _is_name(spoken: str) -> bool:
    """Whether a message is no more than the name of a service: "Parkausweis"."""
    words = spoken.split()
    return len(words) <= _NAME and any(names_service(word) for word in words)


def _is_injection(question: str, spoken: str) -> bool:
    if is_markup(question) or is_encoded(question) or "injection" in signs_in(spoken):
        return True
    hidden = uncovered(question)
    return bool(hidden) and (is_squeezed(hidden) or "injection" in signs_in(hidden))


def _is_abuse(spoken: str) -> bool:
    """A threat, or an insult that is meant for whoever reads it and not told of."""
    found = signs_in(spoken)
    if "threat" in found:
        return True
    meant = "bearing" in found or len(spoken.split()) <= _FEW
    return "insult" in found and "reported" not in found and meant
