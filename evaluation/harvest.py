"""Candidate cases from practice: journal turns that found no source or did not help, like ones together.

Two questions are alike by what they mean and by which pages they find: half their cosine, as far as it lies above
that of unrelated texts, and half the likeness of the pages' scores. Measured on the 413 questions of `dev.csv`, where
two belong together if they have a right page in common (B-cubed; recall of the answerable ones):

| alike by | threshold | precision | recall | clusters |
| --- | --- | --- | --- | --- |
| the questions' cosine alone | .89 | .90 | .53 | 350 |
| the pages alone (in a small corpus every question finds the same) | .80 | .89 | .62 | 319 |
| both | .50 | .86 | .62 | 305 |
| both | .55 | .90 | .60 | 329 |
| both | .60 | .95 | .56 | 363 |

Those questions were written to differ; of citizens' own, more are alike.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import inspect
from sqlalchemy.exc import SQLAlchemyError

from bot.events import Outcome
from bot.journal import Feedback, Journal, JournalError, Turn
from bot.journal.database import FILE, open_database
from bot.privacy import Masked, searchable
from bot.replies import LANGUAGES
from corpus.words import words
from evaluation import tables
from evaluation.cases import COLUMNS
from indexes.index import Index, Search

Floats = NDArray[np.float64]

ALIKE: Final = 0.55
"""From which likeness on questions are put together; see above."""

MOST: Final = 5_000
"""Distinct questions at a time: what compares all with all takes 400 MB for these."""

VARIANTS, PAGES, COMMENTS, EARLIER = 5, 3, 3, 3

_REASONS: Final = {
    "": "ohne Grund",
    "wrong": "falsch",
    "outdated": "veraltet",
    "incomplete": "unvollständig",
    "unclear": "unverständlich",
    "off_topic": "am Thema vorbei",
    "other": "anderes",
}


class HarvestError(ValueError):
    """A journal that cannot be harvested; the message names it and the remedy."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was asked, once or several times in the same words, and the turns that asked it."""

    text: Masked
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Questions that are alike. `question` is the most typical; `near` are (page id, title) of what is nearest to it.

    `turns` are all of them, oldest first; `earlier` are the citizen's turns before `question`.
    """

    question: Masked
    variants: tuple[Masked, ...]
    turns: tuple[Turn, ...]
    earlier: tuple[Masked, ...]
    near: tuple[tuple[str, str], ...]

    @property
    def first(self) -> date:
        return self.turns[0].at.date()

    @property
    def last(self) -> date:
        return self.turns[-1].at.date()

    @property
    def no_source(self) -> int:
        """How many of the turns found no source."""
        return sum(turn.outcome == Outcome.NO_SOURCE for turn in self.turns)

    @property
    def reasons(self) -> Counter[str]:
        """Why the answer did not help -> how often, in German."""
        said = [complaint.reason for turn in self.turns if (complaint := _complaint(turn))]
        return Counter(_REASONS.get(reason, reason) for reason in said)


@dataclass(frozen=True, slots=True)
class Harvest:
    """What was found: the most frequent first.

    `without_text` turns had none (any more), or only placeholders; `left_out` were too many.
    """

    candidates: tuple[Candidate, ...]
    turns: int
    without_text: int
    left_out: int


# --- the journal -----------------------------------------------------------------------------------------------------


def open_journal(address: str, folder: Path) -> Journal:
    """The journal at an address ("" for the file in the folder), which must be there: none is made.

    Raises:
        HarvestError: there is none, or it is switched off.
        JournalError: it cannot be reached.
    """
    if address == "off":
        raise HarvestError("the journal is switched off (AUSKUNFT_JOURNAL=off); there is nothing to harvest")
    if not address and not (folder / FILE).is_file():
        raise HarvestError(f"{folder}: there is no journal ({FILE}); name its folder with --data")
    database = open_database(address, folder, patience=10.0)
    try:
        there = inspect(database.engine).has_table("turns")
    except SQLAlchemyError as error:
        raise JournalError(f"{database.place}: cannot be read ({type(error).__name__}); check that it runs") from None
    finally:
        database.engine.dispose()
    if not there:
        raise HarvestError(f"{database.place}: it holds no journal; name another")
    return Journal.open(address, folder=folder)


def harvest(journal: Journal, index: Index, since: date | None = None, until: date | None = None) -> Harvest:
    """Candidate cases from the turns that did not help or found no source, from one day to another."""
    turns = list(journal.turns(since, until, unhelpful=True, outcomes={Outcome.NO_SOURCE.value}))
    asked = _asked(turns)
    kept = sorted(sorted(asked, key=_recent)[:MOST], key=lambda one: one.text)
    searches = [index.search(searchable(one.text)) for one in kept]
    alike = likeness(searches, index)
    groups = clusters(alike)
    found = [_Cluster([kept[n] for n in group], alike[np.ix_(group, group)], group) for group in groups]
    before = _conversations(journal, since, until, {cluster.typical.turns[-1].conversation_id for cluster in found})
    candidates = [cluster.candidate(searches[cluster.typical_place], before) for cluster in found]
    return Harvest(
        tuple(sorted(candidates, key=lambda one: (-len(one.turns), -one.last.toordinal(), one.question))),
        len(turns),
        len(turns) - sum(len(one.turns) for one in asked),
        sum(len(one.turns) for one in asked) - sum(len(one.turns) for one in kept),
    )


def _asked(turns: Iterable[Turn]) -> list[Asked]:
    """The questions, those of the same words once."""
    found: dict[tuple[str, ...], list[Turn]] = {}
    for turn in turns:
        if turn.question and searchable(turn.question):
            found.setdefault(tuple(words(turn.question)) or (turn.question,), []).append(turn)
    return [Asked(theirs[-1].question or Masked(""), tuple(theirs)) for theirs in found.values()]


def _recent(asked: Asked) -> tuple[int, float]:
    return -len(asked.turns), -asked.turns[-1].at.timestamp()


def _conversations(
    journal: Journal, since: date | None, until: date | None, wanted: set[str | None]
) -> dict[str, list[Turn]]:
    """Conversation -> all its turns, oldest first."""
    found: dict[str, list[Turn]] = {}
    for turn in journal.turns(since, until):
        if turn.conversation_id and turn.conversation_id in wanted:
            found.setdefault(turn.conversation_id, []).append(turn)
    return found


def _complaint(turn: Turn) -> Feedback | None:
    return turn.feedback if turn.feedback and not turn.feedback.helpful else None


# --- clusters --------------------------------------------------------------------------------------------------------


def likeness(searches: Sequence[Search], index: Index) -> Floats:
    """(n, n) how alike the questions of n searches are, 1 for the same."""
    vectors = np.array([search.vector for search in searches], dtype=np.float64).reshape(
        len(searches), index.embedder.dimensions
    )
    unrelated = index.manifest.background[0]
    meaning = (vectors @ vectors.T - unrelated) / (1 - unrelated)
    pages = _profiles(searches)
    return np.minimum((meaning + pages @ pages.T) / 2, 1)


def _profiles(searches: Sequence[Search]) -> Floats:
    """(n, pages) how far each page's score lies above the last one that was found, as vectors of length 1 (or 0)."""
    places = {page: n for n, page in enumerate(sorted({hit.page.id for search in searches for hit in search.hits}))}
    found = np.zeros((len(searches), len(places)))
    for row, search in zip(found, searches, strict=True):
        for hit in search.hits:
            row[places[hit.page.id]] = hit.score - search.hits[-1].score
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    return found / np.where(lengths > 0, lengths, 1)


def clusters(alike: Floats, threshold: float = ALIKE) -> list[list[int]]:
    """The places of what belongs together: average linkage, which has no chance in it."""
    from sklearn.cluster import AgglomerativeClustering  # pyright: ignore[reportMissingTypeStubs]  # it has none

    if len(alike) < 2:  # it wants two at least
        return [[place] for place in range(len(alike))]
    model: Any = AgglomerativeClustering(
        n_clusters=cast("Any", None), metric="precomputed", linkage="average", distance_threshold=1 - threshold
    )
    found: dict[int, list[int]] = {}
    for place, label in enumerate(model.fit_predict(np.maximum(1 - alike, 0)).tolist()):
        found.setdefault(label, []).append(place)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class _Cluster:
    """Questions that are alike, with (n, n) how much, and their places among all."""

    asked: list[Asked]
    alike: Floats
    places: list[int]

    @property
    def _order(self) -> list[int]:
        """From the most typical, which is most like all that was asked, to the least."""
        often = np.array([len(one.turns) for one in self.asked], dtype=np.float64)
        nearness = (self.alike @ often).tolist()
        return sorted(range(len(self.asked)), key=lambda n: (-nearness[n], self.asked[n].text))

    @property
    def typical(self) -> Asked:
        return self.asked[self._order[0]]

    @property
    def typical_place(self) -> int:
        return self.places[self._order[0]]

    def candidate(self, search: Search, conversations: dict[str, list[Turn]]) -> Candidate:
        typical, *others = (self.asked[n] for n in self._order)
        turns = sorted((turn for one in self.asked for turn in one.turns), key=lambda turn: (turn.at, turn.turn_id))
        return Candidate(
            typical.text,
            tuple(one.text for one in others[:VARIANTS]),
            tuple(turns),
            _earlier(typical.turns[-1], conversations),
            tuple((hit.page.id, hit.page.title) for hit in search.hits[:PAGES]),
        )


def _earlier(turn: Turn, conversations: dict[str, list[Turn]]) -> tuple[Masked, ...]:
    """What the citizen asked before, in the same conversation."""
    theirs = conversations.get(turn.conversation_id or "", [])
    before = [other.question for other in theirs if other.at < turn.at and other.question]
    return tuple(before[-EARLIER:])


# --- the table -------------------------------------------------------------------------------------------------------


def write(path: Path, candidates: Sequence[Candidate]) -> None:
    """Write candidates as cases, in a new CSV file that only its owner can read.

    What is right for them is left to a person: `antwortbar` and `erwartete_quellen` are empty, so the file is refused
    as questions, with each such row named, until somebody has decided.

    Raises:
        TableError: there is a file already, or it cannot be written.
    """
    rows = [_row(candidate) for candidate in candidates]
    headers = [names[0] for names in COLUMNS.values()]
    tables.write_csv(path, headers, ([row.get(name, "") for name in COLUMNS] for row in rows), private=True)


def _row(candidate: Candidate) -> dict[str, str]:
    language = candidate.turns[-1].language
    tags = ["praxis", *(["keine_quelle"] if candidate.no_source else []), *(["gemeldet"] if candidate.reasons else [])]
    return {
        "id": identity(candidate),
        "question": candidate.question,
        "language": language if language in LANGUAGES else "de",
        "tags": "|".join(tags),
        "note": _note(candidate),
        "history": "|".join(turn.replace("|", "/") for turn in candidate.earlier),
    }


def told(candidate: Candidate) -> dict[str, Any]:
    """A candidate as plain values for JSON: its row, and what an editor decides by."""
    row = _row(candidate)
    return {
        **{name: row[name] for name in ("id", "question", "language", "tags")},
        "history": list(candidate.earlier),
        "count": len(candidate.turns),
        "first": candidate.first.isoformat(),
        "last": candidate.last.isoformat(),
        "no_source": candidate.no_source,
        "reasons": dict(candidate.reasons.most_common()),
        "comments": _comments(candidate),
        "variants": list(candidate.variants),
        "near": [list(page) for page in candidate.near],
    }


def identity(candidate: Candidate) -> str:
    """A case's id, the same whenever the same question is harvested: who takes it up twice is told."""
    said = "\n".join([*words(candidate.question), *candidate.earlier])
    return f"praxis-{hashlib.sha256(said.encode()).hexdigest()[:8]}"


def _note(candidate: Candidate) -> str:
    """What an editor decides by, a line for each kind."""
    count = len(candidate.turns)
    seen = f"zuerst {candidate.first:%d.%m.%Y}, zuletzt {candidate.last:%d.%m.%Y}"
    reasons = ", ".join(f"{reason} {n}" for reason, n in candidate.reasons.most_common())
    lines = [
        f"{count}-mal gefragt, {seen}",
        candidate.no_source and f"keine Quelle gefunden: {candidate.no_source}",
        reasons and f"nicht hilfreich: {reasons}",
        _quoted("so hieß es dazu", _comments(candidate)),
        _quoted("auch so gefragt", candidate.variants),
        candidate.near and f"naheliegende Seiten: {'; '.join(f'{page} ({title})' for page, title in candidate.near)}",
    ]
    return "\n".join(str(line) for line in lines if line)


def _comments(candidate: Candidate) -> list[Masked]:
    """The newest of what was said of answers that did not help."""
    said = filter(None, map(_complaint, reversed(candidate.turns)))
    return [complaint.comment for complaint in said if complaint.comment][:COMMENTS]


def _quoted(what: str, texts: Iterable[str]) -> str:
    said = " ".join(f"„{' '.join(text.split())}“" for text in texts)
    return f"{what}: {said}" if said else ""
