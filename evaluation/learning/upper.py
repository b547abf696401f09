"""The upper layers of the embedding model in torch: states of the lower ones in, normalised vectors out.

The texts of a batch are laid end to end, so that no time goes into padding; only attention sees them side by side.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from indexes.model import LOWER
from indexes.scope import Floats

BATCH = 8_192
"""Tokens embedded at a time when nothing is learned."""


class Upper(torch.nn.Module):
    """The layers above `indexes.model.LOWER`."""

    def __init__(self, layers: Sequence[torch.nn.Module], heads: int) -> None:
        super().__init__()
        self.layers = torch.nn.ModuleList(layers)
        self.heads = heads

    @classmethod
    def load(cls, model: Path) -> Upper:
        """From a prepared model's folder."""
        from transformers import BertModel

        bert = cast("Any", BertModel).from_pretrained(model, local_files_only=True).eval()
        return cls([copy.deepcopy(layer) for layer in bert.encoder.layer[LOWER:]], bert.config.num_attention_heads)

    def forward(self, states: Sequence[NDArray[np.floating[Any]]]) -> torch.Tensor:
        """States of texts, (tokens, d) each -> vectors (texts, d)."""
        lengths = torch.tensor([len(part) for part in states])
        rows = torch.repeat_interleave(torch.arange(len(states)), lengths)
        columns = torch.cat([torch.arange(int(length)) for length in lengths])
        flat: torch.Tensor = cast("Any", torch).from_numpy(np.concatenate(states).astype(np.float32))
        mask = torch.zeros(len(states), int(lengths.max()), dtype=torch.bool)
        mask[rows, columns] = True
        layer: Any
        for layer in self.layers:
            flat = layer.attention.output(self._attended(layer.attention.self, flat, mask, rows, columns), flat)
            flat = layer.output(layer.intermediate(flat), flat)
        total = torch.zeros(len(states), flat.shape[1]).index_add(0, rows, flat)
        return functional.normalize(total, dim=1)  # the mean's length cancels out

    def _attended(
        self, part: Any, flat: torch.Tensor, mask: torch.Tensor, rows: torch.Tensor, columns: torch.Tensor
    ) -> torch.Tensor:
        width = flat.shape[1]
        both = torch.cat([part.query(flat), part.key(flat), part.value(flat)], dim=1)
        padded = torch.zeros(*mask.shape, 3 * width).index_put((rows, columns), both)
        query, key, value = padded.view(*mask.shape, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        found = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask[:, None, None, :])
        return found.transpose(1, 2).flatten(2)[rows, columns]

    @torch.no_grad()
    def vectors(self, states: Sequence[NDArray[np.floating[Any]]]) -> Floats:
        """Vectors (texts, d) of any number of texts, in their order."""
        lengths = [len(part) for part in states]
        found = np.empty((len(states), states[0].shape[1]), np.float32)
        for some in _batches(np.argsort(lengths, kind="stable").tolist(), lengths):
            found[some] = self([states[place] for place in some]).numpy()
        return found


def _batches(order: list[int], lengths: list[int]) -> list[list[int]]:
    batches: list[list[int]] = [[]]
    for place in order:
        if (len(batches[-1]) + 1) * lengths[place] > BATCH:
            batches.append([])
        batches[-1].append(place)
    return [batch for batch in batches if batch]
