"""`python -m evaluation harvest`: candidate cases from the journal."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Column, Table

from bot.settings import Settings
from evaluation.harvest import MOST, Harvest, harvest, identity, open_journal, told, write
from indexes.embed import open_embedder
from indexes.index import Index

console = Console(highlight=False, markup=False, soft_wrap=True)


def add(parser: argparse.ArgumentParser) -> None:
    """Give the parser of `harvest` its arguments."""
    parser.add_argument("--journal", metavar="ADDRESS", help="sqlite or postgresql+psycopg://… (AUSKUNFT_JOURNAL)")
    parser.add_argument("--data", type=Path, metavar="DIR", help="folder of a SQLite journal (AUSKUNFT_DATA)")
    parser.add_argument("--since", type=date.fromisoformat, help="first day (UTC), as 2026-01-31")
    parser.add_argument("--until", type=date.fromisoformat, help="last day (UTC), included")
    parser.add_argument("--out", type=Path, metavar="FILE.csv", help="a new file for the cases; shown only, without")
    parser.add_argument("--versions", type=Path, metavar="DIR", help="folder of the versions (AUSKUNFT_VERSIONS)")
    parser.add_argument("--scope", help="the municipality's regional key (default: AUSKUNFT_SCOPE)")
    parser.add_argument("--embedder", help="the embedder's name (default: AUSKUNFT_EMBEDDER)")
    parser.add_argument("--json", action="store_true", help="print all candidates as one JSON document")
    parser.set_defaults(run=_harvest)


def _harvest(options: argparse.Namespace) -> int:
    names = ("journal", "data", "versions", "scope", "embedder")
    settings = Settings.load(**{name: getattr(options, name) for name in names})
    address = settings.journal.get_secret_value()
    with open_journal("" if address == "sqlite" else address, settings.data) as journal:
        embedder = open_embedder(
            settings.embedder,
            model_folder=settings.model_folder,
            threads=settings.threads,
            api_key=settings.embedder_key.get_secret_value(),
        )
        with tempfile.TemporaryDirectory(prefix="auskunft-harvest-") as copies:
            index = Index.open(settings.versions, embedder, settings.scope, Path(copies))
            try:
                found = harvest(journal, index, options.since, options.until)
            finally:
                index.close()
    if options.out and found.candidates:
        write(options.out, found.candidates)
    if options.json:
        counts = {"turns": found.turns, "without_text": found.without_text, "left_out": found.left_out}
        document = {**counts, "candidates": [told(one) for one in found.candidates]}
        sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")
    else:
        _show(found, options.out)
    return 0


def _show(found: Harvest, out: Path | None) -> None:
    table = Table("times", "last", "case", "question", Column("nearest page", overflow="fold"))
    for one in found.candidates[:20]:
        near = one.near[0][0] if one.near else "–"
        table.add_row(str(len(one.turns)), f"{one.last:%d.%m.%Y}", identity(one), one.question, near)
    if found.candidates:
        console.print(table)
    console.print(f"{found.turns} turns that found no source or did not help: {len(found.candidates)} candidates")
    if found.without_text:
        console.print(f"{found.without_text} of them have no text, or no longer")
    if found.left_out:
        console.print(f"{found.left_out} rarer ones were left out (at most {MOST} at a time); narrow it with --since")
    if out and found.candidates:
        console.print(
            f"{out}: fill in antwortbar and erwartete_quellen. What is erased from the journal stays there: "
            "delete it in time, and let no personal detail pass into a question set"
        )
