"""Editing pages in the office, without JavaScript: drafts, four eyes, history, and two editors at once."""

from __future__ import annotations

from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus.history import Change, Person, content_hash
from corpus.page import read
from tests.desk import HUND, PEOPLE, PERSO, Clerk, Desk, address, changed, lay_out, opened

CHIEF = Person("Amtsleitung", "leitung@musterstadt.example")
CLERK = Person("Jemand anders", "jemand@musterstadt.example")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, small_versions: Path) -> Generator[Desk]:
    with opened(tmp_path_factory.mktemp("office"), small_versions) as found:
        yield found


@pytest.fixture
def desk(running: Desk) -> Desk:
    """The office with the pages as they were at first."""
    lay_out(running.settings.pages)
    return running


def published(desk: Desk, page_id: str, old: str, new: str) -> str:
    """Somebody else's change of the live text."""
    live = desk.history.live(page_id) or ""
    desk.history.save(page_id, live.replace(old, new), Change(CLERK, "Test", content_hash(live), CHIEF))
    return live


def test_a_change_is_drafted_submitted_approved(desk: Desk) -> None:
    editor, second = desk.signed_in("editor"), desk.signed_in("second")
    changed(editor, HUND, "90 Euro", "95 Euro", action="submit", note="Neue Satzung ab Dezember")
    assert "in Prüfung" in editor.text
    second.get("/office").follow("section[aria-labelledby=wartet] a")
    assert [found.get_text() for found in second.page.select("ins")] == ["95"]
    assert [found.get_text() for found in second.page.select("del")] == ["90"]
    second.send("form[action$=freigeben]", action="approve")
    [draft] = desk.history.drafts(HUND)
    assert (draft.state, draft.reviewer and draft.reviewer.name) == ("approved", "Sabine Zweit")
    assert "90 Euro" in (desk.history.live(HUND) or "")


def test_nobody_approves_the_own_change(desk: Desk) -> None:
    second = changed(desk.signed_in("second"), HUND, "90 Euro", "95 Euro", action="submit", note="Grund")
    assert second.page.select_one("form[action$=freigeben]") is None
    [draft] = desk.history.drafts(HUND)
    refused = second.post(f"{second.path}/freigeben", action="approve", seen=content_hash(draft.text))
    assert (refused.status, "zweite Person" in refused.text) == (422, True)


def test_what_is_approved_is_what_was_looked_at(desk: Desk) -> None:
    editor, second = desk.signed_in("editor"), desk.signed_in("second")
    changed(editor, HUND, "90 Euro", "95 Euro", action="submit", note="Grund")
    second.get(editor.path)
    changed(editor, HUND, "95 Euro", "950 Euro", action="submit", note="Grund")
    assert second.send("form[action$=freigeben]", action="approve").status == 409
    assert desk.history.drafts(HUND)[0].state == "in_review"


def test_a_draft_is_sent_back_with_what_is_to_be_changed(desk: Desk) -> None:
    editor, second = desk.signed_in("editor"), desk.signed_in("second")
    changed(editor, HUND, "90 Euro", "95 Euro", action="submit", note="Grund")
    second.get(editor.path).send("form[action$=freigeben]", action="reject", note="Bitte auch den zweiten Hund")
    assert "Bitte auch den zweiten Hund" in editor.get(f"/office/seiten/{HUND}/bearbeiten").text
    assert desk.history.drafts(HUND)[0].state == "draft"


def test_opening_and_sending_a_form_changes_nothing(desk: Desk) -> None:
    editor = desk.signed_in("editor").get(f"/office/seiten/{PERSO}/bearbeiten").send("#seite", action="save")
    assert "nichts geändert" in editor.text
    assert desk.history.drafts() == []


def test_a_page_keeps_what_its_form_does_not_touch(desk: Desk) -> None:
    before = read(desk.history.live(PERSO) or "")
    changed(desk.signed_in("editor"), PERSO, "37,00 Euro", "46,00 Euro")
    after = read(desk.history.drafts(PERSO)[0].text)
    assert (after.office, after.leika, after.legal_basis, after.forms) == (
        before.office,
        before.leika,
        before.legal_basis,
        before.forms,
    )
    assert [section.heading for section in after.sections] == [section.heading for section in before.sections]
    assert after.updated != before.updated


def test_nothing_typed_is_lost_though_it_makes_no_page(desk: Desk) -> None:
    editor = desk.signed_in("editor").get(f"/office/seiten/{HUND}/bearbeiten")
    editor.send("#seite", title="", leika="123", valid_until="morgen", action="submit", note="Grund")
    assert editor.status == 422
    assert len(editor.page.select(".field p.error")) == 3
    fields = editor.get(f"/office/seiten/{HUND}/bearbeiten").form("#seite")
    assert (fields["title"], fields["leika"], fields["valid_until"]) == ([""], ["123"], ["morgen"])


def test_a_submitted_change_needs_a_reason(desk: Desk) -> None:
    editor = changed(desk.signed_in("editor"), HUND, "90 Euro", "95 Euro", action="submit", note=" ")
    assert (editor.status, "Es fehlt der Grund" in editor.text) == (422, True)


def test_sections_are_added_moved_and_removed(desk: Desk) -> None:
    editor = desk.signed_in("editor").get(f"/office/seiten/{HUND}/bearbeiten")
    editor.send("#seite", action="add", new_heading="Fristen")
    editor.send("#seite", action="up-5")
    editor.send("#seite", action="remove-0")
    assert editor.form("#seite")["heading"][-2:] == ["Fristen", "Zuständige Stelle"]
    assert "Volltext" not in editor.form("#seite")["heading"]


def test_a_new_page_is_drafted_under_an_id_that_is_made_of_its_title(desk: Desk) -> None:
    editor = desk.signed_in("editor").post("/office/seiten/neu", title="Bäume fällen", kind="service", native="")
    assert editor.path.endswith("muster:baeume-faellen/bearbeiten")
    editor.send("#seite", heading=["Kosten"], text=["Eine Fällung kostet 50 Euro."], action="submit", note="neu")
    assert (editor.status, "Neue Seite" in editor.text) == (200, True)
    assert (
        desk.signed_in("editor").post("/office/seiten/neu", title="Hund", kind="service", native="hund").status == 422
    )


def test_a_page_is_archived_after_approval(desk: Desk) -> None:
    editor, second = desk.signed_in("editor"), desk.signed_in("second")
    assert editor.post(f"/office/seiten/{HUND}/archivieren", note="").status == 422
    editor.post(f"/office/seiten/{HUND}/archivieren", note="entfällt")
    second.get(editor.path).send("form[action$=freigeben]", action="approve")
    desk.history.publish(HUND, desk.history.drafts(HUND)[0].person)
    assert desk.history.live(HUND) is None
    assert desk.history.state(HUND) == "archived"


def test_the_wording_of_a_law_is_not_edited(desk: Desk) -> None:
    assert desk.signed_in("editor").get("/office/seiten/muster:satzung-§7/bearbeiten").status == 403


# --- the history -----------------------------------------------------------------------------------------------------


def test_an_earlier_text_is_brought_back_as_a_draft(desk: Desk) -> None:
    old = published(desk, HUND, "90 Euro", "99 Euro")
    editor = desk.signed_in("editor").get(f"/office/seiten/{HUND}/verlauf")
    versions = [str(link["href"]) for link in editor.page.select("main li a")]
    assert "99" in editor.get(versions[0]).page.select("ins")[0].get_text()
    editor.get(versions[-1]).send("form[action$=zurueckholen]")
    assert desk.history.drafts(HUND)[0].text == old


def test_a_rollback_brings_every_page_back(desk: Desk) -> None:
    head, texts = desk.history.head(), {page: desk.history.live(page) for page in (HUND, PERSO)}
    published(desk, HUND, "90 Euro", "99 Euro")
    live = desk.history.live(PERSO)
    desk.history.archive(PERSO, Change(CLERK, "weg", content_hash(live), CHIEF))
    assert sorted(desk.history.roll_back(head, CHIEF, "zurück")) == [HUND, PERSO]
    assert {page: desk.history.live(page) for page in (HUND, PERSO)} == texts
    assert desk.history.versions(HUND)[0].reason == "zurück"
    assert desk.history.roll_back(head, CHIEF, "zurück") == []


# --- two at once -----------------------------------------------------------------------------------------------------


def test_the_second_editor_is_told_at_opening(desk: Desk) -> None:
    changed(desk.signed_in("editor"), HUND, "90 Euro", "95 Euro")
    second = desk.signed_in("second").get(f"/office/seiten/{HUND}/bearbeiten")
    assert "Editor Beispiel hat seit" in second.text


def test_a_stale_save_shows_both_versions_and_keeps_what_was_typed(desk: Desk) -> None:
    editor = desk.signed_in("editor").get(f"/office/seiten/{HUND}/bearbeiten")
    published(desk, HUND, "90 Euro", "99 Euro")
    texts = [text.replace("90 Euro", "95 Euro") for text in editor.form("#seite")["text"]]
    editor.send("#seite", text=texts, action="submit", note="Grund")
    assert (editor.status, editor.heading) == (409, "Jemand war schneller: zwei Fassungen")
    words = [found.get_text() for found in editor.page.select("del, ins")]
    assert {"99", "95"} <= set(words)
    editor.send("form[action$=weiter]")
    assert "95 Euro" in str(editor.form("#seite")["text"])
    assert editor.send("#seite", action="submit", note="Grund").status == 200


def test_what_two_editors_save_at_once_is_neither_lost_nor_mixed(desk: Desk) -> None:
    def write(name: str) -> None:
        clerk = desk.signed_in(name)
        person = Person(PEOPLE[name][0], address(name))
        form, base = (
            clerk.get(f"/office/seiten/{HUND}/bearbeiten").form("#seite"),
            content_hash(desk.history.live(HUND)),
        )
        for number in range(25):
            texts = [f"Die Steuer kostet {number} Euro bei {name}.", *form["text"][1:]]
            answer = clerk.client.post(f"/office/seiten/{HUND}/sichern", data={**form, "text": texts})
            assert answer.status_code == 200
            draft = desk.history.draft(HUND, person)
            assert draft is not None
            assert texts[0] in draft.text
            assert draft.base == base

    with ThreadPoolExecutor(2) as both:
        list(both.map(write, ["editor", "second"]))
    assert len(desk.history.drafts(HUND)) == 2


# --- the list --------------------------------------------------------------------------------------------------------


def listed(clerk: Clerk) -> list[str]:
    return [found.get_text() for found in clerk.page.select(".rows h2")]


def test_the_list_is_searched_and_filtered(desk: Desk) -> None:
    desk.office.shelf.settled()
    clerk = desk.signed_in("auditor")
    assert listed(clerk.get("/office/seiten?q=perso")) == ["Personalausweis beantragen"]
    assert listed(clerk.get("/office/seiten?art=law")) == ["§ 7 Musterstadtsatzung: Gebühren"]
    assert listed(clerk.get("/office/seiten?stelle=Steueramt Musterstadt")) == ["Hund anmelden"]
    assert listed(clerk.get("/office/seiten?stand=in_review")) == []
    assert listed(clerk.get("/office/seiten?faellig=1")) == []


def test_what_waits_for_approval_stands_first_then_what_lacks_most(desk: Desk) -> None:
    desk.office.shelf.settled()
    clerk = desk.signed_in("editor")
    rows = listed(clerk.get("/office/seiten"))
    assert rows[0] == "Personalausweis beantragen"
    changed(clerk, HUND, "90 Euro", "95 Euro", action="submit", note="Grund")
    assert listed(clerk.get("/office/seiten"))[0] == "Hund anmelden"


def test_what_a_page_lacks_stands_beside_its_form(desk: Desk) -> None:
    editor = desk.signed_in("editor").get(f"/office/seiten/{HUND}/bearbeiten")
    assert editor.page.select(".beside .findings li") == []
    form = editor.form("#seite")
    texts = ["" if heading == "Kosten" else text for heading, text in zip(form["heading"], form["text"], strict=True)]
    editor.post(f"/office/seiten/{HUND}/befunde", **{**form, "text": texts})
    assert "Kosten" in editor.text


def test_text_from_word_arrives_clean(desk: Desk) -> None:
    html = "<p class=MsoNormal onclick='x()'>Die <b>Gebühr</b>:</p><script>alert(1)</script><ul><li>5 Euro</li></ul>"
    clerk = desk.signed_in("editor")
    pasted = clerk.client.post("/office/einfuegen", data={"html": html, "csrf": clerk.token()}).json()
    assert pasted["text"] == "Die Gebühr:\n\n- 5 Euro"


def test_a_page_that_is_a_script_is_read_as_text(desk: Desk) -> None:
    published(desk, HUND, "90 Euro", "<script>alert(1)</script>")
    page = desk.signed_in("editor").client.get(f"/office/seiten/{HUND}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
