"""What a record holds beside its statements: put, got, replaced, verified."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest
import talks_records
from ledger_records import MAKER as OLDER
from talks_records import record, report

from onrecord.ledger import Ledger, Outcome
from onrecord.types import Actor, ActorKind, Form, Mention, NameKind, Passage, Span, Told, make_id

PARTS = ("mentions", "actors", "actor_spans", "dates", "places", "relations", "own_voice")


def rows(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_a_record_with_everything_comes_back_and_is_verified(ledger: Ledger) -> None:
    ledger.put(record())
    assert ledger.get(report().id) == record()
    assert list(ledger.records()) == [record()]
    assert list(ledger.verify()) == []


def test_a_replaced_record_leaves_nothing_of_the_old_one(ledger: Ledger, path: Path) -> None:
    ledger.put(record())
    assert all(rows(path, table) for table in PARTS)
    bare = replace(record(made_by=OLDER), **dict.fromkeys(set(PARTS) - {"actor_spans"}, ()))
    assert ledger.put(bare) is Outcome.REPLACED
    assert ledger.get(report().id) == bare
    assert [table for table in PARTS if rows(path, table)] == []
    assert ledger.put(record()) is Outcome.REPLACED
    assert ledger.get(report().id) == record()


def test_a_record_that_breaks_off_leaves_the_old_one_whole(ledger: Ledger) -> None:
    ledger.put(record())
    actor = replace(record().actors[0], name="\ud800")
    with pytest.raises(Exception, match="surrogate"):
        ledger.put(replace(record(made_by=OLDER), actors=(actor,)))
    assert ledger.get(report().id) == record()


def test_a_thousand_actors(ledger: Ledger) -> None:
    text = " ".join(f"Name{n}" for n in range(1000))
    spans = [Span(text.index(f"Name{n}"), text.index(f"Name{n}") + 5) for n in range(1000)]
    ids = [make_id("actor", n) for n in range(1000)]
    many = replace(
        record(report(text=f"{text} {talks_records.TEXT}")),
        actors=tuple(
            Actor(id=i, name=f"Name{n}", kind=ActorKind.PERSON, role=Told("clerk", (spans[n],)))
            for n, i in enumerate(ids)
        ),
        mentions=tuple(
            Mention(span=s, text=text[slice(*s)], form=Form.NAME, kind=NameKind.PERSON, actor=i)
            for s, i in zip(spans, ids, strict=True)
        ),
        statements=(),
        relations=(),
    )
    start = perf_counter()
    ledger.put(many)
    assert ledger.get(many.report.id) == many
    assert [profile.name for profile in ledger.who("name999")] == ["Name999"]
    assert list(ledger.verify()) == []
    assert perf_counter() - start < 5


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("UPDATE mentions SET end_char = end_char + 1", "mention 'Mira Solt' does not stand at 0"),
        ("UPDATE mentions SET actor = 'gone'", "who is not in the record"),
        ("UPDATE dates SET start_char = -1", "the date '12 May' does not stand at -1"),
        ("UPDATE dates SET anchor = 'gone'", "counts from gone"),
        ("UPDATE places SET text = 'Elsewhere'", "the place 'Elsewhere' does not stand"),
        ("UPDATE actor_spans SET end_char = 9999 WHERE role = 'role'", "the role of 'Mira Solt'"),
        ("UPDATE actor_spans SET end_char = 9999 WHERE role = 'name'", "the name of 'Mira Solt'"),
        ("UPDATE relations SET to_id = 'gone'", "denies another, but gone is not in the record"),
        ("UPDATE own_voice SET end_char = 9999", "own voice stands outside"),
        ("UPDATE spans SET end_char = 9999 WHERE role = 'said_on'", "the words that tell said_on"),
        ("UPDATE spans SET end_char = 9999 WHERE role = 'happened_on'", "that tell happened_on"),
        ("UPDATE spans SET start_char = 0 WHERE role = 'addressee'", "the addressee's words"),
        ("UPDATE statements SET reported_by_text = 'x' WHERE position = 1", "reported_by's words"),
        ("UPDATE statements SET said_at = 'gone' WHERE position = 0", "said_at is the place gone"),
        ("UPDATE statements SET speaker_actor = 'gone'", "its speaker is the actor gone"),
        ("UPDATE mentions SET form = 'nod'", "unreadable: 'nod'"),
        ("UPDATE actors SET kind = 'ghost'", "unreadable: 'ghost'"),
        ("UPDATE relations SET kind = 'mocks'", "unreadable: 'mocks'"),
        ("DELETE FROM records", "refers to a row of records that is not there"),
    ],
)
def test_verify_finds_what_was_tampered_with(ledger: Ledger, sql: str, told: str) -> None:
    ledger.put(record())
    with closing(sqlite3.connect(ledger.path, isolation_level=None)) as connection:
        connection.execute(sql)
    found = list(ledger.verify())
    assert any(told in problem.message for problem in found), found


def test_own_voice_is_cut_out_of_the_text_even_where_it_is_interrupted(ledger: Ledger) -> None:
    made = record()
    spans = (Span(0, 4), Span(5, 9))
    made = replace(made, own_voice=(Passage.of(made.report.text, spans),))
    ledger.put(made)
    assert ledger.get(made.report.id).own_voice == (Passage(spans, "Mira … Solt"),)


def test_the_views_tell_of_speakers_answers_time_and_places(ledger: Ledger, path: Path) -> None:
    ledger.put_many([record(), record(report(2, published="2031-06-01"))])
    ledger.put(record(report(text="Corrected. " + talks_records.TEXT)))  # a newer edition of 1
    with closing(sqlite3.connect(path)) as connection:
        speakers = connection.execute("SELECT * FROM speakers ORDER BY speaker").fetchall()
        answers = connection.execute("SELECT kind, speaker, to_speaker FROM answers").fetchall()
        times = connection.execute(
            "SELECT first_day, last_day, what, edtf FROM timeline ORDER BY first_day"
        ).fetchall()
        places = connection.execute("SELECT * FROM mapped_places").fetchall()
    assert speakers[:2] == [
        ("Mira Solt", "person", "XH", 2, 2, "2031-05-13", "2031-06-01"),
        ("Olev Brandt", "person", "XD", 4, 2, "2031-05-13", "2031-06-01"),
    ]
    assert sorted(set(answers)) == [
        ("confirms", "Two officials", "Mira Solt"),
        ("denies", "Olev Brandt", "Mira Solt"),
    ]
    assert len(answers) == 6
    assert times[0] == ("2030-03-01", "2030-05-31", "happened", "2030-21")
    assert [row[2] for row in times] == ["happened"] * 2 + ["said"] * 6
    assert places == [(900_001, "Kešel Harbour", "XH", 51.25, -0.5, 2, 2)]
