"""A version on disk: a folder that is never changed after it was renamed into place.

versions/
  current              the id of the live version, one line
  <id>/manifest.json   what it is made of, and a checksum for every file
  <id>/manifest.sha256 the manifest's own
  <id>/synonyms.json, matters.npz
  <id>/<scope>/        pages.jsonl passages.jsonl vectors.npy sentences.npy titles.npy links.npy text.npz labels.npz
                       chroma/
  .embeddings.sqlite   vectors by embedder and text, so that an edit embeds only what it changed
  .building-*          a build that is under way, or its debris
  .open-*              a reader's private copies of the Chroma folders (a server's lie in its data folder)
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter

from corpus import durable

FORMAT = 4
"""Raised whenever files of an older version could be misread."""


class VersionError(RuntimeError):
    """A version that cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a version is made of."""

    id: str
    format: int
    created: str  # ISO 8601, UTC
    corpus: str  # digest of pages and synonyms
    chunks: dict[str, int]
    embedder: str  # its name
    fingerprint: str
    dimensions: int
    scopes: dict[str, dict[str, int]]  # scope -> counts of pages, passages, sentences
    background: tuple[float, float]  # mean and deviation of the cosine between a title and any passage
    checks: dict[str, float]  # what verification measured
    files: dict[str, str]  # path below the folder -> sha256
    asking: str = ""  # fingerprint of the vectors of what citizens say

    @property
    def passages(self) -> int:
        """How many passages all scopes have."""
        return sum(counts["passages"] for counts in self.scopes.values())


_MANIFEST = TypeAdapter(Manifest)


def version_id(corpus: str, chunks: dict[str, int], *fingerprints: str) -> str:
    """The id that the same inputs always give."""
    inputs = json.dumps([FORMAT, corpus, chunks, *fingerprints], sort_keys=True)
    return hashlib.sha256(inputs.encode()).hexdigest()[:16]


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, last of all files of a version."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1) + "\n"
    durable.write(folder / "manifest.sha256", hashlib.sha256(text.encode()).hexdigest())
    durable.write(folder / "manifest.json", text)
    durable.sync(folder)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a version's folder.

    Raises:
        VersionError: there is none, or it is damaged, or another format wrote it.
    """
    try:
        written = (folder / "manifest.json").read_bytes()
        sealed = (folder / "manifest.sha256").read_text(encoding="ascii")
        manifest = _MANIFEST.validate_json(written)
    except (OSError, ValueError) as error:
        raise VersionError(f"{folder.name}: manifest.json cannot be read ({error}); build the version again") from error
    if hashlib.sha256(written).hexdigest() != sealed:
        raise VersionError(f"{folder.name}: manifest.json is damaged (its checksum differs); build the version again")
    if manifest.format != FORMAT:
        raise VersionError(
            f"{folder.name}: written in format {manifest.format}, this program reads {FORMAT}; build again"
        )
    return manifest


def verify_files(folder: Path, manifest: Manifest) -> None:
    """Compare every file with its checksum.

    Raises:
        VersionError: a file is missing, changed or not in the manifest; the message names it.
    """
    for name, digest in manifest.files.items():
        path = folder / name
        if not path.is_file():
            raise VersionError(f"{folder.name}: {name} is missing; build the version again")
        if sha256(path) != digest:
            raise VersionError(f"{folder.name}: {name} is damaged (its checksum differs); build the version again")
    strange = {path.relative_to(folder).as_posix() for path in _files(folder)} - set(manifest.files)
    if strange:
        raise VersionError(f"{folder.name}: {min(strange)} is none of its files; build the version again")


def checksums(folder: Path) -> dict[str, str]:
    """Path below the folder -> sha256, for every file but the manifest."""
    return {path.relative_to(folder).as_posix(): sha256(path) for path in sorted(_files(folder))}


def _files(folder: Path) -> Iterator[Path]:
    own = {folder / "manifest.json", folder / "manifest.sha256"}
    return (path for path in folder.rglob("*") if not path.is_dir() and path not in own)


def sha256(path: Path) -> str:
    """The hex digest of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def current(versions: Path) -> str | None:
    """The id of the live version, or None before the first build."""
    try:
        return (versions / "current").read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None


def activate(versions: Path, version: str) -> None:
    """Make a version the live one; a reader sees the old id or the new one, never a part."""
    read_manifest(versions / version)
    durable.write(versions / "current", f"{version}\n")
    durable.sync(versions)


def listed(versions: Path) -> list[Manifest]:
    """Every readable version, newest first."""
    found: list[Manifest] = []
    for path in versions.glob("[0-9a-f]*/manifest.json"):
        try:
            found.append(read_manifest(path.parent))
        except VersionError:
            continue  # `open` reports it when it is the live one; a list shows what can be used
    return sorted(found, key=lambda manifest: manifest.created, reverse=True)


def private_folder(folder: Path) -> Path:
    """A new folder for this process's copies of files that their library writes to when it opens them."""
    folder.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=f".open-{os.getpid()}-", dir=folder))


def sweep(folder: Path) -> None:
    """Remove what ended processes left: private copies, and a `current` that was never renamed into place."""
    for path in (*folder.glob(".open-*"), *folder.glob(".current.*")):
        process = re.search(r"\d+", path.name)
        if process and not _alive(int(process[0])):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
