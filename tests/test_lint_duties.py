from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.folder import load
from corpus.lint import Finding, lint
from corpus.page import Link, Office, Page, Section

TODAY = date(2026, 6, 1)
PAGES = Path(__file__).parent / "pages"
GOOD = next(page for page in load(PAGES).pages if page.id == "muster:hund")
BARE = Page("muster:x", "service", "Bescheinigung über Dinge", office=GOOD.office, updated=TODAY)


def _found(kind: str, page: Page, today: date = TODAY) -> list[Finding]:
    return [finding for finding in lint(page, today) if finding.kind == kind]


def _says(*texts: str, title: str = BARE.title) -> Page:
    sections = tuple(Section("Volltext", text) for text in texts)
    return replace(BARE, title=title, sections=sections)


# --- the office ------------------------------------------------------------------------------------------------------


def test_a_service_that_names_no_office_anywhere_is_warned_about() -> None:
    nowhere = replace(_says("Es gibt Dinge."), office=None)
    assert _found("office_missing", nowhere)
    named = replace(nowhere, sections=(*nowhere.sections, Section("Zuständige Stelle", "Das Steueramt.")))
    assert not _found("office_missing", named)


@pytest.mark.parametrize(
    ("office", "text", "reachable"),
    [
        (Office("Steueramt"), "Das Amt hilft.", False),
        (Office("Steueramt", phone="069 1"), "Das Amt hilft.", True),
        (Office("Steueramt"), "Rufen Sie an: 069 90009-270.", True),
        (Office("Steueramt"), "Schreiben Sie an amt@stadt.example.", True),
        (Office("Steueramt"), "Das Amt liegt in der Lindenallee 20.", True),
        (Office("Steueramt"), "Kommen Sie in die Eichstätter Straße.", True),
        (Office("Steueramt"), "Kommen Sie in die Ruppertstr. 19.", True),
        (Office("Steueramt"), "Der Weg zum Amt ist weit.", False),
        (Office("Steueramt"), "Der Betrag von 0,50 Euro ist 2026 fällig.", False),
    ],
)
def test_an_office_must_be_reachable_by_a_field_or_by_the_text(office: Office, text: str, reachable: bool) -> None:
    assert bool(_found("office_unreachable", replace(_says(text), office=office))) is not reachable


# --- §§ 13 to 16 SGB I -----------------------------------------------------------------------------------------------


def test_a_social_benefit_says_how_to_apply_and_that_the_wrong_office_forwards() -> None:
    benefit = _says("Wohngeld ist ein Zuschuss zur Miete.", title="Wohngeld als Mietzuschuss")
    assert _found("application_missing", benefit)
    assert _found("forwarding_missing", benefit)
    whole = _says(
        "Den Antrag auf Wohngeld stellen Sie online.",
        "Geht der Antrag bei einer anderen Stelle ein, leitet sie ihn an die Wohngeldstelle weiter.",
        title=benefit.title,
    )
    assert not _found("application_missing", whole)
    assert not _found("forwarding_missing", whole)


def test_the_legal_basis_tells_a_benefit_too_and_a_certificate_is_none() -> None:
    page = replace(_says("Text."), title="Hilfe in Notlagen", legal_basis=("§ 27 SGB XII",))
    assert _found("application_missing", page)
    assert not _found("application_missing", replace(page, title="Bescheinigung für die Rente"))


def test_what_to_bring_is_missed_only_where_nothing_hints_at_it() -> None:
    assert _found("documents_missing", _says("Es gibt Dinge."))
    assert not _found("documents_missing", _says("Für die Einreise brauchen Sie ein Visum."))
    assert not _found(
        "documents_missing", replace(_says("Es gibt Dinge."), forms=(Link("Antrag", "https://x.example"),))
    )
    assert not _found("documents_missing", _says("Es gibt Rat.", title="Beratung zum Baurecht"))
    assert not _found("documents_missing", _says("Es gibt Regeln.", title="Verkehrsverstöße in der Probezeit"))


def test_a_text_that_tells_what_to_bring_outside_a_section_is_quoted() -> None:
    (finding,) = _found("no_section", _says("Bitte bringen Sie Ihren Ausweis mit.", "Es kostet nichts."))
    assert (finding.section, finding.quote) == ("Volltext", "Bitte bringen Sie Ihren Ausweis mit.")


# --- fees and deadlines ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["Das kostet 5 Euro.", "Der Antrag ist kostenlos.", "Es fällt eine Gebühr an."])
def test_a_fee_is_told_by_an_amount_a_free_service_or_the_word(text: str) -> None:
    assert not _found("fee_missing", _says(text))
    assert _found("fee_missing", _says("Es gibt Dinge."))


def test_an_amount_needs_a_date_somewhere() -> None:
    page = replace(_says("Das kostet 1.250,00 Euro."), updated=None)
    assert [finding.quote for finding in _found("fee_undated", page)] == ["Das kostet 1.250,00 Euro."]
    assert not _found("fee_undated", replace(page, valid_from=TODAY))
    assert not _found("fee_undated", replace(_says("Seit 2026 kostet das 5 Euro."), updated=None))


def test_a_deadline_is_asked_of_services_that_have_one() -> None:
    assert _found("deadline_missing", _says("Sie melden ab.", title="Gewerbe-Abmeldung"))
    assert not _found("deadline_missing", _says("Melden Sie sofort ab.", title="Gewerbe-Abmeldung"))
    assert not _found("deadline_missing", _says("Sie melden ab.", title="Fahrzeug abmelden"))
    assert not _found("deadline_missing", _says("Es gibt Dinge."))


@pytest.mark.parametrize(
    ("text", "undated"),
    [
        ("Den Antrag stellen Sie bis zum 31. März.", True),
        ("Den Antrag stellen Sie bis zum 31. März 2027.", False),
        ("Den Antrag stellen Sie jedes Jahr bis zum 31. März.", False),
        ("Den Antrag stellen Sie bis zum 31. Januar vor der Einschulung.", False),
        ("Kein Verkauf in der Zeit vom 1. Januar bis 28. Dezember.", False),
    ],
)
def test_a_term_without_a_year_is_pointed_out(text: str, undated: bool) -> None:
    assert bool(_found("deadline_undated", _says(text))) is undated


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        ("Sie müssen sich bis 11. März 2026 anmelden.", True),
        ("Sie müssen sich bis zum 11.03.2026 anmelden.", True),
        ("Sie müssen sich bis 11. März 2027 anmelden.", False),
        ("Scheine, die bis zum 31. Dezember 1998 ausgestellt wurden, müssen Sie umtauschen.", False),
        ("Kartenschein 2012 bis 18. Januar 2013: muss bis zum 19. Januar 2033 umgetauscht sein.", False),
        ("Das Geld (bis 30. Mai 2026: Bürgergeld) können Sie beantragen.", False),
    ],
)
def test_a_term_that_has_passed_is_found_and_history_is_not(text: str, passed: bool) -> None:
    assert bool(_found("date_passed", _says(text))) is passed
