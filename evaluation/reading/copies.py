"""Right sentences that are copies of their sources: whoever words pairs by hand rewords, and a network that is shown
nothing else takes what is close to its source for wrong.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

from bot.entail.clauses import units
from evaluation.pairs import Pair

_LEAST = 4  # words


def copies(pairs: Iterable[Pair], most: int, seed: int = 0) -> list[Pair]:
    """`most` sentences of the pairs' passages, each citing its own; the same ones every time."""
    every = {sentence.id: sentence for pair in pairs for sentence in _sentences(pair)}
    chosen = sorted(every)
    random.Random(seed).shuffle(chosen)
    return [every[name] for name in chosen[:most]]


def _sentences(pair: Pair) -> Iterator[Pair]:
    for passage in pair.passages:
        for unit in units(passage.text):
            if len(unit.text.split()) >= _LEAST:
                sentence = f"{unit.text.rstrip('.')} [{passage.n}]."
                yield Pair(f"{passage.title}\n{unit.text}", pair.group, pair.passages, sentence, True, "verbatim")
