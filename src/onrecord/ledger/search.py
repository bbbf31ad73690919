"""Finding statements by their words and by what they are, the newest or the best first.

Which index answers is decided here, not by SQLite: it keeps no figures of how often a value stands
in a column, and takes the wrong one on a ledger of a million statements. Whoever asks counts each
condition up to a bound first, and drives with the rarest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from onrecord.errors import OptionError
from onrecord.ledger import dialect, hits, tables
from onrecord.ledger.asking import NEWEST_KEY, Asked, Condition, asked
from onrecord.ledger.conditions import checked_limit
from onrecord.ledger.values import Hit, Order, SearchFilters

COUNT_BOUND = 20_000
"""How far conditions are counted to find the rarest."""

_PROBE_BOUND = 100
"""Up to so many statements are held against the words one by one."""

_BEST_BOUND = 10_000
"""Of more statements that have the words, the newest so many are ranked."""

_CHUNK_HITS = 100

_current, _statements = tables.current_statements.c, tables.statements.c
_about, _words = tables.about_places.c, dialect.SEARCH.c

_COUNTED = ("outlet", "speaker", "country", "act", "framing", "mode", "answers", "denials")
NARROW = tuple(_current[name] for name in ("row_id", *_COUNTED))
"""What is counted of the statements that are found."""


class Place(NamedTuple):
    """Where a list goes on: below this key, and this rank when the best come first."""

    key: int
    rank: float | None = None


START = Place(NEWEST_KEY + 1)
"""Where a list begins."""


class _Way(Enum):
    """Which statements are held against the words: none, all, those of the rarest, each of them."""

    NO_WORDS = "no words"
    WORDS = "words"
    WORDS_OF_FEW = "words of few"
    EACH = "each"


class Plan(NamedTuple):
    """How what is asked is looked for.

    Attributes:
        what: What is asked; not hopeless.
        way: Which statements are held against the words.
        rarest: What the fewest statements pass, of what an index answers.
    """

    what: Asked
    way: _Way
    rarest: Condition | str | None

    def query(self, columns: Sequence[ColumnElement[Any]]) -> Select[Any]:
        """The newest first.

        Args:
            columns: Of `current_statements`.
        """
        if self.way is _Way.NO_WORDS:
            return _driven(self.what, columns, self.rarest)
        if self.way is _Way.WORDS:
            return _by_words(self.what, columns)
        if self.way is _Way.WORDS_OF_FEW:
            few = _driven(self.what, (_current.row_id,), self.rarest).order_by(None)
            return _by_words(self.what, columns).where(_fixed(_words.rowid).in_(few))
        return _probing(_driven(self.what, columns, self.rarest), self.what)


def checked(words: str, filters: SearchFilters) -> Asked:
    """What a search asks; it must ask something.

    Raises:
        OptionError: Nothing is asked, or a filter makes no sense.
    """
    checked_limit(filters.limit)
    asks = replace(filters, once=False, limit=None, order=Order.NEWEST)
    if not words.strip() and asks == SearchFilters():
        raise OptionError("Nothing to search for: give words, or a filter such as a speaker.")
    return asked(words, filters)


def found(connection: Connection, what: Asked, filters: SearchFilters) -> Iterator[Hit]:
    """The hits, the newest or the best first, few of them in memory."""
    left = filters.limit
    if filters.order is Order.BEST and what.expression:
        keys = [row.row_id for row in best(connection, what, limit=left)]
        for start in range(0, len(keys), _CHUNK_HITS):
            yield from hits.of_keys(connection, keys[start : start + _CHUNK_HITS])
        return
    place = START
    while left is None or left > 0:
        size = _CHUNK_HITS if left is None else min(left, _CHUNK_HITS)
        rows = newest(connection, what, limit=size, after=place)
        yield from hits.of_keys(connection, [row.row_id for row in rows])
        if len(rows) < size:
            return
        place = Place(rows[-1].row_id)
        left = None if left is None else left - size


def newest(
    connection: Connection,
    what: Asked,
    *,
    limit: int,
    after: Place = START,
    columns: Sequence[ColumnElement[Any]] = (_current.row_id,),
) -> Sequence[Row[Any]]:
    """What fits, the newest first.

    Args:
        connection: A transaction that reads.
        what: What is asked.
        limit: At most so many.
        after: Where to go on.
        columns: Of `current_statements`.
    """
    what = replace(what, high=min(what.high, after.key - 1))
    if what.is_hopeless or what.high < what.low:
        return []
    return connection.execute(query(connection, what, columns).limit(limit)).all()


def best(
    connection: Connection, what: Asked, *, limit: int | None, after: Place = START
) -> Sequence[Row[Any]]:
    """What fits, the best first; of very much, the best of the newest. Has ``row_id``, ``rank``."""
    if what.is_hopeless:
        return []
    rank = dialect.SEARCH_RANK.label("rank")
    some = _by_words(what, (_words.rowid.label("row_id"), rank)).limit(_BEST_BOUND).subquery()
    ranked = select(some).order_by(some.c.rank, some.c.row_id.desc()).limit(limit)
    if after.rank is not None:
        below = (some.c.rank == after.rank) & (some.c.row_id < after.key)
        ranked = ranked.where((some.c.rank > after.rank) | below)
    return connection.execute(ranked).all()


def total(connection: Connection, what: Asked, bound: int, plan: Plan | None = None) -> int:
    """How many fit, counted up to a bound.

    Args:
        connection: A transaction that reads.
        what: What is asked.
        bound: Where counting stops.
        plan: How to look for it, where that is known.
    """
    if what.is_hopeless:
        return 0
    if what.only is not None and what.only.is_counted:
        wanted = select(_current.row_id).where(what.only.plain())
    else:
        wanted = (plan or planned(connection, what)).query((_current.row_id,))
    some = wanted.limit(bound).subquery()
    return connection.scalar(select(func.count()).select_from(some)) or 0


def narrowed(query: Select[Any], what: Asked) -> Select[Any]:
    """A query that joins `current_statements`, and lets through what fits."""
    query = query.where(*what.everything())
    if what.expression:
        have_them = select(_words.rowid).where(dialect.matches(what.expression))
        query = query.where(_fixed(_current.row_id).in_(have_them))
    return query


def query(
    connection: Connection, what: Asked, columns: Sequence[ColumnElement[Any]]
) -> Select[Any]:
    """The newest first, driven by what is rarest.

    Args:
        connection: A transaction that reads.
        what: What is asked; not hopeless.
        columns: Of `current_statements`.
    """
    return planned(connection, what).query(columns)


def planned(connection: Connection, what: Asked) -> Plan:
    """How to look for what is asked, which is not hopeless: driven by what is rarest."""
    counts = _counted(connection, what)
    rarest = min(counts, key=lambda one: counts[one]) if counts else None
    number = COUNT_BOUND + 1 if rarest is None else counts[rarest]
    if not what.expression:
        return Plan(what, _Way.NO_WORDS, rarest)
    if number > COUNT_BOUND or _by_words_bounded(connection, what) <= number:
        return Plan(what, _Way.WORDS, rarest)
    return Plan(what, _Way.WORDS_OF_FEW if number > _PROBE_BOUND else _Way.EACH, rarest)


def _counted(connection: Connection, what: Asked) -> dict[Condition | str, int]:
    """How many statements pass each condition that an index answers, up to the bound."""
    found: dict[Condition | str, int] = {}
    keys_fit = _current.row_id.between(what.low, what.high)
    several = [one for one in what.conditions if one.is_indexed]
    if len(several) + (what.place is not None) == 1 and not what.expression:
        return {several[0] if several else "place": 0}  # there is no choice
    for condition in several:
        found[condition] = _bounded(
            connection, select(_current.row_id).where(condition.plain(), keys_fit)
        )
    if what.place is not None:
        found["place"] = _bounded(connection, select(_about.statement).where(*_named(what)))
    return found


def _bounded(connection: Connection, query: Select[Any]) -> int:
    some = query.limit(COUNT_BOUND + 1).subquery()
    return connection.scalar(select(func.count()).select_from(some)) or 0


def are_words_common(connection: Connection, what: Asked) -> bool:
    """Whether nothing but words is asked, and more have them than are counted; costs little."""
    if not what.expression or what.conditions or what.place is not None:
        return False
    return _by_words_bounded(connection, what) > COUNT_BOUND


def _by_words_bounded(connection: Connection, what: Asked) -> int:
    query = select(_words.rowid).where(dialect.matches(what.expression))
    return _bounded(connection, query.where(_words.rowid.between(what.low, what.high)))


def _driven(
    what: Asked, columns: Sequence[ColumnElement[Any]], by: Condition | str | None
) -> Select[Any]:
    """Along an index: of a condition, of places, or of the keys themselves."""
    rest = [one.hidden() for one in what.conditions if one is not by]
    if by == "place":
        query = select(*columns).where(*_named(what)).distinct()
        query = query.select_from(tables.about_places)
        query = query.join(tables.current_statements, _current.row_id == _fixed(_about.statement))
        return query.where(*rest).order_by(_about.statement.desc())
    query = select(*columns).where(_current.row_id.between(what.low, what.high), *rest)
    if isinstance(by, Condition):
        query = query.where(by.plain())
    if what.place is not None:
        query = query.where(what.is_about_place())
    return query.order_by(_current.row_id.desc())


def _by_words(what: Asked, columns: Sequence[ColumnElement[Any]]) -> Select[Any]:
    """Along the full-text index."""
    query = select(*columns).select_from(dialect.SEARCH)
    query = query.join(tables.current_statements, _current.row_id == _fixed(_words.rowid))
    query = query.where(dialect.matches(what.expression))
    query = query.where(_words.rowid.between(what.low, what.high))
    query = query.where(*(one.hidden() for one in what.conditions))
    if what.place is not None:
        query = query.where(what.is_about_place())
    return query.order_by(_words.rowid.desc())


def _probing(query: Select[Any], what: Asked) -> Select[Any]:
    """A query that holds each statement against the words."""
    query = query.join(dialect.SEARCH, _words.rowid == _fixed(_current.row_id))
    return query.where(dialect.matches(what.expression))


def _named(what: Asked) -> list[ColumnElement[bool]]:
    return [_about.words == what.place, _about.statement.between(what.low, what.high)]


def _fixed(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column that is known before the one it is compared with: the order of a join."""
    return dialect.without_index(column)
