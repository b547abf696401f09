"""The web application around a bot."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from importlib import metadata

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from bot import problems
from bot.api import chat, health, page, sources
from bot.bot import Bot
from bot.limits import Limits
from bot.settings import ROOT


def create_app(bot: Bot) -> FastAPI:
    """The application; it follows the live version while it runs and closes the bot at its end."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[None]:
        following = asyncio.create_task(bot.live.follow())
        try:
            yield
        finally:
            following.cancel()
            with suppress(asyncio.CancelledError):
                await following
            bot.close()

    app = FastAPI(
        title="Auskunft",
        version=metadata.version("auskunft"),
        summary="Answers to citizens' questions, each sentence with its source",
        lifespan=lifespan,
        docs_url=None,  # the documentation pages load from a third party
        redoc_url=None,
    )
    app.state.bot = bot
    problems.install(app)
    for part in (chat, sources, health, page):
        app.include_router(part.router)
    app.mount("/static", StaticFiles(directory=ROOT / "bot" / "static"))
    app.add_middleware(Limits, body_limit=bot.settings.body_limit)
    return app
