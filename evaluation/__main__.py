"""`python -m evaluation`: what proves the bot. So far: fitting the decision to answer."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rich.console import Console

from evaluation import answerable


def main(arguments: list[str] | None = None) -> int:
    """Run a command."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    fit = commands.add_parser("answerable", help="fit the decision to answer on development questions")
    fit.add_argument(
        "--set",
        nargs=2,
        type=Path,
        action="append",
        required=True,
        metavar=("VERSIONS", "QUESTIONS"),
        help="a folder of versions and the questions about its live one (CSV or JSONL); may be repeated",
    )
    fit.add_argument("--model-folder", type=Path, default=Path(__file__).parents[1] / ".cache" / "model")
    options = parser.parse_args(arguments)
    answerable.report(options.set, options.model_folder, Console())
    return 0


if __name__ == "__main__":
    sys.exit(main())
