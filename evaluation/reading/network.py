"""The network: copies of two layers of the embedding model, in which a sentence's pieces look at its sources' pieces.

The sources' states stay those of layer 8, so they are computed once for an answer, and each layer costs what the
sentence's pieces cost.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from bot.entail.reader import FIRST, HEADS, LAYERS, SIGNS, WIDTH

Half = NDArray[np.float16]

_DROPPED = 0.1


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence beside its sources: states after layer 8, (pieces, WIDTH), and signs of likeness, (pieces, SIGNS)."""

    own: Half
    theirs: Half
    own_signs: Half
    their_signs: Half

    @property
    def size(self) -> int:
        """How many pieces both have."""
        return len(self.own) + len(self.theirs)


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows, filled up to the longest; the masks are true where a piece is."""

    own: Tensor
    theirs: Tensor
    own_signs: Tensor
    their_signs: Tensor
    own_mask: Tensor
    their_mask: Tensor


def batch(rows: Sequence[Row]) -> Batch:
    """The rows as tensors."""
    own, own_mask = _filled([row.own for row in rows])
    theirs, their_mask = _filled([row.theirs for row in rows])
    own_signs, _ = _filled([row.own_signs for row in rows])
    their_signs, _ = _filled([row.their_signs for row in rows])
    return Batch(own, theirs, own_signs, their_signs, own_mask, their_mask)


def _filled(parts: Sequence[Half]) -> tuple[Tensor, Tensor]:
    longest = max(len(part) for part in parts)
    values = torch.zeros(len(parts), longest, parts[0].shape[1])
    mask = torch.zeros(len(parts), longest, dtype=torch.bool)
    for at, part in enumerate(parts):
        values[at, : len(part)] = torch.tensor(part.astype(np.float32))
        mask[at, : len(part)] = True
    return values, mask


class Network(nn.Module):
    """A batch -> the log odds that the sources back the sentence, (n,)."""

    def __init__(self, model: Path) -> None:
        """`model` is the prepared embedding model's folder."""
        from transformers import BertModel

        super().__init__()
        bert: Any = cast("Any", BertModel).from_pretrained(model, local_files_only=True)
        self.layers = nn.ModuleList(copy.deepcopy(bert.encoder.layer[at]) for at in range(FIRST, FIRST + LAYERS))
        self.side = nn.Parameter(torch.zeros(2, WIDTH))
        self.signs = nn.Linear(SIGNS, WIDTH, bias=False)
        self.drop = nn.Dropout(_DROPPED)
        self.head = nn.Linear(3 * WIDTH, 1)
        nn.init.zeros_(self.signs.weight)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, given: Batch) -> Tensor:
        """As the class says."""
        own = given.own + self.side[0] + self.signs(given.own_signs)
        theirs = given.theirs + self.side[1] + self.signs(given.their_signs)
        mask = torch.cat([given.own_mask, given.their_mask], 1)[:, None, None, :]
        layer: Any
        for layer in self.layers:
            own = self._attend(layer.attention, own, torch.cat([own, theirs], 1), mask)
            own = layer.output(layer.intermediate(own), own)
        return self.head(self.drop(_pooled(own, given.own_mask[..., None])))[:, 0]

    def _attend(self, part: Any, own: Tensor, seen: Tensor, mask: Tensor) -> Tensor:
        def heads(states: Tensor) -> Tensor:
            return states.view(states.shape[0], -1, HEADS, WIDTH // HEADS).transpose(1, 2)

        asked, keys, values = part.self.query(own), part.self.key(seen), part.self.value(seen)
        found = nn.functional.scaled_dot_product_attention(heads(asked), heads(keys), heads(values), attn_mask=mask)
        return part.output(found.transpose(1, 2).reshape(own.shape), own)


def _pooled(states: Tensor, mask: Tensor) -> Tensor:
    """The first piece, the mean and the largest value of all pieces: (n, 3 * WIDTH)."""
    mean = (states * mask).sum(1) / mask.sum(1)
    largest = states.masked_fill(~mask, -1e4).amax(1)
    return torch.cat([states[:, 0], mean, largest], 1)
