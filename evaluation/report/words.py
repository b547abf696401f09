"""Every measure, stage, outcome and failure in German, and German numbers: what officials read instead of our names."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from evaluation import metrics
from evaluation.metrics import Figure
from evaluation.outputs import Output

_SPACE = "\u00a0"
"""A number and its unit stay on one line."""


class Term(NamedTuple):
    """A name of ours in German: a few words for a heading, one plain sentence for the glossary."""

    label: str
    meaning: str


def _terms(section: str) -> Mapping[str, Term]:
    return {name: Term(*words) for name, words in _WORDS[section].items()}


_WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))

FIGURES, RANKINGS, STAGES, FAILURES = map(_terms, ("figures", "rankings", "stages", "failures"))
OUTCOMES: Mapping[str, str] = _WORDS["outcomes"]
KINDS: Mapping[str, str] = {**OUTCOMES, **_WORDS["kinds"]}
LANGUAGES: Mapping[str, str] = _WORDS["languages"]


def term(figure: str) -> Term:
    """A figure's name in German, such as "fused.recall@5" or "refused.off_topic"."""
    if figure in FIGURES:
        return FIGURES[figure]
    first, _, rest = figure.partition(".")
    if rest in RANKINGS:
        stage, ranked = STAGES[first], RANKINGS[rest]
        return Term(f"{ranked.label[:1].upper()}{ranked.label[1:]} ({stage.label})", ranked.meaning)
    whole = FIGURES[first]
    return Term(f"{whole.label}: {kind(rest)}", whole.meaning)


def kind(name: str) -> str:
    """A kind of question in German."""
    return KINDS.get(name, name)


def outcome(name: str) -> str:
    """An outcome in German."""
    return OUTCOMES.get(name, name)


def ended(output: Output) -> str:
    """How a case ended, and whether its answer is one that an editor has fixed."""
    said = outcome(metrics.outcome(output))
    kind, _, name = output.document.model.partition(":") if output.document else ("", "", "")
    return f"{said} (feste Antwort: {name})" if kind == "pinned" else said


def language(code: str) -> str:
    """A language's German name."""
    return LANGUAGES.get(code, code)


def in_milliseconds(figure: str) -> bool:
    """Whether a figure is a time; every other is a share."""
    return figure in ("latency.p50", "latency.p95", "retrieval.p50", "retrieval.p95")


def value(figure: str, number: float) -> str:
    """A figure's value with its unit: "86,9 %", "103 ms"."""
    return milliseconds(number) if in_milliseconds(figure) else percent(number)


def distance(figure: str, number: float) -> str:
    """How far two values of a figure are apart: "3,1 Prozentpunkte", "40 ms"."""
    if in_milliseconds(figure):
        return milliseconds(number)
    said = decimal(100 * number, 1 if abs(number) >= 0.0005 else 2)
    return f"{said} Prozentpunkt" if said in ("1", "+1", "−1") else f"{said} Prozentpunkte"


def percent(share: float) -> str:
    """A share as a German percentage: 0.869 -> "86,9 %"."""
    return f"{decimal(100 * share)}{_SPACE}%"


def milliseconds(number: float) -> str:
    """A time as people say it: "103 ms", "2,4 s"."""
    return f"{number:.0f}{_SPACE}ms" if number < 1000 else f"{decimal(number / 1000)}{_SPACE}s"


def decimal(number: float, places: int = 1) -> str:
    """A number with a decimal comma; zeros behind it are left out."""
    text = f"{number:.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-0", "0") if text == "-0" else text.replace("-", "−").replace(".", ",")


def signed(number: float, places: int = 1) -> str:
    """A difference: "+1,7", "−0,5", "0"."""
    said = decimal(number, places)
    return f"+{said}" if number > 0 and said != "0" else said


def counted(number: int, one: str, many: str) -> str:
    """ "1 Frage", "2 Fragen"."""
    return f"{number:,}".replace(",", ".") + f" {one if number == 1 else many}"


def sureness(name: str, figure: Figure) -> str:
    """What a figure's interval says, in words, with the number of cases.

    Where all cases agree a bootstrap interval has no width, which is no certainty: what n equal results leave possible
    (1 - 0.05^(1/n), the exact form of the rule of three; Hanley and Lippman-Hand 1983) is said instead.
    """
    cases = counted(figure.n, "Frage", "Fragen")
    if in_milliseconds(name) or figure.low < figure.high:
        low, high = value(name, figure.low), value(name, figure.high)
        return f"mit 95 % Sicherheit zwischen {low} und {high} ({cases})"
    possible = percent(1 - 0.05 ** (1 / figure.n))
    if figure.value in (0.0, 1.0):
        every = "bei allen" if figure.value else "bei keiner von"
        return f"{every} {cases}; dennoch ist ein Anteil bis {possible} möglich, der anders ausgeht"
    return f"gemessen an {cases}"
