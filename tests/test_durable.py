"""Files that a crash leaves whole."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from corpus import durable


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "current"
    path.write_text("alt", encoding="utf-8")
    with path.open(encoding="utf-8") as reader:
        durable.write(path, "neu")
        assert reader.read() == "alt"  # whoever reads the old file reads it to its end
    assert path.read_text(encoding="utf-8") == "neu"


def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    taken = tmp_path / "seite.md"
    (taken / "ordner").mkdir(parents=True)
    with pytest.raises(OSError, match=r"seite\.md"):
        durable.write(taken, "neu")
    assert list(tmp_path.rglob("*")) == [taken, taken / "ordner"]


def test_a_private_file_is_its_owners_alone(tmp_path: Path) -> None:
    durable.write(tmp_path / "marken", b"geheim", private=True)
    assert stat.S_IMODE((tmp_path / "marken").stat().st_mode) == 0o600
