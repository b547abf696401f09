"""The web application around a bot."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from importlib import metadata

from fastapi import FastAPI
from starlette.middleware.errors import ServerErrorMiddleware
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from bot import logs, problems
from bot.access import Access
from bot.api import chat, demo, files, health, journal, openai, page, sources, widget
from bot.bot import Bot
from bot.limits import Fenced, Limits
from bot.municipality import read_municipalities
from bot.office import app as office_app
from bot.office import worker
from bot.origins import Origins
from bot.rates import Rates


def create_app(bot: Bot) -> FastAPI:
    """The application; it follows the live version while it runs and closes the bot at its end.

    Raises:
        MunicipalityError: a municipality's file cannot be used.
        JournalError: the office's database cannot be opened.
    """
    settings = bot.settings
    municipalities = read_municipalities(settings.widget_folder)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[None]:
        logs.watch_loop()
        tasks = [asyncio.create_task(bot.live.follow()), asyncio.create_task(bot.recorder.keep())]
        if office:
            tasks.append(asyncio.create_task(worker.follow(office)))
        if bot.model:
            tasks.append(asyncio.create_task(bot.model.follow()))
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
            if office:
                office.close()
            bot.close()

    app = FastAPI(
        title="Auskunft",
        version=metadata.version("auskunft"),
        summary="Answers to citizens' questions, each sentence with its source",
        lifespan=lifespan,
        docs_url=None,  # the documentation pages load from a third party
        redoc_url=None,
    )
    app.state.bot, app.state.municipalities = bot, municipalities
    app.state.rates = Rates(settings.questions_a_minute, settings.network_questions_a_minute)
    app.state.proxy_told = False
    problems.install(app)
    for part in (chat, openai, sources, journal, widget, health, page, demo):
        app.include_router(part.router)
    office = office_app.install(app, bot) if settings.office else None
    app.routes.extend(files.mounts())
    # The last is the outermost: websites may read refusals and unexpected errors, too, and all have their headers.
    app.add_middleware(ServerErrorMiddleware, handler=office_app.shown_here(problems.unexpected))
    app.add_middleware(Limits, body_limit=settings.body_limit, office_limit=settings.office_body_limit)
    app.add_middleware(Origins, municipalities=municipalities)
    app.add_middleware(Fenced)
    app.add_middleware(Access)  # it sees every request and every end
    if settings.trusted_proxies:
        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=settings.trusted_proxies)
    return app
