"""The trained network as a small graph for onnxruntime: weights in 8 bits, one row at a time, no masks."""

from __future__ import annotations

import logging
import tempfile
import warnings
from pathlib import Path
from typing import Any, cast

import torch
from torch import Tensor, nn

from bot.entail.reader import INPUTS, SIGNS, WIDTH
from evaluation.reading.network import Batch, Network


class _Single(nn.Module):
    """The network for one row, all of whose pieces count."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, own: Tensor, theirs: Tensor, own_signs: Tensor, their_signs: Tensor) -> Tensor:
        masks = (torch.ones_like(states[..., 0], dtype=torch.bool) for states in (own, theirs))
        return self.network(Batch(own, theirs, own_signs, their_signs, *masks))


def export(network: Network, file: Path) -> None:
    """Write the network, which must be in its evaluation mode, to `file`."""
    from onnxruntime.quantization import QuantType, quantize_dynamic  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]  # untyped

    example = tuple(torch.zeros(1, pieces, width) for width in (WIDTH, SIGNS) for pieces in (7, 9))
    own, theirs = torch.export.Dim("own", min=2, max=512), torch.export.Dim("theirs", min=2, max=512)
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with tempfile.TemporaryDirectory() as aside, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            whole = Path(aside) / "whole.onnx"
            cast("Any", torch.onnx).export(
                _Single(network).eval(),
                example,
                str(whole),
                input_names=list(INPUTS),
                output_names=["odds"],
                dynamic_shapes=({1: own}, {1: theirs}, {1: own}, {1: theirs}),
                external_data=False,
                verbose=False,
            )
            _without_shapes(whole)
            cast("Any", quantize_dynamic)(whole, file, per_channel=True, weight_type=cast("Any", QuantType).QInt8)
    finally:
        logging.disable(before)


def _without_shapes(file: Path) -> None:
    """Drop the shapes between the nodes: the quantiser infers its own, and trips over other ones."""
    import onnx

    untyped = cast("Any", onnx)
    graph = untyped.load(str(file))
    del graph.graph.value_info[:]
    untyped.save(graph, str(file))
