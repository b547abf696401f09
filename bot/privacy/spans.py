"""What detection returns: where a personal detail stands and of which kind it is; never its text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

Label = Literal[
    "PERSON",
    "STREET",
    "CITY",
    "DOB",
    "PHONE",
    "EMAIL",
    "IBAN",
    "TAX_ID",
    "TAX_NUMBER",
    "PENSION_NO",
    "HEALTH_NO",
    "ID_CARD",
    "PASSPORT",
    "DRIVING_LICENCE",
    "RESIDENCE_PERMIT",
    "PLATE",
    "CASE_NO",
    "CUSTOMER_NO",
    "CHILD_BENEFIT_NO",
    "CARD",
    "IP",
    "USERNAME",
    "ART9",
]
LABELS: tuple[Label, ...] = get_args(Label)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """text[start:end] is a detail of the kind `label`; code points; `score` in 0..1 says how sure that is."""

    start: int
    end: int
    label: Label
    score: float


def resolve(spans: Iterable[Span]) -> list[Span]:
    """Spans without overlap, sorted. The surer one wins, then the longer; what it leaves of another stays covered."""
    chosen: list[Span] = []
    for span in sorted(spans):
        while chosen and span is not None and span.start < chosen[-1].end:
            span = _settle(chosen, span)
        if span is not None:
            chosen.append(span)
    return chosen


def _settle(chosen: list[Span], span: Span) -> Span | None:
    """Settle `span` against the last chosen one; what remains to be placed, if anything."""
    last = chosen.pop()
    if (span.score, span.end - span.start) > (last.score, last.end - last.start):
        return Span(last.start, max(last.end, span.end), span.label, span.score)
    chosen.append(Span(last.start, max(last.end, span.end), last.label, last.score))
    return None
