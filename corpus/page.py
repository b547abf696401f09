"""The document model: a page is one service, one section of a law, or one piece of information.

A page is a Markdown file with YAML front matter. `read` and `write` are inverse: what is written reads back
equal, whatever the texts hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, cast, get_args

import yaml

Kind = Literal["service", "law", "information"]
KINDS: tuple[Kind, ...] = get_args(Kind)

ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}:[^\s:/\\|#?]{1,128}")
SCOPE = re.compile(r"\d{2,12}")
LEIKA = re.compile(r"99\d{12}")


class PageError(ValueError):
    """A page that cannot be read; the message names the place and the remedy."""


@dataclass(frozen=True, slots=True)
class Link:
    """A titled address: a form, a further page, an online service."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Office:
    """Who is competent. `page` names the page that describes it, when there is one."""

    name: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""
    appointment_url: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its text: blocks as `corpus.blocks` describes them, inline text taken literally."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page. Texts are normalised on construction, so equal content means equal pages."""

    id: str
    kind: Kind
    title: str
    language: str = "de"
    scope: str = "00"
    citation: str = ""  # law only: the norm as it is cited, "§ 16 SGB I"
    breadcrumb: tuple[str, ...] = ()  # law only: the headings above the section
    stand: str = ""  # law only: how fresh the text is, in the publisher's words
    office: Office | None = None
    online_service: Link | None = None
    leika: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    legal_basis: tuple[str, ...] = ()
    forms: tuple[Link, ...] = ()
    links: tuple[Link, ...] = ()
    updated: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    review_due: date | None = None
    url: str = ""
    licence: str = ""
    sections: tuple[Section, ...] = field(default=())

    def __post_init__(self) -> None:
        _require(bool(ID.fullmatch(self.id)), "id", self.id, "write it as <source>:<native id>, without spaces")
        _require(self.kind in KINDS, "kind", self.kind, f"use one of {', '.join(KINDS)}")
        _require(bool(SCOPE.fullmatch(self.scope)), "scope", self.scope, 'use 2 to 12 digits in quotes, such as "00"')
        for key in self.leika:
            _require(bool(LEIKA.fullmatch(key)), "leika", key, "a LeiKa key has 14 digits and begins with 99")
        _require(bool(one_line(self.title)), "title", self.title, "give the page a title")
        _normalise(self)

    def valid_on(self, day: date) -> bool:
        """Whether the page may be quoted on `day` (both bounds count as valid)."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )

    @property
    def source(self) -> str:
        """The source's name, the part of the id before the colon."""
        return self.id.partition(":")[0]


def _require(holds: bool, name: str, value: object, remedy: str) -> None:
    if not holds:
        raise PageError(f"{name}: {value!r} is not allowed; {remedy}")


def one_line(text: str) -> str:
    """The text with every run of white space turned into one space."""
    return " ".join(text.split())


_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\ud800-\udfff\ufeff\u200b\ufffe\uffff]")
_BLANK = re.compile("[\t\x0b\x0c\x1c-\x1f\x85\xa0\u2007\u2028\u2029\u202f]")  # separates words


def clean_block(text: str) -> str:
    """Block text in normal form: no control characters, no trailing blanks, at most one blank line in a row."""
    text = _CONTROL.sub("", _BLANK.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")))
    lines = [line.rstrip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _normalise(page: Page) -> None:
    for item in fields(page):
        value = getattr(page, item.name)
        object.__setattr__(page, item.name, _normal(value))


def _normal(value: Any) -> Any:
    if isinstance(value, str):
        return one_line(_CONTROL.sub("", value))
    if isinstance(value, tuple):
        return tuple(_normal(item) for item in cast("tuple[Any, ...]", value))
    if isinstance(value, Section):
        return Section(one_line(_CONTROL.sub("", value.heading)), clean_block(value.text))
    if isinstance(value, Link):
        return Link(_normal(value.title), _normal(value.url))
    if isinstance(value, Office):
        return Office(*(_normal(getattr(value, item.name)) for item in fields(value)))
    return value


# --- writing ---------------------------------------------------------------------------------------------------------


def write(page: Page) -> str:
    """The page as Markdown with front matter; fields that are empty are left out."""
    return joined(_front(page), page.sections)


def joined(front: Mapping[str, Any], sections: Iterable[Section]) -> str:
    """The text of fields and sections, whether or not they make a page; `split` gives them back."""
    written = yaml.dump(dict(front), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    body = "".join(f"\n## {section.heading}\n{_body(section.text)}" for section in sections)
    return f"---\n{written}---\n{body}"


def _body(text: str) -> str:
    return "\n" + _HEADING_LINE.sub(r"\\\g<0>", text) + "\n" if text else ""


# A text line that would read as a section heading gets a backslash in the file, and so does one that has one already.
_HEADING_LINE = re.compile(r"(?m)^\\*## ")
_ESCAPED_LINE = re.compile(r"(?m)^\\(?=\\*## )")


class _Dumper(yaml.SafeDumper):
    """Indents list items below their key, as people write YAML."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _front(page: Page) -> dict[str, Any]:
    front: dict[str, Any] = {}
    for item in fields(page):
        value = getattr(page, item.name)
        if item.name != "sections" and value not in ("", (), None):
            front[item.name] = _plain(value)
    return front


def _plain(value: Any) -> Any:
    if isinstance(value, Office):
        return value.page if value.page else {k: v for k, v in _members(value) if v}
    if isinstance(value, Link):
        return dict(_members(value))
    if isinstance(value, tuple):
        return [_plain(item) for item in cast("tuple[Any, ...]", value)]
    return value


def _members(value: Link | Office) -> list[tuple[str, str]]:
    return [(item.name, getattr(value, item.name)) for item in fields(value)]


# --- reading ---------------------------------------------------------------------------------------------------------

_FILE = re.compile(r"\A\ufeff?---[ ]*\n(?P<front>.*?\n)---[ ]*\n(?P<body>.*)\Z", re.DOTALL)
_SECTION = re.compile(r"(?m)^## (?P<heading>[^\n]*)$")


def read(text: str, where: str = "page") -> Page:
    """The page that `text` holds.

    Raises:
        PageError: the front matter is missing, is no YAML, or has a field that is unknown or malformed; the
            message begins with `where`.
    """
    front, sections = split(text, where)
    try:
        return _page(front, sections)
    except PageError as error:
        raise PageError(f"{where}: {error}") from error


def split(text: str, where: str = "page") -> tuple[dict[str, Any], tuple[Section, ...]]:
    """The fields and the sections of a text, as they stand there: what is in the fields is not looked at.

    Raises:
        PageError: the front matter is missing or is no YAML, or there is text before the first heading.
    """
    match = _FILE.match(text.replace("\r\n", "\n"))
    if match is None:
        raise PageError(f"{where}: no front matter; begin the file with a line '---', the fields, and '---'")
    try:
        front = yaml.load(match["front"], Loader=_Loader)  # noqa: S506 - derived from the safe loader
        return _mapping(front, "the front matter"), _sections(match["body"])
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 2}" if mark else ""
        raise PageError(f"{where}{line}: the front matter is no YAML: {getattr(error, 'problem', error)}") from error
    except PageError as error:
        raise PageError(f"{where}: {error}") from error


def read_file(path: Path) -> Page:
    """The page in a file; errors name the file."""
    try:
        return read(path.read_text(encoding="utf-8"), str(path))
    except UnicodeDecodeError as error:
        raise PageError(f"{path}: not UTF-8 at byte {error.start}; save the file as UTF-8") from error


class _Loader(yaml.CSafeLoader):  # libyaml's loader, in every wheel, is ten times faster than the Python one
    """Reads scalars as text except dates: a scope of 00 or a phone number is never a number."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":timestamp", ":null"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _sections(body: str) -> tuple[Section, ...]:
    parts = list(_SECTION.finditer(body))
    before = body[: parts[0].start()] if parts else body
    if before.strip():
        raise PageError("text before the first heading; begin it with a heading such as '## Volltext'")
    ends = [part.start() for part in parts[1:]] + [len(body)] * bool(parts)
    return tuple(
        Section(part["heading"], _ESCAPED_LINE.sub("", body[part.end() : end]))
        for part, end in zip(parts, ends, strict=True)
    )


_NAMES = {item.name for item in fields(Page)} - {"sections"}


def _page(values: dict[str, Any], sections: tuple[Section, ...]) -> Page:
    unknown = sorted(set(values) - _NAMES)
    _require(not unknown, "front matter", ", ".join(unknown), f"the fields are {', '.join(sorted(_NAMES))}")
    for name in ("id", "kind", "title"):
        _require(bool(values.get(name)), name, values.get(name), "every page needs it")
    return Page(**{name: _FIELDS[name](value, name) for name, value in values.items()}, sections=sections)


def _mapping(value: Any, name: str) -> dict[str, Any]:
    _require(isinstance(value, dict), name, value, "write it as lines of 'name: value'")
    return cast("dict[str, Any]", value)


def _text(value: Any, name: str) -> str:
    if isinstance(value, date):
        value = value.isoformat()
    _require(value is None or isinstance(value, str), name, value, "write it as text")
    return value or ""


def _date(value: Any, name: str) -> date | None:
    if isinstance(value, datetime):
        value = value.date()
    _require(value is None or isinstance(value, date), name, value, "write it as 2026-11-30")
    return value


def _list(value: Any, name: str) -> list[Any]:
    _require(value is None or isinstance(value, list), name, cast("object", value), "write it as a list")
    return cast("list[Any]", value or [])


def _texts(value: Any, name: str) -> tuple[str, ...]:
    return tuple(_text(item, name) for item in _list(value, name))


def _link(value: Any, name: str) -> Link | None:
    if value is None:
        return None
    if isinstance(value, str):
        return Link("", value)
    members = _mapping(value, name)
    _require(set(members) <= {"title", "url"} and bool(members.get("url")), name, members, "give it title and url")
    return Link(_text(members.get("title"), name), _text(members["url"], name))


def _links(value: Any, name: str) -> tuple[Link, ...]:
    return tuple(link for item in _list(value, name) if (link := _link(item, name)))


_OFFICE = {item.name for item in fields(Office)} - {"page"}


def _office(value: Any, name: str) -> Office | None:
    if value is None or isinstance(value, str):
        return Office(page=value) if value else None
    members = _mapping(value, name)
    unknown = sorted(set(members) - _OFFICE)
    _require(not unknown, name, ", ".join(unknown), f"an office has {', '.join(sorted(_OFFICE))}")
    return Office(**{key: _text(item, f"{name}.{key}") for key, item in members.items()})


_FIELDS: dict[str, Any] = (
    dict.fromkeys(("id", "kind", "title", "language", "scope", "citation", "stand", "url", "licence"), _text)
    | dict.fromkeys(("breadcrumb", "leika", "keywords", "legal_basis"), _texts)
    | dict.fromkeys(("updated", "valid_from", "valid_until", "review_due"), _date)
    | {"forms": _links, "links": _links, "online_service": _link, "office": _office}
)
