"""A ledger of onrecord 0.1, made by the first migration alone, is brought up to date."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from copies_texts import put_as, reworded, text
from ledger_records import NEWER, record, report

from onrecord.errors import LedgerError, LedgerVersionError
from onrecord.ledger import Ledger, Outcome, SearchFilters, dialect, migration_0002, migrations
from onrecord.record import Record
from onrecord.types import Excluded, Failure, Span, Why

NEW_COLUMNS = ("speaker_words", "speaker_how", "said_from", "happened_on", "said_at")


def old_ledger(path: Path, records: list[Record]) -> None:
    """A file as onrecord 0.1 left it, with these records."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:1])
        patched.setattr(migrations, "__version__", "0.1.0")
        Ledger(path).close()
    with closing(sqlite3.connect(path)) as connection:
        dialect.set_up(connection)
        connection.execute("INSERT INTO makers VALUES (1, '0.1.0', 'small-1', '2031-01')")
        for key, made in enumerate(records, 1):
            _put_as_before(connection, key, made)
        connection.commit()


def _put_as_before(connection: sqlite3.Connection, key: int, made: Record) -> None:
    of = made.report
    add = connection.execute
    add("INSERT INTO reports VALUES (?, ?, ?)", (key, of.id, of.url))
    add(
        "INSERT INTO editions VALUES (?, ?, ?, 1, ?, ?, ?, ?, '2031-05-13T08:00:00+00:00', ?)",
        (key, of.edition, key, of.outlet, of.title, of.path, of.published, of.text),
    )
    add("INSERT INTO records VALUES (?, 1, '2031-05-13T08:00:00+00:00')", (key,))
    for position, one in enumerate(made.statements):
        who = one.speaker
        row = {
            "row_id": key * 100 + position,
            "id": one.id,
            "edition": key,
            "position": position,
            "source_text": one.source.text if one.source else None,
            "cue_text": one.cue.text if one.cue else None,
            "content_text": one.content.text,
            "mode": one.mode,
            "act": one.act,
            "framing": one.framing,
            "negated": one.negated,
            "hypothetical": one.hypothetical,
            "within": one.within,
            "speaker_name": who.name if who else None,
            "speaker_actor": who.actor if who else None,
            "speaker_kind": who.kind if who else None,
            "speaker_role": who.role if who else None,
            "speaker_affiliation": who.affiliation if who else None,
            "speaker_country": who.country if who else None,
            "said_on": one.said_on,
            "score": one.score,
        }
        marks = ", ".join("?" * len(row))
        add(f"INSERT INTO statements ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))
        for role in ("source", "cue", "content"):
            for number, span in enumerate(getattr(one, role).spans if getattr(one, role) else ()):
                add(
                    "INSERT INTO spans VALUES (?, ?, ?, ?, ?)",
                    (row["row_id"], role, number, span.start, span.end),
                )
    for part, item in enumerate(made.excluded):
        for number, span in enumerate(item.spans):
            row = (key, part, number, span.start, span.end, item.why)
            add("INSERT INTO excluded VALUES (?, ?, ?, ?, ?, ?)", row)


@pytest.fixture
def old(path: Path) -> Path:
    old_ledger(path, [record(report(n)) for n in (1, 2)])
    return path


def schema(path: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return sorted(connection.execute("SELECT type, name, tbl_name FROM sqlite_master"))


def test_records_of_before_come_back_as_they_were(old: Path) -> None:
    with Ledger(old) as ledger:
        assert list(ledger.records()) == [record(report(1)), record(report(2))]
        assert list(ledger.verify()) == []
        assert ledger.counts().statements == 8


def test_they_are_found_by_the_new_ways_too(old: Path) -> None:
    with Ledger(old) as ledger:
        (varno,) = ledger.who("varno")
        assert (varno.name, varno.statements, varno.reports) == ("Ilse Varnó", 2, 2)
        said = ledger.search(filters=SearchFilters(said_from="2031-05-12", said_to="2031-05-12"))
        assert len(list(said)) == 2
        assert [moment.edtf for moment in ledger.timeline()] == ["2031-05-12"] * 2
        assert len(list(ledger.search("crowns"))) == 2
        assert list(ledger.search(filters=SearchFilters(is_denied=True))) == []


def test_they_are_replaced_and_new_ones_added_beside_them(old: Path) -> None:
    with Ledger(old) as ledger:
        assert ledger.put(record(report(1))) is Outcome.UNCHANGED
        newer = record(report(1), made_by=NEWER, only=slice(1))
        assert ledger.put(newer) is Outcome.REPLACED
        assert ledger.get(newer.report.id) == newer
        assert ledger.put(record(report(3))) is Outcome.ADDED
        ledger.put_failure(Failure(where="x", stage="source", code="empty", message="m"))
        assert list(ledger.verify()) == []


def test_copies_among_them_are_found(path: Path) -> None:
    wire, own = text(1, 2, 3, 4), text("a", "b", "c")
    teaser = "Read more: " + text("x", "y")
    before = [
        put_as(reworded(wire), "lamp", "2031-05-13T10:00Z"),
        put_as(wire, "wire", "2031-05-13T08:00Z"),
        put_as(own, "mill", "2031-05-12"),
        put_as("Too short to tell.", "gull", "2031-05-12"),
        excluding(put_as(f"{text('d', 'e')}\n\n{teaser}", "quay", "2031-05-12"), teaser),
        excluding(put_as(f"{text('f', 'g')}\n\n{teaser}", "dune", "2031-05-12"), teaser),
    ]
    old_ledger(path, before)
    with Ledger(path) as ledger:
        assert [[one.outlet for one in group.members] for group in ledger.copies()] == [
            ["wire", "lamp"]
        ]
        late = put_as(own, "reed", "2031-05-14")
        ledger.put(late)
        assert {one.outlet for group in ledger.copies() for one in group.members} == {
            "wire",
            "lamp",
            "mill",
            "reed",
        }
        assert list(ledger.verify()) == []


def test_they_get_the_prints_that_they_would_have_got(path: Path, tmp_path: Path) -> None:
    several = [
        put_as(reworded(text(*range(n, n + 4))), f"outlet{n}", f"2031-05-{13 - n % 5}")
        for n in range(12)
    ]
    old_ledger(path, several)
    Ledger(path).close()
    with Ledger(tmp_path / "new.db") as ledger:
        for one in several:
            ledger.put(one)
    for query in (
        "SELECT * FROM prints ORDER BY edition",
        "SELECT * FROM print_keys ORDER BY print_key, edition",
        "SELECT edition, copy_group, source, share FROM copies ORDER BY edition",
    ):
        with closing(sqlite3.connect(path)) as old:
            rows = old.execute(query).fetchall()
        with closing(sqlite3.connect(tmp_path / "new.db")) as new:
            assert rows == new.execute(query).fetchall()
        assert rows


def excluding(made: Record, words: str) -> Record:
    """The record with these words of its text excluded."""
    start = made.report.text.index(words)
    return replace(made, excluded=(Excluded((Span(start, start + len(words)),), Why.TEASER),))


def test_an_upgraded_ledger_has_the_tables_of_a_fresh_one(old: Path, tmp_path: Path) -> None:
    Ledger(old).close()
    Ledger(tmp_path / "fresh.db").close()
    assert schema(old) == schema(tmp_path / "fresh.db")


def test_the_index_of_words_still_follows_every_change(old: Path) -> None:
    Ledger(old).close()
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("UPDATE statements SET content_text = 'a quay' WHERE position = 0")
        connection.execute("UPDATE statements SET said_from = NULL")
        connection.execute(
            "INSERT INTO statements_search (statements_search, rank) VALUES ('integrity-check', 1)"
        )
        connection.commit()
    with Ledger(old) as ledger:
        assert len(list(ledger.search("quay"))) == 2
        assert list(ledger.search("safe")) == []


def test_an_old_ledger_is_not_changed_by_reading_alone(old: Path) -> None:
    before = old.read_bytes()
    with pytest.raises(LedgerVersionError, match="Open it once for writing"):
        Ledger(old, read_only=True)
    assert old.read_bytes() == before


def test_an_upgrade_that_breaks_off_leaves_the_old_ledger(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = schema(old)
    with monkeypatch.context() as patched:
        broken = (*migration_0002._VIEWS, "INSERT INTO nowhere VALUES (1)")
        patched.setattr(migration_0002, "_VIEWS", broken)
        with pytest.raises(LedgerError, match="nowhere"):
            Ledger(old)
    assert schema(old) == before
    with closing(sqlite3.connect(old)) as connection:
        names = {row[1] for row in connection.execute("PRAGMA table_info(statements)")}
    assert not names & set(NEW_COLUMNS)
    with Ledger(old) as ledger:
        assert list(ledger.records()) == [record(report(1)), record(report(2))]
