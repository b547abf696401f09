"""Trains the tagger's head: `python -m bot.privacy.train [GOLD ...]` writes `bot/privacy/tagger.onnx`.

What it learns from: messages made from our patterns, the questions of the evaluation set and lines of our own corpus
(harmless), and gold files of the filter, by default its development sets. The same input gives the same weights.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import onnx as untyped_onnx
import torch as untyped_torch
from numpy.typing import NDArray
from rich.console import Console

from bot.privacy import lexicon
from bot.privacy.clean import clean
from bot.privacy.score import GoldError, read
from bot.privacy.tagger import HEAD, KINDS, States
from bot.privacy.train.generate import Example, Maker

torch, onnx = cast("Any", untyped_torch), cast("Any", untyped_onnx)  # typed too vaguely to help

ROOT = Path(__file__).parents[3]
QUESTIONS = ROOT / "evaluation" / "questions"
GOLD = QUESTIONS / "privacy" / "dev.jsonl"
NAMES = QUESTIONS / "privacy" / "names.jsonl"
PAGES = ROOT / "corpus" / "pages"
SEED, MADE, LINES = 7, 12_000, 1_500
HIDDEN, ROUNDS, BATCH, RATE = 128, 4, 256, 1e-3
GOLD_WEIGHT = 8  # real messages count as often as that many made ones

Halves = NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Rows:
    """Words to learn from: features (n, d), numbers of KINDS (n,), how often each counts (n,)."""

    values: Halves
    kinds: NDArray[np.int64]
    weights: NDArray[np.int64]


# --- what is learnt from ---------------------------------------------------------------------------------------------


def gold(path: Path) -> Iterator[Example]:
    """The messages of a gold file, in the form that detection reads."""
    for message in read(path):
        cleaned = clean(message.text)
        yield Example(
            cleaned.text,
            [
                (first, last + 1, span.label)
                for span in message.spans
                for first, last in [_place(cleaned.starts, cleaned.ends, span.start, span.end)]
                if first <= last
            ],
        )


def _place(starts: list[int], ends: list[int], start: int, end: int) -> tuple[int, int]:
    """The first and the last cleaned character of original[start:end]."""
    inside = [at for at in range(len(starts)) if starts[at] < end and ends[at] > start]
    return (inside[0], inside[-1]) if inside else (0, -1)


def harmless() -> Iterator[Example]:
    """The questions of the evaluation set and lines of the corpus, none of which names a citizen."""
    with (QUESTIONS / "dev.csv").open(encoding="utf-8", newline="") as file:
        yield from (Example(clean(row["frage"]).text, []) for row in csv.DictReader(file, delimiter=";"))
    lines = [
        line.strip("#*-> ")
        for path in sorted(PAGES.rglob("*.md"))
        for line in path.read_text(encoding="utf-8").split("\n")
    ]
    fit = [
        line for line in lines if 25 < len(line) < 300 and not line.startswith(("http", "|")) and ": " not in line[:20]
    ]
    random.Random(SEED).shuffle(fit)
    yield from (Example(clean(line).text, []) for line in fit[:LINES])


def nouns() -> list[str]:
    """German nouns, of those that HanTa has seen."""
    tagger: Any = lexicon._tagger()  # pyright: ignore[reportPrivateUsage]  # the model whose hash is checked
    words = [cast("str", word).capitalize() for word in tagger.cache if len(word) > 2 and word.isalpha()]
    return sorted(word for word in words if (tags := tagger.tag_word(word, cutoff=6)) and tags[0][0].startswith("NN"))


# --- features --------------------------------------------------------------------------------------------------------


def rows(states: States, examples: Iterable[Example], weight: int) -> Rows:
    """The words of the messages with their kinds."""
    values: list[Halves] = []
    kinds: list[int] = []
    for example in examples:
        found = states.read(example.text)
        if found.words:
            values.append(found.values.astype(np.float16))
            kinds += [_kind(example, start, end) for start, end in found.words]
    return Rows(np.concatenate(values), np.array(kinds, np.int64), np.full(len(kinds), weight, np.int64))


def _kind(example: Example, start: int, end: int) -> int:
    label = next((label for first, last, label in example.spans if first < end and start < last), "")
    return KINDS.index(label) if label in KINDS else KINDS.index("NUMBER")


# --- training --------------------------------------------------------------------------------------------------------


def fit(parts: Sequence[Rows], seed: int = SEED) -> dict[str, NDArray[Any]]:
    """The head's weights: two layers, what the features are scaled by folded into the first."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)  # the sums are then added in the same order every time
    values = torch.from_numpy(np.concatenate([part.values for part in parts]))
    kinds = torch.from_numpy(np.concatenate([part.kinds for part in parts]))
    order = np.repeat(np.arange(len(kinds)), np.concatenate([part.weights for part in parts]))
    mean, spread = _scale(values)
    net = torch.nn.Sequential(
        torch.nn.Dropout(0.2),
        torch.nn.Linear(values.shape[1], HIDDEN),
        torch.nn.ReLU(),
        torch.nn.Dropout(0.2),
        torch.nn.Linear(HIDDEN, len(KINDS)),
    )
    steps = ROUNDS * (len(order) // BATCH)
    optimiser = torch.optim.AdamW(net.parameters(), RATE, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps + 1)
    loss = torch.nn.CrossEntropyLoss(label_smoothing=0.02)
    dice = np.random.default_rng(seed)
    for step in range(steps):
        at = step % (len(order) // BATCH)
        if not at:
            dice.shuffle(order)
        chosen = torch.from_numpy(order[at * BATCH : (at + 1) * BATCH])
        optimiser.zero_grad()
        loss(net((values[chosen].float() - mean) / spread), kinds[chosen]).backward()
        optimiser.step()
        schedule.step()
    return _folded(net, mean, spread)


def _scale(values: Any) -> tuple[Any, Any]:
    sums, squares = torch.zeros(values.shape[1]), torch.zeros(values.shape[1])
    for part in values.split(4096):
        sums += part.float().sum(0)
        squares += part.float().square().sum(0)
    mean = sums / len(values)
    return mean, (squares / len(values) - mean.square()).clamp(min=1e-4).sqrt()


def _folded(net: Any, mean: Any, spread: Any) -> dict[str, NDArray[Any]]:
    first, last = net[1], net[4]
    with torch.no_grad():
        weight = (first.weight / spread).T.to(torch.float16)
        bias = first.bias - mean @ weight.float()
        return {
            "weight0": weight.numpy(),
            "bias0": bias.numpy(),
            "weight1": last.weight.T.to(torch.float16).numpy(),
            "bias1": last.bias.numpy(),
        }


def write(layers: dict[str, NDArray[Any]], path: Path = HEAD) -> None:
    """The head as a graph: features (words, d) in, the logits of KINDS out; its weights in half precision."""
    helper, numpy_helper = onnx.helper, onnx.numpy_helper
    real = onnx.TensorProto.FLOAT
    nodes = [helper.make_node("Cast", [name], [f"{name}_"], to=real) for name in layers]
    for number, given, result in ((0, "features", "inner"), (1, "active", "logits")):
        nodes.append(helper.make_node("MatMul", [given, f"weight{number}_"], [f"product{number}"]))
        nodes.append(helper.make_node("Add", [f"product{number}", f"bias{number}_"], [result]))
    nodes.insert(-2, helper.make_node("Relu", ["inner"], ["active"]))
    inputs = [helper.make_tensor_value_info("features", real, ["words", layers["weight0"].shape[0]])]
    outputs = [helper.make_tensor_value_info("logits", real, ["words", len(KINDS)])]
    weights = [numpy_helper.from_array(value, name) for name, value in layers.items()]
    graph = helper.make_graph(nodes, "head", inputs, outputs, weights)
    opset = [helper.make_opsetid("", 17)]
    onnx.save(helper.make_model(graph, opset_imports=opset, ir_version=9), str(path))


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; exit code 2 when a gold file cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m bot.privacy.train", description="Train the tagger's head.")
    parser.add_argument("gold", type=Path, nargs="*", default=[GOLD, NAMES], help="JSONL with id, text, spans")
    options = parser.parse_args(arguments)
    console = Console()
    try:
        real = [example for path in options.gold for example in gold(path)]
    except (OSError, GoldError, json.JSONDecodeError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    states = States()
    parts = [rows(states, real, GOLD_WEIGHT), rows(states, harmless(), 1)]
    parts.append(rows(states, Maker(SEED, nouns()).examples(MADE), 1))
    console.print(f"{sum(len(part.kinds) for part in parts)} words to learn from")
    write(fit(parts))
    console.print(f"{HEAD.name}: {HEAD.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
