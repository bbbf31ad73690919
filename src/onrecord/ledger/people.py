"""What the ledger holds of everybody who goes by a name."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, func, literal, select

from onrecord.errors import OptionError
from onrecord.ledger import dialect, hits, tables
from onrecord.ledger.names import name_words
from onrecord.ledger.values import AnswerCount, Count, Hit, Profile
from onrecord.types import RelationKind

_MOST_COUNTS = 12
"""How many roles, affiliations and answers a profile tells of each kind: what can be read."""

_editions, _statements = tables.editions.c, tables.statements.c
_actors, _relations = tables.actors.c, tables.relations.c


class _Group(NamedTuple):
    """All who go by the same words and are of the same kind."""

    words: str
    kind: str | None

    def speak(self, statements: Any = _statements) -> list[ColumnElement[bool]]:
        is_kind = statements.speaker_kind.is_not_distinct_from(self.kind)
        return [statements.speaker_words == self.words, is_kind]

    def act(self) -> list[ColumnElement[bool]]:
        return [_actors.name_words == self.words, _actors.kind == self.kind]


def checked_name(name: str) -> str:
    """A name's words, to be looked for.

    Raises:
        OptionError: It has none.
    """
    words = name_words(name)
    if not words:
        raise OptionError(f"{name!r} is no name: give letters or numbers.")
    return words


def profiles(connection: Connection, words: str, limit: int | None) -> Iterator[Profile]:
    """All whose name has these words in this order; those of exactly this name first.

    Args:
        connection: A transaction that reads.
        words: As `checked_name` gives them.
        limit: At most so many statements of each.
    """
    groups = Counter[_Group]()
    for speaker in connection.execute(_speakers_like(words)):
        groups[_Group(speaker.words, speaker.kind)] += speaker.number
    for actor in connection.execute(_actors_like(words)):
        groups[_Group(actor.words, actor.kind)] += 0
    for group in sorted(
        groups, key=lambda g: (g.words != words, -groups[g], g.words, g.kind or "")
    ):
        yield _profile(connection, group, groups[group], limit)


def _profile(connection: Connection, group: _Group, statements: int, limit: int | None) -> Profile:
    return Profile(
        name=_name(connection, group),
        kind=group.kind,
        reports=_reports(connection, group),
        statements=statements,
        roles=_told(connection, group, _actors.role, _actors.tenure),
        affiliations=_told(connection, group, _actors.affiliation),
        countries=_told(connection, group, _actors.country),
        acts=_acts(connection, group),
        answers=tuple(_answers(connection, group)),
        hits=tuple(_latest(connection, group, limit)),
    )


def _has_words(column: ColumnElement[str], words: str) -> ColumnElement[bool]:
    return dialect.contains(literal(" ") + column + literal(" "), f" {words} ")


def _speakers_like(words: str) -> Select[Any]:
    name, kind = _statements.speaker_words, _statements.speaker_kind
    named = _current(tables.statements, name.label("words"), kind.label("kind"))
    counted = named.add_columns(func.count().label("number"))
    return counted.where(_has_words(name, words)).group_by(name, kind)


def _actors_like(words: str) -> Select[Any]:
    name, kind = _actors.name_words, _actors.kind
    named = _current(tables.actors, name.label("words"), kind.label("kind"))
    return named.where(_has_words(name, words)).distinct()


def _name(connection: Connection, group: _Group) -> str:
    """The spelling that most reports have."""
    written = Counter[str]()
    spoken = _current(tables.statements, _statements.speaker_name.label("name"), func.count())
    acted = _current(tables.actors, _actors.name, func.count())
    for name, number in connection.execute(
        spoken.where(*group.speak()).group_by(_statements.speaker_name)
    ):
        written[name] += number
    for name, number in connection.execute(acted.where(*group.act()).group_by(_actors.name)):
        written[name] += number
    return min(written, key=lambda name: (-written[name], name))


def _reports(connection: Connection, group: _Group) -> int:
    spoken = _current(tables.statements, _editions.report).where(*group.speak())
    acted = _current(tables.actors, _editions.report).where(*group.act())
    either = spoken.union(acted).subquery()
    return connection.scalar(select(func.count()).select_from(either)) or 0


def _told(
    connection: Connection,
    group: _Group,
    column: ColumnElement[Any],
    before: ColumnElement[Any] | None = None,
) -> tuple[Count, ...]:
    """What reports tell of them, the most frequent first; ``former`` and ``acting`` go before."""
    prefix = literal(None) if before is None else before
    query = _current(tables.actors, column, prefix, func.count(_editions.report.distinct()))
    query = query.where(*group.act(), column.is_not(None))
    found = Counter[str]()
    grouping = (column,) if before is None else (column, before)
    for value, tenure, number in connection.execute(query.group_by(*grouping)):
        found[f"{tenure} {value}" if tenure else value] += number
    return _most(found)


def _acts(connection: Connection, group: _Group) -> tuple[Count, ...]:
    query = _current(tables.statements, _statements.act, func.count()).where(*group.speak())
    found = Counter[str]()
    for act, number in connection.execute(query.group_by(_statements.act)):
        found[act] = number
    return _most(found)


def _answers(connection: Connection, group: _Group) -> Iterator[AnswerCount]:
    mine, other = tables.statements.alias(), tables.statements.alias()
    who = func.coalesce(other.c.speaker_name, other.c.source_text)
    number = func.count()
    for is_given, my_end, other_end in (
        (True, _relations.from_id, _relations.to_id),
        (False, _relations.to_id, _relations.from_id),
    ):
        query = (
            select(_relations.kind, who, number)
            .select_from(mine)
            .join(tables.editions, _editions.row_id == mine.c.edition)
            .join(tables.relations, my_end == mine.c.id)
            .join(other, other.c.id == other_end)
            .where(_editions.is_current, *group.speak(mine.c))
            .where(_relations.edition == mine.c.edition, other.c.edition == mine.c.edition)
            .group_by(_relations.kind, who)
            .order_by(number.desc(), _relations.kind, who)
            .limit(_MOST_COUNTS)
        )
        for kind, speaker, times in connection.execute(query):
            yield AnswerCount(
                kind=RelationKind(kind), is_given=is_given, speaker=speaker, number=times
            )


def _latest(connection: Connection, group: _Group, limit: int | None) -> Iterator[Hit]:
    day = func.coalesce(_statements.said_from, _editions.published)
    order = (day.desc().nulls_last(), _editions.row_id.desc(), _statements.position)
    query = hits.statement_query().where(_editions.is_current, *group.speak())
    return hits.hits(connection, query.order_by(*order).limit(limit))


def _current(table: Any, *columns: ColumnElement[Any]) -> Select[Any]:
    """Columns of a table of editions' parts, of current editions only."""
    joined = select(*columns).select_from(table)
    return joined.join(tables.editions, _editions.row_id == table.c.edition).where(
        _editions.is_current
    )


def _most(found: Counter[str]) -> tuple[Count, ...]:
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Count(value, number) for value, number in ranked[:_MOST_COUNTS])
