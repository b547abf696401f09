"""`python -m corpus history|save|restore|draft`: what happened to a page, and changing it on the record."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, get_args

from rich.console import Console
from rich.text import Text

from corpus.commands.output import say, write_json
from corpus.history import Change, Draft, History, HistoryError, Person, StaleError, Version, compare, content_hash
from corpus.history.model import Action
from corpus.page import PageError

_STYLES = {"equal": "", "removed": "strike red", "added": "bold green"}
_MARKS = {"equal": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
_STEPS = (*get_args(Action), "publish", "discard")


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """The four commands and their arguments."""
    history = commands.add_parser(
        "history", parents=[common], help="what happened to a page", description=_history.__doc__
    )
    history.add_argument("id", nargs="?", default="", help="the page's id; without it, all drafts")
    history.add_argument("--init", action="store_true", help="make the pages folder a repository first")
    history.add_argument("--text", metavar="VERSION", help="print the page's text in a version")
    history.add_argument(
        "--diff", nargs=2, metavar=("OLD", "NEW"), help="compare two versions word by word; 'live' too"
    )
    history.add_argument("--push", action="store_true", help="write what is published to AUSKUNFT_PAGES_REMOTE")
    history.set_defaults(run=_guarded(_history))
    save = _writing(commands, common, "save", "publish a page's text", _save)
    save.add_argument("file", type=Path, help="the text, a Markdown file; - reads the standard input")
    restore = _writing(commands, common, "restore", "publish an earlier text again", _restore)
    restore.add_argument("version", help="the version, as `history` names it")
    _writing(commands, common, "archive", "take a page out; its history stays", _archive)
    _add_draft(commands, common)


def _writing(commands: Any, common: argparse.ArgumentParser, name: str, text: str, run: Any) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, parents=[common], help=text, description=run.__doc__)
    parser.add_argument("id", help="the page's id")
    parser.add_argument("--author", required=True, help="who changes it: a name, or an e-mail address")
    parser.add_argument("--reason", required=True, help="why, in a sentence")
    parser.add_argument("--approver", default="", help="who approved it; needed unless AUSKUNFT_FOUR_EYES is false")
    parser.add_argument("--expected", metavar="HASH", help="the live text's hash that you saw; else the present one's")
    parser.set_defaults(run=_guarded(run))
    return parser


def _add_draft(commands: Any, common: argparse.ArgumentParser) -> None:
    parser = commands.add_parser(
        "draft", parents=[common], help="keep, submit, approve a draft", description=_draft.__doc__
    )
    parser.add_argument("step", choices=("keep", "show", *_STEPS), help="what to do with it")
    parser.add_argument("id", help="the page's id")
    parser.add_argument(
        "file", type=Path, nargs="?", help="keep: the text, a Markdown file; - reads the standard input"
    )
    parser.add_argument("--person", required=True, help="whose draft it is: a name, or an e-mail address")
    parser.add_argument("--by", default="", help="approve, reject: who decides")
    parser.add_argument("--note", default="", help="why, in a sentence")
    parser.set_defaults(run=_guarded(_draft))


def _guarded(run: Callable[[argparse.Namespace, History], int]) -> Callable[[argparse.Namespace], int]:
    def guarded(options: argparse.Namespace) -> int:
        try:
            return run(options, _open(options.pages))
        except StaleError as error:
            sys.stderr.write(f"{error}\n")
            _print_diff(error.current, error.mine, options.json)
        except (HistoryError, PageError) as error:
            sys.stderr.write(f"{error}\n")
        return 1

    return guarded


def _open(pages: Path) -> History:
    four_eyes = os.environ.get("AUSKUNFT_FOUR_EYES", "true").casefold() not in ("false", "0", "no")
    return History(pages, four_eyes=four_eyes, remote=os.environ.get("AUSKUNFT_PAGES_REMOTE", ""))


def _person(text: str) -> Person:
    return Person(text, text) if "@" in text else Person(text)


# --- history ---------------------------------------------------------------------------------------------------------


def _history(options: argparse.Namespace, history: History) -> int:
    """Show what happened to a page: when, who, who approved, why. Without a page, show the drafts that wait. The hash
    of the live text, which `save --expected` takes, stands in the last line."""
    if options.init:
        History.create(options.pages)
    if options.push:
        history.push()
    if not options.id:
        for draft in history.drafts():
            _print_draft(draft, options.json)
    elif options.text:
        sys.stdout.write(history.text(options.id, options.text))
    elif options.diff:
        old, new = (_version_text(history, options.id, version) for version in options.diff)
        _print_diff(old, new, options.json)
    else:
        _print_versions(options, history)
    return 0


def _version_text(history: History, page_id: str, version: str) -> str:
    return history.live(page_id) or "" if version == "live" else history.text(page_id, version)


def _print_versions(options: argparse.Namespace, history: History) -> None:
    versions = history.versions(options.id)
    for version in versions:
        _print_version(version, options.json)
    if not versions:
        raise HistoryError(f"{options.id} hat keine Geschichte.")
    if not options.json:
        say(f"{history.state(options.id)} {content_hash(history.live(options.id))}")


def _print_version(version: Version, as_json: bool) -> None:
    if as_json:
        write_json(asdict(version))
        return
    approved = f", freigegeben von {version.approver}" if version.approver else ""
    gone = " [archiviert]" if version.archived else ""
    say(f"{version.id[:10]} {version.when:%Y-%m-%d %H:%M} {version.author}{approved}{gone}: {version.reason}")


def _print_draft(draft: Draft, as_json: bool) -> None:
    if as_json:
        write_json(asdict(draft))
    else:
        say(f"{draft.page_id} {draft.state} {draft.when:%Y-%m-%d %H:%M} {draft.person.name} {draft.note}".rstrip())


def _print_diff(old: str, new: str, as_json: bool) -> None:
    spans = compare(old, new)
    console = Console(emoji=False)
    if as_json:
        write_json({"spans": [span._asdict() for span in spans]})
    elif console.is_terminal:
        console.print(Text.assemble(*((span.text, _STYLES[span.kind]) for span in spans)))
    else:
        sys.stdout.write("".join(_MARKS[span.kind].format(span.text) for span in spans))


# --- changing --------------------------------------------------------------------------------------------------------


def _save(options: argparse.Namespace, history: History) -> int:
    """Publish a page's text as a version with author and reason. Where the live text is not the expected one, nothing
    is written, both texts are shown compared, and the exit code is 1."""
    return _told(history.save(options.id, _read(options.file), _change(options, history)), options.json)


def _restore(options: argparse.Namespace, history: History) -> int:
    """Publish the text that a page had in an earlier version; it becomes the newest one."""
    return _told(history.restore(options.id, options.version, _change(options, history)), options.json)


def _archive(options: argparse.Namespace, history: History) -> int:
    """Take a page out of what is published. Its versions stay, and `restore` brings it back."""
    return _told(history.archive(options.id, _change(options, history)), options.json)


def _change(options: argparse.Namespace, history: History) -> Change:
    expected = content_hash(history.live(options.id)) if options.expected is None else options.expected
    approver = _person(options.approver) if options.approver else None
    return Change(_person(options.author), options.reason, expected, approver)


def _told(version: Version, as_json: bool) -> int:
    _print_version(version, as_json)
    return 0


def _read(file: Path | None) -> str:
    if file is None:
        raise HistoryError("Nennen Sie die Datei mit dem Text, oder - für die Standardeingabe.")
    return sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")


def _draft(options: argparse.Namespace, history: History) -> int:
    """A person's text beside the live one: keep it, show it, submit it for review, approve or reject it as somebody
    else, publish it when it is approved, or discard it."""
    person, page_id = _person(options.person), options.id
    if options.step == "keep":
        known = history.draft(page_id, person)
        base = known.base if known else content_hash(history.live(page_id))
        _print_draft(history.autosave(page_id, _read(options.file), person, base), options.json)
    elif options.step == "publish":
        return _told(history.publish(page_id, person, options.note), options.json)
    elif options.step == "discard":
        history.discard(page_id, person)
    elif options.step == "show":
        draft = history.draft(page_id, person)
        sys.stdout.write(draft.text if draft else "")
    else:
        by = _person(options.by) if options.by else person
        _print_draft(history.move(page_id, person, options.step, by, options.note), options.json)
    return 0
