"""What speaks for a word being a name: its own form, what the lexicons and the tagger say, the words around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from bot.privacy.gazetteer import folds
from bot.privacy.lexicon import Lexicon
from bot.privacy.namecues import WEAK, cue_kind
from bot.privacy.nonames import is_institution
from bot.privacy.slots import is_age, kind
from bot.privacy.tokens import Token, Tokens
from bot.privacy.wordlists import GOODS, LANDS, TOWNS, is_people
from bot.privacy.words import SURNAMES_OF_THE_FAMOUS, word_set

NOUN = re.compile(
    r"(?:ung|heit|keit|schaft|schein|antrag|amt|geld|kosten|gebühr|karte|ausweis|pass|steuer|versicherung|stelle"
    r"|nummer|termin|büro|buch|recht|pflicht|zeit|platz|schule|kita|wohnung|haus|hilfe|dienst|beitrag|zeugnis"
    r"|urkunde|unterlagen|papiere|sachen|ion|ismus|tät|zuschuss|bescheid|vertrag|gesetz|straße|strasse|gericht"
    r"|kasse|zulage|rente|schutz|frist|zettel|brief|post|pflege|sperre|erlaubnis|titel|wagen|arbeit|kind|leute"
    r"|müll|tonne|zone|plan|meldung|daten|ordnung|liste|formular|grund|bereich|raum|verkehr|verfahren)(?:e?n|e?s|e)?$"
)
_SURNAME = re.compile(
    r"(?:mann|berger?|burger|meie?r|mayr|maier|bauer|hofer?|huber|inger|ler|ner|ski|sky|cki|wicz|czyk|ke|ka|bach"
    r"|brink|brock|kamp|horst|feld|feldt|stedt|städt|hagen|haus|hausen|hauer|müller|schmidt|schmied|macher|loh"
    r"|rath|strauch|busch|brand|brandt|wald|stein|holz|kötter|sen|son|ing|ov|ova|ev|eva|uk|ko|yan|ian|dis|los"
    r"|oğlu|oglu|gil|pour|zadeh|ić|ic|vić|escu|eanu|iu|quist|ström|elli|etti|ini|ano|ez|es|off|ow|itz|itsch|atz"
    r"|chen|lein|tz|ck|rodt|dorf|dorff|reuter|wirth|vogt|graf|kopf|bein|hardt?|bert|brecht|helm|wart|winkel)$"
)
_FOREIGN = {
    "en": word_set("the is are my to of in for and have has do does how what where when can need with this i'm want"),
    "tr": word_set("bir için ve bu ne nasıl nerede var yok mi mı ile çok benim ben istiyorum lazım gerekiyor için"),
    "pl": word_set("jest są się nie jak czy mam gdzie dla moja mój moje proszę dzień dobry mogę w do z na że i oraz"),
    "ro": word_set("este sunt un care pentru cum unde și am nu să în la cu vă rog bună ziua mea meu ce"),
}
_GERMAN = word_set(
    "der die das und ich ist nicht ein eine zu den mit für auf wie wo was kann bei von hat habe mein meine wir es im"
    " am dem wird sind bin noch auch nach wann muss aus brauche bitte gibt welche"
)
_NUMBER = re.compile(r"(?:nr)?[.:#-]{0,2} ?\d")
_CLOSES = re.compile(r"[.!]{0,2}[ )]{0,3}(?:\n|$|[:;]-?[)D(]|\U0001f300|,? ?(?:tel|fon|handy|mobil)\b)")


WEIGHTS = Path(__file__).with_name("names_weights.txt")


@cache
def weights() -> dict[str, float]:
    """The fitted weights of the features (log odds), from `names_weights.txt`."""
    lines = WEIGHTS.read_text(encoding="utf-8").splitlines()
    return {name: float(weight) for name, weight in (line.rsplit(" ", 1) for line in lines if line[:1] != "#")}


def language(tokens: Tokens) -> str:
    """The language of a text in Latin letters as its function words tell it, `de` in doubt."""
    small = [token.small for token in tokens.all]
    counts = {name: sum(word in words for word in small) for name, words in _FOREIGN.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] > sum(word in _GERMAN for word in small) else "de"


_LISTS = (("town", TOWNS), ("land", LANDS), ("goods", GOODS))


class Evidence:
    """The evidence of each word of one text, as features with a weight each."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon, vote: Callable[[int], float], never: Callable[[Token], bool]):
        self._tokens = tokens
        self._lexicon = lexicon
        self._vote = vote
        self._never = never
        self._language = language(tokens)
        small = tokens.text.lower() if len(tokens.text.lower()) == len(tokens.text) else tokens.text
        self._cues = {found.end(): cue_kind(found.group()) for found in WEAK.finditer(small)}

    def score(self, number: int, weights: Mapping[str, float]) -> float:
        """The sum of the weights: above 0 it is rather a name."""
        return weights["bias"] + sum(weights.get(feature, 0.0) for feature in self.features(number))

    def features(self, number: int) -> Iterator[str]:
        """The names of the features that the word has."""
        token = self._tokens[number]
        case, known, word = self._case(token), self._known(token), self._word(token)
        yield from (f"{case}:{known}:{word}", f"{case}:{known}", f"{case}:{word}", known, word)
        yield from self._form(number, token, case)
        plain = "known" if known != "none" else "unknown"
        for feature in self._around(number):
            yield from (feature, f"{feature}:{plain}")
            if feature.startswith("before=") and "+" not in feature:
                yield f"{feature}:{case}:{word}"
        if token.start in self._cues:
            yield from (f"cue={self._cues[token.start]}", f"cue={self._cues[token.start]}:{case}")

    def _case(self, token: Token) -> str:
        if token.arabic:
            return "arabic"
        script = "" if token.latin else "cyrillic-"
        if self._tokens.shouting or (len(token.text) > 1 and token.text.isupper()):
            return script + ("shout" if self._tokens.shouting else "upper")
        return script + ("cap" if token.capital else "low")

    def _known(self, token: Token) -> str:
        given, surname = self._lexicon.is_given(token.text), self._lexicon.is_surname(token.text)
        return "both" if given and surname else "given" if given else "surname" if surname else "none"

    def _word(self, token: Token) -> str:
        if not token.latin:
            return "script"
        for name, words in _LISTS:
            if token.small in words:
                return name
        if is_people(token.small):
            return "people"
        if self._lexicon.is_common(token.text):
            return "common"
        form = token.text.capitalize() if token.text.isupper() else token.text
        word = self._lexicon.standing(form)
        if not token.capital or self._tokens.shouting:
            best = self._lexicon.standing(token.small)
            word = best if best in ("solid", "rare") and word != "solid" else word
        return word

    def _form(self, number: int, token: Token, case: str) -> Iterator[str]:
        vote = self._vote(number)
        step = "0" if vote < 0.5 else "5" if vote < 0.7 else "7" if vote < 0.9 else "9"
        yield from (f"vote={step}", f"vote={step}:{case}")
        if len(token.text) <= 3:
            yield f"length={len(token.text)}"
        if token.arabic:
            yield f"arabic:{token.text[:2] if token.text.startswith('ال') else token.text[:1] if token.text[0] in 'وبلل' else ''}"
        if is_institution(token.text):
            yield "ends=thing"
        if NOUN.search(token.small):
            yield "ends=noun"
        elif _SURNAME.search(token.small):
            yield "ends=surname"
        if folds(token.text)[1] in SURNAMES_OF_THE_FAMOUS:
            yield "famous"
        place = "start" if self._tokens.begins_sentence(number) else "mid"
        yield from (f"{case}:{place}", f"{self._language}:{case}:{place}")

    def _around(self, number: int) -> Iterator[str]:
        previous = self._neighbour(number - 1, self._tokens.before(number))
        yield f"before={previous}"
        if number > 1 and self._tokens.before(number - 1) == " " and self._tokens.before(number) == " ":
            second = self._neighbour(number - 2, " ")
            yield f"before2={second}"
            yield f"before={second}+{previous}"
        following = self._neighbour(number + 1, self._tokens.gap(number))
        yield f"after={following}"
        if self._tokens.gap(number) == " " and number + 2 < len(self._tokens):
            yield f"after2={self._neighbour(number + 2, self._tokens.gap(number + 1))}"
        if is_age(self._tokens.text, self._tokens[number].end):
            yield "age"
        yield from self._line(number)

    def _line(self, number: int) -> Iterator[str]:
        """Whether the word is alone, or one of few, at the end of the text or in its line."""
        first, last = number, number
        while first > 0 and number - first < 3 and self._tokens.adjacent(first - 1):
            first -= 1
        while last + 1 < len(self._tokens) and last - number < 3 and self._tokens.adjacent(last):
            last += 1
        if last - first >= 3 or not _CLOSES.match(self._tokens.text, self._tokens[last].end):
            return
        before = self._tokens.before(first).strip(" ")
        ends = "end" if last + 1 == len(self._tokens) else "line"
        yield f"{ends}={before[-1:] if before else '^'}"
        yield f"{ends}-words={last - first + 1}"

    def _neighbour(self, number: int, gap: str) -> str:
        sign = gap.strip(" ")[:1] if gap.strip(" ") else ""
        if _NUMBER.match(gap):
            return "number" if gap[0] == " " else ".number"
        if sign or not 0 <= number < len(self._tokens):
            return sign if sign in ".,:;\n()-\"'/&!?„“@<" and sign else "edge" if not gap.strip() else "sign"
        token = self._tokens[number]
        named = token.capital and not self._never(token) and token.latin and not self._tokens.shouting
        if named and (known := self._known(token)) != "none" and self._word(token) not in ("solid", "common"):
            return known
        if token.capital and self._word(token) in ("none", "proper") and not self._never(token) and len(token.text) > 2:
            return "strange"
        tag = self._lexicon.tag(token.small if number == 0 or not token.capital else token.text)
        return kind(token.small, tag)
