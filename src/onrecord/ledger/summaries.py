"""Keeping the summary tables in step, in the transaction that puts or supersedes a record."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from sqlalchemy import (
    Connection,
    Delete,
    Insert,
    Table,
    and_,
    bindparam,
    delete,
    insert,
    select,
)

from onrecord.ledger import bulk, dialect, reading, tables
from onrecord.ledger.rows import Values
from onrecord.ledger.tallies import Name, Tally, Told
from onrecord.record import Record

_statements, _current = tables.statements.c, tables.current_statements.c

COUNTED: Mapping[Table, Sequence[str]] = {
    tables.outlets: ("statements", "reports"),
    tables.names: ("statements", "reports", "answers", "denials"),
    tables.spellings: ("times",),
    tables.day_totals: ("statements", "reports", "answers", "denials"),
    tables.speaker_months: ("statements", "denials"),
    tables.framing_totals: ("statements",),
    tables.side_totals: ("statements",),
    tables.told_totals: ("reports",),
    tables.answer_totals: ("answers",),
    tables.moment_totals: ("statements",),
    tables.place_totals: ("mentions", "statements", "reports"),
}
"""The tables of numbers, and their columns that count."""

_outlets, _names = tables.outlets.c, tables.names.c
_OUTLET = select(_outlets.row_id).where(_outlets.name == bindparam("outlet"))
_NAMES = select(_names.row_id, _names.words, _names.kind).where(
    _names.words.in_(bindparam("words", expanding=True))
)

_NEVER = (None, None)
_LISTED = {tables.outlets: ("name",), tables.names: ("words", "kind")}
"""Tables that others refer to: their rows stay when nothing is counted any more."""


def add(connection: Connection, edition: int, record: Record, numbers: Sequence[int]) -> None:
    """Counts a record that is current now.

    Args:
        connection: A write transaction.
        edition: Its key.
        record: As it was put.
        numbers: The keys of its statements.
    """
    tally = Tally(record, numbers)
    for table in (tables.outlets, tables.names):
        _change(connection, table, list(_own_rows(table, tally, 1)))
    keys = _Keys(connection, tally)
    statements = [_statement_values(edition, one, keys) for one in tally.told]
    _insert_all(connection, tables.current_statements, statements)
    about = ("words", "statement", "geonameid")
    _insert_all(
        connection,
        tables.about_places,
        [dict(zip(about, one, strict=True)) for one in sorted(tally.about)],
    )
    for table, rows in _rows(tally, keys, 1):
        _change(connection, table, rows)


def remove(connection: Connection, edition: int) -> None:
    """Takes back what the record of an edition has added, while it still is there.

    Raises:
        ValueError: A row holds a value that no record has.
    """
    of_edition = select(_statements.row_id).where(_statements.edition == edition)
    numbers = connection.scalars(of_edition.order_by(_statements.position)).all()
    tally = Tally(reading.load(connection, edition), numbers)
    for table in (tables.outlets, tables.names):
        _change(connection, table, list(_own_rows(table, tally, -1)))
    keys = _Keys(connection, tally)
    for table, rows in _rows(tally, keys, -1):
        _change(connection, table, rows)
        if rows:
            connection.execute(_delete_empty(table), [_key_values(table, row) for row in rows])
    for table, column in (
        (tables.current_statements, _current.row_id),
        (tables.about_places, tables.about_places.c.statement),
    ):
        connection.execute(delete(table).where(column.in_(of_edition)))


class _Keys:
    """The keys of a tally's outlet and names; 0 for none."""

    def __init__(self, connection: Connection, tally: Tally) -> None:
        self.outlet: int = 0
        if tally.outlet is not None:
            self.outlet = connection.execute(_OUTLET, {"outlet": tally.outlet}).scalar_one()
        self._names: dict[Name, int] = {}
        if tally.names:
            words = {name.words for name in tally.names}
            for key, one, kind in connection.execute(_NAMES, {"words": list(words)}):
                self._names[Name(one, kind)] = key

    def of(self, name: Name | None) -> int:
        return 0 if name is None else self._names[name]


def _own_rows(table: Table, tally: Tally, sign: int) -> Iterable[Values]:
    """What is counted of outlets and names themselves."""
    if table is tables.outlets:
        if tally.outlet is not None:
            yield {
                "name": tally.outlet,
                "name_folded": dialect.fold(tally.outlet),
                "statements": sign * len(tally.told),
                "reports": sign,
            }
        return
    for name, statements, answers, denials in tally.by_speaker():
        yield {
            "words": name.words,
            "kind": name.kind,
            "statements": sign * statements,
            "reports": sign,
            "answers": sign * answers,
            "denials": sign * denials,
        }


def _rows(tally: Tally, keys: _Keys, sign: int) -> Iterable[tuple[Table, list[Values]]]:
    """What is counted in the other tables."""
    yield (
        tables.spellings,
        [
            {"name": keys.of(name), "spelling": spelling, "times": sign * times}
            for (name, spelling), times in tally.spellings.items()
        ],
    )
    yield tables.day_totals, [_day_values(tally, keys, sign)]
    yield (
        tables.speaker_months,
        [
            {
                "month": tally.day[:7],
                "speaker": keys.of(name),
                "statements": sign * statements,
                "denials": sign * denials,
            }
            for name, statements, _, denials in tally.by_speaker()
            if statements
        ],
    )
    yield from _framing_rows(tally, keys, sign)
    yield from _name_rows(tally, keys, sign)
    yield (
        tables.moment_totals,
        [
            {"what": what, "day": day, "statements": sign * number}
            for (what, day), number in tally.moments().items()
        ],
    )
    yield tables.place_totals, list(_place_rows(tally, sign))


def _framing_rows(tally: Tally, keys: _Keys, sign: int) -> Iterable[tuple[Table, list[Values]]]:
    for table, column, counts in (
        (tables.framing_totals, "speaker", tally.framings()),
        (tables.side_totals, "country", tally.sides()),
    ):
        yield (
            table,
            [
                {
                    column: keys.of(who) if isinstance(who, Name) else who,
                    "outlet": keys.outlet,
                    "act": act,
                    "framing": framing,
                    "statements": sign * number,
                }
                for (who, act, framing), number in counts.items()
            ],
        )


def _name_rows(tally: Tally, keys: _Keys, sign: int) -> Iterable[tuple[Table, list[Values]]]:
    """What is told of those who go by a name, and whom they answer."""
    yield (
        tables.told_totals,
        [
            {
                "name": keys.of(name),
                "what": what,
                "value": value,
                "day": tally.day,
                "reports": sign,
            }
            for name, what, value in sorted(tally.values)
        ],
    )
    yield (
        tables.answer_totals,
        [
            {
                "name": keys.of(name),
                "is_given": is_given,
                "kind": kind,
                "other": other,
                "answers": sign * number,
            }
            for (name, is_given, kind, other), number in tally.answers().items()
        ],
    )


def _day_values(tally: Tally, keys: _Keys, sign: int) -> Values:
    return {
        "day": tally.day,
        "outlet": keys.outlet,
        "statements": sign * len(tally.told),
        "reports": sign,
        "answers": sign * sum(one.answers.all for one in tally.told),
        "denials": sign * sum(one.answers.denials for one in tally.told),
    }


def _place_rows(tally: Tally, sign: int) -> Iterable[Values]:
    statements = tally.statements_about()
    for geonameid, (place, mentions) in tally.places.items():
        yield {
            "geonameid": geonameid,
            "name": place.name,
            "country": place.country,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "mentions": sign * mentions,
            "statements": sign * statements[geonameid],
            "reports": sign,
        }


def _statement_values(edition: int, one: Told, keys: _Keys) -> Values:
    said, happened = one.said or _NEVER, one.happened or _NEVER
    return {
        "row_id": one.key,
        "edition": edition,
        "outlet": keys.outlet,
        "speaker": keys.of(one.speaker),
        "country": one.country,
        "act": one.statement.act.value,
        "framing": one.statement.framing.value,
        "mode": one.statement.mode.value,
        "negated": one.statement.negated,
        "answers": one.answers.all,
        "denials": one.answers.denials,
        "confirmations": one.answers.confirmations,
        "given": one.answers.given,
        "said_from": said[0],
        "said_until": said[1],
        "happened_from": happened[0],
        "happened_until": happened[1],
    }


def _insert_all(connection: Connection, table: Table, rows: list[Values]) -> None:
    bulk.write(connection, _insert(table), rows)


def _change(connection: Connection, table: Table, rows: list[Values]) -> None:
    bulk.write(connection, _upsert(table), rows)


def _key_names(table: Table) -> Sequence[str]:
    return _LISTED.get(table) or [column.name for column in table.primary_key.columns]


def _key_values(table: Table, row: Values) -> Values:
    return {f"key_{name}": row[name] for name in _key_names(table)}


@cache
def _insert(table: Table) -> Insert:
    return insert(table)


@cache
def _upsert(table: Table) -> Insert:
    statement = dialect.insert(table)
    counted = {name: table.c[name] + statement.excluded[name] for name in COUNTED[table]}
    return statement.on_conflict_do_update(index_elements=_key_names(table), set_=counted)


@cache
def _delete_empty(table: Table) -> Delete:
    same = (table.c[name] == bindparam(f"key_{name}") for name in _key_names(table))
    return delete(table).where(and_(*same), *(table.c[name] == 0 for name in COUNTED[table]))
