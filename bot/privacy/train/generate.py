"""Makes labelled messages as citizens write them, from patterns and lists; the same seed gives the same messages."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.privacy.train.details import Details
from bot.privacy.train.lists import names, patterns, slots

_SLOT = re.compile(r"\{([A-Za-z]\w?)\}")


@dataclass(frozen=True, slots=True)
class Example:
    """A message and where its details stand: (start, end, label)."""

    text: str
    spans: list[tuple[int, int, str]]


_ARTICLE = re.compile(r"(?:einen?|eine[rm]?|das|an?|o|un[ae]?|il|la|le) |l'")
_TITLES = ("Frau ", "Herr ", "Herrn ", "Frau Dr. ", "Hr. ", "Fr. ", "Dr. ", "Mr ", "Ms ")


class Maker:
    """Makes messages; all chance comes from one seed."""

    def __init__(self, seed: int, nouns: list[str] | None = None) -> None:
        self._dice = random.Random(seed)  # no secret
        self._nouns = nouns or []
        self._details = Details(self._dice, names()["given", "latin"], names()["surnames", "latin"])

    def examples(self, count: int) -> Iterator[Example]:
        """That many messages, half of them harmless."""
        personal, harmless = self._halves()
        for number in range(count):
            yield self._message(personal if number % 2 else harmless, harmless)

    def _halves(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        mark = re.compile(r"\{(?:[GSPHRCADNUEILT]|G2|A[ns])\}")
        sides: tuple[dict[str, list[str]], dict[str, list[str]]] = ({}, {})
        for language, lines in patterns().items():
            for line in lines:
                sides[0 if mark.search(line) else 1].setdefault(language, []).append(line)
        return sides

    def _message(self, main: dict[str, list[str]], harmless: dict[str, list[str]]) -> Example:
        dice = self._dice
        language = "de" if dice.random() < 0.74 else dice.choice([key for key in main if key != "de"])
        count = dice.choices((1, 2, 3), (6, 3, 1))[0]
        lines = [dice.choice(main[language])]
        lines += [
            dice.choice((main if dice.random() < 0.3 else harmless).get(language, [""])) for _ in range(count - 1)
        ]
        dice.shuffle(lines)
        pieces: list[tuple[str, str]] = []
        style = dice.random()
        for number, line in enumerate(line for line in lines if line):
            if number:
                pieces.append((dice.choice((" ", " ", ". ", ", ", "\n", "! ")), ""))
            pieces += self._filled(line, language)
        return _assembled(self._styled(pieces, style))

    # --- slots ---

    def _filled(self, line: str, language: str) -> Iterator[tuple[str, str]]:
        at = 0
        for slot in _SLOT.finditer(line):
            yield line[at : slot.start()], ""
            yield from self._slot(slot.group(1), language)
            at = slot.end()
        yield line[at:], ""

    def _slot(self, key: str, language: str) -> Iterator[tuple[str, str]]:
        if key == "H":
            yield self._dice.choice(_TITLES), ""
            key = "S"
        if key in ("An", "As"):
            article, value = self._own(key, language)
            yield article, ""
            yield value, "ART9"
            return
        makers = {"G": self._given, "G2": self._given, "S": self._surname, "P": self._person, "A": self._health}
        if key in makers:
            yield makers[key](language), "ART9" if key == "A" else "PERSON"
        elif key in "RCDN":
            yield self._detail(key)
        elif key in "UEILT":
            yield self._details.make(key), "NUMBER"
        else:
            yield self._plain(key, language), ""

    def _detail(self, key: str) -> tuple[str, str]:
        dice = self._dice
        if key == "R":
            return self._street(), "STREET"
        if key == "C":
            return f"{dice.randint(10000, 99999)} {dice.choice(slots()['t'])}", "CITY"
        return (self._date(dice.randint(1935, 2024)), "DOB") if key == "D" else (self._number(), "NUMBER")

    def _plain(self, key: str, language: str) -> str:
        dice = self._dice
        if key == "d":
            return self._date(dice.choice((0, 2023, 2024, 2025, 2026)))
        if key == "m":
            return dice.choice(("{} Euro", "{} €", "{},50 Euro", "{}€")).format(dice.randint(5, 2000))
        if key == "z":
            return self._details.make(key)
        if key in ("an", "as"):
            return "".join(self._own(key.capitalize(), language))
        return self._noun(language) if key == "n" else dice.choice(slots()[key])

    def _own(self, key: str, language: str) -> tuple[str, str]:
        """An article, or "", and a word of Art. 9."""
        value = self._dice.choice(slots().get(f"{key}:{language}") or slots()[key])
        article = _ARTICLE.match(value)
        end = article.end() if article else 0
        return value[:end], value[end:]

    def _health(self, language: str) -> str:
        return self._dice.choice(slots().get(f"A:{language}", slots()["A"]))

    def _noun(self, language: str) -> str:
        if language != "de" and self._dice.random() < 0.7:
            return self._dice.choice(slots()[f"n:{language}"])
        if self._nouns and self._dice.random() < 0.45:
            return self._dice.choice(self._nouns)
        return self._dice.choice(slots()["n"])

    def _latin(self, language: str) -> bool:
        return language not in ("uk", "ru", "bg", "ar", "fa") or self._dice.random() < 0.12

    def _given(self, language: str) -> str:
        dice = self._dice
        if not self._latin(language):
            return dice.choice(names()["given", "arabic" if language in ("ar", "fa") else "cyrillic"])
        chance = dice.random()
        if chance < 0.45:
            return dice.choice(slots()["rare_given"])
        if chance < 0.92:
            return dice.choice(names()["given", "latin"])
        if chance < 0.96:
            return f"{dice.choice(names()['given', 'latin'])}-{dice.choice(slots()['rare_given'])}"
        return self._invented()

    def _surname(self, language: str) -> str:
        dice = self._dice
        if not self._latin(language):
            return dice.choice(names()["surnames", "arabic" if language in ("ar", "fa") else "cyrillic"])
        chance = dice.random()
        if chance < 0.35:
            return dice.choice(names()["surnames", "latin"])
        if chance < 0.57:
            return dice.choice(slots()["rare"])
        if chance < 0.74:
            return dice.choice(slots()["k"])
        if chance < 0.86:
            return dice.choice(slots()["heads"]) + dice.choice(slots()["tails"])
        if chance < 0.93:
            return self._invented()
        if chance < 0.97:
            return f"{dice.choice(names()['surnames', 'latin'])}-{dice.choice(slots()['k'])}"
        return dice.choice(("von ", "de ", "van ", "El ", "Al-", "von der ", "zu ")) + dice.choice(slots()["rare"])

    def _invented(self) -> str:
        return "".join(self._dice.choices(slots()["syllables"], k=self._dice.randint(2, 4))).capitalize()

    def _person(self, language: str) -> str:
        dice = self._dice
        chance = dice.random()
        given, surname = self._given(language), self._surname(language)
        if chance < 0.62:
            return f"{given} {surname}"
        if chance < 0.72:
            return f"{given[0]}. {surname}"
        if chance < 0.8:
            return f"{given} {self._given(language)} {surname}"
        if chance < 0.88:
            return f"{surname} {given}"
        return f"{surname}, {given}" if chance < 0.93 else surname

    def _street(self) -> str:
        dice = self._dice
        chance = dice.random()
        if chance < 0.4:
            road = dice.choice(slots()["w"])
        elif chance < 0.75:
            head = dice.choice((*slots()["k"], *slots()["rare"], *slots()["heads"]))
            road = head + dice.choice(("straße", "str.", "weg", "gasse", "allee", "platz", "ring", "strasse", "steig"))
        elif chance < 0.9:
            article = dice.choice(("Am", "Auf der", "Im", "An der", "Zum", "Hinter der", "In den", "Auf dem", "Unterm"))
            road = f"{article} {dice.choice(slots()['k'])}{dice.choice(('', '', 'berg', 'grund', 'feld', 'wiesen'))}"
        else:
            road = dice.choice(slots()["rare"]) + dice.choice(
                ("kamp", "hof", "mühle", "bruch", "leite", "redder", "twiete")
            )
        number = (
            f"{dice.randint(1, 240)}{dice.choice(('', '', '', 'a', 'b', ' c', '-' + str(dice.randint(2, 90)), '/3'))}"
        )
        return f"{road} {dice.choice(('', '', '', 'Nr. '))}{number}"

    def _date(self, year: int) -> str:
        dice = self._dice
        day, month = dice.randint(1, 28), dice.randint(1, 12)
        named = [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ][month - 1]
        forms = (f"{day}.{month}.", f"{day}. {named}", f"{day:02}.{month:02}.", f"{day}/{month}/")
        form = dice.choice(forms)
        tail = (
            ""
            if not year
            else (f" {year}" if form[-1].isalpha() else str(year) if dice.random() < 0.6 else f"{year % 100:02}")
        )
        return form + tail

    def _number(self) -> str:
        dice = self._dice
        out = dice.choice(slots()["shapes"])
        out = re.sub("#", lambda _: str(dice.randint(0, 9)), out)
        return re.sub("(?<![A-Z])L|(?<=L)L", lambda _: dice.choice("ABCDEFGHJKLMNPRSTUVWXYZ"), out)

    # --- style ---

    def _styled(self, pieces: list[tuple[str, str]], style: float) -> list[tuple[str, str]]:
        dice = self._dice
        if style < 0.24:
            pieces = [(text.lower(), label) for text, label in pieces]
        elif style < 0.29:
            pieces = [(text.upper().replace("ẞ", "SS"), label) for text, label in pieces]
        elif style < 0.33:  # only the names small
            pieces = [(text.lower() if label == "PERSON" else text, label) for text, label in pieces]
        if dice.random() < 0.18:
            pieces = [(re.sub(r"[.,!?:](?=\s|$)", "", text), label) for text, label in pieces]
        if dice.random() < 0.08:
            pieces = [(_without_umlauts(text), label) for text, label in pieces]
        if dice.random() < 0.15:
            pieces = [(text if label else self._mistyped(text), label) for text, label in pieces]
        return pieces

    def _mistyped(self, text: str) -> str:
        if len(text) < 12:
            return text
        at = self._dice.randint(1, len(text) - 3)
        swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        return swapped if self._dice.random() < 0.5 else text[:at] + text[at + 1 :]


def _without_umlauts(text: str) -> str:
    return text.translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}))


def _assembled(pieces: list[tuple[str, str]]) -> Example:
    text = ""
    spans: list[tuple[int, int, str]] = []
    for piece, label in pieces:
        if label:
            spans.append((len(text), len(text) + len(piece), label))
        text += piece
    return Example(text, spans)
