"""`python -m bot`: serve the bot, ask it on the command line, show its settings, filter and journal."""

from __future__ import annotations

import argparse
import asyncio
import resource
import sys
from pathlib import Path
from socket import socket

import uvicorn
from pydantic import SecretStr
from rich.console import Console
from rich.table import Table

from bot import logs
from bot.api.chat import whole
from bot.app import create_app
from bot.bot import open_bot
from bot.chat import Question, answer
from bot.events import Answer
from bot.journal import Journal, JournalError
from bot.journal import commands as journal_commands
from bot.logs import Plain
from bot.municipality import read_municipalities
from bot.office import commands as office_commands
from bot.office import worker
from bot.privacy import commands as privacy_commands
from bot.privacy.tagger import StatesError
from bot.settings import Settings
from indexes.embed import EmbedderError
from indexes.version import VersionError

console = Console(stderr=True)


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 when it did what was asked, 1 when something is wrong, 2 for wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options, _settings(options))
    except (VersionError, EmbedderError, StatesError, JournalError, ValueError) as error:
        console.print(f"[red]{error}[/red]", highlight=False, soft_wrap=True)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    serve = commands.add_parser("serve", help="serve the HTTP API and the page at /chat")
    serve.add_argument("--host", help="address to listen on (default: AUSKUNFT_HOST, else 127.0.0.1)")
    serve.add_argument("--port", type=int, help="port to listen on (default: AUSKUNFT_PORT, else 8000)")
    serve.set_defaults(run=_serve)
    ask = commands.add_parser("ask", help="answer one question on the command line")
    ask.add_argument("question")
    ask.add_argument("--language", default="", help="language of the page, for questions that do not show their own")
    ask.add_argument("--after", action="append", default=[], metavar="QUESTION", help="a question before; repeatable")
    ask.add_argument("--json", action="store_true", help="print the answer as the API's JSON document")
    ask.set_defaults(run=_ask)
    settings = commands.add_parser("settings", help="print the settings in force, and what each is for")
    settings.set_defaults(run=_show)
    for command in (serve, ask, settings):
        _paths(command)
    privacy_commands.add(commands.add_parser("privacy", help="see what the pseudonymization filter does"))
    journal = commands.add_parser("journal", help="figures, retention, erasure and export of the journal")
    journal_commands.add(journal)
    journal.add_argument("--data", type=Path, help="folder of the journal (default: AUSKUNFT_DATA)")
    journal.set_defaults(run=_journal)
    user = commands.add_parser("user", help="accounts of the editors' pages at /office")
    user.add_argument("--data", type=Path, help="folder of the accounts (default: AUSKUNFT_DATA)")
    office_commands.add(user)
    user.set_defaults(run=office_commands.run)
    work = commands.add_parser("work", help="carry out what waits in the office; the server starts it by itself")
    work.add_argument("--data", type=Path, help="folder of the office (default: AUSKUNFT_DATA)")
    work.set_defaults(run=_work)
    return parser


def _paths(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pages", type=Path, help="folder of the pages (default: AUSKUNFT_PAGES)")
    parser.add_argument("--versions", type=Path, help="folder of the index versions (default: AUSKUNFT_VERSIONS)")
    parser.add_argument("--data", type=Path, help="folder for what the bot writes (default: AUSKUNFT_DATA)")
    parser.add_argument("--scope", help="the municipality's regional key (default: AUSKUNFT_SCOPE)")
    parser.add_argument("--embedder", help="the embedder's name (default: AUSKUNFT_EMBEDDER)")


def _settings(options: argparse.Namespace) -> Settings:
    names = ("pages", "versions", "data", "scope", "embedder", "host", "port")
    return Settings.load(**{name: getattr(options, name, None) for name in names})


def _serve(_: argparse.Namespace, settings: Settings) -> int:
    read_municipalities(settings.widget_folder)  # what is wrong there is said before the model is loaded
    logs.configure(settings.log_level)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core dump would hold what citizens wrote
    bot = open_bot(settings)
    config = uvicorn.Config(
        create_app(bot),
        host=settings.host,
        port=settings.port,
        proxy_headers=False,  # the application does it, for the proxies that the settings name
        access_log=False,  # uvicorn's own prints query strings and addresses
        server_header=False,
        timeout_graceful_shutdown=settings.shutdown_seconds,
        log_config=None,
        ws="none",
    )
    server = _Server(config)
    server.run()
    return 0


class _Server(uvicorn.Server):
    """Says where it listens once it does, also when the port was chosen by the system."""

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        for server in self.servers:
            for listening in server.sockets:
                host, port = listening.getsockname()[:2]
                logs.event("ready", url=Plain(f"http://{host}:{port}"))
        logs.seal()


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    bot = open_bot(settings.model_copy(update={"journal": SecretStr("off")}))  # an operator's question is no turn
    try:
        found = asyncio.run(whole(answer(bot, Question(options.question, options.language, tuple(options.after)))))
    finally:
        bot.close()
    if options.json:
        sys.stdout.write(found.model_dump_json(indent=2) + "\n")
    else:
        _print(found)
    return 0


def _print(found: Answer) -> None:
    out = Console(highlight=False, markup=False)
    out.print(found.text)
    for choice in found.choices:
        out.print(f"  ? {choice.title}")
    for action in found.actions:
        out.print(f"  → {action.title}: {action.url}", soft_wrap=True)
    if office := found.handover:
        out.print(
            f"\n{office.reason}: "
            + ", ".join(filter(None, [office.office, office.address, office.phone, office.hours]))
        )
    for source in found.sources:
        stand = f", Stand {source.updated:%d.%m.%Y}" if source.updated else ""
        out.print(
            f"[{source.n}] {source.title} – {source.locator}{stand} ({source.page_id}) {source.url}", soft_wrap=True
        )
    out.print(f"({found.outcome}, {found.language}, version {found.index_version})", style="dim")


def _journal(options: argparse.Namespace, settings: Settings) -> int:
    address = settings.journal.get_secret_value()
    if address == "off":
        raise ValueError("the journal is switched off (AUSKUNFT_JOURNAL=off)")
    with Journal.open("" if address == "sqlite" else address, folder=settings.data) as journal:
        retention = journal_commands.Retention(settings.journal_text_days, settings.journal_row_days)
        return journal_commands.run(options, journal, retention)


def _work(_: argparse.Namespace, settings: Settings) -> int:
    logs.configure(settings.log_level)
    return worker.main(settings)


def _show(_: argparse.Namespace, settings: Settings) -> int:
    table = Table("setting", "value in force", "what it is for")
    for row in settings.table():
        table.add_row(*row)
    Console().print(table)
    return 0


if __name__ == "__main__":
    logs.configure()
    sys.exit(main())
