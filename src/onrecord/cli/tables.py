"""CSV (RFC 4180, UTF-8): one row a statement, or one row a thing."""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from onrecord.links import TextLinks
from onrecord.record import Record
from onrecord.types import RelationKind, Span, Speaker, Statement

if TYPE_CHECKING:
    from onrecord.ledger import Hit

STATEMENT_COLUMNS = (
    "report", "edition", "path", "url", "outlet", "published", "title",
    "statement", "within", "speaker", "speaker_actor", "speaker_kind", "speaker_role",
    "speaker_affiliation", "speaker_country", "speaker_how", "speaker_score",
    "source", "cue", "content", "source_spans", "cue_spans", "content_spans",
    "mode", "act", "framing", "negated", "hypothetical",
    "said_on", "said_on_spans", "said_on_carried", "happened_on", "happened_on_spans",
    "said_at", "said_at_spans", "happened_at", "happened_at_spans",
    "addressee", "addressee_spans", "reported_by", "reported_by_spans", "link",
    "denies", "confirms", "repeats", "denied_by", "confirmed_by", "repeated_by",
    "score", "onrecord", "model", "lexicon",
)  # fmt: skip
HIT_COLUMNS = tuple(
    name for name in STATEMENT_COLUMNS if name not in ("onrecord", "model", "lexicon")
)
CHANGE_COLUMNS = (
    "report", "url", "outlet", "title", "published",
    "old_edition", "new_edition", "old_read_at", "new_read_at", "fate", "fields",
    *(f"{side}_{name}" for side in ("old", "new") for name in (
        "statement", "source", "cue", "content", "source_spans", "cue_spans", "content_spans",
        "act", "framing",
    )),
)  # fmt: skip
COPY_COLUMNS = (
    "first", "report_id", "edition", "is_current", "url", "outlet", "title", "path", "published",
    "read_at", "share",
)  # fmt: skip

_GIVEN = {kind: kind.value for kind in RelationKind}
_TAKEN = {kind: kind.taken.replace(" ", "_") for kind in RelationKind}

# What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class CsvTable:
    """Writes rows as CSV with a header; cells that a spreadsheet would run get an apostrophe."""

    def __init__(self, stream: TextIO, columns: Sequence[str]) -> None:
        self._writer = csv.writer(stream, lineterminator="\r\n")
        self._columns = columns
        self._writer.writerow(columns)

    def write(self, row: Mapping[str, Any]) -> None:
        """Write one row; a column that the row lacks stays empty."""
        self._writer.writerow([_cell(row.get(column)) for column in self._columns])


def statement_rows(record: Record) -> Iterable[dict[str, Any]]:
    """One row for each statement of a record, by ``STATEMENT_COLUMNS``."""
    report = record.report
    of_report = {
        "report": report.id,
        "edition": report.edition,
        "path": report.path,
        "url": report.url,
        "outlet": report.outlet,
        "published": report.published,
        "title": report.title,
        "onrecord": record.made_by.onrecord,
        "model": record.made_by.model,
        "lexicon": record.made_by.lexicon,
    }
    places = {place.id: place.name or place.text for place in record.places}
    answers: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for relation in record.relations:
        answers[relation.from_id].append((_GIVEN[relation.kind], relation.to_id))
        answers[relation.to_id].append((_TAKEN[relation.kind], relation.from_id))
    links = TextLinks(report.url, report.text)
    for statement in record.statements:
        row = _statement_row(statement, answers.get(statement.id, ()), places.get)
        yield of_report | row | {"link": links.to(statement.content.spans)}


def hit_row(hit: "Hit") -> dict[str, Any]:
    """One row for a statement found, by ``HIT_COLUMNS``."""
    of_report = ("edition", "path", "url", "outlet", "published", "title", "link")
    row = {name: getattr(hit, name) for name in of_report} | {"report": hit.report_id}
    answers = [
        ((_GIVEN if one.is_given else _TAKEN)[one.kind], one.statement) for one in hit.answers
    ]
    statement = _statement_row(hit.statement, answers, lambda _: None)
    return row | statement | {"said_at": hit.said_at, "happened_at": hit.happened_at}


def _statement_row(
    statement: Statement,
    answers: Iterable[tuple[str, str]],
    place_name: Callable[[str], str | None],
) -> dict[str, Any]:
    """The columns that are about the statement itself."""
    row: dict[str, Any] = {
        "statement": statement.id,
        "within": statement.within,
        "mode": statement.mode.value,
        "act": statement.act.value,
        "framing": statement.framing.value,
        "negated": statement.negated,
        "hypothetical": statement.hypothetical,
        "said_on": statement.said_on,
        "said_on_spans": _positions(statement.said_on_spans),
        "said_on_carried": statement.said_on_carried,
        "score": statement.score,
    }
    for name in ("source", "cue", "content", "addressee", "reported_by"):
        if passage := getattr(statement, name):
            row |= {name: passage.text, f"{name}_spans": _positions(passage.spans)}
    for name in ("happened_on", "said_at", "happened_at"):
        if told := getattr(statement, name):
            value = told.value if name == "happened_on" else place_name(told.value)
            row |= {name: value, f"{name}_spans": _positions(told.spans)}
    for name, other in answers:
        row[name] = f"{row[name]} {other}" if name in row else other
    return row | _speaker_row(statement.speaker)


def _speaker_row(speaker: Speaker | None) -> dict[str, Any]:
    if speaker is None:
        return {}
    return {
        "speaker": speaker.name,
        "speaker_actor": speaker.actor,
        "speaker_kind": speaker.kind,
        "speaker_role": speaker.role,
        "speaker_affiliation": speaker.affiliation,
        "speaker_country": speaker.country,
        "speaker_how": None if speaker.how is None else speaker.how.value,
        "speaker_score": speaker.score,
    }


def _positions(spans: Sequence[Span]) -> str | None:
    """``219:250 300:310``: half-open, in code points of the report's text."""
    return " ".join(f"{start}:{end}" for start, end in spans) or None


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return str(value)
