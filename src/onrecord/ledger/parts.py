"""A record's mentions, actors, dates, places, answers and own voice to rows and back; pure."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Row, Table

from onrecord.ledger import tables
from onrecord.ledger.names import name_words
from onrecord.ledger.rows import Values, spans_in_order, told
from onrecord.record import Record
from onrecord.types import (
    Actor,
    ActorKind,
    Form,
    Mention,
    NameKind,
    Passage,
    Place,
    Relation,
    RelationKind,
    Span,
    TimeExpression,
    TimeType,
)

_TOLD = ("role", "rank", "affiliation", "tenure", "country", "number")

Rows = Iterable[Row[Any]]
"""Rows in the order of their keys."""


def part_values(edition: int, record: Record) -> Iterator[tuple[Table, list[Values]]]:
    """The rows of a record's parts, table by table; a table may have none."""
    yield tables.mentions, _numbered(edition, map(_mention_values, record.mentions))
    yield tables.actors, _numbered(edition, map(_actor_values, record.actors))
    yield tables.actor_spans, list(_actor_span_values(edition, record.actors))
    yield tables.dates, _numbered(edition, map(_date_values, record.dates))
    yield tables.places, _numbered(edition, map(_place_values, record.places))
    yield tables.relations, _numbered(edition, map(_relation_values, record.relations))
    yield tables.own_voice, list(_own_voice_values(edition, record.own_voice))


def mention_from(row: Row[Any]) -> Mention:
    """The mention of its row."""
    return Mention(
        span=Span(row.start_char, row.end_char),
        text=row.text,
        form=Form(row.form),
        kind=None if row.kind is None else NameKind(row.kind),
        actor=row.actor,
        score=row.score,
    )


def actors_from(actor_rows: Rows, span_rows: Rows) -> tuple[Actor, ...]:
    """The actors of their rows and the rows of their spans."""
    spans = {
        key: tuple(Span(row.start_char, row.end_char) for row in group)
        for key, group in groupby(span_rows, key=lambda row: (row.actor, row.role))
    }
    return tuple(
        Actor(
            id=row.id,
            name=row.name,
            kind=ActorKind(row.kind),
            name_spans=spans.get((row.position, "name"), ()),
            **{
                name: told(getattr(row, name), spans.get((row.position, name), ()))
                for name in _TOLD
            },
        )
        for row in actor_rows
    )


def date_from(row: Row[Any]) -> TimeExpression:
    """The time expression of its row."""
    return TimeExpression(
        id=row.id,
        span=Span(row.start_char, row.end_char),
        text=row.text,
        type=TimeType(row.type),
        value=row.value,
        edtf=row.edtf,
        anchor=row.anchor,
    )


def place_from(row: Row[Any]) -> Place:
    """The place of its row."""
    return Place(
        id=row.id,
        span=Span(row.start_char, row.end_char),
        text=row.text,
        geonameid=row.geonameid,
        name=row.name,
        country=row.country,
        latitude=row.latitude,
        longitude=row.longitude,
        score=row.score,
    )


def relation_from(row: Row[Any]) -> Relation:
    """The relation of its row."""
    kind = RelationKind(row.kind)
    return Relation(kind=kind, from_id=row.from_id, to_id=row.to_id, score=row.score)


def own_voice_from(rows: Rows, text: str) -> tuple[Passage, ...]:
    """What the outlet tells itself, cut out of the edition's text."""
    parts = (list(group) for _, group in groupby(rows, key=lambda row: row.part))
    return tuple(
        Passage.of(text, tuple(Span(row.start_char, row.end_char) for row in part))
        for part in parts
    )


def _numbered(edition: int, values: Iterable[Values]) -> list[Values]:
    return [
        {"edition": edition, "position": position, **one} for position, one in enumerate(values)
    ]


def _mention_values(mention: Mention) -> Values:
    return {
        "start_char": mention.span.start,
        "end_char": mention.span.end,
        "text": mention.text,
        "form": mention.form.value,
        "kind": None if mention.kind is None else mention.kind.value,
        "actor": mention.actor,
        "score": mention.score,
    }


def _actor_values(actor: Actor) -> Values:
    values: Values = {
        "id": actor.id,
        "name": actor.name,
        "name_words": name_words(actor.name),
        "kind": actor.kind.value,
    }
    for name in _TOLD:
        one = getattr(actor, name)
        values[name] = None if one is None else one.value
    return values


def _actor_span_values(edition: int, actors: Iterable[Actor]) -> Iterator[Values]:
    for position, actor in enumerate(actors):
        key = {"edition": edition, "actor": position}
        yield from spans_in_order(actor.name_spans, **key, role="name")
        for name in _TOLD:
            one = getattr(actor, name)
            if one is not None:
                yield from spans_in_order(one.spans, **key, role=name)


def _date_values(date: TimeExpression) -> Values:
    return {
        "id": date.id,
        "start_char": date.span.start,
        "end_char": date.span.end,
        "text": date.text,
        "type": date.type.value,
        "value": date.value,
        "edtf": date.edtf,
        "anchor": date.anchor,
    }


def _place_values(place: Place) -> Values:
    return {
        "id": place.id,
        "start_char": place.span.start,
        "end_char": place.span.end,
        "text": place.text,
        "text_words": name_words(place.text),
        "geonameid": place.geonameid,
        "name": place.name,
        "name_words": None if place.name is None else name_words(place.name),
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "score": place.score,
    }


def _relation_values(relation: Relation) -> Values:
    return {
        "kind": relation.kind.value,
        "from_id": relation.from_id,
        "to_id": relation.to_id,
        "score": relation.score,
    }


def _own_voice_values(edition: int, passages: Iterable[Passage]) -> Iterator[Values]:
    for part, passage in enumerate(passages):
        yield from spans_in_order(passage.spans, edition=edition, part=part)
