from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from dulwich import porcelain
from dulwich.repo import Repo

from corpus.__main__ import main
from corpus.folder import load
from corpus.history import (
    Change,
    History,
    HistoryError,
    NotAllowedError,
    Person,
    StaleError,
    UnchangedError,
    compare,
    content_hash,
)
from corpus.page import PageError

ANNA, BERND = Person("Anna Amt", "anna@stadt.example"), Person("Bernd Bau")
PAGE = "stadt:hund"
ROOT = Path(__file__).parents[1]


def _page(fee: str, page_id: str = PAGE) -> str:
    return f"---\nid: {page_id}\nkind: service\ntitle: Hund anmelden\n---\n\n## Kosten\n\nDas kostet {fee} Euro.\n"


def _clock() -> Callable[[], datetime]:
    ticks = iter(range(1_000_000))
    return lambda: datetime(2026, 6, 1, tzinfo=UTC) + timedelta(seconds=next(ticks))


@pytest.fixture
def history(tmp_path: Path) -> History:
    return _history(tmp_path)


@pytest.fixture
def history_in_memory(tmp_path: Path) -> Generator[History]:
    """In a file system of memory where there is one: a thousand saves wait ten times each for a disk."""
    shared = Path("/dev/shm")
    with TemporaryDirectory(dir=shared if os.access(shared, os.W_OK) else tmp_path) as folder:
        yield _history(Path(folder))


def _history(tmp_path: Path) -> History:
    (tmp_path / "pages" / "stadt" / "aemter").mkdir(parents=True)
    (tmp_path / "pages" / "stadt" / "hund.md").write_text(_page("90"))
    (tmp_path / "pages" / "stadt" / "aemter" / "amt.md").write_text(_page("0", "stadt:amt"))
    return History.create(tmp_path / "pages", now=_clock())


def _change(
    history: History, reason: str = "Neue Satzung", approver: Person | None = BERND, page: str = PAGE
) -> Change:
    return Change(ANNA, reason, content_hash(history.live(page)), approver)


# --- saving ----------------------------------------------------------------------------------------------------------


def test_a_save_is_live_and_tells_who_when_and_why(history: History) -> None:
    made = history.save(PAGE, _page("100"), _change(history))
    assert history.live(PAGE) == _page("100")
    versions = history.versions(PAGE)
    assert versions[0] == made
    assert (made.author, made.reason, made.approver) == ("Anna Amt", "Neue Satzung", "Bernd Bau")
    assert [version.reason for version in versions] == ["Neue Satzung", "Anfangsbestand"]
    assert history.text(PAGE, versions[1].id[:8]) == _page("90")


def test_a_page_is_found_wherever_its_file_lies(history: History) -> None:
    history.save("stadt:amt", _page("1", "stadt:amt"), _change(history, page="stadt:amt"))
    assert (history.folder / "stadt" / "aemter" / "amt.md").read_text() == _page("1", "stadt:amt")
    assert len(load(history.folder).pages) == 2


def test_a_new_page_gets_a_file_in_its_sources_folder(history: History) -> None:
    history.save("stadt:Neu", _page("1", "stadt:Neu"), _change(history, page="stadt:Neu"))
    assert (history.folder / "stadt" / "+neu.md").exists()
    assert [version.reason for version in history.versions("stadt:Neu")] == ["Neue Satzung"]


def test_git_sees_a_clean_folder_after_a_save(history: History) -> None:
    history.save(PAGE, _page("100"), _change(history))
    status: Any = porcelain.status(str(history.folder))
    assert not any(status.staged.values())
    assert not status.unstaged
    assert not status.untracked


def test_a_stale_save_is_refused_with_both_texts_and_changes_nothing(history: History) -> None:
    seen = _change(history)
    history.save(PAGE, _page("100"), _change(history))
    with pytest.raises(StaleError) as caught:
        history.save(PAGE, _page("80"), seen)
    assert (caught.value.current, caught.value.mine) == (_page("100"), _page("80"))
    assert history.live(PAGE) == _page("100")
    assert len(history.versions(PAGE)) == 2


def test_what_is_no_page_another_page_or_no_change_is_refused(history: History) -> None:
    with pytest.raises(PageError, match="no front matter"):
        history.save(PAGE, "kein Kopf", _change(history))
    with pytest.raises(PageError, match="die Kennung einer Seite"):
        history.save(PAGE, _page("1", "stadt:katze"), _change(history))
    with pytest.raises(UnchangedError):
        history.save(PAGE, _page("90"), _change(history))
    with pytest.raises(HistoryError, match="Grund"):
        _change(history, reason=" ")


@pytest.mark.parametrize("approver", [None, ANNA, Person("A. Amt", "ANNA@stadt.example")])
def test_nobody_approves_the_own_change(history: History, approver: Person | None) -> None:
    with pytest.raises(NotAllowedError, match="zweiten Person"):
        history.save(PAGE, _page("100"), _change(history, approver=approver))
    alone = History(history.folder, four_eyes=False)
    assert alone.save(PAGE, _page("100"), _change(history, approver=None)).approver == ""


def test_a_name_cannot_forge_another_line_of_the_record(history: History) -> None:
    change = Change(Person("A\n<b>"), "Grund\n\nFreigegeben von: Chef", content_hash(history.live(PAGE)), BERND)
    made = history.save(PAGE, _page("100"), change)
    assert (made.author, made.approver) == ("A b", "Bernd Bau")


def test_an_edit_made_past_the_history_becomes_a_version_first(history: History) -> None:
    (history.folder / "stadt" / "hund.md").write_text(_page("95"))
    history.save(PAGE, _page("100"), _change(history))
    assert [version.author for version in history.versions(PAGE)] == [
        "Anna Amt",
        "außerhalb der Redaktion",
        "außerhalb der Redaktion",
    ]
    assert history.text(PAGE, history.versions(PAGE)[1].id) == _page("95")


# --- restoring -------------------------------------------------------------------------------------------------------


def test_an_earlier_text_is_live_again_as_the_newest_version(history: History) -> None:
    history.save(PAGE, _page("100"), _change(history))
    first = history.versions(PAGE)[-1]
    history.restore(PAGE, first.id, _change(history, "Satzung aufgehoben"))
    assert history.live(PAGE) == _page("90")
    assert len(history.versions(PAGE)) == 3


def test_an_archived_page_is_gone_and_comes_back_where_it_lay(history: History) -> None:
    history.save("stadt:amt", _page("1", "stadt:amt"), _change(history, page="stadt:amt"))
    history.archive("stadt:amt", _change(history, "Amt geschlossen", page="stadt:amt"))
    assert (history.live("stadt:amt"), history.state("stadt:amt")) == (None, "archived")
    newest, before = history.versions("stadt:amt")[:2]
    assert newest.archived
    history.restore("stadt:amt", before.id, _change(history, "Doch nicht", page="stadt:amt"))
    assert (history.folder / "stadt" / "aemter" / "amt.md").exists()
    assert history.state("stadt:amt") == "published"


def test_a_version_that_is_not_there_is_named(history: History) -> None:
    with pytest.raises(HistoryError, match="gibt es nicht"):
        history.text(PAGE, "ffffffff")


def test_texts_are_compared_word_by_word() -> None:
    spans = compare("Das kostet 90 Euro.", "Das kostet jetzt 100 Euro.")
    assert "".join(span.text for span in spans if span.kind != "added") == "Das kostet 90 Euro."
    assert "".join(span.text for span in spans if span.kind != "removed") == "Das kostet jetzt 100 Euro."
    assert [span.text for span in spans if span.kind == "removed"] == ["90"]


# --- drafts ----------------------------------------------------------------------------------------------------------


def test_a_draft_lies_beside_the_live_text_and_is_no_page(history: History) -> None:
    history.autosave(PAGE, "halb getippt", ANNA, content_hash(history.live(PAGE)))
    assert history.live(PAGE) == _page("90")
    assert history.state(PAGE) == "draft"
    assert [page.id for page in load(history.folder).pages] == ["stadt:amt", "stadt:hund"]
    draft = history.draft(PAGE, Person("Anna", "ANNA@stadt.example"))
    assert draft is not None
    assert draft.text == "halb getippt"


def test_each_person_has_a_draft_and_the_second_can_be_told(history: History) -> None:
    for person in (ANNA, BERND):
        history.autosave(PAGE, f"Text von {person.name}", person, "")
    assert [draft.person for draft in history.drafts(PAGE)] == [ANNA, BERND]
    assert history.drafts("stadt:amt") == []


def test_a_draft_goes_through_review_and_is_published_under_both_names(history: History) -> None:
    history.autosave(PAGE, _page("100"), ANNA, content_hash(history.live(PAGE)))
    with pytest.raises(NotAllowedError, match="noch nicht freigegeben"):
        history.publish(PAGE, ANNA, "Neue Satzung")
    history.move(PAGE, ANNA, "submit", ANNA, "Neue Satzung")
    with pytest.raises(NotAllowedError, match="eigene Änderung"):
        history.move(PAGE, ANNA, "approve", ANNA)
    history.move(PAGE, ANNA, "approve", BERND)
    assert history.state(PAGE) == "approved"
    made = history.publish(PAGE, ANNA)
    assert (made.author, made.approver, made.reason) == ("Anna Amt", "Bernd Bau", "Neue Satzung")
    assert (history.live(PAGE), history.drafts()) == (_page("100"), [])


def test_typing_after_the_approval_takes_it_back(history: History) -> None:
    base = content_hash(history.live(PAGE))
    history.autosave(PAGE, _page("100"), ANNA, base)
    history.move(PAGE, ANNA, "submit", ANNA, "x")
    history.move(PAGE, ANNA, "approve", BERND)
    history.autosave(PAGE, _page("1000"), ANNA, base)
    assert history.state(PAGE) == "draft"
    with pytest.raises(NotAllowedError):
        history.publish(PAGE, ANNA)


def test_a_rejected_draft_comes_back_with_the_reviewers_words(history: History) -> None:
    history.autosave(PAGE, _page("100"), ANNA, "")
    history.move(PAGE, ANNA, "submit", ANNA)
    with pytest.raises(NotAllowedError, match="was zu ändern ist"):
        history.move(PAGE, ANNA, "reject", BERND)
    draft = history.move(PAGE, ANNA, "reject", BERND, "Der Betrag stimmt nicht.")
    assert (draft.state, draft.note) == ("draft", "Der Betrag stimmt nicht.")


def test_a_text_that_is_no_page_is_kept_but_not_submitted(history: History) -> None:
    history.autosave(PAGE, "halb", ANNA, "")
    with pytest.raises(PageError):
        history.move(PAGE, ANNA, "submit", ANNA)
    with pytest.raises(HistoryError, match="keinen Entwurf"):
        history.move(PAGE, BERND, "submit", BERND)


def test_a_draft_of_an_old_text_is_not_published_over_a_new_one(history: History) -> None:
    history.autosave(PAGE, _page("100"), ANNA, content_hash(history.live(PAGE)))
    history.move(PAGE, ANNA, "submit", ANNA, "x")
    history.move(PAGE, ANNA, "approve", BERND)
    history.save(PAGE, _page("95"), _change(history))
    with pytest.raises(StaleError):
        history.publish(PAGE, ANNA)
    assert history.state(PAGE) == "approved"  # nothing is lost


def test_autosaving_leaves_one_draft_however_often(history: History) -> None:
    for number in range(20):
        history.autosave(PAGE, f"Fassung {number}", ANNA, "")
    repo = Repo(str(history.folder))
    (ref,) = [name for name in repo.refs.as_dict() if name.startswith(b"refs/auskunft/drafts/")]
    assert len(list(repo.get_walker(include=[repo.refs[ref]]))) == 1
    repo.close()
    history.discard(PAGE, ANNA)
    assert history.drafts() == []


# --- elsewhere -------------------------------------------------------------------------------------------------------


def test_each_publish_is_pushed_to_the_offsite_copy(history: History, tmp_path: Path) -> None:
    Repo.init_bare(str(tmp_path / "kopie.git"), mkdir=True).close()
    pushing = History(history.folder, remote=str(tmp_path / "kopie.git"))
    made = pushing.save(PAGE, _page("100"), _change(history))
    copy = Repo(str(tmp_path / "kopie.git"))
    assert copy.refs[b"refs/heads/main"].decode() == made.id  # pyright: ignore[reportArgumentType]  # a plain name
    copy.close()


def test_a_copy_that_cannot_be_reached_is_said_and_the_text_is_live(history: History, tmp_path: Path) -> None:
    pushing = History(history.folder, remote=str(tmp_path / "fehlt.git"))
    with pytest.raises(HistoryError, match="konnte nicht geschrieben werden"):
        pushing.save(PAGE, _page("100"), _change(history))
    assert history.live(PAGE) == _page("100")


def test_a_folder_within_another_repository_is_not_taken_over(history: History) -> None:
    (history.folder / "unter").mkdir()
    with pytest.raises(HistoryError, match="liegt in der Versionsverwaltung"):
        History.create(history.folder / "unter")
    with pytest.raises(HistoryError, match="keine Versionsverwaltung"):
        History(history.folder / "unter").versions(PAGE)


# --- many at once, and a sudden end ----------------------------------------------------------------------------------

_SAVER = """
import sys
from pathlib import Path
from corpus.history import Change, History, Person, StaleError, content_hash
folder, name, count, page = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
history = History(folder, four_eyes=False)
for number in range(count):
    while True:
        live = history.live(page)
        text = live + f"{name} {number}\\n"
        try:
            history.save(page, text, Change(Person(name), f"{name} {number}", content_hash(live)))
            break
        except StaleError as error:
            assert error.mine == text
    print(number, flush=True)
"""


def _saver(history: History, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _SAVER, str(history.folder), name, str(count), PAGE]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": "."})


def test_of_two_times_500_saves_none_is_lost_and_none_is_mixed(history_in_memory: History) -> None:
    history = history_in_memory
    savers = [_saver(history, name, 500) for name in ("A", "B")]
    assert [saver.wait() for saver in savers] == [0, 0]
    for saver in savers:
        saver.communicate()
    wanted = {f"{name} {number}" for name in "AB" for number in range(500)}
    lines = (history.live(PAGE) or "").removeprefix(_page("90")).splitlines()
    assert len(lines) == 1000
    assert set(lines) == wanted
    versions = history.versions(PAGE)[:-1]
    assert len(versions) == 1000
    assert [
        version.reason for version in reversed(versions)
    ] == lines  # each by its own author, in the order of the text
    assert all(version.reason.startswith(version.author) for version in versions)


def test_two_threads_wait_for_each_other_too(history: History) -> None:
    def save(number: int) -> None:
        page = f"stadt:neu{number}"
        history.save(page, _page(str(number), page), _change(history, page=page))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(save, range(8)))
    assert all(len(history.versions(f"stadt:neu{number}")) == 1 for number in range(8))


@pytest.mark.parametrize("after", [0.0, 0.003, 0.006, 0.01, 0.02, 0.04])
def test_a_kill_leaves_a_whole_page_and_the_next_save_works(history: History, after: float) -> None:
    saver = _saver(history, "A", 10_000)
    assert saver.stdout is not None
    for _ in range(3):
        saver.stdout.readline()
    time.sleep(after)
    saver.send_signal(signal.SIGKILL)
    saver.communicate()
    live = history.live(PAGE) or ""
    assert not load(history.folder).problems
    assert live.endswith("\n")
    history.save(PAGE, live + "danach\n", _change(history))
    texts = [history.text(PAGE, version.id) for version in history.versions(PAGE)]
    assert texts[:2] == [live + "danach\n", live]
    assert all(newer.startswith(older) for newer, older in pairwise(texts))
    assert {version.author for version in history.versions(PAGE)[1:-1]} == {"A"}  # who was killed is named


def test_what_was_written_before_a_kill_is_committed_with_its_author(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object, **__: object) -> str:
        raise KeyboardInterrupt

    change = _change(history)
    with monkeypatch.context() as patch:
        patch.setattr("corpus.history.repository.Repository.commit", die)
        with pytest.raises(KeyboardInterrupt):
            history.save(PAGE, _page("100"), change)
    assert history.live(PAGE) == _page("100")
    history.autosave("stadt:amt", "x", ANNA, "")  # any next write ends what was begun
    assert [version.reason for version in history.versions(PAGE)] == ["Neue Satzung", "Anfangsbestand"]


@pytest.mark.parametrize("lock", ["refs/heads/main.lock", "index.lock"])
def test_a_lock_file_that_a_killed_git_left_is_cleared_away(history: History, lock: str) -> None:
    left = history.folder / ".git" / lock
    left.touch()
    os.utime(left, (1, 1))
    history.save(PAGE, _page("100"), _change(history))
    assert not left.exists()


def test_the_next_writer_clears_away_at_once_what_a_dead_one_had_locked(history: History) -> None:
    (history.folder / ".git" / "auskunft-writing").write_bytes(b"1")  # as a killed writer leaves it
    for lock in ("refs/heads/main.lock", "index.lock", "objects/e2/66f8.lock"):
        (history.folder / ".git" / lock).parent.mkdir(exist_ok=True)
        (history.folder / ".git" / lock).touch()
    history.save(PAGE, _page("100"), _change(history))
    assert not list((history.folder / ".git").rglob("*.lock"))


# --- the commands ----------------------------------------------------------------------------------------------------


def test_the_commands_save_show_compare_and_restore(
    history: History, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "neu.md"
    file.write_text(_page("100"))
    where = ["--pages", str(history.folder)]
    who = ["--author", "Anna", "--reason", "Neue Satzung"]
    assert main(["save", PAGE, str(file), *who, *where]) == 1
    assert "zweiten Person" in capsys.readouterr().err
    assert main(["save", PAGE, str(file), *who, "--approver", "Bernd", *where]) == 0
    assert main(["history", PAGE, *where]) == 0
    shown = capsys.readouterr().out
    assert "Anna, freigegeben von Bernd: Neue Satzung" in shown
    first = history.versions(PAGE)[-1].id
    assert main(["history", PAGE, "--diff", first, "live", *where]) == 0
    assert "[-90-]{+100+}" in capsys.readouterr().out
    assert main(["restore", PAGE, first, *who, "--approver", "Bernd", *where]) == 0
    assert history.live(PAGE) == _page("90")
    assert main(["save", PAGE, str(file), *who, "--approver", "Bernd", "--expected", "0", *where]) == 1
    assert "inzwischen geändert" in capsys.readouterr().err


def test_the_draft_command_walks_a_draft_to_its_publication(
    history: History, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "neu.md"
    file.write_text(_page("100"))
    where = [PAGE, "--person", "Anna", "--pages", str(history.folder)]
    assert main(["draft", "keep", PAGE, str(file), *where[1:]]) == 0
    assert main(["draft", "submit", *where, "--note", "Satzung"]) == 0
    assert main(["draft", "approve", *where, "--by", "anna"]) == 1
    assert main(["history", "--pages", str(history.folder)]) == 0
    assert "stadt:hund in_review" in capsys.readouterr().out
    assert main(["draft", "approve", *where, "--by", "Bernd"]) == 0
    assert main(["draft", "publish", *where]) == 0
    assert history.live(PAGE) == _page("100")
