"""What is never masked: the offices' own streets, phone numbers and e-mail addresses, per municipality."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict

from bot.privacy.clean import clean
from bot.privacy.gazetteer import folds
from bot.privacy.spans import Label
from corpus.page import Office

_STREET = re.compile(r"^[^\d,;]{2,60}? \d{1,4} ?[a-z]?(?: ?- ?\d{1,4} ?[a-z]?)?", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+|00)?[\d(][\d ()/.\-–]{4,24}\d")
_POSTAL = re.compile(r"\d{5} .{2,60}")


class AllowlistError(ValueError):
    """A file of public values that cannot be read; the message names it."""


class _Lists(BaseModel):
    model_config = ConfigDict(extra="forbid")

    streets: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Allowlist:
    """Values as they are written, in any spelling of them.

    Attributes:
        streets: "Rathausplatz 1", "99999 Musterstadt".
        phones: "069 90009-0" with all its extensions.
        domains: "musterstadt.de" for all its addresses, or one address, "amt@musterstadt.de".
        names: people in public office who shall stay readable, "Erika Beispiel".
    """

    streets: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        streets: Iterable[str] = (),
        phones: Iterable[str] = (),
        domains: Iterable[str] = (),
        names: Iterable[str] = (),
    ) -> Self:
        """The list of these values, however they are written."""
        return cls(
            frozenset(filter(None, map(_street, streets))),
            frozenset(filter(None, map(_number, phones))),
            frozenset(domain.lower().removeprefix("www.").strip("@. ") for domain in domains),
            frozenset(folds(name)[0] for name in names),
        )

    @classmethod
    def from_offices(cls, offices: Iterable[Office]) -> Self:
        """The streets, phone numbers and e-mail addresses of the offices on the municipality's pages.

        Of addresses only these themselves: an office may have one of a provider that citizens use, too, and an
        employee's own address is a personal detail.
        """
        streets: list[str] = []
        phones: list[str] = []
        domains: list[str] = []
        for office in offices:
            parts = [part.strip() for part in re.split(r"[,;\n]", office.address)]
            streets += [part for part in parts if _STREET.match(part) or _POSTAL.fullmatch(part)]
            phones += _PHONE.findall(office.phone)
            domains += [office.email] if "@" in office.email else []
        return cls.of(streets, phones, domains)

    @classmethod
    def read(cls, path: Path | None) -> Self:
        """The list in a TOML file with any of `streets`, `phones`, `domains`, `names`, each a list of strings.

        Raises:
            AllowlistError: the file cannot be read, or holds something else.
        """
        if path is None:
            return cls()
        try:
            return cls.of(**_Lists.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).model_dump())
        except (OSError, ValueError) as error:
            raise AllowlistError(
                f"{path}: {error}; wanted are lists of strings: streets, phones, domains, names"
            ) from error

    def __or__(self, other: Allowlist) -> Allowlist:
        """What is on either list."""
        return Allowlist(
            self.streets | other.streets,
            self.phones | other.phones,
            self.domains | other.domains,
            self.names | other.names,
        )

    def allows(self, label: Label, value: str) -> bool:
        """Whether the value, as a citizen wrote it, is one of the list."""
        if label in ("STREET", "CITY"):
            return _street(value) in self.streets
        if label not in ("EMAIL", "PERSON", "ART9", "USERNAME"):  # an office's number may look like any other number
            number = _number(value).removesuffix("*")
            return any(number.startswith(own[:-1]) if own.endswith("*") else number == own for own in self.phones)
        if label == "EMAIL":
            address = value.lower()
            domain = address.rpartition("@")[2]
            return any(own in (address, domain) or domain.endswith(f".{own}") for own in self.domains)
        return label == "PERSON" and folds(value)[0] in self.names


def _street(value: str) -> str:
    plain = folds(clean(value).text.strip())[0]
    return re.sub(r"[^a-z0-9]", "", re.sub(r"str(?:asse|\.)?(?= ?\d|$)", "str", plain))


def _number(value: str) -> str:
    """National form, digits only; a "*" stands for the extensions of a number that ends in "-0"."""
    plain = re.sub(r"\(0\)", "", clean(value).text)
    central = bool(re.search(r"[-/ ]0\s*$", plain))
    digits = re.sub(r"\D", "", plain.replace("+", "00", 1))
    national = "0" + digits[4:] if digits.startswith("0049") else digits
    return national[:-1] + "*" if central and len(national) > 6 else national
