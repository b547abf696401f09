"""What a law is called: every spelling of its name -> the abbreviation by which people cite it; pure.

The abbreviation of the official files (`jurabk`, "SGB 1", "PaßG 1986"), their folder's name ("pa_g_1986") and the
written-out name ("Erstes Buch Sozialgesetzbuch") all mean the same law.
"""

from __future__ import annotations

import re

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV")
_ORDINALS = (
    *("erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebt"),
    *("acht", "neunt", "zehnt", "elft", "zwölft", "dreizehnt", "vierzehnt"),
)

_NAMES = """
AGG: Allgemeines Gleichbehandlungsgesetz, Allgemeinen Gleichbehandlungsgesetz
AO: Abgabenordnung
AsylG: Asylgesetz
AsylbLG: Asylbewerberleistungsgesetz
AufenthG: Aufenthaltsgesetz
BAföG: Bundesausbildungsförderungsgesetz
BauGB: Baugesetzbuch
BDSG: Bundesdatenschutzgesetz
BEEG: Bundeselterngeld- und Elternzeitgesetz, Elterngeldgesetz
BeurkG: Beurkundungsgesetz
BestG: Bestattungsgesetz
BBiG: Berufsbildungsgesetz
BGB: Bürgerliches Gesetzbuch, Bürgerlichen Gesetzbuch
BGG: Behindertengleichstellungsgesetz
BImSchG: Bundes-Immissionsschutzgesetz
BKGG: Bundeskindergeldgesetz
BMG: Bundesmeldegesetz
BtOG: Betreuungsorganisationsgesetz
BZRG: Bundeszentralregistergesetz
DSGVO: DS-GVO, GDPR, Datenschutz-Grundverordnung, Verordnung (EU) 2016/679
EGovG: E-Government-Gesetz
EStG: Einkommensteuergesetz
FamFG:
FeV: Fahrerlaubnis-Verordnung
FreizügG/EU: Freizügigkeitsgesetz/EU, Freizügigkeitsgesetz
FZV: Fahrzeug-Zulassungsverordnung
GastG: Gaststättengesetz
GewO: Gewerbeordnung
GG: Grundgesetz
GVG: Gerichtsverfassungsgesetz
IfSG: Infektionsschutzgesetz
InsO: Insolvenzordnung
IFG: Informationsfreiheitsgesetz
KWG: Kommunalwahlgesetz
JGG: Jugendgerichtsgesetz
MuSchG: Mutterschutzgesetz
OWiG: Gesetz über Ordnungswidrigkeiten, Gesetzes über Ordnungswidrigkeiten
OZG: Onlinezugangsgesetz
PassG: PaG, Passgesetz
PassV: PaV, Passverordnung
PAuswG: Personalausweisgesetz
PAuswV: Personalausweisverordnung
PAuswGebV: Personalausweisgebührenverordnung
PStG: Personenstandsgesetz
PStV: Personenstandsverordnung
RDG: Rechtsdienstleistungsgesetz
SGG: Sozialgerichtsgesetz
StAG: Staatsangehörigkeitsgesetz
SprengG: Sprengstoffgesetz
StGB: Strafgesetzbuch
StPO: Strafprozessordnung
StVG: Straßenverkehrsgesetz
StVO: Straßenverkehrs-Ordnung
StVZO: Straßenverkehrs-Zulassungs-Ordnung
UhVorschG: UVG, Unterhaltsvorschussgesetz
UrhG: Urheberrechtsgesetz
VwGO: Verwaltungsgerichtsordnung
VwKostG: Verwaltungskostengesetz
VwVfG: Verwaltungsverfahrensgesetz
VwVG: Verwaltungs-Vollstreckungsgesetz
VwZG: Verwaltungszustellungsgesetz
WaffG: Waffengesetz
WoGG: Wohngeldgesetz
WoGV: Wohngeldverordnung
ZPO: Zivilprozessordnung
"""


def canonical_law(name: str) -> str:
    """The abbreviation by which the law is cited; a name that is not known comes back without its year.

    "SGB 1", "sgb1" and "SGB-I" are "SGB I", "BKGG 1996" is "BKGG", "PaßG 1986" and "pa_g_1986" are "PassG".
    """
    words = " ".join(name.replace("_", " ").split())
    return _KNOWN.get(_key(words)) or _YEAR.sub("", words)


def is_known(name: str) -> bool:
    """Whether the name, in any spelling, is in the table."""
    return _key(name) in _KNOWN


# "BGB 1896" and "StVO_2013" carry the year of their making, which nobody cites.
_YEAR = re.compile(r"(?<=\w) ?(?:1[89]|20)\d\d$")
_GENITIVE = re.compile(r"(?<=gesetz)es$|(?<=buch)e?s$")


def _key(name: str) -> str:
    bare = _YEAR.sub("", name.replace("_", " ").strip())
    letters = "".join(sign for sign in bare.casefold() if sign.isalnum())
    return _GENITIVE.sub("", letters)


def _table() -> dict[str, str]:
    known: dict[str, str] = {}
    for line in _NAMES.strip().splitlines():
        law, _, names = line.partition(":")
        for name in (law, *names.split(", ")):
            known[_key(name)] = law
    for number, (roman, ordinal) in enumerate(zip(ROMAN, _ORDINALS, strict=True), 1):
        for name in _book_names(number, roman, ordinal):
            known[_key(name)] = f"SGB {roman}"
    return {key: law for key, law in known.items() if key}


def _book_names(number: int, roman: str, ordinal: str) -> list[str]:
    books = [f"{ordinal}es Buch", f"{ordinal}en Buches", f"{ordinal}en Buch"]
    abbreviated = [f"SGB {number}", f"SGB {number:02}", f"SGB {roman}", f"Sozialgesetzbuch {roman}"]
    return [*abbreviated, *books, *(f"{book} Sozialgesetzbuch" for book in books), f"Sozialgesetzbuch {books[0]}"]


_KNOWN = _table()
