"""The reading room: keys in the order of publication, summaries, saved searches. Never changed."""

from sqlalchemy import Connection, bindparam, select, update

from onrecord.ledger import dialect, keys, recounts, tables

_TABLES = (
    """CREATE TABLE outlets (
    -- Outlets by name; `outlet` 0 in other tables is none.
    row_id {key},
    name TEXT NOT NULL UNIQUE,
    name_folded TEXT NOT NULL, -- without case and accents, to be found by
    statements INTEGER NOT NULL, -- of current editions, and so is every number of these tables
    reports INTEGER NOT NULL
)""",
    """CREATE TABLE names (
    -- Who goes by the same words and is of one kind; `speaker` 0 in other tables is nobody named.
    row_id {key},
    words TEXT NOT NULL, -- without case, accents and punctuation
    kind TEXT NOT NULL, -- of actor; empty where it is not known
    statements INTEGER NOT NULL, -- that they make
    reports INTEGER NOT NULL, -- that name them
    answers INTEGER NOT NULL, -- that their statements get
    denials INTEGER NOT NULL, -- of these, those that deny
    UNIQUE (words, kind)
)""",
    """CREATE TABLE spellings (
    -- How a name is written.
    name INTEGER NOT NULL REFERENCES names (row_id),
    spelling TEXT NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (name, spelling)
){clustered}""",
    """CREATE TABLE current_statements (
    -- The statements of current editions, narrow, in the order of publication.
    row_id {key} REFERENCES statements (row_id) ON DELETE CASCADE,
    edition INTEGER NOT NULL,
    outlet INTEGER NOT NULL, -- of outlets
    speaker INTEGER NOT NULL, -- of names
    country TEXT, -- the speaker's
    act TEXT NOT NULL,
    framing TEXT NOT NULL,
    mode TEXT NOT NULL,
    negated BOOLEAN NOT NULL,
    answers INTEGER NOT NULL, -- statements of the report that confirm, deny or repeat it
    denials INTEGER NOT NULL,
    confirmations INTEGER NOT NULL,
    given INTEGER NOT NULL, -- answers that it gives to statements of its report
    said_from TEXT, -- as in statements, and so are the next three
    said_until TEXT,
    happened_from TEXT,
    happened_until TEXT
)""",
    """CREATE TABLE about_places (
    -- The places where a statement was said or happened, or that its content names.
    words TEXT NOT NULL, -- of the place's name, as reports or the gazetteer write it
    statement INTEGER NOT NULL REFERENCES statements (row_id) ON DELETE CASCADE,
    geonameid INTEGER NOT NULL, -- 0 where it is not known
    PRIMARY KEY (words, statement, geonameid)
){clustered}""",
    """CREATE TABLE day_totals (
    -- What was published on a day by an outlet.
    day TEXT NOT NULL, -- ISO 8601; empty: no date
    outlet INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    reports INTEGER NOT NULL,
    answers INTEGER NOT NULL,
    denials INTEGER NOT NULL,
    PRIMARY KEY (day, outlet)
){clustered}""",
    """CREATE TABLE speaker_months (
    -- How much of a speaker was published in a month.
    month TEXT NOT NULL, -- 2031-05; empty: no date
    speaker INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    denials INTEGER NOT NULL, -- that they get
    PRIMARY KEY (month, speaker)
){clustered}""",
    """CREATE TABLE framing_totals (
    -- How an outlet carries a speaker.
    speaker INTEGER NOT NULL,
    outlet INTEGER NOT NULL,
    act TEXT NOT NULL,
    framing TEXT NOT NULL,
    statements INTEGER NOT NULL,
    PRIMARY KEY (speaker, outlet, act, framing)
){clustered}""",
    """CREATE TABLE side_totals (
    -- How an outlet carries the speakers of a country.
    country TEXT NOT NULL, -- ISO 3166-1 alpha-2; empty where it is not known
    outlet INTEGER NOT NULL,
    act TEXT NOT NULL,
    framing TEXT NOT NULL,
    statements INTEGER NOT NULL,
    PRIMARY KEY (country, outlet, act, framing)
){clustered}""",
    """CREATE TABLE told_totals (
    -- What reports tell of those who go by a name, and when.
    name INTEGER NOT NULL REFERENCES names (row_id),
    what TEXT NOT NULL, -- role, affiliation, country
    value TEXT NOT NULL,
    day TEXT NOT NULL, -- of publication, ISO 8601; empty: no date
    reports INTEGER NOT NULL,
    PRIMARY KEY (name, what, value, day)
){clustered}""",
    """CREATE TABLE answer_totals (
    -- Whom those who go by a name answer, and who answers them, within a report.
    name INTEGER NOT NULL REFERENCES names (row_id),
    is_given BOOLEAN NOT NULL, -- whether they answer the other
    kind TEXT NOT NULL, -- confirms, denies, repeats
    other TEXT NOT NULL, -- the other's name, else the words of the source; empty: nobody is named
    answers INTEGER NOT NULL,
    PRIMARY KEY (name, is_given, kind, other)
){clustered}""",
    """CREATE TABLE moment_totals (
    -- How many statements were said, or tell of what happened, from a day on.
    what TEXT NOT NULL, -- said, happened
    day TEXT NOT NULL, -- the first day that the date may mean
    statements INTEGER NOT NULL,
    PRIMARY KEY (what, day)
){clustered}""",
    """CREATE TABLE place_totals (
    -- Places that the gazetteer knows.
    geonameid INTEGER PRIMARY KEY,
    name TEXT,
    country TEXT,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    mentions INTEGER NOT NULL,
    statements INTEGER NOT NULL, -- said there, happened there, or naming it
    reports INTEGER NOT NULL
)""",
    """CREATE TABLE saved_searches (
    -- Searches to come back to, and to follow.
    row_id {key},
    id TEXT NOT NULL UNIQUE, -- of the words and the filters
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    filters TEXT NOT NULL, -- JSON
    saved_at TEXT NOT NULL -- UTC
)""",
)

_INDEXES = (
    "DROP INDEX statements_speaker",
    "DROP INDEX statements_country",
    "DROP INDEX editions_published",
    "DROP INDEX actors_name",
    # The comparison is spelled out, as queries have it: the planner knows no other as the same.
    "CREATE INDEX editions_newest ON editions (published) WHERE is_current = 1",
    "CREATE INDEX statements_said_long ON statements (said_until, said_from)"
    " WHERE said_until > said_from",
    "CREATE INDEX statements_happened_long ON statements (happened_until, happened_from)"
    " WHERE happened_until > happened_from",
    "CREATE INDEX failures_standing ON failures (last_seen DESC, location)"
    " WHERE resolved_at IS NULL",
    "CREATE INDEX outlets_folded ON outlets (name_folded)",
    "CREATE INDEX names_statements ON names (statements)",
    "CREATE INDEX current_outlet ON current_statements (outlet)",
    "CREATE INDEX current_speaker ON current_statements (speaker)",
    # Whole rows of the table of framing, so that those of a time are counted without the table.
    "CREATE INDEX current_speaker_carried ON current_statements (speaker, outlet, act, framing)",
    "CREATE INDEX current_country_carried ON current_statements (country, outlet, act, framing)"
    " WHERE country IS NOT NULL",
    "CREATE INDEX current_act ON current_statements (act)",
    "CREATE INDEX current_country ON current_statements (country) WHERE country IS NOT NULL",
    "CREATE INDEX current_answers ON current_statements (answers) WHERE answers > 0",
    "CREATE INDEX current_denials ON current_statements (denials) WHERE denials > 0",
    "CREATE INDEX about_places_statement ON about_places (statement, geonameid)",
    "CREATE INDEX speaker_months_speaker ON speaker_months (speaker, month, statements, denials)",
    "CREATE INDEX framing_outlet ON framing_totals (outlet, speaker, framing, statements)",
    "CREATE INDEX place_totals_statements ON place_totals (statements)",
)

FILL = (
    "INSERT INTO outlets (name, name_folded, statements, reports)"
    f" SELECT outlet, onrecord_fold(outlet), statements, reports FROM ({recounts.OUTLETS})",
    f"INSERT INTO names (words, kind, statements, reports, answers, denials) {recounts.NAMES}",
    f"INSERT INTO spellings {recounts.SPELLINGS}",
    f"INSERT INTO current_statements {recounts.CURRENT_STATEMENTS}",
    f"INSERT INTO about_places {recounts.ABOUT_PLACES}",
    f"INSERT INTO day_totals {recounts.DAY_TOTALS}",
    f"INSERT INTO speaker_months {recounts.SPEAKER_MONTHS}",
    f"INSERT INTO framing_totals {recounts.FRAMING_TOTALS}",
    f"INSERT INTO side_totals {recounts.SIDE_TOTALS}",
    f"INSERT INTO told_totals {recounts.TOLD_TOTALS}",
    f"INSERT INTO answer_totals {recounts.ANSWER_TOTALS}",
    f"INSERT INTO moment_totals {recounts.MOMENT_TOTALS}",
    f"INSERT INTO place_totals {recounts.PLACE_TOTALS}",
)

_VIEWS = (
    """CREATE VIEW named_speakers AS
SELECT (SELECT spelling FROM spellings WHERE spellings.name = names.row_id
        ORDER BY times DESC, spelling LIMIT 1) AS speaker,
    kind, statements, reports, answers, denials
FROM names WHERE reports > 0""",
    """CREATE VIEW outlet_days AS
SELECT day, outlets.name AS outlet, day_totals.statements, day_totals.reports, answers, denials
FROM day_totals LEFT JOIN outlets ON outlets.row_id = day_totals.outlet""",
    """CREATE VIEW framing_counts AS
SELECT outlets.name AS outlet,
    (SELECT spelling FROM spellings WHERE spellings.name = speaker
        ORDER BY times DESC, spelling LIMIT 1) AS speaker,
    act, framing, framing_totals.statements
FROM framing_totals LEFT JOIN outlets ON outlets.row_id = outlet""",
    """CREATE VIEW side_counts AS
SELECT country, outlets.name AS outlet, act, framing, side_totals.statements
FROM side_totals LEFT JOIN outlets ON outlets.row_id = outlet""",
    """CREATE VIEW answered_statements AS
SELECT content_text AS content, speaker_name AS speaker, current_statements.act,
    answers, denials, confirmations, outlet, published, url,
    statements.id AS statement_id, reports.id AS report_id
FROM (SELECT row_id, act, answers, denials, confirmations FROM current_statements
    WHERE answers > 0) AS current_statements
JOIN statements ON statements.row_id = current_statements.row_id
JOIN editions ON editions.row_id = statements.edition
JOIN reports ON reports.row_id = editions.report""",
)


def apply(connection: Connection) -> None:
    """Makes the tables, renumbers statements and counts them, in the caller's transaction."""
    for statement in _TABLES:
        connection.exec_driver_sql(statement.format(**dialect.DDL_WORDS))
    dialect.rebuild_search(connection, lambda: _renumber(connection))
    for statement in (*FILL, *_INDEXES, *_VIEWS):
        connection.exec_driver_sql(statement)


def _renumber(connection: Connection) -> None:
    """Gives each statement a key in the order of publication."""
    dialect.check_references_last(connection)
    statements, editions = tables.statements.c, tables.editions.c
    some = select(editions.row_id, editions.published).order_by(editions.row_id)
    of_edition = select(statements.row_id).where(statements.edition == bindparam("edition"))
    in_order = of_edition.order_by(statements.position)
    change_spans = update(tables.spans).where(tables.spans.c.statement == bindparam("old"))
    change_spans = change_spans.values(statement=bindparam("new"))
    change = update(tables.statements).where(statements.row_id == bindparam("old"))
    change = change.values(row_id=bindparam("new"))
    for edition in connection.execute(some).all():
        old = connection.scalars(in_order, {"edition": edition.row_id}).all()
        if old:
            new = keys.new_keys(connection, edition.published, len(old))
            pairs = [{"old": a, "new": b} for a, b in zip(old, new, strict=True)]
            connection.execute(change_spans, pairs)
            connection.execute(change, pairs)
