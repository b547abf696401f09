"""Words that are addressed to a language model, where a source should speak to citizens; pure and linear."""

from __future__ import annotations

import re

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
    r"|(?:neue|new) (?:anweisung|instruktion|instruction)",
    re.IGNORECASE,
)


def instructs(text: str) -> bool:
    """Whether a stretch of text speaks to a model instead of a citizen."""
    return bool(_SIGNS.search(text))
