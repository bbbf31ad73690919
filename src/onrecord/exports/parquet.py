"""Apache Parquet: one row for each statement, typed, with positions as nested lists."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from onrecord.errors import OnrecordError
from onrecord.record import Record
from onrecord.types import Passage, Place, RelationKind, Speaker, Statement

if TYPE_CHECKING:
    import pyarrow  # type: ignore[import-untyped]

# Large enough to pack well, small enough that a few are no burden on memory.
_ROWS_A_GROUP = 20_000

_TEXTS = ("report", "edition", "path", "url", "outlet", "published", "title", "language")
_ANSWERS = {kind: (kind.value, kind.taken.replace(" ", "_")) for kind in RelationKind}
_PASSAGES = ("source", "cue", "content", "addressee", "reported_by")
_SPEAKER = ("actor", "kind", "role", "affiliation", "country", "how")


def write_parquet(stream: BinaryIO, records: Iterable[Record]) -> int:
    """Write the statements of records; the number of rows.

    Args:
        stream: Where to; written from its beginning on, no seeking.
        records: In the order wanted; a group of rows is kept in memory at a time.

    Raises:
        OnrecordError: The ``parquet`` extra is not installed.
    """
    arrow = _arrow()
    import pyarrow.parquet as files  # type: ignore[import-untyped]

    columns = schema()
    count = 0
    with files.ParquetWriter(stream, columns, compression="zstd") as writer:
        for rows in _groups(row for record in records for row in statement_rows(record)):
            writer.write_table(arrow.Table.from_pylist(rows, schema=columns))
            count += len(rows)
    return count


def schema() -> "pyarrow.Schema":
    """The columns and their types; docs/reference/exports.md tells what they hold."""
    arrow = _arrow()
    text, flag = arrow.string(), arrow.bool_()
    span = arrow.struct([("start", arrow.int64()), ("end", arrow.int64())])
    spans, ids = arrow.list_(span), arrow.list_(text)
    columns: list[tuple[str, Any]] = [(name, text) for name in _TEXTS]
    columns += [("authors", ids), ("statement", text), ("within", text), ("speaker", text)]
    columns += [(f"speaker_{name}", text) for name in _SPEAKER]
    columns += [("speaker_score", arrow.float64())]
    for name in _PASSAGES:
        columns += [(name, text), (f"{name}_spans", spans)]
    columns += [("mode", text), ("act", text), ("framing", text)]
    columns += [("negated", flag), ("hypothetical", flag)]
    columns += [("said_on", text), ("said_on_spans", spans), ("said_on_carried", flag)]
    columns += [("happened_on", text), ("happened_on_spans", spans)]
    for name in ("said_at", "happened_at"):
        columns += [(name, text), (f"{name}_geonameid", arrow.int64())]
        columns += [(f"{name}_latitude", arrow.float64()), (f"{name}_longitude", arrow.float64())]
    columns += [(name, ids) for pair in _ANSWERS.values() for name in pair]
    columns += [("score", arrow.float64())]
    columns += [(name, text) for name in ("onrecord", "model", "lexicon")]
    return arrow.schema(columns)


def statement_rows(record: Record) -> Iterator[dict[str, Any]]:
    """A row for each statement, as plain values; what is not known is missing."""
    report, made_by = record.report, record.made_by
    known = {name: getattr(report, name) for name in _TEXTS if name not in ("report",)}
    known |= {"report": report.id, "authors": list(report.authors)}
    known |= {"onrecord": made_by.onrecord, "model": made_by.model, "lexicon": made_by.lexicon}
    places = {place.id: place for place in record.places}
    answers: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for relation in record.relations:
        given, taken = _ANSWERS[relation.kind]
        answers[relation.from_id][given].append(relation.to_id)
        answers[relation.to_id][taken].append(relation.from_id)
    for statement in record.statements:
        yield known | _statement(statement, places) | answers.get(statement.id, {})


def _statement(statement: Statement, places: dict[str, Place]) -> dict[str, Any]:
    row: dict[str, Any] = {
        "statement": statement.id,
        "within": statement.within,
        "mode": statement.mode.value,
        "act": statement.act.value,
        "framing": statement.framing.value,
        "negated": statement.negated,
        "hypothetical": statement.hypothetical,
        "said_on": statement.said_on,
        "said_on_spans": _spans(statement.said_on_spans),
        "said_on_carried": statement.said_on_carried,
        "score": statement.score,
    }
    for name in _PASSAGES:
        passage: Passage | None = getattr(statement, name)
        if passage is not None:
            row |= {name: passage.text, f"{name}_spans": _spans(passage.spans)}
    if told := statement.happened_on:
        row |= {"happened_on": told.value, "happened_on_spans": _spans(told.spans)}
    for name in ("said_at", "happened_at"):
        told = getattr(statement, name)
        if told is not None and (place := places.get(told.value)):
            row |= _place(name, place)
    return row | _speaker(statement.speaker)


def _place(name: str, place: Place) -> dict[str, Any]:
    return {
        name: place.name or place.text,
        f"{name}_geonameid": place.geonameid,
        f"{name}_latitude": place.latitude,
        f"{name}_longitude": place.longitude,
    }


def _speaker(speaker: Speaker | None) -> dict[str, Any]:
    if speaker is None:
        return {}
    known = {f"speaker_{name}": getattr(speaker, name) for name in _SPEAKER}
    known = {name: None if value is None else str(value) for name, value in known.items()}
    return known | {"speaker": speaker.name, "speaker_score": speaker.score}


def _spans(spans: Iterable[tuple[int, int]]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in spans]


def _groups(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    group: list[dict[str, Any]] = []
    for row in rows:
        group.append(row)
        if len(group) == _ROWS_A_GROUP:
            yield group
            group = []
    if group:
        yield group


def _arrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise OnrecordError(
            "writing Parquet needs more than the plain install; "
            "install it with: pip install 'onrecord[parquet]'"
        ) from error
    return pyarrow
