"""What is no name of a person although it looks like one: stop words, abbreviations, schools, the famous."""

from __future__ import annotations

import re

from bot.privacy.gazetteer import folds
from bot.privacy.slots import PERSON_ABROAD
from bot.privacy.tokens import Token, Tokens
from bot.privacy.words import BRANDS, FAMOUS, FIGURES, INSTITUTIONS, STOP, TITLES
from bot.privacy.works import DEDICATED, DEDICATED_BEHIND, PLACEHOLDERS, is_sample

_INSTITUTION = re.compile(
    r"(?:straße|strasse|str|weg|platz|allee|gasse|ring|damm|ufer|schule|gymnasium|institut|stiftung|haus|kita"
    r"|heim|halle|kirche|klinik|klinikum|rente|gesetz|preis|hilfe|werk|museum|park|stadion|brücke|kaserne|markt"
    r"|universität|hochschule|stift|hof|fest|verein)$"
)
NOUN = re.compile(
    r"(?:ung|heit|keit|schaft|schein|antrag|amt|geld|kosten|gebühr|karte|ausweis|pass|steuer|versicherung|stelle"
    r"|nummer|termin|büro|buch|recht|pflicht|zeit|platz|schule|kita|wohnung|haus|hilfe|dienst|beitrag|zeugnis"
    r"|urkunde|unterlagen|papiere|sachen|ion|ismus|tät|zuschuss|bescheid|vertrag|gesetz|straße|strasse|gericht"
    r"|kasse|zulage|rente|schutz|frist|zettel|brief|post|pflege|sperre|erlaubnis|titel|wagen|arbeit|kind|leute"
    r"|schuss|jahr|druck|gebiet|suche|regal|streu"
    r"|müll|tonne|zone|plan|meldung|daten|ordnung|liste|formular|grund|bereich|raum|verkehr|verfahren)(?:e?n|e?s|e)?$"
)
_CULTURE = re.compile(
    r"\w{0,20}(?:bibliothek|bücherei|museum|stadion|theater|gedenkstätte|planetarium|sternwarte|kulturhaus|gymnasium"
    r"|oberschule|gesamtschule|realschule|gemeinschaftsschule|musikschule|saal|freibad|hallenbad|kaserne)"
)
_BEFORE = '„"“»«-'
_BEHIND = '-/“"'


def is_institution(word: str) -> bool:
    """Whether the word ends like the name of a street, a school, a law."""
    return bool(_INSTITUTION.search(word.lower())) and ("-" in word or len(word) > 7)


class NoNames:
    """Answers for the words of one text."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    def never(self, token: Token) -> bool:
        """A word that is no name wherever it stands."""
        if token.small in STOP or (token.text == "ben" and self._tokens.language == "tr"):
            return True
        if not token.latin and (token.small in PERSON_ABROAD or token.text.removeprefix("و") in STOP):
            return True
        if len(token.text) == 1 and not token.arabic:
            return True
        if token.text.isupper() and 1 < len(token.text) <= 4 and not self._tokens.shouting:
            return True  # an abbreviation
        return any(token.small in words for words in (TITLES, INSTITUTIONS, BRANDS, PLACEHOLDERS))

    def is_public(self, number: int, end: int) -> bool:
        """Whether the words are a figure of legend, somebody famous, or part of a title."""
        figure = self._tokens[number].small in FIGURES or self._after_figure(number)
        public = figure or self._famous(number) or self._is_dedicated(number) or self._is_specimen(number)
        return public or self.in_a_title(number, end)

    def _is_dedicated(self, number: int) -> bool:
        """Whether a house, a street or a statue bears the name: "Stadtbibliothek Anna Seghers", "ulica Chopina"."""
        if not self._tokens[number].capital:
            return False
        reach = 3 if self._tokens[number].arabic else 2
        before = self._tokens.all[max(0, number - reach) : number]
        behind = self._tokens.all[number + 1 : number + 3]
        return any(_CULTURE.fullmatch(token.small) or token.small in DEDICATED for token in before) or any(
            token.small in DEDICATED_BEHIND for token in behind
        )

    def _is_specimen(self, number: int) -> bool:
        """Whether it is part of the name that a specimen of a form bears."""
        text = self._tokens.text.lower()
        pairs = [(at, at + 1) for at in (number - 1, number) if at >= 0 and self._tokens.adjacent(at)]
        beside = any(self._tokens[other].small in PLACEHOLDERS for pair in pairs for other in pair)
        return beside or any(is_sample(text, self._tokens[one].small, self._tokens[two].small) for one, two in pairs)

    def names_a_thing(self, number: int) -> bool:
        """Whether what follows the word makes it the name of a school, a street, a law."""
        following = self._tokens[number + 1] if self._tokens.adjacent(number) else None
        return is_institution(self._tokens[number].text) or (following is not None and following.small in INSTITUTIONS)

    def in_a_title(self, number: int, end: int) -> bool:
        """Whether the words are part of a title, in quotes or before "Schule", "Platz" and the like."""
        text = self._tokens.text
        before = text[max(0, self._tokens[number].start - 1) : self._tokens[number].start]
        if before and before in _BEFORE:
            return True
        after = text[self._tokens[end - 1].end : self._tokens[end - 1].end + 1]
        following = self._tokens[end] if self._tokens.adjacent(end - 1) else None
        return (bool(after) and after in _BEHIND) or (following is not None and following.small in INSTITUTIONS)

    def _after_figure(self, number: int) -> bool:
        if number == 0 or not self._tokens.adjacent(number - 1):
            return number > 1 and self._tokens[number - 1].small in ("st", "sankt")
        return self._tokens[number - 1].small in FIGURES

    def _famous(self, number: int) -> bool:
        """Whether it is somebody of whom everybody has heard, with or without second names."""
        first = folds(self._tokens[number].text)[1]
        following = self._tokens.all[number + 1 : number + 4]
        before = self._tokens.all[max(0, number - 3) : number]
        return any(f"{first}_{folds(token.text)[1]}" in FAMOUS for token in following) or any(
            f"{folds(token.text)[1]}_{first}" in FAMOUS for token in before
        )
