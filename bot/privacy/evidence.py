"""What speaks for a word being a name: its own form, what the lexicons say, the words around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from bot.privacy.gazetteer import folds
from bot.privacy.lexicon import Lexicon
from bot.privacy.namecues import WEAK, cue_kind
from bot.privacy.nonames import NOUN, is_institution
from bot.privacy.slots import LINKS, is_age, kind
from bot.privacy.tokens import Token, Tokens
from bot.privacy.wordlists import GOODS, KNOWN, LANDS, TOWNS, is_people, is_place
from bot.privacy.words import BRANDS, PLACES, SURNAMES_OF_THE_FAMOUS

_SURNAME = re.compile(
    r"(?:mann|berger?|burger|meie?r|mayr|maier|bauer|hofer?|huber|inger|ler|ner|ski|sky|cki|wicz|czyk|ke|ka|bach"
    r"|brink|brock|kamp|horst|feld|feldt|stedt|städt|hagen|haus|hausen|hauer|müller|schmidt|schmied|macher|loh"
    r"|rath|strauch|busch|brand|brandt|wald|stein|holz|kötter|sen|son|ing|ov|ova|ev|eva|uk|ko|yan|ian|dis|los"
    r"|oğlu|oglu|gil|pour|zadeh|ić|ic|vić|escu|eanu|iu|quist|ström|elli|etti|ini|ano|ez|es|off|ow|itz|itsch|atz"
    r"|chen|lein|tz|ck|rodt|dorf|dorff|reuter|wirth|vogt|graf|kopf|bein|hardt?|bert|brecht|helm|wart|winkel)$"
)
_ARABIC = re.compile(r"ال|[وبل]|")
_NUMBER = re.compile(r"(?:nr)?[.:#-]{0,2} ?\d")
_CLOSES = re.compile(r"[.!]{0,2}[ )]{0,3}(?:\n|$|[:;]-?[)D(]|\U0001f300|,? ?(?:tel|fon|handy|mobil)\b)")


def _sign(sign: str) -> str:
    """The name of a sign between words; "edge" for none, at the beginning or the end of the text."""
    if sign == "\n":
        return "newline"
    return "edge" if not sign else sign if sign in ".,:;()-\"'/&!?„“@<" else "sign"


WEIGHTS = Path(__file__).with_name("names_weights.txt")


@cache
def weights() -> dict[str, float]:
    """The fitted weights of the features (log odds), from `names_weights.txt`."""
    lines = WEIGHTS.read_text(encoding="utf-8").splitlines()
    return {name: float(weight) for name, weight in (line.rsplit(" ", 1) for line in lines if line[:1] != "#")}


_LISTS = (("town", TOWNS | PLACES), ("land", LANDS), ("goods", GOODS | KNOWN))


class Evidence:
    """The evidence of each word of one text, as features with a weight each."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon, never: Callable[[Token], bool]) -> None:
        self._tokens = tokens
        self._lexicon = lexicon
        self._never = never
        self._language = tokens.language
        small = tokens.text.lower() if len(tokens.text.lower()) == len(tokens.text) else tokens.text
        self._cues = {found.end(): cue_kind(found.group()) for found in WEAK.finditer(small)}

    def score(self, number: int, weights: Mapping[str, float]) -> float:
        """The sum of the weights of the word's features, in log odds: the higher, the rather it is a name."""
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
                yield from (f"{feature}:{case}:{word}", f"{feature}:{case}:{known}")
        if self._after_a_role(number):
            yield from (f"role:{case}:{word}", f"role:{case}:{known}", "role")
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
            return "town" if is_place(token.small) else "script"
        for name, words in _LISTS:
            if token.small in words:
                return name
        if is_people(token.small):
            return "people"
        if self._lexicon.is_common(token.text):
            return "common"
        if "-" in token.text:
            return self._compound(token)
        form = token.text.capitalize() if token.text.isupper() else token.text
        word = self._lexicon.standing(form)
        if not token.capital or self._tokens.shouting:
            best = self._lexicon.standing(token.small)
            word = best if best in ("solid", "rare") and word != "solid" else word
        return word

    def _compound(self, token: Token) -> str:
        """A word with hyphens is of the kind of its last part; one of names only is a double name."""
        first, last = token.text.split("-", 1)[0], token.text.rsplit("-", 1)[-1]
        if len(last) < 3 or last.isupper() or len(first) == 1 or last.lower() in BRANDS:
            return "goods"
        if self._lexicon.is_name(token.text):
            return "none"
        if first.isupper() and not token.text.isupper():
            return "goods"
        return self._lexicon.standing(last.capitalize())

    def _form(self, number: int, token: Token, case: str) -> Iterator[str]:
        if len(token.text) <= 3:
            yield f"length={len(token.text)}"
        if token.arabic:
            yield f"arabic:{_ARABIC.match(token.text).group()}"  # pyright: ignore[reportOptionalMemberAccess]  # may be empty
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
        yield from self._listed(number)
        if is_age(self._tokens.text, self._tokens[number].end):
            yield "age"
        yield from self._line(number)

    def _after_a_role(self, number: int) -> bool:
        """Whether a relative or a role stands before it, with articles and adjectives between: "Nachbar, der alte"."""
        for at in range(number - 1, max(-1, number - 4), -1):
            token = self._tokens[at]
            if not re.fullmatch(r",? {1,2}|, ", self._tokens.gap(at)):
                return False
            what = kind(token.small, self._lexicon.tag(token.text))
            if what == "person":
                return at < number - 1
            if what not in ("article", "ADJ", "title"):
                return False
        return False

    def _listed(self, number: int) -> Iterator[str]:
        """Whether a known name stands before or behind it in a list."""
        for step, gap in ((-1, self._tokens.before(number)), (1, self._tokens.gap(number))):
            at = number + step
            linked = gap.strip() in (",", "&", "/", ", ")
            if not linked and 0 <= at < len(self._tokens) and self._tokens[at].small in LINKS:
                at, linked = at + step, True
            if linked and 0 <= at < len(self._tokens) and not self._never(self._tokens[at]):
                other = self._tokens[at]
                named = self._known(other) != "none" and self._word(other) in ("none", "proper", "script")
                yield f"listed={step}:{'name' if named else self._word(other)}:{other.capital}"

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
        yield f"{ends}={_sign(before[-1:])}"
        yield f"{ends}-words={last - first + 1}"

    def _neighbour(self, number: int, gap: str) -> str:
        sign = gap.strip(" ")[:1] if gap.strip(" ") else ""
        if _NUMBER.match(gap):
            return "number" if gap[0] == " " else ".number"
        if sign or not 0 <= number < len(self._tokens):
            return _sign(sign)
        token = self._tokens[number]
        named = token.capital and not self._never(token) and token.latin and not self._tokens.shouting
        if named and (known := self._known(token)) != "none" and self._word(token) not in ("solid", "common"):
            return known
        if token.capital and self._word(token) in ("none", "proper") and not self._never(token) and len(token.text) > 2:
            return "strange"
        tag = self._lexicon.tag(token.small if number == 0 or not token.capital else token.text)
        return kind(token.small, tag)
