"""What is on record with somebody, out of the totals."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, literal, select

from onrecord.ledger import dialect, framing, keys, naming, tables
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

_names, _months, _current = tables.names.c, tables.speaker_months.c, tables.current_statements.c
_actors, _editions = tables.actors.c, tables.editions.c
_relations = tables.relations.c
_totals, _spellings = tables.framing_totals.c, tables.spellings.c


def like(connection: Connection, words: str) -> Sequence[Row[Any]]:
    """The names that have these words in this order; those of exactly this name first."""
    inside = literal(" ") + _names.words + literal(" ")
    query = select(tables.names).where(dialect.contains(inside, f" {words} "), _names.reports > 0)
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
    told = Told(connection, name)
    return SpeakerOverview(
        speaker=speaker,
        spellings=spellings(connection, name),
        roles=told.roles,
        affiliations=told.affiliations,
        countries=told.countries,
        acts=acts(connection, name),
        carried=framing.of_speaker(connection, speaker, name.row_id),
        months=months(connection, name),
        answers=tuple(answers(connection, name)),
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

    def __init__(self, connection: Connection, name: Row[Any]) -> None:
        query = (
            select(
                _actors.edition,
                _actors.role,
                _actors.tenure,
                _actors.affiliation,
                _actors.country,
                _editions.published,
            )
            .join(tables.editions, _editions.row_id == dialect.without_index(_actors.edition))
            .where(_actors.name_words == name.words, _actors.kind == name.kind)
            .where(_editions.is_current)
        )
        rows: Sequence[Any] = connection.execute(query).all()
        self.roles = _told((row[0], row[5], _with_tenure(row[2], row[1])) for row in rows)
        self.affiliations = _told((row[0], row[5], row[3]) for row in rows)
        self.countries = _told((row[0], row[5], row[4]) for row in rows)


def answers(connection: Connection, name: Row[Any]) -> Iterator[AnswerCount]:
    """Whom somebody answers and who answers them, the most frequent first."""
    mine, other = tables.statements.alias(), tables.statements.alias()
    who = func.coalesce(other.c.speaker_name, other.c.source_text)
    number = func.count()
    for is_given, has, my_end, other_end in (
        (True, _current.given, _relations.from_id, _relations.to_id),
        (False, _current.answers, _relations.to_id, _relations.from_id),
    ):
        query = (
            select(_relations.kind, who, number)
            .select_from(tables.current_statements)
            .join(mine, mine.c.row_id == dialect.without_index(_current.row_id))
            .join(tables.relations, my_end == dialect.without_index(mine.c.id))
            .join(other, other.c.id == dialect.without_index(other_end))
            .where(_current.speaker == name.row_id, dialect.without_index(has) > 0)
            .where(dialect.without_index(_relations.edition) == mine.c.edition)
            .where(dialect.without_index(other.c.edition) == mine.c.edition)
            .group_by(_relations.kind, who)
            .order_by(number.desc(), _relations.kind, who)
            .limit(_MOST_COUNTS)
        )
        for kind, speaker, times in connection.execute(query):
            yield AnswerCount(
                kind=RelationKind(kind), is_given=is_given, speaker=speaker, number=times
            )


def most(found: Counter[str]) -> tuple[Count, ...]:
    """Counts, the most frequent first, as many as can be read."""
    return framing.ranked(found)[:_MOST_COUNTS]


def _with_tenure(tenure: str | None, role: str | None) -> str | None:
    return f"{tenure} {role}" if tenure and role else role


def _told(values: Iterable[tuple[int, str | None, str | None]]) -> tuple[ToldOf, ...]:
    """What is told, of editions, their dates of publication and values; a report counts once."""
    days: dict[str, dict[int, str | None]] = {}
    for edition, published, value in values:
        if value is not None:
            days.setdefault(value, {})[edition] = published
    found = sorted(days.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(_told_of(value, reports) for value, reports in found[:_MOST_COUNTS])


def _told_of(value: str, reports: dict[int, str | None]) -> ToldOf:
    days = sorted({number for one in reports.values() if (number := keys.day_number(one))})
    return ToldOf(
        value=value,
        reports=len(reports),
        first_day=keys.day_text(days[0]) if days else None,
        last_day=keys.day_text(days[-1]) if days else None,
    )
