"""The log: one JSON object a line on stderr, in which nothing can stand that a citizen wrote.

Our own code calls `event`, `warning` and `failure`, whose fields are of a closed type: pyright refuses a plain `str`.
What other code logs, warns of or raises is reduced by `bot.scrub` when its record is made, before any handler sees it.

    {"time": "…", "level": "INFO", "event": "retention", "id": "…", "rows": 12, "trace": […]}
    {"time": "…", "level": "WARNING", "logger": "uvicorn.error", "place": "uvicorn.server:84",
     "message": "Finished server process [%d]", "args": [4711], "id": "…", "trace": […]}

`id` is that of the request, if there is one; `trace` that of `scrub.trace`, if there was an exception. `message` is
left out where it is not surely constant; an argument that is no small number is null.
"""

from __future__ import annotations

import asyncio
import io
import json
import logging
import math
import re
import sys
import threading
import warnings
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any, LiteralString, NewType, TextIO, TypeAlias, cast

from bot import scrub
from bot.privacy import Masked

Plain = NewType("Plain", str)
"""A text that our own code made up: an id, the template of a route. Never make one of anything that was received."""

Field: TypeAlias = int | float | bool | LiteralString | Masked | Plain
Line: TypeAlias = dict[str, Any]

_OURS = ("auskunft", "bot", "corpus", "indexes", "evaluation")
_RESERVED = {"time", "level", "event", "id", "trace"}
_LONGEST = 2_000  # characters of a field's text
_LEVELS = ((50, "CRITICAL"), (40, "ERROR"), (30, "WARNING"), (20, "INFO"))
_LOOP_FAULTS = {
    "Task exception was never retrieved": "task_exception",
    "Future exception was never retrieved": "future_exception",
    "Task was destroyed but it is pending!": "task_destroyed",
}
_UNLOGGABLE = '{"level": "ERROR", "event": "unloggable"}'

_log = logging.getLogger("auskunft")
_request: ContextVar[str] = ContextVar("request", default="")


class _Event:
    """The message of our own records."""

    __slots__ = ("fields", "name", "trace")

    def __init__(self, name: str, fields: Mapping[str, object], error: BaseException | None = None) -> None:
        self.name, self.fields = name, fields
        self.trace = scrub.trace(error) if error is not None else None

    def __str__(self) -> str:
        return " ".join([self.name, *(f"{name}={value}" for name, value in self.fields.items())])


def event(name: LiteralString, /, **fields: Field) -> None:
    """Log that something happened. The name is in snake_case; `time`, `level`, `event`, `id`, `trace` are taken."""
    _write(logging.INFO, name, fields)


def warning(name: LiteralString, /, **fields: Field) -> None:
    """Log what somebody should look at, though everything goes on."""
    _write(logging.WARNING, name, fields)


def failure(name: LiteralString, error: BaseException | None = None, /, **fields: Field) -> None:
    """Log what failed, with the places and types of the error (or of the one that is being handled) and no values."""
    _write(logging.ERROR, name, fields, error or sys.exc_info()[1])


def _write(level: int, name: str, fields: Mapping[str, object], error: BaseException | None = None) -> None:
    if not _log.isEnabledFor(level):
        return
    try:
        message = _Event(name, fields, error)
    except Exception:  # noqa: BLE001 - an error that cannot even be looked at
        message = _Event("unloggable", {})
    _log.log(level, message)


def begin_request() -> Plain:
    """Give the request that this task (and what it starts) works on a random id, which its lines then carry."""
    identity = token_hex(8)
    _request.set(identity)
    return Plain(identity)


def request_id() -> Plain:
    """The id of the request that is being worked on; empty outside of one."""
    return Plain(_request.get())


def configure(level: str = "INFO", stream: TextIO | None = None, *, pretty: bool | None = None) -> None:
    """The one configuration of the log, for the whole process; call it first.

    Args:
        level: lowest level of our own and uvicorn's lines; other libraries' come from WARNING on.
        stream: where the lines go; stderr when not given.
        pretty: lines for a person instead of JSON; when not given, on a terminal. They hold the same.
    """
    out: TextIO = stream or sys.stderr
    handler = _Handler(out)
    handler.setFormatter(_Pretty() if (out.isatty() if pretty is None else pretty) else _Json())
    logging.raiseExceptions = False  # it prints the record
    logging.setLogRecordFactory(_factory(handler))
    _set_levels(level)
    for name in list(logging.root.manager.loggerDict):
        _adopt(name, handler)
    _adopt("root", handler)
    _set_hooks()


def _set_levels(level: str) -> None:
    logging.root.setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level]))
    for name in (*_OURS, "uvicorn"):
        logging.getLogger(name).setLevel(level)
    logging.getLogger("uvicorn.access").disabled = True  # query strings and addresses; `bot.access` has its place


def _adopt(name: str, handler: logging.Handler) -> None:
    """Make this logger's records come to our handler only, whatever its library has set up."""
    if logging.root.handlers != [handler]:
        logging.root.handlers[:] = [handler]
    logger: logging.Logger | None = logging.getLogger(name)
    while logger is not None and logger is not logging.root:
        logger.handlers.clear()
        logger.propagate = True
        logger = logger.parent


def _factory(handler: logging.Handler) -> Callable[..., logging.LogRecord]:
    """What makes every record of the process: each is reduced at once, so that no handler can tell more."""

    def made(name: str, *given: Any, **more: Any) -> logging.LogRecord:
        try:
            _adopt(name, handler)
            return _reduced(logging.LogRecord(name, *given, **more))
        except Exception:  # noqa: BLE001 - logging must not fail the work, nor say with what
            return _reduced(logging.LogRecord("auskunft", logging.ERROR, "", 0, _Event("unloggable", {}), None, None))

    return made


def _reduced(record: logging.LogRecord) -> logging.LogRecord:
    """The record with its line, and without whatever the line does not hold."""
    line = _line(record)
    record._auskunft = line  # pyright: ignore[reportAttributeAccessIssue]  # no library's `extra` is called so
    record.msg, record.args = line.get("message") or line.get("event") or "", None
    record.exc_info = record.exc_text = record.stack_info = None
    record.name = line.get("logger", "auskunft")
    return record


def _line(record: logging.LogRecord) -> Line:
    """What is written of a record, in the order of the schema."""
    line: Line = {"time": _time(record.created), "level": _level(record.levelno)}
    if isinstance(record.msg, _Event):
        line |= {"event": _name(record.msg.name)} | _id() | _fields(record.msg.fields)
        return line | ({"trace": record.msg.trace} if record.msg.trace else {})
    line |= {"logger": scrub.logger_name(record.name), "place": scrub.place(record.pathname, record.lineno)}
    message = scrub.template(record.msg, record.pathname, record.lineno)
    if message is not None:
        line |= {"message": message, "args": scrub.numbers(record.args)}
    error = _error(record)
    return line | _id() | ({"trace": scrub.trace(error)} if error else {})


def _error(record: logging.LogRecord) -> BaseException | None:
    """The exception that a record comes with, or has for its message."""
    error = record.exc_info[1] if record.exc_info else cast("object", record.msg)
    return error if isinstance(error, BaseException) else None


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")


def _level(number: int) -> str:
    return next((name for least, name in _LEVELS if number >= least), "DEBUG")


def _name(name: str) -> str:
    return name if re.fullmatch(r"[a-z][a-z0-9_]{0,40}", name) else "unnamed"


def _id() -> Line:
    identity = _request.get()
    return {"id": identity} if identity else {}


def _fields(fields: Mapping[str, object]) -> Line:
    return {name: _value(value) for name, value in fields.items() if name not in _RESERVED}


def _value(value: object) -> object:
    """A field's value; None for what its type does not allow, should it get here."""
    if isinstance(value, str):
        return str(value)[:_LONGEST]
    if type(value) is float:
        return round(value, 3) if math.isfinite(value) else None
    return value if type(value) in (int, bool) else None


def _line_of(record: logging.LogRecord) -> Line:
    """The line that came with a record; one that did not come from the factory is reduced now."""
    return record.__dict__.get("_auskunft") or _line(record)


class _Json(logging.Formatter):
    """One JSON object; everything but printable ASCII is escaped, so it is one line in every encoding."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(_line_of(record), ensure_ascii=True, allow_nan=False)


class _Pretty(logging.Formatter):
    """The same for a person: time, level, what, and the rest as name=value."""

    def format(self, record: logging.LogRecord) -> str:
        line = dict(_line_of(record))
        time, level = line.pop("time")[11:19], line.pop("level")
        what = [line.pop(key) for key in ("event", "logger", "message") if key in line]
        rest = [f"{key}={json.dumps(value)}" for key, value in line.items()]
        return " ".join([time, f"{level:8}", *(json.dumps(part).strip('"') for part in what), *rest])


class _Handler(logging.Handler):
    """Writes lines; what cannot be written is not printed elsewhere."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self.stream = stream

    def emit(self, record: logging.LogRecord) -> None:
        try:
            line = self.format(record)
        except Exception:  # noqa: BLE001 - the record must not come out in any other way
            line = _UNLOGGABLE
        try:
            self.stream.write(line + "\n")
            self.stream.flush()
        except (OSError, ValueError):  # the stream is closed, or its reader is
            return

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name is logging's
        """Say nothing: logging's own prints the record."""


def _set_hooks() -> None:
    """What Python prints by itself becomes an event."""
    logging.captureWarnings(True)
    warnings.showwarning = _on_warning
    sys.excepthook = _on_exception
    sys.unraisablehook = _on_unraisable
    threading.excepthook = _on_thread_exception


def _on_warning(_: object, category: type[Warning], filename: str, lineno: int, *__: object, **___: object) -> None:
    warning("warning", category=Plain(scrub.type_name(category)), place=Plain(scrub.place(filename, lineno)))


def _on_exception(kind: type[BaseException], error: BaseException, _: object) -> None:
    if issubclass(kind, KeyboardInterrupt):
        event("interrupted")
    else:
        failure("uncaught", error, where="process")


def _on_thread_exception(found: threading.ExceptHookArgs) -> None:
    if not issubclass(found.exc_type, SystemExit):
        failure("uncaught", found.exc_value, where="thread")


def _on_unraisable(found: sys.UnraisableHookArgs) -> None:
    failure("uncaught", found.exc_value, where="finalizer")


def watch_loop() -> None:
    """Log what the running event loop has no one to tell of; call it when the application starts."""
    asyncio.get_running_loop().set_exception_handler(_on_loop_fault)


def _on_loop_fault(_: asyncio.AbstractEventLoop, context: Mapping[str, Any]) -> None:
    fault = _LOOP_FAULTS.get(context.get("message", ""), "other")
    failure("loop_fault", context.get("exception"), fault=Plain(fault))


def seal() -> None:
    """From here on count what is printed to stdout and stderr instead of printing it; call it when serving begins.

    A library that prints, or prints a traceback, would otherwise go around everything above.
    """
    sys.stdout = io.TextIOWrapper(_Counted(), encoding="utf-8", errors="replace", write_through=True)
    sys.stderr = io.TextIOWrapper(_Counted(), encoding="utf-8", errors="replace", write_through=True)


class _Counted(io.RawIOBase):
    """A stream that keeps nothing of what is written to it."""

    name = "<counted>"

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        size = memoryview(data).nbytes
        if bytes(data).strip():
            warning("printed", bytes=size)
        return size
