"""`python -m bot journal`: stats, purge, erase, export, check."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.journal.receipts import Receipt
from bot.journal.retention import ROW_DAYS, TEXT_DAYS
from bot.journal.statistics import Stats
from bot.journal.store import Journal

console = Console(highlight=False, markup=False, soft_wrap=True)
errors = Console(highlight=False, markup=False, soft_wrap=True, stderr=True)


@dataclass(frozen=True, slots=True)
class Retention:
    """Days that text and rows are kept, from the settings; the command line goes before them."""

    text_days: int = TEXT_DAYS
    row_days: int = ROW_DAYS


Handler = Callable[[argparse.Namespace, Journal, Retention], int]


def add(parser: argparse.ArgumentParser) -> None:
    """Give the parser of `journal` its commands; `run` carries them out."""
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    stats = commands.add_parser("stats", help="turns by day, outcome and language, feedback, times, pages")
    _json(_period(_to(stats, _stats)))
    purge = commands.add_parser("purge", help="delete the text, then the rows, whose time is over; run it daily")
    purge.add_argument("--text-days", type=_days, help="days that text is kept (default: the setting)")
    purge.add_argument("--row-days", type=_days, help="days until rows become counts (default: the setting)")
    _json(_full(_to(purge, _purge)))
    erase = commands.add_parser("erase", help="delete a conversation at once, and leave a receipt without content")
    erase.add_argument("conversation", metavar="ID", help="the conversation's id")
    _json(_full(_to(erase, _erase)))
    export = commands.add_parser("export", help="write turns to a file; what is erased later stays in it")
    export.add_argument("file", type=Path, help="a file that ends in .jsonl or .csv")
    _period(_to(export, _export))
    check = commands.add_parser("check", help="check the chain of receipts, and show its last one")
    _json(_to(check, _check))


def run(options: argparse.Namespace, journal: Journal, retention: Retention) -> int:
    """Carry out the command that was parsed; 0 when all is well, 1 when something is wrong."""
    handler: Handler = options.handler
    return handler(options, journal, retention)


def _to(parser: argparse.ArgumentParser, handler: Handler) -> argparse.ArgumentParser:
    parser.set_defaults(handler=handler)
    return parser


def _period(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--since", type=date.fromisoformat, help="first day (UTC), as 2026-01-31")
    parser.add_argument("--until", type=date.fromisoformat, help="last day (UTC), included")
    return parser


def _full(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument(
        "--full",
        action="store_true",
        help="on PostgreSQL: write the tables anew, which locks them; only so do the bytes leave their files",
    )
    return parser


def _json(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    return parser


def _days(text: str) -> int:
    days = int(text)
    if days < 0:
        raise ValueError
    return days


def _stats(options: argparse.Namespace, journal: Journal, _: Retention) -> int:
    found = journal.stats(options.since, options.until)
    if options.json:
        _write({**asdict(found), "by_day": {str(day): n for day, n in found.by_day.items()}})
    else:
        _show(found)
    return 0


def _purge(options: argparse.Namespace, journal: Journal, retention: Retention) -> int:
    text_days = retention.text_days if options.text_days is None else options.text_days
    row_days = retention.row_days if options.row_days is None else options.row_days
    done = journal.purge(datetime.now(UTC), text_days, row_days, full=options.full)
    if options.json:
        _write(asdict(done))
    else:
        console.print(f"{done.texts} turns older than {text_days} days lost their text")
        console.print(f"{done.rows} rows older than {row_days} days became daily counts")
    return _swept(done.swept)


def _erase(options: argparse.Namespace, journal: Journal, _: Retention) -> int:
    done = journal.erase(options.conversation, datetime.now(UTC), full=options.full)
    if options.json:
        _write(asdict(done))
    else:
        console.print(f"{done.receipt.rows} rows erased")
        _show_receipt(done.receipt)
    return _swept(done.swept)


def _export(options: argparse.Namespace, journal: Journal, _: Retention) -> int:
    written = journal.export(options.file, options.since, options.until)
    console.print(f"{written} turns written to {options.file}; what is erased later stays there: delete it in time")
    return 0


def _check(options: argparse.Namespace, journal: Journal, _: Retention) -> int:
    broken = journal.check_receipts()
    chain = journal.receipts()
    if options.json:
        _write({"receipts": len(chain), "first_broken": broken, "last": asdict(chain[-1]) if chain else None})
    elif broken is None:
        console.print(f"{len(chain)} receipts, all in order")
        if chain:
            _show_receipt(chain[-1])
            console.print("note number and hash elsewhere: the chain alone cannot show that its end was cut off")
    if broken is not None:
        errors.print(
            f"{journal.place}: receipt {broken} was changed, or does not follow the one before it; "
            "compare the receipts with the last backup"
        )
    return 0 if broken is None else 1


def _swept(swept: bool) -> int:
    if not swept:
        errors.print(
            "the rows are gone, but another connection kept the files from being swept of them; "
            "run `python -m bot journal purge --full`; a running server tries again within the hour"
        )
    return 0 if swept else 1


def _show(found: Stats) -> None:
    console.print(f"{found.turns} turns; {found.helpful} helped, {found.unhelpful} did not")
    if found.median_ms is not None and found.p95_ms is not None:
        console.print(f"whole turn: median {found.median_ms:.0f} ms, p95 {found.p95_ms:.0f} ms")
    if found.filter_failed:
        console.print(f"{found.filter_failed} turns without text, because the filter failed: see the log")
    _table("day", found.by_day)
    _table("outcome", found.by_outcome)
    _table("language", found.by_language)
    _table("state", found.by_state)
    _table("model failed", found.failures)
    if found.dropped:
        console.print(f"{found.dropped} sentences of the model did not pass the gate")
    _table("reason", found.reasons)
    _table("page", dict(found.pages))


def _table(name: str, counts: dict[Any, int]) -> None:
    if not counts:
        return
    table = Table(name, "turns")
    for key, n in counts.items():
        table.add_row(str(key) or "(not closed)", str(n))
    console.print(table)


def _show_receipt(receipt: Receipt) -> None:
    console.print(
        f"receipt {receipt.n} of {receipt.at.isoformat()}: {receipt.what} {receipt.subject}, {receipt.rows} rows\n"
        f"hash {receipt.hash}"
    )


def _write(document: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2, default=str) + "\n")
