"""A server whose application tries every way to get what it was sent into the log: `python -m tests.loud`."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
import threading
import traceback
import warnings
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from socket import socket
from typing import Any

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import StreamingResponse
from fastapi.staticfiles import StaticFiles

from bot import logs
from bot.access import Access
from bot.logs import Plain

log = logging.getLogger("starlette.somewhere")
LITERAL = "a literal of %d letters"


@asynccontextmanager
async def _lifespan(_: FastAPI) -> AsyncGenerator[None]:
    logs.watch_loop()
    logs.seal()
    yield


app = FastAPI(lifespan=_lifespan)
app.mount("/static", StaticFiles(directory=Path(__file__).parent))
app.add_middleware(Access)


class Server(uvicorn.Server):
    """Says where it listens."""

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        logs.event("ready", port=self.servers[0].sockets[0].getsockname()[1])


def _named_after(secret: str) -> Exception:
    return type(secret.replace("\0", ""), (TypeError,), {})(secret)


def _fail(secret: str) -> None:
    """Raise errors that say it, one because of the other."""
    kept_in_a_local = secret
    try:
        raise KeyError(secret)  # noqa: TRY301 - the chain is the point
    except KeyError as error:
        error.add_note(secret)
        group = ExceptionGroup(secret, [OSError(2, secret, secret), _named_after(secret)])
        raise group from ValueError(kept_in_a_local)


@app.post("/raise")
async def raises(request: Request) -> None:
    """Fail with the body."""
    _fail((await request.body()).decode())


@app.post("/log")
async def says(request: Request) -> str:
    """Log the body in every way."""
    secret = (await request.body()).decode()
    log.warning(f"f-string {secret}")
    log.warning("argument %s %d %.1f %r", secret, 7, 0.5, [secret])
    log.warning("named %(what)s", {"what": secret})
    log.warning("joined " + secret)
    log.warning(secret)
    log.warning("extra", extra={"what": secret, "color_message": secret}, stack_info=True)
    message = LITERAL
    log.error(LITERAL if message else secret, len(secret))
    log.error("wrong number of arguments %s %s", secret)
    log.error(ValueError(secret))
    logging.getLogger(f"starlette.{secret}").error("appended")
    logging.getLogger(secret).error("named so")
    logging.getLogger("uvicorn.access").critical("address %s", secret)
    return "said"


@app.post("/library")
async def library(request: Request) -> str:
    """Log the body with a library's own handlers, print it, and fill the log up."""
    secret = (await request.body()).decode()
    own = logging.getLogger("chromadb.own")
    own.propagate = False
    own.addHandler(logging.StreamHandler())
    own.error("its own handler %s", secret)
    logging.basicConfig(force=True)
    own.error("after basicConfig %s", secret)
    logging.captureWarnings(True)
    print(secret)  # noqa: T201
    print(secret, file=sys.stderr)  # noqa: T201
    try:
        _fail(secret)
    except ExceptionGroup:
        traceback.print_exc()
        log.exception("caught %s", secret)
        logs.failure("own_failure")
    return "said"


@app.post("/warn")
async def warn(request: Request) -> str:
    """Warn of the body, raise it in a thread, in a task, in a finalizer, in a callback."""
    secret = (await request.body()).decode()
    warnings.warn(secret, stacklevel=1)
    thread = threading.Thread(target=_fail, args=(secret,), name=secret)
    thread.start()
    thread.join()
    await asyncio.create_task(_abandon(secret))
    asyncio.get_running_loop().call_soon(_fail, secret)
    _Dying(secret)
    gc.collect()
    await asyncio.sleep(0.05)
    return "warned"


async def _abandon(secret: str) -> None:
    async def failing() -> None:
        _fail(secret)

    task = asyncio.create_task(failing(), name=secret)
    await asyncio.wait([task])


class _Dying:
    def __init__(self, secret: str) -> None:
        self.secret = secret

    def __del__(self) -> None:
        _fail(self.secret)

    def __repr__(self) -> str:
        return self.secret


@app.post("/items/{name}")
async def item(name: str, number: int = 0) -> dict[str, Any]:
    """A route with a value in its path, and lines of our own."""
    logs.event("item_seen", number=number, known=False, share=float("nan"), kind="literal", turn=Plain("t1"))
    return {"length": len(name)}


@app.get("/parts")
async def parts() -> StreamingResponse:
    """A response in parts."""

    async def two() -> AsyncGenerator[bytes]:
        yield b"one"
        await asyncio.sleep(0.05)
        yield b"two"

    return StreamingResponse(two())


@app.get("/endless")
async def endless() -> StreamingResponse:
    """A response that goes on until the client leaves."""

    async def more() -> AsyncGenerator[bytes]:
        while True:
            yield b"more"
            await asyncio.sleep(0.01)

    return StreamingResponse(more())


@app.post("/broken")
async def broken(request: Request) -> StreamingResponse:
    """A response that fails after its beginning."""
    secret = (await request.body()).decode()

    async def failing() -> AsyncGenerator[bytes]:
        yield b"one"
        _fail(secret)

    return StreamingResponse(failing())


if __name__ == "__main__":
    logs.configure()
    Server(uvicorn.Config(app, port=0, log_config=None, access_log=False, timeout_graceful_shutdown=1)).run()
    _fail(sys.argv[1])
