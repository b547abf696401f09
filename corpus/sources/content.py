"""The bytes that lie at a path or an address, at most 100 MB of them."""

from __future__ import annotations

from pathlib import Path

import httpx

from corpus.sources import Source, SourceError
from corpus.sources.download import MAX_BYTES, download


def load(source: Source) -> bytes:
    """What the source's path or address holds.

    Raises:
        SourceError: it cannot be read, is too large, or lies at an address that is not allowed.
    """
    if source.url:
        with httpx.Client() as client:
            return download(source.url, client)
    return read(source.path or Path())


def read(path: Path) -> bytes:
    """A file's bytes.

    Raises:
        SourceError: it cannot be read or is too large.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SourceError(f"{path}: larger than {MAX_BYTES:,} bytes; the file is not read")
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror}); check the path") from error
