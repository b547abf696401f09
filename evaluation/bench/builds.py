"""Building and opening a version."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from statistics import median

from corpus import chunk
from evaluation.bench.figures import Figure, interleaved, ratio
from evaluation.bench.town import Progress, Town
from indexes import scope
from indexes.cache import BATCH
from indexes.embed import Embedder
from indexes.index import Index

_BUILDS, _OPENINGS = 5, 5


def building(folder: Path, passages: int, embedder: Embedder, progress: Progress) -> list[Figure]:
    """A build that finds nothing in its cache, against embedding what it embeds, in the same batches."""
    town = Town.of(folder / "town", passages)
    cut = [(page, chunk.passages(page, count=embedder.count_tokens)) for page in town.made]
    alone = [passage.embedded for _, found in cut for passage in found]
    more = (scope.sentence_texts(passage, page.title) for page, found in cut for passage in found)
    texts = [*alone, *chain(*more), *(scope.label(page) for page in town.made)]
    calls: dict[str, Callable[[int], object]] = {
        "texts": lambda _: _embed(embedder, texts),
        "build": lambda number: town.build_into(folder / f"versions-{number}", embedder, progress),
        "passages": lambda _: _embed(embedder, alone),
    }
    taken = interleaved(calls, range(_BUILDS))
    return [
        ratio(f"a build of {len(alone)} passages / embedding its texts", taken, "build", "texts", 1.2),
        ratio("the same / embedding its passages alone, without sentences and titles", taken, "build", "passages"),
    ]


def _embed(embedder: Embedder, texts: Iterable[str]) -> None:
    distinct = list(dict.fromkeys(texts))
    for begin in range(0, len(distinct), BATCH):
        embedder.passages(distinct[begin : begin + BATCH])


def opening(town: Town, embedder: Embedder) -> Figure:
    """Opening the live version, every checksum compared."""
    calls: dict[str, Callable[[int], object]] = {"open": lambda _: Index.open(town.versions, embedder).close()}
    seconds = median(interleaved(calls, range(_OPENINGS))["open"])
    return Figure("opening a version and closing it", seconds, "s", 1.0, f"p50, n = {_OPENINGS}, with all checksums")
