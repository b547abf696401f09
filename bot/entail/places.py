"""Names of towns and Länder that a sentence says and its sources do not; pure and linear."""

from __future__ import annotations

import re

from corpus.words import fold

_LAENDER = (
    "Baden-Württemberg|Bayern|Berlin|Brandenburg|Bremen|Hamburg|Hessen|Mecklenburg-Vorpommern|Niedersachsen"
    "|Nordrhein-Westfalen|Rheinland-Pfalz|Saarland|Sachsen|Sachsen-Anhalt|Schleswig-Holstein|Thüringen|Österreich"
    "|Schweiz"
)
_CITIES = (
    "München|Köln|Frankfurt|Stuttgart|Düsseldorf|Leipzig|Dortmund|Essen|Dresden|Hannover|Nürnberg|Duisburg|Bochum"
    "|Wuppertal"
    "|Bielefeld|Bonn|Münster|Mannheim|Karlsruhe|Augsburg|Wiesbaden|Kiel|Aachen|Chemnitz|Halle|Magdeburg|Krefeld"
    "|Lübeck|Mainz"
    "|Erfurt|Rostock|Kassel|Hagen|Potsdam|Saarbrücken|Ulm|Jena|Trier|Kempten|Passau|Neustadt|Wien|Zürich"
)
_ENDINGS = (
    "tal|thal|heim|stadt|stedt|städt|burg|berg|hausen|dorf|kirchen|feld|bach|furt|furth|bruck|brück|brücken|ingen"
    "|ungen|hofen"
    "|weiler|rode|roda|born|brunn|haven|münde|au|itz|ow|walde|see|hagen|kreuz|lingen|beck|büttel|scheid|rath|wig"
    "|stein|nau"
)
_NAME = re.compile(
    r"(?<!\w)(?:(?i:in|aus|von|nach|bei|at|of|from|stadt|gemeinde|stadtteil|ort|markt|(?:land)?kreis(?:es)?"
    r"|der stadt|der gemeinde)\s"
    rf"(?P<named>[A-ZÄÖÜ][a-zäöüß]{{1,30}}(?:{_ENDINGS})|{_LAENDER}|{_CITIES})"
    r"|(?:Sankt|St\.|Bad|Markt)\s(?P<saint>[A-ZÄÖÜ][a-zäöüß]{2,30})"
    rf"|[A-ZÄÖÜ][a-zäöüß]{{3,40}}\s(?P<behind>[A-ZÄÖÜ][a-zäöüß]{{2,30}}(?:{_ENDINGS})|{_LAENDER}|{_CITIES}))(?![\w-])"
)
_NO_TOWN = re.compile(r"(?:ungen|stein|berg|bach|see|au)$|^(?:Essen|Halle|Hagen)$")
"""Endings that common words have too, after a noun without a preposition ("Ihre Rechnungen"), and towns called so."""
_PEOPLE = re.compile(
    r"(?:Zwil|Dril|Flücht|Lehr|Säug|Häft|Prüf|Neu|Lieb|Früh|Pfleg|Schütz|Schäd|Täuf|Impf|Sonder|Fremd|Ab|Spät)lingen$"
)
"""Words in -linge, which end like towns after a preposition ("bei Zwillingen")."""


def places(text: str) -> set[str]:
    """The folded names of places in a text, as far as their form shows that they are."""
    found: set[str] = set()
    for match in _NAME.finditer(text):
        name = match["named"] or match["saint"] or match["behind"]
        if name and not _PEOPLE.match(name) and not (match["behind"] and _NO_TOWN.search(name)):
            found.add(fold(name))
    return found
