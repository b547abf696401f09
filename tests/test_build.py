"""Building versions of real pages: what is done, what is not done again, and what never goes live."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.chunk import ChunkSettings
from corpus.matters import MattersError
from corpus.page import Page, Section, write
from corpus.synonyms import SynonymError
from indexes import version
from indexes.build import BuildError, Inputs, build
from indexes.embed import Embedder, FakeEmbedder, Floats, open_embedder
from indexes.index import Index
from indexes.verify import VerificationError

PAGES = Path(__file__).parent / "pages"


class Counting(FakeEmbedder):
    """The fake embedder, which remembers what it was asked to embed."""

    def __init__(self, dimensions: int = 64) -> None:
        super().__init__(f"fake:{dimensions}", dimensions)
        self.asked: list[str] = []

    def passages(self, texts: Sequence[str]) -> Floats:
        self.asked += texts
        return super().passages(texts)


class Garbled(FakeEmbedder):
    """An embedder that gives a text another vector each time."""

    calls = 0

    def passages(self, texts: Sequence[str]) -> Floats:
        self.calls += 1
        return super().passages([f"{text} {self.calls}" for text in texts])


def quiet(_step: str, _done: int, _total: int) -> None:
    """Say nothing."""


@pytest.fixture
def inputs(tmp_path: Path) -> Inputs:
    pages = Path(shutil.copytree(PAGES, tmp_path / "pages"))
    synonyms = tmp_path / "synonyms.toml"
    synonyms.write_text('[de]\n"hundemarke" = ["Hund anmelden"]\n', encoding="utf-8")
    return Inputs(pages, synonyms, tmp_path / "versions", open_embedder("fake:", model_folder=tmp_path))


def edit(inputs: Inputs, name: str, old: str, new: str) -> None:
    path = inputs.pages / f"{name}.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def found(inputs: Inputs, question: str) -> list[str]:
    index = Index.open(inputs.versions, inputs.embedder)
    try:
        return [hit.page.id for hit in index.search(question, 3).hits]
    finally:
        index.close()


def names(inputs: Inputs) -> set[str]:
    """What lies in the versions folder beside the embedding cache."""
    return {path.name for path in inputs.versions.iterdir() if not path.name.startswith(".embeddings")}


def write_page(inputs: Inputs, native: str, text: str, scope: str = "99001000") -> None:
    page = Page(f"muster:{native}", "service", native, scope=scope, sections=(Section("Volltext", text),))
    (inputs.pages / f"{native}.md").write_text(write(page), encoding="utf-8")


# --- what a build does -----------------------------------------------------------------------------------------------


def test_a_build_is_live_and_searchable(inputs: Inputs) -> None:
    built = build(inputs, quiet)
    assert (built.new, built.pages, built.problems) == (True, 5, [])
    assert version.current(inputs.versions) == built.id
    assert found(inputs, "Was kostet ein Hund?")[0] == "muster:hund"


def test_nothing_but_the_version_is_left_behind(inputs: Inputs) -> None:
    built = build(inputs, quiet)
    assert names(inputs) == {built.id, "current", ".lock"}


def test_the_manifest_tells_what_the_version_holds(inputs: Inputs) -> None:
    built = build(inputs, quiet)
    manifest = version.read_manifest(inputs.versions / built.id)
    assert manifest.id == built.id
    assert (manifest.embedder, manifest.fingerprint, manifest.dimensions) == ("fake:", "fake-64", 64)
    assert manifest.scopes["99001000"]["pages"] == 5
    assert manifest.passages == built.passages
    assert manifest.checks["recall_at_10"] >= 0.999
    assert manifest.files == version.checksums(inputs.versions / built.id)


def test_each_scope_has_a_folder_of_its_own(inputs: Inputs) -> None:
    write_page(inputs, "bund", "Das gilt überall.", scope="00")
    built = build(inputs, quiet)
    folder = inputs.versions / built.id
    assert {path.name for path in folder.iterdir() if path.is_dir()} == {"00", "99001000"}
    assert b"gilt \xc3\xbcberall" not in (folder / "99001000" / "passages.jsonl").read_bytes()


def test_a_scope_whose_pages_have_no_text_is_built_and_searched(inputs: Inputs) -> None:
    (inputs.pages / "leer.md").write_text(write(Page("x:leer", "service", "Leer", scope="09")), encoding="utf-8")
    build(inputs, quiet)
    assert found(inputs, "Hund anmelden")[0] == "muster:hund"


def test_progress_goes_through_every_step(inputs: Inputs) -> None:
    steps: list[tuple[str, int, int]] = []
    build(inputs, lambda step, done, total: steps.append((step, done, total)))
    assert list(dict.fromkeys(step for step, _, _ in steps)) == ["read", "cut", "embed", "store", "verify"]
    assert all(done <= total for _, done, total in steps)


def test_a_build_with_the_default_embedder_finds_by_meaning(inputs: Inputs, onnx_embedder: Embedder) -> None:
    real = replace(inputs, embedder=onnx_embedder)
    built = build(real, quiet)
    assert version.read_manifest(inputs.versions / built.id).checks["probe_cosine"] > 0.999
    assert found(real, "I have just moved, where do I register?")[0] == "muster:wohnsitz"
    assert found(real, "Köpek vergisi ne kadar?")[0] == "muster:hund"


# --- what is not done again ------------------------------------------------------------------------------------------


def test_the_same_inputs_give_the_same_version_and_no_work(inputs: Inputs) -> None:
    first = build(inputs, quiet)
    embedder = Counting()
    written = {path: path.stat().st_mtime_ns for path in (inputs.versions / first.id).rglob("*")}
    again = build(replace(inputs, embedder=embedder), quiet)
    assert (again.id, again.new, again.embedded, embedder.asked) == (first.id, False, 0, [])
    assert {path: path.stat().st_mtime_ns for path in (inputs.versions / first.id).rglob("*")} == written


def test_the_same_pages_elsewhere_and_in_other_files_give_the_same_id(inputs: Inputs, tmp_path: Path) -> None:
    (inputs.pages / "tiere").mkdir()
    (inputs.pages / "hund.md").rename(inputs.pages / "tiere" / "a.md")
    elsewhere = replace(inputs, pages=PAGES, versions=tmp_path / "andere")
    assert build(inputs, quiet).id == build(elsewhere, quiet).id


@pytest.mark.parametrize("change", ["page", "office", "synonyms", "matters", "chunks", "embedder"])
def test_whatever_a_search_depends_on_changes_the_id(inputs: Inputs, change: str) -> None:
    before = build(inputs, quiet).id
    if change == "page":
        edit(inputs, "hund", "90 Euro", "95 Euro")
    elif change == "office":
        edit(inputs, "buergerbuero", "069 90009-100", "069 90009-101")
    elif change == "synonyms":
        inputs.synonyms.write_text("[de]\n", encoding="utf-8")
    elif change == "matters":
        inputs = with_matters(inputs, '["Hunde"]\n"Hund anmelden" = ["Wir haben einen Welpen"]\n')
    elif change == "chunks":
        inputs = replace(inputs, chunks=ChunkSettings(size=400))
    else:
        inputs = replace(inputs, embedder=Counting(32))
    assert build(inputs, quiet).id != before


def with_matters(inputs: Inputs, text: str) -> Inputs:
    path = inputs.synonyms.with_name("matters.toml")
    path.write_text(text, encoding="utf-8")
    return replace(inputs, matters=path)


def test_what_citizens_say_finds_the_page_that_bears_the_name_of_the_matter(inputs: Inputs) -> None:
    said = "Wir kriegen einen Dackelwelpen"
    inputs = with_matters(inputs, f'["Hunde"]\n"Hund anmelden" = ["{said}"]\n"Sperrmüll" = ["Sofa loswerden"]\n')
    build(inputs, quiet)
    with closing(Index.open(inputs.versions, inputs.embedder)) as index:
        found, missing = index.search(said), index.search("Sofa loswerden")
    assert found.hits[0].page.title == "Hund anmelden"
    assert found.hits[0].parts["matter"] > 0
    assert (found.matter, missing.matter) == ("Hund anmelden", "Sperrmüll")
    assert found.missing < missing.missing


def test_broken_matters_keep_the_old_version_live(inputs: Inputs) -> None:
    before = build(inputs, quiet).id
    with pytest.raises(MattersError, match=r"matters\.toml"):
        build(with_matters(inputs, '["Hunde"\n'), quiet)
    assert version.current(inputs.versions) == before


def test_editing_one_sentence_embeds_its_passage_and_itself(inputs: Inputs) -> None:
    build(inputs, quiet)
    edit(inputs, "hund", "keine Unterlagen", "gar keine Unterlagen")
    embedder = Counting()
    assert build(replace(inputs, embedder=embedder), quiet).embedded == 2
    changed = "Für die Anmeldung brauchen Sie gar keine Unterlagen."
    probes = embedder.asked[2:]
    assert embedder.asked[:2] == [f"Hund anmelden. Unterlagen\n{changed}", f"Hund anmelden: {changed}"]
    assert len(probes) <= 16  # verification embeds some passages again


def test_what_was_cut_away_is_found_no_more(inputs: Inputs) -> None:
    build(inputs, quiet)
    edit(inputs, "hund", "keine Unterlagen", "einen Impfpass")
    built = build(inputs, quiet)
    texts = (inputs.versions / built.id / "99001000" / "passages.jsonl").read_text(encoding="utf-8")
    assert "einen Impfpass" in texts
    assert "keine Unterlagen" not in texts


def test_a_deleted_page_is_gone(inputs: Inputs) -> None:
    build(inputs, quiet)
    (inputs.pages / "hund.md").unlink()
    built = build(inputs, quiet)
    assert built.embedded == 0
    assert "muster:hund" not in found(inputs, "Hund anmelden Hundesteuer")
    assert all(b"Hund" not in path.read_bytes() for path in (inputs.versions / built.id / "99001000").rglob("*.jsonl"))


def test_an_edit_that_is_taken_back_makes_the_old_version_live_again(inputs: Inputs) -> None:
    first = build(inputs, quiet)
    edit(inputs, "hund", "90 Euro", "95 Euro")
    build(inputs, quiet)
    edit(inputs, "hund", "95 Euro", "90 Euro")
    again = build(inputs, quiet)
    assert (again.id, again.new) == (first.id, False)
    assert version.current(inputs.versions) == first.id


def test_a_version_may_be_built_without_going_live(inputs: Inputs) -> None:
    first = build(inputs, quiet)
    edit(inputs, "hund", "90 Euro", "95 Euro")
    second = build(inputs, quiet, activate=False)
    assert version.current(inputs.versions) == first.id
    assert {one.id for one in version.listed(inputs.versions)} == {first.id, second.id}


def test_a_damaged_version_is_built_again(inputs: Inputs) -> None:
    first = build(inputs, quiet)
    path = inputs.versions / first.id / "99001000" / "titles.npy"
    path.write_bytes(path.read_bytes()[:-1] + b"\x7f")
    again = build(inputs, quiet)
    assert (again.id, again.new) == (first.id, True)
    version.verify_files(inputs.versions / first.id, version.read_manifest(inputs.versions / first.id))
    build(inputs, quiet)
    assert names(inputs) == {first.id, "current", ".lock"}


# --- what never goes live --------------------------------------------------------------------------------------------


def poison(inputs: Inputs) -> None:
    """In the embedding cache, give one passage the vector of another text."""
    text = "Hund anmelden. Unterlagen\nFür die Anmeldung brauchen Sie keine Unterlagen."
    wrong = inputs.embedder.passages(["Wohnsitz anmelden. Kosten\nDie Anmeldung ist kostenlos."])[0]
    with closing(sqlite3.connect(inputs.versions / ".embeddings.sqlite")) as base, base:
        key = hashlib.sha256(text.encode()).digest()
        done = base.execute("UPDATE vectors SET vector = ? WHERE text = ?", (wrong.astype("<f4").tobytes(), key))
        assert done.rowcount == 1


def test_a_vector_of_another_text_keeps_the_old_version_live(inputs: Inputs) -> None:
    for name in ("buergerbuero", "personalausweis", "satzung-7"):  # few enough that each passage is probed
        (inputs.pages / f"{name}.md").unlink()
    edit(inputs, "wohnsitz", "office: muster:buergerbuero\n", "")
    first = build(inputs, quiet)
    poison(inputs)
    edit(inputs, "hund", "90 Euro", "95 Euro")
    with pytest.raises(VerificationError, match=r"the vector of muster:hund#Unterlagen#\w+ is not that of its text"):
        build(inputs, quiet)
    assert version.current(inputs.versions) == first.id
    assert [one.id for one in version.listed(inputs.versions)] == [first.id]
    assert found(inputs, "Hund anmelden")[0] == "muster:hund"


def test_an_embedder_that_is_not_the_same_twice_gives_no_version(inputs: Inputs) -> None:
    with pytest.raises(VerificationError, match="is not that of its text"):
        build(replace(inputs, embedder=Garbled("fake:", 64)), quiet)
    assert version.current(inputs.versions) is None


def test_a_folder_without_pages_keeps_the_old_version_live(inputs: Inputs, tmp_path: Path) -> None:
    first = build(inputs, quiet)
    with pytest.raises(BuildError, match="no page could be read; see `python -m corpus check"):
        build(replace(inputs, pages=tmp_path / "fehlt"), quiet)
    assert version.current(inputs.versions) == first.id


def test_a_broken_page_is_left_out_and_named(inputs: Inputs) -> None:
    (inputs.pages / "kaputt.md").write_text("kein Kopf", encoding="utf-8")
    built = build(inputs, quiet)
    assert (built.pages, [problem.file.name for problem in built.problems]) == (5, ["kaputt.md"])


def test_broken_synonyms_keep_the_old_version_live(inputs: Inputs) -> None:
    first = build(inputs, quiet)
    inputs.synonyms.write_text("[de\n", encoding="utf-8")
    with pytest.raises(SynonymError, match=r"synonyms\.toml"):
        build(inputs, quiet)
    assert version.current(inputs.versions) == first.id


HOLD = "import fcntl, sys; f = open(sys.argv[1], 'w'); fcntl.flock(f, 2); print('held', flush=True); sys.stdin.read()"


def test_of_two_builds_at_once_the_second_is_refused(inputs: Inputs) -> None:
    first = build(inputs, quiet)
    edit(inputs, "hund", "90 Euro", "95 Euro")
    arguments = [sys.executable, "-c", HOLD, str(inputs.versions / ".lock")]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        other.stdout.readline()
        with pytest.raises(BuildError, match="another build is running; wait for it to end"):
            build(inputs, quiet)
        other.kill()
    assert build(inputs, quiet).id != first.id  # the lock went with its process


def test_a_build_within_a_build_is_refused(inputs: Inputs) -> None:
    def nested(step: str, _done: int, _total: int) -> None:
        if step == "store":
            build(inputs, quiet)

    with pytest.raises(BuildError, match="another build is running"):
        build(inputs, nested)


def test_the_debris_of_a_killed_build_is_swept(inputs: Inputs) -> None:
    first = build(inputs, quiet)
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        pass
    for name in (f".building-{gone.pid}-x/00/chroma", f".open-{gone.pid}-x/00", ".damaged-x/00"):
        (inputs.versions / name).mkdir(parents=True)
    (inputs.versions / f".current.{gone.pid}").write_text("halb", encoding="utf-8")
    build(inputs, quiet)
    assert names(inputs) == {first.id, "current", ".lock"}


def test_a_reader_s_copies_survive_a_build(inputs: Inputs) -> None:
    build(inputs, quiet)
    index = Index.open(inputs.versions, inputs.embedder)
    edit(inputs, "hund", "90 Euro", "95 Euro")
    build(inputs, quiet)
    assert index.search("Was kostet ein Hund?", 1).hits[0].page.id == "muster:hund"
    index.close()
