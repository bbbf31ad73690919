"""Who, when and where: actors, dates, places, answers, own voice. Never changed once released."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Update, bindparam, select, update

from onrecord.ledger import dialect, edtf, tables
from onrecord.ledger.names import name_words

_CHUNK_ROWS = 1000

_STATEMENTS = (
    "ALTER TABLE statements ADD COLUMN speaker_words TEXT",
    "ALTER TABLE statements ADD COLUMN speaker_how TEXT",
    "ALTER TABLE statements ADD COLUMN speaker_score DOUBLE PRECISION",
    "ALTER TABLE statements ADD COLUMN said_from TEXT",
    "ALTER TABLE statements ADD COLUMN said_until TEXT",
    "ALTER TABLE statements ADD COLUMN said_on_carried BOOLEAN NOT NULL DEFAULT FALSE",
    "ALTER TABLE statements ADD COLUMN happened_on TEXT",
    "ALTER TABLE statements ADD COLUMN happened_from TEXT",
    "ALTER TABLE statements ADD COLUMN happened_until TEXT",
    "ALTER TABLE statements ADD COLUMN said_at TEXT",
    "ALTER TABLE statements ADD COLUMN happened_at TEXT",
    "ALTER TABLE statements ADD COLUMN addressee_text TEXT",
    "ALTER TABLE statements ADD COLUMN reported_by_text TEXT",
)

# The first table let in three roles only, and SQLite cannot drop a CHECK.
_SPANS = (
    "DROP VIEW provenance",
    """CREATE TABLE statement_spans (
    -- The characters that say what a statement is: half-open, from 0, in code points.
    statement INTEGER NOT NULL REFERENCES statements (row_id) ON DELETE CASCADE,
    role TEXT NOT NULL, -- source, cue, content, said_on, happened_on, said_at, happened_at, ...
    position INTEGER NOT NULL, -- from 0
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    PRIMARY KEY (statement, role, position)
){clustered}""",
    """INSERT INTO statement_spans (statement, role, position, start_char, end_char)
SELECT statement, role, position, start_char, end_char FROM spans
ORDER BY statement, role, position""",
    "DROP TABLE spans",
    "ALTER TABLE statement_spans RENAME TO spans",
)

_TABLES = (
    """CREATE TABLE mentions (
    -- Words that refer to an actor or name something.
    edition INTEGER NOT NULL REFERENCES records (edition) ON DELETE CASCADE,
    position INTEGER NOT NULL, -- from 0, in the record's order
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    text TEXT NOT NULL,
    form TEXT NOT NULL, -- how they refer
    kind TEXT, -- what they name
    actor TEXT, -- id of the actor they stand for
    score DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (edition, position)
){clustered}""",
    """CREATE TABLE actors (
    -- Who can say, do or be accused of something in an edition.
    edition INTEGER NOT NULL REFERENCES records (edition) ON DELETE CASCADE,
    position INTEGER NOT NULL, -- from 0, in the record's order
    id TEXT NOT NULL, -- of the edition and the first mention
    name TEXT NOT NULL, -- the fullest in the report
    name_words TEXT NOT NULL, -- without case, accents and punctuation, to be found by
    kind TEXT NOT NULL,
    role TEXT,
    rank TEXT,
    affiliation TEXT,
    tenure TEXT, -- former or acting
    country TEXT, -- ISO 3166-1 alpha-2
    number TEXT, -- how many, of an unnamed group
    PRIMARY KEY (edition, position)
){clustered}""",
    """CREATE TABLE actor_spans (
    -- The characters that say what is told of an actor.
    edition INTEGER NOT NULL REFERENCES records (edition) ON DELETE CASCADE,
    actor INTEGER NOT NULL, -- its position
    role TEXT NOT NULL, -- the column they speak for: name, role, country ...
    position INTEGER NOT NULL, -- from 0
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    PRIMARY KEY (edition, actor, role, position)
){clustered}""",
    """CREATE TABLE dates (
    -- Words that tell a time.
    edition INTEGER NOT NULL REFERENCES records (edition) ON DELETE CASCADE,
    position INTEGER NOT NULL, -- from 0, in the record's order
    id TEXT NOT NULL, -- of the edition and the span
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    text TEXT NOT NULL,
    type TEXT NOT NULL, -- DATE, TIME, DURATION, SET
    value TEXT, -- TIMEX3
    edtf TEXT,
    anchor TEXT, -- id of the date it counts from
    PRIMARY KEY (edition, position)
){clustered}""",
    """CREATE TABLE places (
    -- Words that name a place on Earth.
    edition INTEGER NOT NULL REFERENCES records (edition) ON DELETE CASCADE,
    position INTEGER NOT NULL, -- from 0, in the record's order
    id TEXT NOT NULL, -- of the edition and the span
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    text TEXT NOT NULL,
    text_words TEXT NOT NULL, -- without case, accents and punctuation, to be found by
    geonameid INTEGER,
    name TEXT, -- the gazetteer's
    name_words TEXT,
    country TEXT, -- ISO 3166-1 alpha-2
    latitude DOUBLE PRECISION, -- degrees north, WGS 84
    longitude DOUBLE PRECISION, -- degrees east, WGS 84
    score DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (edition, position)
){clustered}""",
    """CREATE TABLE relations (
    -- What one statement of an edition does to another.
    edition INTEGER NOT NULL REFERENCES records (edition) ON DELETE CASCADE,
    position INTEGER NOT NULL, -- from 0, in the record's order
    kind TEXT NOT NULL, -- confirms, denies, repeats
    from_id TEXT NOT NULL, -- id of the statement that answers
    to_id TEXT NOT NULL, -- id of the statement that is answered
    score DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (edition, position)
){clustered}""",
    """CREATE TABLE own_voice (
    -- The characters of what the outlet tells itself, with no source.
    edition INTEGER NOT NULL REFERENCES records (edition) ON DELETE CASCADE,
    part INTEGER NOT NULL, -- from 0; a part may have several spans
    position INTEGER NOT NULL, -- from 0
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    PRIMARY KEY (edition, part, position)
){clustered}""",
)

_INDEXES = (
    "DROP INDEX statements_speaker",
    "CREATE INDEX statements_speaker ON statements (speaker_words)",
    "CREATE INDEX statements_country ON statements (speaker_country)"
    " WHERE speaker_country IS NOT NULL",
    "CREATE INDEX statements_said ON statements (said_from) WHERE said_from IS NOT NULL",
    "CREATE INDEX statements_happened ON statements (happened_from)"
    " WHERE happened_from IS NOT NULL",
    "CREATE INDEX actors_name ON actors (name_words)",
    "CREATE INDEX places_text ON places (text_words)",
    "CREATE INDEX places_name ON places (name_words) WHERE name_words IS NOT NULL",
    "CREATE INDEX relations_from ON relations (from_id)",
    "CREATE INDEX relations_to ON relations (to_id)",
)

_VIEWS = (
    "DROP VIEW quotes",
    """CREATE VIEW quotes AS
SELECT statements.id AS statement_id, speaker_name AS speaker, source_text AS source,
    cue_text AS cue, content_text AS content, act, framing, mode, negated, hypothetical, said_on,
    score, outlet, published, title, url, path, reports.id AS report_id, editions.id AS edition_id,
    speaker_kind, speaker_role, speaker_affiliation, speaker_country, happened_on,
    addressee_text AS addressee, reported_by_text AS reported_by
FROM statements
JOIN editions ON editions.row_id = statements.edition AND editions.is_current
JOIN reports ON reports.row_id = editions.report""",
    """CREATE VIEW speakers AS
SELECT speaker_name AS speaker, speaker_kind AS kind, speaker_country AS country,
    count(*) AS statements, count(DISTINCT editions.report) AS reports,
    min(published) AS first_published, max(published) AS last_published
FROM statements JOIN editions ON editions.row_id = statements.edition AND editions.is_current
WHERE speaker_name IS NOT NULL
GROUP BY speaker_name, speaker_kind, speaker_country""",
    """CREATE VIEW answers AS
SELECT relations.kind, answer.speaker_name AS speaker, answer.content_text AS content,
    answered.speaker_name AS to_speaker, answered.content_text AS to_content, relations.score,
    outlet, published, url, answer.id AS statement_id, answered.id AS to_statement_id,
    reports.id AS report_id
FROM relations
JOIN editions ON editions.row_id = relations.edition AND editions.is_current
JOIN reports ON reports.row_id = editions.report
JOIN statements AS answer
    ON answer.edition = relations.edition AND answer.id = relations.from_id
JOIN statements AS answered
    ON answered.edition = relations.edition AND answered.id = relations.to_id""",
    """CREATE VIEW timeline AS
SELECT said_from AS first_day, said_until AS last_day, said_on AS edtf, 'said' AS what,
    speaker_name AS speaker, act, content_text AS content, outlet, published, url,
    statements.id AS statement_id, reports.id AS report_id
FROM statements
JOIN editions ON editions.row_id = statements.edition AND editions.is_current
JOIN reports ON reports.row_id = editions.report
WHERE said_from IS NOT NULL
UNION ALL
SELECT happened_from, happened_until, happened_on, 'happened',
    speaker_name, act, content_text, outlet, published, url, statements.id, reports.id
FROM statements
JOIN editions ON editions.row_id = statements.edition AND editions.is_current
JOIN reports ON reports.row_id = editions.report
WHERE happened_from IS NOT NULL""",
    """CREATE VIEW mapped_places AS
SELECT geonameid, name, country, latitude, longitude, count(*) AS mentions,
    count(DISTINCT editions.report) AS reports
FROM places JOIN editions ON editions.row_id = places.edition AND editions.is_current
WHERE geonameid IS NOT NULL
GROUP BY geonameid, name, country, latitude, longitude""",
    """CREATE VIEW provenance AS
SELECT statements.id AS statement_id, editions.id AS edition_id, role, start_char, end_char,
    substr(text, start_char + 1, end_char - start_char) AS words,
    onrecord, model, lexicon, made_at
FROM spans
JOIN statements ON statements.row_id = spans.statement
JOIN editions ON editions.row_id = statements.edition
JOIN records ON records.edition = editions.row_id
JOIN makers ON makers.row_id = records.maker""",
)


def apply(connection: Connection) -> None:
    """Makes the tables and fills the new columns, in the caller's transaction."""
    for statement in (*dialect.SEARCH_V2, *_STATEMENTS, *_SPANS, *_TABLES):
        connection.exec_driver_sql(statement.format(**dialect.DDL_WORDS))
    _fill(connection)
    for statement in (*_INDEXES, *_VIEWS):
        connection.exec_driver_sql(statement)


def _fill(connection: Connection) -> None:
    """What speakers and dates are found by, for the statements that are there."""
    known = tables.statements.c
    names = select(known.speaker_name).distinct().where(known.speaker_name.is_not(None))
    words = [{"name": name, "words": name_words(name)} for name in connection.scalars(names)]
    by_name = update(tables.statements).where(known.speaker_name == bindparam("name"))
    _update(connection, by_name.values(speaker_words=bindparam("words")), words)
    dated = select(known.row_id, known.said_on).where(known.said_on.is_not(None))
    found = [(row.row_id, edtf.days(row.said_on)) for row in connection.execute(dated)]
    days = [{"key": key, "first": one[0], "last": one[1]} for key, one in found if one]
    by_key = update(tables.statements).where(known.row_id == bindparam("key"))
    between = by_key.values(said_from=bindparam("first"), said_until=bindparam("last"))
    _update(connection, between, days)


def _update(connection: Connection, change: Update, values: Sequence[Mapping[str, Any]]) -> None:
    for start in range(0, len(values), _CHUNK_ROWS):
        connection.execute(change, values[start : start + _CHUNK_ROWS])
