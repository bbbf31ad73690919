"""Holding a record against its text and itself: what stands where, who refers to whom; pure."""

from collections.abc import Iterable, Iterator

from onrecord.ledger.rows import spans_of
from onrecord.record import Record
from onrecord.types import Actor, Mention, Passage, Place, Span, Statement, TimeExpression

Finding = tuple[str | None, str]
"""The id of the statement that is meant, None for another part; and what is wrong."""

_PASSAGES = ("source", "cue", "content", "addressee", "reported_by")
_TOLD_OF_ACTORS = ("role", "rank", "affiliation", "tenure", "country", "number")


def of_record(record: Record) -> Iterator[Finding]:
    """All in a record that does not stand where it says, or refers to what is not there."""
    known = {statement.id for statement in record.statements}
    actors = {actor.id for actor in record.actors}
    places = {place.id for place in record.places}
    text = record.report.text
    for statement in record.statements:
        messages = [
            *_of_words(statement, text),
            *_of_within(statement, known),
            *_of_speaker(statement, actors),
            *_of_places(statement, places),
        ]
        yield from ((statement.id, message) for message in messages)
    yield from ((None, message) for message in _of_parts(record, known, actors))


def _of_words(statement: Statement, text: str) -> Iterator[str]:
    for role in _PASSAGES:
        passage: Passage | None = getattr(statement, role)
        if passage is not None and not _stands_there(passage, text):
            yield f"the {role}'s words do not stand at its positions"
    for role, spans in spans_of(statement).items():
        if role not in _PASSAGES and not _inside(spans, text):
            yield f"the words that tell {role} stand outside of the text"


def _of_within(statement: Statement, known: set[str]) -> Iterator[str]:
    if statement.within is not None and statement.within not in known:
        yield f"stands within {statement.within}, which is not in the record"


def _of_speaker(statement: Statement, actors: set[str]) -> Iterator[str]:
    actor = statement.speaker.actor if statement.speaker else None
    # Records of onrecord 0.1 have no actors; what they say of them cannot be held against any.
    if actor is not None and actors and actor not in actors:
        yield f"its speaker is the actor {actor}, who is not in the record"


def _of_places(statement: Statement, places: set[str]) -> Iterator[str]:
    for role in ("said_at", "happened_at"):
        told = getattr(statement, role)
        if told is not None and told.value not in places:
            yield f"{role} is the place {told.value}, which is not in the record"


def _of_parts(record: Record, known: set[str], actors: set[str]) -> Iterator[str]:
    text, dates = record.report.text, {date.id for date in record.dates}
    for mention in record.mentions:
        yield from _of_span("mention", mention, text)
        if mention.actor is not None and mention.actor not in actors:
            yield f"the mention {mention.text!r} is of {mention.actor}, who is not in the record"
    for date in record.dates:
        yield from _of_span("date", date, text)
        if date.anchor is not None and date.anchor not in dates:
            yield f"the date {date.text!r} counts from {date.anchor}, which is not in the record"
    for place in record.places:
        yield from _of_span("place", place, text)
    for actor in record.actors:
        yield from _of_actor(actor, text)
    for relation in record.relations:
        for end in (relation.from_id, relation.to_id):
            if end not in known:
                yield f"one statement {relation.kind} another, but {end} is not in the record"
    for passage in record.own_voice:
        if not _inside(passage.spans, text):
            yield f"a passage in the outlet's own voice stands outside of the text: {passage.spans}"


def _of_span(name: str, part: Mention | TimeExpression | Place, text: str) -> Iterator[str]:
    start, end = part.span
    if not _inside((part.span,), text) or text[start:end] != part.text:
        yield f"the {name} {part.text!r} does not stand at {start} to {end}"


def _of_actor(actor: Actor, text: str) -> Iterator[str]:
    told = {name: getattr(actor, name) for name in _TOLD_OF_ACTORS}
    spans = {"name": actor.name_spans}
    spans |= {name: one.spans for name, one in told.items() if one is not None}
    for name, some in spans.items():
        if not _inside(some, text):
            yield f"the words that tell the {name} of {actor.name!r} stand outside of the text"


def _stands_there(passage: Passage, text: str) -> bool:
    there = bool(passage.spans) and _inside(passage.spans, text)
    return there and Passage.of(text, passage.spans) == passage


def _inside(spans: Iterable[Span], text: str) -> bool:
    return all(0 <= start < end <= len(text) for start, end in spans)
