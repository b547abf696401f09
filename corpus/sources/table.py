"""Services in a CSV table: one row, one page. The headers say what a column is, in German or by the field's name.

A header that names a LeiKa module, in any of its usual words, is that section; one that nobody knows is a section of
its own, so that nothing is lost. `columns = "Angebot=title, Preis=Kosten"` in the source names what has other names.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date

from corpus.modules import module_of
from corpus.page import LEIKA, Link, Office, Page, PageError, Section
from corpus.sources import Failure, Skipped, Source, SourceError
from corpus.sources.content import load
from corpus.sources.html import address, words
from corpus.sources.outline import slug

MAX_ROWS = 20_000

_FIELDS = {
    "id": ("id", "kennung", "nummer", "nr", "schlüssel"),
    "title": ("title", "titel", "leistung", "dienstleistung", "name", "bezeichnung"),
    "keywords": ("keywords", "stichwörter", "schlagwörter", "suchwörter", "synonyme"),
    "leika": ("leika", "leika-schlüssel", "leika-id", "leika-nummer"),
    "office": ("office", "amt", "stelle", "dienststelle", "fachbereich"),
    "phone": ("phone", "telefon", "tel", "telefonnummer"),
    "email": ("email", "e-mail", "mail"),
    "address": ("address", "anschrift", "adresse"),
    "hours": ("hours", "öffnungszeiten", "sprechzeiten"),
    "url": ("url", "link", "internetadresse", "webseite", "seite"),
    "form": ("form", "formularlink", "online-formular"),
    "updated": ("updated", "stand", "geändert", "aktualisiert", "geändert am"),
    "legal_basis": ("legal_basis", "norm", "normen"),
}
_FIELD = {name: field for field, names in _FIELDS.items() for name in names}
_SEPARATED = re.compile(r"[,;|\n]")


def read(source: Source) -> Iterator[Page | Failure | Skipped]:
    """The rows of the table.

    Raises:
        SourceError: it is no table, or no column holds titles.
    """
    rows = _rows(load(source), source)
    header = [words(cell) for cell in next(rows, list[str]())]
    meanings = _meanings(header, source)
    if "title" not in meanings:
        shown = ", ".join(header) or "none"
        remedy = 'name it in the source: columns = "Angebot=title"'
        raise SourceError(f"{source.name}: no column of titles among {shown}; {remedy}")
    for number, row in enumerate(rows, 2):
        if any(cell.strip() for cell in row):
            yield _page_or_not(dict(_cells(header, meanings, row)), number, source)


def _rows(content: bytes, source: Source) -> Iterator[list[str]]:
    text = _decoded(content, source)
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    csv.field_size_limit(1_000_000)
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)):
            if number > MAX_ROWS:
                raise SourceError(f"{source.name}: more than {MAX_ROWS:,} rows; split the table")
            yield row
    except csv.Error as error:
        raise SourceError(f"{source.name}: {source.location} is no CSV ({error}); save the table as CSV") from error


def _decoded(content: bytes, source: Source) -> str:
    if b"\0" in content:
        raise SourceError(f"{source.name}: {source.location} is no text; save the table as CSV, UTF-8")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")  # what a German spreadsheet writes by default


def _meanings(header: list[str], source: Source) -> list[str]:
    """What each column is: a field, a module, or its own header."""
    named = dict(_named(source))
    return [named.get(name) or _FIELD.get(name.casefold()) or module_of(name) or name for name in header]


def _named(source: Source) -> Iterator[tuple[str, str]]:
    for pair in filter(None, map(str.strip, source.options.get("columns", "").split(","))):
        name, mark, meaning = (part.strip() for part in pair.partition("="))
        if not mark or not (meaning in _FIELDS or module_of(meaning)):
            known = ", ".join(_FIELDS)
            raise SourceError(f"{source.name}: columns: {pair!r} names neither a field ({known}) nor a module")
        yield name, meaning


def _cells(header: list[str], meanings: list[str], row: list[str]) -> Iterator[tuple[str, str]]:
    """The row's cells by their meaning; a text in two columns of one meaning is put together."""
    found: dict[str, str] = {}
    for number, cell in enumerate(row[: len(header)]):
        if cell.strip():
            meaning = meanings[number]
            found[meaning] = f"{found[meaning]}\n\n{cell.strip()}" if meaning in found else cell.strip()
    yield from found.items()


def _page_or_not(cells: dict[str, str], number: int, source: Source) -> Page | Failure:
    native = slug(cells.get("id") or cells.get("title", ""))
    try:
        return _page(cells, native, source)
    except PageError as error:
        return Failure(f"{source.name}:{native}" if native else f"{source.name}, row {number}", str(error))


def _page(cells: dict[str, str], native: str, source: Source) -> Page:
    form = address(cells.get("form"))
    return Page(
        id=f"{source.name}:{native}",
        kind="service",
        title=cells.get("title", ""),
        scope=source.scope,
        office=_office(cells),
        leika=tuple(key for key in _list(cells, "leika") if LEIKA.fullmatch(key)),
        keywords=_list(cells, "keywords"),
        legal_basis=_list(cells, "legal_basis"),
        forms=(Link("Formular", form),) if form else (),
        updated=_day(cells.get("updated", "")),
        url=address(cells.get("url")),
        licence=source.licence,
        sections=tuple(Section(name, text) for name, text in cells.items() if name not in _FIELDS),
    )


def _office(cells: dict[str, str]) -> Office | None:
    name = cells.get("office", "")
    members = {key: cells[key] for key in ("phone", "email", "address", "hours") if key in cells}
    return Office(name=name, **members) if name or members else None


def _list(cells: dict[str, str], field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(words, _SEPARATED.split(cells.get(field, ""))))))


def _day(text: str) -> date | None:
    """2026-06-01 or 1.6.2026; None for anything else."""
    german = re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", text.strip())
    try:
        return date(int(german[3]), int(german[2]), int(german[1])) if german else date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
