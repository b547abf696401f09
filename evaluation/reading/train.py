"""The training: AdamW on log loss, one small batch after another; the copied layers learn slower than what is new."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import torch
from torch import nn

from evaluation.reading.network import Network, Row, batch

Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train.

    Attributes:
        epochs: how often every row is seen.
        rate: the largest learning rate of the copied layers, and `new_rate` of the rest.
        size: rows in a batch.
        soft: how far the labels are drawn from 0 and 1.
        minutes: after which it stops, between two batches; the rates are as planned without it.
        seed: makes the order and the dropping repeatable on one machine.
    """

    epochs: int = 3
    rate: float = 1e-4
    new_rate: float = 1e-3
    size: int = 16
    soft: float = 0.05
    minutes: float = 60.0
    seed: int = 0


def train(network: Network, rows: Sequence[tuple[Row, bool]], plan: Plan, told: Told) -> None:
    """Train the network in place; `told` hears of every hundred batches."""
    cast("Any", torch).manual_seed(plan.seed)
    optimiser, schedule = _optimiser(network, plan, plan.epochs * (len(rows) // plan.size))
    network.train()
    began, losses = time.monotonic(), list[float]()
    for part in _batches(rows, plan):
        right = torch.tensor([float(supported) for _, supported in part]) * (1 - 2 * plan.soft) + plan.soft
        loss = nn.functional.binary_cross_entropy_with_logits(network(batch([row for row, _ in part])), right)
        optimiser.zero_grad()
        loss.backward()  # pyright: ignore[reportUnknownMemberType]  # torch leaves its arguments untyped
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        losses.append(loss.item())
        if len(losses) % 100 == 0:
            told(f"batch {len(losses)}: loss {np.mean(losses[-100:]):.4f}, {time.monotonic() - began:.0f} s")
        if time.monotonic() - began > plan.minutes * 60:
            told("the time is over")
            break
    network.eval()


def _optimiser(
    network: Network, plan: Plan, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
    """AdamW; the rates rise over the first tenth of the steps and then fall to nothing."""
    copied = list(network.layers.parameters())
    known = {id(parameter) for parameter in copied}
    new = [parameter for parameter in network.parameters() if id(parameter) not in known]
    groups = [{"params": copied, "lr": plan.rate}, {"params": new, "lr": plan.new_rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)

    def share(step: int) -> float:
        return min((step + 1) / (steps * 0.1 + 1), max(0.0, 1 - step / max(1, steps)))

    return optimiser, torch.optim.lr_scheduler.LambdaLR(optimiser, share)


def _batches(rows: Sequence[tuple[Row, bool]], plan: Plan) -> Iterator[Sequence[tuple[Row, bool]]]:
    """Every row once an epoch, in another order each time; rows of like length side by side, so little is filled up."""
    rng = np.random.default_rng(plan.seed)
    for _ in range(plan.epochs):
        order = cast("list[int]", rng.permutation(len(rows)).tolist())
        for at in range(0, len(order), plan.size * 8):
            near = sorted([rows[row] for row in order[at : at + plan.size * 8]], key=_pieces)
            yield from (near[i : i + plan.size] for i in range(0, len(near), plan.size))


def _pieces(known: tuple[Row, bool]) -> int:
    return known[0].size


def scores(network: Network, rows: Sequence[Row], size: int = 32) -> list[float]:
    """The log odds of each row."""
    found = [0.0] * len(rows)
    order = sorted(range(len(rows)), key=lambda at: rows[at].size)
    with torch.no_grad():
        for start in range(0, len(order), size):
            part = order[start : start + size]
            for at, value in zip(part, network(batch([rows[at] for at in part])).tolist(), strict=True):
                found[at] = value
    return found
