"""Citizens' words for official ones, kept by editors: typed, signed off, part of a version, and back again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest

from bot.office.wordlist import lines_of, of_text, tables_of, text_of
from corpus.documents import SYNONYMS
from corpus.synonyms import merged
from indexes.embed import Embedder
from tests.desk import Clerk, Desk, lay_out, opened
from tests.serving import SMALL_PAGES, built

LINES = "wuffi = Hund\nkarte vom amt = Personalausweis, Reisepass"
TABLES = {"de": {"wuffi": ["Hund"], "karte vom amt": ["Personalausweis", "Reisepass"]}}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, small_versions: Path) -> Generator[Desk]:
    with opened(tmp_path_factory.mktemp("office"), small_versions) as found:
        yield found


@pytest.fixture
def desk(running: Desk) -> Desk:
    lay_out(running.settings.pages)
    return running


def submitted(desk: Desk, lines: str = LINES, **fields: str) -> Clerk:
    clerk = desk.signed_in("editor").get("/office/woerter")
    return clerk.send("#woerter", **{"lines-de": lines, "note": "So sagt man hier", "action": "submit", **fields})


def test_words_are_handed_in_signed_off_and_kept_on_the_record(desk: Desk) -> None:
    editor = submitted(desk)
    assert "karte vom amt = Personalausweis, Reisepass" in editor.text
    second = desk.signed_in("second").get(editor.path).send("form[action$=freigeben]", action="approve")
    assert SYNONYMS in second.text
    [draft] = desk.history.drafts(SYNONYMS)
    version = desk.history.publish(SYNONYMS, draft.person)
    assert (version.approver, version.reason) == ("Sabine Zweit", "So sagt man hier")
    assert of_text((desk.settings.pages / "words" / "synonyms.toml").read_text()) == TABLES
    assert LINES in desk.signed_in("editor").get("/office/woerter").form("#woerter")["lines-de"][0]
    assert "So sagt man hier" in desk.signed_in("qa").get(f"/office/seiten/{SYNONYMS}/verlauf").text


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("perso Personalausweis", "de, Zeile 1: Schreiben Sie zum Beispiel"),
        ("wuffi = Hund\n\n= Katze", "de, Zeile 3"),
        ("wuffi = , ", "de, Zeile 1"),
        ("wuffi = Hund\nWUFFI = Katze", "„WUFFI“ steht schon"),
        ("", "Sie haben nichts geändert"),
    ],
)
def test_a_line_that_says_nothing_is_named_and_what_was_typed_stays(desk: Desk, lines: str, said: str) -> None:
    clerk = submitted(desk, lines)
    assert (clerk.status, said in clerk.text) == (422, True)
    assert clerk.form("#woerter").get("lines-de", [""])[0] == lines


def test_a_question_can_be_tried_before_anything_is_kept(desk: Desk) -> None:
    clerk = submitted(desk, action="try", question="Muss ich meinen Wuffi anmelden?")
    assert "Mitgesucht wird: Hund" in clerk.text
    assert desk.history.drafts(SYNONYMS) == []


def test_the_towns_words_are_part_of_the_version(tmp_path: Path, small_versions: Path, onnx_embedder: Embedder) -> None:
    shutil.copytree(SMALL_PAGES, tmp_path / "pages")
    shutil.copytree(small_versions, tmp_path / "versions")
    file = tmp_path / "pages" / "words" / "synonyms.toml"
    file.parent.mkdir()
    file.write_text(text_of(TABLES))
    made = built(tmp_path / "versions", onnx_embedder, tmp_path / "pages")
    kept = json.loads((tmp_path / "versions" / made.id / "synonyms.json").read_text())
    assert (kept["de"]["wuffi"], "perso" in kept["de"], made.problems) == (["Hund"], True, [])
    file.write_text("[de]\nwuffi = 3")
    assert [problem.file for problem in built(tmp_path / "versions", onnx_embedder, tmp_path / "pages").problems] == [
        file
    ]


def test_an_own_entry_goes_before_the_shipped_one() -> None:
    shipped = {"de": {"Perso": ["Personalausweis"], "kfz": ["Fahrzeug"]}}
    assert merged(shipped, {"de": {"perso": ["Ausweis"]}}) == {"de": {"kfz": ["Fahrzeug"], "perso": ["Ausweis"]}}


def test_what_is_typed_is_written_and_read_back() -> None:
    assert tables_of({"de": LINES, "en": " \n"}) == (TABLES, [])
    assert of_text(text_of(TABLES)) == TABLES
    assert lines_of(TABLES["de"]) == LINES
    odd = {"de": {'a"b\\': ["c'd"]}}
    assert of_text(text_of(odd)) == odd
