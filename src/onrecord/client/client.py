"""The client: the ledger's questions, asked of a reading room."""

from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import quote

from onrecord.client.transport import Transport
from onrecord.errors import ClientError
from onrecord.ledger import (
    Claim,
    Counts,
    Found,
    FramingTable,
    Hit,
    KeptCapture,
    KeptFailure,
    Moment,
    PlaceMap,
    Profile,
    ReportSummary,
    SavedSearch,
    SearchFilters,
    Side,
    SpeakerOverview,
)
from onrecord.ledger.plain import from_plain
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

    def get(self, key: str) -> Record:
        """A report's record.

        Args:
            key: The report's address or path, at least four characters of the beginning of its
                id, or the whole id of one of its editions.

        Raises:
            NotFoundError: It means no report, or several.
        """
        return _read(Record, self._room.get("/record", {"key": key}))

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

    def reports(
        self,
        *,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
    ) -> Iterator[ReportSummary]:
        """The reports, latest published first."""
        query = {"outlet": outlet, "since": since, "until": until}
        return self._pages(ReportSummary, "/reports", query, limit)

    def search(self, words: str = "", filters: SearchFilters | None = None) -> Iterator[Hit]:
        """The statements that have these words and are as filtered, as `Ledger.search` does.

        Without words and filters, all of them.
        """
        given = filters or SearchFilters()
        query = {"q": words, **_asked(given)}
        return self._pages(Hit, "/statements", query, given.limit)

    def find(
        self,
        words: str = "",
        filters: SearchFilters | None = None,
        *,
        size: int = 50,
        cursor: str | None = None,
        facets: bool = False,
    ) -> Found:
        """A page of `search`, with how many there are and, if asked for, what they are."""
        query = {"q": words, **_asked(filters), "limit": size, "cursor": cursor, "facets": facets}
        told = self._room.get("/statements", query)
        return _read(Found, {**told, "hits": told["items"]})

    def claims(self, words: str = "", filters: SearchFilters | None = None) -> Iterator[Claim]:
        """Statements that others answer within their report, the newest first."""
        given = filters or SearchFilters()
        query = {"q": words, **_asked(given), "sort": None}
        return self._pages(Claim, "/answers", query, given.limit)

    def who(self, name: str, *, limit: int | None = None) -> Iterator[Profile]:
        """What is on record of all who go by a name, at most 50 of them."""
        return _items(Profile, self._room.get("/who", {"name": name, "limit": limit}))

    def speaker(self, name: str, kind: str | None = None) -> SpeakerOverview:
        """All that is on record with somebody, but for the statements: `said_by` gives these.

        Raises:
            NotFoundError: Nobody of this name is on record.
        """
        return _read(SpeakerOverview, self._room.get("/speaker", {"name": name, "kind": kind}))

    def said_by(
        self, name: str, kind: str | None = None, *, limit: int | None = None
    ) -> Iterator[Hit]:
        """Somebody's statements, the newest first."""
        return self._pages(Hit, "/speaker/statements", {"name": name, "kind": kind}, limit)

    def framing(
        self,
        *,
        by: Side = Side.SPEAKER,
        side: str | None = None,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> FramingTable:
        """How outlets carry speakers, or the speakers of a country."""
        query = {"by": by, "side": side, "outlet": outlet, "since": since, "until": until}
        return _read(FramingTable, self._room.get("/framing", query))

    def timeline(
        self,
        words: str = "",
        filters: SearchFilters | None = None,
        *,
        first: str | None = None,
        last: str | None = None,
    ) -> Iterator[Moment]:
        """Statements in time, the earliest first, as `Ledger.timeline` does."""
        given = filters or SearchFilters()
        query = {"q": words, **_asked(given), "sort": None, "first": first, "last": last}
        return self._pages(Moment, "/timeline", query, given.limit)

    def places(self, words: str = "", filters: SearchFilters | None = None) -> PlaceMap:
        """Places with the statements said there, telling of it, or naming it."""
        query = {"q": words, **_asked(filters), "sort": None}
        return _read(PlaceMap, self._room.get("/places", query))

    def failures(self, *, skipped: bool = False) -> Iterator[KeptFailure]:
        """The failures that still stand, or what was passed over instead; latest first."""
        return self._pages(KeptFailure, "/failures", {"skipped": skipped}, None)

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """The saved searches, the last saved first."""
        return tuple(_items(SavedSearch, self._room.get("/saved", {})))

    def _pages(
        self, kind: type[T], path: str, query: Mapping[str, Any], limit: int | None
    ) -> Iterator[T]:
        """The values of all pages of a list, at most so many."""
        cursor: str | None = None
        left = limit
        while left is None or left > 0:
            size = _PAGE if left is None else min(left, _PAGE)
            told = self._room.get(path, {**query, "limit": size, "cursor": cursor})
            yield from _items(kind, told)
            cursor = told["next"]
            left = None if left is None else left - size
            if cursor is None:
                return


def _items(kind: type[T], answer: Any) -> Iterator[T]:
    return (_read(kind, one) for one in answer["items"])


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
