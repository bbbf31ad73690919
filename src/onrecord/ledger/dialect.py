"""What is SQLite's own, in one place: what differs for PostgreSQL differs here.

Column types and clauses of the DDL, pragmas, full-text search, folding of case and accents,
upsert, hints to the planner, and the store's own checks.
"""

import sqlite3
import unicodedata
from collections.abc import Callable, Iterator
from typing import TypeVar, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    String,
    UnaryExpression,
    func,
    literal_column,
)
from sqlalchemy import column as plain_column
from sqlalchemy import table as plain_table
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.sql.operators import custom_op

T = TypeVar("T")

__all__ = [
    "APPLICATION_ID",
    "BUSY_TIMEOUT_SECONDS",
    "CACHE_BYTES",
    "DDL_WORDS",
    "SEARCH",
    "SEARCH_RANK",
    "SEARCH_V1",
    "SEARCH_V2",
    "begin",
    "check_references_last",
    "contains",
    "fold",
    "folded",
    "insert",
    "matches",
    "rebuild_search",
    "set_up",
    "store_problems",
    "use_wal",
    "without_index",
]

APPLICATION_ID = 0x6F6E7265
"""Marks a SQLite file as a ledger, in its header: the letters ``onre``."""

BUSY_TIMEOUT_SECONDS = 30.0
"""How long to wait for another process's transaction before giving up."""

CACHE_BYTES = 16_000_000
"""What a connection keeps of the file in memory."""

DDL_WORDS = {"key": "INTEGER PRIMARY KEY", "clustered": " WITHOUT ROWID", "bytes": "BLOB"}
"""What stands for the placeholders in the migrations' DDL."""

SEARCH_V1 = (
    """CREATE VIRTUAL TABLE statements_search USING fts5 (
    content_text, source_text, speaker_name,
    content='statements', content_rowid='row_id', tokenize='unicode61 remove_diacritics 2'
)""",
    """CREATE TRIGGER statements_search_insert AFTER INSERT ON statements BEGIN
    INSERT INTO statements_search (rowid, content_text, source_text, speaker_name)
    VALUES (new.row_id, new.content_text, new.source_text, new.speaker_name);
END""",
    """CREATE TRIGGER statements_search_delete AFTER DELETE ON statements BEGIN
    INSERT INTO statements_search
        (statements_search, rowid, content_text, source_text, speaker_name)
    VALUES ('delete', old.row_id, old.content_text, old.source_text, old.speaker_name);
END""",
    """CREATE TRIGGER statements_search_update AFTER UPDATE ON statements BEGIN
    INSERT INTO statements_search
        (statements_search, rowid, content_text, source_text, speaker_name)
    VALUES ('delete', old.row_id, old.content_text, old.source_text, old.speaker_name);
    INSERT INTO statements_search (rowid, content_text, source_text, speaker_name)
    VALUES (new.row_id, new.content_text, new.source_text, new.speaker_name);
END""",
)
"""The full-text index: kept in step by triggers, so that any SQLite tool's write keeps it so."""

SEARCH_V2 = (
    "DROP TRIGGER statements_search_update",
    """CREATE TRIGGER statements_search_update
AFTER UPDATE OF row_id, content_text, source_text, speaker_name ON statements BEGIN
    INSERT INTO statements_search
        (statements_search, rowid, content_text, source_text, speaker_name)
    VALUES ('delete', old.row_id, old.content_text, old.source_text, old.speaker_name);
    INSERT INTO statements_search (rowid, content_text, source_text, speaker_name)
    VALUES (new.row_id, new.content_text, new.source_text, new.speaker_name);
END""",
)
"""The same, but that a change of other columns leaves the index alone."""

SEARCH = plain_table("statements_search", plain_column("rowid"))
"""The full-text index, to be joined on its ``rowid``, which is the statement's ``row_id``."""

SEARCH_RANK: ColumnElement[float] = literal_column("statements_search.rank")
"""How well a row fits the words, smaller is better (BM25)."""


def matches(expression: str) -> ColumnElement[bool]:
    """The condition that a row of `SEARCH` fits an FTS5 expression."""
    return literal_column("statements_search").bool_op("MATCH")(expression)


def contains(column: ColumnElement[str], part: str) -> ColumnElement[bool]:
    """The condition that a column's text has these characters in it, whatever they are."""
    return func.instr(column, part) > 0


def folded(column: ColumnElement[str]) -> ColumnElement[str]:
    """A column's text as `fold` gives it."""
    return func.onrecord_fold(column, type_=String)


def fold(text: str) -> str:
    """A text without its case and accents.

    >>> fold("ÉLODIE Straße")
    'elodie strasse'
    """
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()


def set_up(connection: sqlite3.Connection, *, cache_bytes: int = CACHE_BYTES) -> None:
    """Prepares a new connection: its pragmas, of which one is its cache, and `fold`."""
    connection.execute(f"PRAGMA busy_timeout = {int(BUSY_TIMEOUT_SECONDS * 1000)}")
    connection.execute("PRAGMA foreign_keys = ON")
    # In WAL mode NORMAL can't harm the file; a power cut may take the last transactions, whole.
    connection.execute("PRAGMA synchronous = NORMAL")
    # Indexes of ids are written all over; a checkpoint syncs the file, so it comes every 16 MB.
    connection.execute(f"PRAGMA cache_size = {-cache_bytes // 1000}")
    connection.execute("PRAGMA wal_autocheckpoint = 4000")
    connection.create_function("onrecord_fold", 1, _fold_or_none, deterministic=True)
    connection.create_function("onrecord_day", 1, _day, deterministic=True)


def use_wal(connection: sqlite3.Connection) -> None:
    """Turns WAL mode on for good; where the file system can't, the file keeps its journal."""
    connection.execute("PRAGMA journal_mode = WAL")


def begin(connection: Connection, *, write: bool) -> None:
    """Begins a transaction: one that reads, or one that takes the write lock at once.

    At once, because a transaction that reads first and then wants to write fails without waiting
    when another process has written in between.
    """
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def without_index(column: ColumnElement[T]) -> ColumnElement[T]:
    """A column's value as a condition that no index answers, so that another one is taken.

    The planner keeps no figures of how often a value stands; who asks has counted.
    """
    plus = UnaryExpression(column, operator=custom_op("+"), type_=column.type)
    return cast(ColumnElement[T], plus)


def check_references_last(connection: Connection) -> None:
    """Lets references between tables be broken until the transaction ends."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")


def rebuild_search(connection: Connection, change: Callable[[], None]) -> None:
    """Changes the keys of statements, and makes the full-text index anew after it."""
    connection.exec_driver_sql("DROP TRIGGER statements_search_update")
    change()
    rebuild = "INSERT INTO statements_search (statements_search) VALUES ('rebuild')"
    connection.exec_driver_sql(rebuild)
    connection.exec_driver_sql(SEARCH_V2[1])


def store_problems(connection: Connection) -> Iterator[str]:
    """What SQLite itself finds wrong with the file and with references between tables."""
    for row in connection.exec_driver_sql("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield str(row[0])
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"row {row[1]} of {row[0]} refers to a row of {row[2]} that is not there"


def _day(published: str | None) -> str:
    from onrecord.ledger import keys  # which needs this module

    return keys.day_text(keys.day_number(published))


def _fold_or_none(text: object) -> str | None:
    return fold(text) if isinstance(text, str) else None
