"""A ledger that is empty, missing, locked, older, newer or none: a page says what to do."""

import shutil
import sqlite3

import pytest
import talks_records
from room_forms import send

from onrecord.ledger import Ledger


def test_an_empty_ledger_helps_to_start(room, tmp_path):
    answer = room().get("/")
    assert answer.status_code == 200
    assert "Read the demo reports" in answer.text
    assert (tmp_path / "room.db").exists()


def test_a_missing_ledger_is_not_made_by_a_room_that_only_reads(room, tmp_path):
    answer = room(read_only=True).get("/")
    assert answer.status_code == 503
    assert "there is no ledger" in answer.text
    assert not (tmp_path / "room.db").exists()


def test_a_ledger_in_no_folder_is_told(room, tmp_path):
    answer = room(tmp_path / "nowhere" / "a.db").get("/")
    assert answer.status_code == 503
    assert "there is no folder" in answer.text


@pytest.mark.parametrize("content", [b"not a database, but a text" * 100, b"SQLite format 3\0junk"])
def test_a_file_that_is_no_ledger_is_told_and_left_alone(room, tmp_path, content):
    path = tmp_path / "room.db"
    path.write_bytes(content)
    assert room().get("/").status_code == 503
    assert path.read_bytes() == content


def test_a_newer_ledger_is_told(room, talks):
    with sqlite3.connect(talks) as connection:
        connection.execute("INSERT INTO migrations VALUES ('9999-later', '2040-01-01', '9.0')")
    answer = room(talks).get("/")
    assert answer.status_code == 503
    assert "Upgrade onrecord" in answer.text


def test_an_older_ledger_is_told_where_it_may_not_be_brought_up_to_date(room, talks):
    with sqlite3.connect(talks) as connection:
        connection.execute("DELETE FROM migrations WHERE name = '0006-reading-room'")
    answer = room(talks, read_only=True).get("/search.json")
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert "older onrecord" in answer.json()["detail"]


def test_a_locked_ledger_can_be_read_and_a_form_says_who_waits(room, talks, monkeypatch):
    monkeypatch.setattr("onrecord.ledger.dialect.BUSY_TIMEOUT_SECONDS", 0.05)
    client = room(talks)
    assert client.get("/").status_code == 200
    lock = sqlite3.connect(talks, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    try:
        assert client.get("/").status_code == 200
        answer = send(client, "/saved", name="Solt", query="?q=solt")
        assert answer.status_code == 503
        assert "locked" in answer.text
    finally:
        lock.close()
    assert send(client, "/saved", name="Solt", query="?q=solt").status_code == 200


def test_another_file_in_the_ledgers_place_is_opened_anew(room, talks, tmp_path):
    client = room(talks)
    assert client.get("/front.json").json()["counts"]["reports"] == 3
    other = tmp_path / "other.db"
    with Ledger(other) as ledger:
        ledger.put(talks_records.record(talks_records.report(9)))
    for suffix in ("-wal", "-shm"):
        talks.with_name(talks.name + suffix).unlink(missing_ok=True)
    shutil.move(other, talks)
    assert client.get("/front.json").json()["counts"]["reports"] == 1
    talks.unlink()
    assert client.get("/front.json").json()["counts"]["reports"] == 0


def test_a_writer_beside_the_room_is_seen(room, talks):
    client = room(talks)
    assert client.get("/front.json").json()["counts"]["reports"] == 3
    with Ledger(talks) as ledger:
        ledger.put(talks_records.record(talks_records.report(4)))
    assert client.get("/front.json").json()["counts"]["reports"] == 4
