"""The words of a text with what the gate needs to know of each; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.words import fold

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")

# Words that carry no content of their own. Negation, modality and restriction are read by `cues`.
LIGHT = frozenset(
    """
    aber als also am an auch auf aus ausser bei beim bis da dabei dadurch dafuer damit danach dann dar daran
    darauf daraus darf darueber darum das dass dazu dem den denn der deren des dessen die dies diese diesem
    diesen dieser dieses doch dort du duerfen durch eben ein eine einem einen einer eines einige er es etwa
    etwas fuer gegen gegenueber hab habe haben hat hatte hier hierfuer ich ihm ihn ihnen ihr ihre ihrem ihren
    ihrer ihres im immer in indem ins ist ja je jeder jede jedes jedem jeden jedoch kann koennen konnte man mit
    muss muessen musste nach nicht noch nun nur ob oder ohne sich sie sein seine seinem seinen seiner selbst
    sind so sobald sofern soll sollen sollte sollten solange sonst sondern soweit sowie statt ueber um und uns
    unser unter vom von vor war waren was weil welche welchem welchen welcher welches wem wen wenn wer werden
    wessen wie wieder wird wo wobei wodurch wofuer worden wurde wurden zu zum zur zwar zwischen falls waehrend
    bereits bitte moechte moechten wollen will gibt geben machen macht tun lassen laesst kein keine keinem
    keinen keiner keines mehr sehr ganz genauer naemlich beziehungsweise bzw etc usw jeweils insbesondere
    beispiel beispielsweise z b u a bleibt bleiben haetten haette waere muesste koennte wuerde derjenige
    diejenige denjenigen wohl erst schon alle allen aller alles dieselbe selben andere anderen anderer anderes
    pro je fall faelle sache moeglich sogar zudem ausserdem nachdem
    """.split()  # noqa: SIM905 - a word list reads better as one
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word: as written, folded, and where it stands. `weight` is 0 for light words and numbers."""

    text: str
    word: str
    start: int
    end: int
    weight: float


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text, in its order."""
    found: list[Token] = []
    for match in _WORD.finditer(text):
        for start, end in _parts(match):
            written = text[start:end]
            word = fold(written)
            found.append(Token(written, word, start, end, _weight(written, word, begins=not found)))
    return tuple(found)


def _parts(match: re.Match[str]) -> list[tuple[int, int]]:
    """A word with hyphens is one word unless a part of it is a number: "14-taegig"."""
    if not any(letter.isdigit() for letter in match.group()):
        return [match.span()]
    return [
        (match.start() + part.start(), match.start() + part.end()) for part in re.finditer(r"[^\W_]+", match.group())
    ]


def _weight(written: str, word: str, *, begins: bool) -> float:
    """Nouns and names say more than verbs, and light words and figures nothing here."""
    if word in LIGHT or word[0].isdigit():
        return 0.0
    return 1.5 if written[0].isupper() and not begins else 1.0
