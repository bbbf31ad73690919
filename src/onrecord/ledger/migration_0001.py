"""The first tables: reports, editions, records, statements, failures. Released: never changed."""

from sqlalchemy import Connection

from onrecord.ledger import dialect

# SQLite keeps these comments: `.schema` and Datasette show them.
_TABLES = (
    """CREATE TABLE migrations (
    -- What has been done to this ledger's tables, and by which version of onrecord.
    name TEXT PRIMARY KEY,
    applied_at TEXT NOT NULL,
    onrecord TEXT NOT NULL
)""",
    """CREATE TABLE reports (
    -- One text by one outlet; its words and particulars are in its editions.
    row_id {key},
    id TEXT NOT NULL UNIQUE, -- of the address where there is one, else of all that is known
    url TEXT
)""",
    """CREATE TABLE editions (
    -- A report as it stood when it was read; every position counts in `text`.
    row_id {key},
    id TEXT NOT NULL UNIQUE, -- SHA-256 (32 hex digits) of the words and the particulars
    report INTEGER NOT NULL REFERENCES reports (row_id),
    is_current BOOLEAN NOT NULL, -- the edition that came last; one a report
    outlet TEXT,
    title TEXT,
    path TEXT, -- the file it came from, as given
    published TEXT, -- ISO 8601
    read_at TEXT NOT NULL, -- UTC
    text TEXT NOT NULL
)""",
    """CREATE TABLE makers (
    -- What makes records: versions of the package, the model and the lexicon.
    row_id {key},
    onrecord TEXT NOT NULL,
    model TEXT NOT NULL,
    lexicon TEXT NOT NULL,
    UNIQUE (onrecord, model, lexicon)
)""",
    """CREATE TABLE records (
    -- What an edition puts on record, and what made it; one an edition.
    edition INTEGER PRIMARY KEY REFERENCES editions (row_id),
    maker INTEGER NOT NULL REFERENCES makers (row_id),
    made_at TEXT NOT NULL -- UTC
)""",
    """CREATE TABLE statements (
    -- One attributed statement; its exact characters are in `spans`.
    row_id {key},
    id TEXT NOT NULL, -- of the edition and the spans
    edition INTEGER NOT NULL REFERENCES records (edition) ON DELETE CASCADE,
    position INTEGER NOT NULL, -- from 0, in the order of the cues
    source_text TEXT, -- the words naming who says it
    cue_text TEXT, -- the words that attribute it
    content_text TEXT NOT NULL, -- what is said
    mode TEXT NOT NULL,
    act TEXT NOT NULL,
    framing TEXT NOT NULL,
    negated BOOLEAN NOT NULL,
    hypothetical BOOLEAN NOT NULL,
    within TEXT, -- id of the statement whose content this one stands in
    speaker_name TEXT,
    speaker_actor TEXT,
    speaker_kind TEXT,
    speaker_role TEXT,
    speaker_affiliation TEXT,
    speaker_country TEXT,
    said_on TEXT, -- EDTF
    score DOUBLE PRECISION NOT NULL, -- probability that the statement stands there
    UNIQUE (edition, position)
)""",
    """CREATE TABLE spans (
    -- The characters of a statement's source, cue and content: half-open, from 0, in code points.
    statement INTEGER NOT NULL REFERENCES statements (row_id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('source', 'cue', 'content')),
    position INTEGER NOT NULL, -- from 0
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    PRIMARY KEY (statement, role, position)
){clustered}""",
    """CREATE TABLE excluded (
    -- The characters of an edition that are not the report's own.
    edition INTEGER NOT NULL REFERENCES records (edition) ON DELETE CASCADE,
    part INTEGER NOT NULL, -- from 0; a part may have several spans
    position INTEGER NOT NULL, -- from 0
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (edition, part, position)
){clustered}""",
    """CREATE TABLE failures (
    -- A place that could not be read: the latest failure there, and how often.
    location TEXT PRIMARY KEY, -- a path, an address, - for standard input
    stage TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    detail TEXT NOT NULL, -- JSON
    first_seen TEXT NOT NULL, -- UTC
    last_seen TEXT NOT NULL, -- UTC
    count INTEGER NOT NULL,
    resolved_at TEXT -- when the place was read well after all, UTC
)""",
    "CREATE INDEX reports_url ON reports (url)",
    "CREATE INDEX editions_report ON editions (report)",
    "CREATE UNIQUE INDEX editions_current ON editions (report) WHERE is_current",
    "CREATE INDEX editions_published ON editions (published)",
    "CREATE INDEX editions_outlet ON editions (outlet)",
    "CREATE INDEX editions_path ON editions (path)",
    "CREATE INDEX statements_id ON statements (id)",
    "CREATE INDEX statements_speaker ON statements (speaker_name)",
    """CREATE VIEW current_reports AS
SELECT reports.id, reports.url, editions.outlet, editions.title, editions.path,
    editions.published, editions.read_at, editions.id AS edition_id,
    (SELECT count(*) FROM statements WHERE statements.edition = editions.row_id) AS statements
FROM reports JOIN editions ON editions.report = reports.row_id AND editions.is_current""",
    """CREATE VIEW quotes AS
SELECT statements.id AS statement_id, speaker_name AS speaker, source_text AS source,
    cue_text AS cue, content_text AS content, act, framing, mode, negated, hypothetical, said_on,
    score, outlet, published, title, url, path, reports.id AS report_id, editions.id AS edition_id
FROM statements
JOIN editions ON editions.row_id = statements.edition AND editions.is_current
JOIN reports ON reports.row_id = editions.report""",
    """CREATE VIEW framings AS
SELECT outlet, speaker_name AS speaker, framing, count(*) AS statements
FROM statements JOIN editions ON editions.row_id = statements.edition AND editions.is_current
GROUP BY outlet, speaker_name, framing""",
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
    """Makes the tables, views and indexes, in the caller's transaction."""
    for statement in (*_TABLES, *dialect.SEARCH_V1):
        connection.exec_driver_sql(statement.format(**dialect.DDL_WORDS))
