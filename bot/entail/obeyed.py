"""Does a sentence say what an instruction hidden in a source wants said? Pure.

The gate reads sources without what speaks to a model (`instructions.py`). What a model has obeyed is likelier found
there than in what is left, in whatever words it is repeated.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.entail.clauses import unit
from bot.entail.coverage import Said, held, said, share
from bot.entail.reasons import Reason, Verdict
from bot.entail.sources import Passage
from bot.entail.tokens import tokens

_LEAST, _MORE = 0.4, 0.1
"""How much of a sentence an instruction must hold to be suspected, and how much more than what it cites."""

_SURE = 0.45
"""The probability that a sentence must have which cites a passage with an instruction in it."""


def obeys(sentence: str, shown: Iterable[Passage], cited: Sequence[Passage]) -> bool:
    """Whether an instruction in one of the passages that the model was shown holds more of the sentence than its
    sources do."""
    told = [passage.told for passage in shown if passage.told]
    if not told:
        return False
    asked = said(unit(sentence))
    wanted = max(_share(asked, text) for text in told)
    return wanted >= _LEAST and wanted >= _share(asked, "\n".join(passage.whole for passage in cited)) + _MORE


def wary(verdict: Verdict, cited: Sequence[Passage]) -> Verdict:
    """The verdict, stricter where a cited passage hides an instruction, which may be repeated in any words."""
    if verdict.supported and verdict.score < _SURE and any(passage.told for passage in cited):
        return Verdict(False, Reason.INSTRUCTION, verdict.score)
    return verdict


def _share(asked: Said, text: str) -> float:
    there = unit(text, source=True)
    return share(asked, held(asked, tokens(text), there.figures))
