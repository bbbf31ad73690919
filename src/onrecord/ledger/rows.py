"""Records to rows and back; pure."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import Row

from onrecord.types import (
    Act,
    Excluded,
    Failure,
    Framing,
    Mode,
    Passage,
    Span,
    Speaker,
    Statement,
    Why,
)

Values = dict[str, Any]
"""One row's values by column."""

SpansByRole = Mapping[str, tuple[Span, ...]]
"""A statement's spans: ``source``, ``cue`` and ``content``."""


def storable(text: str) -> str:
    r"""A text in which lone surrogates, as in undecodable file names, are written as ``\udcff``.

    >>> storable("caf\udce9.txt")
    'caf\\udce9.txt'
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def statement_values(edition: int, position: int, statement: Statement) -> Values:
    """The row of a statement in ``statements``, less its key."""
    speaker = statement.speaker
    return {
        "id": statement.id,
        "edition": edition,
        "position": position,
        "source_text": None if statement.source is None else statement.source.text,
        "cue_text": None if statement.cue is None else statement.cue.text,
        "content_text": statement.content.text,
        "mode": statement.mode.value,
        "act": statement.act.value,
        "framing": statement.framing.value,
        "negated": statement.negated,
        "hypothetical": statement.hypothetical,
        "within": statement.within,
        "speaker_name": None if speaker is None else speaker.name,
        "speaker_actor": None if speaker is None else speaker.actor,
        "speaker_kind": None if speaker is None else speaker.kind,
        "speaker_role": None if speaker is None else speaker.role,
        "speaker_affiliation": None if speaker is None else speaker.affiliation,
        "speaker_country": None if speaker is None else speaker.country,
        "said_on": statement.said_on,
        "score": statement.score,
    }


def span_values(row_id: int, statement: Statement) -> Iterator[Values]:
    """The rows of a statement's spans."""
    passages = {"source": statement.source, "cue": statement.cue, "content": statement.content}
    for role, passage in passages.items():
        for position, span in enumerate(passage.spans if passage else ()):
            yield {
                "statement": row_id,
                "role": role,
                "position": position,
                "start_char": span.start,
                "end_char": span.end,
            }


def excluded_values(edition: int, excluded: Iterable[Excluded]) -> Iterator[Values]:
    """The rows of what is excluded; a part without a span excludes nothing and has no row."""
    for part, item in enumerate(excluded):
        for position, span in enumerate(item.spans):
            yield {
                "edition": edition,
                "part": part,
                "position": position,
                "start_char": span.start,
                "end_char": span.end,
                "why": item.why.value,
            }


def failure_values(failure: Failure, seen: str) -> Values:
    """The row of a failure that is seen for the first time."""
    return {
        "location": storable(failure.where),
        "stage": failure.stage,
        "code": failure.code,
        "message": storable(failure.message),
        "detail": json.dumps(failure.detail, sort_keys=True),
        "first_seen": seen,
        "last_seen": seen,
        "count": 1,
        "resolved_at": None,
    }


def statement_from(row: Row[Any], spans: SpansByRole) -> Statement:
    """The statement of its row and its spans."""
    content = _passage(row.content_text, spans.get("content", ()))
    assert content is not None  # the column cannot be null
    return Statement(
        id=row.id,
        source=_passage(row.source_text, spans.get("source", ())),
        cue=_passage(row.cue_text, spans.get("cue", ())),
        content=content,
        mode=Mode(row.mode),
        act=Act(row.act),
        framing=Framing(row.framing),
        negated=row.negated,
        hypothetical=row.hypothetical,
        within=row.within,
        speaker=_speaker(row),
        said_on=row.said_on,
        score=row.score,
    )


def spans_from(rows: Iterable[Row[Any]]) -> dict[int, SpansByRole]:
    """The spans of several statements by their keys; the rows are in the order of the key."""
    return {
        statement: {
            role: tuple(Span(row.start_char, row.end_char) for row in of_role)
            for role, of_role in groupby(of_statement, key=lambda row: row.role)
        }
        for statement, of_statement in groupby(rows, key=lambda row: row.statement)
    }


def excluded_from(rows: Iterable[Row[Any]]) -> tuple[Excluded, ...]:
    """What is excluded from an edition; the rows are in the order of the key."""
    parts = (list(group) for _, group in groupby(rows, key=lambda row: row.part))
    return tuple(
        Excluded(tuple(Span(row.start_char, row.end_char) for row in part), Why(part[0].why))
        for part in parts
    )


def failure_from(row: Row[Any]) -> Failure:
    """The failure of its row."""
    return Failure(
        where=row.location,
        stage=row.stage,
        code=row.code,
        message=row.message,
        detail=json.loads(row.detail),
    )


def _passage(text: str | None, spans: tuple[Span, ...]) -> Passage | None:
    return None if text is None else Passage(spans, text)


def _speaker(row: Row[Any]) -> Speaker | None:
    if row.speaker_name is None:
        return None
    return Speaker(
        name=row.speaker_name,
        actor=row.speaker_actor,
        kind=row.speaker_kind,
        role=row.speaker_role,
        affiliation=row.speaker_affiliation,
        country=row.speaker_country,
    )
