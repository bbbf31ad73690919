"""The guard: every request passes it before anything else sees it."""

import logging
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.refusals import Refusal, fault_of
from onrecord.web.security.door import Door, Headers
from onrecord.web.security.headers import HEADERS
from onrecord.web.security.hosts import SAFE_METHODS, is_from_here, is_known_host
from onrecord.web.settings import ServeSettings

_log = logging.getLogger(__name__)

_SMALL_BODY_BYTES = 1_000_000
_LARGE_BODY_PATHS = ("/add", "/api/v1/jobs")

Refuse = Callable[[Request, Refusal], Response]
"""Makes a page, or what a program reads, of a refusal."""


class Guard:
    """Checks host, origin, token and size, and gives every answer its headers (ASGI)."""

    def __init__(self, app: ASGIApp, *, settings: ServeSettings, door: Door, refuse: Refuse):
        self._app = app
        self._settings = settings
        self._door = door
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request in, or answers it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":  # there are no web sockets here
            await self._serve(scope, receive, _with_headers(send))

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = _headers_of(scope)
        try:
            self._check_origin(scope, headers)
            answer = self._door.answer(scope, headers)
            body = _limited(receive, headers, self._limit_bytes(scope["path"]))
        except Refusal as refusal:
            answer, body = self._refuse(Request(scope), refusal), receive
        await self._answer(answer or self._app, scope, body, send)

    async def _answer(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers; a fault of ours becomes a page like all others, with the same headers."""
        has_begun = False

        async def sending(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await app(scope, receive, sending)
        except Exception as error:  # the border of one request: no fault of one stops the others
            _log.exception("a fault at %s", scope["path"])
            if has_begun:
                raise
            await self._refuse(Request(scope), fault_of(error))(scope, receive, send)

    def _check_origin(self, scope: Scope, headers: Headers) -> None:
        host = headers.get("host", "")
        if not is_known_host(host, self._settings):
            raise Refusal(
                421,
                "This room has another name",
                "Open it by the address that `onrecord serve` printed. To allow another name, "
                "start it with --allow-host NAME.",
                "unknown-host",
            )
        if scope["method"] not in SAFE_METHODS and not is_from_here(headers, host):
            raise Refusal(
                403,
                "Another site sent this",
                "Only pages of this reading room may change anything here. Open the page itself "
                "and send it from there.",
                "cross-site",
            )

    def _limit_bytes(self, path: str) -> int:
        most = self._settings.limit_bytes
        return most if path.startswith(_LARGE_BODY_PATHS) else min(most, _SMALL_BODY_BYTES)


def _headers_of(scope: Scope) -> Headers:
    return {
        name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
    }


def _limited(receive: Receive, headers: Headers, limit_bytes: int) -> Receive:
    """The request's body; reading it raises Refusal where it is longer than it may be."""
    declared = headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit_bytes:
        raise _too_large(limit_bytes)
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit_bytes:
            raise _too_large(limit_bytes)
        return message

    return counted


def _too_large(limit_bytes: int) -> Refusal:
    return Refusal(
        413,
        "That is too much at once",
        f"A form may bring {limit_bytes // 1_000_000:,} MB. Send fewer or smaller files, or read "
        "them with `onrecord read`.",
        "too-large",
        {"Connection": "close"},
    )


def _with_headers(send: Send) -> Send:
    more = [(name.lower().encode(), value.encode()) for name, value in HEADERS]

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            there = {name.lower() for name, _ in message["headers"]}
            added = [one for one in more if one[0] not in there]
            message = {**message, "headers": [*message["headers"], *added]}
        await send(message)

    return sending
