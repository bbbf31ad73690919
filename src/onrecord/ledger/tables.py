"""The ledger's tables as SQLAlchemy Core knows them, for queries; `migrations` creates them.

A test holds the two against each other. ``row_id`` columns are small keys for joins inside one
ledger; ``id`` columns are the ids of `onrecord.types`, the same in every ledger.
"""

from sqlalchemy import Boolean, Column, Float, Integer, MetaData, Table, Text

metadata = MetaData()


def _key() -> Column[int]:
    return Column("row_id", Integer, primary_key=True)


migrations = Table(
    "migrations",
    metadata,
    Column("name", Text, primary_key=True),
    Column("applied_at", Text),
    Column("onrecord", Text),
)

reports = Table("reports", metadata, _key(), Column("id", Text), Column("url", Text))

editions = Table(
    "editions",
    metadata,
    _key(),
    Column("id", Text),
    Column("report", Integer),
    Column("is_current", Boolean),
    Column("outlet", Text),
    Column("title", Text),
    Column("path", Text),
    Column("published", Text),
    Column("read_at", Text),
    Column("text", Text),
)

makers = Table(
    "makers",
    metadata,
    _key(),
    Column("onrecord", Text),
    Column("model", Text),
    Column("lexicon", Text),
)

records = Table(
    "records",
    metadata,
    Column("edition", Integer, primary_key=True, autoincrement=False),
    Column("maker", Integer),
    Column("made_at", Text),
)

statements = Table(
    "statements",
    metadata,
    _key(),
    Column("id", Text),
    Column("edition", Integer),
    Column("position", Integer),
    Column("source_text", Text),
    Column("cue_text", Text),
    Column("content_text", Text),
    Column("mode", Text),
    Column("act", Text),
    Column("framing", Text),
    Column("negated", Boolean),
    Column("hypothetical", Boolean),
    Column("within", Text),
    Column("speaker_name", Text),
    Column("speaker_actor", Text),
    Column("speaker_kind", Text),
    Column("speaker_role", Text),
    Column("speaker_affiliation", Text),
    Column("speaker_country", Text),
    Column("said_on", Text),
    Column("score", Float),
)

spans = Table(
    "spans",
    metadata,
    Column("statement", Integer, primary_key=True, autoincrement=False),
    Column("role", Text, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("start_char", Integer),
    Column("end_char", Integer),
)

excluded = Table(
    "excluded",
    metadata,
    Column("edition", Integer, primary_key=True, autoincrement=False),
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("start_char", Integer),
    Column("end_char", Integer),
    Column("why", Text),
)

failures = Table(
    "failures",
    metadata,
    Column("location", Text, primary_key=True),
    Column("stage", Text),
    Column("code", Text),
    Column("message", Text),
    Column("detail", Text),
    Column("first_seen", Text),
    Column("last_seen", Text),
    Column("count", Integer),
    Column("resolved_at", Text),
)
