"""Files that editors bring: kept aside, looked at, and only then taken into the pages folder, by the sync."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Literal, Self, get_args
from uuid import uuid4

from bot.office.errors import OfficeError, missing
from corpus import durable
from corpus.overlay import FOLDER
from corpus.page import SCOPE, Page
from corpus.sources import NAME, Source
from corpus.sources.outline import slug
from corpus.sync import SourceReport, SyncRunningError, sync

Kind = Literal["csv", "document", "dldb", "xzufi"]
KINDS: dict[Kind, str] = {
    "csv": "Tabelle (CSV), eine Zeile je Leistung",
    "document": "PDF oder Word (docx), eine Seite",
    "dldb": "Leistungen als DLDB-Datei (JSON)",
    "xzufi": "Leistungen als XZuFi 2.1 oder 2.2 (XML oder ZIP)",
}
ENDINGS: dict[Kind, tuple[str, ...]] = {
    "csv": (".csv", ".txt"),
    "document": (".pdf", ".docx"),
    "dldb": (".json",),
    "xzufi": (".xml", ".zip", ".json"),
}

_DAY: Final = 86_400  # seconds that a file which nobody takes in is kept
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was brought and what was said of it; `name` is the source's, which its pages' ids begin with."""

    id: str
    file: str
    kind: Kind
    name: str
    scope: str
    columns: str
    who: str

    @classmethod
    def checked(cls, file: str, kind: str, name: str, scope: str, columns: str, who: str) -> Self:
        """What was typed, as an upload.

        Raises:
            OfficeError: something is missing or does not fit.
        """
        known = next((one for one in get_args(Kind) if one == kind), None)
        ending = Path(file).suffix.lower()
        if known is None or ending not in ENDINGS[known]:
            raise OfficeError(422, "Die Art passt nicht zur Datei.", "Wählen Sie eine Datei der Art, die Sie angeben.")
        stem = slug(Path(file).stem) or "datei"
        own = name or (stem[:64] if known == "document" else "")
        if not NAME.fullmatch(own):
            raise OfficeError(422, "Es fehlt der Name der Quelle.", "Kleine Buchstaben, Ziffern und Bindestriche.")
        if not SCOPE.fullmatch(scope):
            raise OfficeError(422, "Der Regionalschlüssel hat zwei bis zwölf Ziffern.")
        return cls(uuid4().hex, f"{stem}{ending}", known, own, scope, columns, who)

    def source(self, folder: Path) -> Source:
        """The source that the sync reads."""
        options = {"columns": self.columns} if self.kind == "csv" and self.columns else {}
        return Source(self.name, self.kind, folder / self.id / self.file, scope=self.scope, options=options)


def keep(folder: Path, upload: Upload, content: bytes) -> None:
    """Put a file aside, and throw away what nobody took in for a day."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if time.time() - old.stat().st_mtime > _DAY:
            shutil.rmtree(old)
    place = folder / upload.id
    place.mkdir()
    durable.write(place / "about.json", json.dumps(asdict(upload), ensure_ascii=False))
    (place / upload.file).write_bytes(content)


def find(folder: Path, upload_id: str) -> Upload:
    """The upload with this id."""
    file = folder / upload_id / "about.json"
    if not _ID.fullmatch(upload_id) or not file.is_file():
        raise missing("Diese Datei liegt nicht mehr bereit. Laden Sie sie noch einmal hoch.")
    return Upload(**json.loads(file.read_text(encoding="utf-8")))


def forget(folder: Path, upload: Upload) -> None:
    """Throw a file away."""
    shutil.rmtree(folder / upload.id, ignore_errors=True)


def not_others(pages: Mapping[str, Page], folder: Path, name: str) -> None:
    """Refuses a name whose pages were written here: the sync would take them for the file's, and remove them.

    Raises:
        OfficeError: it is the name of such pages.
    """
    written_by_sync = (folder / FOLDER / f"{name}.json").is_file()
    if not written_by_sync and ((folder / name).exists() or any(page.source == name for page in pages.values())):
        raise OfficeError(
            422,
            f"Den Namen {name} haben schon Seiten, die hier geschrieben wurden.",
            "Geben Sie der Quelle einen anderen Namen.",
        )


def looked_at(upload: Upload, folder: Path, pages: Path) -> SourceReport:
    """What taking the file in would do; nothing is written."""
    return _synced(upload, folder, pages, preview=True)


def taken_in(upload: Upload, folder: Path, pages: Path) -> SourceReport:
    """The file's pages in the pages folder; what it would do has been looked at, so pages may vanish."""
    return _synced(upload, folder, pages, preview=False)


def _synced(upload: Upload, folder: Path, pages: Path, *, preview: bool) -> SourceReport:
    try:
        report = sync([upload.source(folder)], pages, preview=preview, allow_shrink=True)
    except SyncRunningError as error:
        raise OfficeError(409, "Gerade wird schon etwas eingelesen.", "Versuchen Sie es gleich noch einmal.") from error
    return report.sources[0]


def mark(report: SourceReport) -> str:
    """What a preview is recognised by: taken in is only what was seen."""
    lists = [report.error, report.new, report.changed, report.gone, [one.page_id for one in report.overlays]]
    return hashlib.sha256(json.dumps(lists).encode()).hexdigest()
