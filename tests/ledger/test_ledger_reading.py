import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from ledger_records import TEXT, record, report

from onrecord.errors import LedgerError, NotFoundError, OptionError
from onrecord.ledger import Ledger


@pytest.fixture
def shelf(ledger: Ledger) -> Ledger:
    """Four reports by two outlets, one of them undated and without an address."""
    for made in (
        report(1, published="2031-12-31T23:59:00+01:00"),
        report(2, published="2032-01-01"),
        report(3, published="2032-02-15", outlet="Élan du Port"),
        report(4, url=None, path="note.txt", published=None),
    ):
        ledger.put(record(made))
    return ledger


@pytest.mark.parametrize("n", [4, 8, 32])
def test_get_by_the_beginning_of_an_id(shelf: Ledger, n: int) -> None:
    wanted = report(2, published="2032-01-01")
    assert shelf.get(wanted.id[:n]).report == wanted
    assert shelf.get(wanted.id[:n].upper()).report == wanted


@pytest.mark.parametrize("key", ["https://harbour.example/2", "note.txt"])
def test_get_by_address_or_path(shelf: Ledger, key: str) -> None:
    assert key in (shelf.get(key).report.url, shelf.get(key).report.path)


@pytest.mark.parametrize("key", ["", "abc", "0000000", "%", "note", "https://", "\udc80", "a\0"])
def test_what_is_not_there_is_said_so(shelf: Ledger, key: str) -> None:
    with pytest.raises(NotFoundError, match="No report goes by") as caught:
        shelf.get(key)
    assert caught.value.code == "not-found"


def test_what_may_be_several_names_five(ledger: Ledger) -> None:
    for number in range(7):
        ledger.put(record(report(number, path="same.txt")))
    with pytest.raises(NotFoundError) as caught:
        ledger.get("same.txt")
    lines = str(caught.value).splitlines()
    ids = sorted(report(number).id for number in range(7))
    assert [line.split()[0] for line in lines[1:]] == [*ids[:5], "…"]
    assert "Pier dispute, part" in lines[1]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [3, 2, 1, 4]),
        ({"limit": 2}, [3, 2]),
        ({"limit": 0}, []),
        ({"outlet": "elan DU port"}, [3]),
        ({"outlet": "elan"}, []),
        ({"since": "2032"}, [3, 2]),
        ({"until": "2031"}, [1]),
        ({"until": "2031-12"}, [1]),
        ({"until": "2031-12-31"}, [1]),
        ({"until": "2031-12-30"}, []),
        ({"since": "2032-01-02", "until": "2032-02"}, [3]),
        ({"since": "2032-01", "until": "2032-01"}, [2]),
    ],
)
def test_reports(shelf: Ledger, asked: dict[str, object], found: list[int]) -> None:
    titles = [summary.title for summary in shelf.reports(**asked)]  # type: ignore[arg-type]
    assert titles == [f"Pier dispute, part {number}" for number in found]
    if "limit" not in asked:
        read = {made.report.title for made in shelf.records(**asked)}  # type: ignore[arg-type]
        assert read == set(titles)


def test_a_summary_tells_its_report(shelf: Ledger) -> None:
    summary = list(shelf.reports())[-1]
    whole = shelf.get(summary.id).report
    assert (summary.edition, summary.path) == (whole.edition, "note.txt")
    assert (summary.statements, summary.editions, summary.published) == (4, 1, None)


@pytest.mark.parametrize(
    "asked",
    [
        {"since": day}
        for day in ("", "yesterday", "31", "2031-13", "2031-02-30", "2031-5-1", "２０３１")
    ]
    + [{"until": "2031-05-13T12:00"}, {"limit": -1}],
)
def test_what_makes_no_sense_is_refused_at_once(ledger: Ledger, asked: dict[str, object]) -> None:
    with pytest.raises(OptionError, match=r"give"):
        ledger.reports(**asked)  # type: ignore[arg-type]


def test_records_come_in_the_order_in_which_they_were_put(shelf: Ledger) -> None:
    titles = [made.report.title for made in shelf.records()]
    assert titles == [f"Pier dispute, part {number}" for number in (1, 2, 3, 4)]


def test_counts(shelf: Ledger) -> None:
    shelf.put(record(report(2, text="Corrected. " + TEXT, published="2032-01-01")))
    counts = shelf.counts()
    assert (counts.reports, counts.editions, counts.statements, counts.failures) == (4, 5, 16, 0)


def test_a_closed_ledger_says_so(path: Path) -> None:
    ledger = Ledger(path)
    ledger.close()
    ledger.close()
    with pytest.raises(LedgerError, match="closed"):
        ledger.counts()


def test_an_iterator_left_behind_blocks_nothing(shelf: Ledger, path: Path) -> None:
    for _ in range(30):
        next(shelf.reports())
    waiting = shelf.records()
    next(waiting)
    shelf.put(record(report(9)))
    shelf.close()
    with Ledger(path) as again:
        assert again.counts().reports == 5


def tamper(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(sql)


@pytest.mark.parametrize("sql", ["UPDATE statements SET act = 'mumble'", "DELETE FROM records"])
def test_what_was_tampered_with_is_an_error_of_the_ledger(ledger: Ledger, sql: str) -> None:
    ledger.put(record())
    tamper(ledger.path, sql)
    with pytest.raises(LedgerError):
        ledger.get(report().id)


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("UPDATE spans SET end_char = end_char + 1 WHERE role = 'cue'", "the cue's words"),
        ("UPDATE spans SET end_char = 99999 WHERE role = 'source'", "the source's words"),
        ("UPDATE spans SET start_char = -1 WHERE role = 'content'", "the content's words"),
        ("DELETE FROM spans WHERE role = 'cue'", "the cue's words"),
        ("UPDATE statements SET content_text = 'that it is not'", "the content's words"),
        ("UPDATE statements SET within = 'gone' WHERE position = 1", "within gone"),
        ("UPDATE statements SET act = 'mumble'", "unreadable: 'mumble'"),
        ("UPDATE editions SET text = text || '!'", "not those that the ids were made of"),
        ("UPDATE reports SET url = 'https://else.example/'", "not those that the ids"),
        ("UPDATE editions SET report = 99", "refers to a row of reports"),
        ("UPDATE editions SET report = 99", "is missing"),
        ("UPDATE records SET maker = 99", "is missing"),
        ("DELETE FROM records", "is missing"),
    ],
)
def test_verify_finds_what_was_tampered_with(ledger: Ledger, sql: str, told: str) -> None:
    ledger.put(record())
    assert list(ledger.verify()) == []
    tamper(ledger.path, sql)
    found = list(ledger.verify())
    assert any(told in problem.message for problem in found), found
