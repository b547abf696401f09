"""The web application around a bot."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from importlib import metadata

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from bot import logs, problems
from bot.access import Access
from bot.api import chat, health, journal, openai, page, sources
from bot.bot import Bot
from bot.limits import Limits
from bot.settings import ROOT


def create_app(bot: Bot) -> FastAPI:
    """The application; it follows the live version while it runs and closes the bot at its end."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[None]:
        logs.watch_loop()
        tasks = [asyncio.create_task(bot.live.follow()), asyncio.create_task(bot.recorder.keep())]
        if bot.model:
            tasks.append(asyncio.create_task(bot.model.follow()))
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
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
    for part in (chat, openai, sources, journal, health, page):
        app.include_router(part.router)
    app.mount("/static", StaticFiles(directory=ROOT / "bot" / "static"))
    app.add_middleware(Limits, body_limit=bot.settings.body_limit)
    app.add_middleware(Access)  # last, so outermost: it sees every request and every end
    return app
