"""The bytes of one law, from an XML file, from the official archive, or from an https address."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path, PurePosixPath

import httpx

from corpus.sources import SourceError
from corpus.sources.download import MAX_BYTES, download


def load(location: str | Path) -> bytes:
    """The XML that lies at `location`: a path to it or to the zip that holds it, or the https address of either.

    Raises:
        SourceError: nothing is there, it is larger than 100 MB, it is a broken archive, or the address is not allowed.
    """
    if isinstance(location, str) and "://" in location:
        with httpx.Client() as client:
            content = download(location, client)
    else:
        content = _file(Path(location))
    return _unpacked(content, str(location)) if content.startswith(b"PK") else content


def _file(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SourceError(f"{path}: larger than {MAX_BYTES:,} bytes; no law is: check the file")
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror}); check the path") from error


def _unpacked(archive: bytes, where: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as packed:
            return _only_xml(packed, where)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise SourceError(f"{where}: a broken or locked archive ({error}); get the file anew") from error


def _only_xml(packed: zipfile.ZipFile, where: str) -> bytes:
    members = [member for member in packed.infolist() if _is_plain_xml(member.filename)]
    if len(members) != 1:
        raise SourceError(f"{where}: {len(members)} XML files in the archive; the official archive of a law holds one")
    with packed.open(members[0]) as member:
        content = member.read(MAX_BYTES + 1)  # the size in the archive's directory is only a claim
    if len(content) > MAX_BYTES:
        raise SourceError(f"{where}: {members[0].filename} unpacks to more than {MAX_BYTES:,} bytes; no law does")
    return content


def _is_plain_xml(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix.lower() == ".xml" and ".." not in path.parts and not path.is_absolute() and "\\" not in name
