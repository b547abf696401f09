"""Services from a DLDB export (Dienstleistungsdatenbank): the JSON that Munich and Berlin publish.

A record is kept when it tells a citizen something: a description, or a fee with a title. What is left out is yielded
as `Skipped`, so that it is counted and can be looked at. `public` is no reason to leave a record out: the flag says
whether the service can be booked online, and every service without it is as real.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, cast

from corpus.modules import module_of
from corpus.page import LEIKA, Link, Office, Page, PageError, Section
from corpus.sources import Failure, Skipped, Source, SourceError
from corpus.sources.gii_file import load
from corpus.sources.html import Piece, address, pieces, render, words

DESCRIPTION, FEES = "Beschreibung", "Gebühren"
ENOUGH = 80
"""Characters of a description that stands alone, without a fee, a form or a link; shorter ones are notes to staff."""

_TEST = re.compile(
    r"(?i)\btestleistung|\bfake[- ]?(?:dl\b|dienstleistung|leistung)|existiert im DL-Finder nicht|\blorem ipsum\b"
    r"|\btest-?(?:dienstleistung|datensatz|eintrag|dl\b)|\A\s*test\s*\d*\s*\Z"
)

# Berlin's further fields, in the order in which a citizen asks: those of HTML, and lists of {name, description, link}.
_TEXTS = {
    "hint": "Hinweise",
    "processing_time": "Bearbeitungsdauer",
    "process_time": "Bearbeitungsdauer",
    "representation": "Vertretung",
    "residence": "Wohnsitz",
    "responsibility": "Zuständige Stelle",
}
_LISTS = {"prerequisites": "Voraussetzungen", "requirements": "Erforderliche Unterlagen", "legal": "Rechtsgrundlagen"}


def read(source: Source) -> Iterator[Page | Failure | Skipped]:
    """The services of an export.

    Raises:
        SourceError: the file cannot be read, is no JSON, or has no list `data`.
    """
    records = _records(load(source.location), source)
    for number, record in enumerate(records, 1):
        try:
            yield _read(record, number, source)
        except (PageError, ValueError) as error:
            yield Failure(_key(record, number, source), str(error))


def _records(content: bytes, source: Source) -> list[Any]:
    where = f"{source.name}: {source.location}"
    try:
        export = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{where}: no JSON ({error}); get the export anew") from error
    records = _mapping(export).get("data")
    if not isinstance(records, list):
        raise SourceError(f"{where}: no DLDB export, it has no list 'data'; check the path or address")
    return cast("list[Any]", records)


def _key(record: Any, number: int, source: Source) -> str:
    native = _native(_mapping(record))
    return f"{source.name}:{native}" if native else f"{source.name}, record {number}"


def _native(record: dict[str, Any]) -> str:
    value = record.get("id")
    return words(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _read(record: Any, number: int, source: Source) -> Page | Skipped:
    fields = _mapping(record)
    if not fields or not _native(fields) or not _string(fields, "name"):
        raise PageError("the record has no id or no name; mend it at its source")
    content = _content(fields)
    reason = _left_out(fields, content)
    return Skipped(_key(record, number, source), reason) if reason else _page(fields, content, source)


def _left_out(record: dict[str, Any], content: _Content) -> str:
    """Why the record is no page, or ""."""
    text = " ".join(section.text for section in content.sections)
    if _TEST.search(_string(record, "name")) or _TEST.search(text):
        return "a test record"
    if not re.search(r"\w", text):
        return "no text"
    enough = len(text) >= ENOUGH or content.priced or _linked(record, "forms") or _linked(record, "links")
    return "" if enough else f"only {len(text)} characters of text and no fee, form or link"


def _page(record: dict[str, Any], content: _Content, source: Source) -> Page:
    native = _native(record)
    meta = _mapping(record.get("meta"))
    forms = _distinct(_linked(record, "forms"))
    known = {form.url for form in forms}
    links = [link for link in (*_linked(record, "links"), *content.links) if link.url not in known]
    return Page(
        id=f"{source.name}:{native}",
        kind="service",
        title=_string(record, "name"),
        language=_string(meta, "locale")[:2].lower() or "de",
        scope=source.scope,
        office=_office(record, source),
        online_service=_online(record),
        leika=_split(record, "leika", LEIKA),
        keywords=_split(meta, "keywords"),
        forms=forms,
        links=_distinct(links),
        updated=_day(_string(meta, "lastupdate")),
        url=_filled(source.options.get("page_url", ""), native) or _filled(_string(meta, "url"), native),
        licence=", ".join(filter(None, (source.licence, source.options.get("attribution", "")))),
        sections=content.sections,
    )


# --- texts -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Content:
    sections: tuple[Section, ...]
    links: tuple[Link, ...]
    priced: bool  # whether the record tells a fee


def _content(record: dict[str, Any]) -> _Content:
    texts: dict[str, list[str]] = {}
    links: list[Link] = []
    for heading, found, addresses in _parts(record):
        if found:
            texts.setdefault(heading, []).append(render(found))
        links += addresses
    sections = tuple(Section(heading, "\n\n".join(parts)) for heading, parts in texts.items())
    return _Content(sections, tuple(links), FEES in texts)


def _parts(record: dict[str, Any]) -> Iterator[tuple[str, list[Piece], list[Link]]]:
    """The record's texts in the order of the page: heading, lines, and the addresses that they link to."""
    described, links = pieces(_html(record, "description"))
    yield DESCRIPTION, [], links
    yield from ((heading, found, []) for heading, found in _sections(described))
    for field, heading in _LISTS.items():
        yield heading, _items(record, field), _linked(record, field)
    fees, links = pieces(_html(record, "fees"))
    yield FEES, _priced(fees), links
    for field, heading in _TEXTS.items():
        yield heading, *pieces(_html(record, field))


def _html(record: dict[str, Any], field: str) -> str:
    value = record.get(field)
    return value if isinstance(value, str) else ""


def _items(record: dict[str, Any], field: str) -> list[Piece]:
    """Berlin's lists: one item each, its explanation below it."""
    found: list[Piece] = []
    for entry in _mappings(record.get(field)):
        if name := _string(entry, "name"):
            found.append(Piece("item", name, label="-"))
        found += [Piece("item", piece.text, level=1, label="-") for piece in pieces(_html(entry, "description"))[0]]
    return found


def _sections(found: list[Piece]) -> list[tuple[str, list[Piece]]]:
    """The description, cut where a heading names a LeiKa module; other headings are sub-headings of the description."""
    sections: dict[str, list[Piece]] = {DESCRIPTION: []}
    current = DESCRIPTION
    for piece in _with_headings(found):
        if piece.kind != "heading":
            sections.setdefault(current, []).append(piece)
        elif module_of(piece.text):
            current = piece.text
        else:
            current = DESCRIPTION
            sections[current].append(piece)
    return [(heading, lines) for heading, lines in sections.items() if lines]


def _with_headings(found: list[Piece]) -> list[Piece]:
    """Lines with the bold ones that stand for headings made into headings."""
    lines = [line for piece in found for line in _cut_lead(piece)]
    return [_heading(line, after) for line, after in pairwise([*lines, None]) if line]


# What a sentence of its own begins with, after bold words that end without a mark: "**Neuantrag** Wenn Sie …".
_SENTENCE = re.compile(
    r"(?:Sie|Ihre?|Ihr|Wenn|Nach|Sofern|Etwa|Bitte|Um|Das|Die|Der|Eine?|Für|Bei|Mit|Wir|In|Im|Es|Hier|Beantragen)\s"
)


def _cut_lead(piece: Piece) -> list[Piece]:
    rest = piece.text[len(piece.lead) :]
    cut = piece.lead and piece.lead[-1] not in ".:,;!–-" and rest[:1] == " " and _SENTENCE.match(rest[1:])
    if piece.kind != "paragraph" or not cut:
        return [piece]
    return [Piece("paragraph", piece.lead, piece.lead), Piece("paragraph", rest[1:])]


def _heading(line: Piece, after: Piece | None) -> Piece:
    """A short bold line above a text is a heading; one that ends in a colon introduces the list below it."""
    bold = line.kind == "paragraph" and line.lead == line.text and len(line.text) <= 80
    if after is None or not (bold or line.kind == "heading"):
        return Piece("paragraph", line.text) if line.kind == "heading" else line
    says_something = re.search(r"[.!;,]$|\bEuro\b|€|\d{3}", line.text) or not re.search(r"\w{3}", line.text)
    introduces = line.text.endswith(":") and after.kind == "item"
    if bold and (says_something or introduces or after.lead == after.text):
        return line
    return Piece("heading", line.text.rstrip(": "))


def _priced(found: list[Piece]) -> list[Piece]:
    """Fees, where a bold line names what the amounts below it are for: it introduces them as items of a list.

    An amount that is quoted alone, "ab 8,20 Euro", says nothing without that line.
    """
    lines: list[Piece] = []
    introduced = False
    for piece, after in pairwise([*found, None]):
        if piece is None:
            break
        bold = piece.kind == "paragraph" and piece.lead == piece.text
        amount = piece.continues and not bold and not piece.text.endswith(".")
        if bold and after is not None and after.lead != after.text and not piece.text.endswith((".", "!")):
            lines.append(Piece("paragraph", piece.text.rstrip(": ") + ":"))
        else:
            lines.append(Piece("item", piece.text, label="-") if introduced and amount else piece)
        introduced = lines[-1].text.endswith(":") if bold else introduced and amount
    return lines


# --- fields ----------------------------------------------------------------------------------------------------------


def _office(record: dict[str, Any], source: Source) -> Office | None:
    """Who is competent, where all authorities of the record have one name; where to book, if one can book at all."""
    names = {_string(entry, "name") for entry in _mappings(record.get("authorities"))} - {""}
    booking = "" if record.get("public") is False else _booking(record, source)
    name = names.pop() if len(names) == 1 else ""
    return Office(name=name, appointment_url=booking) if name or booking else None


def _booking(record: dict[str, Any], source: Source) -> str:
    native = _native(record)
    if template := source.options.get("appointment_url"):
        return _filled(template, native)
    return _filled(_string(_mapping(record.get("appointment")), "link"), native)


def _online(record: dict[str, Any]) -> Link | None:
    online = _mapping(record.get("onlineprocessing"))
    url = address(_string(online, "link"))
    return Link(words(_one_line(_html(online, "description")))[:120] or "Online-Dienst", url) if url else None


def _one_line(html: str) -> str:
    """The words of a fragment on one line."""
    return " ".join(piece.text for piece in pieces(html)[0])


_PLACEHOLDER = re.compile(r"\{(?:id|serviceId|service_id)\}")


def _filled(template: str, native: str) -> str:
    """The address for one service, "" where it is none or a placeholder stays open."""
    return address(_PLACEHOLDER.sub(lambda _: native, template))


def _linked(record: dict[str, Any], field: str) -> list[Link]:
    entries = [(_string(entry, "name"), address(_string(entry, "link"))) for entry in _mappings(record.get(field))]
    return [Link(name or url, url) for name, url in entries if url]


def _distinct(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple({link.url: link for link in reversed(list(links))}.values())[::-1]


def _split(record: dict[str, Any], field: str, allowed: re.Pattern[str] | None = None) -> tuple[str, ...]:
    """A comma list's entries, each once whatever its capitals."""
    entries: dict[str, str] = {}
    for part in re.split(r"[,;\n]", _string(record, field, keep_lines=True)):
        if (entry := words(part)) and (allowed is None or allowed.fullmatch(entry)):
            entries.setdefault(entry.casefold(), entry)
    return tuple(entries.values())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _string(record: dict[str, Any], field: str, *, keep_lines: bool = False) -> str:
    """The field's words, "" where it is missing or, as `description: false`, no text."""
    value = record.get(field)
    if not isinstance(value, str):
        return ""
    return value if keep_lines else words(value)


def _mapping(value: Any) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _mappings(value: Any) -> list[dict[str, Any]]:
    return [_mapping(entry) for entry in cast("list[Any]", value)] if isinstance(value, list) else []
