"""Opening a ledger's file: is it one, and the engine whose connections read and write it."""

import os
import sqlite3
import time
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from onrecord.errors import LedgerError, LedgerVersionError
from onrecord.ledger import dialect, migrations
from onrecord.ledger.trouble import explained

WRITES = {"onrecord_writes": True}
"""Execution options of a connection whose transactions take the write lock."""


def open_engine(path: Path, *, read_only: bool, cache_bytes: int) -> Engine:
    """The engine of a ledger with all its migrations; makes the file where there is none.

    Raises:
        LedgerError: It cannot be opened.
        LedgerVersionError: It is too new, too old to be opened read-only, or no ledger.
    """
    with explained(path):
        _check_place(path, read_only=read_only)
        if path.exists() and path.stat().st_size:
            _refuse_stranger(path)
        if not read_only:
            _create(path)
        engine = _engine(path, read_only=read_only, cache_bytes=cache_bytes)
        try:
            _migrate(engine, path, read_only=read_only)
        except BaseException:
            engine.dispose()
            raise
    return engine


def _check_place(path: Path, *, read_only: bool) -> None:
    if path.exists() and not path.is_file():
        raise LedgerError(f"{path} is a folder or device. Give the path of a file.")
    if read_only and not path.exists():
        raise LedgerError(f"{path}: there is no ledger. Read a report into it first.")
    if not path.parent.is_dir():
        raise LedgerError(
            f"{path}: there is no folder {path.parent}. Make it, or give another path."
        )
    if not read_only and not os.access(path if path.exists() else path.parent, os.W_OK):
        raise LedgerError(
            f"{path} cannot be written. Check the permissions of the file and of its folder, "
            "or give another ledger."
        )


def _refuse_stranger(path: Path) -> None:
    """Refuses a file of another program, without changing it or anything beside it.

    As an immutable file, because that takes no lock, recovers no journal and checkpoints no WAL;
    through SQLite, because opening and closing the file by hand would drop the locks that this
    process already holds on it (POSIX).
    """
    try:
        found = _application_id(path, "mode=ro&immutable=1")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_CORRUPT:
            raise
        # A checkpoint that a full disk or a kill broke off: the WAL beside it makes it whole.
        found = _application_id(path, "mode=ro")
    if found != dialect.APPLICATION_ID:
        raise LedgerVersionError(
            f"{path} is a SQLite file, but not a ledger; it was left as it is. Give another path."
        )


def _application_id(path: Path, query: str) -> int:
    connection = sqlite3.connect(_uri(path, query), uri=True, timeout=dialect.BUSY_TIMEOUT_SECONDS)
    try:
        return int(connection.execute("PRAGMA application_id").fetchone()[0])
    finally:
        connection.close()


def _create(path: Path) -> None:
    """Makes an empty ledger of no file; does nothing to a ledger.

    The application id goes in first, before WAL mode, so that it stands in the file itself
    whenever this process is killed. Two processes may do this at the same time.
    """
    connection = sqlite3.connect(
        _uri(path, "mode=rwc"), uri=True, timeout=dialect.BUSY_TIMEOUT_SECONDS, isolation_level=None
    )
    try:
        if connection.execute("PRAGMA application_id").fetchone()[0] != dialect.APPLICATION_ID:
            connection.execute(f"PRAGMA application_id = {dialect.APPLICATION_ID}")
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            _patiently_use_wal(connection)
    finally:
        connection.close()


def _patiently_use_wal(connection: sqlite3.Connection) -> None:
    """SQLite does not wait for its turn when it changes the journal mode, so this does."""
    deadline = time.monotonic() + dialect.BUSY_TIMEOUT_SECONDS
    while True:
        try:
            return dialect.use_wal(connection)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def _engine(path: Path, *, read_only: bool, cache_bytes: int) -> Engine:
    uri = _uri(path, _read_only_query(path) if read_only else "mode=rw")

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            uri,
            uri=True,
            timeout=dialect.BUSY_TIMEOUT_SECONDS,
            # The driver begins no transaction by itself: `_begin` does, DDL included.
            isolation_level=None,
            # The pool lends a connection to one thread at a time.
            check_same_thread=False,
        )
        dialect.set_up(connection, cache_bytes=cache_bytes)
        return connection

    engine = create_engine(
        "sqlite://",
        creator=connect,
        poolclass=QueuePool,
        # The connection that was used last has its cache warm.
        pool_use_lifo=True,
        # An iterator keeps its connection until it ends, so their number has no bound of its own.
        max_overflow=-1,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    dialect.begin(connection, write=bool(options.get("onrecord_writes")))


def _migrate(engine: Engine, path: Path, *, read_only: bool) -> None:
    with engine.connect() as connection:
        pending = migrations.pending(connection, str(path))
    if pending and read_only:
        raise LedgerVersionError(
            f"{path} was written by an older onrecord. Open it once for writing, "
            "which brings it up to date."
        )
    for migration in pending:
        with engine.execution_options(**WRITES).begin() as connection:
            migrations.apply(connection, migration)


def _uri(path: Path, query: str) -> str:
    return f"{path.absolute().as_uri()}?{query}"


def _read_only_query(path: Path) -> str:
    """How to open for reading.

    In a folder where nothing can be written, SQLite can open a WAL file only as immutable, which
    is right where no WAL is left beside it.
    """
    wal = path.with_name(path.name + "-wal")
    if os.access(path.parent, os.W_OK) or (wal.exists() and wal.stat().st_size):
        return "mode=ro"
    return "mode=ro&immutable=1"
