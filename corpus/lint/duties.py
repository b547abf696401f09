"""What a citizen is owed by §§ 13 to 16 SGB I, and what a service's page does not say; pure.

§ 13: the benefit and its terms; § 15: the competent office; § 16: where and how to apply, and that an office that is
not competent forwards the application. The same is asked of every service, because a citizen asks it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.lint.finding import Finding, Place, places
from corpus.modules import module_of
from corpus.norms import find
from corpus.page import Page


def duties(page: Page) -> Iterator[Finding]:
    """What a service's page lacks; other pages owe nothing of this."""
    if page.kind == "service":
        seen = _Seen.of(page)
        yield from _office(page, seen)
        yield from _application(page, seen)
        yield from _documents(page, seen)
        yield from _fee(page, seen)
        yield from _deadline(page, seen)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A page's sentences and the modules that have a section with a text."""

    places: tuple[Place, ...]
    modules: frozenset[str]

    @classmethod
    def of(cls, page: Page) -> _Seen:
        filled = [section for section in page.sections if section.text.strip()]
        return cls(tuple(places(page)), frozenset(module_of(section.heading) for section in filled))

    def first(self, cue: re.Pattern[str]) -> Place | None:
        return next((place for place in self.places if cue.search(place.sentence)), None)


def _warn(kind: str, page: Page, what: str, remedy: str) -> Finding:
    return Finding(kind, "warning", page.id, what, remedy)


# --- § 15: the office ------------------------------------------------------------------------------------------------

_NUMBER = re.compile(r"(?<![\d.,])(?:\+49|0\d)[\d /()-]{5,18}\d(?!\d)|\b(?:unter|Telefon|Behördennummer) 115\b")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w")
_STREET = re.compile(
    r"\b[A-ZÄÖÜ][\w-]*(?:straße|str\.|platz|allee|weg|gasse) \d|\b[A-ZÄÖÜ][\w-]*(?:-Straße|straße|platz)\b"
    r"|\b[A-ZÄÖÜ]\w+er (?:Straße|Str\.|Platz|Allee|Weg)|\b\d{5} [A-ZÄÖÜ]"
)
_WAYS = (_NUMBER, _MAIL, _STREET)


def _office(page: Page, seen: _Seen) -> Iterator[Finding]:
    named = page.office is not None and bool(page.office.name or page.office.page)
    if not named and "Zuständige Stelle" not in seen.modules:
        remedy = "Tragen Sie office ein: eine Seite oder Name und Telefon (§ 15 SGB I: Auskunft über die Stelle)."
        yield _warn("office_missing", page, "Es ist keine zuständige Stelle genannt.", remedy)
    elif not _reachable(page, seen):
        name = f" „{page.office.name}“" if page.office and page.office.name else ""
        what = f"Zur Stelle{name} fehlt jeder Weg: kein Telefon, keine E-Mail, keine Anschrift, kein Termin."
        yield _warn("office_unreachable", page, what, "Ergänzen Sie im Amt Telefon und Anschrift.")


def _reachable(page: Page, seen: _Seen) -> bool:
    office = page.office
    told = office and (office.phone or office.email or office.address or office.appointment_url)
    return bool(told) or any(seen.first(way) for way in _WAYS)


# --- § 16: where and how to apply ------------------------------------------------------------------------------------

_BENEFIT_LAWS = {"SGB II", "SGB III", "SGB VI", "SGB XI", "SGB XII", "WoGG", "BKGG", "UhVorschG", "AsylbLG", "BAföG"}
_BENEFIT = re.compile(
    r"(?i)(?:wohn|kinder|eltern|unterhalts|mutterschafts|blinden|pflege|grundsicherungs|bürger)"
    r"(?:geld|zuschlag|vorschuss)"
    r"|grundsicherung|sozialhilfe|hilfe zu[mr] (?:lebensunterhalt|pflege)|bildung und teilhabe"
    r"|\w*rente(?: beantragen)?\b"
    r"|asylbewerberleistung|bafög|ausbildungsförderung|rehabilitation|kosten der unterkunft"
)
_NO_BENEFIT = re.compile(
    r"(?i)auskunft|beratung|widerspruch|bescheinigung|notunterkunft|elternzeit|gebühr|kontenklärung|-termin\)"
)
_APPLY = re.compile(
    r"(?i)\bantrag|\bbeantrag|\bantragstell|\banmelden\b|\bstellen sie\b|\breichen sie\b|\bwenden sie sich\b|\bonline\b"
)
_FORWARD = re.compile(
    r"(?i)\bleite[tn]?\b.{0,120}\bweiter\b|weiter(?:zu|ge)?leite|weitergegeben"
    r"|(?:falsche[nrs]?|unzuständige[nrs]?|nicht zuständige[nrs]?) (?:stelle|amt|behörde)"
)


def is_social_benefit(page: Page) -> bool:
    """Whether the page is about a benefit of the Sozialgesetzbuch, told by its title and its legal basis."""
    if _NO_BENEFIT.search(page.title):
        return False
    laws = {found.norm.law for citation in page.legal_basis for found in find(citation)}
    return bool(_BENEFIT.search(page.title) or laws & _BENEFIT_LAWS)


def _application(page: Page, seen: _Seen) -> Iterator[Finding]:
    if not is_social_benefit(page):
        return
    shown = "Verfahrensablauf" in seen.modules or page.forms or page.online_service
    if not shown and not seen.first(_APPLY):
        remedy = "Schreiben Sie, wo und wie man den Antrag stellt (§ 16 Abs. 1 SGB I)."
        yield _warn("application_missing", page, "Der Weg zum Antrag auf diese Sozialleistung fehlt.", remedy)
    if not seen.first(_FORWARD):
        what = "Es fehlt, dass eine nicht zuständige Stelle den Antrag weiterleitet."
        remedy = "Ergänzen Sie einen Satz dazu (§ 16 Abs. 2 SGB I), zum Beispiel unter „Verfahrensablauf“."
        yield Finding("forwarding_missing", "hint", page.id, what, remedy)


_BRING = re.compile(
    r"(?i)\bunterlagen\b|\bmitbringen\b|\bbringen sie\b|\bmitzubringen\b|\bvorlegen\b|\bvorzulegen\b|\bvorlage\b"
    r"|\blegen sie\b.{0,80}\bvor\b|\bnachweis|\bformular|\bdokumente?\b"
    r"|\b(?:personal)?ausweis(?:es)?\b.{0,40}\b(?:mit|vor|oder)\b"
    r"|\bbenötigen (?:sie|wir)\b|\bbrauchen (?:sie|wir)\b"
)
_BRINGS = re.compile(  # says so and nothing else
    r"(?i)\b(?:benötigte|erforderliche|notwendige|folgende|nötige|aktuelle)n? (?:unterlagen|dokumente|nachweise)\b"
    r"|\bbring(?:en|t)\b.{0,120}\bmit\b|\bmitzubringen\b|\bmitbringen\b|\bvorzulegen\b|\bsie\b.{0,120}\bvorlegen\b"
    r"|\blegen sie\b.{0,120}\bvor\b|\bunterlagen\b.{0,60}\b(?:ein|hochladen|einreichen|zusenden|mit)\b"
)
_ASKS = re.compile(r"(?i)antrag|anmeld|(?<!fahr)erlaubnis|einsicht|genehmigung|bescheinigung|ausweis|ausstell")
_NO_NEED = re.compile(r"(?i)beratung|auskunft|führung|sprechstunde|besichtig|vorsprache|notunterkunft|melden$")


def _documents(page: Page, seen: _Seen) -> Iterator[Finding]:
    if "Unterlagen" in seen.modules or _NO_NEED.search(page.title):
        return
    if place := seen.first(_BRINGS):
        yield _unmarked(page, place, "Unterlagen")
    elif not page.forms and not seen.first(_BRING) and (_ASKS.search(page.title) or seen.first(_ASKS)):
        remedy = "Ergänzen Sie den Abschnitt „Unterlagen“; braucht man keine, schreiben Sie das hin."
        yield _warn("documents_missing", page, "Es fehlt, was man mitbringen oder vorlegen muss.", remedy)


# --- fees and deadlines ----------------------------------------------------------------------------------------------

AMOUNT = re.compile(r"\d[\d.]*(?:,\d\d|,-)? ?(?:€|Euro\b|EUR\b)")
_FREE = r"(?i:\bkosten(?:los|frei)|gebührenfrei|unentgeltlich|\bkeine (?:kosten|gebühr)|\bumsonst\b)"
_TOLD = re.compile(rf"{AMOUNT.pattern}|{_FREE}")
_FEE = re.compile(rf"{_TOLD.pattern}|(?i:\bgebühr|\bkosten\b|\bkostet\b|\bentgelt)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _fee(page: Page, seen: _Seen) -> Iterator[Finding]:
    told = seen.first(_TOLD)
    if "Kosten" not in seen.modules and told:
        yield _unmarked(page, told, "Kosten")
    elif "Kosten" not in seen.modules and not seen.first(_FEE):
        remedy = "Ergänzen Sie den Abschnitt „Kosten“; ist die Leistung kostenlos, schreiben Sie das hin."
        yield _warn("fee_missing", page, "Es fehlt, was die Leistung kostet.", remedy)
    amount = seen.first(AMOUNT)
    if amount and not (page.updated or page.valid_from or any(_YEAR.search(one.sentence) for one in seen.places)):
        what = "Der Betrag hat kein Datum: niemand sieht, ob er noch gilt."
        remedy = "Tragen Sie updated oder valid_from ein."
        yield Finding("fee_undated", "warning", page.id, what, remedy, amount.section.heading, amount.sentence)


_DUE = re.compile(
    r"(?i)\b(?:widerspruch|melden|anmelden|anmeldung|ummelden|ummeldung|abmelden|abmeldung|anzeigen|anzeige|verlängern|verlängerung"
    r"|umtauschen|umtausch)\b"
)
_NOT_DUE = re.compile(
    r"(?i)fahrzeug|kennzeichen|rehabilitation|kind anmelden|eheschließung|trauung|veranstaltung|beratung"
    r"|schaden|schädlinge"
)
_DEADLINE = re.compile(
    r"(?i)\b(?:innerhalb|binnen|spätestens|frühestens|rechtzeitig|sofort|unverzüglich|umgehend|rückwirkend|jederzeit)\b"
    r"|frist|\bbis zum\b|\bvor ablauf\b|\bbevor\b|\b(?:tage?n?|wochen?|monate?n?) (?:vor|nach|vorher)\b|\bsobald\b"
    r"|\bab dem (?:ersten|monat|tag)|\bab (?:antragstellung|beginn)|\bfür (?:den|die) monat|\b(?:läuft|abgelaufen)\b"
    r"|\bgleich\b"
)


def _deadline(page: Page, seen: _Seen) -> Iterator[Finding]:
    due = (is_social_benefit(page) or _DUE.search(page.title)) and not _NOT_DUE.search(page.title)
    if due and "Fristen" not in seen.modules and not seen.first(_DEADLINE):
        remedy = "Ergänzen Sie den Abschnitt „Fristen“; gibt es keine Frist, schreiben Sie das hin."
        yield _warn("deadline_missing", page, "Es fehlt, bis wann man handeln muss.", remedy)


def _unmarked(page: Page, place: Place, module: str) -> Finding:
    what = f"Die Seite sagt etwas zu „{module}“, hat aber keinen solchen Abschnitt."
    remedy = f"Legen Sie einen Abschnitt „{module}“ an; nach ihm wird gefragt."
    return Finding("no_section", "hint", page.id, what, remedy, place.section.heading, place.sentence)
