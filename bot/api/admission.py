"""Whether a question is let in at all: its length, how often its asker has asked, how much is waiting."""

from __future__ import annotations

from typing import cast

from fastapi import Request
from starlette.exceptions import HTTPException

from bot import logs
from bot.bot import Bot
from bot.cues import danger_in
from bot.plain import plain
from bot.rates import Rates


def admit(request: Request, bot: Bot, question: str, *, conversation: str = "", turns: int = 0) -> None:
    """Let a question in. One from somebody in danger is never too much.

    Raises:
        HTTPException: 422, it or its history is longer than the settings allow.
        TooManyError: its conversation or network has asked as often as it may.
        OverloadedError: as much is waiting as may.
    """
    if len(question) > bot.settings.question_limit or turns > bot.settings.history_limit:
        raise HTTPException(422)
    if danger_in(plain(question)) is not None:
        return
    _rates(request, bot).admit(conversation, request.client.host if request.client else "")
    bot.admit()


def _rates(request: Request, bot: Bot) -> Rates:
    state = request.app.state
    if "x-forwarded-for" in request.headers and not bot.settings.trusted_proxies and not state.proxy_told:
        state.proxy_told = True  # once is enough: behind it all citizens count as one network
        logs.warning("proxy_not_trusted")
    return cast("Rates", state.rates)
