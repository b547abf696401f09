"""Questions with what is right for them, as QA staff keep them: CSV, XLSX or JSONL, German or English headers.

Every bad cell of every file is found before anything is run, and named by file, row and column.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

from bot.events import Outcome
from bot.replies import LANGUAGES
from corpus.page import ID
from corpus.words import fold, words
from evaluation import tables
from evaluation.tables import Row, TableError
from indexes.index import Index

COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "question": ("frage", "question"),
    "pages": ("erwartete_quellen", "expected_sources", "gold_ids"),
    "answerable": ("antwortbar", "answerable"),
    "outcome": ("erwartetes_ergebnis", "expected_outcome", "none_type"),
    "facts": ("muss_enthalten", "must_contain"),
    "forbidden": ("darf_nicht_enthalten", "must_not_contain"),
    "language": ("sprache", "language"),
    "tags": ("tags",),
    "note": ("notiz", "note"),
    "history": ("verlauf", "history"),
}
"""Field of a case -> the headers that mean it: German, English, and those of published question sets."""

_PASSED_OVER = frozenset({"origin", "set", "split", "title_overlap", "gold_by"})
"""Further columns of published question sets, which say nothing about what is right."""

_YES = frozenset({"ja", "j", "yes", "y", "true", "wahr", "1", "x"})
_NO = frozenset({"nein", "n", "no", "false", "falsch", "0"})

_OUTCOMES = {outcome.value: outcome.value for outcome in Outcome} | {
    "municipal_not_in_corpus": Outcome.NO_SOURCE.value,
    "out_of_domain": Outcome.OUT_OF_SCOPE.value,
}
_FOR_ANSWERABLE = frozenset({Outcome.ANSWERED, Outcome.CLARIFY})
_FOR_OTHERS = frozenset({Outcome.NO_SOURCE, Outcome.OUT_OF_SCOPE, Outcome.GREETING, Outcome.BLOCKED})


class CasesError(ValueError):
    """Question files with something wrong in them; `problems` has a line for each bad cell."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


@dataclass(frozen=True, slots=True)
class Case:
    """A question. Any of `pages` is right; none means that it must not be answered, or that any page may be quoted.

    `outcome` is empty where any refusal is right. `history` are the citizen's earlier turns, oldest first; `set` is the
    file's name without its ending, `row` the row's number there.
    """

    id: str
    question: str
    pages: tuple[str, ...]
    answerable: bool
    outcome: str = ""
    facts: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    language: str = "de"
    tags: tuple[str, ...] = ()
    note: str = ""
    history: tuple[str, ...] = ()
    set: str = ""
    row: int = 0

    @property
    def off_topic(self) -> bool:
        """Whether it is none of a town hall's business."""
        return self.outcome == Outcome.OUT_OF_SCOPE

    @property
    def kind(self) -> str:
        """What decides how it must be treated: "answerable", "off_topic", "not_here" or the outcome it must have."""
        if self.answerable:
            return "answerable"
        kinds: dict[str, str] = {Outcome.OUT_OF_SCOPE: "off_topic", Outcome.NO_SOURCE: "not_here", "": "any_refusal"}
        return kinds.get(self.outcome, self.outcome)


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A file of cases; `notices` is what its keeper should know though it could be read."""

    name: str
    file: str
    sha256: str
    cases: tuple[Case, ...]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MissingPage:
    """An expected page that the version does not have, and the id there that is most like it."""

    case: Case
    page_id: str
    nearest: str

    def __str__(self) -> str:
        hint = f"; did you mean {self.nearest}?" if self.nearest else ""
        return f"{self.case.set}, row {self.case.row} ({self.case.id}): there is no page {self.page_id}{hint}"


def read(path: Path) -> list[Case]:
    """The cases of a file.

    Raises:
        CasesError: as for `read_sets`.
    """
    return list(read_sets([path])[0].cases)


def read_sets(paths: Sequence[Path]) -> list[QuestionSet]:
    """The cases of several files. Ids are unique over all of them: outputs and comparisons are kept by id.

    Raises:
        CasesError: a file is no table, has an unknown column, or has bad cells; with everything that is wrong.
    """
    found = _Found()
    sets = [made for path in paths if (made := _set(path, found)) is not None]
    names = [path.stem for path in paths]
    twice = sorted({name for name in names if names.count(name) > 1})
    found.problems.extend(f"{name}: two files have this name; rename one" for name in twice)
    if found.problems:
        raise CasesError(found.problems)
    return sets


def missing_pages(cases: Iterable[Case], index: Index) -> list[MissingPage]:
    """The expected pages that a version does not have: labels rot, and a rotten one looks like a fault of retrieval."""
    found: list[MissingPage] = []
    for case in cases:
        for page_id in case.pages:
            if index.page(page_id) is None:
                nearest = get_close_matches(page_id, index.places, n=1, cutoff=0.5)
                found.append(MissingPage(case, page_id, nearest[0] if nearest else ""))
    return found


# --- reading a row ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Found:
    """What has been found in all files: everything that is wrong, and where each id stands."""

    problems: list[str] = field(default_factory=list[str])
    ids: dict[str, tuple[Path, int]] = field(default_factory=dict[str, tuple[Path, int]])


def _set(path: Path, found: _Found) -> QuestionSet | None:
    try:
        table = tables.read(path)
    except TableError as error:
        found.problems.append(str(error))
        return None
    found.problems.extend(table.problems)
    columns = _columns(path, table.headers, found.problems)
    cases = [case for row in table.rows if (case := _Cells(path, row, columns, found).case()) is not None]
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return QuestionSet(path.stem, path.name, digest, tuple(cases), table.notices)


def _columns(path: Path, headers: Iterable[str], problems: list[str]) -> dict[str, str]:
    """Field -> the header that stands for it here."""
    meaning = {name: key for key, names in COLUMNS.items() for name in names}
    found: dict[str, str] = {}
    for header in headers:
        name = "_".join(words(header.replace("_", " ")))
        key = meaning.get(name)
        if key is None and name not in _PASSED_OVER:
            problems.append(f"{path}: unknown column {header!r}{_hint(name, meaning)}")
        elif key is not None and key in found:
            problems.append(f"{path}: the columns {found[key]!r} and {header!r} mean the same; remove one")
        elif key is not None:
            found[key] = header
    problems += [f"{path}: the column {COLUMNS[key][0]!r} is missing" for key in ("id", "question") if key not in found]
    return found


@dataclass(frozen=True, slots=True)
class _Cells:
    """One row while it is read."""

    path: Path
    row: Row
    columns: Mapping[str, str]
    found: _Found

    def case(self) -> Case | None:
        """The case, or None when a cell of the row is bad."""
        before = len(self.found.problems)
        outcome = self._one_of("outcome", _OUTCOMES)
        pages = self._parts("pages")
        case = Case(
            id=self._id(),
            question=self._needed("question"),
            pages=pages,
            answerable=self._answerable(outcome, pages),
            outcome=outcome,
            facts=self._parts("facts"),
            forbidden=self._parts("forbidden"),
            language=self._one_of("language", dict(zip(LANGUAGES, LANGUAGES, strict=True))) or "de",
            tags=self._parts("tags", ","),
            note=self._text("note"),
            history=self._parts("history"),
            set=self.path.stem,
            row=self.row.number,
        )
        self._check(case)
        return None if len(self.found.problems) > before else replace(case, outcome=_outcome(case))

    def _id(self) -> str:
        identity = self._needed("id")
        path, row = self.found.ids.setdefault(identity, (self.path, self.row.number))
        if identity and (path, row) != (self.path, self.row.number):
            where = f"row {row}" if path == self.path else f"{path}, row {row}"
            self._bad("id", f"{identity!r} is there already, in {where}; ids are unique over all files")
        return identity

    def _check(self, case: Case) -> None:
        for page_id in case.pages:
            if not ID.fullmatch(page_id):
                self._bad("pages", f"{page_id!r} is no page id; write <source>:<native id>, several separated by |")
        if case.answerable and case.outcome in _FOR_OTHERS:
            self._bad("outcome", f"{case.outcome!r} does not go with a question that is to be answered")
        if not case.answerable and case.outcome in _FOR_ANSWERABLE:
            self._bad("outcome", f"{case.outcome!r} does not go with a question that must not be answered")

    def _answerable(self, outcome: str, pages: tuple[str, ...]) -> bool:
        """What the cell says; where it is empty, what the others imply."""
        said = fold(self._text("answerable"))
        if said in _YES | _NO:
            return said in _YES
        if said:
            self._bad("answerable", f"{self._text('answerable')!r} is neither ja nor nein")
        elif not outcome and not pages and not self._text("outcome"):
            self._bad("answerable", "write ja or nein, or an expected page or outcome")
        return outcome in _FOR_ANSWERABLE or (not outcome and bool(pages))

    def _text(self, key: str) -> str:
        return self.row.cells.get(self.columns.get(key, ""), "").strip()

    def _needed(self, key: str) -> str:
        text = self._text(key)
        if not text and key in self.columns:
            self._bad(key, "the cell is empty")
        return text

    def _parts(self, key: str, *also: str) -> tuple[str, ...]:
        text = self._text(key)
        for separator in also:
            text = text.replace(separator, "|")
        return tuple(dict.fromkeys(part.strip() for part in text.split("|") if part.strip()))

    def _one_of(self, key: str, known: Mapping[str, str]) -> str:
        text = self._text(key)
        if not text or fold(text) in known:
            return known[fold(text)] if text else ""
        self._bad(key, f"{text!r} is unknown{_hint(fold(text), known)}")
        return ""

    def _bad(self, key: str, what: str) -> None:
        column = self.columns.get(key, COLUMNS[key][0])
        self.found.problems.append(f"{self.path}, row {self.row.number}, column {column}: {what}")


def _outcome(case: Case) -> str:
    return case.outcome or (Outcome.ANSWERED.value if case.answerable else "")


def _hint(text: str, known: Iterable[str]) -> str:
    """The nearest of what is known; where nothing is near, all of it."""
    names = list(known)
    near = get_close_matches(text, names, n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; known are {', '.join(names)}"
