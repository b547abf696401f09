"""Answers of a run marked by people, sentence by sentence: what there is to mark, and the marks, beside the run.

The files are those of `python -m evaluation review`, which says how far the reviewers agree: a line for each mark, a
file for each reviewer. A test reads them there.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from corpus import durable

SAMPLE = 20
"""Answers of a run that are marked: drawn by chance, the same for everybody."""

VERDICTS = {
    "richtig": "Der Satz stimmt und gehört zur Frage.",
    "teilweise": "Er stimmt, aber es fehlt Wichtiges, er ist unklar oder gehört nur am Rand zur Frage.",
    "falsch": "Er stimmt nicht, ist veraltet oder gehört nicht zur Frage.",
    "schädlich": "Wer sich danach richtet, versäumt eine Frist, verliert Geld oder einen Anspruch.",
}
CITATIONS = {"stimmt": "Die Quelle sagt das und ist die richtige.", "stimmt nicht": "Die Quelle sagt es nicht."}

Key = tuple[str, int]
"""A case's id and the number of a sentence, from 1; 0 is a reply without sentences."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a reviewer says of a sentence; the fields are those of the files."""

    case: str
    sentence: int
    verdict: str
    citation: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is marked, with (title, locator, quote, address) of its sources; number 0 is a whole reply."""

    number: int
    text: str
    sources: tuple[tuple[str, str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer of a run."""

    id: str
    question: str
    history: tuple[str, ...]
    language: str
    sentences: tuple[Sentence, ...]

    @property
    def keys(self) -> list[Key]:
        """Of what is to be marked."""
        return [(self.id, sentence.number) for sentence in self.sentences]


def answers(run: Path) -> list[Answered]:
    """The answers of a run that are to be marked, in its order."""
    lines = (run / "outputs.jsonl").read_text(encoding="utf-8").splitlines()
    found = [_answered(one["case"], one["document"]) for one in map(json.loads, lines) if one["document"]]
    ids = sorted(one.id for one in found)
    drawn = set(random.Random(0).sample(ids, min(SAMPLE, len(ids))))
    return [one for one in found if one.id in drawn]


def _answered(case: Mapping[str, Any], document: Mapping[str, Any]) -> Answered:
    sources = {one["n"]: (one["title"], one["locator"], one["quote"], one["url"]) for one in document["sources"]}
    said = tuple(
        Sentence(n, one["text"], tuple(sources[c] for c in one["citations"]))
        for n, one in enumerate(document["sentences"], start=1)
    )
    whole = said or (Sentence(0, document["text"]),)
    return Answered(case["id"], case["question"], tuple(case["history"]), document["language"], whole)


def reviewer_of(email: str) -> str:
    """What a person's file is called: no address stands in a name, and no two have the same."""
    local = re.sub(r"[^\w]+", "-", email.partition("@")[0]).strip("-_")[:24] or "konto"
    return f"{local}-{hashlib.sha256(email.encode()).hexdigest()[:8]}".casefold()


def marks(run: Path, reviewer: str) -> dict[Key, Mark]:
    """What a person has marked so far."""
    path = _file(run, reviewer)
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    found = [Mark(**json.loads(line)) for line in lines]
    return {(mark.case, mark.sentence): mark for mark in found}


def keep(run: Path, reviewer: str, given: Sequence[Mark]) -> None:
    """Keep marks; one without a verdict takes back what was there."""
    path = _file(run, reviewer)
    path.parent.mkdir(exist_ok=True)
    with (path.parent / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = marks(run, reviewer) | {(mark.case, mark.sentence): mark for mark in given}
        left = sorted((mark for mark in kept.values() if mark.verdict), key=lambda mark: (mark.case, mark.sentence))
        durable.write(path, "".join(json.dumps(asdict(mark), ensure_ascii=False) + "\n" for mark in left))


def reviewers(run: Path) -> list[str]:
    """Who has marked anything."""
    return sorted(path.stem for path in (run / "marks").glob("*.jsonl") if path.stat().st_size)


def _file(run: Path, reviewer: str) -> Path:
    return run / "marks" / f"{reviewer}.jsonl"
