"""What finding copies costs when a report is put, in ledgers of more and more reports.

``python -m benchmarks.copies``. The ledger is filled with the prints of invented reports, straight
into the tables, for reading a million takes days; then real puts are timed, in CPU time, with and
without finding copies. A ledger of a million reports takes 5 GB of disk and some minutes to fill.
"""

import argparse
import random
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from unittest import mock

import numpy as np

from benchmarks.machine import describe
from onrecord.ledger import Ledger, copying
from onrecord.record import Record
from onrecord.types import MadeBy, Report

_WORDS = 500
_KEYS = 26  # of a report of 500 words in 13 paragraphs
_PUTS = 200
_CHUNK = 20_000
_WAYS = ("new", "copies")


def fill(path: Path, reports: int, seed: int) -> None:
    """Puts the prints of so many invented reports into a ledger, in the order of their keys."""
    rng = np.random.default_rng(seed)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        first = connection.execute("SELECT coalesce(max(row_id), 0) + 1 FROM editions").fetchone()[
            0
        ]
        for begin in range(first, first + reports, _CHUNK):
            _fill_rows(connection, range(begin, min(begin + _CHUNK, first + reports)), rng)
        keys = rng.integers(0, 2**33, reports * _KEYS)
        editions = np.repeat(np.arange(first, first + reports), _KEYS)
        order = np.argsort(keys, kind="stable")
        rows = zip(keys[order].tolist(), editions[order].tolist(), strict=True)
        connection.executemany("INSERT OR IGNORE INTO print_keys VALUES (?, ?)", rows)
        connection.commit()


def _fill_rows(connection: sqlite3.Connection, keys: range, rng: np.random.Generator) -> None:
    connection.executemany(
        "INSERT INTO reports (row_id, id, url) VALUES (?, ?, ?)",
        ((key, f"{key:032x}", f"https://filled.example/{key}") for key in keys),
    )
    connection.executemany(
        "INSERT INTO editions (row_id, id, report, is_current, read_at, text)"
        " VALUES (?, ?, ?, 1, '2031-05-13', '')",
        ((key, f"{key:032x}", key) for key in keys),
    )
    connection.executemany(
        "INSERT INTO prints VALUES (?, ?)",
        ((key, rng.bytes(4 * (_WORDS - 4))) for key in keys),
    )
    connection.executemany(
        "INSERT INTO copies (edition, copy_group, came) VALUES (?, ?, ?)",
        ((key, key, f"2031-05-13 {key:09}") for key in keys),
    )


def made_records(number: int, way: str, seed: str) -> Iterator[Record]:
    """Records without statements: of new texts, or of copies of one text, reworded a little."""
    rng = random.Random(f"{way} {seed}")
    once = _text(rng)
    for at in range(number):
        text = _text(rng) if way == "new" else once.replace(f" {rng.randrange(10)}", " also ")
        url = f"https://{way}-{seed}.example/{at}"
        report = Report(text=text, url=url, outlet=f"outlet {at}", published="2031-05-14")
        yield Record(report=report, statements=(), excluded=(), made_by=MadeBy("b", "b", "b"))


def _text(rng: random.Random) -> str:
    words = [f"{rng.randrange(20_000)}w" for _ in range(_WORDS)]
    return "\n".join(" ".join(words[at : at + 40]) for at in range(0, _WORDS, 40))


def milliseconds(ledger: Ledger, way: str, seed: str) -> float:
    """CPU time of a put."""
    made = list(made_records(_PUTS, way, seed))
    begun = time.process_time()
    for record in made:
        ledger.put(record)
    return (time.process_time() - begun) / _PUTS * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="where the ledger is made")
    given = parser.parse_args()
    print(describe())
    print(
        f"{'reports':>10}{'put, ms':>10}{'of it copies, ms: ':>20}{'new':>6}{'copies':>8}{'MB':>8}"
    )
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        path = Path(folder) / "copies.db"
        Ledger(path).close()
        held = 0
        for size in (1_000, 10_000, 100_000, 1_000_000):
            if size > given.reports:
                break
            fill(path, size - held, size)
            with Ledger(path) as ledger:
                print(_line(ledger, size))
            held = size + 3 * _PUTS


def _line(ledger: Ledger, size: int) -> str:
    with mock.patch.object(copying, "assign", return_value=None):
        alone = milliseconds(ledger, "new", f"without-{size}")
    costs = [milliseconds(ledger, way, str(size)) - alone for way in _WAYS]
    megabytes = ledger.path.stat().st_size / 1e6
    return f"{size:10,}{alone:10.2f}{'':20}{costs[0]:6.2f}{costs[1]:8.2f}{megabytes:8.0f}"


if __name__ == "__main__":
    main()
