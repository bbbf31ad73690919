"""Copies: which reports share their words. Never changed once released."""

from sqlalchemy import Connection

from onrecord.ledger import catching_up, dialect

_TABLES: tuple[str, ...] = (
    """CREATE TABLE prints (
    -- The runs of five words that an edition's text has; short texts have none.
    edition INTEGER PRIMARY KEY REFERENCES editions (row_id),
    runs {bytes} NOT NULL -- unsigned 32-bit numbers, little-endian, in the order of the text
)""",
    """CREATE TABLE print_keys (
    -- MinHash values of paragraphs: editions with one in common may share a paragraph.
    print_key BIGINT NOT NULL,
    edition INTEGER NOT NULL REFERENCES prints (edition),
    PRIMARY KEY (print_key, edition)
){clustered}""",
    """CREATE TABLE copies (
    -- The editions of one text: each but the first has a source among those that came before it.
    edition INTEGER PRIMARY KEY REFERENCES editions (row_id),
    copy_group INTEGER NOT NULL,
    came TEXT NOT NULL, -- sorts by publication, else by fetching or reading
    source INTEGER REFERENCES editions (row_id), -- none: the first of its group
    share REAL -- of its words, 0 to 1: how many stand in its source
)""",
    "CREATE INDEX print_keys_edition ON print_keys (edition)",
    "CREATE INDEX copies_group ON copies (copy_group, came)",
    "CREATE INDEX copies_source ON copies (source) WHERE source IS NOT NULL",
)


def apply(connection: Connection) -> None:
    """Makes the tables and looks for copies among what is there, in the caller's transaction."""
    for statement in _TABLES:
        connection.exec_driver_sql(statement.format(**dialect.DDL_WORDS))
    catching_up.assign_all(connection)
