"""Linkable tokens: the same value has the same token for as long as one key lives, and nobody can compute it without.

A plain hash of a phone number is the phone number: there are few enough to try them all. So tokens are HMAC-SHA-256
with a random key of the municipality's own. When its time is over, the key is destroyed, and what it linked is not
linkable any more, by anyone.
"""

from __future__ import annotations

import fcntl
import hmac
import json
import os
import secrets
import threading
from base64 import b32encode
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Self

from bot.journal.errors import JournalError
from corpus import durable

KEY: Final = "token.key"
ASIDE: Final = "token.key.new"
LOCK: Final = "token.lock"
SIZE: Final = 32
LENGTH: Final = 26  # base32 characters: 130 bits


@dataclass(frozen=True, slots=True)
class _Key:
    made: datetime
    secret: bytes

    def written(self) -> bytes:
        return json.dumps({"made": self.made.isoformat(), "key": self.secret.hex()}).encode()


class Keys:
    """One municipality's key, kept in a folder of its own. Safe for several threads and processes."""

    def __init__(self, folder: Path, rotate_days: int) -> None:
        if rotate_days < 1:
            raise ValueError(f"keys cannot be rotated every {rotate_days} days; at least 1")
        self._folder = folder
        self._lifetime = timedelta(days=rotate_days)
        self._guard = threading.Lock()
        self._seen: tuple[int, int, int] | None = None
        self._key: _Key | None = None

    @classmethod
    def open(cls, folder: Path, rotate_days: int) -> Self:
        """The keys in a folder, which is made if missing.

        Args:
            folder: one municipality's; its key is a file that only its owner can read.
            rotate_days: how long a key lives; with the next one, no token is the same.
        """
        keys = cls(folder, rotate_days)
        with keys._clear():
            folder.mkdir(parents=True, exist_ok=True)
            with keys._locked():
                keys._mend()
        return keys

    def token(self, kind: str, value: str, now: datetime) -> str:
        """The token of a value, 26 characters a-z and 2-7; equal only for equal kind and value under the same key.

        The value is taken as it is: bring it into one form first (case, blanks), if its forms should be linked.
        """
        with self._guard, self._clear():
            key = self._current(now)
        message = json.dumps([kind, value]).encode()  # kind and value cannot run into each other
        return b32encode(hmac.digest(key.secret, message, "sha256")).decode().lower()[:LENGTH]

    def renew(self, now: datetime) -> None:
        """Rotate if the key's time is over; a key that nobody uses must go in time, too."""
        with self._guard, self._clear():
            self._current(now)

    def rotate(self, now: datetime) -> None:
        """Make a new key and destroy the old one, whatever its age."""
        with self._guard, self._clear(), self._locked():
            self._mend()
            self._replace(now)

    def _current(self, now: datetime) -> _Key:
        """The key in force. Another process may have replaced the one known here, and the file tells."""
        if self._key is None or self._seen != self._stamp():
            self._load()
        if self._key is None or now - self._key.made >= self._lifetime:
            with self._locked():
                self._mend()
                if self._key is None or now - self._key.made >= self._lifetime:
                    self._replace(now)
        assert self._key is not None
        return self._key

    def _replace(self, now: datetime) -> None:
        """Write a new key aside, overwrite the old one where it stands on the disk, and put the new one in its place.

        A kill at any moment leaves one whole key; `_mend` takes it from there.
        """
        new = _Key(now, secrets.token_bytes(SIZE))
        _write(self._folder / ASIDE, new.written())
        self._settle()

    def _settle(self) -> None:
        _overwrite(self._folder / KEY)
        (self._folder / ASIDE).replace(self._folder / KEY)
        durable.sync(self._folder)
        self._load()

    def _mend(self) -> None:
        """Finish what a killed process left: the new key if the old one is overwritten, else the old one."""
        self._load()
        if not (self._folder / ASIDE).exists():
            return
        if self._key is None and self._read(self._folder / ASIDE):
            self._settle()
        else:
            _overwrite(self._folder / ASIDE)
            (self._folder / ASIDE).unlink()

    def _load(self) -> None:
        self._seen = self._stamp()
        self._key = self._read(self._folder / KEY)

    def _read(self, path: Path) -> _Key | None:
        """The key in a file; None if there is none, or one that was overwritten or half written."""
        try:
            if path.stat().st_mode & 0o077:
                raise JournalError(f"others can read {path}, and so compute tokens; delete it: a new one is made")
            found = json.loads(path.read_bytes())
            key = _Key(datetime.fromisoformat(found["made"]), bytes.fromhex(found["key"]))
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None
        return key if len(key.secret) == SIZE and key.made.tzinfo else None

    def _stamp(self) -> tuple[int, int, int] | None:
        try:
            found = (self._folder / KEY).stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size

    @contextmanager
    def _locked(self) -> Generator[None]:
        with (self._folder / LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @contextmanager
    def _clear(self) -> Generator[None]:
        try:
            yield
        except OSError as error:
            raise JournalError(
                f"the keys in {self._folder} cannot be used ({error.strerror}); give the server's user the folder"
            ) from None


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _overwrite(path: Path) -> None:
    """Zeros over a file's content, in place and down to the disk; nothing if there is no such file."""
    if not path.exists():
        return
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
