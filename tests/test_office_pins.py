"""Fixed answers in the office: written, signed off by a second person, published, listed when they end."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date
from pathlib import Path

import pytest

from corpus import pinned
from corpus.history import Change, Person, content_hash
from corpus.pinned import Pin
from tests.desk import Clerk, Desk, lay_out, opened
from tests.serving import until
from tests.test_office_publishing import LONG, published
from tests.test_pinned import FEE, NOTHING

ASKED, NAME = "Was kostet mein Dackel?", "was-kostet-mein-dackel"
PAGE_ID, OTHER = f"pinned:{NAME}", "Dackel Steuer"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, small_versions: Path) -> Generator[Desk]:
    with opened(tmp_path_factory.mktemp("office"), small_versions, gate_questions="") as found:
        yield found


@pytest.fixture
def desk(running: Desk) -> Desk:
    lay_out(running.settings.pages)
    return running


def begun(desk: Desk) -> Clerk:
    """An editor before the form of a new answer, with the sentences of a page to choose from."""
    clerk = desk.signed_in("editor").get("/office/fest").send("form[action$=fest]", question=ASKED)
    assert clerk.path == f"/office/fest/{NAME}"
    return clerk.send("#fest", page="muster:hund", action="page")


def submitted(desk: Desk, **fields: object) -> Clerk:
    chosen = [f"{one.page} {one.text}" for one in (NOTHING, FEE)]
    typed = {"questions": f"{ASKED}\n{OTHER}", "expires": "2099-12-31", "sentence": chosen, "note": "Oft gefragt"}
    return begun(desk).send("#fest", **{**typed, **fields}, action="submit")


def live(desk: Desk, pin: Pin) -> None:
    """Put an answer into the folder on the record."""
    author, second = Person("Eins", "eins@x.example"), Person("Zwei", "zwei@x.example")
    change = Change(author, "Test", content_hash(None), second)
    desk.history.save(f"pinned:{pin.name}", pinned.write(pin), change)


def test_the_sentences_of_a_page_are_offered(desk: Desk) -> None:
    offered = [str(box["value"]) for box in begun(desk).page.select("input[name=sentence]")]
    assert f"muster:hund {FEE.text}" in offered


def test_an_answer_is_signed_off_published_given_and_rolled_back(desk: Desk) -> None:
    editor = submitted(desk)
    assert FEE.text in editor.text
    assert "Freigeben" not in editor.text  # not one's own
    second = desk.signed_in("second").get(editor.path).send("form[action$=freigeben]", action="approve")
    job = published(desk, second)
    assert (job.state, job.result["problems"]) == ("done", []), job.result
    until(lambda: desk.served.ask(OTHER)["model"] == f"pinned:{NAME}", LONG)
    assert desk.served.ask(ASKED)["sentences"][1]["text"] == FEE.text
    tried = desk.signed_in("qa").get("/office/ausprobieren").send("#frage-formular", frage=ASKED)
    assert "Eine feste Antwort : Gesucht wurde für sie nicht." in tried.text
    listed = desk.signed_in("auditor").get("/office/fest").text
    assert "freigegeben von Sabine Zweit" in listed
    assert "Oft gefragt" in desk.signed_in("editor").get(f"/office/seiten/{PAGE_ID}/verlauf").text
    desk.history.roll_back(desk.history.versions("muster:hund")[0].id, Person("Test"), "zurück")
    assert pinned.load(desk.settings.pages) == ([], [])


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"sentence": ["muster:hund Alles ist umsonst."]}, "ist kein Satz der Seite muster:hund"),
        ({"sentence": []}, "Es fehlt ein Satz"),
        ({"expires": ""}, "Es fehlt der Tag"),
        ({"expires": "2020-01-01"}, "schon vorbei"),
        ({"questions": ""}, "Es fehlt eine Formulierung"),
        ({"note": ""}, "warum die Antwort festgelegt wird"),
    ],
)
def test_what_cannot_be_an_answer_is_not_handed_in_and_not_lost(
    desk: Desk, fields: dict[str, object], said: str
) -> None:
    clerk = submitted(desk, **fields)
    assert (clerk.status, said in clerk.text) == (422, True)
    [draft] = desk.history.drafts(PAGE_ID)
    assert draft.state == "draft"


def test_a_question_has_one_fixed_answer(desk: Desk) -> None:
    live(desk, Pin("dackel", (OTHER.upper(),), (FEE,), date(2099, 1, 1)))
    assert f"„{OTHER}“ hat schon eine feste Antwort: dackel." in submitted(desk).text


def test_what_has_ended_or_lost_its_sentence_is_listed_first(desk: Desk) -> None:
    live(desk, Pin("gilt", ("Eins?",), (FEE,), date(2099, 1, 1)))
    live(desk, Pin("aus", ("Zwei?",), (FEE,), date(2020, 1, 1)))
    file = desk.settings.pages / "hund.md"
    live(desk, Pin("weg", ("Drei?",), (NOTHING,), date(2099, 1, 1)))
    file.write_text(file.read_text().replace("keine Unterlagen", "den Impfpass"))
    rows = [
        row.get_text(" ", strip=True) for row in desk.signed_in("qa").get("/office/fest").page.select("#alle + ul li")
    ]
    assert ["steht nicht mehr" in rows[0], "abgelaufen" in rows[1], "gilt bis" in rows[2]] == [True] * 3
    assert "2 feste Antworten gelten nicht mehr" in desk.signed_in("qa").get("/office").text


def test_an_answer_is_taken_away_the_way_of_every_change(desk: Desk) -> None:
    live(desk, Pin(NAME, (ASKED,), (FEE,), date(2099, 1, 1)))
    clerk = desk.signed_in("editor").get(f"/office/fest/{NAME}").send("form[action$=archivieren]", note="Satzung neu")
    assert "nimmt" in clerk.text
    [draft] = desk.history.drafts(PAGE_ID)
    assert (draft.text, draft.state) == ("", "in_review")


def test_who_may_not_write_sees_the_answer_and_no_button(desk: Desk) -> None:
    live(desk, Pin(NAME, (ASKED,), (FEE,), date(2099, 1, 1)))
    page = desk.signed_in("auditor").get(f"/office/fest/{NAME}").page
    assert page.select("#fest button[value=submit]") == []
    assert FEE.text in page.get_text()
