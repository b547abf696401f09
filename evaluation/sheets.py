"""The sheet in which a reviewer marks answers, in German: XLSX with lists to choose from, or CSV."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import openpyxl  # pyright: ignore[reportMissingModuleSource]  # its stubs are there
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # pyright: ignore[reportMissingModuleSource]  # likewise
from openpyxl.styles import Alignment, Font, PatternFill  # pyright: ignore[reportMissingModuleSource]  # likewise
from openpyxl.utils import get_column_letter  # pyright: ignore[reportMissingModuleSource]  # likewise
from openpyxl.worksheet.datavalidation import (  # pyright: ignore[reportMissingModuleSource]  # likewise
    DataValidation,
)

from evaluation import tables
from evaluation.review import CITATION, CITATIONS, KEY, REMARK, VERDICT, VERDICTS, Statement
from evaluation.tables import TableError

COLUMNS: Final = {
    "Frage": 30,
    "Antwort": 50,
    "Nr.": 5,
    "Satz": 45,
    "Quelle": 26,
    "Zitat": 45,
    "Link": 24,
    VERDICT: 13,
    CITATION: 14,
    REMARK: 32,
    KEY: 14,
}
"""Column -> its width in characters."""

LONGEST: Final = 32_767
"""Characters that a cell of a workbook holds."""

_MARKED = PatternFill("solid", start_color="FFF6D6")
_HEADER = PatternFill("solid", start_color="DDE6EE")

INSTRUCTIONS: Final = (
    ("Worum es geht", ""),
    ("", "Jede Zeile im Blatt „Begutachtung“ ist ein Satz einer Antwort. Füllen Sie nur die gelben Spalten aus."),
    (
        "",
        "Arbeiten Sie allein: Die Übereinstimmung zweier Personen sagt nur dann etwas, wenn sie sich nicht absprechen.",
    ),
    ("Urteil", ""),
    ("richtig", "Der Satz stimmt und gehört zur Frage."),
    ("teilweise", "Der Satz stimmt, aber es fehlt Wichtiges, er ist unklar, oder er gehört nur am Rand zur Frage."),
    ("falsch", "Der Satz stimmt nicht, ist veraltet, oder er gehört nicht zur Frage."),
    (
        "schädlich",
        "Wer sich danach richtet, hat einen Nachteil: versäumt eine Frist, verliert Geld oder einen Anspruch.",
    ),
    ("Beleg", ""),
    ("stimmt", "Die Quelle sagt, was der Satz sagt, und sie ist die richtige für diese Frage."),
    ("stimmt nicht", "Die Quelle sagt etwas anderes, oder sie gehört zu einer anderen Leistung."),
    ("Hinweise", ""),
    ("", "Hat die Zeile keine Quelle (Nr. 0), ist die ganze Antwort zu beurteilen; „Beleg“ bleibt dann leer."),
    ("", "„Bemerkung“ ist frei. Schreiben Sie keine Namen und keine anderen persönlichen Angaben hinein."),
    ("", "Leeres Urteil heißt: nicht beurteilt. Das ist erlaubt; die Zeile zählt dann nicht."),
    ("", "Lassen Sie die Spalte „Schlüssel“ und die Überschriften, wie sie sind; Sortieren und Filtern ist erlaubt."),
    ("", "Speichern Sie die Datei unter Ihrem Kürzel, etwa „ab.xlsx“: So heißt das Urteil dann im Bericht."),
)


def write(path: Path, statements: Sequence[Statement]) -> None:
    """Write a sheet for marking, by the file's ending; a file that is there is not overwritten.

    Raises:
        TableError: the ending is another, the file is there, or it cannot be written.
    """
    rows = [_row(statement) for statement in statements]
    if path.suffix.lower() == ".csv":
        tables.write_csv(path, COLUMNS, rows)
    elif path.suffix.lower() == ".xlsx":
        tables.write_new(path, _workbook(rows))
    else:
        raise TableError(f"{path}: sheets are written as .xlsx or .csv; name such a file")


def _row(statement: Statement) -> list[str]:
    sources = statement.sources
    return [
        _question(statement),
        _answer(statement),
        str(statement.number),
        statement.text,
        "\n".join(" – ".join(filter(None, [source.title, source.locator])) for source in sources),
        "\n".join(source.quote for source in sources),
        "\n".join(source.url for source in sources),
        *("", "", ""),
        statement.key,
    ]


def _question(statement: Statement) -> str:
    return "\n".join([*(f"(vorher: {turn})" for turn in statement.case.history), statement.case.question])


def _answer(statement: Statement) -> str:
    """What the citizen sees: the text, what there is to choose from, and the office."""
    answer = statement.answer
    office = answer.handover
    beside = [office.reason, office.office, office.phone] if office else []
    choices = [f"• {choice.title}" for choice in answer.choices]
    return "\n".join([answer.text, *choices, *filter(None, [", ".join(filter(None, beside))])])


# --- XLSX ------------------------------------------------------------------------------------------------------------


def _workbook(rows: Sequence[Sequence[str]]) -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Begutachtung"
    _fill(sheet, rows)
    _lists(sheet, len(rows))
    _instruct(book.create_sheet("Anleitung"))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _fill(sheet: Any, rows: Sequence[Sequence[str]]) -> None:
    for column, (name, width) in enumerate(COLUMNS.items(), start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        cell = _text(sheet, 1, column, name)
        cell.font, cell.fill = Font(bold=True), _HEADER
    for number, row in enumerate(rows, start=2):
        for column, (name, text) in enumerate(zip(COLUMNS, row, strict=True), start=1):
            cell = _text(sheet, number, column, text)
            if name in (VERDICT, CITATION, REMARK):
                cell.fill = _MARKED
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{len(rows) + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _text(sheet: Any, row: int, column: int, text: str) -> Any:
    """A cell that holds a text and stays one, whatever it begins with, also when somebody edits it."""
    cell = sheet.cell(row, column)
    if text:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST]
        cell.data_type = "s"
    cell.quotePrefix = tables.guarded(text) != text
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _lists(sheet: Any, rows: int) -> None:
    for name, choices in ((VERDICT, VERDICTS), (CITATION, CITATIONS)):
        allowed: Any = DataValidation(
            type="list", formula1=f'"{",".join(choices)}"', allow_blank=True, showErrorMessage=True
        )
        allowed.errorTitle, allowed.error = name, f"Bitte wählen Sie: {', '.join(choices)}."
        letter = get_column_letter(list(COLUMNS).index(name) + 1)
        allowed.add(f"{letter}2:{letter}{rows + 1}")
        sheet.add_data_validation(allowed)


def _instruct(sheet: Any) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 18, 100
    for number, (name, text) in enumerate(INSTRUCTIONS, start=1):
        _text(sheet, number, 1, name).font = Font(bold=True)
        _text(sheet, number, 2, text)
