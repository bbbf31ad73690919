"""CSV (RFC 4180, UTF-8): one row a statement, or one row a thing."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from onrecord.record import Record
from onrecord.types import Passage, Span, Statement

if TYPE_CHECKING:
    from onrecord.ledger import Hit

STATEMENT_COLUMNS = (
    "report", "edition", "path", "url", "outlet", "published", "title",
    "statement", "within", "speaker", "speaker_actor", "speaker_kind", "speaker_role",
    "speaker_affiliation", "speaker_country", "source", "cue", "content",
    "source_spans", "cue_spans", "content_spans", "mode", "act", "framing",
    "negated", "hypothetical", "said_on", "score", "onrecord", "model", "lexicon",
)  # fmt: skip
HIT_COLUMNS = tuple(
    name for name in STATEMENT_COLUMNS if name not in ("onrecord", "model", "lexicon")
)

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
    for statement in record.statements:
        yield of_report | statement_row(statement)


def statement_row(statement: Statement) -> dict[str, Any]:
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
        "score": statement.score,
    }
    passages = {"source": statement.source, "cue": statement.cue, "content": statement.content}
    for name, passage in passages.items():
        row[name] = passage.text if passage else None
        row[f"{name}_spans"] = _positions(passage)
    if speaker := statement.speaker:
        row |= {
            "speaker": speaker.name,
            "speaker_actor": speaker.actor,
            "speaker_kind": speaker.kind,
            "speaker_role": speaker.role,
            "speaker_affiliation": speaker.affiliation,
            "speaker_country": speaker.country,
        }
    return row


def hit_row(hit: "Hit") -> dict[str, Any]:
    """One row for a statement found, by ``HIT_COLUMNS``."""
    of_report = ("edition", "path", "url", "outlet", "published", "title")
    row = {name: getattr(hit, name) for name in of_report}
    return row | {"report": hit.report_id} | statement_row(hit.statement)


def _positions(passage: Passage | None) -> str | None:
    """``219:250 300:310``: half-open, in code points of the report's text."""
    spans: tuple[Span, ...] = passage.spans if passage else ()
    return " ".join(f"{start}:{end}" for start, end in spans) or None


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return str(value)
