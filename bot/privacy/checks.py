"""Check digits. They only raise confidence: a citizen's typo in an IBAN is still an IBAN."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from typing import cast

import phonenumbers

from bot.privacy.spans import Label

_FALLBACK = {"TAX_ID": "de.idnr", "TAX_NUMBER": "de.stnr", "IBAN": "iban", "CARD": "luhn"}


def _standard(name: str) -> Callable[[str], bool]:
    """The `is_valid` of a module of python-stdnum, which is untyped."""
    return cast("Callable[[str], bool]", import_module(f"stdnum.{name}").is_valid)


_VALID: dict[str, Callable[[str], bool]] = {label: _standard(module) for label, module in _FALLBACK.items()}
_SEPARATORS = re.compile(r"[^A-Za-z0-9+]")


def is_valid(label: Label, value: str) -> bool:
    """Whether the value, however it is grouped, passes the check of its kind; False where the kind has none."""
    bare = _SEPARATORS.sub("", value).upper()
    if label == "PHONE":
        return _is_phone(value)
    if label in ("ID_CARD", "PASSPORT", "RESIDENCE_PERMIT"):
        return len(bare) == 10 and bare[9].isdigit() and int(bare[9]) == travel_digit(bare[:9])
    if label == "PENSION_NO":
        return _is_pension_number(bare)
    if label == "HEALTH_NO":
        return _is_health_number(bare)
    return label in _VALID and _VALID[label](bare)


def _is_phone(value: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(value, "DE"))
    except phonenumbers.NumberParseException:
        return False


def _worth(letter: str) -> int:
    return int(letter) if letter.isdigit() else ord(letter) - ord("A") + 10


def travel_digit(number: str) -> int:
    """The check digit of the nine characters of an identity card or passport (ICAO 9303: weights 7, 3, 1)."""
    return sum(_worth(letter) * (7, 3, 1)[at % 3] for at, letter in enumerate(number)) % 10


def _crossed(digits: str, factors: tuple[int, ...]) -> int:
    """The sum of the cross sums of digit times factor."""
    products = [int(digit) * factor for digit, factor in zip(digits, factors, strict=True)]
    return sum(product // 10 + product % 10 for product in products)


def _is_pension_number(bare: str) -> bool:
    """VKVV § 4: the letter as two digits, factors 2 1 2 5 7 1 2 1 2 1 2 1, cross sums, modulo 10."""
    if not re.fullmatch(r"\d{8}[A-Z]\d{3}", bare):
        return False
    digits = f"{bare[:8]}{ord(bare[8]) - 64:02}{bare[9:11]}"
    return _crossed(digits, (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)) % 10 == int(bare[11])


def _is_health_number(bare: str) -> bool:
    """§ 290 SGB V: the letter as two digits, factors 1 2 1 2 …, cross sums, modulo 10."""
    if not re.fullmatch(r"[A-Z]\d{9}", bare):
        return False
    digits = f"{ord(bare[0]) - 64:02}{bare[1:9]}"
    return _crossed(digits, (1, 2) * 5) % 10 == int(bare[9])
