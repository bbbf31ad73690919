"""Looks places up in a gazetteer file: read-only, from any number of threads and processes."""

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from threading import Lock
from urllib.request import pathname2url

from onrecord.errors import GazetteerError
from onrecord.gazetteer.tables import APPLICATION_ID, DEGREE, SCHEMA_VERSION
from onrecord.resolve.places.entries import Entry, How, Kind, Match

ENVIRONMENT = "ONRECORD_GAZETTEER"

# A name that more places go by than this ("San José" in all of GeoNames) is looked at no further.
MOST_PLACES = 150
_KEPT_NAMES = 20_000

_FIND = """
SELECT p.id, p.name, p.latitude, p.longitude, p.country, p.first, p.second, p.population, p.kind,
  n.how
FROM name AS n JOIN place AS p ON p.id = n.place
WHERE n.key = ? ORDER BY n.rank, n.place LIMIT ?
"""


class SqliteGazetteer:
    """A gazetteer file, open for reading. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        """Open a gazetteer file.

        Raises:
            GazetteerError: There is no such file, or it is no gazetteer.
        """
        self.path = path
        self._lock = Lock()
        self._found: dict[str, tuple[Match, ...]] = {}
        if not path.is_file():
            raise GazetteerError(f"{path}: there is no such gazetteer; {_remedy()}")
        # Immutable: no locks and no journal, so a read-only folder or file does. A file is only
        # ever replaced as a whole, and an open one stays what it was.
        address = f"file:{pathname2url(str(path.absolute()))}?mode=ro&immutable=1"
        try:
            self._file = sqlite3.connect(address, uri=True, check_same_thread=False)
            self._check()
        except sqlite3.Error as error:
            raise self._damaged(error) from error

    @property
    def version(self) -> str:
        """Tells files apart: ``places-`` and eight hex digits of what the file says of itself."""
        told = json.dumps([self.about, self.path.stat().st_size], sort_keys=True)
        return f"places-{hashlib.sha256(told.encode()).hexdigest()[:8]}"

    @property
    def about(self) -> dict[str, str]:
        """What the file says about itself: ``source``, ``places``."""
        try:
            with self._lock:
                return dict(self._file.execute("SELECT key, value FROM about ORDER BY key"))
        except sqlite3.Error as error:
            raise self._damaged(error) from error

    def find(self, keys: Iterable[str]) -> Mapping[str, tuple[Match, ...]]:
        """The places that go by each key, the more prominent first.

        Args:
            keys: Names as ``fold_name`` makes them.

        Raises:
            GazetteerError: The file is damaged.
        """
        found = {}
        for key in dict.fromkeys(keys):
            matches = self._found.get(key)
            if matches is None:
                matches = self._look_up(key)
            if matches:
                found[key] = matches
        return found

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._file.close()

    def _look_up(self, key: str) -> tuple[Match, ...]:
        try:
            with self._lock:
                rows = self._file.execute(_FIND, (key, MOST_PLACES)).fetchall()
            matches = tuple(_match(row) for row in rows)
        except (sqlite3.Error, ValueError, TypeError) as error:
            raise self._damaged(error) from error
        if len(self._found) >= _KEPT_NAMES:
            self._found.clear()
        self._found[key] = matches
        return matches

    def _check(self) -> None:
        if self._pragma("application_id") != APPLICATION_ID:
            raise GazetteerError(f"{self.path}: the file is no gazetteer; {_remedy()}")
        if self._pragma("user_version") != SCHEMA_VERSION:
            raise GazetteerError(
                f"{self.path}: the gazetteer was made by another version of onrecord; "
                "import it again with 'onrecord gazetteer import'"
            )
        self._file.execute(_FIND, ("", 1)).fetchall()

    def _pragma(self, name: str) -> int:
        return int(self._file.execute(f"PRAGMA {name}").fetchone()[0])

    def _damaged(self, error: Exception) -> GazetteerError:
        return GazetteerError(f"{self.path}: the gazetteer cannot be read: {error}; {_remedy()}")


def _match(row: tuple[int, str, int, int, str, str, str, int, int, int]) -> Match:
    number, name, latitude, longitude, country, first, second, population, kind, how = row
    at = latitude / DEGREE, longitude / DEGREE
    return Match(Entry(number, name, *at, country, first, second, population, Kind(kind)), How(how))


def _remedy() -> str:
    return (
        f"import one with 'onrecord gazetteer import', or unset {ENVIRONMENT} "
        "to use the one that comes with onrecord"
    )


def default_path() -> Path:
    """Where ``onrecord gazetteer import`` writes and ``open_gazetteer`` looks first.

    ``ONRECORD_GAZETTEER``, else a file in the user's data folder.
    """
    named = os.environ.get(ENVIRONMENT)
    return Path(named) if named else _data_folder() / "gazetteer.sqlite"


def _data_folder() -> Path:
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA", "~/AppData/Local")).expanduser() / "onrecord"
    return Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share").expanduser() / "onrecord"


def open_gazetteer(path: Path | None = None) -> SqliteGazetteer:
    """Open a gazetteer: the one named, else the imported one, else the one in the package.

    Opened once for each file and kept; its pages are read as names are looked up.

    Args:
        path: A gazetteer file.

    Raises:
        GazetteerError: The file named is missing, damaged or no gazetteer.
    """
    if path is None:
        path = default_path()
        if not os.environ.get(ENVIRONMENT) and not path.is_file():
            return _shipped()
    return _opened(path.absolute(), _stamp(path))


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


@cache
def _opened(path: Path, _: tuple[int, int] | None) -> SqliteGazetteer:
    return SqliteGazetteer(path)


def is_shipped(gazetteer: SqliteGazetteer) -> bool:
    """Whether a gazetteer is the one in the package."""
    return gazetteer is _shipped()


@cache
def _shipped() -> SqliteGazetteer:
    with as_file(files("onrecord.gazetteer") / "places.sqlite") as path:
        return SqliteGazetteer(path)
