"""The ledger that is written in bulk has the rows that putting writes."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from benchmarks import big_ledger
from benchmarks.invented import World
from onrecord.ledger import Ledger, tables

REPORTS, FAILURES = 60, 5
SEEN = {"read_at", "made_at", "first_seen", "last_seen", "applied_at", "came"}


@pytest.fixture(scope="module")
def world() -> World:
    return World(3)


def put(path: Path, world: World) -> None:
    with Ledger(path) as ledger:
        for number in range(REPORTS):
            for edition in range(world.editions(number)):
                ledger.put(world.record(number, edition))
        for failure in world.failures(FAILURES):
            ledger.put_failure(failure)


def rows(path: Path, table: str, columns: list[str]) -> list[tuple[Any, ...]]:
    told = ", ".join(column for column in columns if column not in SEEN)
    with closing(sqlite3.connect(path)) as connection:
        return sorted(connection.execute(f"SELECT {told} FROM {table}"), key=repr)


def test_rows_are_those_that_putting_writes(tmp_path: Path, world: World) -> None:
    one, other = tmp_path / "put.db", tmp_path / "bulk.db"
    put(one, world)
    big_ledger.write(other, world, REPORTS, failures=FAILURES)
    # Numbered in the order in which they came.
    by_key = {"outlets", "names", "spellings", "current_statements"}
    by_key |= {"day_totals", "speaker_months", "framing_totals", "side_totals"}
    by_key |= {"told_totals", "answer_totals"}  # which `verify` counts again
    for name, table in tables.metadata.tables.items():
        if name not in by_key:
            columns = list(table.columns.keys())
            assert rows(one, name, columns) == rows(other, name, columns), name
    for view, columns in {
        "named_speakers": ["speaker", "kind", "statements", "reports", "answers", "denials"],
        "outlet_days": ["day", "outlet", "statements", "reports", "answers", "denials"],
        "framing_counts": ["outlet", "speaker", "act", "framing", "statements"],
        "side_counts": ["country", "outlet", "act", "framing", "statements"],
    }.items():
        assert rows(one, view, columns) == rows(other, view, columns), view


def test_it_is_a_ledger_with_nothing_wrong(tmp_path: Path, world: World) -> None:
    path = tmp_path / "bulk.db"
    big_ledger.write(path, world, REPORTS, failures=FAILURES)
    with Ledger(path) as ledger:
        assert list(ledger.verify()) == []
        assert ledger.counts().reports == REPORTS
        common = world.words[20]
        assert ledger.find(common).total.number == len(list(ledger.search(common)))  # type: ignore[union-attr]
