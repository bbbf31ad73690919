import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from ledger_records import TEXT, record, report

from onrecord.errors import LedgerError, LedgerVersionError
from onrecord.ledger import Ledger, Outcome, dialect, migrations, tables
from onrecord.ledger.migrations import Migration
from onrecord.version import __version__


def columns(path: Path) -> dict[str, set[str]]:
    """The columns of every table and view, by its name."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
            " AND name NOT LIKE 'statements_search%'"
        ).fetchall()
        return {
            name: {row[1] for row in connection.execute(f"PRAGMA table_info({name})")}
            for (name,) in names
        }


def test_the_tables_are_those_that_the_migrations_made(ledger: Ledger, path: Path) -> None:
    made = columns(path)
    views = {"current_reports", "quotes", "framings", "provenance"}
    views |= {"speakers", "answers", "timeline", "mapped_places"}
    views |= {"named_speakers", "outlet_days", "framing_counts", "side_counts"}
    views |= {"answered_statements"}
    known = {name: set(table.columns.keys()) for name, table in tables.metadata.tables.items()}
    assert {name: made[name] for name in made.keys() - views} == known
    assert views < made.keys()


@pytest.mark.parametrize("written", [False, True])
def test_the_pragmas(path: Path, written: bool) -> None:
    with Ledger(path) as ledger:
        if written:
            ledger.put(record())
        with ledger._engine.connect() as connection:
            names = (
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "busy_timeout",
                "application_id",
            )
            values = [connection.exec_driver_sql(f"PRAGMA {n}").scalar() for n in names]
    assert values == ["wal", 1, 1, 30000, dialect.APPLICATION_ID]


@pytest.mark.parametrize("name", ["plain.db", "a space ü ?x=1&mode=ro #%41.db", ":memory:"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    with Ledger(str(tmp_path / name)) as ledger:
        ledger.put(record())
    assert os.listdir(tmp_path) == [name]


def test_a_relative_path_stays_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Ledger("here.db") as ledger:
        monkeypatch.chdir("/")
        ledger.put(record())
    assert (tmp_path / "here.db").exists()


def test_an_empty_file_becomes_a_ledger(path: Path) -> None:
    path.touch()
    with Ledger(path) as ledger:
        assert ledger.put(record()) is Outcome.ADDED


def stranger(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE poems (title)")
        connection.commit()


def stranger_in_wal_mode(path: Path) -> None:
    """A database that was left with a WAL beside it."""
    script = (
        "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1]);"
        "c.execute('PRAGMA journal_mode=WAL'); c.execute('CREATE TABLE t (a)'); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=True)


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.write_text("short"),
        lambda path: path.write_text("A report, given as the ledger by mistake. " * 200),
        stranger,
        stranger_in_wal_mode,
    ],
    ids=["short text", "long text", "stranger", "stranger with a WAL"],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_no_ledger_is_left_alone(path: Path, make, read_only: bool) -> None:  # type: ignore[no-untyped-def]
    make(path)
    before = {each: each.read_bytes() for each in path.parent.iterdir()}
    with pytest.raises(LedgerVersionError, match=r"not a ledger.*Give another path"):
        Ledger(path, read_only=read_only)
    assert {each: each.read_bytes() for each in path.parent.iterdir()} == before


@pytest.mark.parametrize(
    ("name", "read_only", "told"),
    [
        (".", False, "is a folder or device"),
        ("gone/ledger.db", False, "there is no folder .*gone.*Make it"),
        ("ledger.db", True, "there is no ledger.*Read a report"),
        ("/dev/null", False, "is a folder or device"),
    ],
)
def test_what_cannot_be_opened_says_what_to_do(
    tmp_path: Path, name: str, read_only: bool, told: str
) -> None:
    with pytest.raises(LedgerError, match=told) as caught:
        Ledger(tmp_path / name, read_only=read_only)
    assert caught.value.code == "ledger"
    assert os.listdir(tmp_path) == []


def test_what_may_not_be_written_is_not_opened_for_it(
    ledger: Ledger, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(LedgerError, match=r"cannot be written.*permissions"):
        Ledger(path)


def test_read_only_reads_and_changes_nothing(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.put(record())
        before = path.read_bytes()
        with Ledger(path, read_only=True) as reader:
            assert reader.get(report().id) == record()
            assert list(reader.verify()) == []
            for write in (lambda: reader.put(record()), lambda: reader.put_many([])):
                with pytest.raises(LedgerError, match=r"read-only.*Open it for writing"):
                    write()
        assert path.read_bytes() == before


@pytest.mark.parametrize("wal", [False, True])
def test_a_ledger_in_an_unwritable_folder_can_be_read(
    path: Path, monkeypatch: pytest.MonkeyPatch, wal: bool
) -> None:
    ledger = Ledger(path)
    ledger.put(record())
    if not wal:
        ledger.close()
    monkeypatch.setattr(os, "access", lambda *_: False)
    with Ledger(path, read_only=True) as reader:
        assert reader.get(report().id) == record()
        assert wal or os.listdir(path.parent) == [path.name]
    ledger.close()


def add_a_note(connection) -> None:  # type: ignore[no-untyped-def]
    connection.exec_driver_sql("ALTER TABLE reports ADD COLUMN note TEXT")
    connection.exec_driver_sql("CREATE TABLE notes (a)")


LATER = (*migrations.MIGRATIONS, Migration("9999-notes", add_a_note))


def test_an_older_ledger_is_brought_up_to_date_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger(path) as ledger:
        ledger.put(record())
    monkeypatch.setattr(migrations, "MIGRATIONS", LATER)
    with pytest.raises(LedgerVersionError, match=r"older onrecord.*Open it once for writing"):
        Ledger(path, read_only=True)
    for _ in range(2):
        with Ledger(path) as ledger:
            assert ledger.get(report().id) == record()
    assert "note" in columns(path)["reports"]


def test_a_newer_ledger_is_left_alone_and_both_versions_named(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "MIGRATIONS", LATER)
        patched.setattr(migrations, "__version__", "9.1.0")
        Ledger(path).close()
    before = path.read_bytes()
    with pytest.raises(LedgerVersionError) as caught:
        Ledger(path)
    assert "9.1.0" in str(caught.value)
    assert __version__ in str(caught.value)
    assert caught.value.code == "ledger-version"
    assert path.read_bytes() == before


def test_a_migration_that_fails_leaves_nothing_behind(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(connection) -> None:  # type: ignore[no-untyped-def]
        add_a_note(connection)
        connection.exec_driver_sql("INSERT INTO nowhere VALUES (1)")

    broken = (*migrations.MIGRATIONS, Migration("9999-notes", break_off))
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "MIGRATIONS", broken)
        with pytest.raises(LedgerError, match="nowhere"):
            Ledger(path)
    assert "notes" not in columns(path)
    assert "note" not in columns(path)["reports"]
    with Ledger(path) as ledger:
        assert ledger.put(record()) is Outcome.ADDED


def test_a_disk_that_is_full_costs_only_what_did_not_fit(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger(path) as ledger:
        ledger.put(record())
        with ledger._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    set_up = dialect.set_up

    def set_up_small(connection: sqlite3.Connection, **given: int) -> None:
        set_up(connection, **given)
        connection.execute(f"PRAGMA max_page_count = {int(pages or 0) + 20}")

    large = record(report(2, text=TEXT + "x" * 500_000))
    with monkeypatch.context() as patched:
        patched.setattr(dialect, "set_up", set_up_small)
        with Ledger(path) as ledger:
            for put in (lambda: ledger.put(large), lambda: ledger.put_many([large])):
                with pytest.raises(LedgerError, match=r"disk is full.*Free some space"):
                    put()
            assert ledger.put(record(report(3))) is Outcome.ADDED
    with Ledger(path) as ledger:
        assert ledger.counts().reports == 2
        assert list(ledger.verify()) == []
        assert ledger.put(large) is Outcome.ADDED


def test_a_ledger_that_stays_locked_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialect, "BUSY_TIMEOUT_SECONDS", 0.05)
    with Ledger(path) as ledger, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match=r"locked for 0.05 seconds. Wait"):
            ledger.put(record())
        other.execute("ROLLBACK")
        assert ledger.put(record()) is Outcome.ADDED


def test_a_damaged_ledger_says_so(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.put_many([record(report(n)) for n in range(50)])
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(LedgerError, match=r"damaged.*Restore a copy"):
        Ledger(path)


def test_the_values_come_without_sqlalchemy() -> None:
    script = "import sys, onrecord.ledger; sys.exit('sqlalchemy' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run([sys.executable, "-c", script], env=environment).returncode == 0


def test_a_name_that_is_not_there() -> None:
    import onrecord.ledger

    with pytest.raises(AttributeError, match="Leger"):
        _ = onrecord.ledger.Leger
