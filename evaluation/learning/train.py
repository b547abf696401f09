"""Training: what citizens say about one matter comes near, what they say about others goes apart.

A batch holds pairs of one group each; groups that lie near each other are drawn together, so that the others of a batch
are hard to tell from the right one. Two texts that share a matter or page are never set apart. Messages that are about
no matter at all are in every batch, so that they come to lie near none.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from evaluation.learning.lessons import Lessons, topic_matrix
from evaluation.learning.upper import Upper
from indexes.scope import Floats

Tell = Callable[[int, int, float], None]
"""Called with the steps done, all steps, and the mean loss of the last ten."""


class States(Protocol):
    """Texts as states (tokens, d)."""

    def __getitem__(self, text: str, /) -> NDArray[np.float16]: ...


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how strongly is learned."""

    steps: int = 100
    pairs: int = 32  # of a batch
    foreign: int = 8  # messages of a batch that are about no matter
    rate: float = 1.5e-4
    scale: float = 20.0  # of the cosines: the greater, the less do they spread
    share: float = 0.6  # of what was learned that is taken over: all of it suits new towns a little less
    seed: int = 0


_NEIGHBOURS, _DRAWN = 12, 3
"""Beside each group so many of so many nearest ones are drawn."""

_WARM = 0.1
"""The share of the steps in which the rate rises; then it falls to nothing."""


def train(upper: Upper, states: States, lessons: Lessons, foreign: Sequence[str], plan: Plan, tell: Tell) -> None:
    """Change the layers in place. `foreign` are messages about no matter."""
    cast("Any", torch).manual_seed(plan.seed)
    draw = Draw(lessons, plan)
    optimiser = torch.optim.AdamW(upper.parameters(), lr=plan.rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(step, plan.steps))
    losses: list[float] = []
    before = copy.deepcopy(upper.state_dict())
    for step in range(plan.steps):
        rows = draw.batch()
        others: list[int] = draw.rng.choice(len(foreign), plan.foreign, replace=False).tolist()
        texts = [lessons.texts[row] for row in rows] + [foreign[at] for at in others]
        loss = contrast(upper([states[text] for text in texts]), [lessons.topics[row] for row in rows], plan.scale)
        optimiser.zero_grad()
        cast("Any", loss).backward()
        torch.nn.utils.clip_grad_norm_(upper.parameters(), 1.0)
        cast("Any", optimiser).step()
        schedule.step()
        losses.append(float(loss.detach()))
        tell(step + 1, plan.steps, float(np.mean(losses[-10:])))
    learned = upper.state_dict()
    upper.load_state_dict({name: value.lerp(learned[name], plan.share) for name, value in before.items()})


def _rate(step: int, steps: int) -> float:
    return min((step + 1) / (_WARM * steps), (steps - step) / steps)


def contrast(vectors: torch.Tensor, topics: Sequence[frozenset[str]], scale: float) -> torch.Tensor:
    """Cross entropy of finding one's partner; neither oneself nor what is about the same counts as wrong.

    The first half of the texts are the partners of the second, in their order; vectors beyond are of no matter.
    """
    count = len(topics)
    about: torch.Tensor = cast("Any", torch).from_numpy(topic_matrix(topics))
    partners = (torch.arange(count) + count // 2) % count
    left_out = torch.zeros(count, len(vectors), dtype=torch.bool)
    left_out[:, :count] = (about @ about.T) > 0
    left_out[torch.arange(count), partners] = False
    scores = scale * vectors[:count] @ vectors.T
    return functional.cross_entropy(scores.masked_fill(left_out, -1e4), partners)


class Draw:
    """Draws batches: each group as often as it has texts, with groups that lie near it; only groups of at least two."""

    def __init__(self, lessons: Lessons, plan: Plan) -> None:
        self.rng = np.random.default_rng(plan.seed)
        self._pairs = plan.pairs
        names = [name for name, rows in lessons.groups.items() if len(rows) > 1]
        self._groups = [lessons.groups[name] for name in names]
        sizes = np.array([len(rows) for rows in self._groups], np.float64)
        self._chances = sizes / sizes.sum()
        self._near = _neighbours(np.stack([lessons.near[name] for name in names]), names)

    def batch(self) -> list[int]:
        """Rows of the next batch: one of each pair, then the others in the same order."""
        chosen: dict[int, None] = {}
        while len(chosen) < self._pairs:
            seed = int(self.rng.choice(len(self._groups), p=self._chances))
            drawn: list[int] = self.rng.choice(self._near[seed], _DRAWN, replace=False).tolist()
            chosen |= dict.fromkeys([seed, *drawn])
        pairs = [self.rng.choice(self._groups[at], 2, replace=False).tolist() for at in list(chosen)[: self._pairs]]
        return [one for one, _ in pairs] + [other for _, other in pairs]


def _neighbours(vectors: Floats, names: list[str]) -> NDArray[np.intp]:
    """(groups, n) the nearest groups of the same sort; the vectors of matters and of pages are not alike."""
    centred = vectors - vectors.mean(axis=0)
    cosines = centred @ centred.T
    matter = np.array([name.startswith("matter ") for name in names])
    cosines[matter[:, None] != matter[None, :]] -= 10
    np.fill_diagonal(cosines, -np.inf)
    return np.argsort(-cosines, axis=1)[:, :_NEIGHBOURS]
