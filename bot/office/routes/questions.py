"""Question sets: the list, one set with its cases, one case in a form, and whole sets in and out as tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query
from fastapi.responses import Response

from bot.office import words
from bot.office.access import Visit, needs
from bot.office.casetable import (
    FIELDS,
    FOR_ANSWERABLE,
    FOR_OTHERS,
    Row,
    TypedCase,
    faults,
    fitting,
    free_id,
    parts,
    tags_of,
    typed_of,
)
from bot.office.errors import OfficeError, missing
from bot.office.questions import EXPORTS, QuestionFile, QuestionSets, ReadError, mark
from bot.office.view import HEADERS, go, page
from bot.replies import LANGUAGES
from corpus.words import fold

router = APIRouter(include_in_schema=False)

Reader = Annotated[Visit, needs("read")]
Quality = Annotated[Visit, needs("qa")]

PATH = "/office/fragen"
AT_ONCE, OFFERED = 50, 12
_KINDS = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def sets_of(visit: Visit) -> QuestionSets:
    """The sets of this installation."""
    return QuestionSets(visit.office.settings)


def set_path(name: str, part: str = "", **query: object) -> str:
    """The address of a set."""
    asked = urlencode({key: value for key, value in query.items() if value})
    return f"{PATH}/{quote(name)}{part}" + (f"?{asked}" if asked else "")


# --- sets ------------------------------------------------------------------------------------------------------------


@router.get(PATH)
def everything(visit: Reader) -> Response:
    """All sets."""
    return _list(visit)


@router.post(PATH)
def create(visit: Quality) -> Response:
    """A new set, empty or as a copy of another."""
    sets, origin = sets_of(visit), visit.text("vorlage")
    try:
        rows = sets.rows(sets.file(origin)) if origin else []
        made = sets.create(visit.text("name"), rows)
    except OfficeError as error:
        return _list(visit, status=error.status, new=f"{error.title} {error}")
    visit.note("questions_changed", made.name, f"angelegt mit {len(rows)} Fragen")
    return go(set_path(made.name))


@router.post(PATH + "/einlesen")
def take_in(visit: Quality) -> Response:
    """A table into a new set or an own one: all of it, or, where anything is wrong, nothing."""
    sets, upload = sets_of(visit), visit.file("datei")
    if upload is None:
        return _list(visit, status=422, problems=["Wählen Sie eine Datei."])
    try:
        with upload.file as sent:
            rows = sets.read_upload(upload.filename or "", sent.read())
        target = visit.text("ziel")
        file = sets.file(target) if target else sets.create(visit.text("name"))
        done = sets.take_in(file, rows, replace=visit.text("art") == "ersetzen")
    except ReadError as error:
        return _list(visit, status=422, problems=list(error.problems))
    except OfficeError as error:
        return _list(visit, status=error.status, problems=[f"{error.title} {error}"])
    detail = f"eingelesen: {done.added} neu, {done.changed} geändert, {done.gone} entfernt"
    visit.note("questions_changed", file.name, detail)
    counts = {"neu": done.added, "geaendert": done.changed, "gleich": done.same, "weg": done.gone, "fertig": 1}
    return go(set_path(file.name, "", **counts))


def _list(visit: Visit, status: int = 200, new: str = "", problems: list[str] | None = None) -> Response:
    files = sets_of(visit).files()
    counts = {file.name: len(sets_of(visit).rows(file)) for file in files if file.own}
    return page(
        visit, "questions.html", status, files=files, counts=counts, new=new, problems=problems or [], set_path=set_path
    )


@router.get(PATH + "/{name}")
def one(
    visit: Reader,
    name: str,
    q: str = "",
    tag: str = "",
    seite: Annotated[int, Query(ge=1, le=10_000)] = 1,
    fertig: bool = False,
    neu: int = 0,
    geaendert: int = 0,
    gleich: int = 0,
    weg: int = 0,
) -> Response:
    """A set with its cases."""
    file, rows = _opened(visit, name)
    found = fitting(rows, q, tag)
    known = visit.office.shelf.read().pages
    return page(
        visit,
        "question_set.html",
        file=file,
        rows=found[(seite - 1) * AT_ONCE : seite * AT_ONCE],
        count=len(found),
        total=len(rows),
        number=seite,
        last=max(1, -(-len(found) // AT_ONCE)),
        query=q,
        tag=tag,
        tags=sorted({tag for row in rows for tag in tags_of(row)}),
        pages_of=_pages_of,
        known=known,
        lost=sum(any(page_id not in known for page_id in _pages_of(row)) for row in rows),
        taken={"neu": neu, "geändert": geaendert, "unverändert": gleich, "entfernt": weg} if fertig else {},
        set_path=set_path,
        tags_of=tags_of,
        words=words,
    )


def _pages_of(row: Row) -> tuple[str, ...]:
    return parts(row["erwartete_quellen"])


@router.post(PATH + "/{name}/loeschen")
def remove(visit: Quality, name: str) -> Response:
    """Delete an own set."""
    sets = sets_of(visit)
    sets.remove(sets.file(name))
    visit.note("questions_changed", name, "Satz gelöscht")
    return go(PATH, "questions_removed")


@router.get(PATH + "/{name}/datei.{kind}")
def export(visit: Reader, name: str, kind: str) -> Response:
    """A set as a table."""
    if kind not in EXPORTS:
        raise missing("Exportiert wird als CSV oder XLSX.")
    sets = sets_of(visit)
    file = sets.file(name)
    named = f"attachment; filename*=UTF-8''{quote(file.name)}.{kind}"
    content = sets.export(file, kind)
    return Response(content, media_type=_KINDS[kind], headers={**HEADERS, "content-disposition": named})


# --- one case --------------------------------------------------------------------------------------------------------


@router.get(PATH + "/{name}/neu")
def new_case(visit: Quality, name: str) -> Response:
    """The form for a new case."""
    file, rows = _opened(visit, name)
    cells = {"id": free_id(file.name, rows), "sprache": "de", "antwortbar": "ja"}
    return _form(visit, file, typed_of(cells), "", "")


@router.get(PATH + "/{name}/fall")
def case(visit: Reader, name: str, id: str = "") -> Response:  # noqa: A002 - the column is called so
    """A case in its form; of a set that is only read, to be looked at."""
    file, rows = _opened(visit, name)
    row = next((row for row in rows if row["id"] == id), None)
    if row is None:
        raise missing("Diese Frage gibt es in dem Satz nicht.")
    return _form(visit, file, typed_of(row), id, mark(row))


@router.post(PATH + "/{name}/fall")
def save(visit: Quality, name: str) -> Response:
    """Keep or delete a case, or look for pages first."""
    file, rows = _opened(visit, name)
    replacing, seen, action = visit.text("bisher"), visit.text("gesehen"), visit.text("action")
    typed = _typed(visit)
    if action == "search":
        return _form(visit, file, typed, replacing, seen)
    if action == "delete":
        sets_of(visit).drop(file, replacing, seen)
        visit.note("questions_changed", f"{file.name}/{replacing}", "gelöscht")
        return go(set_path(file.name), "case_removed")
    taken = {row["id"] for row in rows} - {replacing}
    found = faults(typed, taken, visit.office.shelf.read().pages)
    if "frage" not in found and not typed.invented and (personal := _personal(visit, typed)):
        found["frage"] = f"Das sieht nach persönlichen Angaben aus: {personal}. Nehmen Sie sie heraus."
    if found:
        return _form(visit, file, typed, replacing, seen, found)
    sets_of(visit).put(file, typed.row, replacing=replacing, seen=seen)
    visit.note("questions_changed", f"{file.name}/{typed.row['id']}", "geändert" if replacing else "angelegt")
    return go(set_path(file.name, q=typed.row["id"]), "case_saved")


def _typed(visit: Visit) -> TypedCase:
    cells = {name: visit.text(name) for name in FIELDS}
    pages = tuple(dict.fromkeys(visit.texts("pages")))
    return TypedCase(cells, pages, visit.text("suche").strip(), bool(visit.text("erfunden")))


def _personal(visit: Visit, typed: TypedCase) -> str:
    """What in a question could be about a real person, as the filter sees it."""
    bot = visit.office.bot
    found: list[str] = []
    with bot.live.lease() as index:
        detector = bot.detector_for(index)
        for text in (typed.row["frage"], *parts(typed.row["verlauf"])):
            found += [f"„{text[span.start : span.end]}“" for span in detector.detect(text) if span.label != "ART9"]
    return ", ".join(found)


def _form(
    visit: Visit,
    file: QuestionFile,
    typed: TypedCase,
    replacing: str,
    seen: str,
    found: Mapping[str, str] | None = None,
) -> Response:
    pages = visit.office.shelf.read().pages
    titles = {page_id: page.title for page_id, page in pages.items()}
    return page(
        visit,
        "case.html",
        422 if found else 200,
        file=file,
        typed=typed,
        replacing=replacing,
        seen=seen,
        faults=found or {},
        titles=titles,
        offered=_offered(typed, pages) if typed.search else [],
        outcomes=tuple(dict.fromkeys((*FOR_ANSWERABLE, *FOR_OTHERS))),
        languages=LANGUAGES,
        may=visit.may("qa") and file.own,
        set_path=set_path,
        words=words,
    )


def _offered(typed: TypedCase, pages: Mapping[str, Any]) -> list[str]:
    """Pages whose title, keywords or id hold all the words that are looked for; by title before the others."""
    sought = fold(typed.search).split()
    found: list[tuple[int, str, str]] = []
    for page_id, one in pages.items():
        said = fold(" ".join([page_id, one.title, *one.keywords]))
        if page_id not in typed.pages and all(word in said for word in sought):
            found.append((-sum(word in fold(one.title) for word in sought), one.title, page_id))
    return [page_id for *_, page_id in sorted(found)[:OFFERED]]


def _opened(visit: Visit, name: str) -> tuple[QuestionFile, list[Row]]:
    sets = sets_of(visit)
    file = sets.file(name)
    return file, sets.rows(file)
