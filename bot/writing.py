"""`write`: what a model says, sentence by sentence through the gate; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.entail.marks import marks, without_marks
from bot.events import Sentence
from bot.failures import Failure
from bot.judged import Judged
from bot.language import differs
from bot.lines import Said
from bot.links import Links
from bot.material import Shown
from bot.prompt import harmless, leaks
from bot.verify import Gate

_REFUSAL = re.compile(
    r"(?:kann|darf|möchte)\b.{0,40}\bnicht (?:helfen|beantworten|weiterhelfen)|tut mir leid"
    r"|\bals (?:ki|sprachmodell|eine? ki)\b"
    r"|\bi (?:can(?:'|’|no)t|am unable|won['’]t)|\b(?:i['’]m|i am) sorry|\bas an ai\b|yardımcı olamam|не можу допомогти"
    r"|не могу помочь|لا أستطيع|nie mogę pomóc|je ne peux pas",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Writing:
    """An answer while a model writes it.

    Attributes:
        said: what may leave, in its order.
        dropped: how many sentences did not pass.
        judged: every sentence with what became of it; kept in memory only.
    """

    shown: Sequence[Shown]
    language: str
    said: list[Sentence] = field(default_factory=list[Sentence], init=False)
    dropped: int = field(default=0, init=False)
    judged: list[Judged] = field(default_factory=list[Judged], init=False)
    blocks: tuple[str, ...] = field(init=False)
    _gate: Gate = field(init=False)
    _links: Links = field(default_factory=Links, init=False)
    _why: set[Failure] = field(default_factory=set[Failure], init=False)

    def __post_init__(self) -> None:
        """The blocks that the model reads; its links are known by their names from here on."""
        self._gate = Gate(self.shown)
        self.blocks = tuple(block(one, self._links) for one in self.shown)

    def take(self, said: Said) -> Sentence | None:
        """The sentence if it may leave; else it is counted."""
        if said.text.strip(" .").lower() == "none":
            self._why.add(Failure.NONE)
            return None
        sentence, why = self._passed(said)
        if sentence is not None and any(sentence.text == other.text for other in self.said):
            sentence, why = None, "repeated"
        self.judged.append(Judged(said.text, why))
        if sentence is None:
            self.dropped += 1
            if _REFUSAL.search(said.text):
                self._why.add(Failure.REFUSED)
            return None
        self.said.append(sentence)
        return sentence

    def failure(self) -> Failure | None:
        """Why too little is left: less was said than dropped."""
        if len(self.said) >= max(1, self.dropped):
            return None
        order = (Failure.REFUSED, Failure.WRONG_LANGUAGE, Failure.NONE)
        return next((why for why in order if why in self._why), Failure.UNSUPPORTED)

    def _passed(self, said: Said) -> tuple[Sentence | None, str]:
        """The sentence if it may leave, and what was decided."""
        cited = marks(said.text)
        text = self._links.resolved(said.text, cited)
        if text is None or leaks(text):
            return None, "link" if text is None else "leak"
        if self._foreign(without_marks(text)):
            return None, "language"
        verdict = self._gate.check(text)
        if not verdict.supported:
            return None, verdict.reason.value
        words = without_marks(text)
        texts = [one.passage.text for one in self.shown if one.n in cited]
        verbatim = bool(texts) and all(words in source for source in texts)
        return Sentence(text=words, citations=cited, verbatim=verbatim, item=said.item), verdict.reason.value

    def _foreign(self, text: str) -> bool:
        """Whether the answer, with this sentence, would be in another language."""
        if differs(" ".join([*(sentence.text for sentence in self.said), text]), self.language):
            self._why.add(Failure.WRONG_LANGUAGE)
            return True
        return False


def block(one: Shown, known: Links) -> str:
    """A passage as the model reads it."""
    return f"[{one.n}] {harmless(f'{one.title} – {one.locator}')}\n{harmless(known.named(one.n, one.text))}"
