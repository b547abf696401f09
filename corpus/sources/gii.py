"""Statutes from gesetze-im-internet.de (`gii-norm.dtd` 1.01): one page for each section in force.

The text of a section depends on nothing but its own words: how fresh the law is (`stand`) and when the file was built
(`updated`) are fields of the page, so that a new build changes the texts of the changed sections only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException, ElementTree  # pyright: ignore[reportMissingTypeStubs]  # has no types

from corpus.law_names import canonical_law
from corpus.page import Page, PageError, Section
from corpus.sources import Failure, Skipped, Source, SourceError
from corpus.sources.gii_file import load
from corpus.sources.gii_text import block_text, one_line

__all__ = ["keep_updated", "load", "read", "read_law"]

SITE = "https://www.gesetze-im-internet.de"
LICENCE = "amtliches Werk, § 5 Abs. 1 UrhG"


def read(source: Source) -> Iterator[Page | Failure | Skipped]:
    """The sections of the law that a source names; option `slug` is the law's folder on the site.

    Raises:
        SourceError: the file cannot be read, or holds no law.
    """
    slug = source.options.get("slug", source.name)
    xml = load(source.location)
    yield from read_law(xml, source=source.name, scope=source.scope, licence=source.licence, base_url=f"{SITE}/{slug}/")


def read_law(
    xml: bytes, *, source: str, scope: str = "00", licence: str = "", base_url: str = ""
) -> Iterator[Page | Failure | Skipped]:
    """One page for each living section of a law, in its order; repealed and empty ones are `Skipped`.

    `base_url` is the law's folder on the publisher's site; by default the one that is named as the source.

    Raises:
        SourceError: the file is no XML, declares entities, or holds no law.
    """
    norms = _norms(xml, source)
    law = _law(norms[0], source, scope, licence or LICENCE, (base_url or f"{SITE}/{source}").rstrip("/"))
    headings: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for norm in norms[1:]:
        headings = _headings(headings, norm)
        if words := one_line(norm.find("metadaten/enbez")):
            place = _distinct(_place(words, one_line(norm.find("metadaten/titel"))), seen)
            yield _record(law, norm, place, tuple(headings.values()))


def keep_updated(old: Page, new: Page) -> Page:
    """`new`, with the date of `old` where the wording is the same: `updated` is then when the wording changed."""
    same = (old.title, old.sections) == (new.title, new.sections)
    return replace(new, updated=old.updated or new.updated) if same else new


# --- the file --------------------------------------------------------------------------------------------------------


def _norms(xml: bytes, source: str) -> list[Element]:
    try:
        root = _parse(xml)
    except DefusedXmlException as error:
        remedy = "get the file anew from the official site"
        raise SourceError(f"{source}: the XML declares entities, which no statute does; {remedy}") from error
    except (ParseError, ValueError, LookupError) as error:
        raise SourceError(f"{source}: no well-formed XML ({error}); get the file anew") from error
    norms = root.findall("norm")
    if root.tag != "dokumente" or not norms:
        raise SourceError(f"{source}: no gesetze-im-internet law (<{root.tag}>); give the XML with <dokumente><norm>")
    return norms


def _parse(xml: bytes) -> Element:
    """The tree; the DOCTYPE that official files begin with is passed over, never loaded."""
    tree: Element = ElementTree.fromstring(  # pyright: ignore[reportUnknownMemberType]  # has no types
        xml, forbid_dtd=False, forbid_entities=True, forbid_external=True
    )
    return tree


@dataclass(frozen=True, slots=True)
class _Law:
    """What the pages of a law have in common."""

    source: str
    scope: str
    licence: str
    base_url: str
    name: str  # as it is cited
    title: str
    stand: str
    document: str  # the publisher's number of the law, "BJNR030150975"

    def anchor(self, norm: Element) -> str:
        """The section in the page that holds the whole law: for sections whose own page's name is not certain."""
        return f"{self.document}.html#{norm.get('doknr', '')}"


def _law(norm: Element, source: str, scope: str, licence: str, base_url: str) -> _Law:
    meta = norm.find("metadaten")
    if meta is None:
        raise SourceError(f"{source}: the first <norm> has no <metadaten>; get the file anew")
    name = canonical_law(one_line(meta.find("amtabk")) or one_line(meta.find("jurabk")))
    title = _FROM_ARTICLE.sub("", one_line(meta.find("langue"))) or name
    return _Law(source, scope, licence, base_url, name, title, _stand(meta), norm.get("doknr", ""))


# "(Artikel I des Gesetzes vom 11. Dezember 1975, BGBl. I S. 3015)" says where it was published, not what it is.
_FROM_ARTICLE = re.compile(r"[\s-]*\(Artikel [^()]*\)$")


def _stand(meta: Element) -> str:
    """How fresh the text is, and which changes the publisher has not yet worked in completely."""
    comments: list[str] = []
    for entry in meta.findall("standangabe"):
        comment = one_line(entry.find("standkommentar")).rstrip(";")
        if one_line(entry.find("standtyp")) == "Stand" or "noch nicht abschließend bearbeitet" in comment:
            comments.append(comment)
    return "; ".join(comments)


def _headings(above: dict[str, str], norm: Element) -> dict[str, str]:
    """The headings in force after `norm`: a new one ends all whose key has as many digits or more."""
    unit = norm.find("metadaten/gliederungseinheit")
    if unit is None:
        return above
    key = one_line(unit.find("gliederungskennzahl"))
    parts = (one_line(unit.find("gliederungsbez")), one_line(unit.find("gliederungstitel")))
    kept = {digits: words for digits, words in above.items() if len(digits) < len(key)}
    return kept | {key: ": ".join(part for part in parts if part)}


# --- a section -------------------------------------------------------------------------------------------------------


def _record(law: _Law, norm: Element, place: _Place, headings: tuple[str, ...]) -> Page | Failure | Skipped:
    key = f"{law.source}:{place.native}"
    try:
        return _page(law, norm, place, headings)
    except (PageError, ValueError, RecursionError) as error:
        return Failure(
            key, f"{error or 'its elements are nested too deeply'}; look at <norm doknr={norm.get('doknr')}>"
        )


def _page(law: _Law, norm: Element, place: _Place, headings: tuple[str, ...]) -> Page | Skipped:
    key = f"{law.source}:{place.native}"
    if _AROUND.match(place.head):
        return Skipped(key, "no section of the law")
    if _REPEALED.fullmatch(place.title):
        return Skipped(key, "repealed")
    text = norm.find("textdaten/text")
    wording = "" if text is None or text.find("Content") is None else block_text(text)
    if not re.search(r"\w", wording):
        return Skipped(key, "no text")
    citation = f"{place.head} {law.name}"
    return Page(
        id=key,
        kind="law",
        title=_title(citation, place.title),
        scope=law.scope,
        citation=citation,
        breadcrumb=(law.title, *headings),
        stand=law.stand,
        updated=_built(norm),
        url=f"{law.base_url}/{place.file or law.anchor(norm)}",
        licence=law.licence,
        sections=(Section("Wortlaut", wording),),
    )


def _title(citation: str, title: str) -> str:
    if not title or title.startswith("("):  # "Anlage 1 WoGG (zu § 12 Absatz 1)"
        return f"{citation} {title}".rstrip()
    return f"{citation}: {title}"


def _built(norm: Element) -> date | None:
    stamp = norm.get("builddate", "")[:8]
    return datetime.strptime(stamp, "%Y%m%d").date() if stamp else None  # noqa: DTZ007 - a date has no time zone


_AROUND = re.compile(r"(?i)inhalts|eingangsformel|schlu(?:ß|ss)formel")
_REPEALED = re.compile(r"(?i)[\s(\[]*(?:weggefallen|aufgehoben|entfallen|gegenstandslos)[\s.)\]]*|[-–—]+")


@dataclass(frozen=True, slots=True)
class _Place:
    native: str  # in the page's id: "§14", "Anlage1"
    head: str  # in the citation: "§ 14", "Anlage 1"
    title: str
    file: str  # of the reader's page; "" where it is not known for certain


_SINGLE = re.compile(r"§ ?(?P<number>\d+[a-z]*)")
_ARTICLE = re.compile(r"Art(?:ikel|\.)? ?(?P<number>\d+[a-z]*)")
_ANNEX = re.compile(r"Anlage ?(?P<number>\d+[a-z]*)?")
_SEVERAL = re.compile(r"§§ ?(?P<first>\d+[a-z]*) ?(?P<word>bis|-|–|und|u\.|,) ?(?P<last>\d+[a-z]*)")
_ANNEX_TO = re.compile(r"\(?zu (?P<to>§§? ?\d+[a-z]*(?: Absatz \d+[a-z]?| Abs\. \d+[a-z]?)?)\)?[:,]? ?")
_UNSAFE = re.compile(r"[\s:/\\|#?]+")  # what a page's id cannot hold


def _place(words: str, title: str) -> _Place:
    """Where a section stands, from the publisher's words for it ("§ 13", "Art 1", "Anlage 1", "§§ 70 bis 72")."""
    words = re.sub(r"^\(X+\) ", "", words)
    if single := _SINGLE.fullmatch(words):
        return _Place(f"§{single['number']}", f"§ {single['number']}", title, f"__{single['number']}.html")
    if article := _ARTICLE.fullmatch(words):
        number = article["number"]
        return _Place(f"Art{number}", f"Art. {number}", title, f"art_{number}.html")
    if annex := _ANNEX.fullmatch(words):
        return _annex(annex["number"] or "", title)
    if several := _SEVERAL.fullmatch(words):
        sign = "-" if several["word"] in ("bis", "-", "–") else ","
        return _Place(f"§{several['first']}{sign}{several['last']}", words, title, "")
    return _Place(_UNSAFE.sub("-", words), words, title, "")


def _annex(number: str, title: str) -> _Place:
    """An Anlage without a number is told from others by what it belongs to: "Anlage zu § 28 SGB XII"."""
    if number:
        return _Place(f"Anlage{number}", f"Anlage {number}", title, f"anlage_{number}.html")
    to = _ANNEX_TO.match(title)
    if to is None:
        return _Place("Anlage", "Anlage", title, "anlage.html")
    head = f"Anlage zu {to['to'].replace('Absatz', 'Abs.')}"
    native = _UNSAFE.sub("-", head.replace("§ ", "§").replace("Abs. ", "Abs"))
    return _Place(native, head, title[to.end() :], "anlage.html")


def _distinct(place: _Place, seen: Counter[str]) -> _Place:
    """The place with a number where its id is taken, and without a reader's page that is another section's."""
    seen.update((place.native, place.file))
    native = f"{place.native}-{seen[place.native]}" if seen[place.native] > 1 else place.native
    return replace(place, native=native, file=place.file if seen[place.file] == 1 else "")
