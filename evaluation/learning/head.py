"""The trained layers as a graph of their own, in 8 bit: what `indexes.embed` opens beside the model's."""

from __future__ import annotations

import copy
import tempfile
import warnings
from pathlib import Path
from typing import Any, cast

import torch

from evaluation.learning.upper import Upper
from indexes.model import MAX_TOKENS


class _Head(torch.nn.Module):
    """The states of one text (1, tokens, d) -> its normalised vector (1, d)."""

    def __init__(self, upper: Upper) -> None:
        super().__init__()
        self.layers, self.heads = copy.deepcopy(upper.layers), upper.heads

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        layer: Any
        for layer in self.layers:
            part = layer.attention.self
            query, key, value = (self._split(linear(states)) for linear in (part.query, part.key, part.value))
            shares = torch.softmax(query @ key.transpose(-1, -2) / query.shape[-1] ** 0.5, dim=-1)
            states = layer.attention.output((shares @ value).transpose(1, 2).flatten(2), states)
            states = layer.output(layer.intermediate(states), states)
        total = states.sum(1)
        return total / torch.sqrt((total * total).sum(1, keepdim=True))

    def _split(self, states: torch.Tensor) -> torch.Tensor:
        count, tokens, width = states.shape
        return states.view(count, tokens, self.heads, width // self.heads).transpose(1, 2)


def write(upper: Upper, path: Path) -> None:
    """Export and quantise, about 4 MB."""
    from onnxruntime.quantization import QuantType, quantize_dynamic  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]  # untyped

    width = next(iter(upper.parameters())).shape[1]
    axes = ({1: torch.export.Dim("tokens", max=MAX_TOKENS)},)
    with tempfile.TemporaryDirectory() as folder, torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole = Path(folder) / "head.onnx"
        cast("Any", torch.onnx).export(
            _Head(upper).eval(),
            (torch.randn(1, 9, width),),
            str(whole),
            input_names=["states"],
            output_names=["vector"],
            dynamic_shapes=axes,
            external_data=False,
            verbose=False,
        )
        arguments: dict[str, Any] = {"per_channel": True, "weight_type": cast("Any", QuantType).QInt8}
        cast("Any", quantize_dynamic)(whole, path, **arguments)
