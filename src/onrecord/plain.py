"""The core values as plain JSON values, and back: what stands in a record's JSON."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from onrecord.types import (
    Act,
    Actor,
    ActorKind,
    Excluded,
    Form,
    Framing,
    Mention,
    Mode,
    NameKind,
    Passage,
    Place,
    Relation,
    RelationKind,
    Report,
    Span,
    Speaker,
    Statement,
    TimeExpression,
    TimeType,
    Told,
    Why,
)

Plain = dict[str, Any]
"""A JSON object."""

_TOLD_OF_ACTORS = ("role", "rank", "affiliation", "tenure", "country", "number")


def plain(value: Any) -> Plain:
    """A flat dataclass's fields by their names."""
    return {f.name: getattr(value, f.name) for f in fields(value)}


def report_to_dict(report: Report) -> Plain:
    """A report with its ids, the text last."""
    known = plain(report) | {"authors": list(report.authors)}
    text = known.pop("text")
    return {"id": report.id, "edition": report.edition, **known, "text": text}


def report_from(data: Plain) -> Report:
    """The report of its JSON; its ids are made anew."""
    known: Plain = {f.name: data[f.name] for f in fields(Report) if f.name in data}
    return Report(**known | {"authors": tuple(data.get("authors", ()))})


def statement_to_dict(statement: Statement, link: str | None = None) -> Plain:
    """A statement as it stands in a record, with the link to its content on the live page."""
    return {
        "id": statement.id,
        "source": _optional_passage(statement.source),
        "cue": _optional_passage(statement.cue),
        "content": passage_to_dict(statement.content),
        "mode": statement.mode.value,
        "act": statement.act.value,
        "framing": statement.framing.value,
        "negated": statement.negated,
        "hypothetical": statement.hypothetical,
        "within": statement.within,
        "speaker": None if statement.speaker is None else plain(statement.speaker),
        "said_on": statement.said_on,
        "said_on_spans": _pairs(statement.said_on_spans),
        "said_on_carried": statement.said_on_carried,
        "happened_on": _told(statement.happened_on, "value"),
        "said_at": _told(statement.said_at, "place"),
        "happened_at": _told(statement.happened_at, "place"),
        "addressee": _optional_passage(statement.addressee),
        "reported_by": _optional_passage(statement.reported_by),
        "link": link,
        "score": statement.score,
    }


def statement_from(data: Plain) -> Statement:
    """The statement of its JSON; what onrecord 0.1 did not tell may be missing."""
    return Statement(
        id=data["id"],
        source=_optional_passage_from(data["source"]),
        cue=_optional_passage_from(data["cue"]),
        content=passage_from(data["content"]),
        mode=Mode(data["mode"]),
        act=Act(data["act"]),
        framing=Framing(data["framing"]),
        negated=data["negated"],
        hypothetical=data["hypothetical"],
        within=data["within"],
        speaker=_speaker_from(data["speaker"]),
        said_on=data["said_on"],
        said_on_spans=_spans(data.get("said_on_spans", ())),
        said_on_carried=data.get("said_on_carried", False),
        happened_on=_told_from(data.get("happened_on"), "value"),
        said_at=_told_from(data.get("said_at"), "place"),
        happened_at=_told_from(data.get("happened_at"), "place"),
        addressee=_optional_passage_from(data.get("addressee")),
        reported_by=_optional_passage_from(data.get("reported_by")),
        score=data["score"],
    )


def passage_to_dict(passage: Passage) -> Plain:
    """A passage's spans and text."""
    return {"spans": _pairs(passage.spans), "text": passage.text}


def passage_from(data: Plain) -> Passage:
    """The passage of its JSON."""
    return Passage(_spans(data["spans"]), str(data["text"]))


def excluded_to_dict(part: Excluded) -> Plain:
    """An excluded part: where, and why."""
    return {"spans": _pairs(part.spans), "why": part.why.value}


def excluded_from(data: Plain) -> Excluded:
    """The excluded part of its JSON."""
    return Excluded(_spans(data["spans"]), Why(data["why"]))


def relation_to_dict(relation: Relation) -> Plain:
    """A relation between two statements, by their ids."""
    return {
        "kind": relation.kind.value,
        "from": relation.from_id,
        "to": relation.to_id,
        "score": relation.score,
    }


def relation_from(data: Plain) -> Relation:
    """The relation of its JSON."""
    kind = RelationKind(data["kind"])
    return Relation(kind=kind, from_id=data["from"], to_id=data["to"], score=data["score"])


def mention_to_dict(mention: Mention) -> Plain:
    """A mention; its span stands in a list, as everywhere."""
    return {
        "spans": _pairs((mention.span,)),
        "text": mention.text,
        "form": mention.form.value,
        "kind": None if mention.kind is None else mention.kind.value,
        "actor": mention.actor,
        "score": mention.score,
    }


def mention_from(data: Plain) -> Mention:
    """The mention of its JSON."""
    return Mention(
        span=_only_span(data),
        text=data["text"],
        form=Form(data["form"]),
        kind=None if data["kind"] is None else NameKind(data["kind"]),
        actor=data["actor"],
        score=data["score"],
    )


def actor_to_dict(actor: Actor) -> Plain:
    """An actor; ``evidence`` has the spans of what is told, under the same keys."""
    told = {key: getattr(actor, key) for key in _TOLD_OF_ACTORS}
    evidence = {"name": _pairs(actor.name_spans)}
    evidence |= {key: _pairs(one.spans) for key, one in told.items() if one is not None}
    values = {key: None if one is None else one.value for key, one in told.items()}
    named = {"id": actor.id, "name": actor.name, "kind": actor.kind.value}
    return {**named, **values, "evidence": evidence}


def actor_from(data: Plain) -> Actor:
    """The actor of its JSON."""
    evidence = data["evidence"]
    told = {
        key: None if data[key] is None else Told(data[key], _spans(evidence[key]))
        for key in _TOLD_OF_ACTORS
    }
    kind, spans = ActorKind(data["kind"]), _spans(evidence["name"])
    return Actor(id=data["id"], name=data["name"], kind=kind, name_spans=spans, **told)


def date_to_dict(date: TimeExpression) -> Plain:
    """A time expression."""
    return {
        "id": date.id,
        "spans": _pairs((date.span,)),
        "text": date.text,
        "type": date.type.value,
        "value": date.value,
        "edtf": date.edtf,
        "anchor": date.anchor,
    }


def date_from(data: Plain) -> TimeExpression:
    """The time expression of its JSON."""
    return TimeExpression(
        id=data["id"],
        span=_only_span(data),
        text=data["text"],
        type=TimeType(data["type"]),
        value=data["value"],
        edtf=data["edtf"],
        anchor=data["anchor"],
    )


def place_to_dict(place: Place) -> Plain:
    """A place; degrees are ``lat`` and ``lon``."""
    return {
        "id": place.id,
        "spans": _pairs((place.span,)),
        "text": place.text,
        "geonameid": place.geonameid,
        "name": place.name,
        "country": place.country,
        "lat": place.latitude,
        "lon": place.longitude,
        "score": place.score,
    }


def place_from(data: Plain) -> Place:
    """The place of its JSON."""
    return Place(
        id=data["id"],
        span=_only_span(data),
        text=data["text"],
        geonameid=data["geonameid"],
        name=data["name"],
        country=data["country"],
        latitude=data["lat"],
        longitude=data["lon"],
        score=data["score"],
    )


def _speaker_from(data: Plain | None) -> Speaker | None:
    if data is None:
        return None
    how = data.get("how")
    return Speaker(**{**data, "how": None if how is None else Form(how)})


def _told(told: Told | None, name: str) -> Plain | None:
    return None if told is None else {name: told.value, "spans": _pairs(told.spans)}


def _told_from(data: Plain | None, name: str) -> Told | None:
    return None if data is None else Told(data[name], _spans(data["spans"]))


def _optional_passage(passage: Passage | None) -> Plain | None:
    return None if passage is None else passage_to_dict(passage)


def _optional_passage_from(data: Plain | None) -> Passage | None:
    return None if data is None else passage_from(data)


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [list(span) for span in spans]


def _spans(pairs: Any) -> tuple[Span, ...]:
    return tuple(Span(int(start), int(end)) for start, end in pairs)


def _only_span(data: Plain) -> Span:
    (span,) = _spans(data["spans"])
    return span
