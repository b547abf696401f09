from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.folder import load
from corpus.lint import Finding, lint
from corpus.lint.language import is_passive, level, syllables
from corpus.page import Page, Section

PAGES = Path(__file__).parent / "pages"
GOOD = next(page for page in load(PAGES).pages if page.id == "muster:hund")


def _found(kind: str, text: str, page: Page = GOOD) -> list[Finding]:
    page = replace(page, sections=(Section("Volltext", text),))
    return [finding for finding in lint(page, date(2026, 6, 1)) if finding.kind == kind]


@pytest.mark.parametrize(
    ("word", "count"), [("Amt", 1), ("Gebühr", 2), ("Personalausweis", 6), ("Auto", 2), ("Quelle", 3), ("Xyz", 1)]
)
def test_syllables_are_counted_by_vowels(word: str, count: int) -> None:
    assert abs(syllables(word) - count) <= 1


def test_the_level_is_the_first_wiener_sachtextformel() -> None:
    # 4 words, 1 sentence: none of three syllables, none longer than six letters, all of one syllable
    assert level(["Das Amt ist da."]) == pytest.approx(0.1672 * 4 - 0.0327 * 100 - 0.875)
    assert level([]) == 0


def test_a_hard_page_is_told_apart_from_an_easy_one() -> None:
    hard = "Die ordnungsbehördliche Aufenthaltsermittlungsveranlassung begründet Mitwirkungsobliegenheiten. " * 20
    assert _found("reading_level", hard)
    assert not _found("reading_level", "Sie gehen zum Amt und holen den Pass ab. " * 20)


def test_a_long_sentence_is_quoted_and_a_citation_in_brackets_does_not_count() -> None:
    words = "Das Amt schickt Ihnen einen Brief und " * 5
    (finding,) = _found("long_sentence", f"{words}mehr.")
    assert finding.what == "Der Satz hat 36 Wörter."
    aside = "(§ 1 Satz 1 Nummer 2 Buchstabe b und § 3 Absatz 4 Satz 1 des ersten Gesetzes über die Dinge)"
    assert not _found("long_sentence", f"Das Amt schickt Ihnen einen Brief {aside} und mehr.")


@pytest.mark.parametrize(
    ("sentence", "passive"),
    [
        ("Der Antrag wird vom Amt geprüft.", True),
        ("Der Antrag muss schriftlich gestellt werden.", True),
        ("Das ist ein Dokument, das vom Amt ausgestellt wird.", True),
        ("Das Amt wird den Antrag prüfen.", False),
        ("Sie werden 18 Jahre alt.", False),
        ("Die Gebühr beträgt 5 Euro, und es wird kalt.", False),
        ("Sie stellen den Antrag selbst.", False),
    ],
)
def test_the_passive_is_a_form_of_werden_with_a_participle(sentence: str, passive: bool) -> None:
    assert is_passive(sentence) is passive


def test_a_page_of_passives_is_reported_once() -> None:
    assert len(_found("passive", "Der Antrag wird vom Amt geprüft. " * 5)) == 1
    assert not _found("passive", "Der Antrag wird vom Amt geprüft. " + "Sie gehen zum Amt. " * 9)


def test_a_word_of_offices_is_found_once_with_a_plain_one() -> None:
    (finding,) = _found("officialese", "Melden Sie das unverzüglich. Ja, unverzüglich.")
    assert (finding.quote, finding.remedy) == ("Melden Sie das unverzüglich.", "Schreiben Sie, wo es passt: sofort.")
    assert not _found("officialese", "Die Antragstellungsfrist ist ein anderes Wort.")


def test_the_words_of_a_law_and_of_other_languages_are_left_alone() -> None:
    assert not _found("officialese", "Melden Sie das unverzüglich.", replace(GOOD, language="en"))
    assert not _found("officialese", "Melden Sie das unverzüglich.", replace(GOOD, kind="law"))
