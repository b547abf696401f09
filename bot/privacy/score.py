"""Scores the filter on a gold file, by label and in both profiles: what stayed uncovered, what was touched in vain.

`python -m bot.privacy.score FILE [--profile full|lite] [--leaks]`; the file is JSONL with id, text, spans.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.privacy.allow import Allowlist
from bot.privacy.clean import INVISIBLE
from bot.privacy.detector import Detector, Profile
from bot.privacy.spans import LABELS, Span

PROFILES: tuple[Profile, ...] = ("full", "lite")


class GoldError(ValueError):
    """A gold file that cannot be read; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A message and where its personal details stand; no spans: harmless."""

    id: str
    text: str
    spans: tuple[Span, ...]


@dataclass(slots=True)
class Row:
    """Counts of one label: its characters and spans, and how many of them were covered."""

    characters: int = 0
    uncovered: int = 0
    spans: int = 0
    found: int = 0
    labelled: int = 0


@dataclass(slots=True)
class Score:
    """The result of one profile; `leaks` and `touched` name messages by id and the text in question."""

    rows: dict[str, Row] = field(default_factory=lambda: {label: Row() for label in LABELS})
    harmless: int = 0
    touched: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    leaks: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    surplus: int = 0
    milliseconds: list[float] = field(default_factory=list[float])

    @property
    def total(self) -> Row:
        """All labels together."""
        rows = self.rows.values()
        names = ("characters", "uncovered", "spans", "found", "labelled")
        return Row(*(sum(getattr(row, name) for row in rows) for name in names))


def read(path: Path) -> list[Gold]:
    """The messages of a gold file; GoldError names the line that is wrong."""
    gold: list[Gold] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            gold.append(_gold(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise GoldError(f"{path.name}, line {number}: {error}; expected id, text and spans") from error
    return gold


def _gold(record: dict[str, Any]) -> Gold:
    spans = tuple(Span(span["start"], span["end"], span["label"], 1.0) for span in record["spans"])
    for span in spans:
        if span.label not in LABELS or not 0 <= span.start < span.end <= len(record["text"]):
            raise ValueError(f"span {span.start}-{span.end} {span.label} does not fit")
    return Gold(record["id"], record["text"], spans)


def score(detector: Detector, gold: Iterable[Gold]) -> Score:
    """Run the detector over the messages; letters and digits count as characters, blanks and signs do not."""
    result = Score()
    for message in gold:
        began = time.perf_counter()
        found = detector.detect(message.text)
        result.milliseconds.append((time.perf_counter() - began) * 1000)
        _count(result, message, found)
    return result


def _count(result: Score, message: Gold, found: Sequence[Span]) -> None:
    covered = {at for span in found for at in range(span.start, span.end)}
    if not message.spans:
        result.harmless += 1
        if found:
            pieces = [f"{message.text[span.start : span.end]} ({span.label})" for span in found]
            result.touched.append((message.id, "; ".join(pieces)))
    for span in message.spans:
        _count_span(result, message, span, found, covered)
    wanted = {at for span in message.spans for at in range(span.start, span.end)}
    result.surplus += sum(at not in wanted and message.text[at].isalnum() for at in covered) if message.spans else 0


def _count_span(result: Score, message: Gold, span: Span, found: Sequence[Span], covered: set[int]) -> None:
    row = result.rows[span.label]
    places = [
        at for at in range(span.start, span.end) if message.text[at].isalnum() and not INVISIBLE.match(message.text[at])
    ]
    left = [at for at in places if at not in covered]
    row.characters += len(places)
    row.uncovered += len(left)
    row.spans += 1
    row.found += not left
    row.labelled += any(
        other.label == span.label and other.start < span.end and span.start < other.end for other in found
    )
    if left:
        result.leaks.append((message.id, f"{span.label}: {message.text[span.start : span.end]}"))


def arguments_of(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", type=Path, help="JSONL with id, text, spans")
    parser.add_argument("--profile", choices=PROFILES, action="append", help="default: both")
    parser.add_argument("--leaks", action="store_true", help="print what leaked and what was touched in vain")


def run(options: argparse.Namespace) -> int:
    """The command; GoldError or OSError when the file cannot be read."""
    gold = read(options.file)
    console = Console(width=150)
    for profile in options.profile or PROFILES:
        _show(console, profile, score(Detector(profile, Allowlist()), gold), options.leaks)
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """The command by itself; exit code 2 when the file cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m bot.privacy.score", description="Score the filter on a gold file.")
    arguments_of(parser)
    try:
        return run(parser.parse_args(arguments))
    except (OSError, GoldError) as error:
        sys.stderr.write(f"{error}\n")
        return 2


def _show(console: Console, profile: str, result: Score, leaks: bool) -> None:
    console.print(_table(profile, result))
    times = sorted(result.milliseconds)
    p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else sum(times)
    console.print(
        f"harmless messages touched: {len(result.touched)} of {result.harmless}; characters masked beside the gold: "
        f"{result.surplus}; ms a message: median {statistics.median(times or [0]):.1f}, p95 {p95:.1f}\n"
    )
    for title, rows in (("leaked", result.leaks), ("touched", result.touched)):
        for name, text in rows if leaks else ():
            console.print(f"{title} {name}: {text}", markup=False, highlight=False)


def _table(profile: str, result: Score) -> Table:
    table = Table("label", "spans", "found %", "right label %", "characters", "uncovered %", title=f"profile {profile}")
    for label, row in [*result.rows.items(), ("all", result.total)]:
        if row.spans:
            shares = (row.found / row.spans, row.labelled / row.spans, row.uncovered / max(1, row.characters))
            found, labelled, uncovered = (f"{100 * share:.1f}" for share in shares)
            table.add_row(label, str(row.spans), found, labelled, str(row.characters), uncovered)
    return table


if __name__ == "__main__":
    sys.exit(main())
