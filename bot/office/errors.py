"""What the office refuses, with its status and in the words of the person who reads it."""

from __future__ import annotations


class OfficeError(Exception):
    """A request that is not carried out: `title` says what, the message why and what to do, in German."""

    def __init__(self, status: int, title: str, message: str = "") -> None:
        super().__init__(message or title)
        self.status, self.title = status, title


class SignInError(Exception):
    """Nobody is signed in; whoever wanted to read is asked to, and comes back afterwards."""


def forbidden(message: str) -> OfficeError:
    """A 403."""
    return OfficeError(403, "Das dürfen Sie hier nicht.", message)


def missing(message: str) -> OfficeError:
    """A 404."""
    return OfficeError(404, "Das gibt es hier nicht.", message)
