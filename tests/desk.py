"""What the tests of the office share: a server whose pages keep a history, people of every role, their browsers."""

from __future__ import annotations

import os
import re
import shutil
import signal
from collections.abc import Generator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from bs4 import BeautifulSoup, Tag

from bot.office import worker
from bot.office.office import Office, open_store
from bot.office.rights import ROLES, Role
from bot.settings import Settings
from corpus.history import History
from tests.serving import SMALL_PAGES, Served, serving

PASSWORD = "ein ganzer Satz als Passwort"
HUND, PERSO = "muster:hund", "muster:personalausweis"

PEOPLE: dict[str, tuple[str, tuple[Role, ...]]] = {
    **{role: (f"{role.title()} Beispiel", (role,)) for role in ROLES},
    "second": ("Sabine Zweit", ("editor", "reviewer")),
}


def address(name: str) -> str:
    """The e-mail address of one of PEOPLE."""
    return f"{name}@musterstadt.example"


@dataclass(frozen=True, slots=True)
class Desk:
    """A running office."""

    served: Served
    office: Office
    settings: Settings
    clients: ExitStack

    @property
    def history(self) -> History:
        """Of its pages folder."""
        return self.office.history

    def signed_in(self, name: str) -> Clerk:
        """A browser in which somebody of PEOPLE is signed in; "" is nobody."""
        clerk = Clerk(self.clients.enter_context(self.served.client()))
        clerk.client.headers["origin"] = self.served.url
        if name:
            done = clerk.client.post("/office/anmelden", data={"email": address(name), "password": PASSWORD})
            assert done.status_code == 303, done.text
        return clerk


@dataclass(slots=True)
class Clerk:
    """A browser without JavaScript: pages, and forms that are sent as they stand there."""

    client: httpx.Client
    page: BeautifulSoup = field(default_factory=lambda: BeautifulSoup("", "html.parser"))
    status: int = 0
    path: str = ""

    def get(self, path: str) -> Clerk:
        """Open a page, and follow where it leads."""
        return self._shown(self.client.get(path, follow_redirects=True))

    def post(self, path: str, **fields: Any) -> Clerk:
        """Send fields with the session's token, and follow where that leads."""
        return self._shown(self.client.post(path, data={"csrf": self.token(), **fields}, follow_redirects=True))

    def _shown(self, response: httpx.Response) -> Clerk:
        self.page = BeautifulSoup(response.text, "html.parser")
        self.status, self.path = response.status_code, response.url.path
        return self

    def follow(self, selector: str) -> Clerk:
        """Open what a link of the page leads to."""
        link = self.page.select_one(selector)
        assert link is not None, f"no link {selector} on {self.path}"
        return self.get(str(link["href"]))

    def token(self) -> str:
        """The session's token, from any page."""
        found = re.search('name="csrf" value="([^"]+)"', self.client.get("/office/konto").text)
        return found[1] if found else ""

    def form(self, selector: str) -> dict[str, list[str]]:
        """The fields of a form as they stand on the page."""
        form = self.page.select_one(selector)
        assert form is not None, f"no form {selector} on {self.path}"
        fields: dict[str, list[str]] = {}
        for found in form.select("input[name], textarea[name], select[name]"):
            if value := _value(found):
                fields.setdefault(str(found["name"]), []).append(value[0])
        return fields

    def send(self, selector: str, **changed: Any) -> Clerk:
        """Send a form of the page with some fields changed."""
        form = self.page.select_one(selector)
        assert form is not None, f"no form {selector} on {self.path}"
        return self.post(str(form.get("action") or self.path), **{**self.form(selector), **changed})

    @property
    def text(self) -> str:
        """What is read on the page."""
        main = self.page.select_one("main")
        return " ".join((main or self.page).get_text(" ").split())

    @property
    def heading(self) -> str:
        """The page's first heading."""
        found = self.page.select_one("h1")
        return found.get_text().strip() if found else ""


def _value(field: Tag) -> list[str]:
    if field.name == "textarea":
        return [field.get_text().removeprefix("\n")]
    if field.name == "select":
        chosen = field.select_one("option[selected]") or field.select_one("option")
        return [str(chosen["value"])] if chosen else []
    if field.get("type") in ("checkbox", "radio"):
        return [str(field["value"])] if field.has_attr("checked") else []
    return [str(field.get("value", ""))]


def lay_out(pages: Path) -> None:
    """Put the five pages into a folder that keeps a history, and nothing else."""
    shutil.rmtree(pages, ignore_errors=True)
    shutil.copytree(SMALL_PAGES, pages)
    History.create(pages)


@contextmanager
def opened(folder: Path, versions: Path, **settings: Any) -> Generator[Desk]:
    """An office over the five pages of `tests/pages`, in a folder of its own."""
    pages = folder / "pages"
    lay_out(pages)
    shutil.copytree(versions, folder / "versions")
    paths = {"pages": pages, "versions": folder / "versions", "data": folder / "data"}
    chosen = Settings.load(**{"gate_questions": "", **paths, "scope": "99001000", **settings})
    store = open_store(chosen)
    for name, (person, roles) in PEOPLE.items():
        store.add_person(address(name), person, roles, PASSWORD, by="test")
    store.close()
    with serving(chosen) as served, ExitStack() as clients:
        office: Office = served.app.state.office
        yield Desk(served, office, chosen, clients)
    for process in worker.LEFT:  # what they work on goes with the folder
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    worker.LEFT.clear()


def changed(clerk: Clerk, page_id: str, old: str, new: str, **fields: Any) -> Clerk:
    """Open the form of a page, put other words into its sections, and send it."""
    clerk.get(f"/office/seiten/{page_id}/bearbeiten")
    texts = [text.replace(old, new) for text in clerk.form("#seite")["text"]]
    assert texts != clerk.form("#seite")["text"], f"{old!r} stands in no section"
    return clerk.send("#seite", text=texts, **{"action": "save", **fields})
