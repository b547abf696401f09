"""`python -m corpus.sources.document_reader pdf|word`: a document on the standard input, its text as JSON.

A process of its own: what it may use is limited before a parser sees the first byte.
"""

from __future__ import annotations

import io
import json
import resource
import sys
from collections.abc import Callable
from datetime import date

from corpus.page import Section

MEMORY = 1_500 * 1024 * 1024
CPU_SECONDS = 25

Read = tuple[str, date | None, tuple[Section, ...]]


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # a reader writes no files
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _pdf(content: bytes) -> Read:
    from corpus.sources.document_pdf import read

    return read(io.BytesIO(content))


def _word(content: bytes) -> Read:
    from corpus.sources.document_word import read

    return read(io.BytesIO(content))


_READERS: dict[str, Callable[[bytes], Read]] = {"pdf": _pdf, "word": _word}


def main() -> int:
    """Reads one document; the last line of the error output says why it could not."""
    content = sys.stdin.buffer.read()
    _limit()
    try:
        title, day, sections = _READERS[sys.argv[1]](content)
    except Exception as error:  # noqa: BLE001 - whatever a parser of strangers' files raises is a reason
        sys.stderr.write(f"{type(error).__name__}: {' '.join(str(error).split())[:200]}\n")
        return 1
    found = {"title": title, "day": day.isoformat() if day else "", "sections": [[s.heading, s.text] for s in sections]}
    sys.stdout.write(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
