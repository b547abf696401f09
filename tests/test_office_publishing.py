"""Publishing from the office: real commands, a real build, the gate, rollback, and a kill in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Generator
from pathlib import Path

import pytest

from bot.office import worker
from bot.office.drafts import key_of
from bot.office.jobs import Job
from indexes import version
from tests.desk import HUND, PERSO, Clerk, Desk, changed, lay_out, opened
from tests.serving import until

QUESTIONS = (
    "id;frage;erwartete_quellen;antwortbar;muss_enthalten;tags\n"
    "a;Was kostet die Hundesteuer für den ersten Hund?;muster:hund;ja;;kosten\n"
    "b;Was kostet ein Personalausweis?;muster:personalausweis;ja;37,00 Euro;kosten\n"
)
THRESHOLDS = "[default.min]\nkept = 0.9\n[klein.min]\nfacts = 0.7\n"
ASKED = "Was kostet die Hundesteuer für den ersten Hund?"
LONG = 300  # seconds; three processes load the model, beside whatever else this machine does


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, small_versions: Path) -> Generator[Desk]:
    folder = tmp_path_factory.mktemp("office")
    (folder / "klein.csv").write_text(QUESTIONS)
    (folder / "gate.toml").write_text(THRESHOLDS)
    gate = {"gate_questions": str(folder / "klein.csv"), "gate_thresholds": folder / "gate.toml"}
    with opened(folder, small_versions, **gate) as found:
        yield found


@pytest.fixture
def desk(running: Desk) -> Desk:
    """The office with the pages as they were at first, and the first version live."""
    first = version.listed(running.settings.versions)[-1].id
    lay_out(running.settings.pages)
    version.activate(running.settings.versions, first)
    until(lambda: answered(running, "90 Euro"), LONG)
    return running


def answered(desk: Desk, words: str) -> bool:
    """Whether a citizen reads these words when asking what a dog costs."""
    return words in desk.served.ask(ASKED)["text"]


def approved(desk: Desk, page_id: str, old: str, new: str) -> Clerk:
    """Somebody in the office who has approved another person's change, and stands before the button."""
    editor, second = desk.signed_in("editor"), desk.signed_in("second")
    changed(editor, page_id, old, new, action="submit", note="Neue Satzung")
    second.get(editor.path).send("form[action$=freigeben]", action="approve")
    assert second.path == "/office/veroeffentlichen"
    return second


def published(desk: Desk, clerk: Clerk) -> Job:
    """What came of pressing it."""
    clerk.send("form[action$=veroeffentlichen]")
    return ended(desk, clerk)


def ended(desk: Desk, clerk: Clerk) -> Job:
    """The job that is shown, at its end."""
    assert clerk.status == 200, clerk.text
    job_id = clerk.path.rpartition("/")[2]
    until(lambda: not job(desk, job_id).running, LONG)
    return job(desk, job_id)


def job(desk: Desk, job_id: str) -> Job:
    found = desk.office.store.job(job_id)
    assert found is not None
    return found


def test_a_new_fee_is_answered_after_publishing_and_the_old_one_after_rolling_back(desk: Desk) -> None:
    first = version.current(desk.settings.versions)
    done = published(desk, approved(desk, HUND, "90 Euro", "96 Euro"))
    assert (done.state, done.result["gate"], done.result["pages"]) == ("done", "passed", [HUND]), done.result
    until(lambda: answered(desk, "96 Euro"), LONG)
    newest = desk.history.versions(HUND)[0]
    assert (newest.author, newest.approver, newest.reason) == ("Editor Beispiel", "Sabine Zweit", "Neue Satzung")
    assert desk.history.drafts() == []
    reviewer = desk.signed_in("reviewer").get("/office/veroeffentlichen")
    earlier = [str(found["value"]) for found in reviewer.page.select("input[name=version]")]
    assert first in earlier
    back = ended(desk, reviewer.post("/office/veroeffentlichen/zurueck", version=first))
    assert (back.state, back.result["pages"]) == ("done", [HUND]), back.result
    until(lambda: answered(desk, "90 Euro"), LONG)
    assert "90 Euro" in (desk.history.live(HUND) or "")
    deeds = [entry.what for entry in desk.office.store.entries() if entry.what != "signed_in"]
    assert deeds[-3:] == ["page_published", "version_live", "rolled_back"]


def test_a_version_that_does_not_pass_stays_away_until_a_reason_is_given(desk: Desk) -> None:
    first, live = version.current(desk.settings.versions), desk.history.live(PERSO)
    reviewer = approved(desk, PERSO, "37,00 Euro", "46,00 Euro")
    stopped = published(desk, reviewer)
    assert (stopped.state, stopped.result["gate"]) == ("stopped", "failed")
    assert (version.current(desk.settings.versions), desk.history.live(PERSO)) == (first, live)
    shown = reviewer.get(reviewer.path)
    assert "nicht bestanden" in shown.text
    assert "Was kostet ein Personalausweis?" in shown.text
    assert "Prüffragen gehen fehl" in desk.signed_in("qa").get("/office/seiten?fragen=1").text
    reviewer.get(f"/office/veroeffentlichen/{stopped.id}")
    assert reviewer.send("form[action$=trotzdem]", reason="kurz").status == 422
    reason = "Die Satzung gilt seit heute, die Prüffrage ist veraltet."
    reviewer.get(f"/office/veroeffentlichen/{stopped.id}").send("form[action$=trotzdem]", reason=reason)
    assert ended(desk, reviewer).state == "done"
    assert "46,00 Euro" in (desk.history.live(PERSO) or "")
    [overridden] = [entry for entry in desk.office.store.entries() if entry.what == "gate_overridden"]
    assert overridden.detail == reason


def test_a_job_whose_worker_is_killed_is_taken_up_again(desk: Desk) -> None:
    reviewer = approved(desk, HUND, "90 Euro", "97 Euro")
    reviewer.send("form[action$=veroeffentlichen]")
    job_id = reviewer.path.rpartition("/")[2]
    until(lambda: job(desk, job_id).progress.get("step") in ("embed", "store", "run"), LONG)
    for process in workers():
        os.kill(process, signal.SIGKILL)
    assert "läuft weiter" in reviewer.get(reviewer.path).text  # a reload shows how far it is
    until(lambda: not job(desk, job_id).running, LONG)
    done = job(desk, job_id)
    assert (done.state, done.tries) == ("done", 2), done.result
    until(lambda: answered(desk, "97 Euro"), LONG)


def test_a_job_that_was_killed_after_writing_the_page_puts_it_live(desk: Desk) -> None:
    """The page is in the folder, the version is not live yet: what a kill between the two leaves."""
    approved(desk, HUND, "90 Euro", "98 Euro")
    [draft] = desk.history.drafts()
    wanted = {"drafts": worker.publishing.wanted_of([draft]), "note": ""}
    desk.history.publish(HUND, draft.person)
    made = desk.office.store.add_job("publish", "second@musterstadt.example", wanted)
    until(lambda: not job(desk, made.id).running, LONG)
    assert job(desk, made.id).state == "done", job(desk, made.id).result
    until(lambda: answered(desk, "98 Euro"), LONG)


def test_a_draft_that_changed_after_the_button_was_pressed_is_not_published(desk: Desk) -> None:
    approved(desk, HUND, "90 Euro", "99 Euro")
    [draft] = desk.history.drafts()
    wanted = {"drafts": worker.publishing.wanted_of([draft]), "note": ""}
    desk.history.autosave(HUND, draft.text.replace("99", "999"), draft.person, draft.base)
    made = desk.office.store.add_job("publish", "second@musterstadt.example", wanted)
    until(lambda: not job(desk, made.id).running, LONG)
    assert (job(desk, made.id).state, desk.history.live(HUND) or "") == ("failed", desk.history.live(HUND))
    assert "geändert oder ist nicht freigegeben" in job(desk, made.id).result["error"]


def test_an_older_version_is_live_again_though_the_history_of_the_pages_was_begun_anew(desk: Desk) -> None:
    store, first = desk.office.store, version.current(desk.settings.versions) or ""
    store.published(first, "0" * 40, "", "aus einem früheren Verzeichnis")
    store.published(version.listed(desk.settings.versions)[0].id, desk.history.head(), "", "zuletzt")
    reviewer = desk.signed_in("reviewer").get("/office/veroeffentlichen")
    assert "Zu ihr ist kein Stand der Seiten bekannt" in reviewer.text
    back = ended(desk, reviewer.post("/office/veroeffentlichen/zurueck", version=first))
    assert (back.state, back.result["pages"], version.current(desk.settings.versions)) == ("done", [], first)


def test_nobody_publishes_what_is_not_approved(desk: Desk) -> None:
    editor, reviewer = desk.signed_in("editor"), desk.signed_in("reviewer")
    changed(editor, HUND, "90 Euro", "95 Euro", action="submit", note="Grund")
    [draft] = desk.history.drafts()
    chosen = f"{HUND}/{key_of(draft.person)}"
    assert reviewer.post("/office/veroeffentlichen", draft=chosen).status == 409


# --- the preview -----------------------------------------------------------------------------------------------------


def test_the_preview_answers_with_the_draft_and_nobody_else_is_answered_from_it(desk: Desk) -> None:
    editor = changed(desk.signed_in("editor"), HUND, "90 Euro", "91 Euro")
    [draft] = desk.history.drafts()
    shown = editor.get(f"/office/seiten/{HUND}/entwurf/{key_of(draft.person)}/vorschau?frage={ASKED}")
    own = shown.page.select_one(".tried")
    assert own is not None
    before, after = (found.get_text() for found in own.select(".pair > div"))
    assert "90 Euro" in before
    assert "91 Euro" in after
    assert "1 ist neu, 1 entfällt" in shown.text
    assert not answered(desk, "91 Euro")


def workers() -> list[int]:
    """The process that this test's server has started to carry out jobs, and what that one has started."""
    own = [
        child for child in children(os.getpid()) if b"work" in Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")
    ]
    return [*own, *(below for process in own for below in children(process))]


def children(process: int) -> list[int]:
    found = subprocess.run(["pgrep", "-P", str(process)], capture_output=True, text=True, check=False)
    return [int(line) for line in found.stdout.split()]
