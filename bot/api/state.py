"""How a route gets at the bot that the app was created with."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Request

from bot.bot import Bot


def _bot(request: Request) -> Bot:
    return cast("Bot", request.app.state.bot)


BotDependency = Annotated[Bot, Depends(_bot)]
