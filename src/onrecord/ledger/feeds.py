"""The feeds that a ledger follows, as the rest of the package and its users see them."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, or_, select, update

from onrecord.errors import NotFoundError
from onrecord.ledger import dialect, entries, tables
from onrecord.ledger.feed_values import FeedState, KeptEntry, KeptFeed, Poll
from onrecord.ledger.rows import storable

_feeds = tables.feeds.c
_SHOWN = 5
_Opens = Callable[[], AbstractContextManager[Connection]]


class Feeds:
    """The feeds that are followed, and what they point to. Safe to use from several threads.

    A feed goes by its address, or by a part of its address or title that no other feed has.
    Every method raises LedgerError when the ledger cannot be read or written.
    """

    def __init__(self, reading: _Opens, writing: _Opens) -> None:
        """Takes what opens a transaction that reads, and one that writes."""
        self._reading = reading
        self._writing = writing

    def health(self) -> list[KeptFeed]:
        """All feeds, in the order in which they were added, with how they do."""
        with self._reading() as connection:
            return _kept(connection, _query(with_counts=True))

    def add(self, urls: Iterable[str]) -> list[str]:
        """Follows more feeds; gives the addresses of those that were not followed before.

        Args:
            urls: Clean addresses.
        """
        clean = list(dict.fromkeys(map(storable, urls)))
        with self._writing() as connection:
            return [url for url in clean if _add(connection, url, listed_in=None)]

    def remove(self, name: str) -> KeptFeed:
        """Follows a feed no more, and forgets what waits to be read in no other.

        What was read stays on record, and is not read again if the feed is added again.

        Raises:
            NotFoundError: The name means no feed, or several; likewise below.
        """
        with self._writing() as connection:
            feed = _find(connection, name)
            with_it = select(_feeds.row_id).where(
                (_feeds.row_id == feed.row_id) | (_feeds.listed_in == feed.row_id)
            )
            keys = list(connection.scalars(with_it))
            entries.forget_pending(connection, keys)
            connection.execute(delete(tables.feeds).where(_feeds.row_id.in_(keys)))
            return _feed(feed)

    def pause(self, name: str) -> KeptFeed:
        """Polls a feed no more for now; what waits to be read is still read."""
        return self._change(name, state=FeedState.PAUSED.value)

    def resume(self, name: str) -> KeptFeed:
        """Polls a feed again that was paused or has ended, at its next turn."""
        return self._change(name, state=FeedState.ACTIVE.value, errors=0)

    def retry(self, name: str) -> KeptFeed:
        """Polls a feed at once, and lets those of its entries that failed be tried again."""
        now = _now()
        with self._writing() as connection:
            feed = _find(connection, name)
            entries.try_again(connection, feed.row_id, at=now)
            active = {"state": FeedState.ACTIVE.value, "errors": 0, "next_poll_at": now}
            _update(connection, feed.row_id, active)
            return _feed(_find(connection, feed.url))

    def due(self, at: str) -> list[KeptFeed]:
        """The active feeds that are to be polled by then, the longest due first; without counts."""
        query = _query().where(_is_active(), _feeds.next_poll_at <= at)
        with self._reading() as connection:
            return _kept(connection, query.order_by(None).order_by(_feeds.next_poll_at))

    def waiting(self, at: str, *, of_each_host: int, limit: int) -> list[KeptEntry]:
        """Entries that may be tried by then: of each host the first, those of all hosts mixed."""
        with self._reading() as connection:
            return entries.waiting(connection, at=at, of_each_host=of_each_host, limit=limit)

    def next_due(self, after: str) -> str | None:
        """When a feed or an entry that is not due yet will be; None when there is none."""
        polls = select(func.min(_feeds.next_poll_at)).where(
            _is_active(), _feeds.next_poll_at > after
        )
        with self._reading() as connection:
            found = (connection.scalar(polls), entries.next_try(connection, after=after))
        return min((at for at in found if at is not None), default=None)

    def record(self, url: str, poll: Poll) -> int:
        """Keeps what came of asking for a feed, whole; gives how many entries are to be read.

        A feed that was removed meanwhile stays so.
        """
        with self._writing() as connection:
            key = connection.scalar(select(_feeds.row_id).where(_feeds.url == storable(url)))
            return 0 if key is None else _record(connection, key, poll)

    def postpone(self, url: str, *, until: str) -> None:
        """Leaves an entry for later, as if it had not been tried."""
        later = update(tables.entries).where(tables.entries.c.url == storable(url))
        with self._writing() as connection:
            connection.execute(later.values(next_try_at=until))

    def _change(self, name: str, **values: Any) -> KeptFeed:
        with self._writing() as connection:
            feed = _find(connection, name)
            _update(connection, feed.row_id, values)
            return _feed(_find(connection, feed.url))


def _record(connection: Connection, key: int, poll: Poll) -> int:
    values: dict[str, Any] = {"polled_at": poll.at, "next_poll_at": poll.next_poll_at}
    if poll.interval_seconds is not None:
        values["interval_seconds"] = poll.interval_seconds
    if poll.has_ended:
        values["state"] = FeedState.ENDED.value
    if poll.failure is not None:
        values |= {"code": poll.failure.code, "message": storable(poll.failure.message)}
        values["errors"] = _feeds.errors + int(poll.is_counted)
        _update(connection, key, values)
        return 0
    values |= {"succeeded_at": poll.at, "errors": 0, "code": None, "message": None}
    if poll.location is not None:
        values |= _moved(connection, key, storable(poll.location))
    if poll.is_changed:
        values |= _copy(poll)
    _update(connection, key, values)
    if not poll.is_changed:
        return 0
    _list(connection, key, poll.feeds)
    return entries.see(connection, key, poll.entries, at=poll.at)


def _copy(poll: Poll) -> dict[str, Any]:
    """What is kept of the copy that was read."""
    names = ("title", "kind", "etag", "last_modified", "trouble")
    told = {name: getattr(poll, name) for name in names}
    return {name: value and storable(value) for name, value in told.items()}


def _moved(connection: Connection, key: int, location: str) -> dict[str, Any]:
    """The new address of a feed; one that is followed there already ends here."""
    there = select(_feeds.url).where(
        (_feeds.url == location) | (_feeds.location == location), _feeds.row_id != key
    )
    other = connection.scalar(there.limit(1))
    if other is None:
        return {"location": location}
    return {
        "state": FeedState.ENDED.value,
        "code": "moved",
        "message": f"it has moved to {location}, which is followed already",
    }


def _list(connection: Connection, key: int, urls: Sequence[str]) -> None:
    """Follows the feeds that an index lists, and those no more that it lists no more."""
    if not urls:
        return
    listed = [storable(url) for url in urls]
    gone = _feeds.url.not_in(listed) & (_feeds.listed_in == key)
    connection.execute(update(tables.feeds).where(gone).values(state=FeedState.ENDED.value))
    back = _feeds.url.in_(listed) & (_feeds.listed_in == key)
    ended = _feeds.state == FeedState.ENDED.value
    connection.execute(update(tables.feeds).where(back, ended).values(state=FeedState.ACTIVE.value))
    for url in listed:
        _add(connection, url, listed_in=key)


def _add(connection: Connection, url: str, *, listed_in: int | None) -> bool:
    """Adds a feed, unless it is there by this address or has moved to it."""
    there = select(_feeds.row_id).where((_feeds.url == url) | (_feeds.location == url)).limit(1)
    if connection.scalar(there) is not None:
        return False
    now = _now()
    row = {
        "url": url,
        "location": url,
        "state": FeedState.ACTIVE.value,
        "listed_in": listed_in,
        "added_at": now,
        "next_poll_at": now,
        "errors": 0,
    }
    connection.execute(dialect.insert(tables.feeds).on_conflict_do_nothing(), row)
    return True


def _update(connection: Connection, key: int, values: dict[str, Any]) -> None:
    connection.execute(update(tables.feeds).where(_feeds.row_id == key).values(**values))


def _is_active() -> Any:
    return _feeds.state == FeedState.ACTIVE.value


def _query(*, with_counts: bool = False) -> Select[Any]:
    index = tables.feeds.alias()
    query = (
        select(tables.feeds, index.c.url.label("index_url"))
        .outerjoin(index, index.c.row_id == _feeds.listed_in)
        .order_by(_feeds.row_id)
    )
    if not with_counts:
        return query
    counts = entries.counts().subquery()
    columns = [column for column in counts.c if column.name != "feed"]
    return query.add_columns(*columns).outerjoin(counts, counts.c.feed == _feeds.row_id)


def _kept(connection: Connection, query: Select[Any]) -> list[KeptFeed]:
    return [_feed(row) for row in connection.execute(query)]


def _feed(row: Row[Any]) -> KeptFeed:
    told = dict(row._mapping)
    told["listed_in"] = told.pop("index_url")
    del told["row_id"]
    counts = {name: told.pop(name) or 0 for name in _COUNTS if name in told}
    return KeptFeed(**told | counts | {"state": FeedState(told["state"])})


_COUNTS = ("seen", "read", "skipped", "failed", "pending")


def _find(connection: Connection, name: str) -> Row[Any]:
    """The feed that a user means.

    Raises:
        NotFoundError: It is none, or several.
    """
    key = storable(name.strip())
    query = _query()
    exact = connection.execute(query.where((_feeds.url == key) | (_feeds.location == key))).all()
    found = exact or connection.execute(query.where(_has(key))).all()
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFoundError(
            f"No feed goes by {name!r}. Give its address or a part of it, as `onrecord feeds` "
            "lists them."
        )
    lines = [f"  {row.url}" for row in found[:_SHOWN]] + ["  …"] * (len(found) > _SHOWN)
    raise NotFoundError(
        "\n".join([f"{name!r} may be several feeds; give more of the address:", *lines])
    )


def _has(part: str) -> Any:
    told = func.coalesce(_feeds.title, "")
    words = dialect.fold(part)
    return or_(*(dialect.contains(dialect.folded(text), words) for text in (_feeds.url, told)))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
