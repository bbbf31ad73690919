"""The names of outlets and speakers, by their keys and back."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, bindparam, select

from onrecord.ledger import tables
from onrecord.ledger.overviews import SpeakerCount

_outlets, _names, _spellings = tables.outlets.c, tables.names.c, tables.spellings.c

_KEYS: BindParameter[int] = bindparam("keys", expanding=True)
_OUTLETS = select(_outlets.row_id, _outlets.name).where(_outlets.row_id.in_(_KEYS))
_ROWS = select(tables.names).where(_names.row_id.in_(_KEYS))
_SPELLED = (
    select(_spellings.name, _spellings.spelling)
    .where(_spellings.name.in_(_KEYS))
    # The most frequent last, and of equals the first in the alphabet.
    .order_by(_spellings.times, _spellings.spelling.desc())
)


def outlet_names(connection: Connection, keys: Iterable[int]) -> dict[int, str]:
    """The names of outlets; that of 0, which is none, is left out."""
    return dict(connection.execute(_OUTLETS, {"keys": list(set(keys))}).all())


def speaker_counts(
    connection: Connection, counted: Sequence[tuple[int, int]]
) -> tuple[SpeakerCount, ...]:
    """Speakers by name.

    Args:
        connection: A transaction that reads.
        counted: Their keys, and how many statements of each were counted.
    """
    keys = [key for key, _ in counted]
    known = {row.row_id: row for row in rows_of(connection, keys)}
    spelled = spelled_most(connection, keys)
    return tuple(
        _speaker_count(known[key], spelled[key], times) for key, times in counted if key in known
    )


def rows_of(connection: Connection, keys: Iterable[int]) -> Sequence[Row[Any]]:
    """The rows of names."""
    return connection.execute(_ROWS, {"keys": list(set(keys))}).all()


def spelled_most(connection: Connection, keys: Iterable[int]) -> dict[int, str]:
    """How each name is written most often."""
    found = connection.execute(_SPELLED, {"keys": list(set(keys))})
    return dict(found.all())  # of several of one name, the last


def _speaker_count(row: Row[Any], spelling: str, times: int) -> SpeakerCount:
    return SpeakerCount(
        name=spelling,
        kind=row.kind or None,
        statements=times,
        reports=row.reports,
        answers=row.answers,
        denials=row.denials,
    )
