"""Searches that somebody wants to come back to, in the caller's transaction."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select

from onrecord.errors import NotFoundError, OptionError
from onrecord.ledger import dialect, tables
from onrecord.ledger.overviews import SavedSearch
from onrecord.ledger.values import Order, SearchFilters
from onrecord.types import Act, Framing, Mode, make_id

_saved = tables.saved_searches.c
_LONGEST_TITLE_CHARS = 200
_ENUMS = {"act": Act, "framing": Framing, "mode": Mode, "order": Order}


def save(connection: Connection, title: str, words: str, filters: SearchFilters) -> SavedSearch:
    """Saves a search; one that is there already gets the new title.

    Raises:
        OptionError: The title is empty or too long.
    """
    title = " ".join(title.split())
    if not title or len(title) > _LONGEST_TITLE_CHARS:
        raise OptionError(f"title has {len(title)} characters: give 1 to {_LONGEST_TITLE_CHARS}.")
    told = {name: value for name, value in asdict(filters).items() if value is not None}
    row = {
        "id": make_id("search", words, sorted((name, str(value)) for name, value in told.items())),
        "title": title,
        "words": words,
        "filters": json.dumps(told, sort_keys=True),
        "saved_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    statement = dialect.insert(tables.saved_searches)
    connection.execute(
        statement.on_conflict_do_update(index_elements=[_saved.id], set_={"title": title}), row
    )
    return get(connection, row["id"])


def every(connection: Connection) -> tuple[SavedSearch, ...]:
    """All of them, the last saved first."""
    query = select(tables.saved_searches).order_by(_saved.row_id.desc())
    return tuple(map(_saved_search, connection.execute(query)))


def get(connection: Connection, search_id: str) -> SavedSearch:
    """One by its id.

    Raises:
        NotFoundError: There is none.
    """
    row = connection.execute(select(tables.saved_searches).where(_saved.id == search_id)).first()
    if row is None:
        raise NotFoundError(f"No saved search has the id {search_id!r}; it may have been removed.")
    return _saved_search(row)


def remove(connection: Connection, search_id: str) -> None:
    """Removes one.

    Raises:
        NotFoundError: There is none.
    """
    get(connection, search_id)
    connection.execute(delete(tables.saved_searches).where(_saved.id == search_id))


def _saved_search(row: Row[Any]) -> SavedSearch:
    told = json.loads(row.filters)
    filters: dict[str, Any] = {
        name: _ENUMS[name](value) if name in _ENUMS else value for name, value in told.items()
    }
    return SavedSearch(
        id=row.id,
        title=row.title,
        words=row.words,
        filters=SearchFilters(**filters),
        saved_at=row.saved_at,
    )
