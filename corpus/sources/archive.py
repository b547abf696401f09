"""Archives from strangers: what is in them is read only when their directory promises nothing impossible."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from corpus.sources import SourceError
from corpus.sources.download import MAX_BYTES

MAX_MEMBERS = 10_000
_RATIO = 200  # a text packs 20 times smaller, a bomb a thousand times


def opened(content: bytes, where: str) -> zipfile.ZipFile:
    """The archive, after a look at its directory.

    Raises:
        SourceError: it is broken or locked, has names that lead out of a folder, or unpacks to too much.
    """
    try:
        packed = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise SourceError(f"{where}: a broken archive ({error}); get the file anew") from error
    members = packed.infolist()
    if len(members) > MAX_MEMBERS:
        raise SourceError(f"{where}: {len(members)} files in the archive; more than {MAX_MEMBERS} are not read")
    for member in members:
        _require_plain(member, where)
    total = sum(member.file_size for member in members)
    if total > MAX_BYTES or total > _RATIO * max(len(content), 10_000):
        raise SourceError(f"{where}: unpacks to {total:,} bytes, which no source does; the file is not read")
    return packed


def _require_plain(member: zipfile.ZipInfo, where: str) -> None:
    if not is_plain(member.filename):
        raise SourceError(f"{where}: the name {member.filename!r} in the archive leads out of it; the file is not read")
    if member.flag_bits & 1:
        raise SourceError(f"{where}: {member.filename} is locked with a password; unlock the archive first")


def is_plain(name: str) -> bool:
    """Whether a name stays within its folder, on every system."""
    path = PurePosixPath(name)
    return not (path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or "\0" in name)


def members(packed: zipfile.ZipFile, where: str) -> Iterator[tuple[str, bytes]]:
    """The files and their content, at most `MAX_BYTES` together whatever the directory claims.

    Raises:
        SourceError: a file is broken or larger than it claims.
    """
    left = MAX_BYTES
    for member in packed.infolist():
        if member.is_dir():
            continue
        try:
            with packed.open(member) as file:
                content = file.read(left + 1)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
            raise SourceError(f"{where}: {member.filename} is broken ({error}); get the file anew") from error
        left -= len(content)
        if left < 0:
            raise SourceError(f"{where}: unpacks to more than {MAX_BYTES:,} bytes; the file is not read")
        yield member.filename, content
