"""The report of a run as one HTML page: the verdict, the figures, every failed case, and what would repeat it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.events import Outcome
from evaluation import gate, metrics
from evaluation.metrics import Figure, Figures, Named
from evaluation.outputs import STAGES, Output, Recorded, Run
from evaluation.report import plots, words
from evaluation.report.cases import failed, filters, groups
from evaluation.report.plots import Plot
from evaluation.report.reasons import titles_of
from evaluation.report.render import rendered
from evaluation.report.verdict import Judgement, judgement, none
from evaluation.thresholds import Thresholds

_KEY = ("passed", "fused.success@5", "kept", "refused", "facts", "citations.valid")
"""The figures that are explained first."""

_FEWEST = 5
"""A part with fewer cases stands in no plot: its interval would span almost everything."""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure with what it says."""

    label: str
    value: str
    sure: str
    meaning: str


def page(recorded: Recorded, thresholds: Thresholds, against: Recorded | None = None) -> str:
    """The report as HTML.

    Raises:
        GateError, OutputsError: as for `gate.judge`.
    """
    measured = of_sets(recorded)
    whole = next(iter(measured.values())) if len(measured) == 1 else metrics.figures(recorded.outputs)
    wrong = failed(recorded.outputs)
    return rendered(
        "report.html",
        run=recorded.run,
        figures=whole,
        judgement=_judged(recorded, thresholds, against, measured),
        keys=[_key(name, whole.overall[name]) for name in _KEY if name in whole.overall],
        plots=_plots(recorded.outputs, whole),
        rows=[(words.term(name), name, figure) for name, figure in whole.overall.items()],
        failures=[(words.FAILURES[name], count) for name, count in whole.failures.items()],
        filters=filters(wrong),
        groups=groups(wrong, titles_of(recorded.outputs)),
        wrong=len(wrong),
        commands=repeated(recorded.run),
    )


def of_sets(recorded: Recorded) -> dict[str, Figures]:
    """The figures of each set of a run."""
    names = [found.name for found in recorded.run.sets]
    return {name: metrics.figures([o for o in recorded.outputs if o.case.set == name]) for name in names}


def repeated(run: Run) -> list[str]:
    """The commands that would do the same again, from the program's folder."""
    options = [
        *(["--retrieval-only"] if run.options.retrieval_only else []),
        *([f"--limit {run.options.limit}"] if run.options.limit else []),
        *(f"--tag {tag}" for tag in run.options.tags),
        *(["--allow-missing"] if run.options.allow_missing else []),
    ]
    files = " ".join(found.file for found in run.sets)
    scope = run.settings.get("scope")
    asked = f"python -m evaluation run {files} --version {run.index_version} --embedder {run.embedder}"
    checkout = [f"git checkout {run.git.revision}"] if run.git.revision else []
    return [*checkout, " ".join([asked, *([f"--scope {scope}"] if scope else []), *options])]


def _judged(
    recorded: Recorded, thresholds: Thresholds, against: Recorded | None, measured: Mapping[str, Figures]
) -> Judgement:
    """The verdict; a part of a set gets none."""
    done, all_ = len(recorded.outputs), sum(found.cases for found in recorded.run.sets)
    if done < all_:
        return none(f"Gelaufen sind {done} von {all_} Fragen; ein Urteil gibt es nur über ganze Fragensätze.")
    return judgement(gate.judge(recorded, thresholds, against, measured))


def _key(name: str, figure: Figure) -> KeyFigure:
    found = words.term(name)
    return KeyFigure(found.label, words.value(name, figure.value), words.sureness(name, figure), found.meaning)


# --- plots -----------------------------------------------------------------------------------------------------------


def _plots(outputs: Sequence[Output], figures: Figures) -> list[Plot]:
    made = [
        _recall(figures),
        _answerability(figures),
        _outcomes(figures),
        _latency(outputs, figures),
        _parts("saetze", "Fehlerfreie Antworten nach Fragensatz", "Fragensatz", figures.by_set, str),
        _parts("schlagworte", "Fehlerfreie Antworten nach Schlagwort", "Schlagwort", figures.by_tag, str),
        _parts("sprachen", "Fehlerfreie Antworten nach Sprache", "Sprache", figures.by_language, words.language),
    ]
    return [plot for plot in made if plot is not None]


def _recall(figures: Figures) -> Plot | None:
    stages = [stage for stage in STAGES if stage != "ordered"]
    found = {
        f"unter den ersten {k} Treffern" if k > 1 else "auf dem ersten Platz": {
            words.STAGES[stage].label: figure
            for stage in stages
            if (figure := figures.overall.get(f"{stage}.recall@{k}"))
        }
        for k in (1, 5, 10)
    }
    if not any(found.values()):
        return None
    best = figures.overall["fused.recall@5"]
    summary = (
        f"Beide Suchen zusammen finden {words.percent(best.value)} der richtigen Seiten unter den ersten fünf "
        f"Treffern, {words.sureness('fused.recall@5', best)}. Der Strich am Ende eines Balkens zeigt diese Spanne."
    )
    return plots.shares("suche", "Findet die Suche die richtigen Seiten?", summary, found, "Suche", detail="Platz")


def _answerability(figures: Figures) -> Plot:
    kept = figures.decisions
    counts = {
        words.kind(kind): (found.get(right, 0), found.get(other, 0))
        for kind, found in kept.items()
        for right, other in [("kept", "refused") if kind == "answerable" else ("refused", "kept")]
    }
    right, wrong = (sum(pair[i] for pair in counts.values()) for i in (0, 1))
    summary = (
        f"Bei {right} von {right + wrong} Fragen war die Entscheidung richtig, ob geantwortet wird: beantwortbare "
        "Fragen sollen beantwortet werden, alle anderen nicht."
    )
    return plots.split("entscheidung", "Wird zu Recht geantwortet?", summary, counts, ("richtig", "falsch"))


def _outcomes(figures: Figures) -> Plot:
    wrong = sum(
        n for expected, row in figures.outcomes.items() for actual, n in row.items() if expected and expected != actual
    )
    summary = (
        "Jede Zeile ist ein erwartetes Ergebnis, jede Spalte ein tatsächliches. Umrandete Felder sind richtig; "
        f"{words.counted(wrong, 'Frage liegt', 'Fragen liegen')} daneben."
    )
    answers = {Outcome.ANSWERED.value, Outcome.CLARIFY.value, Outcome.FAILED.value}
    refusals = frozenset(words.OUTCOMES) - answers
    return plots.outcomes("ergebnisse", "Wie enden die Fragen?", summary, figures.outcomes, refusals)


def _latency(outputs: Sequence[Output], figures: Figures) -> Plot | None:
    taken = [output.ms.answer for output in outputs if output.ms.answer is not None]
    if not taken:
        return None
    middle, long = (figures.overall[name].value for name in ("latency.p50", "latency.p95"))
    summary = (
        f"Die Hälfte der Antworten ist nach {words.milliseconds(middle)} vollständig, 19 von 20 sind es nach "
        f"{words.milliseconds(long)}. Gemessen auf dem Rechner, auf dem geprüft wurde, eine Frage nach der anderen."
    )
    marks = {f"Hälfte: {words.milliseconds(middle)}": middle, f"19 von 20: {words.milliseconds(long)}": long}
    return plots.times("antwortzeit", "Wie lange dauert eine Antwort?", summary, taken, marks)


def _parts(name: str, title: str, column: str, parts: Mapping[str, Named], say: Callable[[str], str]) -> Plot | None:
    """The share of cases that passed in each part with enough cases, best first."""
    labelled = {say(part): named["passed"] for part, named in parts.items()}
    shown = {label: figure for label, figure in labelled.items() if figure.n >= _FEWEST}
    ordered = dict(sorted(shown.items(), key=lambda one: (-one[1].value, -one[1].n)))
    if len(ordered) < 2:
        return None
    few = len(labelled) - len(ordered)
    left = f" Nicht gezeigt: {few} mit weniger als {_FEWEST} Fragen." if few else ""
    summary = f"Wo sich die Striche überdecken, kann der Unterschied Zufall sein.{left}"
    return plots.shares(name, title, summary, {"": ordered}, column)
