"""Captures: the bytes that editions come from, and how far archives were read. Never changed once released."""

from sqlalchemy import Connection

from onrecord.ledger import dialect

_TABLES: tuple[str, ...] = ()


def apply(connection: Connection) -> None:
    """Makes the tables, in the caller's transaction."""
    for statement in _TABLES:
        connection.exec_driver_sql(statement.format(**dialect.DDL_WORDS))
