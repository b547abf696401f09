"""Cases -> bot -> outputs on disk. What is called is the `answer()` that serves citizens, one case after the other."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

from bot.bot import Bot, open_bot
from bot.chat import Question, answer
from bot.events import Answer, DoneEvent
from bot.retrieve import Decision, decide
from bot.settings import Settings
from bot.understand import understand
from corpus import blocks
from evaluation import outputs
from evaluation.cases import Case, QuestionSet
from evaluation.outputs import Milliseconds, Options, Output, OutputsError, Ranking, Recorded, Retrieval, Run
from evaluation.provenance import describe
from evaluation.rankings import halves, of_hits
from indexes import version
from indexes.index import Index, Search

Tell = Callable[[int, int], None]
"""Called with how many cases are done, and of how many."""


def chosen(sets: Sequence[QuestionSet], options: Options) -> list[Case]:
    """The cases that the options leave, in the order of the files."""
    cases = [case for found in sets for case in found.cases]
    if options.tags:
        cases = [case for case in cases if set(options.tags) & set(case.tags)]
    return cases[: options.limit]


@contextmanager
def opened(settings: Settings, identity: str = "") -> Generator[Bot]:
    """A bot for a run: it keeps no journal, and writes into a folder of its own.

    `identity` names a version of `settings.versions` other than the live one; that one goes on serving.

    Raises:
        VersionError, EmbedderError: as for `open_bot`.
    """
    with tempfile.TemporaryDirectory(prefix="auskunft-evaluation-") as folder:
        own = Path(folder)
        versions = _naming(own / "versions", settings.versions, identity) if identity else settings.versions
        bot = open_bot(Settings.load(**{**settings.model_dump(), "versions": versions, "data": own, "journal": "off"}))
        try:
            yield bot
        finally:
            bot.close()


def _naming(folder: Path, versions: Path, identity: str) -> Path:
    """A folder of versions in which another one is live."""
    if not (versions / identity / "manifest.json").is_file():
        known = ", ".join(manifest.id for manifest in version.listed(versions)) or "none"
        raise version.VersionError(f"{versions}: there is no version {identity}; there are {known}")
    folder.mkdir()
    (folder / identity).symlink_to((versions / identity).resolve(), target_is_directory=True)
    version.activate(folder, identity)
    return folder


def begin(bot: Bot, sets: Sequence[QuestionSet], options: Options, out: Path | None, parent: Path) -> tuple[Path, Run]:
    """Make the folder of a new run: `out`, or one below `parent` that is named after the time.

    Raises:
        OutputsError: `out` holds a run already.
    """
    run = describe(bot, sets, options)
    folder = out or parent / run.id
    if (folder / outputs.RUN_FILE).exists():
        raise OutputsError(f"{folder}: there is a run already; name another folder, or use --continue {folder}")
    outputs.write_run(folder, run)
    return folder, run


def resume(bot: Bot, sets: Sequence[QuestionSet], options: Options, folder: Path) -> Run:
    """The run in a folder, to be continued with the same cases under the same conditions.

    Raises:
        OutputsError: there is none, or something differs from what it began with.
    """
    run = outputs.read_run(folder)
    if differences := run.differences(describe(bot, sets, options)):
        raise OutputsError(
            f"{folder}: the run cannot be continued, for something has changed since it began (then / now):\n  "
            + "\n  ".join(differences)
            + "\nRestore it, or begin a new run."
        )
    return run


def carry_out(bot: Bot, folder: Path, run: Run, cases: Sequence[Case], tell: Tell) -> Recorded:
    """Run the cases that have no output yet, and read back what all of them gave."""
    done = {output.case.id for output in outputs.read_outputs(folder)}
    left = [case for case in cases if case.id not in done]
    asyncio.run(
        _carry_out(
            bot, folder, left, run.options.retrieval_only, lambda n: tell(len(cases) - len(left) + n, len(cases))
        )
    )
    outputs.write_run(folder, replace(run, finished=datetime.now(UTC).isoformat(timespec="seconds")))
    return outputs.read(folder)


async def _carry_out(
    bot: Bot, folder: Path, cases: Sequence[Case], retrieval_only: bool, tell: Callable[[int], None]
) -> None:
    tell(0)
    with outputs.appending(folder) as file:
        for number, case in enumerate(cases, start=1):
            file.add(await output_of(bot, case, retrieval_only=retrieval_only))
            tell(number)


async def output_of(bot: Bot, case: Case, *, retrieval_only: bool = False) -> Output:
    """What comes of one case; a failure is an output too, the other cases go on."""
    try:
        with bot.live.lease() as index:
            found = await _retrieved(bot, index, case)
            return found if retrieval_only else await _answered(bot, index, found)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is this case's result
        return Output(case, error=f"{type(error).__name__}: {error}")


async def _retrieved(bot: Bot, index: Index, case: Case) -> Output:
    """What is searched and decided for a case, in the very steps of `bot.chat` and `bot.inform`.

    A case that names its pages is searched for whatever its route: how pages are found is measured apart from how
    questions are told by kind, which the verdict says.
    """
    asked = await understand(bot, index, case.question, case.history)
    routed = asked.route.kind != "information"
    if routed and not case.pages:
        return Output(case, verdict=asked.route.kind)
    today = datetime.now(UTC).astimezone().date()
    found = await bot.work(lambda: _searched(bot, index, case, asked.question, today))
    return replace(found, verdict=asked.route.kind, signals={}) if routed else found


def _searched(bot: Bot, index: Index, case: Case, question: str, today: date) -> Output:
    began = perf_counter()
    search = index.search(question, on=today)
    foreignness = bot.topics.foreignness(search.vector)
    decision = decide(search, foreignness, today)
    taken = _milliseconds(began)
    parts = search.hits[0].parts if search.hits else {}
    return Output(
        case,
        retrieval=_retrieval(index, search, decision, today),
        verdict=decision.verdict,
        signals={"probability": round(decision.probability, 6), "foreignness": round(foreignness, 6), **parts},
        ms=Milliseconds(taken),
    )


def _retrieval(index: Index, search: Search, decision: Decision, today: date) -> Retrieval:
    alone = halves(index, search, today)
    return Retrieval(
        dense=alone.dense,
        lexical=alone.lexical,
        fused=of_hits(search.hits),
        ordered=_ordered(search, decision),
        kept=of_hits(decision.kept),
        rejected=of_hits(decision.rejected),
    )


def _ordered(search: Search, decision: Decision) -> Ranking:
    """The hits with the scores that the policy gave them; those that it does not name again keep their own."""
    scores = {hit.page.id: hit.score for hits in (search.hits, decision.kept, decision.rejected) for hit in hits}
    return tuple((page, round(score, 4)) for page, score in sorted(scores.items(), key=lambda item: -item[1]))


async def _answered(bot: Bot, index: Index, found: Output) -> Output:
    began = perf_counter()
    question = Question(found.case.question, history=found.case.history)
    last = [event async for event in answer(bot, question)][-1]
    taken = _milliseconds(began)
    if not isinstance(last, DoneEvent):
        return replace(found, error=f"the last event was {last.event!r} instead of 'done'")
    return replace(
        found,
        document=last.answer,
        standing=_standing(index, last.answer),
        ms=replace(found.ms, answer=taken),
    )


def _standing(index: Index, document: Answer) -> tuple[bool, ...]:
    """For each source whether its quote stands in that page, looked up here and not taken from the bot's own gate."""
    pages = [index.page(source.page_id) for source in document.sources]
    return tuple(
        page is not None and any(source.quote in blocks.plain(section.text) for section in page.sections)
        for source, page in zip(document.sources, pages, strict=True)
    )


def _milliseconds(began: float) -> float:
    return round(1000 * (perf_counter() - began), 2)
