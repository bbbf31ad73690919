"""The prints of editions in the ledger, and which are alike; in the caller's transaction.

A key leads to the editions whose text may share a paragraph. A key that leads to 32 editions takes
no more: what so many texts have is a copy, which the 32 lead to, or a phrase, which leads nowhere.
So a look-up takes the same time in a ledger of any size, and of any number of identical texts.
"""

from collections import Counter
from collections.abc import Collection, Iterable

import numpy as np
from sqlalchemy import Connection, bindparam, delete, insert, select

from onrecord.compare.prints import Prints, Runs
from onrecord.ledger import bulk, tables

MOST_OF_A_KEY = 32
_NUMBERS = np.dtype("<u4")

LedTo = list[tuple[int, int]]
"""Keys, each with an edition that it leads to."""

_prints, _keys = tables.prints.c, tables.print_keys.c
_ADD, _ADD_KEYS = insert(tables.prints), insert(tables.print_keys)
_LED_TO = select(_keys.print_key, _keys.edition).where(
    _keys.print_key.in_(bindparam("keys", expanding=True))
)


def add(connection: Connection, edition: int, prints: Prints, led_to: LedTo) -> None:
    """Keeps an edition's prints.

    Args:
        connection: A transaction that writes.
        edition: The edition's key.
        prints: Its prints.
        led_to: What `led_to` found by their keys.
    """
    runs = prints.runs.astype(_NUMBERS).tobytes()
    bulk.write(connection, _ADD, [{"edition": edition, "runs": runs}])
    full = Counter(key for key, _ in led_to)
    rows = [
        {"print_key": key, "edition": edition} for key in prints.keys if full[key] < MOST_OF_A_KEY
    ]
    bulk.write(connection, _ADD_KEYS, rows)


def remove(connection: Connection, edition: int) -> None:
    """Forgets an edition's prints."""
    connection.execute(delete(tables.print_keys).where(_keys.edition == edition))
    connection.execute(delete(tables.prints).where(_prints.edition == edition))


def runs_of(connection: Connection, editions: Collection[int]) -> dict[int, Runs]:
    """The runs of these editions, of those that have prints."""
    if not editions:
        return {}
    query = select(_prints.edition, _prints.runs).where(_prints.edition.in_(editions))
    return {row.edition: np.frombuffer(row.runs, _NUMBERS) for row in connection.execute(query)}


def load(connection: Connection, edition: int) -> Prints:
    """An edition's prints as they are kept; keys that were full when it was put are not."""
    query = select(_keys.print_key).where(_keys.edition == edition).order_by(_keys.print_key)
    keys = tuple(connection.execute(query).scalars())
    return Prints(runs_of(connection, [edition])[edition], keys)


def led_to(connection: Connection, keys: Iterable[int], *, but: int) -> LedTo:
    """The editions that these keys lead to, less one edition."""
    found = connection.execute(_LED_TO, {"keys": tuple(keys)}).all()
    return [(key, edition) for key, edition in found if edition != but]


def likeliest(found: LedTo, most: int) -> list[int]:
    """The editions that most keys lead to, those with more of them first; at most so many."""
    counts = Counter(edition for _, edition in found)
    return sorted(counts, key=lambda edition: (-counts[edition], edition))[:most]
