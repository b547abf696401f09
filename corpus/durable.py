"""Files that a crash or a power cut leaves whole: the old content or the new one, never half of either."""

from __future__ import annotations

import os
from pathlib import Path


def write(path: Path, content: str | bytes, *, private: bool = False) -> None:
    """Put a file in its place as a whole: written beside it, synced, renamed. The caller syncs the folder.

    A private file can be read by its owner only. A failed write leaves nothing beside the old file; a killed one leaves
    `.<name>.<process>.tmp`.

    Raises:
        OSError: the file cannot be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    try:
        with os.fdopen(os.open(beside, flags, 0o600 if private else 0o666), "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Make a folder's names, or a file's bytes, durable: a power cut can lose a rename."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Make a folder and everything below it durable, before the folder gets its name."""
    for path in [folder, *folder.rglob("*")]:
        sync(path)
