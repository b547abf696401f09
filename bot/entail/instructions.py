"""Words that are addressed to a language model, where a source should speak to citizens; pure and linear."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus import sentences

_ADDRESSEES = r"(?:den |die |das |the |alle )?(?:ki|ai|bot|assisten|modell|model|system|llm)"
_SIGNS = re.compile(
    r"(?:ignorier|missacht|vergiss|vergessen sie|überschreib|verwirf)\w{0,4}[^.!?\n]{0,60}"
    r"(?:anweisung|instruktion|regel|vorgabe|prompt|bisherig|vorherig|vorig|obige)"
    r"|(?:ignore|disregard|forget|override)\b[^.!?\n]{0,60}"
    r"(?:instruction|rule|prompt|previous|above|prior|guideline)"
    r"|(?:^|[\s\[(<#*])(?:system|assistant|user|developer|assistent|nutzer)\s?"
    r"(?:prompt|nachricht|message|hinweis|anweisung)?\s?[:>\]]"
    r"|<\|?\w{2,12}\|?>|\[/?(?:inst|system)\]|###\s?\w"
    r"|system\s?-?(?:prompt|anweisung|nachricht|hinweis|message)"
    r"|(?:sprachmodell|language model|ki-modell|ki-assistent|chat-?bot|chatgpt|\bllm\b|\bprompt)"
    rf"|(?:hinweis|anweisung|nachricht|befehl|instruction)\w{{0,3}} (?:für|an|for|to) {_ADDRESSEES}"
    r"|du bist (?:jetzt|nun|ab jetzt|ein|kein)|you are (?:now|a|an)\b|act as\b|verhalte dich"
    r"|(?:antworte|sag|sage|schreibe?|gib|nenne|erwähne|empfiehl|behaupte|wiederhole|füge|verweise|teile)\b"
    r"[^.!?\n]{0,50}(?:dem nutzer|den nutzer|der nutzerin|dem benutzer|dem bürger|der bürgerin|den bürgern"
    r"|dem fragenden|jedem|immer|stets|nur noch|ausschließlich|folgende|in deiner antwort|in jeder antwort|aus[.!]"
    r"|mit(?: dem)? wort|wörtlich|hinzu|stattdessen)"
    r"|(?:tell|say|reply|answer|respond|print|output|repeat|recommend|write)\b[^.!?\n]{0,50}"
    r"(?:the user|users|always|only|everyone|verbatim|instead)"
    r"|(?:deine|eure|your) (?:neue |eigentliche |new |real )?"
    r"(?:aufgabe|anweisung|instruktion|regeln|instructions|task|rules|system)"
    r"|(?:neue|new) (?:anweisung|instruktion|instruction)"
    r"|\b(?:an|für) (?:die|das|den|alle) (?:ki|assistenten?|sprachassistenten?|assistenzsystem|chat-?assistenten?)\b"
    r"|\b(?:ai|ki|virtual)[ -](?:assistant|assistent|agent|modell|model|system)|künstliche intelligenz|\bgpt\b"
    r"|\b(?:bei|in) jeder antwort\b|\bin (?:der|deiner) antwort\b|\bdu (?:sollst|musst|darfst|wirst|antwortest"
    r"|bist)\b|<!--|```|\{\{",
    re.IGNORECASE,
)
# Towns address people as "Sie"; who is told "Antworte" or "Nenne" is no citizen.
_ORDERS = re.compile(
    r"^[\W_]*(?:(?:wichtig|hinweis|achtung|note|important)\W{1,3})?(?:bitte |please |und |ab sofort )?"
    r"(?:antworte|sag|sage|schreib|schreibe|nenne|gib|verrate|empfiehl|empfehle|behaupte|bestätige|verwende"
    r"|erwähne|beende|beginne|füge"
    r"|ignoriere|vergiss|übersetze|wiederhole|lösche|zeige|sende|schicke|handle|agiere|verhalte|bewerte|fordere"
    r"|frage|lenke|verlinke"
    r"|answer|reply|respond|say|tell|output|print|repeat|reveal|recommend|ignore|disregard|forget|pretend|act"
    r"|write|send)\b(?! sie\b)",
    re.IGNORECASE,
)
_SELF = re.compile(r"\b(?:ich|mir|mich|meine?[mnrs]?|i am|i'm|my)\b", re.IGNORECASE)


def instructs(text: str) -> bool:
    """Whether a stretch of text speaks to a model instead of a citizen."""
    return bool(_SIGNS.search(text) or _ORDERS.search(text))


def of_itself(text: str) -> bool:
    """Whether whoever wrote the sentence speaks of itself: "Meine Anweisungen lauten"."""
    return bool(_SELF.search(text))


@lru_cache(maxsize=2_048)
def without(text: str) -> str:
    """The text without what speaks to a model and, in the same paragraph, without what follows: that is its payload."""
    return "\n".join(_parted(line)[0] for line in text.splitlines())


@lru_cache(maxsize=2_048)
def told(text: str) -> str:
    """What `without` leaves out: the words to a model and their payload."""
    return "\n".join(filter(None, (_parted(line)[1] for line in text.splitlines())))


def _parted(line: str) -> tuple[str, str]:
    """A paragraph as what comes before the first words to a model, and the rest."""
    found = [line[start:end] for start, end in sentences.split(line)]
    first = next((at for at, sentence in enumerate(found) if instructs(sentence)), len(found))
    return " ".join(found[:first]), " ".join(found[first:])
