"""A case as a report shows it, and what the list of cases can be narrowed to; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.events import Source
from evaluation import metrics
from evaluation.outputs import STAGES, Output
from evaluation.report import words
from evaluation.report.reasons import Titles, named, reasons


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of an answer and the sources that it cites."""

    text: str
    marks: tuple[int, ...]
    item: bool


@dataclass(frozen=True, slots=True)
class View:
    """A case in words. `places` are (stage, place or "nicht unter den ersten 10"); `keys` are what filters look at."""

    anchor: str
    id: str
    where: str
    question: str
    history: tuple[str, ...]
    language: str
    note: str
    labels: tuple[str, ...]
    reasons: tuple[str, ...]
    kind: str
    wanted: str
    pages: tuple[str, ...]
    facts: tuple[tuple[str, bool], ...]
    forbidden: tuple[tuple[str, bool], ...]
    outcome: str
    reply: str
    answer_language: str
    sentences: tuple[Said, ...]
    sources: tuple[tuple[Source, bool, bool], ...]
    choices: tuple[str, ...]
    office: str
    places: tuple[tuple[str, str], ...]
    milliseconds: str
    keys: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list can be narrowed by: `choices` are (key, label, how many)."""

    name: str
    label: str
    choices: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Cases under a heading."""

    heading: str
    anchor: str
    views: tuple[View, ...]

    @property
    def keys(self) -> dict[str, str]:
        """What filters look at: everything that one of its cases has."""
        names = dict.fromkeys(name for view in self.views for name in view.keys)
        return {
            name: " ".join(sorted({key for view in self.views for key in view.keys[name].split()})) for name in names
        }


_AXES: Mapping[str, tuple[str, Callable[[Output], Sequence[str]], Callable[[str], str]]] = {
    "set": ("Fragensatz", lambda output: (output.case.set,), str),
    "failure": ("Fehler", metrics.failures, lambda name: words.FAILURES[name].label),
    "kind": ("Art der Frage", lambda output: (output.case.kind,), words.kind),
    "tag": ("Schlagwort", lambda output: output.case.tags, str),
    "language": ("Sprache", lambda output: (output.case.language,), words.language),
}
"""What cases can be chosen by: label, the values of a case, their words."""


def filters(outputs: Sequence[Output]) -> tuple[Filter, ...]:
    """By what the cases can be told apart; what all have in common is left out. The most frequent value comes first."""
    made = (_filter(name, outputs) for name in _AXES)
    return tuple(found for found in made if any(count < len(outputs) for _, _, count in found.choices))


def _filter(name: str, outputs: Sequence[Output]) -> Filter:
    label, values, say = _AXES[name]
    counts = Counter(value for output in outputs for value in values(output))
    keys = _keys(name, outputs)
    return Filter(name, label, tuple((keys[value], say(value), count) for value, count in counts.most_common()))


def _keys(name: str, outputs: Sequence[Output]) -> dict[str, str]:
    """Value -> a key that can stand in an attribute and a style rule, whatever the value is made of."""
    values = sorted({value for output in outputs for value in _AXES[name][1](output)})
    return {value: f"{name[0]}{number}" for number, value in enumerate(values)}


def groups(outputs: Sequence[Output], titles: Titles) -> tuple[Group, ...]:
    """The cases of each set, under the first thing that is wrong with them."""
    keys = {name: _keys(name, outputs) for name in _AXES}
    found: dict[tuple[str, str], list[View]] = {}
    for number, output in enumerate(outputs):
        first = metrics.failures(output)[:1]
        view = view_of(output, titles, f"fall-{number + 1}", _keys_of(output, keys))
        found.setdefault((output.case.set, first[0] if first else ""), []).append(view)
    order = ["", *metrics.FAILURES]
    several = len({name for name, _ in found}) > 1
    return tuple(
        Group(_heading(name, failure, several), f"gruppe-{number + 1}", tuple(found[name, failure]))
        for number, (name, failure) in enumerate(sorted(found, key=lambda one: (one[0], order.index(one[1]))))
    )


def _heading(name: str, failure: str, several: bool) -> str:
    label = words.FAILURES[failure].label if failure else "ohne Fehler"
    shown = f"{label[:1].upper()}{label[1:]}"
    return f"Fragensatz „{name}“: {shown}" if several else shown


def _keys_of(output: Output, keys: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    return {name: " ".join(keys[name][value] for value in _AXES[name][1](output)) for name in _AXES}


def view_of(output: Output, titles: Titles, anchor: str, keys: Mapping[str, str]) -> View:
    """A case in words."""
    case, document = output.case, output.document
    return View(
        anchor=anchor,
        id=case.id,
        where=f"{case.set}, Zeile {case.row}",
        question=case.question,
        history=case.history,
        language=case.language,
        note=case.note,
        labels=tuple(words.FAILURES[failure].label for failure in metrics.failures(output)),
        reasons=reasons(output, titles),
        kind=words.kind(case.kind),
        wanted=words.outcome(case.outcome),
        pages=tuple(named(page, titles) for page in case.pages),
        facts=metrics.present(output),
        forbidden=tuple((fact, fact in metrics.forbidden(output)) for fact in case.forbidden),
        outcome=words.ended(output),
        reply=document.text if document else "",
        answer_language=document.language if document else "",
        sentences=_sentences(output),
        sources=_sources(output),
        choices=tuple(choice.title for choice in document.choices) if document else (),
        office=document.handover.office if document and document.handover else "",
        places=_places(output),
        milliseconds=words.milliseconds(output.ms.answer) if output.ms.answer is not None else "",
        keys=keys,
    )


def _sentences(output: Output) -> tuple[Said, ...]:
    sentences = output.document.sentences if output.document else ()
    return tuple(Said(sentence.text, sentence.citations, sentence.item) for sentence in sentences)


def _sources(output: Output) -> tuple[tuple[Source, bool, bool], ...]:
    """Each source, whether its page is a right one, and whether its quote stands in it."""
    sources = output.document.sources if output.document else ()
    return tuple(
        (source, source.page_id in output.case.pages, standing)
        for source, standing in zip(sources, output.standing, strict=True)
    )


def _places(output: Output) -> tuple[tuple[str, str], ...]:
    """Where the first right page stood at each step; nothing where there is no right page, or nothing was searched."""
    if not output.case.pages or output.retrieval is None:
        return ()
    return tuple((words.STAGES[stage].label, _place(metrics.rank(output, stage), stage)) for stage in STAGES)


def _place(place: int | None, stage: str) -> str:
    if place:
        return f"Platz {place}"
    return "nicht zugelassen" if stage == "kept" else "nicht unter den ersten 10"


def failed(outputs: Iterable[Output]) -> tuple[Output, ...]:
    """The cases with which something is wrong."""
    return tuple(output for output in outputs if metrics.failures(output))
