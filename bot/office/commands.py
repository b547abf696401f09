"""`python -m bot user`: accounts of the office, at the terminal."""

from __future__ import annotations

import argparse
import getpass
import os
import sys

from rich.console import Console
from rich.table import Table

from bot.office import people
from bot.office.errors import OfficeError
from bot.office.office import open_store
from bot.office.people import checked_roles
from bot.office.rights import NAMES, ROLES
from bot.office.store import Store
from bot.settings import Settings

console = Console(highlight=False, markup=False, soft_wrap=True)


def add(parser: argparse.ArgumentParser) -> None:
    """Give the parser of `user` its commands."""
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    new = commands.add_parser("add", help="a new account")
    new.add_argument("email", help="the e-mail address; it names the account")
    new.add_argument("--name", required=True, help="the person's name, as the history of a page shows it")
    new.add_argument("--role", action="append", required=True, choices=ROLES, help=f"may be repeated: {_roles()}")
    _password(new)
    new.set_defaults(handler=_add)
    commands.add_parser("list", help="all accounts").set_defaults(handler=_list)
    for name, text in (("disable", "switch an account off and sign it out"), ("enable", "switch it on, and unlock it")):
        parser = commands.add_parser(name, help=text)
        parser.add_argument("email")
        parser.set_defaults(handler=_switch, disabled=name == "disable")
    password = commands.add_parser("password", help="a new password; all sessions end")
    password.add_argument("email")
    _password(password)
    password.set_defaults(handler=_set_password)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Carry out the command; 0 when it did what was asked, 1 when not."""
    store = open_store(settings)
    try:
        return options.handler(options, store)
    except OfficeError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    finally:
        store.close()


def _roles() -> str:
    return ", ".join(f"{role} ({name})" for role, name in NAMES.items())


def _password(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--generate", action="store_true", help="make a password up and print it, instead of asking for one"
    )


def _add(options: argparse.Namespace, store: Store) -> int:
    roles = checked_roles(tuple(options.role))
    if store.person(options.email):
        raise OfficeError(422, f"{options.email} hat schon ein Konto.")
    password = _asked(options)
    account = store.add_person(options.email, options.name, roles, password, by=_operator())
    console.print(f"{account.email}: {', '.join(account.roles)}")
    return 0


def _set_password(options: argparse.Namespace, store: Store) -> int:
    store.set_password(options.email, _asked(options), by=_operator())
    return 0


def _switch(options: argparse.Namespace, store: Store) -> int:
    store.change_person(options.email, by=_operator(), disabled=options.disabled)
    return 0


def _list(_: argparse.Namespace, store: Store) -> int:
    table = Table("e-mail", "name", "roles", "state")
    for account in store.people():
        locked = account.locked_until is not None and account.locked_until > store.now()
        state = "disabled" if account.disabled else "locked" if locked else "active"
        table.add_row(account.email, account.name, ", ".join(account.roles), state)
    console.print(table)
    return 0


def _asked(options: argparse.Namespace) -> str:
    """The password: made up and printed, or typed twice, or from standard input where nobody types."""
    if options.generate:
        password = people.invented()
        console.print(f"password: {password}")
        return password
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass(f"password (at least {people.SHORTEST} characters): ")
    if getpass.getpass("again: ") != password:
        raise OfficeError(422, "Die beiden Passwörter sind nicht gleich.")
    return password


def _operator() -> str:
    """Who is at the terminal, for the audit log."""
    return f"terminal:{os.getuid()}"
