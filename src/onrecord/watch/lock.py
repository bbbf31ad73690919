"""One watcher for each ledger: two would fetch everything twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from onrecord.errors import LedgerError


@contextmanager
def only_watcher(ledger: Path) -> Iterator[None]:
    """While this lasts, no other process watches with this ledger.

    The lock is the system's and ends with the process, however that ends; the file ``….watch``
    beside the ledger stays, and holds nothing.

    Raises:
        LedgerError: Another process does.
    """
    with ledger.with_name(f"{ledger.name}.watch").open("ab") as file:
        try:
            _lock(file)
        except OSError as error:
            raise LedgerError(
                f"{ledger}: another onrecord watch is at work with this ledger; let it do its "
                "work, or stop it first"
            ) from error
        yield


def _lock(file: IO[bytes]) -> None:
    """Lock a file for this process; raises OSError when another has it."""
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
