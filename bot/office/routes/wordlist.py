"""Citizens' words for official ones: the town's own entries beside the shipped ones."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import Response

from bot.office.access import Visit, needs
from bot.office.drafts import key_of, work, writable
from bot.office.errors import OfficeError
from bot.office.view import go, page, page_path
from bot.office.wordlist import lines_of, of_text, tables_of, text_of
from bot.replies import LANGUAGES
from bot.settings import ROOT
from corpus import synonyms
from corpus.documents import SYNONYMS
from corpus.history import content_hash

router = APIRouter(include_in_schema=False)

Reader = Annotated[Visit, needs("read")]
Editor = Annotated[Visit, needs("edit")]

PATH = "/office/woerter"
SHIPPED = ROOT / "corpus" / "synonyms.toml"


@router.get(PATH)
def form(visit: Reader) -> Response:
    """The entries, with one's own draft where there is one."""
    writable(visit)
    mine = work(visit, SYNONYMS)
    tables = of_text(mine.text)
    return _form(visit, {language: lines_of(tables.get(language, {})) for language in LANGUAGES}, mine.base)


@router.post(PATH)
def save(visit: Editor) -> Response:
    """Keep the draft, hand it in, or say what a question would become."""
    writable(visit)
    mine = work(visit, SYNONYMS)
    typed = {language: visit.text(f"lines-{language}") for language in LANGUAGES}
    tables, wrong = tables_of(typed)
    text, base, note, action = text_of(tables), visit.text("base"), visit.text("note").strip(), visit.text("action")
    if action == "try":
        return _form(visit, typed, base, wrong, tried=visit.text("question"))
    if mine.draft is None and base != content_hash(mine.live):
        raise OfficeError(409, "Die Wörter wurden inzwischen geändert.", "Öffnen Sie sie noch einmal.")
    if action == "submit" and not note:
        wrong.append("Schreiben Sie in einem Satz, warum Sie die Wörter ändern.")
    if of_text(mine.live or "") == tables:
        wrong.append("Sie haben nichts geändert.")
    if wrong:
        return _form(visit, typed, base, wrong, status=422)
    if text != mine.text:
        visit.office.history.autosave(SYNONYMS, text, visit.person, content_hash(mine.live))
    return _submitted(visit, note) if action == "submit" else go(PATH, "saved")


def _submitted(visit: Visit, note: str) -> Response:
    visit.office.history.move(SYNONYMS, visit.person, "submit", visit.person, note)
    visit.note("draft_submitted", SYNONYMS, note)
    return go(page_path(SYNONYMS, f"/entwurf/{key_of(visit.person)}"), "submitted")


def _form(
    visit: Visit, typed: dict[str, str], base: str, wrong: list[str] | None = None, tried: str = "", status: int = 200
) -> Response:
    shipped = synonyms.load(SHIPPED)
    known = synonyms.Synonyms.of(synonyms.merged(shipped, tables_of(typed)[0]))
    return page(
        visit,
        "words.html",
        status,
        mine=work(visit, SYNONYMS),
        typed=typed,
        base=base,
        wrong=wrong or [],
        shipped={language: lines_of(table) for language, table in shipped.items()},
        tried=tried,
        becomes=known.official(tried) if tried else [],
        note=visit.text("note"),
        key_of=key_of,
    )
