"""The log without a server: what fields may hold, what becomes of foreign records, one line each whatever happens."""

from __future__ import annotations

import io
import json
import logging
import re
import subprocess
import sys
import threading
import warnings
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import logs, scrub
from bot.logs import Plain
from bot.privacy import Masked
from tests.pyright import ROOT, errors_of

SECRET = "Geheimhuber"
foreign = logging.getLogger("asyncio.test")


class Stream(io.StringIO):
    """What was logged."""

    def lines(self) -> list[dict[str, Any]]:
        """Each line parsed; nothing between them, and each one ended."""
        text = self.getvalue()
        assert text == "" or text.endswith("\n")
        return [json.loads(line) for line in text.splitlines()]

    def taken(self) -> list[dict[str, Any]]:
        """The lines since the last time."""
        found = self.lines()
        self.seek(0)
        self.truncate()
        return found


@pytest.fixture(scope="module")
def log() -> Generator[Stream]:
    """The configuration in this process, put back afterwards."""
    root = logging.root
    loggers = [root, *(logging.getLogger(name) for name in list(root.manager.loggerDict))]
    kept = [(logger, logger.handlers[:], logger.propagate, logger.level, logger.disabled) for logger in loggers]
    hooks = (sys.excepthook, sys.unraisablehook, threading.excepthook, warnings.showwarning)
    factory = logging.getLogRecordFactory()
    stream = Stream()
    logs.configure("DEBUG", stream)
    yield stream
    logging.setLogRecordFactory(factory)
    logging.captureWarnings(False)
    sys.excepthook, sys.unraisablehook, threading.excepthook, warnings.showwarning = hooks
    logging.raiseExceptions = True
    for logger, handlers, propagate, level, disabled in kept:
        logger.handlers[:], logger.propagate, logger.disabled = handlers, propagate, disabled
        logger.setLevel(level)


@pytest.fixture(autouse=True)
def empty(log: Stream) -> None:
    """Each test begins with nothing logged."""
    log.taken()


def test_pyright_refuses_a_plain_text_in_every_way_to_log() -> None:
    errors = errors_of(
        "from bot import logs\n"
        "def log(text: str, words: list[str], error: Exception) -> None:\n"
        "    logs.event('seen', text=text)\n"
        "    logs.warning('seen', text=text.lower())\n"
        "    logs.failure('seen', error, text=f'{error}')\n"
        "    logs.event(text)\n"
        "    logs.event(f'seen {text}')\n"
        "    logs.event('seen', words=words)\n"
        "    logs.event('seen', error=error)\n"
        "    logs.event('seen', text=None)\n"
    )
    assert [error.split(": ")[:2] for error in errors] == [[f"{n}", "reportArgumentType"] for n in range(3, 11)]


def test_pyright_accepts_numbers_masked_texts_and_our_own_ids() -> None:
    snippet = (
        "from bot import logs\n"
        "from bot.privacy import Masked\n"
        "def log(text: Masked, turn: logs.Plain) -> None:\n"
        "    logs.event('seen', text=text, turn=turn, rows=1, ms=0.5, kept=True, kind='literal')\n"
        "    logs.failure('seen', rows=1)\n"
    )
    assert errors_of(snippet) == []


def test_a_line_of_our_own_has_its_fields_in_order(log: Stream) -> None:
    logs.event("seen", rows=3, text=Masked("[PERSON_1]"), turn=Plain("t1"), share=0.12345)
    (line,) = log.lines()
    assert list(line) == ["time", "level", "event", "rows", "text", "turn", "share"]
    assert (line["level"], line["event"], line["share"]) == ("INFO", "seen", 0.123)
    assert line["time"].endswith("+00:00")


def test_a_failure_has_the_trace_of_the_error_being_handled(log: Stream) -> None:
    try:
        int(SECRET)
    except ValueError:
        logs.failure("not_a_number")
    (line,) = log.lines()
    (raised,) = line["trace"]
    assert (line["level"], raised["link"], raised["type"]) == ("ERROR", "raised", "ValueError")
    assert re.fullmatch(r".*test_logs:\d+ test_a_failure_has_the_trace\w+", raised["frames"][0])


def test_a_field_that_its_type_does_not_allow_is_null(log: Stream) -> None:
    given: dict[str, Any] = {"a": object(), "b": [SECRET], "c": float("inf"), "time": "never"}
    logs.event("seen", **given)
    (line,) = log.lines()
    assert (line["a"], line["b"], line["c"]) == (None, None, None)
    assert line["time"] != "never"


def test_a_name_that_is_no_name_is_not_told(log: Stream) -> None:
    name: Any = f"seen {SECRET}"
    logs.event(name)
    assert log.lines()[0]["event"] == "unnamed"


@settings(deadline=None)  # a source file is parsed when its first line comes
@given(text=st.text(), value=st.one_of(st.integers(), st.floats(), st.text(), st.binary(), st.none()))
def test_whatever_is_logged_is_one_line_without_it(log: Stream, text: str, value: object) -> None:
    foreign.warning(text, value)
    foreign.warning(f"about {text}")
    foreign.warning("about %s", text, extra={"what": text, "auskunft": text})
    lines = log.taken()
    assert [line.get("message") for line in lines] == [None, None, "about %s"]
    assert lines[2]["args"] == [None]


@settings(deadline=None)
@given(text=st.text())
def test_whatever_a_masked_text_holds_its_line_stays_one(log: Stream, text: str) -> None:
    logs.event("seen", text=Masked(text))
    (line,) = log.taken()
    assert line["text"] == text[:2000]


@settings(deadline=None)
@given(text=st.text())
def test_whatever_an_error_says_only_its_type_is_told(log: Stream, text: str) -> None:
    logs.failure("failed", ValueError(text))
    logging.getLogger("asyncio." + text).error("failed", exc_info=ValueError(text))
    own, other = log.taken()
    assert own["trace"] == other["trace"] == [{"link": "raised", "type": "ValueError", "frames": []}]
    assert other["logger"] in sys.modules


class _Hostile:
    """Fails in whatever a logger may do with it."""

    def __str__(self) -> str:
        raise RuntimeError(SECRET)

    __repr__ = __len__ = __bool__ = __eq__ = __hash__ = __iter__ = __float__ = __int__ = __str__  # type: ignore[assignment]  # pyright: ignore


def test_an_argument_that_fails_when_it_is_written_does_no_harm(log: Stream) -> None:
    foreign.warning("hostile %s", _Hostile())
    foreign.warning(_Hostile())
    assert [line.get("message") for line in log.lines()] == ["hostile %s", None]


def test_what_cannot_be_reduced_is_a_minimal_line(log: Stream) -> None:
    def fails(_: object) -> None:
        raise RuntimeError(SECRET)

    hostile: Any = type("HostileError", (ValueError,), {"__cause__": property(fails)})
    foreign.error("failed", exc_info=hostile(SECRET))
    logs.failure("failed", hostile(SECRET))
    logging.root.handle(logging.makeLogRecord({"name": SECRET, "msg": SECRET, "levelno": 40}))  # from another process
    for line in log.lines():
        assert set(line) == {"time", "level", "event"}
        assert line["event"] == "unloggable"


def test_a_closed_stream_does_not_fail_the_work() -> None:
    stream = io.StringIO()
    handler = logs._Handler(stream)  # pyright: ignore[reportPrivateUsage]  # a second configuration would replace ours
    stream.close()
    handler.handle(logging.makeLogRecord({"msg": "x", "pathname": ""}))


def test_numbers_of_more_than_six_digits_are_not_told() -> None:
    given = (True, 12, -999_999, 1_000_000, 86095742719, 0.12345, 1e9, float("nan"), "7", None)
    assert scrub.numbers(given) == [True, 12, -999_999, None, None, 0.123, None, None, None, None]


def test_other_libraries_speak_from_warning_on(log: Stream) -> None:
    foreign.info("not told")
    logging.getLogger("indexes.index").info("told")
    assert [line["message"] for line in log.lines()] == ["told"]


def test_the_trace_of_a_deep_recursion_is_short(log: Stream) -> None:
    def deeper(depth: int) -> int:
        return deeper(depth + 1) + 1

    try:
        deeper(0)
    except RecursionError:
        logs.failure("too_deep")
    (line,) = log.lines()
    assert len(line["trace"][0]["frames"]) == 35


def test_a_chain_that_bites_its_tail_ends(log: Stream) -> None:
    first, second = ValueError(SECRET), TypeError(SECRET)
    first.__cause__, second.__context__ = second, first
    logs.failure("circle", first)
    (line,) = log.lines()
    assert [raised["type"] for raised in line["trace"]] == ["ValueError", "TypeError"]


def test_an_error_of_the_system_has_its_symbol(log: Stream) -> None:
    foreign.error(OSError(98, SECRET))  # as uvicorn does when its port is taken
    assert log.lines()[0]["trace"][0]["type"] == "OSError EADDRINUSE"


def test_a_place_does_not_tell_the_folders_above_a_module(tmp_path: Path) -> None:
    stray = tmp_path / "stray.py"
    stray.touch()
    assert scrub.place(str(ROOT / "bot" / "chat.py"), 3) == "bot.chat:3"
    assert scrub.place(json.__file__, 3) == "json:3"
    assert scrub.place(str(stray), 3) == scrub.place(f"<{SECRET}>", 3) == scrub.place(SECRET, 3) == "other"


def test_a_person_reads_the_same_on_a_terminal() -> None:
    code = (
        "import logging; from bot import logs; logs.configure(pretty=True)\n"
        "logs.event('seen', rows=3, text=logs.Plain('a\\nb'))\n"
        f"logging.getLogger('bot').error('said %s', '{SECRET}')\n"
        f"raise ValueError('{SECRET}')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    seen, said, uncaught = done.stderr.splitlines()
    assert seen[9:] == 'INFO     seen rows=3 text="a\\nb"'
    assert said[9:].startswith("ERROR    bot")
    assert uncaught[9:].startswith('ERROR    uncaught where="process" trace=')
    assert SECRET not in done.stderr
