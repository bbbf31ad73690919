"""Entries of feeds in the ledger, in the caller's transaction."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from onrecord.ledger import dialect, tables
from onrecord.ledger.feed_values import KeptEntry
from onrecord.ledger.rows import storable
from onrecord.types import EntryState, Settlement

_entries, _links = tables.entries.c, tables.feed_entries.c
_captures, _reports, _failures = tables.captures.c, tables.reports.c, tables.failures.c
_CHUNK_ROWS = 500
_PENDING: ColumnElement[bool] = _entries.state == EntryState.PENDING.value

_IS_ON_RECORD = or_(
    exists().where(_reports.url == bindparam("address")),
    exists().where(_captures.location == bindparam("address"), _captures.edition.is_not(None)),
)

_numbered = (
    select(
        tables.entries,
        func.row_number().over(partition_by=_entries.host, order_by=_entries.row_id).label("turn"),
    )
    .where(_PENDING, _entries.next_try_at <= bindparam("at"))
    .subquery()
)
_WAITING = (
    select(_numbered)
    .where(_numbered.c.turn <= bindparam("most"))
    .order_by(_numbered.c.turn, _numbered.c.row_id)
    .limit(bindparam("limit"))
)

_SETTLE = update(tables.entries).where(_entries.url == bindparam("address"))
_RESOLVE = (
    update(tables.failures)
    .where(_failures.location == bindparam("address"), _failures.resolved_at.is_(None))
    .values(resolved_at=bindparam("now"))
)


def see(connection: Connection, feed: int, found: Iterable[KeptEntry], *, at: str) -> int:
    """Keeps what a feed shows, each address once; gives how many are new or to be read again.

    What is on record already by its address counts as read. An entry that the feed says was
    updated since it was read waits once more.
    """
    news = 0
    coming = iter(found)
    while chunk := tuple(islice(coming, _CHUNK_ROWS)):
        news += _see(connection, feed, chunk, at)
    return news


def settle(connection: Connection, settlement: Settlement) -> None:
    """Keeps what came of an entry; one that was read resolves the failure at its address."""
    now = _now()
    address = storable(settlement.url)
    values = {
        "state": settlement.state.value,
        "tries": settlement.tries,
        "next_try_at": settlement.next_try_at,
        "code": settlement.code,
        "settled_at": None if settlement.state is EntryState.PENDING else now,
    }
    connection.execute(_SETTLE.values(**values), {"address": address})
    if settlement.state is EntryState.READ:
        connection.execute(_RESOLVE, {"address": address, "now": now})


def waiting(connection: Connection, *, at: str, of_each_host: int, limit: int) -> list[KeptEntry]:
    """Entries that may be tried at a time: of each host the first, and those of all hosts mixed."""
    limits = {"at": at, "most": of_each_host, "limit": limit}
    return [_entry(row) for row in connection.execute(_WAITING, limits)]


def next_try(connection: Connection, *, after: str) -> str | None:
    """When the next entry may be tried that may not be now; None when none waits."""
    query = select(func.min(_entries.next_try_at)).where(_PENDING, _entries.next_try_at > after)
    found: str | None = connection.scalar(query)
    return found


def counts() -> Select[Any]:
    """How many entries of each feed are how far: its key, and a column for each state."""
    return (
        select(
            _links.feed,
            func.count().label("seen"),
            *(
                func.sum(case((_entries.state == state.value, 1), else_=0)).label(state.value)
                for state in EntryState
            ),
        )
        .join(tables.entries, _entries.row_id == _links.entry)
        .group_by(_links.feed)
    )


def try_again(connection: Connection, feed: int, *, at: str) -> int:
    """Lets the entries of a feed that failed, or wait for a later try, be tried now."""
    again = _entries.state.in_([EntryState.FAILED.value, EntryState.PENDING.value])
    of_feed = _entries.row_id.in_(select(_links.entry).where(_links.feed == feed))
    changed = connection.execute(
        update(tables.entries)
        .where(of_feed, again)
        .values(state=EntryState.PENDING.value, tries=0, next_try_at=at, settled_at=None)
    )
    return changed.rowcount


def forget_pending(connection: Connection, feeds: Sequence[int]) -> None:
    """Removes what waits to be read in these feeds and in no other."""
    elsewhere = exists().where(_links.entry == _entries.row_id, _links.feed.not_in(feeds))
    here = exists().where(_links.entry == _entries.row_id, _links.feed.in_(feeds))
    connection.execute(delete(tables.entries).where(_PENDING, here, ~elsewhere))


def _see(connection: Connection, feed: int, found: Sequence[KeptEntry], at: str) -> int:
    by_url = {storable(entry.url): entry for entry in found}
    known = _known(connection, by_url)
    fresh = [entry for url, entry in by_url.items() if url not in known]
    if fresh:
        connection.execute(
            insert(tables.entries), [_values(connection, entry, at) for entry in fresh]
        )
        known |= _known(connection, [storable(entry.url) for entry in fresh])
    links = dialect.insert(tables.feed_entries).on_conflict_do_nothing()
    connection.execute(links, [{"feed": feed, "entry": known[url].row_id} for url in by_url])
    again = [_again(known[url], entry, at) for url, entry in by_url.items()]
    changed = [values for values in again if values is not None]
    if changed:
        _rewrite(connection, changed)
    waiting_now = sum(1 for entry in fresh if known[storable(entry.url)].state == "pending")
    return waiting_now + len(changed)


def _known(connection: Connection, urls: Iterable[str]) -> dict[str, Any]:
    query = select(_entries.row_id, _entries.url, _entries.state, _entries.updated)
    rows = connection.execute(query.where(_entries.url.in_(list(urls))))
    return {row.url: row for row in rows}


def _again(known: Row[Any], entry: KeptEntry, at: str) -> dict[str, Any] | None:
    """What changes of a settled entry that its feed says was updated; None where it was not."""
    is_settled = known.state in (EntryState.READ, EntryState.FAILED, EntryState.SKIPPED)
    if not (is_settled and is_later(entry.updated, known.updated)):
        return None
    return {"key": known.row_id, "to": entry.updated, "now": at}


def _rewrite(connection: Connection, changed: list[dict[str, Any]]) -> None:
    again = update(tables.entries).where(_entries.row_id == bindparam("key"))
    waits = {"state": EntryState.PENDING.value, "tries": 0, "settled_at": None}
    connection.execute(
        again.values(updated=bindparam("to"), next_try_at=bindparam("now"), **waits), changed
    )


def is_later(one: str | None, other: str | None) -> bool:
    """Whether a stamp is later than another; False where they cannot be compared.

    >>> is_later("2031-05-04T10:00:00+00:00", "2031-05-04T11:30:00+02:00")
    True
    >>> is_later("2031-05-04T10:00:00", "2031-05-04"), is_later("2031-05-04", None)
    (False, False)
    """
    if one is None or other is None:
        return False
    first, second = datetime.fromisoformat(one), datetime.fromisoformat(other)
    alike = len(one) > len("2031-05-04") and len(other) > len("2031-05-04")
    if alike and first.tzinfo and second.tzinfo:
        return first > second
    return first.date() > second.date()


def _values(connection: Connection, entry: KeptEntry, at: str) -> dict[str, Any]:
    url = storable(entry.url)
    is_read = bool(connection.scalar(select(_IS_ON_RECORD), {"address": url}))
    return {
        "url": url,
        "host": urlsplit(url).netloc,
        "title": entry.title and storable(entry.title),
        "outlet": entry.outlet and storable(entry.outlet),
        "authors": storable(json.dumps(entry.authors, ensure_ascii=False)),
        "published": entry.published,
        "updated": entry.updated,
        "state": (EntryState.READ if is_read else EntryState.PENDING).value,
        "tries": 0,
        "next_try_at": None if is_read else at,
        "code": None,
        "seen_at": at,
        "settled_at": at if is_read else None,
    }


def _entry(row: Row[Any]) -> KeptEntry:
    return KeptEntry(
        url=row.url,
        title=row.title,
        outlet=row.outlet,
        authors=tuple(json.loads(row.authors)),
        published=row.published,
        updated=row.updated,
        tries=row.tries,
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
