"""Feeds and their entries. Never changed once released."""

from sqlalchemy import Connection

from onrecord.ledger import dialect

_TABLES = (
    """CREATE TABLE feeds (
    -- The feeds that are followed, and how they do.
    row_id {key},
    url TEXT NOT NULL UNIQUE, -- the address as it was given, clean
    location TEXT NOT NULL, -- where it is fetched: another address where it has moved for good
    state TEXT NOT NULL, -- active, paused, ended
    listed_in INTEGER REFERENCES feeds (row_id) ON DELETE CASCADE, -- the sitemap index it is of
    title TEXT,
    kind TEXT, -- rss, atom, json, sitemap, sitemap-index
    etag TEXT, -- of the copy that was read last
    last_modified TEXT, -- of the same
    added_at TEXT NOT NULL, -- UTC, as the other times are
    polled_at TEXT,
    succeeded_at TEXT, -- when it was last read, or found unchanged
    next_poll_at TEXT NOT NULL,
    interval_seconds INTEGER, -- the pace at which it is polled
    errors INTEGER NOT NULL, -- in a row
    code TEXT, -- of the last failure, none after a success
    message TEXT, -- of the same
    trouble TEXT -- what is wrong with a feed that could be read all the same
)""",
    """CREATE TABLE entries (
    -- What feeds point to: each address once, in however many feeds it stands.
    row_id {key},
    url TEXT NOT NULL UNIQUE, -- clean
    host TEXT NOT NULL,
    title TEXT, -- as the feed tells it, and so are the next four
    outlet TEXT,
    authors TEXT NOT NULL, -- a JSON array
    published TEXT,
    updated TEXT,
    state TEXT NOT NULL, -- pending, read, skipped, failed
    tries INTEGER NOT NULL, -- in vain
    next_try_at TEXT, -- none where it is settled
    code TEXT, -- of the last failure
    seen_at TEXT NOT NULL, -- when a feed first showed it
    settled_at TEXT
)""",
    """CREATE TABLE feed_entries (
    -- Which entries stood in which feed.
    feed INTEGER NOT NULL REFERENCES feeds (row_id) ON DELETE CASCADE,
    entry INTEGER NOT NULL REFERENCES entries (row_id) ON DELETE CASCADE,
    PRIMARY KEY (feed, entry)
){clustered}""",
)

_INDEXES = (
    "CREATE INDEX entries_pending ON entries (host, row_id) WHERE state = 'pending'",
    "CREATE INDEX feed_entries_entry ON feed_entries (entry)",
)


def apply(connection: Connection) -> None:
    """Makes the tables, in the caller's transaction."""
    for statement in (*_TABLES, *_INDEXES):
        connection.exec_driver_sql(statement.format(**dialect.DDL_WORDS))
