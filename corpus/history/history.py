"""Saving, drafts and restoring for one pages folder: every operation reads the folder anew, so processes share it."""

from __future__ import annotations

import glob
import hashlib
import json
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus import documents, durable
from corpus.folder import file_name, load
from corpus.history.model import (
    Action,
    Change,
    Draft,
    HistoryError,
    NotAllowedError,
    Person,
    StaleError,
    State,
    UnchangedError,
    Version,
    advance,
    content_hash,
    require_approval,
)
from corpus.history.repository import Entry, Repository
from corpus.page import PageError, read, read_file

_DRAFTS = "refs/auskunft/drafts/"
_OUTSIDE = Person("außerhalb der Redaktion")
_APPROVED = "Freigegeben von: "


def _now() -> datetime:
    return datetime.now(UTC)


class History:
    """The history of a pages folder.

    Every writing method may raise HistoryError; `remote` is the address of an offsite copy, "" for none.
    """

    def __init__(
        self, folder: Path, *, four_eyes: bool = True, remote: str = "", now: Callable[[], datetime] = _now
    ) -> None:
        self.folder, self.four_eyes, self.remote, self._now = folder, four_eyes, remote, now

    @classmethod
    def create(cls, folder: Path, **options: Any) -> History:
        """Makes the folder a repository, with all the pages that lie in it as its first version."""
        history = cls(folder, **options)
        repository = Repository.create(folder)
        with repository.locked():
            files: dict[str, str | None] = {_path(folder, file): _text(file) for file in documents.lying(folder)}
            repository.commit(files, _signed(_OUTSIDE), "Anfangsbestand", history._now())
        repository.close()
        return history

    @contextmanager
    def _opened(self) -> Generator[Repository]:
        repository = Repository(self.folder)
        try:
            yield repository
        finally:
            repository.close()

    @contextmanager
    def _writing(self) -> Generator[Repository]:
        """The repository, locked, with what a killed process left brought to its end."""
        with self._opened() as repository, repository.locked():
            self._finish(repository)
            yield repository

    # --- reading ---

    def live(self, page_id: str) -> str | None:
        """The live text of a page; None where it is not published. Its `content_hash` is what a save expects."""
        return _text(self._file(page_id))

    def versions(self, page_id: str) -> list[Version]:
        """What happened to a page, the newest first."""
        with self._opened() as repository:
            path = self._known_path(repository, page_id)
            return [_version(entry, repository.at(entry.id, path) is None) for entry in repository.log(path)]

    def text(self, page_id: str, version: str) -> str:
        """A page's text in a version, named by its id or the beginning of it.

        Raises:
            HistoryError: the page has no text in that version.
        """
        with self._opened() as repository:
            commit = repository.find(version)
            text = repository.at(commit, self._known_path(repository, page_id))
        if text is None:
            raise HistoryError(f"{page_id} hat in der Fassung {version} keinen Text.")
        return text

    def state(self, page_id: str) -> State | None:
        """Where a page stands: the furthest of its drafts, else published or archived; None where it never was."""
        states = {draft.state for draft in self.drafts(page_id)}
        for state in ("approved", "in_review", "draft"):
            if state in states:
                return state
        if self.live(page_id) is not None:
            return "published"
        return "archived" if self.versions(page_id) else None

    # --- the live text ---

    def save(self, page_id: str, text: str, change: Change) -> Version:
        """Publishes a text at once.

        Raises:
            NotAllowedError: four eyes are asked for and nobody else approved.
            StaleError: the live text is not the one that the author saw.
            UnchangedError: it is the live text.
            PageError: the text is no page, or another one.
        """
        require_approval(change, four_eyes=self.four_eyes)
        return self._replace(page_id, _checked(page_id, text), change)

    def archive(self, page_id: str, change: Change) -> Version:
        """Takes a page out of the live texts; its history stays, and `restore` brings it back."""
        require_approval(change, four_eyes=self.four_eyes)
        return self._replace(page_id, None, change)

    def restore(self, page_id: str, version: str, change: Change) -> Version:
        """Publishes the text of an earlier version again."""
        return self.save(page_id, self.text(page_id, version), change)

    def _replace(self, page_id: str, text: str | None, change: Change) -> Version:
        with self._writing() as repository:
            made = self._put(repository, page_id, text, change)
        if self.remote:
            self.push()
        return made

    def push(self) -> None:
        """Writes the published versions to the offsite copy."""
        with self._opened() as repository:
            repository.push(self.remote)

    def _put(self, repository: Repository, page_id: str, text: str | None, change: Change) -> Version:
        file = self._file(page_id)
        if not file.exists():
            file = self.folder / self._known_path(repository, page_id)  # where an archived page lay
        current = _text(file)
        if content_hash(current) != change.expected:
            raise StaleError(page_id, current or "", text or "")
        if current == text:
            raise UnchangedError(f"{page_id} hat schon diesen Text.")
        self._keep_foreign(repository, file, current)
        intent = _intent(_path(self.folder, file), page_id, text, change)
        durable.write(self._intent_file(repository), json.dumps(intent, ensure_ascii=False))
        _write(file, text)
        return self._commit(repository, intent, text)

    def _commit(self, repository: Repository, intent: dict[str, str], text: str | None) -> Version:
        commit = repository.commit({intent["path"]: text}, intent["author"], intent["message"], self._now())
        self._intent_file(repository).unlink()
        return _version(repository.entry(commit), text is None)

    def _finish(self, repository: Repository) -> None:
        """Commits what a killed process had written, and forgets what it had not."""
        file = self._intent_file(repository)
        if not file.exists():
            return
        intent: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
        text = _text(self.folder / intent["path"])
        committed = repository.at(repository.head(), intent["path"])
        if content_hash(text) == intent["after"] and text != committed:
            self._commit(repository, intent, text)
        else:
            file.unlink()

    def _keep_foreign(self, repository: Repository, file: Path, current: str | None) -> None:
        """A change that was made past the history, by an import or by hand, becomes a version before the next one."""
        path = _path(self.folder, file)
        if repository.at(repository.head(), path) != current:
            message = "Änderung außerhalb der Redaktion (Import oder von Hand)"
            repository.commit({path: current}, _signed(_OUTSIDE), message, self._now())

    def _intent_file(self, repository: Repository) -> Path:
        return repository.private / "auskunft-intent.json"

    # --- the whole folder ---

    def head(self) -> str:
        """The newest version of all; "" before the first."""
        with self._opened() as repository:
            return repository.head()

    def knows(self, head: str) -> bool:
        """Whether a version of all is in this history; not, when the folder was replaced or restored since."""
        with self._opened() as repository:
            try:
                return bool(repository.files(head))
            except HistoryError:
                return False

    def keep_foreign(self) -> None:
        """Makes a version of every change that was made past the history, so that the head is what the folder says."""
        with self._writing() as repository:
            for path in self._strange(repository, repository.head()):
                self._keep_foreign(repository, self.folder / path, _text(self.folder / path))

    def roll_back(self, head: str, author: Person, reason: str) -> list[str]:
        """Gives every page the text that it had in a version, which was approved then; returns what changed.

        Each page is a version of its own. One that is killed leaves some pages as they were: roll back again.

        Raises:
            HistoryError: there is no such version.
        """
        with self._writing() as repository:
            for path in self._strange(repository, repository.head()):
                self._keep_foreign(repository, self.folder / path, _text(self.folder / path))
            done = [
                self._bring_back(repository, path, repository.at(head, path), author, reason)
                for path in self._strange(repository, head)
            ]
        if self.remote and done:
            self.push()
        return done

    def _bring_back(self, repository: Repository, path: str, text: str | None, author: Person, reason: str) -> str:
        current = _text(self.folder / path)
        page_id = documents.id_of(path) or read(text or current or "", path).id
        change = Change(author, reason, content_hash(current))
        intent = _intent(path, page_id, text, change)
        durable.write(self._intent_file(repository), json.dumps(intent, ensure_ascii=False))
        _write(self.folder / path, text)
        self._commit(repository, intent, text)
        return page_id

    def _strange(self, repository: Repository, head: str) -> list[str]:
        """The paths of the pages whose text is another one than in a version."""
        kept = repository.files(head)
        lying = {_path(self.folder, file) for file in documents.lying(self.folder)}
        return [path for path in sorted(lying | kept.keys()) if _text(self.folder / path) != kept.get(path)]

    # --- files ---

    def _file(self, page_id: str) -> Path:
        """The page's file, or the one that a new page gets."""
        if documents.is_document(page_id):
            return self.folder / documents.path_of(page_id)
        native, name = page_id.partition(":")[2], file_name(page_id)
        usual = self.folder / page_id.partition(":")[0] / name
        if _holds(usual, page_id):
            return usual
        for file in self.folder.rglob(f"{glob.escape(native)}.md"):
            if _holds(file, page_id):
                return file
        return load(self.folder).files.get(page_id) or usual

    def path_of(self, page_id: str) -> str:
        """Where a page lies below the folder, or would."""
        with self._opened() as repository:
            return self._known_path(repository, page_id)

    def _known_path(self, repository: Repository, page_id: str) -> str:
        """The path of a live page, else the last one that a version of it had."""
        file = self._file(page_id)
        if not file.exists():
            for entry in repository.log():
                head, _, path = entry.message.rpartition("\nDatei: ")
                if head and f"\nSeite: {page_id}\n" in entry.message:
                    return path.strip()
        return _path(self.folder, file)

    # --- drafts ---

    def autosave(self, page_id: str, text: str, person: Person, base: str) -> Draft:
        """Keeps what a person has typed, whatever it is: nothing is checked, an approval falls away."""
        draft = Draft(page_id, person, text, base, self._now())
        with self._writing() as repository:
            old = self._draft(repository, _ref(page_id, person))
            self._keep(repository, draft, amend=old is not None and old.state == "draft")
        return draft

    def draft(self, page_id: str, person: Person) -> Draft | None:
        """A person's draft of a page."""
        with self._opened() as repository:
            return self._draft(repository, _ref(page_id, person))

    def drafts(self, page_id: str = "") -> list[Draft]:
        """All drafts, or those of one page, the oldest first: who opens a page is told who else works on it."""
        with self._opened() as repository:
            below = _DRAFTS + (f"{_short(page_id)}/" if page_id else "")
            found = (self._draft(repository, ref) for ref in repository.refs(below))
            return sorted((draft for draft in found if draft), key=lambda draft: draft.when)

    def move(self, page_id: str, person: Person, action: Action, by: Person, note: str = "") -> Draft:
        """Submits, approves, rejects or withdraws a person's draft; a text that is no page is not submitted.

        A draft without any text asks for the page to be archived.
        """
        with self._writing() as repository:
            old = self._existing(repository, page_id, person)
            if action == "submit" and old.text:
                _checked(page_id, old.text)
            new = advance(old, action, by, note, self._now(), four_eyes=self.four_eyes)
            self._keep(repository, new, amend=False)
        return new

    def publish(self, page_id: str, person: Person, reason: str = "") -> Version:
        """Makes an approved draft the live text, as its author's change, and ends the draft; one without any text
        archives the page.

        Raises:
            NotAllowedError: four eyes are asked for and it is not approved.
            StaleError: the live text changed since the draft began.
        """
        with self._writing() as repository:
            draft = self._existing(repository, page_id, person)
            if self.four_eyes and draft.state != "approved":
                raise NotAllowedError(f"{page_id} ist noch nicht freigegeben.")
            change = Change(person, reason or draft.note, draft.base, draft.reviewer)
            require_approval(change, four_eyes=self.four_eyes)
            text = _checked(page_id, draft.text) if draft.text else None
            made = self._put(repository, page_id, text, change)
            repository.drop(_ref(page_id, person))
        if self.remote:
            self.push()
        return made

    def discard(self, page_id: str, person: Person) -> None:
        """Throws a draft away."""
        with self._writing() as repository:
            repository.drop(_ref(page_id, person))

    def _existing(self, repository: Repository, page_id: str, person: Person) -> Draft:
        draft = self._draft(repository, _ref(page_id, person))
        if draft is None:
            raise HistoryError(f"{person.name} hat keinen Entwurf von {page_id}.")
        return draft

    def _draft(self, repository: Repository, ref: str) -> Draft | None:
        commit = repository.head(ref)
        if not commit:
            return None
        fields: dict[str, Any] = json.loads(repository.at(commit, "draft.json") or "{}")
        person, reviewer = Person(**fields.pop("person")), fields.pop("reviewer")
        when = datetime.fromisoformat(fields.pop("when"))
        text = repository.at(commit, "page.md") or ""
        return Draft(**fields, person=person, reviewer=Person(**reviewer) if reviewer else None, when=when, text=text)

    def _keep(self, repository: Repository, draft: Draft, *, amend: bool) -> None:
        fields = {name: getattr(draft, name) for name in ("page_id", "base", "state", "note")}
        persons = {"person": _named(draft.person), "reviewer": draft.reviewer and _named(draft.reviewer)}
        about = json.dumps({**fields, **persons, "when": draft.when.isoformat()}, ensure_ascii=False)
        files = {"page.md": draft.text, "draft.json": about}
        by = _signed(draft.reviewer or draft.person)
        message = f"{draft.state}: {draft.page_id}"
        repository.keep(_ref(draft.page_id, draft.person), files, by, message, self._now(), amend=amend)


def _checked(page_id: str, text: str) -> str:
    """The text, if it is the page that it says it is."""
    if documents.is_document(page_id):
        documents.check(page_id, text)
    elif (other := read(text, page_id).id) != page_id:
        raise PageError(f"{page_id}: der Text ist die Seite {other}; die Kennung einer Seite ändert sich nie")
    return text if text.endswith("\n") else text + "\n"


def _intent(path: str, page_id: str, text: str | None, change: Change) -> dict[str, str]:
    approved = f"{_APPROVED}{change.approver.name}\n" if change.approver else ""
    message = f"{change.reason}\n\n{approved}Seite: {page_id}\nDatei: {path}\n"
    return {"path": path, "after": content_hash(text), "author": _signed(change.author), "message": message}


def _write(file: Path, text: str | None) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if text is None:
        file.unlink()
    else:
        durable.write(file, text)
    durable.sync(file.parent)


def _version(entry: Entry, archived: bool) -> Version:
    reason, _, trailers = entry.message.partition("\n\n")
    approver = next((line.removeprefix(_APPROVED) for line in trailers.splitlines() if line.startswith(_APPROVED)), "")
    return Version(entry.id, entry.when, entry.author.partition(" <")[0], reason.strip(), approver, archived)


def _signed(person: Person) -> str:
    return f"{person.name} <{person.email}>"


def _named(person: Person) -> dict[str, str]:
    return {"name": person.name, "email": person.email}


def _ref(page_id: str, person: Person) -> str:
    return f"{_DRAFTS}{_short(page_id)}/{_short(person.key)}"


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _path(folder: Path, file: Path) -> str:
    return file.relative_to(folder).as_posix()


def _text(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def _holds(file: Path, page_id: str) -> bool:
    try:
        return read_file(file).id == page_id
    except (PageError, OSError):
        return False
