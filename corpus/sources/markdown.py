"""A folder of pages that somebody else keeps: read as they are, ids included."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpus.page import Page, PageError, read_file
from corpus.sources import Failure, Skipped, Source, SourceError


def read(source: Source) -> Iterator[Page | Failure | Skipped]:
    """Every page below the source's folder, sorted by file.

    Raises:
        SourceError: the folder is missing.
    """
    folder = source.path or Path()
    if not folder.is_dir():
        raise SourceError(f"{source.name}: {folder} is no folder; correct the source's path")
    for file in sorted(folder.rglob("*.md")):
        yield _page(file, folder)


def _page(file: Path, folder: Path) -> Page | Failure:
    try:
        return read_file(file)
    except (PageError, OSError) as error:
        return Failure(file.relative_to(folder).as_posix(), str(error).removeprefix(f"{file}: "))
