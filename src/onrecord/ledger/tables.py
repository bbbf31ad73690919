"""The ledger's tables as SQLAlchemy Core knows them, for queries; `migrations` creates them.

A test holds the two against each other. ``row_id`` columns are small keys for joins inside one
ledger; ``id`` columns are the ids of `onrecord.types`, the same in every ledger.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

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
    Column("updated", Text),
    Column("authors", Text),
    Column("section", Text),
    Column("language", Text),
)

captures = Table(
    "captures",
    metadata,
    _key(),
    Column("edition", Integer),
    Column("location", Text),
    Column("requested", Text),
    Column("fetched_at", Text),
    Column("status", Integer),
    Column("headers", Text),
    Column("digest", Text),
    Column("size", Integer),
    Column("archive", Text),
)

progress = Table(
    "progress",
    metadata,
    Column("source", Text, primary_key=True),
    Column("position", Integer),
    Column("is_done", Boolean),
    Column("updated_at", Text),
)

feeds = Table(
    "feeds",
    metadata,
    _key(),
    Column("url", Text),
    Column("location", Text),
    Column("state", Text),
    Column("listed_in", Integer),
    Column("title", Text),
    Column("kind", Text),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("added_at", Text),
    Column("polled_at", Text),
    Column("succeeded_at", Text),
    Column("next_poll_at", Text),
    Column("interval_seconds", Integer),
    Column("errors", Integer),
    Column("code", Text),
    Column("message", Text),
    Column("trouble", Text),
)

entries = Table(
    "entries",
    metadata,
    _key(),
    Column("url", Text),
    Column("host", Text),
    Column("title", Text),
    Column("outlet", Text),
    Column("authors", Text),
    Column("published", Text),
    Column("updated", Text),
    Column("state", Text),
    Column("tries", Integer),
    Column("next_try_at", Text),
    Column("code", Text),
    Column("seen_at", Text),
    Column("settled_at", Text),
)

feed_entries = Table(
    "feed_entries",
    metadata,
    Column("feed", Integer, primary_key=True, autoincrement=False),
    Column("entry", Integer, primary_key=True, autoincrement=False),
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
    Column("speaker_words", Text),
    Column("speaker_how", Text),
    Column("speaker_score", Float),
    Column("said_from", Text),
    Column("said_until", Text),
    Column("said_on_carried", Boolean),
    Column("happened_on", Text),
    Column("happened_from", Text),
    Column("happened_until", Text),
    Column("said_at", Text),
    Column("happened_at", Text),
    Column("addressee_text", Text),
    Column("reported_by_text", Text),
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


def _position_in_edition() -> tuple[Column[int], Column[int]]:
    return (
        Column("edition", Integer, primary_key=True, autoincrement=False),
        Column("position", Integer, primary_key=True, autoincrement=False),
    )


def _one_span() -> tuple[Column[int], Column[int]]:
    return Column("start_char", Integer), Column("end_char", Integer)


mentions = Table(
    "mentions",
    metadata,
    *_position_in_edition(),
    *_one_span(),
    Column("text", Text),
    Column("form", Text),
    Column("kind", Text),
    Column("actor", Text),
    Column("score", Float),
)

actors = Table(
    "actors",
    metadata,
    *_position_in_edition(),
    Column("id", Text),
    Column("name", Text),
    Column("name_words", Text),
    Column("kind", Text),
    Column("role", Text),
    Column("rank", Text),
    Column("affiliation", Text),
    Column("tenure", Text),
    Column("country", Text),
    Column("number", Text),
)

actor_spans = Table(
    "actor_spans",
    metadata,
    Column("edition", Integer, primary_key=True, autoincrement=False),
    Column("actor", Integer, primary_key=True, autoincrement=False),
    Column("role", Text, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    *_one_span(),
)

dates = Table(
    "dates",
    metadata,
    *_position_in_edition(),
    Column("id", Text),
    *_one_span(),
    Column("text", Text),
    Column("type", Text),
    Column("value", Text),
    Column("edtf", Text),
    Column("anchor", Text),
)

places = Table(
    "places",
    metadata,
    *_position_in_edition(),
    Column("id", Text),
    *_one_span(),
    Column("text", Text),
    Column("text_words", Text),
    Column("geonameid", Integer),
    Column("name", Text),
    Column("name_words", Text),
    Column("country", Text),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("score", Float),
)

relations = Table(
    "relations",
    metadata,
    *_position_in_edition(),
    Column("kind", Text),
    Column("from_id", Text),
    Column("to_id", Text),
    Column("score", Float),
)

own_voice = Table(
    "own_voice",
    metadata,
    Column("edition", Integer, primary_key=True, autoincrement=False),
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    *_one_span(),
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

prints = Table(
    "prints",
    metadata,
    Column("edition", Integer, primary_key=True, autoincrement=False),
    Column("runs", LargeBinary),
)

print_keys = Table(
    "print_keys",
    metadata,
    Column("print_key", BigInteger, primary_key=True, autoincrement=False),
    Column("edition", Integer, primary_key=True, autoincrement=False),
)

copies = Table(
    "copies",
    metadata,
    Column("edition", Integer, primary_key=True, autoincrement=False),
    Column("copy_group", Integer),
    Column("came", Text),
    Column("source", Integer),
    Column("share", Float),
)

outlets = Table(
    "outlets",
    metadata,
    _key(),
    Column("name", Text),
    Column("name_folded", Text),
    Column("statements", Integer),
    Column("reports", Integer),
)

names = Table(
    "names",
    metadata,
    _key(),
    Column("words", Text),
    Column("kind", Text),
    Column("statements", Integer),
    Column("reports", Integer),
    Column("answers", Integer),
    Column("denials", Integer),
)

spellings = Table(
    "spellings",
    metadata,
    Column("name", Integer, primary_key=True, autoincrement=False),
    Column("spelling", Text, primary_key=True),
    Column("times", Integer),
)

current_statements = Table(
    "current_statements",
    metadata,
    _key(),
    Column("edition", Integer),
    Column("outlet", Integer),
    Column("speaker", Integer),
    Column("country", Text),
    Column("act", Text),
    Column("framing", Text),
    Column("mode", Text),
    Column("negated", Boolean),
    Column("answers", Integer),
    Column("denials", Integer),
    Column("confirmations", Integer),
    Column("given", Integer),
    Column("said_from", Text),
    Column("said_until", Text),
    Column("happened_from", Text),
    Column("happened_until", Text),
)

about_places = Table(
    "about_places",
    metadata,
    Column("words", Text, primary_key=True),
    Column("statement", Integer, primary_key=True, autoincrement=False),
    Column("geonameid", Integer, primary_key=True, autoincrement=False),
)

day_totals = Table(
    "day_totals",
    metadata,
    Column("day", Text, primary_key=True),
    Column("outlet", Integer, primary_key=True, autoincrement=False),
    Column("statements", Integer),
    Column("reports", Integer),
    Column("answers", Integer),
    Column("denials", Integer),
)

speaker_months = Table(
    "speaker_months",
    metadata,
    Column("month", Text, primary_key=True),
    Column("speaker", Integer, primary_key=True, autoincrement=False),
    Column("statements", Integer),
    Column("denials", Integer),
)

framing_totals = Table(
    "framing_totals",
    metadata,
    Column("speaker", Integer, primary_key=True, autoincrement=False),
    Column("outlet", Integer, primary_key=True, autoincrement=False),
    Column("act", Text, primary_key=True),
    Column("framing", Text, primary_key=True),
    Column("statements", Integer),
)

side_totals = Table(
    "side_totals",
    metadata,
    Column("country", Text, primary_key=True),
    Column("outlet", Integer, primary_key=True, autoincrement=False),
    Column("act", Text, primary_key=True),
    Column("framing", Text, primary_key=True),
    Column("statements", Integer),
)

told_totals = Table(
    "told_totals",
    metadata,
    Column("name", Integer, primary_key=True, autoincrement=False),
    Column("what", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("day", Text, primary_key=True),
    Column("reports", Integer),
)

answer_totals = Table(
    "answer_totals",
    metadata,
    Column("name", Integer, primary_key=True, autoincrement=False),
    Column("is_given", Boolean, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("other", Text, primary_key=True),
    Column("answers", Integer),
)

moment_totals = Table(
    "moment_totals",
    metadata,
    Column("what", Text, primary_key=True),
    Column("day", Text, primary_key=True),
    Column("statements", Integer),
)

place_totals = Table(
    "place_totals",
    metadata,
    Column("geonameid", Integer, primary_key=True, autoincrement=False),
    Column("name", Text),
    Column("country", Text),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("mentions", Integer),
    Column("statements", Integer),
    Column("reports", Integer),
)

saved_searches = Table(
    "saved_searches",
    metadata,
    _key(),
    Column("id", Text),
    Column("title", Text),
    Column("words", Text),
    Column("filters", Text),
    Column("saved_at", Text),
)
