"""A version on disk: its manifest, its checksums, and which one is live."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from indexes import version
from indexes.version import FORMAT, Manifest, VersionError


def manifest(identity: str, created: str = "2026-01-01", files: dict[str, str] | None = None) -> Manifest:
    return Manifest(
        id=identity,
        format=FORMAT,
        created=created,
        corpus="c",
        chunks={"size": 500},
        embedder="fake:",
        fingerprint="fake-64",
        dimensions=64,
        scopes={"00": {"pages": 1, "passages": 2, "sentences": 3}, "09": {"pages": 1, "passages": 5, "sentences": 5}},
        background=(0.8, 0.03),
        checks={},
        files=files or {},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A version of two files."""
    path = tmp_path / "abc"
    (path / "00").mkdir(parents=True)
    (path / "synonyms.json").write_text("{}", encoding="utf-8")
    (path / "00" / "pages.jsonl").write_text("eins\n", encoding="utf-8")
    version.write_manifest(path, manifest("abc", files=version.checksums(path)))
    return path


def ended_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_manifest_reads_back_as_it_was_written(folder: Path) -> None:
    read = version.read_manifest(folder)
    assert read == manifest("abc", files=version.checksums(folder))
    assert read.passages == 7


def test_a_sound_version_passes(folder: Path) -> None:
    version.verify_files(folder, version.read_manifest(folder))


def test_the_manifest_is_not_among_its_own_files(folder: Path) -> None:
    assert set(version.checksums(folder)) == {"synonyms.json", "00/pages.jsonl"}


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "00" / "pages.jsonl").unlink()
    with pytest.raises(VersionError, match=r"abc: 00/pages\.jsonl is missing; build the version again"):
        version.verify_files(folder, version.read_manifest(folder))


def test_a_file_that_does_not_belong_is_named(folder: Path) -> None:
    (folder / "00" / "fremd.npy").write_bytes(b"")
    with pytest.raises(VersionError, match=r"00/fremd\.npy is none of its files"):
        version.verify_files(folder, version.read_manifest(folder))


@pytest.mark.parametrize("name", ["manifest.json", "manifest.sha256"])
def test_any_changed_byte_of_the_manifest_is_noticed(folder: Path, name: str) -> None:
    sound = (folder / name).read_bytes()
    for place in range(len(sound)):
        (folder / name).write_bytes(sound[:place] + bytes([sound[place] ^ 1]) + sound[place + 1 :])
        with pytest.raises(VersionError, match=r"abc: manifest\.json"):
            version.read_manifest(folder)


def test_a_version_of_another_format_is_refused(folder: Path) -> None:
    version.write_manifest(folder, replace(manifest("abc"), format=FORMAT + 1))
    with pytest.raises(VersionError, match=f"written in format {FORMAT + 1}, this program reads {FORMAT}"):
        version.read_manifest(folder)


def test_a_folder_without_a_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VersionError, match="build the version again"):
        version.read_manifest(tmp_path)


def test_before_the_first_build_no_version_is_live(tmp_path: Path) -> None:
    assert version.current(tmp_path) is None


def test_an_activated_version_is_live(folder: Path) -> None:
    version.activate(folder.parent, "abc")
    assert version.current(folder.parent) == "abc"
    assert [path.name for path in folder.parent.iterdir() if path.is_file()] == ["current"]


def test_a_version_that_is_not_there_is_not_activated(folder: Path) -> None:
    version.activate(folder.parent, "abc")
    with pytest.raises(VersionError, match="abd"):
        version.activate(folder.parent, "abd")
    assert version.current(folder.parent) == "abc"


def test_versions_are_listed_newest_first_without_broken_ones(tmp_path: Path) -> None:
    for identity, created in (("a1", "2026-01-01"), ("b2", "2026-03-01"), ("c3", "2026-02-01"), ("d4", "2026-04-01")):
        (tmp_path / identity).mkdir()
        version.write_manifest(tmp_path / identity, manifest(identity, created))
    (tmp_path / "d4" / "manifest.json").write_text("{", encoding="utf-8")
    assert [one.id for one in version.listed(tmp_path)] == ["b2", "c3", "a1"]


@pytest.mark.parametrize("changed", [("d", {"size": 1}, "f"), ("c", {"size": 2}, "f"), ("c", {"size": 1}, "g")])
def test_whatever_changes_a_version_changes_its_id(changed: tuple[str, dict[str, int], str]) -> None:
    same = version.version_id("c", {"size": 1}, "f")
    assert same == version.version_id("c", {"size": 1}, "f")
    assert version.version_id(*changed) != same


def test_what_ended_processes_left_is_swept_and_that_of_living_ones_stays(tmp_path: Path) -> None:
    dead = ended_process()
    kept = version.private_folder(tmp_path)
    (tmp_path / f".open-{dead}-x" / "chroma").mkdir(parents=True)
    (tmp_path / f".current.{dead}").write_text("a", encoding="utf-8")
    (tmp_path / f".current.{os.getpid()}").write_text("a", encoding="utf-8")
    version.sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {kept.name, f".current.{os.getpid()}"}


def test_a_manifest_holds_what_an_operator_asks_for(folder: Path) -> None:
    written = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert {"id", "created", "embedder", "fingerprint", "scopes", "checks", "files"} <= set(written)
