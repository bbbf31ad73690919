"""Whatever is put, in whatever order: the summaries are what a recount finds."""

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import talks_records
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from ledger_records import NEWER, record, report
from record_strategies import ODD, PROPER, records

from onrecord.ledger import Ledger, Outcome, recounting, tables
from onrecord.record import Record

_OUTLETS = st.sampled_from(["The Harbour Lamp", "the harbour lamp", None, ""])
_DAYS = st.sampled_from(["2031-05-13", "2031-05-13T23:59:30+02:00", "2031", "soon", None])


@st.composite
def puts(draw: st.DrawFn) -> Record:
    """A record at one of three addresses, by one of two makers."""
    made = draw(records(draw(st.sampled_from([ODD, PROPER]))))
    url = draw(st.sampled_from(["https://a.example", "https://b.example", None]))
    text = draw(st.sampled_from([made.report.text, "the same words"]))
    of = replace(made.report, url=url, outlet=draw(_OUTLETS), published=draw(_DAYS), text=text)
    known = made.statements, made.actors, made.places, made.relations
    if known[0]:  # so that relations and places are of these statements at times
        ids = st.sampled_from([one.id for one in known[0]])
        relations = tuple(replace(one, to_id=draw(ids)) for one in made.relations)
        made = replace(made, relations=relations)
    own_voice = () if text != made.report.text else made.own_voice
    return replace(made, report=of, own_voice=own_voice, made_by=NEWER)


# Not shrunk: each try fills a ledger of its own, and minutes go by.
@settings(max_examples=30, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(made=st.lists(st.tuples(puts(), st.booleans()), max_size=4))
def test_summaries_are_what_a_recount_finds(made: list[tuple[Record, bool]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder, "l.db")) as ledger:
        for one, again in made:
            ledger.put(one)
            if again:
                other = replace(one, made_by=replace(NEWER, model="m"), statements=())
                assert ledger.put(other) is Outcome.REPLACED
        assert differences(ledger) == []


def differences(ledger: Ledger) -> list[str]:
    with ledger._reading() as connection:
        return list(recounting.differences(connection))


def rows(ledger: Ledger, table: str) -> int:
    with closing(sqlite3.connect(ledger.path)) as connection:
        found: tuple[int] = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return found[0]


def test_a_new_edition_takes_the_place_of_the_one_before_in_all_that_is_counted(
    ledger: Ledger,
) -> None:
    ledger.put(talks_records.record())
    longer = talks_records.report(text="Corrected. " + talks_records.TEXT, published="2031-06-01")
    made = talks_records.record(longer)
    ledger.put(made)
    assert differences(ledger) == []
    assert ledger.counts().statements == 4
    assert [bucket.first_day for bucket in ledger.volume().buckets] == ["2031-06-01"]
    assert ledger.top_outlets()[0].reports == 1


def test_a_superseded_edition_read_again_by_another_maker_counts_nothing(ledger: Ledger) -> None:
    first = record()
    ledger.put(first)
    ledger.put(record(report(text="Corrected. " + report().text)))
    assert ledger.put(replace(first, made_by=NEWER)) is Outcome.REPLACED
    assert differences(ledger) == []
    assert ledger.counts().statements == 4
    assert list(ledger.verify()) == []


def test_nothing_is_left_of_a_record_that_says_nothing_any_more(ledger: Ledger) -> None:
    ledger.put(talks_records.record())
    empty = replace(
        talks_records.record(), made_by=NEWER, statements=(), relations=(), actors=(), places=()
    )
    assert ledger.put(empty) is Outcome.REPLACED
    assert differences(ledger) == []
    counted = ("framing_totals", "side_totals", "speaker_months", "moment_totals", "place_totals")
    for table in (*counted, "spellings", "about_places", "current_statements"):
        assert rows(ledger, table) == 0, table
    assert list(ledger.who("solt")) == []


@pytest.mark.parametrize("table", sorted(recounting._SUMMARIES, key=lambda table: table.name))
def test_verify_finds_a_summary_that_is_wrong(ledger: Ledger, table) -> None:  # type: ignore[no-untyped-def]
    ledger.put(talks_records.record())
    column = {
        tables.spellings: "times",
        tables.current_statements: "denials",
        tables.about_places: "geonameid",
        tables.told_totals: "reports",
        tables.answer_totals: "answers",
    }.get(table, "statements")
    with closing(sqlite3.connect(ledger.path)) as connection:
        connection.execute(f"UPDATE {table.name} SET {column} = {column} + 7")
        connection.commit()
    messages = [problem.message for problem in ledger.verify()]
    assert any(message.startswith(f"{table.name} holds (") for message in messages)
    assert any(message.startswith(f"{table.name} lacks (") for message in messages)


def test_a_put_that_fails_counts_nothing(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger.put(record())
    with monkeypatch.context() as patched:
        patched.setattr("onrecord.ledger.summaries._place_rows", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            ledger.put(record(report(2)))
    assert differences(ledger) == []
    assert ledger.counts().statements == 4
