"""Files from disk, each with the headers of its kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from bot.problems import problem
from bot.settings import ROOT

STATIC = ROOT / "bot" / "static"
WIDGET = STATIC / "widget" / "v1"
"""Where `make widget` puts what it builds."""

_SHARED = {"cross-origin-resource-policy": "cross-origin"}
_HASHED = re.compile(r".+\.[0-9A-Za-z_-]{8}\.(?:js|css)")
_FOREVER = {**_SHARED, "cache-control": "public, max-age=31536000, immutable"}
_ASK_FIRST = {**_SHARED, "cache-control": "public, no-cache"}
"""For the loader: a copy is kept but asked for each time, so it never names a bundle that a new build has replaced."""

_NOT_BUILT = (
    "Das Widget ist nicht gebaut: Führen Sie im Ordner des Programms `make widget` aus. "
    "Bis dahin beantwortet die Seite /chat die Fragen."
)


class Files(StaticFiles):
    """The files of a folder with headers of their own."""

    def __init__(self, folder: Path, headers: Mapping[str, str]) -> None:
        """Serve a folder."""
        super().__init__(directory=folder, check_dir=False)
        self._headers = headers

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file with its headers."""
        response = await super().get_response(path, scope)
        response.headers.update(self.headers_of(path))
        return response

    def headers_of(self, path: str) -> Mapping[str, str]:
        """The headers of a file of the folder."""
        return self._headers


class WidgetFiles(Files):
    """What `make widget` built. A name with a hash in it stands for its content and is kept for ever."""

    def __init__(self, folder: Path = WIDGET) -> None:
        """Serve what lies in a folder, as soon as it lies there."""
        super().__init__(folder, _ASK_FIRST)
        self._loader = folder / "loader.js"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request; before the widget is built, say how it is."""
        if scope["type"] == "http" and not self._loader.is_file():
            await problem(404, _NOT_BUILT)(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)

    def headers_of(self, path: str) -> Mapping[str, str]:
        """Headers for ever, or for the loader."""
        return _FOREVER if _HASHED.fullmatch(path) else _ASK_FIRST


def mounts() -> list[Mount]:
    """The folders that are served."""
    revalidated = {"cache-control": "no-cache"}
    return [
        Mount("/widget/v1", WidgetFiles()),
        Mount("/demo", Files(STATIC / "demo", revalidated)),
        Mount("/static", Files(STATIC, revalidated)),
    ]
