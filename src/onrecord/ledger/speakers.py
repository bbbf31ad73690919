"""What is on record with somebody, out of the totals."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, literal, select

from onrecord.ledger import dialect, framing, naming, tables
from onrecord.ledger.overviews import (
    Bucket,
    Series,
    SpeakerCount,
    SpeakerOverview,
    Step,
    ToldOf,
    Total,
)
from onrecord.ledger.series import end
from onrecord.ledger.values import AnswerCount, Count
from onrecord.types import RelationKind

_MOST_COUNTS = 12
"""How many roles, affiliations and answers are told of each kind: what can be read."""

_names, _months = tables.names.c, tables.speaker_months.c
_told_totals, _answer_totals = tables.told_totals.c, tables.answer_totals.c
_totals, _spellings = tables.framing_totals.c, tables.spellings.c

_WHATS = ("role", "affiliation", "country")
_TOLD_OF = [field.name for field in fields(ToldOf)]
_day = func.nullif(_told_totals.day, "")
_reports = func.sum(_told_totals.reports)
_TOLD = (
    select(_told_totals.what, _told_totals.value, _reports, func.min(_day), func.max(_day))
    .where(_told_totals.name == bindparam("name"))
    .group_by(_told_totals.what, _told_totals.value)
    .order_by(_reports.desc(), _told_totals.value)
)
_ANSWERED = (
    select(_answer_totals.kind, _answer_totals.other, _answer_totals.answers)
    .where(
        _answer_totals.name == bindparam("name"),
        _answer_totals.is_given == bindparam("is_given"),
    )
    .order_by(_answer_totals.answers.desc(), _answer_totals.kind, _answer_totals.other)
    .limit(_MOST_COUNTS)
)


def like(connection: Connection, words: str) -> Sequence[Row[Any]]:
    """The names that have these words in this order; those of exactly this name first."""
    inside = literal(" ") + _names.words + literal(" ")
    query = select(tables.names).where(
        dialect.contains(_names.words, words),  # first, for it costs least and passes the fewest
        dialect.contains(inside, f" {words} "),
        _names.reports > 0,
    )
    rows = connection.execute(query).all()
    return sorted(rows, key=lambda row: (row.words != words, -row.statements, row.words, row.kind))


def counts_like(connection: Connection, words: str, size: int) -> tuple[SpeakerCount, ...]:
    """Those that `like` finds, as many as fit."""
    counted = [(row.row_id, row.statements) for row in like(connection, words)[:size]]
    return naming.speaker_counts(connection, counted)


def named(connection: Connection, words: str, kind: str | None) -> Row[Any] | None:
    """The name of just these words; without a kind, the one with the most statements."""
    query = select(tables.names).where(_names.words == words, _names.reports > 0)
    if kind is not None:
        query = query.where(_names.kind == kind)
    ranked = query.order_by(_names.statements.desc(), _names.kind)
    return connection.execute(ranked.limit(1)).one_or_none()


def overview(connection: Connection, name: Row[Any]) -> SpeakerOverview:
    """All about a name but the statements themselves.

    Args:
        connection: A transaction that reads.
        name: A row of `names`.
    """
    (speaker,) = naming.speaker_counts(connection, [(name.row_id, name.statements)])
    told = Told(connection, name.row_id)
    return SpeakerOverview(
        speaker=speaker,
        spellings=spellings(connection, name),
        roles=told.roles,
        affiliations=told.affiliations,
        countries=told.countries,
        acts=acts(connection, name),
        carried=framing.of_speaker(connection, speaker, name.row_id),
        months=months(connection, name),
        answers=tuple(answers(connection, name.row_id)),
    )


def spellings(connection: Connection, name: Row[Any]) -> tuple[Count, ...]:
    """How a name is written, the most frequent first."""
    query = select(_spellings.spelling, _spellings.times).where(_spellings.name == name.row_id)
    return most(Counter(dict(connection.execute(query).all())))


def acts(connection: Connection, name: Row[Any]) -> tuple[Count, ...]:
    """What somebody does with their statements."""
    query = select(_totals.act, func.sum(_totals.statements)).group_by(_totals.act)
    rows = connection.execute(query.where(_totals.speaker == name.row_id)).all()
    return most(Counter({row.act: int(row[1]) for row in rows}))


def months(connection: Connection, name: Row[Any]) -> Series:
    """Somebody's statements, month by month."""
    query = select(_months.month, _months.statements, _months.denials)
    query = query.where(_months.speaker == name.row_id).order_by(_months.month)
    undated, buckets = 0, []
    for month, statements, denials in connection.execute(query):
        if month:
            first = f"{month}-01"
            last = end(first, Step.MONTH)
            buckets.append(
                Bucket(first_day=first, last_day=last, statements=statements, denials=denials)
            )
        else:
            undated = statements
    return Series(
        step=Step.MONTH, buckets=tuple(buckets), undated=undated, of=Total(name.statements)
    )


class Told:
    """What reports tell of somebody.

    Attributes:
        roles: The most frequent first; ``former`` and ``acting`` go before.
        affiliations: In the same way.
        countries: In the same way.
    """

    def __init__(self, connection: Connection, name: int) -> None:
        """Out of the totals of a name, by its key."""
        found: dict[str, list[ToldOf]] = {}
        for what, *told in connection.execute(_TOLD, {"name": name}).all():
            found.setdefault(what, []).append(ToldOf(**dict(zip(_TOLD_OF, told, strict=True))))
        self.roles, self.affiliations, self.countries = (
            tuple(found.get(what, ())[:_MOST_COUNTS]) for what in _WHATS
        )


def answers(connection: Connection, name: int) -> Iterator[AnswerCount]:
    """Whom somebody answers and who answers them, the most frequent first."""
    for is_given in (True, False):
        asked = {"name": name, "is_given": is_given}
        for kind, other, number in connection.execute(_ANSWERED, asked).all():
            yield AnswerCount(
                kind=RelationKind(kind), is_given=is_given, speaker=other or None, number=number
            )


def most(found: Counter[str]) -> tuple[Count, ...]:
    """Counts, the most frequent first, as many as can be read."""
    return framing.ranked(found)[:_MOST_COUNTS]
