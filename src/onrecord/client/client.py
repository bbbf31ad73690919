"""The client: the ledger's questions, asked of a reading room."""

from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import quote

from onrecord.client.transport import Transport
from onrecord.errors import ClientError
from onrecord.ledger.plain import from_plain
from onrecord.ledger.values import (
    Counts,
    KeptCapture,
    Profile,
    SearchFilters,
)
from onrecord.record import Record

DEFAULT_URL = "http://127.0.0.1:8420"

_PAGE = 200
_ASKED_AS = {"is_answered": "answered", "is_denied": "denied", "order": "sort"}
"""Filters that go by another name in the API."""

T = TypeVar("T")


class Client:
    """Asks a reading room (``onrecord serve``) what a `Ledger` would be asked.

    Its methods go by the ledger's names, take the same and give the same. Threads may share a
    client. Every method raises an `OnrecordError`: those that the ledger raises, and `ClientError`
    where the room does not answer, asks for a token, or is something else.

    An iterator of pages asks for the next one when it needs it, and the pages stay apart from what
    is written meanwhile; `records` is one answer, of the ledger as it stood when it began.
    """

    def __init__(
        self,
        url: str = DEFAULT_URL,
        *,
        token: str | None = None,
        timeout_seconds: float = 30.0,
        retries: int = 3,
    ) -> None:
        """Asks nothing yet.

        Args:
            url: Where the room is, as ``onrecord serve`` prints it.
            token: The room's, where it has one.
            timeout_seconds: Longest silence.
            retries: How often it asks again where the room is busy or a connection was lost; it
                waits as long as the room tells it to, at most a minute.

        Raises:
            OptionError: The address is none.
            ClientError: ``no-client``: the ``client`` extra is not installed.
        """
        self._room = Transport(url, token=token, timeout_seconds=timeout_seconds, retries=retries)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes its connections; it may be used again."""
        self._room.close()

    def counts(self) -> Counts:
        """How much the ledger holds."""
        return _read(Counts, self._room.get("/counts", {}))

    def get(self, report: str, *, edition: str | None = None) -> Record:
        """A report's record.

        Args:
            report: Its id, or at least four characters of its beginning.
            edition: The whole id of one of its editions; None for the current one.

        Raises:
            NotFoundError: There is none, or there are several.
        """
        path = f"/reports/{quote(report, safe='')}"
        return _read(Record, self._room.get(path, {"edition": edition}))

    def records(
        self, *, outlet: str | None = None, since: str | None = None, until: str | None = None
    ) -> Iterator[Record]:
        """The current record of every report, in the order in which they came."""
        query = {"outlet": outlet, "since": since, "until": until}
        for one in self._room.lines("/records.jsonl", query):
            yield _read(Record, one)

    def captures(self, report: str) -> Iterator[KeptCapture]:
        """What a report was read from, less the bytes."""
        path = f"/reports/{quote(report, safe='')}/captures"
        return _items(KeptCapture, self._room.get(path, {}))

    def who(
        self, name: str, *, kind: str | None = None, limit: int | None = None
    ) -> Iterator[Profile]:
        """What is on record of all who go by a name, at most 50 of them."""
        query = {"name": name, "kind": kind, "limit": limit}
        return _items(Profile, self._room.get("/speakers", query))


def _items(kind: type[T], answer: Any) -> Iterator[T]:
    for one in answer["items"]:
        yield _read(kind, one)


def _asked(filters: SearchFilters | None) -> dict[str, Any]:
    """Filters as the API's parameters."""
    given = filters or SearchFilters()
    return {
        _ASKED_AS.get(name, name): getattr(given, name)
        for name in SearchFilters.__dataclass_fields__
        if name != "limit"
    }


def _read(kind: type[T], data: Any) -> T:
    try:
        return from_plain(kind, data)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ClientError(
            f"the room answers what this version does not understand ({error!r}). Use the same "
            "version of onrecord on both sides.",
            code="no-api",
        ) from error
