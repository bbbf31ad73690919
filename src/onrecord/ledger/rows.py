"""Records to rows and back; pure."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Row

from onrecord.ledger import edtf
from onrecord.ledger.names import name_words
from onrecord.types import (
    Act,
    Excluded,
    Failure,
    Form,
    Framing,
    Mode,
    Passage,
    Report,
    Span,
    Speaker,
    Statement,
    Told,
    Why,
)

Values = dict[str, Any]
"""One row's values by column."""

SpansByRole = Mapping[str, tuple[Span, ...]]
"""A statement's spans: ``source``, ``cue``, ``content``, ``said_on`` and so on."""

_NOWHERE: edtf.Days | tuple[None, None] = (None, None)


def storable(text: str) -> str:
    r"""A text in which lone surrogates, as in undecodable file names, are written as ``\udcff``.

    >>> storable("caf\udce9.txt")
    'caf\\udce9.txt'
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def edition_values(report: Report) -> Values:
    """What is told of an edition beside its text, as its row has it."""
    return {
        "path": None if report.path is None else storable(report.path),
        "updated": report.updated,
        "authors": json.dumps(report.authors, ensure_ascii=False),
        "section": report.section,
        "language": report.language,
    }


def authors_from(value: str) -> tuple[str, ...]:
    """The authors of their column."""
    return tuple(json.loads(value))


def statement_values(edition: int, position: int, statement: Statement) -> Values:
    """The row of a statement in ``statements``, less its key."""
    said, happened = statement.said_on, statement.happened_on
    said_from, said_until = (said and edtf.days(said)) or _NOWHERE
    happened_from, happened_until = (happened and edtf.days(happened.value)) or _NOWHERE
    return {
        "id": statement.id,
        "edition": edition,
        "position": position,
        "source_text": _text(statement.source),
        "cue_text": _text(statement.cue),
        "content_text": statement.content.text,
        "mode": statement.mode.value,
        "act": statement.act.value,
        "framing": statement.framing.value,
        "negated": statement.negated,
        "hypothetical": statement.hypothetical,
        "within": statement.within,
        **_speaker_values(statement.speaker),
        "said_on": said,
        "said_from": said_from,
        "said_until": said_until,
        "said_on_carried": statement.said_on_carried,
        "happened_on": _value(happened),
        "happened_from": happened_from,
        "happened_until": happened_until,
        "said_at": _value(statement.said_at),
        "happened_at": _value(statement.happened_at),
        "addressee_text": _text(statement.addressee),
        "reported_by_text": _text(statement.reported_by),
        "score": statement.score,
    }


def span_values(row_id: int, statement: Statement) -> Iterator[Values]:
    """The rows of a statement's spans."""
    for role, spans in spans_of(statement).items():
        yield from spans_in_order(spans, statement=row_id, role=role)


def spans_of(statement: Statement) -> SpansByRole:
    """The spans of all that is told of a statement, by what they tell."""
    told = {
        "source": statement.source,
        "cue": statement.cue,
        "content": statement.content,
        "happened_on": statement.happened_on,
        "said_at": statement.said_at,
        "happened_at": statement.happened_at,
        "addressee": statement.addressee,
        "reported_by": statement.reported_by,
    }
    known = {role: one.spans for role, one in told.items() if one is not None}
    return known | {"said_on": statement.said_on_spans}


def spans_in_order(spans: Iterable[Span], **key: object) -> Iterator[Values]:
    """A row for each span, with the rest of its key."""
    for position, (start, end) in enumerate(spans):
        yield {**key, "position": position, "start_char": start, "end_char": end}


def excluded_values(edition: int, excluded: Iterable[Excluded]) -> Iterator[Values]:
    """The rows of what is excluded; a part without a span excludes nothing and has no row."""
    for part, item in enumerate(excluded):
        for row in spans_in_order(item.spans, edition=edition, part=part):
            yield row | {"why": item.why.value}


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
        said_on_spans=spans.get("said_on", ()),
        said_on_carried=row.said_on_carried,
        happened_on=told(row.happened_on, spans.get("happened_on", ())),
        said_at=told(row.said_at, spans.get("said_at", ())),
        happened_at=told(row.happened_at, spans.get("happened_at", ())),
        addressee=_passage(row.addressee_text, spans.get("addressee", ())),
        reported_by=_passage(row.reported_by_text, spans.get("reported_by", ())),
        score=row.score,
    )


def spans_from(rows: Iterable[Sequence[Any]]) -> dict[int, SpansByRole]:
    """The spans of several statements by their keys, out of rows of `spans` in their order."""
    found: dict[int, Any] = {}
    for statement, role, _, start, end in rows:
        of_statement = found.setdefault(statement, {})
        of_statement[role] = (*of_statement.get(role, ()), Span(start, end))
    return found


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


def told(value: str | None, spans: tuple[Span, ...]) -> Told | None:
    """A value with the words that say so; None for none."""
    return None if value is None else Told(value, spans)


def _speaker_values(speaker: Speaker | None) -> Values:
    if speaker is None:
        return dict(_NO_SPEAKER)
    return {
        "speaker_name": speaker.name,
        "speaker_words": name_words(speaker.name),
        "speaker_actor": speaker.actor,
        "speaker_kind": speaker.kind,
        "speaker_role": speaker.role,
        "speaker_affiliation": speaker.affiliation,
        "speaker_country": speaker.country,
        "speaker_how": None if speaker.how is None else speaker.how.value,
        "speaker_score": speaker.score,
    }


_NO_SPEAKER = dict.fromkeys(
    f"speaker_{name}"
    for name in ("name", "words", "actor", "kind", "role", "affiliation", "country", "how", "score")
)


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
        how=None if row.speaker_how is None else Form(row.speaker_how),
        score=row.speaker_score,
    )


def _passage(text: str | None, spans: tuple[Span, ...]) -> Passage | None:
    return None if text is None else Passage(spans, text)


def _text(passage: Passage | None) -> str | None:
    return None if passage is None else passage.text


def _value(one: Told | None) -> str | None:
    return None if one is None else one.value
