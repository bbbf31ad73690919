"""Which editions are copies of which: found out when an edition is put, in its transaction.

The rule: of the editions that came before it and have so much of an edition's words that it is a
copy, the one that has most of them is its source, the earliest of about equals. Editions that lead
to one first edition by their sources are a group. The rule looks at pairs alone, so that the order
in which reports are read does not matter, but for pairs that `prints.like` does not find.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import numpy as np
from sqlalchemy import Connection, bindparam, func, insert, select, update

from onrecord.compare.prints import Prints, prints_of
from onrecord.compare.shared import Shared, shared
from onrecord.ledger import bulk, prints, tables
from onrecord.record import Record
from onrecord.types import Span

MOST_TRIED = 16
"""How many of the editions that keys lead to are compared with a new one, the likeliest first."""

_copies = tables.copies.c
_SHARE_STEPS = 10
_NO_GROUP = 0
_MOST_AGAIN = 64
_ADD = insert(tables.copies)
_FIRST = (
    select(_copies.edition)
    .where(_copies.copy_group == bindparam("of"))
    .order_by(_copies.came)
    .limit(1)
)
_LAST_GROUP = select(func.max(_copies.copy_group))


class _Place(NamedTuple):
    """Where an edition stands among copies; the first of its group has no source."""

    edition: int
    came: str
    group: int
    source: int | None = None
    share: float | None = None


class _Tried(NamedTuple):
    """Another edition that may be a copy or its source.

    Attributes:
        source_came: When its own source came; None where it has none.
        of_mine: How much of the new edition's words it has.
        of_its: How much of its words the new edition has.
    """

    place: _Place
    source_came: str | None
    of_mine: Shared
    of_its: Shared


def assign(connection: Connection, edition: int, record: Record, seen: str) -> None:
    """Keeps a new edition's prints and finds its place among copies.

    Args:
        connection: A transaction that writes.
        edition: The edition's key.
        record: Its record.
        seen: When it was fetched, else read: ISO 8601 in UTC.
    """
    report = record.report
    at = came(report.published, seen, report.edition)
    assign_text(connection, edition, at, report.text, _excluded(record))


def assign_text(
    connection: Connection, edition: int, came: str, text: str, excluded: Sequence[Span]
) -> None:
    """Does so for a text.

    Args:
        connection: A transaction that writes.
        edition: The key of its edition.
        came: What it sorts by.
        text: The text.
        excluded: What is not the report's own.
    """
    found = prints_of(text, excluded)
    if found is not None:
        _place(connection, _Place(edition, came, _NO_GROUP), found, is_kept=False)


def assign_again(connection: Connection, edition: int, record: Record, seen: str) -> None:
    """Does so for an edition that was read again.

    Where it has other words of its own now, because other parts are excluded, it is placed anew,
    and so are those that had it as their source, up to 64 of them.
    """
    known = next(_places(connection, [edition]), None)
    if known is None:
        return assign(connection, edition, record, seen)
    found = prints_of(record.report.text, _excluded(record))
    before = prints.runs_of(connection, [edition]).get(edition)
    if found is not None and before is not None and np.array_equal(before, found.runs):
        return None
    prints.remove(connection, edition)
    if found is None:
        _join(connection, known[0], [])
    else:
        _place(connection, known[0], found, is_kept=False)
    its_copies = select(_copies.edition).where(_copies.source == edition).limit(_MOST_AGAIN)
    for copy in connection.execute(its_copies).scalars().all():
        ((place, _),) = _places(connection, [copy])
        _place(connection, place, prints.load(connection, copy), is_kept=True)
    return None


def _excluded(record: Record) -> list[Span]:
    return [span for part in record.excluded for span in part.spans]


def came(published: str | None, seen: str, edition_id: str) -> str:
    """What editions sort by: the first known is the least.

    The moment of publication in UTC; a day, month or year without a time comes after the times in
    it; without any, the moment of fetching or reading. Then that moment, and then the id.

    >>> came("2031-05-13T10:00+02:00", "2031-05-14T00:00:00Z", "0f") < came("2031-05-13", "2", "0")
    True
    """
    return f"{_moment(published) or _moment(seen) or seen} {seen} {edition_id}"


def _moment(date: str | None) -> str | None:
    """A date as it sorts: ``2031-05-13T08:00:00``; ``2031-05-13~`` for a day, after its times."""
    if not date or not date[:4].isdigit():
        return None
    if len(date) <= len("2031-05-13"):
        return f"{date}~"
    try:
        at = datetime.fromisoformat(date)
        at = at if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return f"{date[:10]}~"
    return at.strftime("%Y-%m-%dT%H:%M:%S")


def _place(connection: Connection, mine: _Place, found: Prints, *, is_kept: bool) -> None:
    """Compares an edition with those that are likely to be alike, and gives it its place."""
    led_to = prints.led_to(connection, found.keys, but=mine.edition)
    places = list(_places(connection, prints.likeliest(led_to, MOST_TRIED)))
    firsts = set(_firsts(connection, places)) - {place.edition for place, _ in places}
    places += _places(connection, firsts - {mine.edition})
    if not is_kept:
        prints.add(connection, mine.edition, found, led_to)
    others = prints.runs_of(connection, [place.edition for place, _ in places])
    in_order = np.sort(found.runs)
    tried: list[_Tried] = []
    for place, source_came in places:
        other = others.get(place.edition)
        if other is None:  # it was read again, and all of it is excluded now
            continue
        of_mine = shared(found.runs, np.sort(other))
        tried.append(_Tried(place, source_came, of_mine, shared(other, in_order)))
    _join(connection, mine, tried)


def _firsts(connection: Connection, places: Collection[tuple[_Place, str | None]]) -> Iterator[int]:
    """The first of the groups that these are in: a large group is met there as a whole."""
    for group in {place.group for place, _ in places}:
        yield connection.execute(_FIRST, {"of": group}).scalar_one()


def _places(
    connection: Connection, editions: Collection[int]
) -> Iterator[tuple[_Place, str | None]]:
    """Where these editions stand, and when the source of each came."""
    if not editions:
        return
    of_source = tables.copies.alias()
    query = (
        select(tables.copies, of_source.c.came.label("source_came"))
        .outerjoin(of_source, of_source.c.edition == _copies.source)
        .where(_copies.edition.in_(editions))
        .order_by(_copies.edition)
    )
    for row in connection.execute(query):
        place = _Place(row.edition, row.came, row.copy_group, row.source, row.share)
        yield place, row.source_came


def _join(connection: Connection, mine: _Place, tried: Sequence[_Tried]) -> None:
    """Gives an edition its source, and itself as a source to those that had none as good."""
    sources = [one for one in tried if one.place.came < mine.came and one.of_mine.is_copy]
    best = min(sources, key=lambda one: _rank(one.of_mine.share, one.place.came), default=None)
    copies = [one for one in tried if one.place.came > mine.came and _is_better(mine, one)]
    placed = mine._replace(
        group=_group(connection, mine, best, copies),
        source=None if best is None else best.place.edition,
        share=None if best is None else best.of_mine.share,
    )
    _put(connection, placed, before=mine)
    for one in copies:
        copy = _Place(
            one.place.edition, one.place.came, placed.group, mine.edition, one.of_its.share
        )
        _put(connection, copy, before=one.place)


def _rank(share: float, came: str) -> tuple[int, str]:
    """How good a source is, the best first: shares in tenths, of about equals the earliest."""
    return -min(int(share * _SHARE_STEPS), _SHARE_STEPS - 1), came


def _is_better(mine: _Place, copy: _Tried) -> bool:
    """Whether the new edition is a source of another one, and better than the one it has."""
    if not copy.of_its.is_copy:
        return False
    if copy.source_came is None or copy.place.share is None:
        return True
    return _rank(copy.of_its.share, mine.came) < _rank(copy.place.share, copy.source_came)


def _group(
    connection: Connection, mine: _Place, best: _Tried | None, copies: Sequence[_Tried]
) -> int:
    """The group that an edition belongs to.

    That of its source. Without one it comes first itself: in its own group, in that of a copy
    which was the first so far, whose members need not be told so one by one, or in a new one.
    """
    if best is not None:
        return best.place.group
    if mine.group != _NO_GROUP and mine.source is None:
        return mine.group
    firsts = [one.place.group for one in copies if one.place.source is None]
    return firsts[0] if firsts else (connection.scalar(_LAST_GROUP) or 0) + 1


def _put(connection: Connection, place: _Place, *, before: _Place) -> None:
    """Writes where an edition stands; where the group is another, its copies go with it."""
    values = {"copy_group": place.group, "source": place.source, "share": place.share}
    if before.group == _NO_GROUP:
        bulk.write(connection, _ADD, [{"edition": place.edition, "came": place.came, **values}])
        return
    this = update(tables.copies).where(_copies.edition == place.edition)
    connection.execute(this.values(**values))
    if before.group != place.group:
        theirs = select(_copies.edition).where(_copies.edition == place.edition)
        down = theirs.cte("copies_of", recursive=True)
        down = down.union(select(_copies.edition).where(_copies.source == down.c.edition))
        below = update(tables.copies).where(_copies.edition.in_(select(down.c.edition)))
        connection.execute(below.values(copy_group=place.group))
