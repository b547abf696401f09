"""The pages folder: every Markdown file below it, read into pages that know their offices."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.page import Page, PageError, read_file


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a file, and what to do."""

    file: Path
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}: {self.what}; {self.remedy}"


@dataclass(frozen=True, slots=True)
class Loaded:
    """The pages that could be read, sorted by file, and what stood in the way of the others."""

    pages: list[Page]
    problems: list[Problem]
    files: dict[str, Path]  # page id -> its file


def load(folder: Path) -> Loaded:
    """Every page in the `*.md` files below `folder`; a broken file is a problem and does not stop the rest.

    Of two pages with one id the first file's is kept. An office that is a reference gets the members of the office of
    the page that it names.
    """
    pages: dict[str, Page] = {}
    files: dict[str, Path] = {}
    problems: list[Problem] = []
    if not folder.is_dir():
        problems.append(Problem(folder, "there is no such folder", "name the pages folder"))
    for file in sorted(folder.rglob("*.md")):
        page = _read(file, problems)
        if page is None:
            continue
        if page.id in pages:
            remedy = "give one of them another id or delete it"
            problems.append(Problem(file, f"the id {page.id} is also that of {files[page.id]}", remedy))
            continue
        pages[page.id], files[page.id] = page, file
    return Loaded([_with_office(page, pages, files, problems) for page in pages.values()], problems, files)


def _read(file: Path, problems: list[Problem]) -> Page | None:
    try:
        return read_file(file)
    except PageError as error:
        what, mark, remedy = str(error).removeprefix(str(file)).lstrip(":, ").rpartition("; ")
        problems.append(Problem(file, what or remedy, remedy if mark else "correct the file"))
    except OSError as error:
        problems.append(Problem(file, f"cannot be read ({error.strerror})", "check the file's permissions"))
    return None


def with_offices(page: Page, pages: Mapping[str, Page]) -> Page:
    """The page with the members of the office that it refers to, where one of the pages describes it."""
    target = pages.get(page.office.page) if page.office and page.office.page else None
    if page.office is None or target is None or target.office is None:
        return page
    return replace(page, office=replace(target.office, page=page.office.page))


def _with_office(page: Page, pages: dict[str, Page], files: dict[str, Path], problems: list[Problem]) -> Page:
    reference = page.office.page if page.office else ""
    if not reference:
        return page
    target = pages.get(reference)
    if target is None:
        what, remedy = f"the office {reference} is no page of this folder", "name an existing page or write the office"
    elif target.office is None or target.office.page:
        what, remedy = (
            f"the page {reference} does not describe an office",
            "write name, phone and address in its office",
        )
    else:
        return replace(page, office=replace(target.office, page=reference))
    problems.append(Problem(files[page.id], what, remedy))
    return page


# --- file names ------------------------------------------------------------------------------------------------------

_SAFE = re.compile(r"[a-z0-9_,.-]")
_LONGEST = 120
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)|p\d|\.")  # on Windows; as another name; hidden


def file_name(page_id: str) -> str:
    """The file name for an imported page's id: ASCII, stable, and distinct within a source on every file system.

    The id's part after the colon is kept where it can be: `muc:1063423` lies in `1063423.md`, and `sgb_1:§14` in
    `p14.md`. A capital is written as "+" and its small letter (`Art1` in `+art1.md`), everything else as "%" and the
    hexadecimal bytes, so no two ids share a name. What is longer than 120 characters ends in a hash of the id.
    """
    native = page_id.partition(":")[2]
    if re.match(r"§\d", native):
        name = "p" + _escaped(native[1:])
    elif _RESERVED.match(native):
        name = f"%{ord(native[0]):02x}" + _escaped(native[1:])
    else:
        name = _escaped(native)
    if len(name) > _LONGEST:
        name = f"{name[:80]}~{hashlib.sha256(native.encode()).hexdigest()[:24]}"
    return f"{name}.md"


def _escaped(text: str) -> str:
    return "".join(_escaped_character(character) for character in text)


def _escaped_character(character: str) -> str:
    if _SAFE.fullmatch(character):
        return character
    if "A" <= character <= "Z":
        return f"+{character.lower()}"
    return "".join(f"%{byte:02x}" for byte in character.encode())
