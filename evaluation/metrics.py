"""What a run is worth: figures from its outputs; pure.

Each case gets a value for each measure that applies to it (`scores`); a figure is their mean over the cases that have
one, with a bootstrap interval. Every value is oriented so that more is better, but for the latencies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import ir_measures  # pyright: ignore[reportMissingTypeStubs]  # it has none
import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from bot.events import Answer, Outcome
from evaluation import intervals
from evaluation.facts import mentions
from evaluation.intervals import Interval
from evaluation.outputs import STAGES, Output, Ranking

Scores = Mapping[str, float]
"""Measure -> value of one case."""

MEASURES = {
    "recall@1": ir_measures.R @ 1,
    "recall@5": ir_measures.R @ 5,
    "recall@10": ir_measures.R @ 10,
    "success@1": ir_measures.Success @ 1,
    "success@5": ir_measures.Success @ 5,
    "success@10": ir_measures.Success @ 10,
    "mrr@10": ir_measures.RR @ 10,
    "ndcg@10": ir_measures.nDCG @ 10,
}
"""Of a ranking. Recall is the share of a case's right pages that was found, success whether any of them was."""

DESCRIPTIONS = {
    "passed": "nothing is wrong with the case",
    "decision": "an answerable question was answered, any other was not",
    "kept": "an answerable question was answered (or asked back about)",
    "refused": "a question that must not be answered was not; also by kind, as in refused.off_topic",
    "outcome": "the outcome is the expected one",
    "facts": "share of the expected facts that the answer mentions",
    "facts.all": "the answer mentions all expected facts",
    "facts.answered": "the same, of the questions that were answered",
    "forbidden_absent": "the answer mentions nothing that it must not",
    "citations.precision": "share of the cited pages that are right ones, of the questions that were answered",
    "citations.recall": "a right page is cited, of all questions that have one",
    "citations.valid": "every sentence stands in what it cites, and every quote in its page",
    "language": "the reply is in the expected language",
    "auc": "chance that an answerable question looks more answerable than another; also by kind, as in auc.off_topic",
    "latency.p50": "milliseconds of a whole answer, the median",
    "latency.p95": "milliseconds of a whole answer, exceeded by one in twenty",
    "retrieval.p50": "milliseconds of searching and deciding, the median",
    "retrieval.p95": "milliseconds of searching and deciding, exceeded by one in twenty",
} | {f"{stage}.{name}": f"{name} of the pages as {stage}" for stage in STAGES for name in MEASURES}
"""Every figure by name; the gate's thresholds use these names."""

_ANSWERED = frozenset({Outcome.ANSWERED.value, Outcome.CLARIFY.value, "answer"})
"""Outcomes, and the verdict, that mean that a question was not refused."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value over `n` cases and its 95 % interval."""

    value: float
    n: int
    low: float
    high: float


Named = Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything about a run. `decisions` is kind of question -> "kept" and "refused" -> how many; `outcomes` expected
    outcome ("" for any refusal) -> actual one -> how many; `failures` what went wrong -> in how many cases."""

    cases: int
    overall: Named
    by_set: Mapping[str, Named]
    by_kind: Mapping[str, Named]
    by_tag: Mapping[str, Named]
    by_language: Mapping[str, Named]
    decisions: Mapping[str, Mapping[str, int]]
    outcomes: Mapping[str, Mapping[str, int]]
    failures: Mapping[str, int]

    def as_json(self) -> dict[str, Any]:
        """As plain values for JSON."""
        return cast("dict[str, Any]", _FIGURES.dump_python(self, mode="json"))


_FIGURES = TypeAdapter(Figures)


def figures(outputs: Sequence[Output]) -> Figures:
    """All figures of a run."""
    scored = list(zip(outputs, scores(outputs), strict=True))
    return Figures(
        cases=len(outputs),
        overall=_figures(scored),
        by_set=_by(scored, lambda output: (output.case.set,)),
        by_kind=_by(scored, lambda output: (output.case.kind,)),
        by_tag=_by(scored, lambda output: output.case.tags),
        by_language=_by(scored, lambda output: (output.case.language,)),
        decisions=_counted((output.case.kind, "kept" if kept(output) else "refused") for output in outputs),
        outcomes=_counted((output.case.outcome, outcome(output)) for output in outputs),
        failures=dict(Counter(failure for output in outputs for failure in failures(output)).most_common()),
    )


def scores(outputs: Sequence[Output]) -> list[Scores]:
    """For each output, in their order, the measures that apply to its case."""
    ranked = {stage: _ranked(outputs, stage) for stage in STAGES}
    return [
        _of_answer(output)
        | {
            f"{stage}.{name}": value
            for stage in STAGES
            for name, value in ranked[stage].get(output.case.id, {}).items()
        }
        for output in outputs
    ]


# --- one case --------------------------------------------------------------------------------------------------------


def outcome(output: Output) -> str:
    """How the case ended: the answer's outcome; the verdict where none was made; `failed` for an error."""
    if output.error:
        return Outcome.FAILED.value
    if output.document:
        return output.document.outcome.value
    return Outcome.ANSWERED.value if output.verdict == "answer" else output.verdict


def kept(output: Output) -> bool:
    """Whether the question was answered or asked back about, and not refused."""
    return outcome(output) in _ANSWERED


def right_outcome(output: Output) -> bool:
    """Whether it ended as expected; without an expectation any refusal is right."""
    found = outcome(output)
    return found == output.case.outcome if output.case.outcome else not kept(output) and found != Outcome.FAILED


def rank(output: Output, stage: str = "fused") -> int | None:
    """At which place, from 1, the first right page stood in a stage's ranking; None if it is not in it."""
    places = [place for place, (page, _) in enumerate(_ranking(output, stage), start=1) if page in output.case.pages]
    return places[0] if places else None


def answer_text(document: Answer) -> str:
    """What a citizen reads as the answer: its sentences, or the reply, and the office beside it."""
    office = document.handover
    beside = [office.office, office.address, office.phone, office.email, office.hours] if office else []
    sentences = [sentence.text for sentence in document.sentences] or [document.text]
    return "\n".join(filter(None, [*sentences, *beside]))


def present(output: Output) -> tuple[tuple[str, bool], ...]:
    """Each fact that must appear, and whether it does."""
    text = answer_text(output.document) if output.document else ""
    return tuple((fact, mentions(text, fact)) for fact in output.case.facts)


def forbidden(output: Output) -> tuple[str, ...]:
    """The facts that must not appear and do."""
    text = answer_text(output.document) if output.document else ""
    return tuple(fact for fact in output.case.forbidden if mentions(text, fact))


def valid_citations(output: Output) -> bool:
    """Whether every sentence cites what it stands in, and every quote stands in its page."""
    if output.document is None:
        return False
    quotes = {source.n: source.quote for source in output.document.sources}
    backed = all(
        sentence.citations
        and all(n in quotes and (not sentence.verbatim or sentence.text in quotes[n]) for n in sentence.citations)
        for sentence in output.document.sentences
    )
    return backed and bool(quotes) and all(output.standing)


FAILURES = ("failed", "outcome", "source", "facts", "forbidden", "citation", "language")
"""What may be wrong with a case."""


def failures(output: Output) -> tuple[str, ...]:
    """What is wrong with a case, of FAILURES; without an answer the decision and the first five pages count."""
    if output.error:
        return ("failed",)
    case, document = output.case, output.document
    if document is None:
        place = rank(output)
        wrong = {
            "outcome": kept(output) != case.answerable,
            "source": bool(case.pages) and (place is None or place > 5),
        }
        return tuple(name for name, holds in wrong.items() if holds)
    wrong = {
        "outcome": not right_outcome(output),
        "source": bool(case.pages) and kept(output) and not _offered(document) & set(case.pages),
        "facts": not all(found for _, found in present(output)),
        "forbidden": bool(forbidden(output)),
        "citation": document.outcome == Outcome.ANSWERED and not valid_citations(output),
        "language": document.language != case.language,
    }
    return tuple(name for name, holds in wrong.items() if holds)


def _offered(document: Answer) -> set[str]:
    """The pages that are cited, or, when the bot asks back, to be chosen from."""
    return {source.page_id for source in document.sources} | {choice.page_id for choice in document.choices}


def _of_answer(output: Output) -> dict[str, float]:
    case = output.case
    found: dict[str, float] = {
        "passed": not failures(output),
        "decision": kept(output) == case.answerable,
        "outcome": right_outcome(output) if output.document or output.error else kept(output) == case.answerable,
    }
    if case.answerable:
        found["kept"] = kept(output)
    else:
        found["refused"] = found[f"refused.{case.kind}"] = not kept(output)
    if output.document is not None or output.error:
        found |= _of_document(output)
    return {name: float(value) for name, value in found.items()}


def _of_document(output: Output) -> dict[str, float]:
    case, document = output.case, output.document
    answered = document is not None and document.outcome == Outcome.ANSWERED
    found: dict[str, float] = {"language": document is not None and document.language == case.language}
    if case.facts:
        facts = [mentioned for _, mentioned in present(output)]
        found |= {"facts": sum(facts) / len(facts), "facts.all": all(facts)}
        found |= {"facts.answered": all(facts)} if answered else {}
    if case.forbidden:
        found["forbidden_absent"] = not forbidden(output)
    if answered:
        found["citations.valid"] = valid_citations(output)
    if case.pages:
        found |= _of_citations(case.pages, document, answered)
    return found


def _of_citations(pages: tuple[str, ...], document: Answer | None, answered: bool) -> dict[str, float]:
    cited = [source.page_id for source in document.sources] if document else []
    right = sum(page in pages for page in cited)
    return {"citations.recall": right > 0} | ({"citations.precision": right / len(cited)} if answered and cited else {})


# --- rankings --------------------------------------------------------------------------------------------------------


def _ranking(output: Output, stage: str) -> Ranking:
    return cast("Ranking", getattr(output.retrieval, stage)) if output.retrieval else ()


def _ranked(outputs: Sequence[Output], stage: str) -> dict[str, dict[str, float]]:
    """Case -> measure -> value, for the answerable cases that have right pages; what was not found counts nothing."""
    judged = [output for output in outputs if output.case.answerable and output.case.pages]
    right = {output.case.id: dict.fromkeys(output.case.pages, 1) for output in judged}
    # Scores are replaced by ranks: trec_eval would order equal ones by id.
    found = {
        output.case.id: {page: -float(place) for place, (page, _) in enumerate(_ranking(output, stage))}
        for output in judged
    }
    values = {output.case.id: dict.fromkeys(MEASURES, 0.0) for output in judged}
    names = {measure: name for name, measure in MEASURES.items()}
    for metric in _calculated(list(names), right, found) if judged else ():
        values[metric.query_id][names[metric.measure]] = metric.value
    return values


def _calculated(measures: list[Any], right: dict[str, dict[str, int]], found: dict[str, dict[str, float]]) -> Any:
    return cast("Any", ir_measures).iter_calc(measures, right, found)


# --- figures ---------------------------------------------------------------------------------------------------------

_Scored = Sequence[tuple[Output, Scores]]


def _figures(scored: _Scored) -> dict[str, Figure]:
    names = _order(scored)
    table = matrix([values for _, values in scored], names)
    counts = (~np.isnan(table)).sum(axis=0).tolist()
    found = {name: _figure(i, n) for name, i, n in zip(names, intervals.means(table), counts, strict=True)}
    return found | _aucs(scored) | _latencies(scored)


def matrix(values: Sequence[Scores], names: Sequence[str]) -> NDArray[np.float64]:
    """(cases, measures) with NaN where a measure does not apply."""
    rows = [[row.get(name, np.nan) for name in names] for row in values]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(names))


def _order(scored: _Scored) -> list[str]:
    """The measures that occur, as DESCRIPTIONS orders them, each kind behind its whole."""
    occurring = {name for _, values in scored for name in values}
    whole = list(DESCRIPTIONS)
    return sorted(occurring, key=lambda name: (whole.index(name if name in DESCRIPTIONS else name.split(".")[0]), name))


def _aucs(scored: _Scored) -> dict[str, Figure]:
    """How well the probability tells answerable questions from the others, together and by kind."""
    judged = [(output.case.kind, p) for output, _ in scored if (p := output.signals.get("probability")) is not None]
    kinds = sorted({kind for kind, _ in judged} - {"answerable"})
    chosen = {"auc": judged} | {f"auc.{kind}": [j for j in judged if j[0] in ("answerable", kind)] for kind in kinds}
    return {name: auc for name, sample in chosen.items() if (auc := _auc(sample)) is not None}


def _auc(sample: Sequence[tuple[str, float]]) -> Figure | None:
    right = np.array([kind == "answerable" for kind, _ in sample], dtype=np.bool_)
    if not right.any() or right.all():
        return None
    return _figure(intervals.auc(right, np.array([p for _, p in sample])), len(sample))


def _latencies(scored: _Scored) -> dict[str, Figure]:
    whole = [output.ms.answer for output, _ in scored if output.ms.answer is not None]
    searched = [output.ms.retrieval for output, _ in scored if output.retrieval]
    return {
        f"{name}.p{percent}": _figure(intervals.percentile(np.array(values), percent), len(values))
        for name, values in (("latency", whole), ("retrieval", searched))
        for percent in (50, 95)
        if values
    }


def _figure(interval: Interval, n: int) -> Figure:
    return Figure(round(interval.value, 4), n, round(interval.low, 4), round(interval.high, 4))


def _by(scored: _Scored, keys: Callable[[Output], Sequence[str]]) -> dict[str, Named]:
    names = sorted({key for output, _ in scored for key in keys(output)})
    return {name: _figures([pair for pair in scored if name in keys(pair[0])]) for name in names}


def _counted(pairs: Iterable[tuple[str, str]]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for (row, column), count in sorted(Counter(pairs).items()):
        found.setdefault(row, {})[column] = count
    return found
