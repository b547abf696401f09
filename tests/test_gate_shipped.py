"""The gate of `make test`: the development questions over the shipped pages, held against evaluation/gate.toml."""

from __future__ import annotations

from evaluation import gate, thresholds
from evaluation.outputs import Recorded


def test_the_shipped_pages_pass_the_gate(shipped_run: Recorded) -> None:
    verdict = gate.judge(shipped_run, thresholds.read())
    assert not verdict.failed
    assert len(verdict.checks) > len(verdict.unchecked)
