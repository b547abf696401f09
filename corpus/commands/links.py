"""`python -m corpus links`: ask whether the pages' links still answer."""

from __future__ import annotations

import argparse
import os
from datetime import date
from pathlib import Path
from typing import Any

from corpus.commands.output import say, write_json
from corpus.folder import load
from corpus.links import PAUSE, Result, check, due, read_results, urls, write_results

_EVERY = 20  # results, after which the file is written


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """The command and its arguments."""
    parser = commands.add_parser("links", parents=[common], help="ask whether links answer", description=run.__doc__)
    default = Path(os.environ.get("AUSKUNFT_DATA") or Path(__file__).parents[2] / "var") / "links.json"
    parser.add_argument("--results", type=Path, default=default, metavar="FILE", help="where the answers are kept")
    parser.add_argument("--days", type=int, default=7, help="ask again what was asked longer ago (default: 7)")
    parser.add_argument("--pause", type=float, default=PAUSE, help="seconds between requests to one host (default: 1)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Ask each address that the pages link to, politely: one request at a time to a host, with a pause after it, and
    never an address inside the own network. What was answered is kept, so that a stopped run goes on where it was;
    `python -m corpus check --links FILE` reports what is dead. The exit code is 1 where a link fails."""
    today = date.today()  # noqa: DTZ011 - an editor's day is the machine's local one
    every = urls(load(options.pages).pages)
    results = read_results(options.results)
    options.results.parent.mkdir(parents=True, exist_ok=True)
    waiting = due(every, results, today, options.days)
    for count, result in enumerate(check(waiting, results, today, pause=options.pause), 1):
        results[result.url] = result
        _tell(options, result)
        if count % _EVERY == 0:
            write_results(options.results, results)
    wanted = {url: results[url] for url in every if url in results}
    write_results(options.results, wanted)
    failing = sum(bool(result.reason) for result in wanted.values())
    if not options.json:
        say(f"{len(wanted)} Adressen, {len(waiting)} gefragt, {failing} antworten nicht.")
    return 1 if failing else 0


def _tell(options: argparse.Namespace, result: Result) -> None:
    if options.json:
        write_json({"event": "link", "url": result.url, "status": result.status, "reason": result.reason})
    elif result.reason:
        say(f"{result.url}: {result.reason}")
