"""Who does what to whom: the grammatical part that a noun plays, read off the words before it; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.entail.clauses import Unit
from bot.entail.similar import alike
from bot.entail.tokens import Token
from corpus.words import words

_DATIVE = frozenset(
    words("dem einem ihrem seinem diesem jedem beim zum zur gegenueber an bei am ihm ihnen seinen ihren beiden")
)
_AGENT = frozenset(("von", "vom", "durch"))
_ACCUSATIVE = frozenset(("den", "einen", "ihn", "gegen", "fuer", "um", "ohne"))
_GENITIVE = frozenset(("des", "eines", "ihres", "seines", "deren", "dessen"))
_CORE = frozenset(words("der die das ein eine ihre ihr seine sein diese dieser dieses jeder jede kein keine"))
_OTHER = frozenset(
    (
        *("in", "im", "ins", "auf", "aus", "mit", "nach", "vor", "ueber", "unter", "zwischen", "wegen", "waehrend"),
        *("innerhalb", "bis", "ab", "seit", "trotz"),
    )
)
_ACTOR = re.compile(
    r"(?:amt|amts|behoerden?|traegers?|gebers?|nehmers?|kassen?|gerichts?|personen?|eltern\w*|kind\w*|(?:ver)?mieters?|eigentuemers?"
    r"|stadt|gemeinden?|land|stellen?|agentur|jobcenter|schulen?|krankenhaus\w*|buerger\w*|antragsteller\w*|verlobten?|mutter|vater"
    r"|kaeufers?|verkaeufers?|finders?|verlierers?|beteiligten?\w*|pflichtigen?|berechtigten?|staat|unternehmen|polizei|standesamt"
    r"|angehoerigen?|sie|beirat|rat|ministerium|anlieger|haftigen?|empfaenger\w*|auslaender\w*|bevollmaechtigte\w*|gebers?|herausgeber)$"
)
_PASSIVE = re.compile(
    r"\b(?:wird|werden|wurde|worden|ist|sind)\b.*\b(?:ge\w+t|\w+ge\w+t|\w+iert|\w+en|be\w+t|er\w+t|ver\w+t)\b"
)


def role(words: Sequence[Token], at: int) -> str:
    """The part of the noun at a place: agent, dative, accusative, genitive, core (subject or object), other."""
    for before in range(at - 1, max(-1, at - 4), -1):
        word = words[before].word
        if word == "der" and _FEMININE.search(words[at].word):
            behind = before > 0 and words[before - 1].text[0].isupper() and words[before - 1].word != "sie"
            preposition = next((name for name, table in _TABLES if before > 0 and words[before - 1].word in table), "")
            return preposition or ("genitive" if behind else "dative")
        if word == "den" and _PLURAL.search(words[at].word):
            return "dative"
        for name, table in _TABLES:
            if word in table:
                return name
        if words[before].text[0].isupper() and before != 0:
            break
    return "core"


_FEMININE = re.compile(
    r"(?:ung|heit|keit|schaft|stelle|behoerde|kasse|person|schule|gemeinde|stadt|ion|taet|versicherung|agentur|mutter|frau"
    r"|kammer|polizei|verwaltung|leitung|in)$"
)
_PLURAL = re.compile(r"(?:eltern|personen|behoerden|kindern|traegern|stellen|gemeinden|beteiligten|buergern|mietern)$")


_TABLES = (
    ("agent", _AGENT), ("dative", _DATIVE), ("accusative", _ACCUSATIVE), ("genitive", _GENITIVE), ("core", _CORE),
    ("other", _OTHER),
)  # fmt: skip


def swapped(sentence: Unit, source: Unit) -> tuple[float, float]:
    """How many actors play another part in the source, and how many pairs of shared nouns stand the other way round."""
    mine, theirs = _nouns(sentence), _nouns(source)
    pairs = [(a, b) for a in mine for b in theirs if alike(sentence.tokens[a].word, source.tokens[b].word) >= 0.85]
    voices = bool(_PASSIVE.search(sentence.text.lower())) != bool(_PASSIVE.search(source.text.lower()))
    other = sum(
        min(_differs(role(sentence.tokens, a), role(source.tokens, b)) for x, b in pairs if x == a)
        for a in dict.fromkeys(a for a, _ in pairs)
        if _actor(sentence.tokens[a])
    )
    turned = sum(
        (a1 - a2) * (b1 - b2) < 0
        for i, (a1, b1) in enumerate(pairs)
        for a2, b2 in pairs[i + 1 :]
        if a1 != a2 and b1 != b2
    )
    return (other * 0.5 if voices else other), float(turned)


def _nouns(unit: Unit) -> list[int]:
    return [
        at for at, token in enumerate(unit.tokens) if token.text[0].isupper() and (token.weight or token.word == "sie")
    ]


def _actor(token: Token) -> bool:
    return bool(_ACTOR.search(token.word))


_APART = {
    ("core", "dative"): 1.0, ("core", "agent"): 0.6, ("dative", "agent"): 0.8, ("core", "accusative"): 0.7,
    ("accusative", "agent"): 1.0, ("accusative", "dative"): 0.4, ("core", "genitive"): 0.5, ("genitive", "agent"): 0.3,
    ("dative", "genitive"): 0.5,
}  # fmt: skip


def _differs(one: str, other: str) -> float:
    return _APART.get((one, other), _APART.get((other, one), 0.0))
