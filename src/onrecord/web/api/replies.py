"""What the API answers with: JSON, JSON lines, and 'not modified'."""

import hashlib
import json
from collections.abc import Iterator
from threading import BoundedSemaphore
from typing import Any

import anyio
from fastapi import Request
from fastapi.responses import Response, StreamingResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.errors import OnrecordError
from onrecord.ledger.plain import to_plain
from onrecord.version import __version__
from onrecord.web.api.problems import problem
from onrecord.web.reading import Shelf
from onrecord.web.refusals import Refusal
from onrecord.web.turns import soon

JSON = "application/json"
JSON_LINES = "application/jsonl"

_MOST_STREAMS = 8
_CHUNK_CHARS = 64_000
_RETRY_SECONDS = 2
_UNKEPT = "/api/v1/jobs/"
# JSON takes these as they are, but many programs that read line by line end a line at them.
_LINE_BREAKS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def reply(value: Any, *, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A value of the ledger, or a plain one, as JSON."""
    return Response(to_json(to_plain(value)).encode(), status, headers, media_type=JSON)


def to_json(value: Any) -> str:
    """JSON in one line, with letters of every script as they are."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_LINE_BREAKS)


def wants_lines(request: Request) -> bool:
    """Whether JSON lines are asked for, by ``Accept``."""
    return JSON_LINES in request.headers.get("accept", "")


class Lines(StreamingResponse):
    """Values as JSON lines, written as the ledger gives them.

    Each keeps a connection to the ledger until it ends, so that only some are given at a time.
    """

    def __init__(self, values: Iterator[Any]) -> None:
        self._values = values
        # The first one now: what is wrong with the question is told with a status of its own.
        first = next(values, None)
        super().__init__(self._chunks(first), media_type=JSON_LINES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends them, or that there are too many asked for at once."""
        streams: Streams = scope["app"].state.streams
        try:
            if not streams.enter():
                await _too_many()(scope, receive, send)
                return
            try:
                await super().__call__(scope, receive, send)
            finally:
                streams.leave()
        finally:
            with anyio.CancelScope(shield=True):
                await run_in_threadpool(self._close)

    def _chunks(self, first: Any) -> Iterator[bytes]:
        chunk = "" if first is None else _line(first)
        for value in self._values:
            chunk += _line(value)
            if len(chunk) > _CHUNK_CHARS:
                yield chunk.encode()
                chunk = ""
        if chunk:
            yield chunk.encode()

    def _close(self) -> None:
        close = getattr(self._values, "close", None)
        if close is not None:
            close()


class Streams:
    """How many results may be streamed at the same time."""

    def __init__(self, most: int = _MOST_STREAMS) -> None:
        self._free = BoundedSemaphore(most)

    def enter(self) -> bool:
        """Whether there is room for one more."""
        return self._free.acquire(blocking=False)

    def leave(self) -> None:
        """Makes room again."""
        self._free.release()


class Revalidation:
    """Gives answers an ETag, and answers 'not modified' without asking the ledger (ASGI).

    The tag is of the address and the ledger's revision, taken before the ledger is read: what is
    sent with it may be newer than the tag says, never older.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers 'not modified', or hands on."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        if scope["method"] == "HEAD":
            scope, send = {**scope, "method": "GET"}, _without_body(send)
        if _is_unkept(scope["path"]):
            await self._app(scope, receive, send)
            return
        tag = await soon(_tag, scope)
        if tag is None:
            await self._app(scope, receive, send)
        elif tag in _tags(Headers(scope=scope).get("if-none-match", "")):
            await Response(status_code=304, headers=_marks(tag))(scope, receive, send)
        else:
            await self._app(scope, receive, _with_tag(send, tag))


def _is_unkept(path: str) -> bool:
    """Whether an answer tells what the ledger does not hold, so that its mark says nothing."""
    return f"{path}/".startswith(_UNKEPT)


def _tag(scope: Scope) -> str | None:
    shelf: Shelf = scope["app"].state.shelf
    try:
        revision = shelf.ledger().revision()
    except OnrecordError:
        return None  # the operation itself says what is wrong
    accept = Headers(scope=scope).get("accept", "")
    told = [__version__, revision, scope["path"], scope["query_string"].decode("latin-1"), accept]
    return f'W/"{hashlib.sha256(json.dumps(told).encode()).hexdigest()[:24]}"'


def _tags(given: str) -> set[str]:
    return {f"W/{tag.strip().removeprefix('W/')}" for tag in given.split(",")}


def _marks(tag: str) -> dict[str, str]:
    return {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Accept"}


def _with_tag(send: Send, tag: str) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            headers = MutableHeaders(scope=message)
            for name, value in _marks(tag).items():
                headers.setdefault(name, value)
        await send(message)

    return sending


def _without_body(send: Send) -> Send:
    """Sends the head of an answer alone, as HEAD asks for it."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return sending


def _line(value: Any) -> str:
    return f"{to_json(to_plain(value))}\n"


def _too_many() -> Response:
    return problem(
        Refusal(
            429,
            "Too many results are being streamed",
            f"{_MOST_STREAMS} are at a time. Try again a little later.",
            "too-many",
            {"Retry-After": str(_RETRY_SECONDS)},
        )
    )
