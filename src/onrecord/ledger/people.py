"""What the ledger holds of everybody who goes by a name."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from onrecord.errors import OptionError
from onrecord.ledger import hits, naming, speakers, tables
from onrecord.ledger.names import name_words
from onrecord.ledger.overviews import ToldOf
from onrecord.ledger.values import Count, Hit, Profile

_CHUNK_HITS = 100

_current = tables.current_statements.c


def checked_name(name: str) -> str:
    """A name's words, to be looked for.

    Raises:
        OptionError: It has none.
    """
    words = name_words(name)
    if not words:
        raise OptionError(f"{name!r} is no name: give letters or numbers.")
    return words


def profiles(connection: Connection, words: str, limit: int | None) -> Iterator[Profile]:
    """All whose name has these words in this order; those of exactly this name first.

    Args:
        connection: A transaction that reads.
        words: As `checked_name` gives them.
        limit: At most so many statements of each.
    """
    for name in speakers.like(connection, words):
        yield _profile(connection, name, limit)


def _profile(connection: Connection, name: Row[Any], limit: int | None) -> Profile:
    told = speakers.Told(connection, name.row_id)
    return Profile(
        name=naming.spelled_most(connection, [name.row_id])[name.row_id],
        kind=name.kind or None,
        reports=name.reports,
        statements=name.statements,
        roles=_counts(told.roles),
        affiliations=_counts(told.affiliations),
        countries=_counts(told.countries),
        acts=speakers.acts(connection, name),
        answers=tuple(speakers.answers(connection, name.row_id)),
        hits=tuple(_latest(connection, name, limit)),
    )


def _latest(connection: Connection, name: Row[Any], limit: int | None) -> Iterator[Hit]:
    query = select(_current.row_id).where(_current.speaker == name.row_id)
    newest = query.order_by(_current.row_id.desc()).limit(limit)
    keys: Sequence[int] = connection.scalars(newest).all()
    for start in range(0, len(keys), _CHUNK_HITS):
        yield from hits.of_keys(connection, keys[start : start + _CHUNK_HITS])


def _counts(told: Sequence[ToldOf]) -> tuple[Count, ...]:
    return tuple(Count(one.value, one.reports) for one in told)
