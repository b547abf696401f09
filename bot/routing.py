"""What kind of question is it, before anything is searched; rules only.

So far greetings, thanks and questions about the bot itself are told apart from everything else, which is `information`.
A message is one of them only when it is made of nothing else: "Hallo, was kostet ein Pass?" is a question.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.words import words

Kind = Literal["information", "greeting"]
Reply = Literal["", "greeting", "thanks", "about"]


@dataclass(frozen=True, slots=True)
class Route:
    """The kind, and for a greeting which reply it gets."""

    kind: Kind
    reply: Reply = ""


def _phrases(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(words(phrase)) for phrase in text.replace("\n", ",").split(",") if phrase.strip())


_GREETINGS = _phrases("""
    hallo, hallöchen, hi, hey, moin, servus, grüezi, grüß gott, guten tag, guten morgen, guten abend, tach, na
    hello, good morning, good afternoon, good evening, merhaba, selam, iyi günler, günaydın, привіт, добрий день
    здравствуйте, привет, добрый день, مرحبا, السلام عليكم, cześć, dzień dobry, bonjour, salut, bonsoir
""")
_THANKS = _phrases("""
    danke, danke dir, danke ihnen
    danke schön, dankeschön, vielen dank, herzlichen dank, besten dank, lieben dank, tausend dank, merci
    thanks, thank you, thx, thanks a lot, teşekkürler, teşekkür ederim, дякую, спасибо, شكرا, dziękuję, merci beaucoup
    tschüss, auf wiedersehen, ciao, bye, das hat geholfen, das hat mir geholfen
""")
_FILLERS = _phrases("""
    zusammen, du, ihr lieben, liebes team, wie geht es dir, wie gehts, wie geht's, wie geht es ihnen, there, everyone
    ok, okay, super, prima, toll, alles klar, gut, sehr, so much, very much
    für die hilfe, für ihre hilfe, für deine hilfe, for your help, for the help, за допомогу, за помощь
    hat geklappt, hat super geklappt, das hat geklappt, und einen schönen tag
    und einen schönen tag noch, schönen tag noch
""")
_ABOUT = _phrases("""
    wer bist du, wer bist du eigentlich, was bist du, wer sind sie
    bist du ein mensch, bist du ein bot, bist du ein roboter
    bist du eine ki, bist du echt, sind sie ein mensch, sind sie ein roboter, sind sie eine ki, was kannst du
    was kannst du alles, was können sie, wie kannst du mir helfen, wie können sie mir helfen, who are you
    are you human, are you a human, are you a bot, are you a robot, what can you do, sen kimsin, хто ти, кто ты, من انت
    kim jesteś, qui es-tu
""")
_LONGEST = 6
"""Words in the longest phrase."""


def route(question: str) -> Route:
    """The route of a question in any supported language; linear in its length."""
    spoken = words(question)
    if _made_of(spoken, _ABOUT | _GREETINGS) and not _made_of(spoken, _GREETINGS):
        return Route("greeting", "about")
    if _made_of(spoken, _GREETINGS | _FILLERS) and not _made_of(spoken, _FILLERS):
        return Route("greeting", "greeting")
    if _made_of(spoken, _THANKS | _FILLERS | _GREETINGS):
        return Route("greeting", "thanks")
    return Route("information")


def _made_of(spoken: list[str], phrases: frozenset[tuple[str, ...]]) -> bool:
    """Whether the words are phrases one after the other and nothing else; no words are no phrases."""
    reached = {0}
    for place in range(len(spoken)):
        if place in reached:
            ends = range(place + 1, min(place + _LONGEST, len(spoken)) + 1)
            reached |= {end for end in ends if tuple(spoken[place:end]) in phrases}
    return bool(spoken) and len(spoken) in reached
