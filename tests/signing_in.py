"""What tests of signing in by a service share: a provider in a process of its own, and the way there and back."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import httpx

from tests.desk import Clerk
from tests.oidc_provider import CLIENT, PASSWORD, SECRET
from tests.serving import ROOT


@dataclass(frozen=True, slots=True)
class Service:
    """A running provider."""

    issuer: str

    @property
    def settings(self) -> dict[str, str]:
        """What the office must be told of it."""
        return {"oidc_issuer": self.issuer, "oidc_client": CLIENT, "oidc_secret": SECRET}

    def misbehaves(self, how: str) -> None:
        """From now on; "" is well again."""
        httpx.post(f"{self.issuer}/misbehave", data={"how": how}).raise_for_status()


@contextmanager
def provided() -> Generator[Service]:
    """The provider, on a free port."""
    command = [sys.executable, "-m", "tests.oidc_provider"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield Service(process.stdout.readline().strip())
        finally:
            process.kill()


def sent_away(clerk: Clerk, path: str = "/office/anmelden/dienst") -> str:
    """Where the office sends a browser that wants to sign in."""
    answer = clerk.client.get(path)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def given(clerk: Clerk, address: str, user: str, word: str = PASSWORD) -> str:
    """Give name and password to the provider if it asks; where it sends the browser then."""
    answer = clerk.client.get(address)
    if answer.status_code == 200:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        where = address.partition("?")[0]
        answer = clerk.client.post(where, data={**asked, "user": user, "word": word})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def by_service(clerk: Clerk, user: str, path: str = "/office/anmelden/dienst") -> Clerk:
    """The whole way."""
    return clerk.get(given(clerk, sent_away(clerk, path), user))
