"""Writing several rows at once.

SQLAlchemy looks at each value of each row, which costs more than writing it. Rows of plain values
need no looking at: a statement is compiled once, and the driver itself gets tuples. Its errors are
its own, which `trouble.explained` knows as well.
"""

from collections.abc import Sequence
from contextlib import closing
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Insert

from onrecord.ledger.rows import Values


def write(connection: Connection, statement: Insert, rows: Sequence[Values]) -> None:
    """Executes a statement for each row; for no row, does nothing.

    Args:
        connection: A write transaction.
        statement: An insert of plain values; the same object each time.
        rows: Of the same columns each.
    """
    if not rows:
        return
    sql, order = _compiled(statement, connection.dialect, tuple(rows[0]))
    if len(order) == 1:
        values = [(row[order[0]],) for row in rows]
    else:
        values = list(map(itemgetter(*order), rows))
    with closing(connection.connection.cursor()) as cursor:
        cursor.executemany(sql, values)


@lru_cache(256)
def _compiled(
    statement: Insert, dialect: Dialect, names: tuple[str, ...]
) -> tuple[str, Sequence[str]]:
    """The SQL of an insert, and the columns in the order of its marks."""
    compiled: Any = statement.compile(dialect=dialect, column_keys=list(names))
    return str(compiled), tuple(compiled.positiontup)
