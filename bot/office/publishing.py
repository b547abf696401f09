"""From approved drafts to what citizens are answered from: stage, build, run the questions, judge, put live.

The version is built and judged from a copy of the pages with the drafts in them; only what has passed is written into
the pages folder, and then at once put live. Every step can be repeated: a job that was killed is taken up again from
its beginning and finds done what is done.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.office.audit import Deed
from bot.office.drafts import key_of
from bot.office.jobs import Job
from bot.office.office import open_history
from bot.office.steps import Ended, StepError, Tell, command
from bot.office.store import Store
from bot.settings import Settings
from corpus import documents, durable
from corpus.folder import load
from corpus.history import Draft, History, Person, content_hash
from indexes import scope, version

STEPS = {
    "stage": "Änderungen zusammenstellen",
    "read": "Seiten lesen",
    "cut": "Passagen bilden",
    "embed": "Passagen einbetten",
    "store": "Suche aufbauen",
    "verify": "Fassung prüfen",
    "run": "Prüffragen stellen",
    "gate": "Ergebnis bewerten",
    "live": "live schalten",
}
"""The steps in their order, as the progress shows them."""

KEPT = 20
"""Versions that stay beside the live one."""

PASSED, FAILED, UNASKED = "passed", "failed", "none"


class GateStop(Exception):  # noqa: N818 - it ends a job well: the gate has said no
    """The version stays what it is; `result` says why."""

    def __init__(self, result: dict[str, Any]) -> None:
        super().__init__("the gate")
        self.result = result


@dataclass(frozen=True, slots=True)
class Publishing:
    """One job at work."""

    settings: Settings
    store: Store
    job: Job
    tell: Tell

    @property
    def history(self) -> History:
        """Of the pages folder."""
        return open_history(self.settings)

    @property
    def folder(self) -> Path:
        """Where this installation's jobs keep what they work on."""
        return self.settings.data / "office"

    def carry_out(self) -> dict[str, Any]:
        """All steps; returns the result.

        Raises:
            GateStop: the version did not pass, and nobody has overridden that.
            StepError, HistoryError, VersionError: a step could not be done.
        """
        drafts = self._wanted()
        staged = self._staged(drafts)
        built = command(self.settings, _build(staged), self.tell).document
        result: dict[str, Any] = {
            "version": built["version"],
            "pages": [one["page_id"] for one in self.job.wanted["drafts"]],
        }
        result |= {"problems": built["problems"], "passages": built["passages"], "embedded": built["embedded"]}
        result |= self._judged(built["version"])
        override = self.job.wanted.get("override", "")
        if result["gate"] == FAILED and not override:
            raise GateStop(result)
        self.tell("live", 0, 1)
        self._unchanged_since(staged, drafts)
        self._written(drafts)
        self._live(built["version"], override if result["gate"] == FAILED else "")
        self.tell("live", 1, 1)
        self._pruned()
        return result

    # --- stage ---

    def _wanted(self) -> list[Draft]:
        """The drafts that are still to be published: each approved, and with the text that was approved.

        Raises:
            StepError: one was changed, sent back or thrown away since.
        """
        found: list[Draft] = []
        for wanted in self.job.wanted["drafts"]:
            page_id, key, seen = wanted["page_id"], wanted["key"], wanted["seen"]
            draft = next((one for one in self.history.drafts(page_id) if key_of(one.person) == key), None)
            if draft is None and content_hash(self.history.live(page_id)) == wanted["after"]:
                continue  # this job has published it before it was killed
            if draft is None or content_hash(draft.text) != seen or self._unapproved(draft):
                raise StepError(f"Der Entwurf von {page_id} wurde seit dem Start geändert oder ist nicht freigegeben.")
            if draft.base != content_hash(self.history.live(page_id)):
                raise StepError(f"{page_id} hat sich seit dem Beginn des Entwurfs geändert; speichern Sie ihn neu.")
            found.append(draft)
        return found

    def _unapproved(self, draft: Draft) -> bool:
        return self.settings.four_eyes and draft.state != "approved"

    def _staged(self, drafts: list[Draft]) -> Path:
        """A copy of the pages as they would be."""
        self.tell("stage", 0, 1)
        folder = self.folder / self.job.id / "pages"
        shutil.rmtree(folder, ignore_errors=True)
        for path, text in texts(self.settings.pages).items():
            _put(folder / path, text)
        for draft in drafts:
            place = folder / self.history.path_of(draft.page_id)
            if draft.text:
                _put(place, draft.text)
            else:
                place.unlink()
        self.tell("stage", 1, 1)
        return folder

    # --- judge ---

    def _judged(self, identity: str) -> dict[str, Any]:
        """The verdict on a version, and which questions went wrong; a run that was made before is not made again."""
        sets = [name.strip() for name in self.settings.gate_questions.split(",") if name.strip()]
        if not sets:
            return {"gate": UNASKED, "checks": [], "failing": []}
        run = self._run(identity, sets)
        self.tell("gate", 0, 1)
        thresholds = ("--thresholds", str(self.settings.gate_thresholds))
        live = self._run_of(version.current(self.settings.versions) or "")
        against = ("--against", str(live)) if live != run and (live / "run.json").is_file() else ()
        verdict = self._verdict((str(run), *thresholds), against)
        self.tell("gate", 1, 1)
        checks = [_check(check) for check in verdict.document["checks"]]
        gate = PASSED if verdict.document["passed"] else FAILED
        return {"gate": gate, "checks": checks, "failing": failing(run / "cases.csv"), "run": run.name}

    def _verdict(self, judged: tuple[str, ...], against: tuple[str, ...]) -> Ended:
        """What the gate says; a run of the live version that was asked other questions is no measure."""
        judge = ("evaluation", "gate", *judged, "--json", "--csv", str(Path(judged[0]) / "cases.csv"))
        if against:
            with suppress(StepError):
                return command(self.settings, (*judge, *against), self.tell, well=(0, 1))
        return command(self.settings, judge, self.tell, well=(0, 1))

    def _run(self, identity: str, sets: list[str]) -> Path:
        run = self._run_of(identity)
        asked = ("evaluation", "run", *sets, "--version", identity, "--allow-missing", "--json", "--progress")
        if (run / "run.json").is_file():
            try:
                command(self.settings, (*asked, "--continue", str(run)), self.tell)
            except StepError:  # other questions, or another program, than when it was begun
                shutil.rmtree(run)
            else:
                return run
        command(self.settings, (*asked, "--out", str(run)), self.tell)
        return run

    def _run_of(self, identity: str) -> Path:
        return self.folder / "runs" / (identity or "none")

    # --- live ---

    def _unchanged_since(self, staged: Path, drafts: list[Draft]) -> None:
        """What was judged is what will be live: nobody has written into the folder meanwhile."""
        drafted = {self.history.path_of(draft.page_id) for draft in drafts}
        now, then = texts(self.settings.pages), texts(staged)
        different = sorted(path for path in now.keys() | then.keys() if now.get(path) != then.get(path))
        if strange := [path for path in different if path not in drafted]:
            message = f"Der Seitenordner hat sich während der Prüfung geändert ({strange[0]})."
            raise StepError(f"{message} Bitte veröffentlichen Sie noch einmal.")

    def _known(self) -> None:
        """What is live now can be returned to, also when it was not published from here: with the pages that it was
        made of, if the folder still holds exactly these."""
        live = version.current(self.settings.versions)
        if live is None or any(one.version == live for one in self.store.publications()):
            return
        made_of = set(scope.pages_of(self.settings.versions / live))
        head = self.history.head() if made_of == set(load(self.settings.pages).pages) else ""
        self.store.published(live, head, "", "Stand vor der ersten Veröffentlichung aus der Redaktion")

    def _written(self, drafts: list[Draft]) -> None:
        history = self.history
        history.keep_foreign()
        self._known()
        for draft in drafts:
            history.publish(draft.page_id, draft.person)
            deed: Deed = "page_published" if draft.text else "page_archived"
            self.store.note(self.job.who, deed, draft.page_id, draft.note)

    def _live(self, identity: str, override: str) -> None:
        if override:
            self.store.note(self.job.who, "gate_overridden", identity, override)
        make_live(self.settings, identity)
        self.store.published(identity, self.history.head(), self.job.who, self.job.wanted.get("note", ""))
        self.store.note(self.job.who, "version_live", identity)

    def _pruned(self) -> None:
        """A version takes some megabytes; the newest stay, so that there is something to roll back to."""
        if len(version.listed(self.settings.versions)) > KEPT + 1:
            command(self.settings, ("indexes", "prune", "--keep", str(KEPT)), self.tell)


def wanted_of(drafts: list[Draft]) -> list[dict[str, str]]:
    """What a job remembers of the drafts that it is to publish."""
    return [
        {
            "page_id": draft.page_id,
            "key": key_of(draft.person),
            "seen": content_hash(draft.text),
            "after": content_hash(_ended(draft.text) if draft.text else None),
        }
        for draft in drafts
    ]


def make_live(settings: Settings, identity: str) -> None:
    """Put a sound version live.

    Raises:
        VersionError: it is not there or damaged.
    """
    folder = settings.versions / identity
    version.verify_files(folder, version.read_manifest(folder))
    version.activate(settings.versions, identity)


def roll_back(settings: Settings, store: Store, who: Person, identity: str, head: str, reason: str) -> list[str]:
    """An earlier version live again, first of all, and then the pages as they were; returns the pages that changed."""
    make_live(settings, identity)
    pages = open_history(settings).roll_back(head, who, reason) if head else []
    store.published(identity, open_history(settings).head() if head else "", who.email, reason)
    store.note(who.email, "rolled_back", identity, reason)
    return pages


def texts(folder: Path) -> dict[str, str]:
    """The text of every page below a folder, by its path there."""
    files = documents.lying(folder)
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in files}


def failing(report: Path) -> list[dict[str, str]]:
    """The cases of a report that went wrong, with the page on which the answer should stand."""
    with report.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return [_failing(row) for row in rows if row["Fehlerfrei"] == "nein"]


def _failing(row: Mapping[str, str]) -> dict[str, str]:
    """Of several pages on which the answer may stand the first is named."""
    page_id = next(iter(row["Erwartete Seiten"].split()), "").strip(",;")
    return {"page_id": page_id, "question": row["Frage"], "why": row["Fehler"]}


def _check(check: Mapping[str, Any]) -> dict[str, Any]:
    threshold = check["threshold"]
    names = ("set", "figure", "rule", "value", "axis", "part")
    return {**{name: threshold[name] for name in names}, **{name: check[name] for name in ("state", "got", "n", "why")}}


def _build(staged: Path) -> tuple[str, ...]:
    return "indexes", "build", "--pages", str(staged), "--no-activate", "--json", "--progress"


def _put(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    durable.write(place, _ended(text))


def _ended(text: str) -> str:
    return text if text.endswith("\n") else text + "\n"
