"""What citizens say who have a matter: the file, and what a question gains by it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.matters import Matter, MattersError, load
from indexes.lexical import Field, Lexical
from indexes.matters import Directory, Matters, links

SHIPPED = Path(__file__).parents[1] / "corpus" / "matters.toml"
MATTERS = [
    Matter(("Sperrmüll",), ("altes Sofa loswerden",)),
    Matter(("Hund anmelden", "Hundesteuer"), ("Welpe", "Dackel")),
]
SAID = np.eye(4, dtype=np.float32)[:3]
LABELS = Lexical.build([[Field("Hundesteuer: Ermäßigung")], [Field("Hund anmelden")], [Field("Reisepass beantragen")]])


def directory() -> Directory:
    """Two matters in a space of four dimensions; a page about the first is missing."""
    return Directory.of(Matters.of(MATTERS, SAID), [links(MATTERS, LABELS)])


def written(folder: Path, text: str) -> Path:
    path = folder / "matters.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_names_stand_left_and_sentences_right(tmp_path: Path) -> None:
    path = written(tmp_path, '["Abfall"]\n"Sperrmüll, Sperrgut" = ["altes Sofa loswerden", "Schrank abholen"]\n')
    assert load(path) == [Matter(("Sperrmüll", "Sperrgut"), ("altes Sofa loswerden", "Schrank abholen"))]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('["Abfall"]\n"Sperrmüll" = [', "matters.toml"),
        ('"Sperrmüll" = ["Sofa"]\n', "below an area"),
        ('["Abfall"]\n"Sperrmüll" = "Sofa"\n', "Sperrmüll"),
        ('["Abfall"]\n"Sperrmüll" = [" "]\n', "Sperrmüll"),
        ('["Abfall"]\n" , " = ["Sofa"]\n', "give names"),
        ('["Abfall"]\n"Sperrmüll" = ["Sofa"]\n"Möbel" = ["sofa"]\n', "stands for Sperrmüll and Möbel"),
    ],
)
def test_a_broken_entry_is_named(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(MattersError, match=named):
        load(written(tmp_path, text))


def test_the_shipped_matters_can_be_read() -> None:
    assert len(load(SHIPPED)) > 400


def test_a_question_near_to_a_sentence_means_the_pages_that_bear_the_name() -> None:
    meant = directory().meant(SAID[2])
    assert meant.name == "Hund anmelden"
    assert meant.pages[0][:2].min() > meant.pages[0][2]


def test_a_near_matter_that_no_page_is_about_is_missing() -> None:
    known = directory()
    assert known.meant(SAID[0]).missing > 0.5 > known.meant(SAID[1]).missing


def test_a_question_near_to_nothing_means_no_page() -> None:
    meant = directory().meant(np.eye(4, dtype=np.float32)[3] * -1)
    assert (meant.name, float(meant.pages[0].max())) == ("", 0.0)


def test_a_page_that_no_matter_names_lies_between_the_others() -> None:
    other = [*MATTERS, Matter(("Reisepass beantragen",), ("ab in den Urlaub",))]
    listed = Directory.of(Matters.of(other, np.eye(4, dtype=np.float32)), [links(other, LABELS)])
    assert listed.meant(SAID[2]).pages[0][2] == 0
    fair = directory().meant(SAID[2]).pages[0]
    assert 0 < fair[2] < fair[:2].max()


def test_without_matters_nothing_is_meant_and_nothing_missing() -> None:
    none = Directory.of(Matters.of([], np.empty((0, 4), np.float32)), [links([], LABELS)])
    meant = none.meant(SAID[0])
    assert (meant.name, meant.missing, meant.pages[0].tolist()) == ("", 0.0, [0.0, 0.0, 0.0])


def test_a_scope_without_pages_has_no_shares() -> None:
    empty = Lexical.build([])
    meant = Directory.of(Matters.of(MATTERS, SAID), [links(MATTERS, LABELS), links(MATTERS, empty)]).meant(SAID[1])
    assert [len(part) for part in meant.pages] == [3, 0]
