"""`python -m corpus norms OLD NEW`: which sections a new build of a law changed, and the pages that rest on them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from corpus.amendments import Amendment, affected, amendments
from corpus.commands.output import say, write_json
from corpus.folder import load
from corpus.page import Page
from corpus.sources import SourceError
from corpus.sources.gii import load as load_law
from corpus.sources.gii import read_law

_CHANGES = {"changed": "geändert", "new": "neu", "gone": "weggefallen"}


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """The command and its arguments."""
    parser = commands.add_parser("norms", parents=[common], help="compare two builds of laws", description=run.__doc__)
    parser.add_argument("old", type=Path, help="the old build: a law's XML or zip, or a folder of them")
    parser.add_argument("new", type=Path, help="the new build, likewise")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Compare two builds of a law section by section, and name the pages whose legal basis cites a changed one.
    Where a folder is given, laws with one file name are compared."""
    found = [one for old, new in _pairs(options.old, options.new) for one in _amended(old, new, options.pages)]
    for amendment in found:
        if options.json:
            write_json(asdict(amendment))
        else:
            pages = ", ".join(amendment.pages) or "keine Seite nennt sie"
            say(f"{amendment.citation} {_CHANGES[amendment.change]}: {pages}")
    if not options.json:
        say(f"{len(found)} Vorschriften, {len(affected(found))} Seiten zu prüfen.")
    return 0


def _amended(old: Path, new: Path, pages: Path) -> list[Amendment]:
    return amendments(_law(old), _law(new), load(pages).pages)


def _pairs(old: Path, new: Path) -> Iterator[tuple[Path, Path]]:
    if old.is_dir() != new.is_dir():
        raise SourceError(f"{old} and {new}: one is a folder and the other is not; give two of a kind")
    if not old.is_dir():
        yield old, new
        return
    for file in sorted(old.glob("*.xml")):
        if (new / file.name).exists():
            yield file, new / file.name


def _law(file: Path) -> Iterator[Page]:
    """The sections of a law; those of two builds get the same ids, whatever the files are called."""
    return (record for record in read_law(load_law(file), source="law") if isinstance(record, Page))
