"""Sources into the pages folder: each source's pages lie in a folder of its name, which belongs to the source.

Only what changed is written, each file at once (aside, synced to disk, renamed). A record that cannot be read keeps its
last good text; a source that cannot be read as a whole, or that has lost more than half of its pages, keeps them all.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from corpus import durable
from corpus.folder import file_name
from corpus.lint.texts import instructs_a_model
from corpus.overlay import Incoming, Overlay, Written
from corpus.page import ID, Page, PageError, read, read_file, write
from corpus.sources import (
    Failure,
    Kind,
    Skipped,
    Source,
    SourceError,
    dldb,
    document,
    gii,
    markdown,
    table,
    web,
    xzufi,
)

Reader = Callable[[Source], Iterator[Page | Failure | Skipped]]
READERS: dict[Kind, Reader] = {
    "markdown": markdown.read,
    "gii": gii.read,
    "dldb": dldb.read,
    "xzufi": xzufi.read,
    "web": web.read,
    "document": document.read,
    "csv": table.read,
}

Progress = Callable[[str, int], None]
"""Called with a source's name and how many of its records have been read."""

DATED_ANEW = timedelta(days=90)
"""A publisher who dates every record with the day of the export would change every page every night: a page of which
nothing but the date differs is written again only when the date has moved by this much."""


class SyncRunningError(RuntimeError):
    """Another sync is writing into the pages folder."""


@dataclass(slots=True)
class SourceReport:
    """What became of one source, or what would; ids of pages. `error` is set when it was not touched at all."""

    name: str
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    skipped: list[Skipped] = field(default_factory=list[Skipped])
    failures: list[Failure] = field(default_factory=list[Failure])
    error: str = ""
    new: list[str] = field(default_factory=list[str])
    changed: list[str] = field(default_factory=list[str])
    gone: list[str] = field(default_factory=list[str])
    overlays: list[Overlay] = field(default_factory=list[Overlay])
    flagged: list[str] = field(default_factory=list[str])  # pages that talk to a language model


@dataclass(frozen=True, slots=True)
class Report:
    """What became of each source, in their order."""

    sources: list[SourceReport]

    @property
    def clean(self) -> bool:
        """Whether every source and every record of it could be read."""
        return not any(source.error or source.failures for source in self.sources)


def sync(
    sources: Iterable[Source],
    pages: Path,
    progress: Progress = lambda name, count: None,
    *,
    allow_shrink: bool = False,
    preview: bool = False,
    take: Collection[str] = (),
) -> Report:
    """Brings the pages folder up to date with every enabled source.

    A page that an editor changed since the last sync keeps the editor's text, unless its id is in `take`. A `preview`
    writes nothing: the report says what would be done.

    Raises:
        SyncRunningError: another sync holds the folder.
        OSError: a page cannot be written; the pages written until then are whole.
    """
    pages.mkdir(parents=True, exist_ok=True)
    with _lock(pages):
        chosen = [source for source in sources if source.enabled]
        how = _How(allow_shrink, preview, frozenset(take))
        return Report([_sync_one(source, pages, progress, how) for source in chosen])


@dataclass(frozen=True, slots=True)
class _How:
    allow_shrink: bool
    preview: bool
    take: frozenset[str]


@contextmanager
def _lock(folder: Path) -> Generator[None]:
    """Holds the folder itself, so that nothing is left lying in what is a git repository."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise SyncRunningError(f"{folder}: another sync is running; wait until it has ended") from error
    finally:
        os.close(handle)


def _sync_one(source: Source, pages: Path, progress: Progress, how: _How) -> SourceReport:
    report = SourceReport(source.name)
    folder = pages / source.name
    written = Written(pages, source.name)
    try:
        if _is_target(source, folder):
            return report
        found = _read(source, folder, report, progress)
        vanished = _vanished(folder, found, report.failures)
        if not (how.allow_shrink or how.preview):
            _refuse_shrinking(source, folder, len(vanished))
    except SourceError as error:
        report.error = str(error)
        return report
    plan = _plan(found, vanished, source.kind, written, how.take, report)
    if not how.preview:
        _carry_out(plan, folder, written, report)
    return report


def _is_target(source: Source, folder: Path) -> bool:
    """Whether a markdown source is the very folder that it would be copied to.

    Raises:
        SourceError: one of them lies within the other, so that each sync would copy the copies.
    """
    if source.kind != "markdown" or source.path is None:
        return False
    origin, target = source.path.resolve(), folder.resolve()
    if origin != target and (origin.is_relative_to(target) or target.is_relative_to(origin)):
        raise SourceError(f"{source.name}: {origin} and its copy {target} lie within each other; move the source")
    return origin == target


# --- reading ---------------------------------------------------------------------------------------------------------


def _read(source: Source, folder: Path, report: SourceReport, progress: Progress) -> dict[Path, Page]:
    """The source's pages by the file they belong in; failures and skipped records go into the report."""
    found: dict[Path, Page] = {}
    for count, record in enumerate(READERS[source.kind](source), 1):
        progress(source.name, count)
        if isinstance(record, Skipped):
            report.skipped.append(record)
        elif isinstance(record, Failure):
            report.failures.append(record)
        elif (file := _file(record.id, folder)) in found:
            report.failures.append(Failure(record.id, "the id occurs twice; the first record was taken"))
        else:
            found[file] = record
    return found


def _file(page_id: str, folder: Path) -> Path:
    """A page's file in the source's folder; a page with the id of another source lies one folder deeper."""
    prefix = page_id.partition(":")[0]
    return (folder if prefix == folder.name else folder / prefix) / file_name(page_id)


def _vanished(folder: Path, found: Collection[Path], failures: list[Failure]) -> list[Path]:
    """The files of pages that the source no longer has, without those whose record could not be read this time."""
    if not all(ID.fullmatch(failure.key) for failure in failures):
        return []  # nobody knows which page the unreadable record is
    kept = {_file(failure.key, folder) for failure in failures}
    return [file for file in sorted(folder.rglob("*.md")) if file not in found and file not in kept]


def _refuse_shrinking(source: Source, folder: Path, vanished: int) -> None:
    existing = sum(1 for _ in folder.rglob("*.md"))
    if vanished * 2 > existing:
        raise SourceError(
            f"{source.name}: {vanished} of {existing} pages would vanish; look whether {source.location} is complete, "
            "and if it is, run again with --allow-shrink"
        )


# --- planning --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be done with a source's files: those to write and those to remove, and all that are the source's."""

    write: dict[Path, Incoming]
    remove: list[Path]
    own: dict[Path, Incoming]


def _plan(
    found: dict[Path, Page],
    vanished: list[Path],
    kind: Kind,
    written: Written,
    take: Collection[str],
    report: SourceReport,
) -> _Plan:
    own: dict[Path, Incoming] = {}
    changed: dict[Path, Incoming] = {}
    for file, page in found.items():
        incoming = Incoming.of(page, write(_dated(page, file, kind)))
        current = _text(file)
        if page.id not in take and written.is_overlay(file, current) and _is_page(current):
            beneath = "changed" if written.moved(file, incoming) else ""
            report.overlays.append(Overlay(page.id, file, beneath, incoming.text if beneath else ""))
            continue
        own[file] = incoming
        if current != incoming.text:
            changed[file] = incoming
            (report.changed if file.exists() else report.new).append(page.id)
    report.unchanged = len(own) - len(changed)
    report.flagged = [page.id for page in found.values() if _is_suspicious(page)]
    return _Plan(changed, _removable(vanished, written, take, report), own)


def _removable(vanished: list[Path], written: Written, take: Collection[str], report: SourceReport) -> list[Path]:
    """The files whose pages are gone at the source, without those that an editor changed."""
    removable: list[Path] = []
    for file in vanished:
        current = _text(file)
        page_id = _id(current) or file.stem
        if page_id not in take and written.is_overlay(file, current) and _is_page(current):
            report.overlays.append(Overlay(page_id, file, "gone"))
        else:
            removable.append(file)
            report.gone.append(page_id)
    return removable


def _is_page(text: str | None) -> bool:
    return bool(_id(text))


def _id(text: str | None) -> str:
    """The id of the page that a text is, "" where it is none."""
    try:
        return read(text).id if text else ""
    except PageError:
        return ""


def _is_suspicious(page: Page) -> bool:
    return any(instructs_a_model(text) for section in page.sections for text in (section.heading, section.text))


# --- writing ---------------------------------------------------------------------------------------------------------


def _carry_out(plan: _Plan, folder: Path, written: Written, report: SourceReport) -> None:
    for leftover in folder.rglob(".*.tmp"):  # of a sync that was killed
        leftover.unlink()
    written.begin(plan.write)
    changed: set[Path] = set()
    for file, incoming in plan.write.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        durable.write(file, incoming.text)
        changed.add(file.parent)
        report.written += 1
    for parent in changed:
        durable.sync(parent)
    for file in plan.remove:
        file.unlink()
    report.removed = len(plan.remove)
    written.end(plan.own, plan.remove)


def _dated(page: Page, file: Path, kind: Kind) -> Page:
    """The page, with the date of its last version where the publisher's new one says nothing about the text."""
    try:
        old = read_file(file) if file.exists() else None
    except PageError:
        old = None
    if old is None or kind == "markdown":
        return page
    if kind == "gii":
        return gii.keep_updated(old, page)
    recent = old.updated and page.updated and timedelta() <= page.updated - old.updated < DATED_ANEW
    return old if recent and replace(page, updated=old.updated) == old else page


def _text(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8")
    except (FileNotFoundError, UnicodeDecodeError):
        return None
