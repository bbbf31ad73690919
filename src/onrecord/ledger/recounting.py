"""Holding the summary tables against a recount of what was put."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import Connection, Table

from onrecord.ledger import recounts, tables

_SHOWN = 3
"""Rows that a message names; the rest is the same fault again."""


class _Summary(NamedTuple):
    """What a table must hold: columns of it, the same of a recount, and which rows count."""

    columns: str
    recount: str
    counts_something: str = "statements <> 0"


_SUMMARIES: Mapping[Table, _Summary] = {
    tables.outlets: _Summary(
        "name, statements, reports", recounts.OUTLETS, "statements <> 0 OR reports <> 0"
    ),
    tables.names: _Summary(
        "words, kind, statements, reports, answers, denials",
        recounts.NAMES,
        "statements <> 0 OR reports <> 0 OR answers <> 0 OR denials <> 0",
    ),
    tables.spellings: _Summary("name, spelling, times", recounts.SPELLINGS, "times <> 0"),
    tables.current_statements: _Summary("*", recounts.CURRENT_STATEMENTS, "row_id IS NOT NULL"),
    tables.about_places: _Summary("*", recounts.ABOUT_PLACES, "statement IS NOT NULL"),
    tables.day_totals: _Summary("*", recounts.DAY_TOTALS, "statements <> 0 OR reports <> 0"),
    tables.speaker_months: _Summary("*", recounts.SPEAKER_MONTHS),
    tables.framing_totals: _Summary("*", recounts.FRAMING_TOTALS),
    tables.side_totals: _Summary("*", recounts.SIDE_TOTALS),
    tables.told_totals: _Summary("*", recounts.TOLD_TOTALS, "reports <> 0"),
    tables.answer_totals: _Summary("*", recounts.ANSWER_TOTALS, "answers <> 0"),
    tables.moment_totals: _Summary("*", recounts.MOMENT_TOTALS),
    tables.place_totals: _Summary(
        "geonameid, mentions, statements, reports",
        f"SELECT geonameid, mentions, statements, reports FROM ({recounts.PLACE_TOTALS})",
        "mentions <> 0",
    ),
}


def differences(connection: Connection) -> Iterator[str]:
    """What a recount finds otherwise, table by table."""
    for table, summary in _SUMMARIES.items():
        held = f"SELECT {summary.columns} FROM {table.name} WHERE {summary.counts_something}"
        counted = f"SELECT * FROM ({summary.recount})"
        for one, other, what in (
            (held, counted, "holds {rows}, which a recount does not find"),
            (counted, held, "lacks {rows}, which a recount finds"),
        ):
            rows = connection.exec_driver_sql(f"{one} EXCEPT {other} LIMIT {_SHOWN + 1}").all()
            if rows:
                shown = ", ".join(repr(tuple(row)) for row in rows[:_SHOWN])
                more = " …" if len(rows) > _SHOWN else ""
                yield f"{table.name} {what.format(rows=shown + more)}"
