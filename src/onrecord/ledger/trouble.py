"""The driver's errors, told as what happened and what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from onrecord.errors import LedgerError, LedgerVersionError
from onrecord.ledger import dialect

_REMEDIES = {
    sqlite3.SQLITE_FULL: (
        "the disk is full, and nothing of this write was kept. Free some space and run again: "
        "what was on record before is safe."
    ),
    sqlite3.SQLITE_READONLY: (
        "it cannot be written. Check the permissions of the file and of its folder, or give "
        "another ledger."
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "it cannot be opened. Check that the file may be read and that its folder may be written: "
        "a ledger keeps two more files beside it while it is open."
    ),
    sqlite3.SQLITE_CORRUPT: (
        "the file is damaged. Restore a copy of it, or save what can be saved with "
        "`sqlite3 LEDGER .recover`."
    ),
    sqlite3.SQLITE_IOERR: "the disk failed to read or write. Check the disk and run again.",
    sqlite3.SQLITE_TOOBIG: "a text is longer than the ledger can hold. Split the report.",
}


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raises the driver's errors on as LedgerError.

    Raises:
        LedgerError: The ledger cannot be opened, read or written.
        LedgerVersionError: The file is no SQLite file.
    """
    try:
        yield
    except DBAPIError as error:
        raise _explain(error.orig or error, path) from error
    except (sqlite3.Error, SQLAlchemyError) as error:
        raise _explain(error, path) from error
    except UnicodeEncodeError as error:
        raise LedgerError(
            f"{path}: a text holds the lone surrogate {error.object[error.start]!r}, which is no "
            'character. Decode the source with errors="replace" and put the record again.'
        ) from error
    except ValueError as error:
        raise LedgerError(
            f"{path}: a row holds what no record holds ({error}). Something else has changed the "
            "ledger: `Ledger.verify` tells where. Restore a copy of it."
        ) from error


def _explain(error: BaseException, path: Path) -> LedgerError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest of an extended code is detail
    if code == sqlite3.SQLITE_NOTADB:
        return LedgerVersionError(
            f"{path} is not a ledger, nor any SQLite file; it was left as it is. Give another path."
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LedgerError(
            f"{path}: another program has kept it locked for "
            f"{dialect.BUSY_TIMEOUT_SECONDS:g} seconds. Wait until that is done, or stop it, "
            "and run again."
        )
    return LedgerError(f"{path}: {_REMEDIES.get(code) or _unforeseen(error)}")


def _unforeseen(error: BaseException) -> str:
    return (
        f"{error}. If `PRAGMA integrity_check` finds nothing wrong with the file, "
        "this is a fault in onrecord: please tell us."
    )
