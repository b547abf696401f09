"""A town's pages of any number, composed from word lists: the same number gives the same pages; pure.

Each page is one service with all modules. What it says is nonsense that reads like a service description, so that
passages and sentences have the lengths, the lists and the near repetitions of real ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count
from random import Random

from corpus import chunk
from corpus.page import Link, Office, Page, Section

SCOPE = "99009000"

_AREAS = (
    "Garten", "Markt", "Straßen", "Wasser", "Schul", "Bau", "Hafen", "Wald", "Brücken", "Fest", "Handwerks", "Musik",
    "Winter", "Park", "Fahrrad", "Boots", "Kino", "Museums", "Turm", "Brunnen", "Imker", "Töpfer", "Zirkus", "Kutschen",
    "Drachen", "Ballon", "Mühlen", "Kanal", "Lager", "Keller", "Dach", "Zaun", "Hecken", "Wiesen", "Moor", "Insel",
)  # fmt: skip
_MATTERS = (
    "genehmigung", "karte", "erlaubnis", "bescheinigung", "zulage", "abgabe", "plakette", "prüfung", "anzeige",
    "beihilfe", "ermäßigung", "freigabe",
)  # fmt: skip
_DEEDS = ("beantragen", "verlängern", "ändern", "kündigen", "abholen", "widerrufen", "nachweisen", "übertragen")
_PEOPLE = ("Mieterinnen und Mieter", "Vereine", "Betriebe", "Familien", "Schulen", "Gäste", "Eigentümer", "Azubis")
_THINGS = (
    "Personalausweis oder Reisepass", "Lageplan im Maßstab 1:500", "Nachweis der Versicherung", "Foto der Anlage",
    "ausgefüllter Antrag mit Unterschrift", "Vollmacht, wenn jemand für Sie kommt", "Kontoauszug des letzten Monats",
    "Vertrag mit dem Verein", "Zeugnis der letzten Prüfung", "Einwilligung der Nachbarn", "Bescheid vom letzten Jahr",
)  # fmt: skip
_PLACES = ("Altstadt", "Nordstadt", "Südviertel", "Hafenviertel", "Bergdorf", "Neustadt", "Auenviertel", "Weststadt")
_OFFICES = ("Amt für Ordnung", "Amt für Umwelt", "Bauamt", "Bürgerbüro", "Kulturamt", "Amt für Verkehr", "Schulamt")
_WAYS = ("online", "per Post", "am Schalter", "mit einem Termin", "per E-Mail", "über eine bevollmächtigte Person")
_REASONS = ("Lärm", "Hochwasser", "Bauarbeiten", "Stadtfeste", "Naturschutz", "Denkmalschutz", "Platzmangel", "Frost")


def titles() -> Iterator[str]:
    """All titles there can be, neighbours unlike each other."""
    for deed, matter, area in ((d, m, a) for d in _DEEDS for m in _MATTERS for a in _AREAS):
        yield f"{area}{matter} {deed}"


def pages(passages: int) -> list[Page]:
    """As many pages as it takes to have `passages` passages, cut as the default settings cut."""
    made: list[Page] = []
    found = 0
    for number, title in zip(count(1), titles(), strict=False):
        if found >= passages:
            return made
        made.append(_page(number, title))
        found += len(chunk.passages(made[-1]))
    raise ValueError(f"the word lists make {found} passages; ask for fewer than {passages}")


def questions(made: list[Page], number: int, seed: int = 0) -> list[str]:
    """Questions about pages spread over all of them, as citizens ask: by module, by title, by need.

    Another seed asks about the same pages in other words.
    """
    random = Random(seed)
    asked = (
        "Was kostet es, wenn ich die {what} {deed} will?",
        "Welche Unterlagen brauche ich, um die {what} zu {deed}?",
        "{what} {deed}",
        "Wie lange dauert es bei der {what}?",
        "wo kann ich meine {what} {deed}",
        "Bis wann muss ich die {what} {deed} und welches Amt ist zuständig?",
    )
    chosen = [made[place * len(made) // number] for place in range(number)]
    pairs = [page.title.split() for page in chosen]
    return [random.choice(asked).format(what=what, deed=deed) for what, deed in pairs]


def _page(number: int, title: str) -> Page:
    random = Random(number)
    what, deed = title.split()
    office = random.choice(_OFFICES)
    return Page(
        id=f"bench:{number:05}",
        kind="service",
        title=title,
        scope=SCOPE,
        office=Office(office, f"Ringstraße {number}, 99998 Probestadt", f"05555 {number:05}", "amt@probestadt.example"),
        online_service=Link(f"{title} online", f"https://www.probestadt.example/online/{number}"),
        keywords=(f"{what} {random.choice(_PLACES)}", f"{what} für {random.choice(_PEOPLE)}"),
        legal_basis=(f"§ {number % 90 + 1} Satzung über die {what}",),
        updated=date(2026, 1 + number % 9, 1 + number % 28),
        url=f"https://www.probestadt.example/leistungen/{number}",
        licence="EUPL-1.2",
        sections=tuple(Section(heading, text) for heading, text in _sections(random, what, deed, office)),
    )


def _sections(random: Random, what: str, deed: str, office: str) -> Iterator[tuple[str, str]]:
    yield "Kurztext", f"Wenn Sie die {what} {deed} möchten, hilft Ihnen das {office} {random.choice(_WAYS)} weiter."
    yield "Volltext", "\n\n".join(" ".join(_prose(random, what, deed)) for _ in range(3))
    yield "Voraussetzungen", f"Sie können die {what} {deed}, wenn:\n\n" + _list(_conditions(random))
    yield "Unterlagen", f"Bitte bringen Sie für die {what} mit:\n\n" + _list(random.sample(_THINGS, 4))
    yield "Kosten", _list(_fees(random, what))
    yield "Fristen", f"Stellen Sie den Antrag spätestens {random.randint(2, 12)} Wochen vorher, {_because(random)}."
    yield "Bearbeitungsdauer", f"Bis zum Bescheid über die {what} vergehen meist {random.randint(3, 60)} Tage."
    yield "Verfahrensablauf", "\n".join(f"{n}. {step}" for n, step in enumerate(_steps(random, what, deed), 1))
    yield "Zuständige Stelle", f"Für die {what} ist das {office} im Bereich {random.choice(_PLACES)} zuständig."
    yield "Formulare", f"Antrag „{what} {deed}“ (Vordruck {random.randint(100, 999)})"
    yield "Rechtsbehelf", f"Gegen den Bescheid können Sie innerhalb eines Monats beim {office} Widerspruch einlegen."
    yield "Rechtsgrundlagen", f"§ {random.randint(1, 90)} der Satzung über die {what} der Probestadt"
    yield "Hinweise", " ".join(_prose(random, what, deed)[:2])


def _list(items: list[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _because(random: Random) -> str:
    return f"weil es im Bereich {random.choice(_PLACES)} oft um {random.choice(_REASONS)} geht"


def _prose(random: Random, what: str, deed: str) -> list[str]:
    people, place = random.choice(_PEOPLE), random.choice(_PLACES)
    sentences = [
        f"Die {what} gilt in der Stadt für {people} im Bereich {place} und höchstens {random.randint(2, 48)} Monate.",
        f"Wer die {what} {deed} will, meldet sich {random.choice(_WAYS)}, {_because(random)}.",
        f"Für {people} gibt es {random.randint(3, 80)} Plätze, die das Amt nach der Reihenfolge der Anträge vergibt.",
        f"Im Bereich {place} ist die {what} wegen {random.choice(_REASONS)} nur von April bis Oktober möglich.",
        f"Ändert sich etwas an der {what}, so teilen Sie das innerhalb von {random.randint(3, 30)} Tagen mit.",
    ]
    return random.sample(sentences, 3)


def _conditions(random: Random) -> list[str]:
    return [
        f"Sie wohnen seit mindestens {random.randint(2, 36)} Monaten im Bereich {random.choice(_PLACES)}.",
        f"{random.choice(_PEOPLE)} haben keinen Einwand erhoben.",
        f"Sie haben den Schutz gegen {random.choice(_REASONS)} nachgewiesen.",
    ]


def _fees(random: Random, what: str) -> list[str]:
    return [
        f"Die {what} kostet {random.randint(5, 300)},{random.choice(('00', '50'))} Euro im Jahr.",
        f"{random.choice(_PEOPLE)} zahlen {random.randint(2, 80)},00 Euro weniger.",
        "Sie bezahlen bar oder mit Karte am Automaten.",
    ]


def _steps(random: Random, what: str, deed: str) -> list[str]:
    return [
        f"Sie füllen den Antrag aus und reichen ihn {random.choice(_WAYS)} ein.",
        f"Das Amt prüft, ob Sie die {what} {deed} können, und fragt {random.choice(_PEOPLE)}.",
        f"Sie erhalten den Bescheid {random.choice(_WAYS)} und bezahlen die Gebühr.",
    ]
