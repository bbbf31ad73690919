"""The names of outlets and speakers, by their keys and back."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from onrecord.ledger import tables
from onrecord.ledger.overviews import SpeakerCount

_outlets, _names, _spellings = tables.outlets.c, tables.names.c, tables.spellings.c


def outlet_names(connection: Connection, keys: Iterable[int]) -> dict[int, str]:
    """The names of outlets; that of 0, which is none, is left out."""
    query = select(_outlets.row_id, _outlets.name).where(_outlets.row_id.in_(set(keys)))
    return {row.row_id: row.name for row in connection.execute(query)}


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
    return connection.execute(select(tables.names).where(_names.row_id.in_(set(keys)))).all()


def spelled_most(connection: Connection, keys: Iterable[int]) -> dict[int, str]:
    """How each name is written most often."""
    query = select(tables.spellings).where(_spellings.name.in_(set(keys)))
    found: dict[int, str] = {}
    # The most frequent last, and of equals the first in the alphabet.
    for row in connection.execute(query.order_by(_spellings.times, _spellings.spelling.desc())):
        found[row.name] = row.spelling
    return found


def _speaker_count(row: Row[Any], spelling: str, times: int) -> SpeakerCount:
    return SpeakerCount(
        name=spelling,
        kind=row.kind or None,
        statements=times,
        reports=row.reports,
        answers=row.answers,
        denials=row.denials,
    )
