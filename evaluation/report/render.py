"""Templates to self-contained pages: everything is escaped, nothing is loaded, no script runs."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evaluation.report import words

TEMPLATES = Path(__file__).parents[1] / "templates"


def rendered(template: str, **values: object) -> str:
    """A page from one of `evaluation/templates`."""
    return _environment().get_template(template).render(words=words, **values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day"] = day
    return environment


def day(moment: str) -> str:
    """A moment of a run (ISO 8601, UTC) as Germans write it."""
    return f"{datetime.fromisoformat(moment):%d.%m.%Y, %H:%M} Uhr (UTC)" if moment else "nicht beendet"
