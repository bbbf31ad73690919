"""A ledger of a million statements, to measure the reading room on.

    python -m benchmarks.big_ledger LEDGER [--statements 1000000] [--seed 1]

Written in bulk, with the rows that putting the same records one by one would write, but for those
that find copies: a test holds the two against each other. Indexes and summaries are made at the
end, which is what makes it fast.
"""

import argparse
import json
import sqlite3
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.invented import MAKER, STATEMENTS_A_REPORT, World
from onrecord.compare.prints import prints_of
from onrecord.ledger import Ledger, copying, dialect, keys, migration_0006, parts, rows
from onrecord.record import Record

_NOW = "2031-05-13T08:00:00+00:00"
_CHUNK_RECORDS = 500


def write(path: Path, world: World, reports: int, *, failures: int = 2000) -> None:
    """Makes a ledger of so many reports."""
    with Ledger(path):
        pass
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        dialect.set_up(connection)
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA cache_size = -400000")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("BEGIN")
        later = list(_taken_away(connection))
        _write_all(connection, world, reports)
        _write_failures(connection, world, failures)
        for sql in later:
            connection.execute(sql)
        connection.execute("INSERT INTO statements_search (statements_search) VALUES ('rebuild')")
        for sql in migration_0006.FILL:
            connection.execute(sql)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _taken_away(connection: sqlite3.Connection) -> Iterator[str]:
    """Drops indexes and triggers that slow bulk writing down; gives what makes them again."""
    made = "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger')"
    for kind, name, sql in connection.execute(made + " AND sql IS NOT NULL").fetchall():
        connection.execute(f"DROP {kind} {name}")
        yield sql


class _Bulk:
    """Rows of several records, table by table."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.next_key, self.groups = 1, 0
        self.slots: dict[int, int] = {}

    def add(self, record: Record, report: int, *, is_current: bool) -> None:
        edition, of = self.next_key, record.report
        self.next_key += 1
        told = {"outlet": of.outlet, "title": of.title, "published": of.published}
        self.rows["editions"].append(
            {"row_id": edition, "id": of.edition, "report": report, "is_current": is_current}
            | told
            | {"read_at": _NOW, "text": of.text, **rows.edition_values(of)}
        )
        self.rows["records"].append({"edition": edition, "maker": 1, "made_at": _NOW})
        for position, (key, one) in enumerate(
            zip(self._keys(of.published, len(record.statements)), record.statements, strict=True)
        ):
            values = rows.statement_values(edition, position, one)
            self.rows["statements"].append({"row_id": key, **values})
            self.rows["spans"] += rows.span_values(key, one)
        self.rows["excluded"] += rows.excluded_values(edition, record.excluded)
        for table, several in parts.part_values(edition, record):
            self.rows[table.name] += several
        self._add_prints(edition, record)

    def _add_prints(self, edition: int, record: Record) -> None:
        """No text of the world is a copy of another: each begins a group of its own."""
        excluded = [span for part in record.excluded for span in part.spans]
        found = prints_of(record.report.text, excluded)
        if found is None:
            return
        self.groups += 1
        runs = found.runs.astype("<u4").tobytes()
        self.rows["prints"].append({"edition": edition, "runs": runs})
        self.rows["print_keys"] += [{"print_key": key, "edition": edition} for key in found.keys]
        came = copying.came(record.report.published, _NOW, record.report.edition)
        place = {"edition": edition, "copy_group": self.groups, "came": came}
        self.rows["copies"].append(place | {"source": None, "share": None})

    def _keys(self, published: str | None, number: int) -> range:
        slot = keys.slot(published)
        first = self.slots.get(slot, slot)
        self.slots[slot] = first + number
        return range(first + number - 1, first - 1, -1)

    def flush(self, connection: sqlite3.Connection) -> None:
        for table, several in self.rows.items():
            if several:
                names = list(several[0])
                marks = ", ".join("?" * len(names))
                sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"
                connection.executemany(sql, [tuple(row.values()) for row in several])
        self.rows.clear()


def _write_all(connection: sqlite3.Connection, world: World, reports: int) -> None:
    maker = (1, MAKER.onrecord, MAKER.model, MAKER.lexicon)
    connection.execute("INSERT INTO makers VALUES (?, ?, ?, ?)", maker)
    bulk = _Bulk()
    for some in _chunks(range(reports), _CHUNK_RECORDS):
        for number in some:
            editions = world.editions(number)
            for edition in range(editions):
                record = world.record(number, edition)
                if edition == 0:
                    values = {
                        "row_id": number + 1,
                        "id": record.report.id,
                        "url": record.report.url,
                    }
                    bulk.rows["reports"].append(values)
                bulk.add(record, number + 1, is_current=edition == editions - 1)
        bulk.flush(connection)


def _write_failures(connection: sqlite3.Connection, world: World, number: int) -> None:
    several = [rows.failure_values(failure, _NOW) for failure in world.failures(number)]
    bulk = _Bulk()
    bulk.rows["failures"] += several
    bulk.flush(connection)


def _chunks(values: Iterable[int], size: int) -> Iterator[list[int]]:
    rest = iter(values)
    while some := list(islice(rest, size)):
        yield some


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    a = parser.parse_args()
    if a.ledger.exists():
        raise SystemExit(f"{a.ledger} is there already. Give another path.")
    began = time.perf_counter()
    write(a.ledger, World(a.seed), max(1, round(a.statements / STATEMENTS_A_REPORT)))
    with Ledger(a.ledger, read_only=True) as ledger:
        print(json.dumps({"seconds": round(time.perf_counter() - began, 1)}), ledger.counts())


if __name__ == "__main__":
    main()
