"""Captures: the bytes that editions come from, and how far archives were read. Never changed."""

from sqlalchemy import Connection

from onrecord.ledger import dialect

_EDITIONS = (
    "ALTER TABLE editions ADD COLUMN updated TEXT",
    "ALTER TABLE editions ADD COLUMN authors TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE editions ADD COLUMN section TEXT",
    "ALTER TABLE editions ADD COLUMN language TEXT",
)

_TABLES = (
    """CREATE TABLE captures (
    -- Bytes as they were fetched, or as they lie in an archive, and what was read from them.
    row_id {key},
    edition INTEGER REFERENCES editions (row_id), -- none where reading them failed
    location TEXT NOT NULL, -- the address that gave them
    requested TEXT, -- the address that was asked for, where that is another
    fetched_at TEXT, -- UTC
    status INTEGER, -- HTTP status
    headers TEXT NOT NULL, -- HTTP headers, a JSON array of [name, value]
    digest TEXT NOT NULL, -- SHA-256 of the bytes, in hex
    size INTEGER NOT NULL, -- bytes
    archive TEXT -- the record of an archive that holds them; none: the evidence beside the ledger
)""",
    """CREATE TABLE progress (
    -- How far a long source, such as an archive, has been read.
    source TEXT PRIMARY KEY,
    position INTEGER NOT NULL, -- offset of the first record not yet settled
    is_done BOOLEAN NOT NULL,
    updated_at TEXT NOT NULL -- UTC
)""",
)

_INDEXES = (
    "CREATE INDEX captures_location ON captures (location)",
    "CREATE INDEX captures_edition ON captures (edition) WHERE edition IS NOT NULL",
    "CREATE INDEX captures_digest ON captures (digest)",
)


def apply(connection: Connection) -> None:
    """Makes the tables and the new columns, in the caller's transaction."""
    for statement in (*_EDITIONS, *_TABLES, *_INDEXES):
        connection.exec_driver_sql(statement.format(**dialect.DDL_WORDS))
