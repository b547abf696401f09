"""What the office's pages work with: the bot, the database, the pages folder with its history."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bot.bot import Bot
from bot.office.shelf import Shelf
from bot.office.store import Store
from bot.settings import Settings
from corpus.history import History


@dataclass(frozen=True, slots=True)
class Office:
    """The office of one installation; built once."""

    bot: Bot
    store: Store
    shelf: Shelf

    @classmethod
    def open(cls, bot: Bot) -> Self:
        """The office beside a bot.

        Raises:
            JournalError: its database cannot be opened.
        """
        return cls(bot, open_store(bot.settings), Shelf(bot.settings.pages))

    @property
    def settings(self) -> Settings:
        """The bot's settings."""
        return self.bot.settings

    @property
    def history(self) -> History:
        """The history of the pages folder."""
        return open_history(self.settings)

    @property
    def can_write(self) -> bool:
        """Whether the pages folder keeps a history; without one the office only shows."""
        return (self.settings.pages / ".git").exists()

    @property
    def jobs_folder(self) -> Path:
        """Where jobs keep what they work on."""
        return self.settings.data / "office"

    @property
    def uploads(self) -> Path:
        """Where files lie that were brought and not yet taken in."""
        return self.jobs_folder / "uploads"

    def close(self) -> None:
        """Give everything back."""
        self.shelf.close()
        self.store.close()


def open_store(settings: Settings) -> Store:
    """The office's database as the settings say."""
    address = settings.office_database.get_secret_value()
    return Store.open("" if address == "sqlite" else address, settings.data)


def open_history(settings: Settings) -> History:
    """The history of the pages folder as the settings say."""
    remote = settings.pages_remote.get_secret_value()
    return History(settings.pages, four_eyes=settings.four_eyes, remote=remote)
