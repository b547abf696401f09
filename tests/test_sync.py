from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest

from corpus.__main__ import main
from corpus.folder import load
from corpus.sources import KINDS, Kind, Source, SourceError, read_sources
from corpus.sync import READERS, SyncRunningError, sync

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared" / "data"


def _record(
    native: str, text: str = "Ein Satz über die Leistung, der lang genug ist, um für sich zu stehen, ja."
) -> Any:
    return {"id": native, "name": f"Leistung {native}", "description": text, "fees": "5 Euro", "meta": {}}


class Town:
    """A DLDB export, the source that names it, and the pages folder it is synced into."""

    def __init__(self, root: Path) -> None:
        self.file, self.pages = root / "services.json", root / "pages"
        self.source = Source("stadt", "dldb", self.file)

    def has(self, *records: Any) -> None:
        self.file.write_text(json.dumps({"data": records}), encoding="utf-8")

    def sync(self, **options: Any) -> Any:
        return sync([self.source], self.pages, **options).sources[0]

    def names(self) -> list[str]:
        return sorted(file.name for file in (self.pages / "stadt").iterdir())


@pytest.fixture
def town(tmp_path: Path) -> Town:
    town = Town(tmp_path)
    town.has(_record("1"), _record("2"), _record("3"))
    return town


def test_every_kind_of_source_has_a_reader() -> None:
    assert tuple(READERS) == KINDS == get_args(Kind)


def test_pages_are_written_into_the_folder_of_their_source(town: Town) -> None:
    report = town.sync()
    assert (report.written, report.unchanged, report.removed) == (3, 0, 0)
    assert town.names() == ["1.md", "2.md", "3.md"]
    assert [page.id for page in load(town.pages).pages] == ["stadt:1", "stadt:2", "stadt:3"]


def test_what_did_not_change_is_not_touched(town: Town) -> None:
    town.sync()
    before = (town.pages / "stadt" / "1.md").stat().st_mtime_ns
    town.has(_record("1"), _record("2", "Ein anderer Satz über die Leistung."), _record("3"))
    report = town.sync()
    assert (report.written, report.unchanged) == (1, 2)
    assert (town.pages / "stadt" / "1.md").stat().st_mtime_ns == before


def test_a_date_that_every_export_sets_anew_rewrites_nothing(town: Town) -> None:
    for day, written in [("2026-06-08", 1), ("2026-06-09", 0), ("2026-12-24", 1)]:
        town.has(_record("1") | {"meta": {"lastupdate": day}})
        assert town.sync().written == written


def test_what_vanished_at_the_source_is_removed(town: Town) -> None:
    town.sync()
    town.has(_record("1"), _record("3"))
    assert town.sync().removed == 1
    assert town.names() == ["1.md", "3.md"]


def test_a_record_that_cannot_be_read_keeps_its_last_good_text(town: Town) -> None:
    town.sync()
    town.has(_record("1"), _record("2") | {"name": None})
    report = town.sync()
    assert [failure.key for failure in report.failures] == ["stadt:2"]
    assert town.names() == ["1.md", "2.md"]


def test_nothing_is_removed_while_a_broken_record_may_be_any_of_them(town: Town) -> None:
    town.sync()
    town.has(_record("1"), _record("2"), {"name": "ohne id"})
    assert town.sync().removed == 0
    assert town.names() == ["1.md", "2.md", "3.md"]


def test_an_id_that_occurs_twice_is_reported_and_the_first_is_taken(town: Town) -> None:
    town.has(_record("1"), _record("1", "Ein zweiter Text."))
    report = town.sync()
    assert (report.written, [failure.key for failure in report.failures]) == (1, ["stadt:1"])


@pytest.mark.parametrize("content", [None, "", "{", '{"data": []}', '{"data": [{"id": "1", "name": "Testleistung"}]}'])
def test_a_source_that_breaks_keeps_all_its_pages(town: Town, content: str | None) -> None:
    town.sync()
    town.file.unlink()
    if content is not None:
        town.file.write_text(content, encoding="utf-8")
    assert town.sync().error
    assert town.names() == ["1.md", "2.md", "3.md"]


def test_shrinking_by_more_than_half_must_be_allowed(town: Town) -> None:
    town.sync()
    town.has(_record("1"))
    assert "2 of 3 pages would vanish" in town.sync().error
    assert town.sync(allow_shrink=True).removed == 2


def test_one_broken_source_does_not_stop_the_others(town: Town) -> None:
    missing = Source("fehlt", "dldb", town.file.with_name("fehlt.json"))
    report = sync([missing, town.source], town.pages)
    assert [bool(source.error) for source in report.sources] == [True, False]
    assert not report.clean
    assert not (town.pages / "fehlt").exists()


def test_a_source_that_is_switched_off_is_not_read(town: Town) -> None:
    assert sync([Source("aus", "dldb", town.file, enabled=False)], town.pages).sources == []


def test_leftovers_of_a_killed_sync_are_cleared_away(town: Town) -> None:
    town.sync()
    (town.pages / "stadt" / ".1.md.tmp").write_text("halb", encoding="utf-8")
    town.sync()
    assert town.names() == ["1.md", "2.md", "3.md"]


def test_a_file_that_somebody_broke_is_written_anew(town: Town) -> None:
    town.sync()
    (town.pages / "stadt" / "1.md").write_bytes(b"\xff")
    assert town.sync().written == 1


def test_a_full_disk_leaves_the_old_page_whole(town: Town) -> None:
    town.sync()
    file = town.pages / "stadt" / "1.md"
    before = file.read_bytes()
    town.has(_record("1", "Ein langer Satz. " * 20_000), _record("2"), _record("3"))
    limited = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000));"
        "from corpus.__main__ import main; sys.exit(main(sys.argv[1:]))"
    )
    town.file.with_name("s.toml").write_text('[[source]]\nname="stadt"\nkind="dldb"\npath="services.json"\n')
    command = [sys.executable, "-c", limited, "sync", "--sources", str(town.file.with_name("s.toml"))]
    done = subprocess.run([*command, "--pages", str(town.pages)], cwd=HERE.parent, capture_output=True, check=False)
    assert done.returncode == 1
    assert file.read_bytes() == before
    assert town.names() == ["1.md", "2.md", "3.md"]


def test_two_syncs_never_run_at_once(town: Town) -> None:
    town.pages.mkdir()
    handle = os.open(town.pages, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        with pytest.raises(SyncRunningError, match="another sync is running"):
            town.sync()
    finally:
        os.close(handle)
    assert town.sync().written == 3


def test_progress_is_told_record_by_record(town: Town) -> None:
    told: list[tuple[str, int]] = []
    sync([town.source], town.pages, lambda name, count: told.append((name, count)))
    assert told == [("stadt", 1), ("stadt", 2), ("stadt", 3)]


# --- folders of Markdown ---------------------------------------------------------------------------------------------


def test_a_folder_of_pages_is_copied_with_its_ids(tmp_path: Path) -> None:
    report = sync([Source("muster", "markdown", HERE / "pages")], tmp_path / "pages")
    assert (report.sources[0].written, report.clean) == (5, True)
    assert load(tmp_path / "pages").pages == load(HERE / "pages").pages


def test_ids_of_another_prefix_cannot_collide(tmp_path: Path) -> None:
    sync([Source("kopie", "markdown", HERE / "pages")], tmp_path)
    assert len(list((tmp_path / "kopie" / "muster").glob("*.md"))) == 5


def test_a_folder_that_is_its_own_target_is_left_alone(tmp_path: Path) -> None:
    target = Path(shutil.copytree(HERE / "pages", tmp_path / "muster"))
    (target / "kaputt.md").write_text("kein Kopf", encoding="utf-8")
    assert sync([Source("muster", "markdown", target)], tmp_path).clean
    assert len(list(target.iterdir())) == 6


def test_a_folder_around_its_own_target_is_refused(tmp_path: Path) -> None:
    report = sync([Source("muster", "markdown", tmp_path)], tmp_path)
    assert "within each other" in report.sources[0].error


# --- the list of sources ---------------------------------------------------------------------------------------------


def _sources(tmp_path: Path, text: str) -> list[Source]:
    file = tmp_path / "quellen.toml"
    file.write_text(text, encoding="utf-8")
    return read_sources(file)


def test_a_table_becomes_a_source(tmp_path: Path) -> None:
    text = """[[source]]
    name = "muc"\nkind = "dldb"\npath = "import/services.json"\nscope = "09162000"\nlicence = "CC BY 4.0"
    refresh = "täglich"\npage_url = "https://stadt.example/{id}"\n"""
    assert _sources(tmp_path, text) == [
        Source(
            "muc",
            "dldb",
            tmp_path / "import" / "services.json",
            scope="09162000",
            licence="CC BY 4.0",
            refresh="täglich",
            options={"page_url": "https://stadt.example/{id}"},
        )
    ]


GOOD = '[[source]]\nname = "a"\nkind = "dldb"\npath = "x"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD + 'farbe = "rot"', "farbe"),
        (GOOD + 'slug = "x"', "a source of kind dldb has"),
        (GOOD.replace("dldb", "ftp"), "use one of markdown, gii, dldb"),
        (GOOD + GOOD, "two [[source]] tables are named a"),
        (GOOD.replace('path = "x"', ""), "either a path or a url"),
        (GOOD + 'url = "https://x.example"', "either a path or a url"),
        (GOOD.replace('path = "x"', 'url = "http://x.example"'), "https://"),
        (GOOD.replace('path = "x"', 'url = "file:///etc/passwd"'), "https://"),
        (GOOD.replace('"a"', '"../a"'), "lower-case letters"),
        (GOOD + "scope = 9", "text in quotes"),
        (GOOD + 'scope = "Bayern"', "2 to 12 digits"),
        (GOOD + 'enabled = "ja"', "true or false"),
        ('[source]\nname = "a"', "[[source]]"),
        ("quelle = 1", "[[source]]"),
        ("= kaputt", "no valid TOML"),
    ],
)
def test_an_error_in_the_list_names_the_place_and_the_remedy(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        _sources(tmp_path, text)
    assert str(tmp_path / "quellen.toml") in str(caught.value)
    assert message in str(caught.value)


def test_a_missing_list_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="--sources"):
        read_sources(tmp_path / "fehlt.toml")


def test_the_shipped_list_reads_nothing_unless_asked() -> None:
    sources = read_sources(HERE.parent / "corpus" / "sources.toml")
    assert len(sources) == 20
    assert not any(source.enabled for source in sources)
    assert {source.url for source in sources} == {
        f"https://www.gesetze-im-internet.de/{source.name}/xml.zip" for source in sources
    }


# --- the command -----------------------------------------------------------------------------------------------------


@pytest.fixture
def command(town: Town) -> list[str]:
    toml = town.file.with_name("quellen.toml")
    tables = [("stadt", "services.json", "true"), ("andere", "fehlt.json", "false")]
    toml.write_text(
        "".join(f'[[source]]\nname="{name}"\nkind="dldb"\npath="{path}"\nenabled={on}\n' for name, path, on in tables)
    )
    return ["sync", "--sources", str(toml), "--pages", str(town.pages)]


def test_the_command_ends_with_0_when_all_is_well(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command) == 0
    assert "stadt" in capsys.readouterr().out


def test_the_command_ends_with_1_when_something_is_reported(command: list[str], town: Town) -> None:
    town.has(_record("1"), {"name": "ohne id"})
    assert main(command) == 1


@pytest.mark.parametrize("extra", [["--only", "unbekannt"], ["--sources", "fehlt.toml"]])
def test_the_command_ends_with_2_on_wrong_usage(command: list[str], extra: list[str]) -> None:
    assert main([*command, *extra]) == 2


@pytest.mark.parametrize(("extra", "code"), [(["--enable", "andere"], 1), (["--enable", "all", "--only", "stadt"], 0)])
def test_a_source_that_is_switched_off_can_be_named(command: list[str], extra: list[str], code: int) -> None:
    assert main([*command, *extra]) == code


def test_json_is_one_object_a_line(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main([*command, "--json"])
    report = [json.loads(line) for line in capsys.readouterr().out.splitlines()][-1]
    assert (report["event"], report["sources"][0]["written"]) == ("report", 3)


def test_check_ends_with_1_on_a_broken_page_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = Path(shutil.copytree(HERE / "pages", tmp_path / "pages"))
    assert main(["check", "--pages", str(pages)]) == 0
    (pages / "kaputt.md").write_text("kein Kopf", encoding="utf-8")
    assert main(["check", "--pages", str(pages), "--json"]) == 1
    assert "kaputt.md" in capsys.readouterr().out


def test_show_prints_a_page_and_its_passages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "muster:hund", "--pages", str(HERE / "pages")]) == 0
    assert "title: Hund anmelden" in capsys.readouterr().out
    assert main(["show", "muster:hund", "--passages", "--pages", str(HERE / "pages")]) == 0
    assert "muster:hund#Kosten" in capsys.readouterr().out
    assert main(["show", "muster:fehlt", "--pages", str(HERE / "pages")]) == 1


# --- the real thing --------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not SHARED.exists(), reason="the shared data is not here")
def test_a_new_build_of_a_law_changes_the_text_of_four_sections_only(tmp_path: Path) -> None:
    sync([Source("sgb_1", "gii", SHARED / "law" / "2024-12-31" / "sgb_1.xml")], tmp_path)
    old = {page.id: page for page in load(tmp_path).pages}
    sync([Source("sgb_1", "gii", SHARED / "law" / "sgb_1.xml")], tmp_path)
    new = {page.id: page for page in load(tmp_path).pages}
    changed = {page_id for page_id in new if new[page_id].sections != old[page_id].sections}
    assert changed == {"sgb_1:§35", "sgb_1:§47", "sgb_1:§60", "sgb_1:§66"}
    assert {page_id for page_id in new if new[page_id].updated != old[page_id].updated} == changed
