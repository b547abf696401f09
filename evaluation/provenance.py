"""What is needed to repeat a run: the program, its packages, the version, the models, the words and the settings."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from pydantic import JsonValue

from bot.bot import Bot
from bot.settings import ROOT, Settings
from evaluation.cases import QuestionSet
from evaluation.outputs import Git, Options, Run, SetFile, folder_name

_WORDS = ("bot/replies/*.toml", "bot/topics.toml", "bot/prompts/**/*")
_OF_THE_MACHINE = {
    *("host", "port", "threads", "queue", "log_level", "reload_seconds", "shutdown_seconds", "model_url"),
    *("office", "gate_questions", "gate_thresholds", "pages_remote", "four_eyes"),
}
_PINNED = re.compile(r"(?m)^([A-Za-z0-9._-]+)==")
_LOGIN = re.compile(r"//[^/@\s]*@")  # an address may carry a password


def describe(bot: Bot, sets: Sequence[QuestionSet], options: Options) -> Run:
    """The run that is about to begin."""
    started = datetime.now(UTC)
    with bot.live.lease() as index:
        version, embedder = index.manifest.id, index.embedder
    return Run(
        id=folder_name(started, version),
        started=started.isoformat(timespec="seconds"),
        finished="",
        git=git(ROOT),
        python=platform.python_version(),
        packages=packages(ROOT / "requirements.lock"),
        index_version=version,
        embedder=_LOGIN.sub("//", embedder.name),
        fingerprint=embedder.fingerprint,
        model=bot.model_label,
        prompts=_digest(sorted(path for pattern in _WORDS for path in ROOT.glob(pattern) if path.is_file())),
        settings=settings_of(bot.settings),
        sets=tuple(SetFile(found.name, found.file, found.sha256, len(found.cases)) for found in sets),
        options=options,
    )


def git(folder: Path) -> Git:
    """The revision that is checked out, and whether anything differs from it; empty where there is no git."""
    revision = _git(folder, "rev-parse", "HEAD")
    return Git(revision, dirty=bool(revision and _git(folder, "status", "--porcelain")))


def _git(folder: Path, *arguments: str) -> str:
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0"}  # looking must not get into the way of working
    try:
        done = subprocess.run(  # noqa: S603 - fixed arguments
            ["git", *arguments],  # noqa: S607 - wherever git is installed
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def packages(lock: Path) -> dict[str, str]:
    """Each package that the lock file names -> the version that is installed, "" where it is not."""
    names = _PINNED.findall(lock.read_text(encoding="utf-8")) if lock.is_file() else []
    return {name: _installed(name) for name in names}


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def settings_of(settings: Settings) -> dict[str, JsonValue]:
    """The settings that can change an answer: no secrets, no folders, nothing of the machine.

    Of the file of public names there is its digest, since what it says decides what is masked.
    """
    chosen: dict[str, JsonValue] = {
        name: _LOGIN.sub("//", value) if isinstance(value, str) else value
        for name, value in settings.model_dump(mode="json").items()
        if name not in _OF_THE_MACHINE and not name.startswith("journal")
        if isinstance(getattr(settings, name), str | int | float | None)
    }
    names = settings.public_names
    return chosen | {"public_names": _digest([names]) if names and names.is_file() else ""}


def _digest(paths: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
