"""Asking the questions of some sets as a job: the run, its report and its cases are kept in the data folder."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.office.jobs import Job
from bot.office.questions import QuestionSets
from bot.office.runlog import CASES, REPORT, failed_of, folder_of, read_cases
from bot.office.steps import Tell, command
from bot.settings import Settings
from corpus import durable

STEPS = {"run": "Fragen stellen", "report": "Bericht schreiben"}
"""The steps in their order, as the progress shows them."""

_FIGURES = ("passed", "kept", "refused", "facts", "citations.valid")


@dataclass(frozen=True, slots=True)
class Running:
    """One job at work."""

    settings: Settings
    job: Job
    tell: Tell

    @property
    def run(self) -> Path:
        """The run's folder, which is called as the job is."""
        return folder_of(self.settings) / self.job.id

    def carry_out(self) -> dict[str, Any]:
        """Ask, write the report; returns what the list of runs shows.

        Raises:
            StepError: a command could not do its work.
        """
        ended = command(self.settings, self._asked(self._copied()), self.tell).document
        self.tell("report", 0, 1)
        write_report(self.settings, self.run)
        self.tell("report", 1, 1)
        cases = read_cases(self.run)
        figures = ended["figures"]["overall"]
        return {
            "version": ended["run"]["index_version"],
            "cases": len(cases),
            "wrong": len(failed_of(cases)),
            "figures": {name: figures[name] for name in _FIGURES if name in figures},
        }

    def _copied(self) -> list[Path]:
        """The sets as they were when the job began: one that is edited meanwhile is asked as it was."""
        folder = self.settings.data / "office" / self.job.id / "questions"
        sets = QuestionSets(self.settings)
        if not folder.is_dir():
            aside = folder.with_name("copying")
            shutil.rmtree(aside, ignore_errors=True)
            aside.mkdir(parents=True)
            for name in self.job.wanted["sets"]:
                path = sets.file(name).path
                durable.write(aside / path.name, path.read_bytes())
            aside.rename(folder)
        return sorted(folder.iterdir())

    def _asked(self, files: list[Path]) -> tuple[str, ...]:
        wanted = self.job.wanted
        asked = ["evaluation", "run", *map(str, files), "--allow-missing", "--json", "--progress"]
        asked += ["--version", wanted["version"]] if wanted["version"] else []
        asked += ["--tag", wanted["tag"]] if wanted["tag"] else []
        taken_up = (self.run / "run.json").is_file()
        return (*asked, "--continue" if taken_up else "--out", str(self.run))


def write_report(settings: Settings, run: Path) -> None:
    """The report of a run and the table of its cases, in its folder."""
    asked = {found["name"] for found in json.loads((run / "run.json").read_text(encoding="utf-8"))["sets"]}
    options = ("--thresholds", str(settings.gate_thresholds), "--html", str(run / REPORT), "--csv", str(run / CASES))
    others = [file.name for file in QuestionSets(settings).files() if file.name not in asked]
    report = ("evaluation", "report", str(run), *options, "--others", *others)
    command(settings, report, lambda _step, _done, _total: None)
