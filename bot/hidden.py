"""Instructions that are written so that a person does not see them: encoded, spaced out, invisible or as mark-up."""

from __future__ import annotations

import base64
import binascii
import re

from bot.plain import plain

_ENCODED = re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{20,}={0,2}(?![A-Za-z0-9+/=])")
_MARKUP = re.compile(
    r"<\|?/?\s?(?:system|im_start|im_end|user|assistant|inst|instructions?|prompt|script|iframe)\b|\[/?(?:INST|SYSTEM)\]|<<SYS>>"
    r"|<!--|\{\{|\}\}|display:\s*none|^\s*(?:#{2,}\s*)?(?:system|assistant|developer)\s*:",
    re.IGNORECASE | re.MULTILINE,
)
_TAG = re.compile("[\U000e0020-\U000e007e]{3,}")
_SINGLE = re.compile(r"(?:(?<!\w)\w(?!\w)[ ._*-]{0,3}){7,}")
_LEET = str.maketrans("013457@$", "oieastas")
_MIXED = re.compile(r"(?<![\w@$])(?=[\w@$]{0,20}[^\W\d_])(?=[\w@$]{0,20}[013457@$])[\w@$]{4,40}")
_SQUEEZED = re.compile(
    r"(?:ignor|vergiss|missacht|forget|disregard|unut|забудь|ігнору|تجاهل).{0,40}"
    r"(?:anweis|instruk|instruct|regel|rule|prompt|talimat|kural|правил|інструкц|инструкц|تعليمات)"
)
"""An instruction whose words were spaced out, so that nobody knows where they end."""


def is_markup(text: str) -> bool:
    """Whether a message imitates the parts of a prompt, or hides text in mark-up or in invisible letters."""
    return bool(_MARKUP.search(text) or _TAG.search(text))


def uncovered(text: str) -> str:
    """What encoded, spaced out or mirrored words of a message say, in plain spelling; "" when there are none."""
    spaced = ["".join(re.findall(r"\w", found)) for found in _SINGLE.findall(text)] if _SINGLE.search(text) else []
    leet = [_MIXED.sub(lambda found: found[0].translate(_LEET), text)] if _MIXED.search(text) else []
    decoded = [words for found in _ENCODED.findall(text) if (words := _decoded(found))]
    return plain(" ".join([*spaced, *leet, *decoded]))


def is_squeezed(plain_text: str) -> bool:
    """Whether words without blanks between them are such an instruction."""
    return bool(_SQUEEZED.search(plain_text))


def is_encoded(text: str) -> bool:
    """Whether a message holds words in base64."""
    return any(_decoded(found) for found in _ENCODED.findall(text))


def _decoded(found: str) -> str:
    """The words that a token encodes; "" when it decodes to anything else."""
    try:
        words = base64.b64decode(found + "=" * (-len(found) % 4), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""
    readable = sum(letter.isalpha() or letter == " " for letter in words)
    return words if " " in words and readable >= 0.8 * len(words) else ""
