"""A sentence in another language than its sources: words cannot be aligned, so meaning is compared as a whole.

Numbers, names, norms and addresses were checked before and hold in every language. What is left is whether one
sentence of the sources means the same, by the embedding model, and whether negation and modality agree with it. Finer
errors pass more easily than in German: the price of an answer in the citizen's language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.entail.binding import bindings
from bot.entail.clauses import Unit, unit
from bot.entail.cues import cues
from bot.entail.features import conflict
from bot.entail.figures import matches
from bot.entail.reasons import Reason, Verdict
from bot.entail.tokens import LIGHT
from bot.language import detect
from corpus.words import words

Query = Callable[[str], NDArray[np.float32]]
"""A text -> its normalised vector."""

_ALIKE = 0.855
"""The cosine from which a sentence of the sources counts as the same; fitted on the pairs of kind "translated"."""

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


def decide_abroad(
    sentence: str, sources: Sequence[Unit], vectors: Mapping[str, NDArray[np.float32]], own: NDArray[np.float32]
) -> Verdict:
    """The verdict by meaning. `vectors` are those of the sources' sentences, `own` that of the sentence."""
    asked = unit(sentence)
    ranked = sorted(sources, key=lambda source: -_score(asked, source, float(vectors[source.text] @ own)))
    if not ranked:
        return Verdict(False, Reason.UNLIKE)
    best = ranked[0]
    score = float(vectors[best.text] @ own)
    if score < _ALIKE:
        return Verdict(False, Reason.UNLIKE, score)
    if (cues(sentence)["negation"] - cues(best.text)["negation"]) % 2:
        return Verdict(False, Reason.NEGATION, score)
    if conflict(sentence, best.text) >= 0.8:
        return Verdict(False, Reason.MODALITY, score)
    if any(found.rivals and found.own + 0.2 < found.rival for found in bindings(asked, sources)):
        return Verdict(False, Reason.BELONGS_ELSEWHERE, score)
    return Verdict(True, Reason.SUPPORTED, score)


def _score(asked: Unit, source: Unit, cosine: float) -> float:
    """The cosine, with what the source's sentence holds of the numbers."""
    held = sum(any(matches(figure, other) for other in source.figures) for figure in asked.figures)
    return cosine + 0.02 * held
