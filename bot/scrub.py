"""What of a log record, an exception or a warning can be written: what stands in code, and small numbers.

Nothing here looks at what a text says. A text is let through because it is found, as it is, in the source file that it
comes from (a message, the name of a module, a class, a function), and left out otherwise.
"""

from __future__ import annotations

import ast
import errno
import math
import sys
from collections import deque
from collections.abc import Generator, Iterable, Mapping
from functools import lru_cache
from itertools import islice
from pathlib import Path
from types import CodeType, TracebackType
from typing import TypedDict, TypeGuard, cast

from indexes.version import VersionError

OTHER = "other"
"""Stands for a name that is not known to come from code."""

_METHODS = {"debug", "info", "warning", "warn", "error", "exception", "critical", "fatal", "log"}
_FIRST, _LAST = 5, 30  # frames of a traceback that are kept
_RAISED = 20  # exceptions of a chain that are kept
_ARGUMENTS = 20
_LARGEST = 999_999  # what has more digits could be somebody's number
_LOGGERS = {"root", "py.warnings", "uvicorn.error", "uvicorn.access", "uvicorn.asgi"}  # those not named by a module


class Raised(TypedDict):
    """One exception of a chain: how it is linked to the one before, its class, "module:line function" of its frames."""

    link: str
    type: str
    frames: list[str]


def number(value: object) -> int | float | bool | None:
    """A number of at most six digits, fractions to the thousandth; None for everything else."""
    if type(value) is bool:
        return value
    if type(value) is int and abs(value) <= _LARGEST:
        return value
    if type(value) is float and math.isfinite(value) and abs(value) <= _LARGEST:
        return round(value, 3)
    return None


def numbers(arguments: object) -> list[int | float | bool | str | None]:
    """What of a log call's arguments can be written, by position; arguments by name are left out.

    Beside numbers that is why a version was refused: what it says is about the version's own files.
    """
    given = cast("tuple[object, ...]", arguments) if type(arguments) is tuple else ()
    return [
        str(argument) if isinstance(argument, VersionError) else number(argument) for argument in given[:_ARGUMENTS]
    ]


def place(filename: str, line: int) -> str:
    """ "module:line", "other" for what is no file of an importable module."""
    module = _module_of(filename)
    return f"{module}:{line}" if module != OTHER else OTHER


@lru_cache(maxsize=4096)
def _module_of(filename: str) -> str:
    """The dotted name of a source file below `sys.path`; folders above it (with people's names) are not told."""
    path = Path(filename)
    if path.suffix != ".py" or not path.is_file():
        return OTHER
    roots = [root for root in map(Path, sys.path) if root.is_dir() and path.is_relative_to(root)]
    if not roots:
        return OTHER
    parts = path.relative_to(max(roots, key=lambda root: len(root.parts))).with_suffix("").parts
    named = ".".join(parts).removesuffix(".__init__")
    return named if all(part.isascii() and part.isprintable() for part in parts) else OTHER


def logger_name(name: str) -> str:
    """The name of a logger, as far as it names a module: what is appended to it could be anything."""
    while name and name not in _LOGGERS and name not in sys.modules:
        name = name.rpartition(".")[0]
    return name or OTHER


def type_name(kind: type) -> str:
    """The full name of a class, or of its nearest base that a module holds: a class made at run time has any name."""
    known = next(filter(_is_defined, kind.__mro__))  # `object` is
    return known.__qualname__ if known.__module__ == "builtins" else f"{known.__module__}.{known.__qualname__}"


def _is_defined(kind: type) -> bool:
    found: object = sys.modules.get(kind.__module__)
    for part in kind.__qualname__.split("."):
        found = getattr(found, "__dict__", {}).get(part)  # `getattr` for the part itself would start lazy imports
    return found is kind


def trace(error: BaseException) -> list[Raised]:
    """An exception and those behind it, without a word of what they say.

    Each comes with its link to one before it: "raised" (the first), "cause", "context", "member" (of a group).
    """
    return [
        {"link": link, "type": _raised(found), "frames": _frames(found.__traceback__)}
        for link, found in islice(_chain(error), _RAISED)
    ]


def _raised(error: BaseException) -> str:
    """The class; for an error of the system with its symbol, as EADDRINUSE."""
    symbol = errno.errorcode.get(error.errno) if isinstance(error, OSError) and type(error.errno) is int else None
    return type_name(type(error)) + (f" {symbol}" if symbol else "")


def _chain(error: BaseException) -> Generator[tuple[str, BaseException]]:
    """Each exception once, with its link; the ones that the first holds come after it, breadth first."""
    waiting: deque[tuple[str, BaseException]] = deque([("raised", error)])
    seen: set[int] = set()
    while waiting:
        link, found = waiting.popleft()
        if id(found) in seen:
            continue
        seen.add(id(found))
        yield link, found
        if found.__cause__ is not None:
            waiting.append(("cause", found.__cause__))
        elif found.__context__ is not None and not found.__suppress_context__:
            waiting.append(("context", found.__context__))
        if isinstance(found, BaseExceptionGroup):
            group = cast("BaseExceptionGroup[BaseException]", found)
            waiting.extend(("member", member) for member in group.exceptions)


def _frames(traceback: TracebackType | None) -> list[str]:
    """The outermost and the innermost frames."""
    steps = _steps(traceback)
    first = list(islice(steps, _FIRST))
    last = deque(steps, maxlen=_LAST)
    return [_frame(code, line) for code, line in (*first, *last)]


def _steps(traceback: TracebackType | None) -> Generator[tuple[CodeType, int]]:
    while traceback is not None:
        yield traceback.tb_frame.f_code, traceback.tb_lineno
        traceback = traceback.tb_next


def _frame(code: CodeType, line: int) -> str:
    where = place(code.co_filename, line)
    known = where != OTHER and code.co_name.strip("<>").isidentifier()
    return f"{where} {code.co_name}" if known else where


def template(message: object, filename: str, line: int) -> str | None:
    """The message of a log call, if it stands as a literal in the source of that very call; else None.

    A literal counts as the message when it is the argument itself, a branch of an `a if x else b` in its place, or
    assigned to the variable that is. What was put together at run time is none, however it was done.
    """
    if type(message) is not str or _module_of(filename) == OTHER:
        return None
    return message if message in _messages(filename).get(line, ()) else None


@lru_cache(maxsize=512)
def _messages(filename: str) -> Mapping[int, frozenset[str]]:
    """The literal messages of the log calls of a source file, by the line that it is called on."""
    try:
        nodes = list(ast.walk(ast.parse(Path(filename).read_bytes())))
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    variables = _variables(nodes)
    found: dict[int, frozenset[str]] = {}
    for call in filter(_is_log_call, nodes):
        literals = frozenset(_literals(_message(call), variables))
        line = call.func.end_lineno or call.lineno  # where the method's name stands: a frame that calls it is there
        found[line] = found.get(line, frozenset()) | literals
    return found


def _is_log_call(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _METHODS


def _variables(nodes: Iterable[ast.AST]) -> dict[str, set[str]]:
    """The literal texts that a file assigns to each name."""
    found: dict[str, set[str]] = {}
    for node in nodes:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, set()).update(_literals(node.value, {}))
    return found


def _message(call: ast.Call) -> ast.expr | None:
    """The expression that a log call has for its message."""
    position = 1 if isinstance(call.func, ast.Attribute) and call.func.attr == "log" else 0
    if len(call.args) > position:
        return call.args[position]
    return next((keyword.value for keyword in call.keywords if keyword.arg == "msg"), None)


def _literals(node: ast.expr | None, variables: Mapping[str, set[str]]) -> set[str]:
    if isinstance(node, ast.Constant):
        return {node.value} if isinstance(node.value, str) else set()
    if isinstance(node, ast.Name):
        return variables.get(node.id, set())
    if isinstance(node, ast.IfExp):
        return _literals(node.body, variables) | _literals(node.orelse, variables)
    return set()
