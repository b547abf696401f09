"""What a municipality says of its widget: one TOML file each, whose name is the municipality's id."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from bot.colours import LEAST, contrast, is_colour
from bot.replies import LANGUAGES as REPLIES
from bot.replies import SIMPLE

LANGUAGES = (REPLIES[0], SIMPLE, *REPLIES[1:])
"""Languages the widget speaks; a municipality offers some of them."""

_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,60}[a-z0-9])?")


class MunicipalityError(ValueError):
    """A municipality's file cannot be used; the message names the file, the field and the remedy."""


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise ValueError("is no address of a web page; write it whole, as in https://www.stadt.example/datenschutz")
    return text


def _origin(text: str) -> str:
    parts = urlsplit(text)
    plain = f"{parts.scheme}://{parts.netloc}"
    if parts.scheme not in ("https", "http") or not re.fullmatch(r"[a-z0-9.-]+(:\d+)?", parts.netloc) or text != plain:
        raise ValueError(
            "is no origin; write scheme and host in small letters, nothing after them, as in https://www.stadt.example"
        )
    return text


def _colour(text: str) -> str:
    if not is_colour(text):
        raise ValueError("is no colour; write # and six hexadecimal digits, as in #17477a")
    return text


Address = Annotated[str, AfterValidator(_address)]
Origin = Annotated[str, AfterValidator(_origin)]
Colour = Annotated[str, AfterValidator(_colour)]
Line = Annotated[str, Field(min_length=1, max_length=300)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Colors(_Part):
    """The municipality's colour and that of the words on it; without them the widget has its own."""

    primary: Colour = "#17477a"
    on_primary: Colour = "#ffffff"

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        found = contrast(self.primary, self.on_primary)
        if found < LEAST:
            raise ValueError(
                f"the contrast of primary and on_primary is {found:.2f}, words need {LEAST} (WCAG 2.2, 1.4.3); "
                "take a darker primary or another on_primary"
            )
        return self


class Contact(_Part):
    """Where a person can be asked."""

    name: Line
    phone: str = ""
    email: str = ""
    hours: str = ""
    address: str = ""
    url: Address | None = None


class Links(_Part):
    """Pages of the municipality that the widget leads to."""

    privacy: Address | None = None
    imprint: Address | None = None
    accessibility: Address | None = None


class Municipality(_Part):
    """One file. `origins` are the websites that may embed the widget."""

    name: Line
    assistant: Line = "Auskunft"
    languages: tuple[str, ...] = LANGUAGES
    origins: tuple[Origin, ...] = ()
    greeting: Mapping[str, Line] = {}
    examples: Mapping[str, tuple[Line, ...]] = {}
    colors: Colors = Colors()
    contacts: tuple[Contact, ...] = ()
    links: Links = Links()

    @model_validator(mode="after")
    def _speaks_what_there_is(self) -> Self:
        for field, languages in (("languages", self.languages), *_texts(self)):
            if unknown := sorted(set(languages) - set(self.languages if field != "languages" else LANGUAGES)):
                known = LANGUAGES if field == "languages" else self.languages
                raise ValueError(f"{field}: there is no language {', '.join(unknown)} here; take of {', '.join(known)}")
        if "de" not in self.languages:
            raise ValueError("languages: de is missing; what is written in no other language is shown in German")
        return self


def _texts(municipality: Municipality) -> Iterable[tuple[str, Iterable[str]]]:
    return (("greeting", municipality.greeting), ("examples", municipality.examples))


def read_municipalities(folder: Path) -> dict[str, Municipality]:
    """Every municipality of a folder by its id.

    Raises:
        MunicipalityError: the folder holds none, or one of its files cannot be used.
    """
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise MunicipalityError(
            f"{folder} holds no municipality; put a file such as musterstadt.toml there, or set AUSKUNFT_WIDGET_FOLDER"
        )
    return {_id(file): _read(file) for file in files}


def _id(file: Path) -> str:
    if not _ID.fullmatch(file.stem):
        raise MunicipalityError(f"{file}: a file's name is small letters a–z, digits and hyphens; rename it")
    return file.stem


def _read(file: Path) -> Municipality:
    try:
        return Municipality.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MunicipalityError(f"{file} is no TOML: {error}") from error
    except ValidationError as error:
        faults = "; ".join(_fault(item["loc"], item["type"], item["msg"]) for item in error.errors())
        raise MunicipalityError(f"{file}: {faults}") from error


def _fault(place: tuple[int | str, ...], kind: str, message: str) -> str:
    """What is wrong and where; what there is to do stands in our own messages."""
    where = ".".join(map(str, place))
    if kind == "extra_forbidden":
        return f"{where}: there is no such field; correct its name or delete it"
    if kind == "missing":
        return f"{where}: is missing; add it"
    said = message.removeprefix("Value error, ")
    return f"{where}: {said}" if where else said
