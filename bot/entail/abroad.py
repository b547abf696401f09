"""A sentence in another language than its sources: words cannot be aligned, so meaning is compared as a whole.

Numbers, names, norms and addresses were checked before and hold in every language. What is left is whether one
sentence of the sources means the same, by the embedding model, whether negation and modality agree with it, and what
the reader (`reader.py`), which knows no languages apart, makes of it; both are summed. Finer errors pass more easily
than in German: the price of an answer in the citizen's language.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.entail.binding import bindings
from bot.entail.clauses import Unit, unit
from bot.entail.cues import cues
from bot.entail.decide import abroad
from bot.entail.features import conflict
from bot.entail.figures import matches
from bot.entail.reasons import Reason, Verdict
from bot.entail.tokens import LIGHT
from bot.language import detect
from corpus.words import words

Query = Callable[[str], NDArray[np.float32]]
"""A text -> its normalised vector."""

_ALIKE = 0.855
"""The cosine from which a sentence of the sources counts as the same where no reader is there; fitted on pairs."""

_NATIVE = 0.2
"""The share of German function words from which a text in Latin letters counts as German."""

_SHARED = frozenset(words("in an am so was war will man die es du des also as"))
"""Function words that other languages spell the same way."""


def is_abroad(sentence: str, sources: Sequence[Unit]) -> bool:
    """Whether a sentence is in another language than its sources, which are in German unless they are of its script."""
    found = words(sentence)
    if len(found) < 3 or _german(found) >= _NATIVE:
        return False
    whole = words(" ".join(source.text for source in sources))
    return _german(whole) >= _NATIVE and detect(sentence, "de") != "de"


def _german(found: Sequence[str]) -> float:
    return sum(word in LIGHT and word not in _SHARED for word in found) / max(1, len(found))


def signs(
    sentence: str, sources: Sequence[Unit], vectors: Mapping[str, NDArray[np.float32]], own: NDArray[np.float32]
) -> Mapping[str, float]:
    """How a sentence lies to the most similar one of the sources; {} where there is none.

    `vectors` are those of the sources' sentences, `own` that of the sentence. `cosine` is theirs; `negation` is 1 where
    one of the two says "not" and the other does not, `modality` up to 1 for must and may, `elsewhere` 1 where a number
    belongs to something else.
    """
    if not sources:
        return {}
    asked = unit(sentence)
    best = max(sources, key=lambda source: _score(asked, source, float(vectors[source.text] @ own)))
    elsewhere = any(found.rivals and found.own + 0.2 < found.rival for found in bindings(asked, sources))
    return {
        "cosine": float(vectors[best.text] @ own),
        "negation": float((cues(sentence)["negation"] - cues(best.text)["negation"]) % 2),
        "modality": conflict(sentence, best.text),
        "elsewhere": float(elsewhere),
    }


def decide_abroad(found: Mapping[str, float], odds: float | None) -> Verdict:
    """The verdict on the signs, by rules, or summed with the reader's log odds where there is a reader."""
    if not found:
        return Verdict(False, Reason.UNLIKE)
    against = _against(found)
    if odds is None:
        return Verdict(not against, against or Reason.SUPPORTED, found["cosine"])
    weights = abroad()
    score = 1 / (1 + math.exp(-weights.log_odds(found, odds)))
    if score >= weights.threshold:
        return Verdict(True, Reason.SUPPORTED, score)
    return Verdict(False, against or Reason.UNLIKE, score)


def _against(found: Mapping[str, float]) -> Reason | None:
    """What speaks most clearly against a sentence; None where nothing does."""
    if found["cosine"] < _ALIKE:
        return Reason.UNLIKE
    if found["negation"]:
        return Reason.NEGATION
    if found["modality"] >= 0.8:
        return Reason.MODALITY
    return Reason.BELONGS_ELSEWHERE if found["elsewhere"] else None


def _score(asked: Unit, source: Unit, cosine: float) -> float:
    """The cosine, with what the source's sentence holds of the numbers."""
    held = sum(any(matches(figure, other) for other in source.figures) for figure in asked.figures)
    return cosine + 0.02 * held
