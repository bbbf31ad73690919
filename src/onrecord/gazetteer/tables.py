"""The tables of a gazetteer file, and how one is written: whole or not at all."""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from onrecord.errors import GazetteerError
from onrecord.gazetteer.english import EnglishNames
from onrecord.gazetteer.prominence import rank_of
from onrecord.resolve.places.entries import Entry, How, Kind
from onrecord.resolve.places.folding import fold_name

APPLICATION_ID = 0x4F524761  # "ORGa"
SCHEMA_VERSION = 1
DEGREE = 100_000  # coordinates are kept as whole hundred-thousandths of a degree

_SCHEMA = f"""
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {SCHEMA_VERSION};
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, latitude INTEGER NOT NULL,
  longitude INTEGER NOT NULL, country TEXT NOT NULL, first TEXT NOT NULL, second TEXT NOT NULL,
  population INTEGER NOT NULL, kind INTEGER NOT NULL);
CREATE TABLE name (
  key TEXT NOT NULL, rank INTEGER NOT NULL, place INTEGER NOT NULL, how INTEGER NOT NULL,
  PRIMARY KEY (key, rank, place)) WITHOUT ROWID;
"""
_BATCH = 20_000
# A settlement with as many inhabitants may well be meant, whatever else its name may mean.
_LARGE = 50_000
_DROP = """
DELETE FROM raw WHERE key IN (SELECT value FROM json_each(?4)) AND EXISTS
(SELECT 1 FROM place WHERE id = raw.place AND kind = ?1 AND (population < ?2 OR how = ?3))
"""
_DEMOTE = "DELETE FROM raw WHERE key = ? AND place = ?"


@dataclass(frozen=True, slots=True)
class Row:
    """A place on its way into a gazetteer file, with its other names."""

    entry: Entry
    alternates: tuple[str, ...] = ()


def write_gazetteer(
    path: Path, rows: Iterable[Row], english: Iterable[EnglishNames], *, source: str
) -> int:
    """Write a gazetteer file; where one is already, it is replaced at the very end.

    Args:
        path: The file.
        rows: The places.
        english: Names to add to the places that are there.
        source: Where the data come from, told by ``onrecord gazetteer info``.

    Returns:
        How many places it holds.

    Raises:
        GazetteerError: The file cannot be written; nothing is left of it.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=".gazetteer-", delete=False) as made:
            temporary = Path(made.name)
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        count = _fill(temporary, rows, english, source)
        with temporary.open("rb") as written:
            os.fsync(written.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise _unwritable(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return count


def _unwritable(path: Path, error: Exception) -> GazetteerError:
    return GazetteerError(f"{path}: cannot be written: {error}; free space or choose another --out")


def _fill(path: Path, rows: Iterable[Row], english: Iterable[EnglishNames], source: str) -> int:
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        # No journal: an unfinished file is thrown away, never repaired.
        file.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
        file.execute("CREATE TEMP TABLE raw (key TEXT, rank INTEGER, place INTEGER, how INTEGER)")
        file.execute("BEGIN")
        for batch in _batches(rows):
            _add(file, batch)
        _add_english(file, english)
        # Sorted once: a key at a time would touch the whole file for every name.
        file.execute(
            "INSERT INTO name SELECT key, min(rank), place, min(how) FROM raw "
            "GROUP BY key, place ORDER BY 1, 2, 3"
        )
        count = int(file.execute("SELECT count(*) FROM place").fetchone()[0])
        file.executemany(
            "INSERT INTO about VALUES (?, ?)", [("source", source), ("places", str(count))]
        )
        file.execute("COMMIT")
        file.execute("VACUUM")
    return count


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch


def _add(file: sqlite3.Connection, batch: list[Row]) -> None:
    file.executemany(
        "INSERT OR IGNORE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                e.geonameid, e.name, round(e.latitude * DEGREE), round(e.longitude * DEGREE),
                e.country, e.first, e.second, e.population, int(e.kind),
            )
            for e in (row.entry for row in batch)
        ],
    )  # fmt: skip
    file.executemany(
        "INSERT INTO raw VALUES (?, ?, ?, ?)", (n for row in batch for n in _names(row))
    )


def _names(row: Row) -> Iterator[tuple[str, int, int, int]]:
    own = fold_name(row.entry.name)
    keys = {key: How.ALTERNATE for name in row.alternates if (key := fold_name(name))}
    if own:
        keys[own] = How.NAME
    for key, how in keys.items():
        yield key, rank_of(row.entry.kind, row.entry.population, how), row.entry.geonameid, int(how)


class _Places:
    """Finds the places of a file that English names are given for."""

    def __init__(self, file: sqlite3.Connection) -> None:
        self._file = file
        self._divisions = {
            (country, key): (place, kind, population)
            for place, country, name, kind, population in file.execute(
                "SELECT id, country, name, kind, population FROM place WHERE kind = ? ORDER BY id",
                (int(Kind.FIRST_ORDER),),
            )
            for key in (fold_name(name),)
        }
        for country, key, place, kind, population in file.execute(
            "SELECT p.country, r.key, p.id, p.kind, p.population FROM raw AS r "
            "JOIN place AS p ON p.id = r.place WHERE p.kind = ? ORDER BY p.id",
            (int(Kind.FIRST_ORDER),),
        ):
            self._divisions.setdefault((country, key), (place, kind, population))

    def of(self, line: EnglishNames) -> list[tuple[int, int, int]]:
        """Ids, kinds and populations."""
        wanted = "SELECT id, kind, population FROM place WHERE "
        if line.geonameid is not None:
            return self._file.execute(wanted + "id = ?", (line.geonameid,)).fetchall()
        if not line.division:
            given = int(Kind.COUNTRY), line.country
            return self._file.execute(wanted + "kind = ? AND country = ?", given).fetchall()
        key = fold_name(line.division)
        keys = (key, key.removesuffix(" state"), key.removesuffix(" province"))
        found = [self._divisions.get((line.country, one)) for one in keys]
        return [place for place in found if place][:1]


def _add_english(file: sqlite3.Connection, lines: Iterable[EnglishNames]) -> None:
    lines = list(lines)
    none = [fold_name(name) for line in lines if line.is_no_settlement for name in line.names]
    file.execute(_DROP, (int(Kind.SETTLEMENT), _LARGE, int(How.ALTERNATE), json.dumps(none)))
    places = _Places(file)
    for line in lines:
        keys = [fold_name(name) for name in line.names]
        for place, kind, population in places.of(line):
            rank = rank_of(Kind(kind), population, line.how)
            if line.how is How.ALTERNATE:
                file.executemany(_DEMOTE, [(key, place) for key in keys])
            rows = [(key, rank, place, int(line.how)) for key in keys]
            file.executemany("INSERT INTO raw VALUES (?, ?, ?, ?)", rows)
