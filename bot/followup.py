"""A follow-up question made to stand alone by the turns before it, by rules; pure.

"Und was kostet das?" takes the matter of the turn before, "auch für Kinder?" is added to its question, "nein, den
Reisepass" takes the place of its matter. A question with a matter of its own that points back to nothing is left alone.
The words by which all this is told stand in `followup.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from bot.plain import plain
from bot.services import names_service
from bot.smalltalk import smalltalk_in

TURNS = 10
"""How many turns before the question are looked at."""

_LONG = 20
"""A question of more words stands alone: who writes so much says what it is about."""

_SHORT = 4
"""Words of a question that only names another matter, or only asks for something."""

_VERB = re.compile(
    r"^[^\WA-ZÄÖÜ]*ge\w+(?:t|en)$|^[^\WA-ZÄÖÜ]\w+(?:melden|tragen|holen|ändern|stellen|längern|geben|machen)$"
)
"""What follows "der" in "wann wird der abgeholt": no noun."""

_TOKEN = re.compile(r"\w+(?:-\w+|(?<![a-zA-Zà-ÿ])['’]\w+)*")
"""A word; what is written onto one behind an apostrophe ("c'est") is another, but not in Ukrainian ("сім'я")."""
_MEANT = re.compile(
    r"^\W*(?:(?:nein|nee?|no|nope)\W+)?(?:ich (?:mein(?:e|te)?|wollte sagen)|doch nicht|i mean|i meant"
    r"|demek istediğim|kastettiğim|(?:я )?ма[юв](?:ла)? на увазі"
    r"|я имела? в виду|miał[ea]m na myśli|chodzi(?:ło)? mi o|je voulais dire|je parle de|أقصد|اقصد|قصدي)\b[\s,:]*"
    r"(?:eigentlich|doch|eher)?\s*",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"^\W*(?:(?:nein|nee?|no|nope)\W+)?(?:(?:und|and|et|a|а|і|и|و)\s*)?"
    r"(?:was ist mit|wie ist (?:es|das) (?:mit|bei|für)|wie sieht es (?:mit|bei)"
    r"|(?:what|how) about"
    r"|а? ?(?:як|що) (?:щодо|з|із)|а? ?(?:как|что) насчет|ماذا عن|co z|qu'en est-il (?:de|des|du))\b\s*",
    re.IGNORECASE,
)
_SEPARATED = re.compile(r"\b(meld(?:e|en|et))\b (.+) (an|ab|um)$", re.IGNORECASE)
""" „melde … an“: what pages call „anmelden“."""

_BOUND = ("بال", "لل", "ال", "ل", "ب")
"""What Arabic writes as part of the next word: the article and two prepositions."""

_ARABIC_AND = re.compile(r"^و(?=(?:كم|هل|ما|من|لا|في|[أا]ي)(?!\w)|[\u0621-\u064a]{3})")


def stand_alone(question: str, history: Sequence[str] = ()) -> str:
    """The question as it would be asked without the turns before it (the citizen's own, oldest first)."""
    standing = ""
    for turn in history[-TURNS:]:
        if smalltalk_in(plain(turn)) is None and plain(turn):
            standing = _joined(turn, standing)
    return _joined(question, standing)


def _joined(question: str, before: str) -> str:
    """A turn with what it takes over from the one before it, which stands alone already."""
    if not before or not depends(question):
        return question
    said = _without_beginning(question)
    new = said.rstrip("?؟!. ")
    words = _tokens(new)
    adds = bool(words) and _in("adding", words[0])
    if (_is_correction(question) or _is_other(question)) and not adds:
        return said if _asks(said) and matter(said) else f"{_asked(before)} {new}?".strip()
    if _asks(said):
        return f"{matter(before) or before.rstrip('?؟!. ')}: {said}"
    if not words:  # nothing, or signs alone
        return before
    return f"{before.rstrip('?؟!. ')} {new}?" if adds else f"{before.rstrip('?؟!. ')}? {said}"


def depends(question: str) -> bool:
    """Whether a question needs the one before it to be understood."""
    tokens = _tokens(question)
    if not tokens or len(tokens) > _LONG:
        return False
    if _is_correction(question) or _is_other(question):
        return True
    said = _tokens(_without_beginning(question))
    if not any(_is_matter(token) and not _in("aspect", token) for token in said):
        return True
    if any(_points(said, place) for place in range(len(said))):
        return True
    if _is_added(question, said) or any(_in("limiting", token) for token in _tokens(question)[1:]):
        return True
    if _is_stub(said):
        return True
    return (_is_joined(question) or _is_yes_or_no(question)) and not _names_service(said)


def _is_stub(said: list[str]) -> bool:
    """Whether it is too short to be about anything: "wann fällig", "ab welchem Umfang", "vor der Geburt"."""
    asks = any(_in("asking", token) for token in said[:2]) and not _in("places", said[0])
    if len(said) > _SHORT or (asks and _names_service(said)):
        return False
    judges = len(said) == 2 and _in("judging", said[1]) and not _names_service(said)
    return asks or judges or _in("prepositions", said[0])


def _names_service(tokens: list[str]) -> bool:
    """Whether one of the words is a service's, so that the question has a matter of its own."""
    return any(_is_matter(token) and not _in("aspect", token) and names_service(plain(token)) for token in tokens)


def _is_joined(question: str) -> bool:
    """Whether it begins as something that is said after something else: "und", "aber"."""
    tokens, said = _tokens(question), _tokens(_without_beginning(question))
    return bool(_ARABIC_AND.match(question.strip())) or len(said) < len(tokens)


def _is_yes_or_no(question: str) -> bool:
    tokens = _tokens(question)
    return _in("yes_or_no", tokens[0]) or any(_in("yes_or_no_anywhere", token) for token in tokens)


def _is_added(question: str, said: list[str]) -> bool:
    """Whether it adds to the question before: "auch für Kinder?", "what about children?"."""
    added = bool(_ABOUT.match(question.strip())) or _in("adding", said[0])
    added = added or (len(said) <= _SHORT and any(_in("adding", token) for token in said))
    return added and not any(_in("asking", token) for token in said)


def matter(question: str) -> str:
    """The words of a question that say what it is about, in its own spelling; "" when there are none."""
    tokens = _tokens(question)
    if not any(_is_matter(token) or _in("either", token) for token in tokens):
        return ""
    left = ("asking", "joining", "pointing", "articles", "correcting", "glue")
    said = " ".join(token for token in tokens if _in("either", token) or not any(_in(name, token) for name in left))
    return _SEPARATED.sub(r"\2 \3melden", said)


def _asked(before: str) -> str:
    """A question without its matter: what is asked of it."""
    tokens = [token for token in _tokens(before) if not _is_matter(token)]
    while tokens and (_in("articles", tokens[-1]) or _in("glue", tokens[-1])) and len(tokens) > 1:
        tokens.pop()
    return " ".join(tokens)


def _asks(question: str) -> bool:
    """Whether it has words of its own for what is wanted, or is a whole sentence that points back."""
    tokens = _tokens(question)
    return any(_in("asking", token) for token in tokens) or any(_points(tokens, at) for at in range(len(tokens)))


def _is_correction(question: str) -> bool:
    tokens = _tokens(question)
    if len(tokens) < 2 or all(_in("asking", token) for token in tokens[:2]):  # "ne kadar", which is no "nein"
        return False
    return _in("correcting", tokens[0]) or bool(_MEANT.match(question))


def _is_other(question: str) -> bool:
    """Whether it asks the same of another matter: "und ein Reisepass?"."""
    said = _tokens(_without_beginning(question))
    if not _is_joined(question) or not said or len(said) > _SHORT or _is_added(question, said):
        return False
    return not any(_in("asking", token) for token in said) and _names_service(said)


def _points(tokens: list[str], place: int) -> bool:
    """Whether a word points back; an article does so only where no matter follows."""
    token = tokens[place]
    if _in("articles", token):
        after = tokens[place + 1 :]
        alone = not any(_is_matter(token) for token in after[:2]) or (len(after) == 1 and bool(_VERB.search(after[0])))
        return place > 0 and alone
    return _in("pointing", token)


def _is_matter(token: str) -> bool:
    return not token.isdecimal() and not any(
        _in(name, token) for name in ("asking", "empty", "joining", "pointing", "articles", "correcting", "adding")
    )


def _without_beginning(question: str) -> str:
    """The question from its first word that says anything; "und" in Arabic is a letter of the next word."""
    rest = _ABOUT.sub("", question.strip())
    while (first := _TOKEN.search(rest)) is not None:
        if not (_in("joining", first[0]) or _in("correcting", first[0])) or _in("asking", first[0]):
            break
        rest = rest[first.end() :].lstrip(" ,;:.-–!…")
    return _ARABIC_AND.sub("", _MEANT.sub("", rest))


def _tokens(text: str) -> list[str]:
    found = _TOKEN.findall(text)
    return [_ARABIC_AND.sub("", token) for token in found[:1]] + found[1:]


def _in(name: str, token: str) -> bool:
    holds, word = _lists()[name], plain(token)
    return holds(word) or any(word.startswith(bound) and holds(word[len(bound) :]) for bound in _BOUND)


@cache
def _lists() -> dict[str, Callable[[str], bool]]:
    data = tomllib.loads(Path(__file__).with_name("followup.toml").read_text(encoding="utf-8"))
    return {name: _holds(text.split()) for name, text in data.items()}


def _holds(entries: list[str]) -> Callable[[str], bool]:
    whole = frozenset(plain(entry) for entry in entries if not entry.endswith("*"))
    begun = tuple(plain(entry[:-1]) for entry in entries if entry.endswith("*"))
    return lambda word: word in whole or word.startswith(begun)
