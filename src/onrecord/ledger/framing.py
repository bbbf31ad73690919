"""How outlets carry speakers, or the speakers of a country."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, Table, func, select

from onrecord.ledger import dialect, naming, ranking, tables
from onrecord.ledger.overviews import Cell, FramingTable, OutletCount, Side, SpeakerCount, Total
from onrecord.ledger.values import Count

RANKED = 50_000
"""So many of the newest statements of a time tell which countries it has most of."""

_current = tables.current_statements.c
_COLUMNS = {Side.SPEAKER: _current.speaker, Side.COUNTRY: _current.country}
_TOTALS: dict[Side, Table] = {
    Side.SPEAKER: tables.framing_totals,
    Side.COUNTRY: tables.side_totals,
}

SideKey = int | str
"""A speaker's key, or a country's code."""


class Wanted(NamedTuple):
    """What a table is asked for.

    Attributes:
        sides: Their keys; None for those with the most statements.
        outlet: An outlet's key; None for those with the most statements.
        first: First day of publication, ISO 8601; None for all time.
        last: Last day.
        low: Lowest key of the time.
        high: Highest key.
        most_outlets: At most so many rows.
        most_sides: At most so many columns.
    """

    by: Side
    sides: Sequence[SideKey] | None
    outlet: int | None
    first: str | None
    last: str | None
    low: int
    high: int
    most_outlets: int
    most_sides: int

    @property
    def is_of_all_time(self) -> bool:
        """Whether the totals have it."""
        return self.first is None and self.last is None


def table(connection: Connection, wanted: Wanted) -> FramingTable:
    """The table: sides, then outlets, by the number of their statements."""
    sides = wanted.sides
    if sides is None:
        sides = _top_sides(connection, wanted)
    counts = _counts(connection, wanted, sides)
    by_side, by_outlet = Counter[SideKey](), Counter[int]()
    for side, outlet, number in counts.numbers:
        by_side[side] += number
        by_outlet[outlet] += number
    top = [key for key, _ in by_outlet.most_common(wanted.most_outlets)]
    outlets = naming.outlet_names(connection, top)
    named = _named(connection, wanted.by, by_side.most_common(wanted.most_sides))
    return FramingTable(
        by=wanted.by,
        outlets=tuple(
            OutletCount(outlet=outlets.get(key), statements=by_outlet[key]) for key in top
        ),
        sides=tuple(named.values()),
        cells=tuple(cells(counts.of_outlets(top), outlets, named, top)),
        of=Total(sum(number for _, _, number in counts.numbers)),
    )


def of_speaker(connection: Connection, speaker: SpeakerCount, key: int) -> tuple[Cell, ...]:
    """How each outlet carries a speaker, in all time; the most statements first."""
    totals = tables.framing_totals.c
    rows = connection.execute(_select(Side.SPEAKER).where(totals.speaker == key)).all()
    by_outlet = Counter[int]()
    for _, outlet, _, _, number in rows:
        by_outlet[outlet] += number
    names = naming.outlet_names(connection, by_outlet)
    order = [outlet for outlet, _ in by_outlet.most_common()]
    return tuple(cells(rows, names, {key: speaker}, order))


def cells(
    rows: Iterable[Any],
    outlets: dict[int, str],
    sides: dict[SideKey, SpeakerCount],
    order: Sequence[int],
) -> Iterable[Cell]:
    """The cells of some outlets and sides, row by row.

    Args:
        rows: Side, outlet, act, framing and number.
        outlets: Names by key.
        sides: By key, in their order.
        order: The outlets, in their order.
    """
    acts: dict[tuple[int, SideKey], Counter[str]] = defaultdict(Counter)
    framings: dict[tuple[int, SideKey], Counter[str]] = defaultdict(Counter)
    for side, outlet, act, framing, number in rows:
        acts[outlet, side][act] += number
        framings[outlet, side][framing] += number
    for outlet in order:
        for key, side in sides.items():
            if (outlet, key) in acts:
                yield Cell(
                    outlet=outlets.get(outlet),
                    side=side.name,
                    kind=side.kind,
                    statements=acts[outlet, key].total(),
                    acts=ranked(acts[outlet, key]),
                    framings=ranked(framings[outlet, key]),
                )


def ranked(counter: Counter[str]) -> tuple[Count, ...]:
    """Counts, the most frequent first."""
    return tuple(
        Count(*item) for item in sorted(counter.items(), key=lambda item: (-item[1], item[0]))
    )


def _top_sides(connection: Connection, wanted: Wanted) -> list[SideKey]:
    if wanted.by is Side.SPEAKER and wanted.outlet is None:
        top = ranking.top_speaker_keys(
            connection, first=wanted.first, last=wanted.last, size=wanted.most_sides
        )
        return [key for key, _ in top]
    if wanted.is_of_all_time:
        totals = _TOTALS[wanted.by].c
        side = totals[wanted.by.value]
        query = select(side, func.sum(totals.statements).label("number"))
        if wanted.outlet is not None:
            query = query.where(totals.outlet == wanted.outlet)
        query = query.where(side != ("" if wanted.by is Side.COUNTRY else 0)).group_by(side)
    else:
        side = _COLUMNS[wanted.by]
        some = _of_time(wanted, (side.label("side"),)).where(_is_side(wanted.by)).subquery()
        query = select(some.c.side, func.count().label("number")).group_by(some.c.side)
    rows = connection.execute(query).all()
    rows = sorted(rows, key=lambda row: (-row.number, str(row[0])))[: wanted.most_sides]
    return [row[0] for row in rows]


def _is_side(by: Side) -> Any:
    return _current.country.is_not(None) if by is Side.COUNTRY else _current.speaker > 0


class _Counts(NamedTuple):
    """What is counted of some sides.

    Attributes:
        numbers: Side, outlet and number.
        of_outlets: Gives side, outlet, act, framing and number of some outlets.
    """

    numbers: Sequence[Any]
    of_outlets: Callable[[Sequence[int]], Iterable[Any]]


def _counts(connection: Connection, wanted: Wanted, sides: Sequence[SideKey]) -> _Counts:
    if not sides:
        return _Counts([], lambda outlets: [])
    if wanted.is_of_all_time:
        return _counts_of_all_time(connection, wanted, sides)
    rows = _rows_of_time(connection, wanted, sides)
    numbers = [(side, outlet, number) for side, outlet, _, _, number in rows]

    def of_outlets(outlets: Sequence[int]) -> Iterable[Any]:
        shown = frozenset(outlets)
        return [row for row in rows if row[1] in shown]

    return _Counts(numbers, of_outlets)


def _counts_of_all_time(
    connection: Connection, wanted: Wanted, sides: Sequence[SideKey]
) -> _Counts:
    """Out of the totals; acts and framings of the outlets that are shown alone."""
    totals = _TOTALS[wanted.by].c
    side = totals[wanted.by.value]
    is_asked: list[ColumnElement[bool]] = [side.in_(sides)]
    if wanted.outlet is not None:
        is_asked.append(totals.outlet == wanted.outlet)
    numbers: Select[Any] = select(side, totals.outlet, func.sum(totals.statements))
    numbers = numbers.where(*is_asked).group_by(side, totals.outlet)

    def of_outlets(outlets: Sequence[int]) -> Iterable[Any]:
        shown = _select(wanted.by).where(*is_asked, totals.outlet.in_(outlets))
        return connection.execute(shown).all()

    return _Counts(connection.execute(numbers).all(), of_outlets)


def _rows_of_time(
    connection: Connection, wanted: Wanted, sides: Sequence[SideKey]
) -> Sequence[Any]:
    """Out of an index that holds all that is counted, side by side."""
    side = _COLUMNS[wanted.by]
    columns = (side, _current.outlet, _current.act, _current.framing)
    key = dialect.without_index(_current.row_id)
    query = select(*columns, func.count()).where(side.in_(sides))
    query = query.where(key.between(wanted.low, wanted.high)).group_by(*columns)
    if wanted.outlet is not None:
        query = query.where(_current.outlet == wanted.outlet)
    return connection.execute(query).all()


def _of_time(wanted: Wanted, columns: Sequence[Any]) -> Select[Any]:
    query = select(*columns).where(_current.row_id.between(wanted.low, wanted.high))
    if wanted.outlet is not None:
        query = query.where(_current.outlet == wanted.outlet)
    return query.order_by(_current.row_id.desc()).limit(RANKED)


def _select(by: Side) -> Select[Any]:
    totals = _TOTALS[by].c
    return select(totals[by.value], totals.outlet, totals.act, totals.framing, totals.statements)


def _named(
    connection: Connection, by: Side, sides: Sequence[tuple[Any, int]]
) -> dict[SideKey, SpeakerCount]:
    if by is Side.SPEAKER:
        counts = naming.speaker_counts(connection, sides)
        return dict(zip((key for key, _ in sides), counts, strict=True))
    return {
        code: SpeakerCount(name=code, kind=None, statements=number, reports=0, answers=0, denials=0)
        for code, number in sides
    }
