"""Searching a built version: what is found, for whom, and what is refused at opening."""

from __future__ import annotations

import logging
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from corpus.page import Page, Section, write
from indexes import version
from indexes.build import Inputs, build
from indexes.embed import Embedder, FakeEmbedder, open_embedder
from indexes.index import EmbedderMismatchError, Hit, Index, local_first, on_chain
from indexes.version import VersionError

FAKE = FakeEmbedder("fake:", 64)
LEIKA = ("99008001000000",)


def quiet(_step: str, _done: int, _total: int) -> None:
    """Say nothing."""


def service(native: str, title: str, text: str, scope: str = "00", **values: object) -> Page:
    return Page(f"x:{native}", "service", title, scope=scope, sections=(Section("Volltext", text),), **values)  # pyright: ignore[reportArgumentType]  # whatever a test needs


def norm(section: str, law: str = "SGB I", text: str = "Es gilt das Recht.") -> Page:
    native = f"{law}_§{section}".replace(" ", "")
    citation = f"§ {section} {law}"
    return Page(f"x:{native}", "law", f"{citation}: Recht", citation=citation, sections=(Section("Wortlaut", text),))


PAGES = [
    service("bund", "Personalausweis beantragen", "Der Ausweis gilt im ganzen Bund. Sie zeigen ihn vor.", leika=LEIKA),
    service("land", "Personalausweis", "Der Ausweis gilt im ganzen Land. Sie zeigen ihn vor.", "09", leika=LEIKA),
    service(
        "muenchen", "Ausweis für Personen", "Kommen Sie in München vorbei, Kanarienvogel.", "09162000", leika=LEIKA
    ),
    service("bonn", "Personalausweis beantragen", "Kommen Sie in Bonn vorbei, Zaunkönig.", "05314000"),
    service("hund", "Hund anmelden", "Für den Hund zahlen Sie Steuern.", "09162000", keywords=("Wauwau",)),
    service("alt", "Faxgerät leihen", "Leihen Sie ein Faxgerät.", "09162000", valid_until=date(2026, 5, 31)),
    service("neu", "Hologramm leihen", "Leihen Sie ein Hologramm.", "09162000", valid_from=date(2027, 1, 1)),
    service("leer", "Nur ein Titel", "", "09"),
    norm("16", text="(1) Anträge sind beim zuständigen Träger zu stellen.\n\n(2) Andere leiten sie weiter."),
    norm("17", text="Die Träger wirken darauf hin, dass Anträge nach § 16 SGB I weitergeleitet werden."),
    norm("16", "SGB X", text="Ausgeschlossene Personen stellen keine Anträge."),
    norm("823", "BGB", text="Wer einen Schaden macht, ersetzt ihn."),
    norm("1823", "BGB", text="Das Gericht kann, wie nach § 823 BGB, einen Schaden ersetzen lassen."),
]


def built(folder: Path, pages: list[Page], embedder: Embedder = FAKE) -> Inputs:
    """A town with these pages, built."""
    inputs = Inputs(folder / "pages", folder / "synonyms.toml", folder / "versions", embedder)
    inputs.pages.mkdir(parents=True)
    inputs.synonyms.write_text('[de]\n"lappen" = ["Personalausweis"]\n', encoding="utf-8")
    for number, page in enumerate(pages):
        (inputs.pages / f"{number}.md").write_text(write(page), encoding="utf-8")
    build(inputs, quiet)
    return inputs


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    return built(tmp_path_factory.mktemp("town"), PAGES)


@pytest.fixture(scope="module")
def everything(town: Inputs) -> Iterator[Index]:
    index = Index.open(town.versions, FAKE)
    yield index
    index.close()


@pytest.fixture(scope="module")
def munich(town: Inputs) -> Iterator[Index]:
    index = Index.open(town.versions, FAKE, "09162000")
    yield index
    index.close()


@pytest.fixture
def own(town: Inputs, tmp_path: Path) -> Inputs:
    """A copy of the town that a test may damage."""
    folder = Path(shutil.copytree(town.versions.parent, tmp_path / "town", ignore=shutil.ignore_patterns(".open-*")))
    return Inputs(folder / "pages", folder / "synonyms.toml", folder / "versions", FAKE)


def ids(index: Index, question: str, k: int = 20, on: date | None = None) -> list[str]:
    return [hit.page.id for hit in index.search(question, k, on).hits]


# --- what is found ---------------------------------------------------------------------------------------------------


def test_a_page_is_found_by_what_it_says(munich: Index) -> None:
    assert ids(munich, "Welche Steuern zahle ich für den Hund?")[0] == "x:hund"


def test_a_page_is_found_by_its_keywords(munich: Index) -> None:
    assert ids(munich, "Wauwau")[0] == "x:hund"


def test_a_citizen_s_word_finds_the_official_one(munich: Index) -> None:
    search = munich.search("Lappen verloren")
    assert search.official == ("Personalausweis",)
    assert "Personalausweis" in search.hits[0].page.title or search.hits[0].page.id == "x:muenchen"


def test_each_page_comes_once_and_best_first(everything: Index) -> None:
    hits = everything.search("Personalausweis beantragen", 50).hits
    assert len({hit.page.id for hit in hits}) == len(hits)
    apart = [hit.score for hit in hits if not hit.page.leika and "ausweis" not in hit.page.title]
    assert apart == sorted(apart, reverse=True)


def test_no_more_pages_come_than_were_asked_for(everything: Index) -> None:
    assert len(everything.search("Personalausweis", 3).hits) == 3


def test_a_score_is_the_weighted_sum_of_its_parts(everything: Index) -> None:
    hit = everything.search("Personalausweis beantragen").hits[0]
    assert list(hit.parts) == ["dense", "sentence", "text", "whole", "norm", "matter"]
    weights = {"dense": 1.0, "sentence": 1.0, "text": 6.0, "whole": 12.0, "norm": 12.0, "matter": 3.2}
    assert hit.score == pytest.approx(sum(weights[name] * value for name, value in hit.parts.items()), abs=0.01)


@pytest.mark.parametrize("question", ["", " ", "???", "\x00", "\ud800", "x" * 3_000, "der die das", "§", "🙂"])
def test_any_question_can_be_asked(everything: Index, question: str) -> None:
    assert len(everything.search(question, 5).hits) <= 5


def test_the_passages_of_a_page_come_with_the_cosines_of_their_sentences(munich: Index) -> None:
    vector = FAKE.query("Steuern für den Hund")
    (scored,) = munich.passages("x:hund", vector)
    expected = FAKE.passages([scored.passage.embedded, "Hund anmelden: Für den Hund zahlen Sie Steuern."]) @ vector
    assert (scored.cosine, *scored.sentences) == pytest.approx(tuple(expected), abs=1e-5)
    assert munich.passages("x:gibt-es-nicht", vector) == []


def test_a_page_is_had_by_its_id_on_one_s_own_chain_only(munich: Index) -> None:
    assert munich.page("x:hund") is not None
    assert (munich.page("x:bonn"), munich.page("x:gibt-es-nicht")) == (None, None)


def test_the_default_embedder_finds_across_words(tmp_path: Path, onnx_embedder: Embedder) -> None:
    inputs = built(tmp_path, PAGES, onnx_embedder)
    index = Index.open(inputs.versions, onnx_embedder, "09162000")
    try:
        assert ids(index, "Was muss ich für meinen Dackel bezahlen?")[0] == "x:hund"
        assert ids(index, "§ 16 SGB I")[0] == "x:SGBI_§16"
    finally:
        index.close()


def test_the_store_finds_what_exact_search_finds(tmp_path: Path) -> None:
    words = [f"{a}{b}" for a in ("Hund", "Pass", "Müll", "Bad", "Kita", "Grab") for b in ("amt", "schein", "geld", "")]
    pick = random.Random(3)
    pages = [service(str(n), f"{pick.choice(words)} {n}", " ".join(pick.choices(words, k=9)) + ".") for n in range(300)]
    inputs = built(tmp_path, pages)
    index = Index.open(inputs.versions, FAKE)
    part = index.scopes[0]
    shares: list[float] = []
    for _ in range(60):
        question = FAKE.query(" ".join(pick.choices(words, k=4)))
        exact = part.vectors @ question
        limit = float(np.sort(exact)[-10]) - 1e-5
        shares.append(sum(exact[row] >= limit for row in part.store.nearest(question, 10)[0]) / 10)
    index.close()
    assert np.mean(shares) >= 0.999


# --- norms -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "question", ["§ 16 SGB I", "Was steht in Paragraph 16 SGB 1?", "Gilt § 16 Abs. 2 Satz 1 SGB I?"]
)
def test_a_cited_section_is_found_first(everything: Index, question: str) -> None:
    first = everything.search(question).hits[0]
    assert first.page.id == "x:SGBI_§16"
    assert first.parts["norm"] > 0


def test_a_cited_section_is_not_another_law_s_or_one_that_mentions_it(everything: Index) -> None:
    hits = {hit.page.id: hit.parts["norm"] for hit in everything.search("§ 16 SGB I", 50).hits}
    assert {name for name, part in hits.items() if part} == {"x:SGBI_§16"}


def test_a_section_is_not_one_whose_number_ends_like_it(everything: Index) -> None:
    hits = everything.search("§ 823 BGB", 50).hits
    assert hits[0].page.id == "x:BGB_§823"
    assert {hit.page.id for hit in hits if hit.parts["norm"]} == {"x:BGB_§823"}
    assert everything.search("§ 1823 BGB").hits[0].page.id == "x:BGB_§1823"


def test_a_page_that_explains_two_cited_sections_counts_by_the_one_it_explains_first(tmp_path: Path) -> None:
    basis = ("§ 14 SGB I", "§ 13 SGB I")
    pages = [replace(service("beratung", "Beratung", "Sie werden beraten."), kind="information", legal_basis=basis)]
    index = Index.open(built(tmp_path, pages).versions, FAKE)
    parts = [index.search(question).hits[0].parts["norm"] for question in ("§ 14 SGB I", "§ 14 und § 13 SGB I")]
    index.close()
    assert parts[0] == parts[1] > 0


def test_a_section_without_its_law_is_no_section_in_particular(everything: Index) -> None:
    assert not any(hit.parts["norm"] for hit in everything.search("§ 16", 50).hits)


# --- for whom --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scope", "municipality", "on"),
    [
        *(("00", "09162000", True), ("09", "09162000", True), ("09162000", "09162000", True)),
        *(("091", "09162000", True), ("05", "09162000", False), ("09162000", "09", False)),
        *(("09162001", "09162000", False), ("0916", "05314000", False), ("05314000", "", True)),
    ],
)
def test_a_chain_is_the_prefixes_of_a_municipality_and_the_federation(scope: str, municipality: str, on: bool) -> None:
    assert on_chain(scope, municipality) == on


def test_a_municipality_never_sees_another_s_pages(town: Inputs) -> None:
    questions = ["Personalausweis beantragen in Bonn, Zaunkönig", "Kanarienvogel in München", "Hund", "§ 16 SGB I", ""]
    for municipality, strange in (("09162000", "Zaunkönig"), ("05314000", "Kanarienvogel"), ("01001000", "Land.")):
        index = Index.open(town.versions, FAKE, municipality)
        for hit in (hit for question in questions for hit in index.search(question, 100).hits):
            assert on_chain(hit.page.scope, municipality)
            assert strange not in hit.passage.text
        assert strange not in repr([(part.pages, part.passages) for part in index.scopes])
        index.close()


def test_a_municipality_without_pages_of_its_own_has_those_of_the_federation(town: Inputs) -> None:
    index = Index.open(town.versions, FAKE, "01001000")
    assert {hit.page.scope for hit in index.search("Personalausweis", 50).hits} == {"00"}
    index.close()


def test_a_chain_without_pages_finds_nothing(tmp_path: Path) -> None:
    inputs = built(tmp_path, [PAGES[3]])
    index = Index.open(inputs.versions, FAKE, "09162000")
    assert index.search("Personalausweis").hits == ()
    index.close()


def test_where_the_matter_is_the_same_the_more_local_page_comes_first(munich: Index) -> None:
    found = [name for name in ids(munich, "Personalausweis beantragen") if name in ("x:bund", "x:land", "x:muenchen")]
    assert found == ["x:muenchen", "x:land", "x:bund"]


def hit(native: str, scope: str, score: float, title: str = "", **values: object) -> Hit:
    page = service(native, title or native, "Text.", scope, **values)
    return Hit(page, None, score, {})  # pyright: ignore[reportArgumentType]  # no passage is looked at


@pytest.mark.parametrize("same", [{"leika": LEIKA}, {"title": "Straßen  REINIGEN"}])
def test_a_more_local_page_passes_its_rival_and_no_other(same: dict[str, object]) -> None:
    hits = [hit("a", "00", 9, **same), hit("b", "00", 8), hit("c", "09", 7, **same), hit("d", "09162000", 6)]  # pyright: ignore[reportArgumentType]  # see above
    assert [one.page.id for one in local_first(hits)] == ["x:c", "x:a", "x:b", "x:d"]


def test_a_land_is_more_local_than_the_federation_though_both_have_two_digits() -> None:
    hits = [hit("bund", "00", 9, leika=LEIKA), hit("land", "09", 8, leika=LEIKA)]
    assert [one.page.id for one in local_first(hits)] == ["x:land", "x:bund"]


def test_pages_of_different_matters_keep_their_order() -> None:
    hits = [hit("a", "00", 9), hit("b", "09162000", 8), hit("c", "09", 7)]
    assert local_first(hits) == hits


# --- when ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "valid"),
    [
        *((date(2026, 5, 31), {"x:alt"}), (date(2026, 6, 1), set[str]()), (date(2026, 12, 31), set[str]())),
        *((date(2027, 1, 1), {"x:neu"}), (None, {"x:alt", "x:neu"})),
    ],
)
def test_only_what_is_valid_on_the_day_is_found(munich: Index, on: date | None, valid: set[str]) -> None:
    assert set(ids(munich, "Faxgerät oder Hologramm leihen", on=on)) & {"x:alt", "x:neu"} == valid


# --- opening ---------------------------------------------------------------------------------------------------------


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[random.Random(path.name).randrange(len(data))] ^= 0x10
    path.write_bytes(data)


def test_one_flipped_byte_in_any_file_is_refused_by_the_file_s_name(own: Inputs) -> None:
    live = version.current(own.versions) or ""
    folder = own.versions / live
    files = [path for path in folder.rglob("*") if path.is_file() and path.stat().st_size]
    assert len(files) > 40
    for path in files:
        sound = path.read_bytes()
        flip(path)
        name = "manifest.json" if path.name.startswith("manifest") else path.relative_to(folder).as_posix()
        with pytest.raises(VersionError) as refused:
            Index.open_version(own.versions, live, FAKE)
        assert f"{live}: {name} " in str(refused.value)
        path.write_bytes(sound)
    Index.open_version(own.versions, live, FAKE).close()


def test_the_newest_sound_version_takes_the_place_of_a_damaged_one(
    own: Inputs, caplog: pytest.LogCaptureFixture
) -> None:
    history = [version.current(own.versions)]
    for text in ("eins", "zwei"):
        (own.pages / "hund2.md").write_text(write(service("hund2", "Katze", text)), encoding="utf-8")
        history.append(build(own, quiet).id)
    flip(own.versions / str(history[2]) / "00" / "vectors.npy")
    with caplog.at_level(logging.WARNING):
        index = Index.open(own.versions, FAKE)
    index.close()
    assert index.manifest.id == history[1]
    assert f"{history[2]}: 00/vectors.npy is damaged" in caplog.text


def test_when_no_version_is_sound_the_command_that_builds_is_named(own: Inputs) -> None:
    flip(own.versions / str(version.current(own.versions)) / "synonyms.json")
    with pytest.raises(VersionError, match="no sound version is left; build one with `python -m indexes build`"):
        Index.open(own.versions, FAKE)


def test_before_the_first_build_the_command_that_builds_is_named(tmp_path: Path) -> None:
    with pytest.raises(VersionError, match="there is no version; build one with `python -m indexes build`"):
        Index.open(tmp_path, FAKE)


def test_another_embedder_is_refused_with_the_command_that_rebuilds(town: Inputs) -> None:
    other = open_embedder("fake:32", model_folder=Path())
    with pytest.raises(EmbedderMismatchError) as refused:
        Index.open(town.versions, other)
    assert "built with the embedder fake: (fake-64)" in str(refused.value)
    assert "`python -m indexes build --embedder fake:32`" in str(refused.value)


def test_another_embedder_s_older_version_is_not_used_for_a_damaged_one(own: Inputs) -> None:
    other = FakeEmbedder("fake:32", 32)
    live = build(replace(own, embedder=other), quiet)
    flip(own.versions / live.id / "synonyms.json")
    with pytest.raises(VersionError, match="no sound version"):
        Index.open(own.versions, other)


def test_opening_and_searching_change_no_byte_of_the_version(own: Inputs) -> None:
    folder = own.versions / str(version.current(own.versions))
    before = version.checksums(folder), {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    index = Index.open(own.versions, FAKE)
    for page in PAGES:
        index.search(page.title)
    index.close()
    assert (version.checksums(folder), {path: path.stat().st_mtime_ns for path in folder.rglob("*")}) == before


def test_private_copies_are_removed_at_closing(own: Inputs) -> None:
    first, second = Index.open(own.versions, FAKE), Index.open(own.versions, FAKE)
    assert len(list(own.versions.glob(".open-*"))) == 2
    first.close()
    assert second.search("Hund", 1).hits
    second.close()
    assert list(own.versions.glob(".open-*")) == []


def test_a_version_that_cannot_be_opened_leaves_no_copies(own: Inputs) -> None:
    folder = own.versions / str(version.current(own.versions))
    shutil.rmtree(folder / "09162000" / "chroma")  # the last scope
    sealed = replace(version.read_manifest(folder), files=version.checksums(folder))
    version.write_manifest(folder, sealed)
    with pytest.raises(FileNotFoundError):
        Index.open(own.versions, FAKE)
    assert list(own.versions.glob(".open-*")) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from indexes.embed import open_embedder
from indexes.index import Index
index = Index.open(Path(sys.argv[1]), open_embedder("fake:", model_folder=Path()))
assert index.search("Hund").hits
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_copies_of_a_killed_reader_are_swept_at_the_next_build(own: Inputs) -> None:
    root = Path(__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", KILLED, str(own.versions)], cwd=root, check=False)
    assert done.returncode == -9
    assert len(list(own.versions.glob(".open-*"))) == 1
    build(own, quiet)
    assert list(own.versions.glob(".open-*")) == []
