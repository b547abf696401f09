"""The edge to git, through dulwich: a folder whose files are committed one by one, and refs that hold small trees.

Objects and refs are synced to disk before anything names them. Writers hold one file lock, which the kernel takes from
a process that dies; the lock files of git that such a process leaves are removed by the next.
"""

from __future__ import annotations

import fcntl
import io
import os
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from stat import S_IFDIR, S_IFREG
from typing import cast

from dulwich import porcelain
from dulwich.errors import GitProtocolError, NotGitRepository
from dulwich.file import FileLocked
from dulwich.index import index_entry_from_stat
from dulwich.object_store import iter_tree_contents, tree_lookup_path
from dulwich.objects import Blob, Commit, ObjectID, Tree
from dulwich.refs import Ref
from dulwich.repo import Repo

from corpus import documents, durable
from corpus.history.model import HistoryError

_FILE, _FOLDER = S_IFREG | 0o644, S_IFDIR
_OLD = 30.0  # seconds: a lock file of git that is older was left by a process that died


@dataclass(frozen=True, slots=True)
class Entry:
    """A commit as it is told: `files` is read with `Repository.at`."""

    id: str
    when: datetime
    author: str
    message: str


class Repository:
    """A folder and its git repository. One instance for one operation: it keeps no lock and no cache between them."""

    def __init__(self, folder: Path) -> None:
        """Opens the repository of a folder.

        Raises:
            HistoryError: the folder has none.
        """
        self.folder = folder
        try:
            self._repo = Repo(str(folder))
        except NotGitRepository as error:
            raise HistoryError(
                f"{folder} hat noch keine Versionsverwaltung; legen Sie sie an: python -m corpus history --init"
            ) from error
        self._repo.object_store.fsync_object_files = True

    @classmethod
    def create(cls, folder: Path) -> Repository:
        """A new repository in a folder of its own.

        Raises:
            HistoryError: the folder lies within another repository, whose history is not ours to write.
        """
        for above in folder.resolve().parents:
            if (above / ".git").exists():
                raise HistoryError(
                    f"{folder} liegt in der Versionsverwaltung {above}; kopieren Sie die Seiten in einen eigenen "
                    "Ordner und nennen Sie ihn in AUSKUNFT_PAGES"
                )
        folder.mkdir(parents=True, exist_ok=True)
        Repo.init(str(folder), default_branch=b"main").close()
        return cls(folder)

    def close(self) -> None:
        """Gives the files back."""
        self._repo.close()

    @property
    def private(self) -> Path:
        """A folder that belongs to the repository and is no part of the pages."""
        return Path(self._repo.controldir())

    @contextmanager
    def locked(self) -> Generator[None]:
        """Waits until no other process and no other thread writes.

        Who writes leaves a byte in the file that is locked, and takes it away at the end. Where one lies there, the
        last writer died, and the lock files of git that are as new as the byte were its own.
        """
        handle = os.open(self.private / "auskunft-writing", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            if os.pread(handle, 1, 0):
                self._sweep(os.fstat(handle).st_mtime)
            os.pwrite(handle, b"1", 0)
            try:
                yield
            finally:
                os.ftruncate(handle, 0)
        finally:
            os.close(handle)

    def _sweep(self, since: float) -> None:
        for lock in self.private.rglob("*.lock"):
            if lock.stat().st_mtime >= since - 1:  # file systems keep times more coarsely than clocks
                lock.unlink()

    # --- reading ---

    def head(self, ref: str = "") -> str:
        """The commit that a ref names, by default the branch of the pages; "" where there is none."""
        name = Ref(ref.encode()) if ref else self._main()
        return (self._repo.refs.read_ref(name) or b"").decode()

    def _main(self) -> Ref:
        """The branch that is checked out: ours is `main`, a repository of somebody else's may have another name."""
        return self._repo.refs.follow(Ref(b"HEAD"))[0][-1]

    def at(self, commit: str, path: str) -> str | None:
        """A file's text in a commit; None where it has no such file.

        Raises:
            HistoryError: there is no such commit.
        """
        if not commit:
            return None
        root = self._commit(commit).tree
        try:
            _, blob = tree_lookup_path(self._repo.__getitem__, root, path.encode())
        except KeyError:
            return None
        return cast("Blob", self._repo[blob]).data.decode()

    def files(self, commit: str) -> dict[str, str]:
        """The texts of all pages in a commit, by path.

        Raises:
            HistoryError: there is no such commit.
        """
        if not commit:
            return {}
        entries = iter_tree_contents(self._repo.object_store, self._commit(commit).tree)
        found = ((entry.path.decode(), entry.sha) for entry in entries)
        return {path: cast("Blob", self._repo[blob]).data.decode() for path, blob in found if documents.is_kept(path)}

    def find(self, prefix: str) -> str:
        """The whole id of the commit on the main branch that begins with `prefix`.

        Raises:
            HistoryError: there is none, or more than one.
        """
        found = [entry.id for entry in self.log() if entry.id.startswith(prefix)]
        if len(found) != 1 or len(prefix) < 4:
            raise HistoryError(f"Die Fassung {prefix!r} gibt es nicht oder nicht eindeutig.")
        return found[0]

    def log(self, path: str = "") -> Iterator[Entry]:
        """The commits that changed a file, or all, the newest first."""
        if not self.head():
            return
        paths = [path.encode()] if path else None
        for step in self._repo.get_walker(include=[ObjectID(self.head().encode())], paths=paths):
            yield _entry(step.commit)

    def entry(self, commit: str) -> Entry:
        """One commit."""
        return _entry(self._commit(commit))

    def refs(self, below: str) -> list[str]:
        """The names of all refs below a path."""
        return sorted(name.decode() for name in self._repo.refs.as_dict() if name.startswith(below.encode()))

    def _commit(self, commit: str) -> Commit:
        try:
            found = self._repo[ObjectID(commit.encode())]
        except (KeyError, ValueError, AssertionError) as error:
            raise HistoryError(f"Die Fassung {commit!r} gibt es nicht.") from error
        if not isinstance(found, Commit):
            raise HistoryError(f"{commit!r} ist keine Fassung.")
        return found

    # --- writing; the caller holds the lock ---

    def commit(self, files: dict[str, str | None], author: str, message: str, now: datetime) -> str:
        """A commit on the main branch in which the files have these texts, or are gone (None)."""
        parent = self.head()
        tree = self._commit(parent).tree if parent else None
        blobs = {path: self._blob(text) for path, text in files.items()}
        for path, blob in blobs.items():
            tree = self._with(tree, path.split("/"), blob) or self._add(Tree())
        made = self._add(_commit(tree or self._add(Tree()), parent, author, message, now))
        self._point(self._main(), made)
        self._stage(blobs)
        return made.decode()

    def keep(self, ref: str, files: dict[str, str], author: str, message: str, now: datetime, *, amend: bool) -> None:
        """A commit with nothing but these files on a ref of its own; `amend` puts it in the last one's place."""
        tree = Tree()
        for name, text in sorted(files.items()):
            blob = self._blob(text)
            if blob:
                tree.add(name.encode(), _FILE, blob)
        last = self.head(ref)
        parents = self._commit(last).parents if last and amend else [ObjectID(last.encode())] if last else []
        parent = parents[0].decode() if parents else ""
        self._point(Ref(ref.encode()), self._add(_commit(self._add(tree), parent, author, message, now)))

    def drop(self, ref: str) -> None:
        """Takes a ref away, if it is there."""
        self._unlocked(lambda: self._repo.refs.remove_if_equals(Ref(ref.encode()), None))

    def _blob(self, text: str | None) -> ObjectID | None:
        return None if text is None else self._add(Blob.from_string(text.encode()))

    def _add(self, made: Blob | Tree | Commit) -> ObjectID:
        self._unlocked(lambda: self._repo.object_store.add_object(made))
        return made.id

    def _with(self, tree: ObjectID | None, path: list[str], blob: ObjectID | None) -> ObjectID | None:
        """The tree with another file at a path, or without it; None where nothing is left."""
        old = cast("Tree", self._repo[tree]) if tree else Tree()
        new = Tree()
        for item in old.items():
            new.add(item.path, item.mode, item.sha)
        name = path[0].encode()
        below = blob
        if path[1:]:
            folder = new[name][1] if name in new else None
            below = self._with(folder, path[1:], blob)
        if below:
            new[name] = (_FOLDER if path[1:] else _FILE, below)
        elif name in new:
            del new[name]
        return self._add(new) if len(new) else None

    def _point(self, ref: Ref, commit: ObjectID) -> None:
        self._unlocked(lambda: self._repo.refs.set_if_equals(ref, None, commit))
        durable.sync((self.private / ref.decode()).parent)

    def _stage(self, blobs: dict[str, ObjectID | None]) -> None:
        """Tells git's index, so that `git status` in the folder shows nothing."""

        def stage() -> None:
            index = self._repo.open_index()
            for path, blob in blobs.items():
                if blob:
                    index[path.encode()] = index_entry_from_stat((self.folder / path).lstat(), blob, _FILE)
                elif path.encode() in index:
                    del index[path.encode()]
            index.write()

        self._unlocked(stage)

    def _unlocked(self, write: Callable[[], object]) -> None:
        """Runs a write that takes one of git's own lock files; one that was left behind is removed."""
        end = time.monotonic() + _OLD + 5
        while True:
            try:
                write()
            except FileLocked as error:
                lock = Path(os.fsdecode(error.lockfilename))
                if _age(lock) > _OLD:
                    lock.unlink(missing_ok=True)
                elif time.monotonic() > end:
                    raise HistoryError(f"{lock} wird von einem anderen Programm gehalten.") from error
                time.sleep(0.05)
            else:
                return

    # --- elsewhere ---

    def push(self, remote: str) -> None:
        """The main branch to a copy elsewhere, which must not have gone another way.

        Raises:
            HistoryError: it cannot be reached or holds other work.
        """
        try:
            porcelain.push(self._repo, remote, [self._main()], outstream=io.BytesIO(), errstream=io.BytesIO())
        except (porcelain.Error, GitProtocolError, NotGitRepository, OSError) as error:
            raise HistoryError(f"Die Kopie {_shown(remote)} konnte nicht geschrieben werden: {error}") from error


def _shown(remote: str) -> str:
    """An address without the password that it may hold."""
    scheme, mark, rest = remote.partition("://")
    return f"{scheme}{mark}{rest.rpartition('@')[2]}" if mark else remote


def _age(lock: Path) -> float:
    try:
        return time.time() - lock.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _commit(tree: ObjectID, parent: str, author: str, message: str, now: datetime) -> Commit:
    made = Commit()
    made.tree = tree
    made.parents = [ObjectID(parent.encode())] if parent else []
    made.author = made.committer = author.encode()
    made.author_time = made.commit_time = int(now.timestamp())
    made.author_timezone = made.commit_timezone = 0
    made.encoding = b"UTF-8"
    made.message = message.encode()
    return made


def _entry(commit: Commit) -> Entry:
    author, message = (words.decode(errors="replace") for words in (commit.author, commit.message))
    return Entry(commit.id.decode(), datetime.fromtimestamp(commit.author_time, UTC), author, message)
