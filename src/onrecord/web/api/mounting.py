"""The API's place in the reading room; what answers there is made when it is first asked."""

from threading import Lock

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

BASE = "/api/v1"


class Api:
    """Makes the API's app for the first request: the pages need not wait for it to be loaded."""

    def __init__(self, room: FastAPI) -> None:
        self._room = room
        self._lock = Lock()
        self._app: FastAPI | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hands a request on (ASGI)."""
        app = self._app
        if app is None:
            app = await run_in_threadpool(self.app)
        await app(scope, receive, send)

    def app(self) -> FastAPI:
        """The app; safe to use from several threads."""
        from onrecord.web.api.app import make_api

        with self._lock:
            if self._app is None:
                self._app = make_api(self._room)
            return self._app


def mount(room: FastAPI) -> None:
    """Adds the API to the reading room, whose ledger and settings it takes.

    Args:
        room: The reading room's app, with its ``state``.
    """
    room.state.api = Api(room)
    room.mount(BASE, room.state.api)
