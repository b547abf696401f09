"""A case of a question set as a row of its table, and the form in which it is edited; pure.

The columns are those of `evaluation.cases`, which reads what is written here; this side of the import direction only
knows their names. What the form lets through is read there without a complaint: a test compares.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from bot.replies import LANGUAGES
from corpus.page import ID
from corpus.words import fold

FIELDS = (
    *("id", "frage", "erwartete_quellen", "antwortbar", "erwartetes_ergebnis", "muss_enthalten"),
    *("darf_nicht_enthalten", "sprache", "tags", "notiz", "verlauf"),
)
"""The columns in their order."""

Row = Mapping[str, str]
"""Column -> its cell; several values are separated by |."""

FOR_ANSWERABLE = ("answered", "clarify", "advice", "account_data", "crisis")
FOR_OTHERS = ("no_source", "out_of_scope", "greeting", "blocked", "advice", "account_data", "crisis")
"""The outcomes that go with a question that is to be answered, and with one that is not."""

LONGEST = 2_000
"""Characters of a field."""

_SEVERAL = ("muss_enthalten", "darf_nicht_enthalten", "verlauf")


@dataclass(frozen=True, slots=True)
class TypedCase:
    """What stands in the form. `pages` are the chosen ones, `search` what is looked for among the titles; `invented`
    says that what looks like a personal detail is none."""

    cells: dict[str, str] = field(default_factory=dict[str, str])
    pages: tuple[str, ...] = ()
    search: str = ""
    invented: bool = False

    @property
    def row(self) -> Row:
        """As it is kept."""
        cells = {name: self.cells.get(name, "").strip() for name in FIELDS}
        cells |= {name: joined(self.cells.get(name, "")) for name in _SEVERAL}
        return cells | {"erwartete_quellen": "|".join(self.pages)}


def typed_of(row: Row) -> TypedCase:
    """The form of a row."""
    cells = {name: row.get(name, "") for name in FIELDS}
    cells |= {name: "\n".join(parts(row.get(name, ""))) for name in _SEVERAL}
    return TypedCase(cells, parts(row.get("erwartete_quellen", "")))


def parts(text: str) -> tuple[str, ...]:
    """The values of a cell."""
    return tuple(dict.fromkeys(part.strip() for part in text.split("|") if part.strip()))


def joined(lines: str) -> str:
    """A value on each line as one cell."""
    return "|".join(line.strip().replace("|", "/") for line in lines.split("\n") if line.strip())


def faults(typed: TypedCase, taken: Collection[str], known: Collection[str]) -> dict[str, str]:
    """What keeps the form from being a case: field -> what to do; `taken` are other cases' ids, `known` the pages'."""
    row, found = typed.row, dict[str, str]()
    if not row["id"]:
        found["id"] = "Geben Sie der Frage eine Kennung, zum Beispiel perso-01."
    elif row["id"] in taken:
        found["id"] = f"Die Kennung {row['id']} gibt es in diesem Satz schon."
    if not row["frage"]:
        found["frage"] = "Schreiben Sie die Frage."
    if row["antwortbar"] not in ("ja", "nein"):
        found["antwortbar"] = "Soll die Frage beantwortet werden?"
    if wrong := _outcome(row):
        found["erwartetes_ergebnis"] = wrong
    if row["sprache"] not in ("", *LANGUAGES):
        found["sprache"] = "Wählen Sie eine der Sprachen."
    if missing := [page for page in typed.pages if page not in known or not ID.fullmatch(page)]:
        found["pages"] = f"Eine Seite {missing[0]} gibt es nicht (mehr). Wählen Sie sie ab."
    too_long = {name: f"Das sind mehr als {LONGEST} Zeichen." for name in FIELDS if len(row[name]) > LONGEST}
    return too_long | found


def _outcome(row: Row) -> str:
    outcome = row["erwartetes_ergebnis"]
    fitting = FOR_ANSWERABLE if row["antwortbar"] == "ja" else FOR_OTHERS
    if not outcome or row["antwortbar"] not in ("ja", "nein") or outcome in fitting:
        return ""
    return "Dieses Ergebnis passt nicht dazu, ob die Frage beantwortet werden soll."


@dataclass(frozen=True, slots=True)
class Merged:
    """What taking in rows does to a set: the rows afterwards, and how many are new, changed, the same or gone."""

    rows: tuple[Row, ...]
    added: int
    changed: int
    same: int
    gone: int


def merged(before: Sequence[Row], taken: Sequence[Row], *, replace: bool) -> Merged:
    """The rows of a set after an import: those with the same id are replaced, in their place; others come behind them,
    or, with `replace`, alone."""
    old = {row["id"]: row for row in before}
    new = {row["id"]: row for row in taken}
    kept = [] if replace else [new.get(row["id"], row) for row in before]
    rows = (*kept, *(row for row in taken if replace or row["id"] not in old))
    both = [identity for identity in new if identity in old]
    changed = sum(_plain(old[identity]) != _plain(new[identity]) for identity in both)
    gone = len(old) - len(both) if replace else 0
    return Merged(rows, len(new) - len(both), changed, len(both) - changed, gone)


def _plain(row: Row) -> tuple[str, ...]:
    return tuple(row.get(name, "") for name in FIELDS)


def fitting(rows: Sequence[Row], query: str, tag: str) -> list[Row]:
    """The rows with all the words of a search, and with a tag."""
    return [
        row
        for row in rows
        if (not tag or tag in tags_of(row))
        and all(word in fold(" ".join(row.get(name, "") for name in FIELDS)) for word in fold(query).split())
    ]


def tags_of(row: Row) -> tuple[str, ...]:
    """The tags of a case."""
    return parts(row.get("tags", "").replace(",", "|"))


def free_id(name: str, rows: Sequence[Row]) -> str:
    """An id for a new case of a set."""
    taken = {row["id"] for row in rows}
    number = len(rows) + 1
    while f"{name}-{number:03}" in taken:
        number += 1
    return f"{name}-{number:03}"
