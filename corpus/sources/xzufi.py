"""Services in the exchange format XZuFi 2.1 and 2.2: files, archives, and feeds.

Elements are matched by their local names, since the two versions differ in their namespaces only. A record is known
by `id@schemeAgencyID` and `id`; a later `schreibe` of it replaces an earlier one and `loesche` removes it. What is no
Leistung is skipped and counted: offices are looked up by nobody here, so that none is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException, ElementTree  # pyright: ignore[reportMissingTypeStubs]  # has no types

from corpus.norms import find
from corpus.page import LEIKA, Link, Page, PageError, Section
from corpus.sources import Failure, Skipped, Source, SourceError
from corpus.sources.html import address, to_blocks, words
from corpus.sources.xzufi_feed import files

# The LeiKa text modules in the order in which a citizen reads them; 02 and 03 are titles, 18 names the author.
_MODULES = {
    "05": "Kurztext",
    "06": "Volltext",
    "09": "Voraussetzungen",
    "08": "Unterlagen",
    "Kosten": "Kosten",
    "Frist": "Fristen",
    "Bearbeitungsdauer": "Bearbeitungsdauer",
    "11": "Verfahrensablauf",
    "22": "Zuständige Stelle",
    "23": "Ansprechpunkt",
    "14": "Formulare",
    "25": "Rechtsbehelf",
    "07": "Rechtsgrundlagen",
    "16": "Hinweise",
    "15": "Weiterführende Informationen",
}
_OWN = ("Kosten", "Frist", "Bearbeitungsdauer")
_TITLES, _TEASER, _LEGAL, _FORMS = ("03", "02"), "24", "07", "14"
_SERVICES = ("leistung", "spezialisierung")


def read(source: Source) -> Iterator[Page | Failure | Skipped]:
    """The services of a file, a folder, an archive or a feed.

    Raises:
        SourceError: nothing can be read, or no file of it is XZuFi.
    """
    records: dict[str, _Record] = {}
    broken: list[Failure] = []
    read_any = False
    for name, content in files(source):
        try:
            _take(content, records)
            read_any = True
        except SourceError as error:
            broken.append(Failure(name, str(error)))
    if not read_any:
        raise SourceError(f"{source.name}: {broken[0].key if broken else source.location}: {_why(broken)}")
    yield from broken
    yield from (_page_or_not(record, source) for record in records.values())


def _why(broken: list[Failure]) -> str:
    return broken[0].reason if broken else "no XZuFi file in it; check the path or address"


@dataclass(frozen=True, slots=True)
class _Record:
    """An object of a `schreibe`, and the key that names it."""

    key: str
    kind: str
    element: Element


def _take(content: bytes, records: dict[str, _Record]) -> None:
    """Adds and removes what one file says."""
    for operation in _operations(content):
        for element in operation:
            key = _key(element)
            if _local(operation) == "loesche":
                records.pop(key, None)
            else:
                records.pop(key, None)
                records[key or f"record {len(records) + 1}"] = _Record(key, _local(element), element)


def _operations(content: bytes) -> list[Element]:
    try:
        root: Element = ElementTree.fromstring(  # pyright: ignore[reportUnknownMemberType]  # has no types
            content, forbid_dtd=True, forbid_entities=True, forbid_external=True
        )
    except DefusedXmlException as error:
        raise SourceError("the XML declares a document type or entities, which no XZuFi does; not read") from error
    except (ParseError, ValueError, LookupError) as error:
        raise SourceError(f"no well-formed XML ({error}); get the file anew") from error
    found = [element for element in root.iter() if _local(element) in ("schreibe", "loesche")]
    if not found and "xzufi" not in root.tag.casefold():
        raise SourceError(f"no XZuFi (<{_local(root)}>); check the file")
    return found


def _key(element: Element) -> str:
    """`agency-id`, safe in a page's id; "" where the record has none."""
    named = element if _local(element) == "id" else _child(element, "id")
    native = words(named.text or "") if named is not None else ""
    agency = named.get("schemeAgencyID", "") if named is not None else ""
    return re.sub(r"[\s:/\\|#?]+", "-", f"{agency}-{native}" if agency else native)[:128] if native else ""


def _page_or_not(record: _Record, source: Source) -> Page | Failure | Skipped:
    key = f"{source.name}:{record.key}" if record.key else f"{source.name}, a {record.kind} without id"
    if record.kind not in _SERVICES:
        return Skipped(key, f"{record.kind} is not read")
    try:
        return _page(record, source)
    except (PageError, ValueError) as error:
        return Failure(key, str(error))


def _page(record: _Record, source: Source) -> Page:
    texts = _texts(record.element)
    title = next((plain for code in _TITLES if (plain := words(_plain(texts.html.get(code, ""))))), "")
    if not record.key or not title:
        raise PageError("the record has no id or no title (module 02 or 03); mend it at its source")
    sections, links = _sections(texts)
    return Page(
        id=f"{source.name}:{record.key}",
        kind="service",
        title=title,
        language=texts.language,
        scope=source.scope,
        leika=tuple(code for code in _codes(record.element, "referenzLeiKa") if LEIKA.fullmatch(code)),
        keywords=tuple(dict.fromkeys(_descendants(record.element, "begriffImKontext", "begriff"))),
        legal_basis=_legal_basis(_plain(texts.html.get(_LEGAL, ""))),
        forms=tuple(texts.links.get(_FORMS, ())),
        links=_distinct([*links, *(link for code, found in texts.links.items() if code != _FORMS for link in found)]),
        updated=_day(record.element),
        url=next(map(address, _descendants(record.element, "modulUrsprungsportal", "uri")), ""),
        licence=source.licence,
        sections=sections,
    )


# --- texts -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Texts:
    html: dict[str, str]  # module -> its text in the record's language
    links: dict[str, list[Link]]
    language: str


def _texts(element: Element) -> _Texts:
    """The record's texts in German, or in the language that it has instead."""
    modules = list(_modules(element))
    languages = {text.get("languageCode", "de")[:2].lower() for _, module in modules for text in _contents(module)}
    language = "de" if not languages or "de" in languages else sorted(languages)[0]
    html: dict[str, str] = {}
    links: dict[str, list[Link]] = {}
    for code, module in modules:
        own = [text.text or "" for text in _contents(module) if text.get("languageCode", "de")[:2].lower() == language]
        html[code] = "\n".join(filter(None, (html.get(code, ""), *own)))
        links.setdefault(code, []).extend(_links(module))
    return _Texts({code: text for code, text in html.items() if text.strip()}, links, language)


def _modules(element: Element) -> Iterator[tuple[str, Element]]:
    for child in element:
        name = _local(child)
        if name == "modulText":
            yield next(iter(_codes(child, "leikaTextmodul")), ""), child
        elif name.removeprefix("modul") in _OWN:
            yield name.removeprefix("modul"), child


def _contents(module: Element) -> list[Element]:
    return [child for child in module if _local(child) in ("inhalt", "beschreibung")]


def _links(module: Element) -> Iterator[Link]:
    for child in module:
        if _local(child) == "weiterfuehrenderLink":
            url = address(_text(child, "uri"))
            if url:
                yield Link(_text(child, "titel") or url, url)


def _sections(texts: _Texts) -> tuple[tuple[Section, ...], list[Link]]:
    html = texts.html if "05" in texts.html else {**texts.html, "05": texts.html.get(_TEASER, "")}
    found: list[Section] = []
    links: list[Link] = []
    for code, heading in _MODULES.items():
        text, addresses = to_blocks(html.get(code, ""))
        links += addresses
        if text:
            found.append(Section(heading, text))
    return tuple(found), links


def _plain(html: str) -> str:
    return to_blocks(html)[0]


def _legal_basis(text: str) -> tuple[str, ...]:
    """The norms that the text names with their law; what cannot be read stays in the text only."""
    return tuple(dict.fromkeys(str(found.norm) for found in find(text) if found.norm.law))


# --- elements --------------------------------------------------------------------------------------------------------


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in element if _local(child) == name), None)


def _text(element: Element, name: str) -> str:
    child = _child(element, name)
    return words(child.text or "") if child is not None else ""


def _codes(element: Element, name: str) -> list[str]:
    return [_text(child, "code") for child in element if _local(child) == name]


def _descendants(element: Element, above: str, name: str) -> Iterator[str]:
    for outer in element.iter():
        if _local(outer) == above:
            yield from (text for inner in outer if _local(inner) == name and (text := words(inner.text or "")))


def _day(element: Element) -> date | None:
    """When the record was changed, else when it was approved."""
    named = (("versionsinformation", "geaendertDatumZeit"), ("modulFachlicheFreigabe", "fachlichFreigegebenAm"))
    for above, name in named:
        for text in _descendants(element, above, name):
            try:
                return date.fromisoformat(text[:10])
            except ValueError:
                continue
    return None


def _distinct(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple({link.url: link for link in reversed(list(links))}.values())[::-1]
