"""Named migrations, each applied once and marked in the same transaction.

A migration that has been released never changes: a ledger's tables are what the migrations made,
in order. A later need is a new entry at the end of `MIGRATIONS`. A new value of an enum that the
ledger stores (an act, say) needs an entry too, if only an empty one, so that an older onrecord
says that the ledger is too new for it.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert, inspect, select

from onrecord.errors import LedgerVersionError
from onrecord.ledger import (
    migration_0001,
    migration_0002,
    migration_0003,
    migration_0004,
    migration_0005,
    migration_0006,
    tables,
)
from onrecord.version import __version__


class Migration(NamedTuple):
    """A step in the ledger's history: its name, and what it does in the caller's transaction."""

    name: str
    apply: Callable[[Connection], None]


MIGRATIONS: tuple[Migration, ...] = (
    Migration("0001-first", migration_0001.apply),
    Migration("0002-who-when-where", migration_0002.apply),
    Migration("0003-captures", migration_0003.apply),
    Migration("0004-feeds", migration_0004.apply),
    Migration("0005-copies", migration_0005.apply),
    Migration("0006-reading-room", migration_0006.apply),
)


def pending(connection: Connection, ledger: str) -> tuple[Migration, ...]:
    """The migrations that a ledger still lacks, in order.

    Raises:
        LedgerVersionError: The ledger has one that this version does not know.
    """
    done = _done(connection)
    _refuse_newer(done, ledger)
    return tuple(migration for migration in MIGRATIONS if migration.name not in done)


def apply(connection: Connection, migration: Migration) -> None:
    """Applies and marks a migration in the caller's write transaction, unless it was done."""
    if migration.name in _done(connection):
        return
    migration.apply(connection)
    mark = {
        "name": migration.name,
        "applied_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "onrecord": __version__,
    }
    connection.execute(insert(tables.migrations), mark)


def _done(connection: Connection) -> dict[str, str]:
    """The names of the migrations in the ledger, with the version that applied each."""
    if not inspect(connection).has_table(tables.migrations.name):
        return {}
    columns = tables.migrations.c
    rows = connection.execute(select(columns.name, columns.onrecord).order_by(columns.name))
    return {row.name: row.onrecord for row in rows}


def _refuse_newer(done: dict[str, str], ledger: str) -> None:
    known = {migration.name for migration in MIGRATIONS}
    for name, version in done.items():
        if name not in known:
            raise LedgerVersionError(
                f"{ledger} was written by onrecord {version} ({name}), newer than this onrecord "
                f"{__version__}. Upgrade onrecord, or give another ledger; nothing was changed."
            )
