"""Feedback and erasure over real HTTP, by API and by the page without JavaScript."""

from __future__ import annotations

import html
import re
from collections.abc import Generator
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from bot.journal import Turn
from bot.settings import Settings
from tests.serving import Served, serving

UNKNOWN = "0" * 32


@pytest.fixture(scope="module")
def keeping(small_versions: Path, tmp_path_factory: pytest.TempPathFactory) -> Generator[Served]:
    data = tmp_path_factory.mktemp("kept")
    with serving(Settings.load(versions=small_versions, data=data, scope="99001000")) as served:
        yield served


@pytest.fixture
def client(keeping: Served) -> Generator[httpx.Client]:
    with keeping.client() as client:
        yield client


def ids(served: Served) -> dict[str, str]:
    document = served.ask("Was kostet ein Personalausweis?")
    return {name: document[name] for name in ("turn_id", "conversation_id")}


def kept(served: Served) -> dict[str, Turn]:
    journal = served.bot.recorder.journal
    assert journal is not None
    return {turn.turn_id: turn for turn in journal.turns()}


def test_feedback_is_kept_with_its_comment_masked(keeping: Served, client: httpx.Client) -> None:
    turn = ids(keeping)
    said = {**turn, "helpful": False, "reason": "incomplete", "comment": "Es fehlt der Preis. Gruß, Aylin Yılmaz"}
    assert client.post("/api/v1/feedback", json=said).status_code == 204
    feedback = kept(keeping)[turn["turn_id"]].feedback
    assert feedback is not None
    assert (feedback.helpful, feedback.reason) == (False, "incomplete")
    assert feedback.comment == "Es fehlt der Preis. Gruß, [PERSON_1]"


def test_feedback_for_a_turn_of_another_conversation_is_404(keeping: Served, client: httpx.Client) -> None:
    said = {**ids(keeping), "conversation_id": UNKNOWN, "helpful": True}
    assert client.post("/api/v1/feedback", json=said).status_code == 404


@pytest.mark.parametrize(
    "wrong", [{"turn_id": "Aylin"}, {"reason": "weil"}, {"comment": "x" * 1_001}, {"helpful": "Aylin"}, {"Aylin": 1}]
)
def test_feedback_of_the_wrong_form_is_422_without_echo(client: httpx.Client, wrong: dict[str, object]) -> None:
    said = {"turn_id": UNKNOWN, "conversation_id": UNKNOWN, "helpful": True, **wrong}
    response = client.post("/api/v1/feedback", json=said)
    assert response.status_code == 422
    assert "Aylin" not in response.text


def test_an_erased_conversation_is_gone_and_its_receipt_says_so(keeping: Served, client: httpx.Client) -> None:
    turn = ids(keeping)
    client.post("/api/v1/feedback", json={**turn, "helpful": True})
    receipt = client.delete(f"/api/v1/conversations/{turn['conversation_id']}").json()
    assert (receipt["rows"], receipt["swept"]) == (2, True)  # the turn and its feedback
    assert turn["conversation_id"] not in str(receipt)
    assert turn["turn_id"] not in kept(keeping)
    again = client.delete(f"/api/v1/conversations/{turn['conversation_id']}").json()
    assert (again["rows"], again["previous"]) == (0, receipt["hash"])


def test_a_conversation_goes_on_under_the_id_that_the_client_sends(keeping: Served) -> None:
    first = keeping.ask("Was kostet ein Personalausweis?")
    second = keeping.ask("Und wo?", conversation_id=first["conversation_id"])
    assert second["conversation_id"] == first["conversation_id"]


@pytest.mark.parametrize("wrong", ["x", "A" * 32, "0" * 33, "0" * 31 + "\n"])
def test_a_conversation_id_of_another_form_is_refused(client: httpx.Client, wrong: str) -> None:
    asked = {"question": "Was kostet ein Pass?", "conversation_id": wrong}
    assert client.post("/api/v1/chat", json=asked).status_code == 422


def test_without_a_journal_there_is_nothing_to_rate_or_erase(small_versions: Path, tmp_path: Path) -> None:
    settings = Settings.load(versions=small_versions, data=tmp_path, scope="99001000", journal=SecretStr("off"))
    with serving(settings) as served, served.client() as client:
        said = {**ids(served), "helpful": True}
        assert client.post("/api/v1/feedback", json=said).status_code == 404
        assert client.delete(f"/api/v1/conversations/{UNKNOWN}").status_code == 404
        page = client.post("/chat", data={"question": "Was kostet ein Personalausweis?"}).text
        assert "Fragen werden nicht gespeichert" in page
        assert "Gespräch löschen" not in page


# --- the page without JavaScript -------------------------------------------------------------------------------------


def fields(page: str, form: str) -> dict[str, str]:
    """The hidden fields of the form that goes to this address."""
    inside = page.partition(f'action="{form}"')[2].partition("</form>")[0]
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', inside)
    return {name: html.unescape(value) for name, value in found}


def test_the_page_says_how_long_what_is_kept(client: httpx.Client) -> None:
    assert "30 Tage lang gespeichert" in client.get("/chat").text


def test_the_page_takes_feedback_on_its_answer(keeping: Served, client: httpx.Client) -> None:
    page = client.post("/chat", data={"question": "Was kostet ein Personalausweis?"}).text
    hidden = fields(page, "/chat/feedback")
    said = client.post("/chat/feedback", data={**hidden, "helpful": "false", "comment": "zu lang\r\nund trocken"})
    assert "Danke für Ihre Rückmeldung" in said.text
    feedback = kept(keeping)[hidden["turn_id"]].feedback
    assert feedback is not None
    assert (feedback.helpful, feedback.comment) == (False, "zu lang\nund trocken")


def test_the_page_goes_on_with_the_conversation(keeping: Served, client: httpx.Client) -> None:
    first = client.post("/chat", data={"question": "Was kostet ein Personalausweis?"}).text
    hidden = fields(first, "/chat")
    second = client.post("/chat", data={**hidden, "question": "Was kostet ein Hund?"}).text
    assert hidden["conversation_id"]
    assert fields(second, "/chat") == {**hidden, "history": "Was kostet ein Hund?"}


def test_the_page_erases_the_conversation_and_shows_the_receipt(keeping: Served, client: httpx.Client) -> None:
    page = client.post("/chat", data={"question": "Was kostet ein Personalausweis?"}).text
    turn = fields(page, "/chat/feedback")["turn_id"]
    assert turn in kept(keeping)
    said = client.post("/chat/erase", data=fields(page, "/chat/erase")).text
    assert re.search(r"Ihr Gespräch ist gelöscht\..*Löschbeleg Nr\. \d+.*Gelöschte Einträge: 1\b", said)
    assert turn not in kept(keeping)


@pytest.mark.parametrize("chosen", [UNKNOWN, "erased"])
def test_an_id_that_was_not_given_out_here_or_is_erased_is_not_taken_up(
    keeping: Served, client: httpx.Client, chosen: str
) -> None:
    if chosen == "erased":
        chosen = ids(keeping)["conversation_id"]
        client.delete(f"/api/v1/conversations/{chosen}")
    found = keeping.ask("Was kostet ein Personalausweis?", conversation_id=chosen)
    assert found["conversation_id"] != chosen
    assert len(found["conversation_id"]) == 32
