"""Statements that were found, with their reports, their places and what answers them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, bindparam, select

from onrecord.ledger import rows, tables
from onrecord.ledger.reading import IN_ORDER
from onrecord.ledger.values import Answer, Hit
from onrecord.links import TextLinks
from onrecord.types import RelationKind

_CHUNK_HITS = 100

_reports, _editions, _statements = tables.reports.c, tables.editions.c, tables.statements.c
_relations, _places = tables.relations.c, tables.places.c

_Key = tuple[int, str]
"""An edition's key and a statement's or place's id."""


def statement_query(*more: ColumnElement[Any]) -> Select[Any]:
    """The query whose rows `chunks` reads, still without any condition.

    Args:
        more: Columns that the caller wants beside.
    """
    return (
        select(
            tables.statements,
            _reports.id.label("report_id"),
            _editions.id.label("edition_id"),
            _reports.url,
            *(_editions[name] for name in ("outlet", "title", "path", "published")),
            *more,
        )
        .join(tables.editions, _editions.row_id == _statements.edition)
        .join(tables.reports, _reports.row_id == _editions.report)
    )


def chunks(connection: Connection, found: Select[Any]) -> Iterator[list[tuple[Row[Any], Hit]]]:
    """What a `statement_query` finds, row by row, with no more than a chunk in memory."""
    result = connection.execute(found, execution_options={"yield_per": _CHUNK_HITS})
    for chunk in result.partitions():
        yield list(zip(chunk, _hits_of(connection, chunk), strict=True))


def hits(connection: Connection, found: Select[Any]) -> Iterator[Hit]:
    """What a `statement_query` finds."""
    for chunk in chunks(connection, found):
        for _, hit in chunk:
            yield hit


def of_keys(connection: Connection, keys: Sequence[int]) -> list[Hit]:
    """The statements of these keys, in this order."""
    if not keys:
        return []
    rows = connection.execute(_OF_KEYS, {"keys": list(keys)}).all()
    by_key = {row.row_id: hit for row, hit in zip(rows, _hits_of(connection, rows), strict=True)}
    return [by_key[key] for key in keys]


def _hits_of(connection: Connection, chunk: Sequence[Row[Any]]) -> Iterator[Hit]:
    spans = _spans_of(connection, {row.row_id for row in chunk})
    answers = _answers_of(connection, chunk)
    places = _places_of(connection, chunk)
    links = _links_of(connection, chunk)
    for row in chunk:
        statement = rows.statement_from(row, spans.get(row.row_id, {}))
        yield Hit(
            statement=statement,
            report_id=row.report_id,
            edition=row.edition_id,
            url=row.url,
            outlet=row.outlet,
            title=row.title,
            path=row.path,
            published=row.published,
            answers=tuple(answers.get((row.edition, row.id), ())),
            said_at=places.get((row.edition, row.said_at)),
            happened_at=places.get((row.edition, row.happened_at)),
            link=links[row.edition].to(statement.content.spans) if row.edition in links else None,
        )


def _spans_of(connection: Connection, keys: set[int]) -> dict[int, rows.SpansByRole]:
    return rows.spans_from(connection.execute(_SPANS, {"keys": list(keys)}).all())


def _links_of(connection: Connection, chunk: Iterable[Row[Any]]) -> dict[int, TextLinks]:
    """What makes links to the live page, by edition; only those whose report has an address."""
    urls = {row.edition: row.url for row in chunk if row.url}
    found = connection.execute(_TEXTS, {"editions": list(urls)}).all() if urls else ()
    return {edition: TextLinks(urls[edition], text) for edition, text in found}


def _answers_of(connection: Connection, chunk: Iterable[Row[Any]]) -> dict[_Key, list[Answer]]:
    """What answers each statement first, then what it answers, in the record's order."""
    wanted = {(row.edition, row.id) for row in chunk}
    ids = [statement for _, statement in wanted]
    found: dict[_Key, list[Answer]] = defaultdict(list)
    for is_given, query in _ANSWERS.items():
        for row in connection.execute(query, {"ids": ids}).all():
            if (row.edition, row.mine) in wanted:
                found[row.edition, row.mine].append(_answer(row, is_given=is_given))
    return found


def _answer_query(*, is_given: bool) -> Select[Any]:
    ends = (_relations.from_id, _relations.to_id)
    mine, other = ends if is_given else reversed(ends)
    told = ("speaker_name", "source_text", "content_text")
    return (
        select(
            _relations.edition,
            _relations.kind,
            _relations.score.label("certainty"),
            mine.label("mine"),
            other.label("other"),
            *(_statements[name] for name in told),
        )
        .join(
            tables.statements,
            and_(_statements.id == other, _statements.edition == _relations.edition),
        )
        .where(mine.in_(bindparam("ids", expanding=True)))
        .order_by(_relations.edition, _relations.position)
    )


def _answer(row: Row[Any], *, is_given: bool) -> Answer:
    return Answer(
        kind=RelationKind(row.kind),
        is_given=is_given,
        statement=row.other,
        speaker=row.speaker_name or row.source_text,
        content=row.content_text,
        score=row.certainty,
    )


def _places_of(connection: Connection, chunk: Iterable[Row[Any]]) -> dict[_Key, str]:
    known = {(row.edition, place) for row in chunk for place in (row.said_at, row.happened_at)}
    ids = {place for _, place in known if place is not None}
    if not ids:
        return {}
    editions = {edition for edition, place in known if place is not None}
    asked = {"editions": list(editions), "ids": list(ids)}
    found = connection.execute(_PLACES, asked).all()
    return {(row.edition, row.id): row.name or row.text for row in found}


# Made once: to put a query together takes longer than SQLite does to answer it.
_OF_KEYS = statement_query().where(_statements.row_id.in_(bindparam("keys", expanding=True)))
_SPANS = (
    select(tables.spans)
    .where(tables.spans.c.statement.in_(bindparam("keys", expanding=True)))
    .order_by(*IN_ORDER)
)
_TEXTS = select(_editions.row_id, _editions.text).where(
    _editions.row_id.in_(bindparam("editions", expanding=True))
)
_ANSWERS = {is_given: _answer_query(is_given=is_given) for is_given in (False, True)}
_PLACES = select(_places.edition, _places.id, _places.name, _places.text).where(
    _places.edition.in_(bindparam("editions", expanding=True)),
    _places.id.in_(bindparam("ids", expanding=True)),
)
