"""The gate's verdict in German sentences: what was demanded, what was measured, and by how much it fell short."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.gate import Check, Verdict
from evaluation.report import words
from evaluation.thresholds import Threshold

_AXES = {"tag": "Schlagwort „{}“", "kind": "Fragen: {}", "language": "Sprache {}"}


@dataclass(frozen=True, slots=True)
class Line:
    """A check as a row of the table; `state` is the word for it, `sentence` says everything at once."""

    state: str
    set: str
    label: str
    wanted: str
    got: str
    by: str
    cases: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What stands first in a report. `state` is "passed", "failed" or "none"."""

    state: str
    headline: str
    sentence: str
    failed: tuple[Line, ...] = ()
    lines: tuple[Line, ...] = ()


_STATES = {"passed": "erfüllt", "failed": "nicht erfüllt", "unchecked": "nicht geprüft"}


def judgement(verdict: Verdict) -> Judgement:
    """A verdict for people who decide."""
    lines = tuple(_line(check) for check in verdict.checks)
    failed = tuple(_line(check) for check in verdict.failed)
    unchecked = len(verdict.unchecked)
    checked = len(lines) - unchecked
    demands = words.counted(checked, "Anforderung", "Anforderungen")
    left = f" {_unchecked(unchecked)}" if unchecked else ""
    if not checked:
        return none(f"Keine Anforderung konnte geprüft werden.{left}", lines)
    if failed:
        headline = "Prüfung nicht bestanden: Diese Fassung soll nicht live gehen"
        few = "ist" if len(failed) == 1 else "sind"
        return Judgement("failed", headline, f"{len(failed)} von {demands} {few} nicht erfüllt.{left}", failed, lines)
    headline = "Prüfung bestanden: Diese Fassung darf live gehen"
    fulfilled = "Die einzige Anforderung ist" if checked == 1 else f"Alle {demands} sind"
    return Judgement("passed", headline, f"{fulfilled} erfüllt.{_closest(verdict)}{left}", (), lines)


def none(why: str, lines: tuple[Line, ...] = ()) -> Judgement:
    """No verdict, and why."""
    return Judgement("none", "Kein Urteil über diese Fassung", why, (), lines)


def _closest(verdict: Verdict) -> str:
    """The share that was nearest to failing; those that must be complete have no distance."""
    near = [
        (abs(check.got - check.threshold.value), check)
        for check in verdict.checks
        if check.got is not None and check.threshold.rule == "min" and check.got > check.threshold.value
    ]
    if not near:
        return ""
    distance, check = min(near, key=lambda one: one[0])
    line, apart = _line(check), words.distance(check.threshold.figure, distance)
    return f" Am knappsten: {line.label} mit {line.got}, verlangt {line.wanted} ({apart} Abstand)."


def _unchecked(count: int) -> str:
    return f"{words.counted(count, 'weitere wurde', 'weitere wurden')} nicht geprüft (siehe Tabelle)."


def _line(check: Check) -> Line:
    threshold = check.threshold
    label = words.term(threshold.figure).label
    part = _AXES[threshold.axis].format(_part(threshold)) if threshold.axis else ""
    full = f"{label} ({part})" if part else label
    wanted, got, by = _wanted(threshold), _got(check), _by(check)
    cases = str(check.n) if check.n else "–"
    sentence = f"{full} im Fragensatz „{threshold.set}“: {got}, verlangt {wanted}"
    ending = f"; {by} ({words.counted(check.n, 'Frage', 'Fragen')})." if by else "."
    return Line(_STATES[check.state], threshold.set, full, wanted, got, by, cases, sentence + ending)


def _part(threshold: Threshold) -> str:
    say = {"kind": words.kind, "language": words.language}.get(threshold.axis, str)
    return say(threshold.part)


def _wanted(threshold: Threshold) -> str:
    if threshold.rule == "no_worse_than_live":
        tolerated = words.distance(threshold.figure, threshold.value)
        return f"höchstens {tolerated} schlechter als live"
    return (
        f"{'mindestens' if threshold.rule == 'min' else 'höchstens'} {words.value(threshold.figure, threshold.value)}"
    )


def _got(check: Check) -> str:
    if check.got is None:
        paired = check.threshold.rule == "no_worse_than_live"
        return "kein Lauf der Live-Fassung zum Vergleich" if paired else "nicht gemessen: keine Frage hat diesen Wert"
    if check.threshold.rule != "no_worse_than_live":
        return words.value(check.threshold.figure, check.got)
    low, high = (words.signed(100 * bound) for bound in (check.low or 0.0, check.high or 0.0))
    return f"{words.signed(100 * check.got)} Prozentpunkte (mit 95 % Sicherheit zwischen {low} und {high})"


def _by(check: Check) -> str:
    if not check.by:
        return ""
    distance = words.distance(check.threshold.figure, check.by)
    if check.threshold.rule == "min":
        one = distance.endswith("punkt")
        return f"es {'fehlt' if one else 'fehlen'} {distance}"
    return f"{distance} zu viel" if check.threshold.rule == "max" else f"{distance} mehr als hingenommen wird"
