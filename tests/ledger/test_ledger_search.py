from dataclasses import replace
from time import perf_counter
from typing import Any

import pytest
import talks_records
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_records import NEWER, record, report

from onrecord.errors import OptionError
from onrecord.ledger import Answer, Ledger, Order, SearchFilters
from onrecord.ledger.asking import match_expression
from onrecord.types import Act, Framing, Mode, Passage, RelationKind

CUES = ("said", "added", "denied", "According to")


@pytest.fixture
def searched(ledger: Ledger) -> Ledger:
    ledger.put(record())
    return ledger


def cues(ledger: Ledger, words: str = "", **filters: Any) -> list[str]:
    hits = ledger.search(words, SearchFilters(**filters))
    return [hit.statement.cue.text for hit in hits if hit.statement.cue]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("pier", ["said", "denied"]),
        ("PIER safe", ["said"]),
        ("safe pier", ["said"]),
        ("pier crowns", []),
        ('"boats had struck"', ["denied"]),
        ('"struck boats"', []),
        ('"boats had str"*', ["denied"]),
        ("mill*", ["According to"]),
        ("mill", []),
        ("varno", ["said"]),
        ("VARNÓ pier", ["said"]),
        ("okkel", ["According to"]),
        ("fishers' union", ["denied"]),
        ('unbalanced" pier', []),
        ('safe" pier', ["said"]),
        ("pier -", ["said", "denied"]),
        ("pier AND safe", []),
        ("content_text:pier", []),
        ("NEAR(pier safe)", []),
        ("^pier", ["said", "denied"]),
        ("pier\0safe", ["said"]),
        ("*", []),
        ('"', []),
        ('""', []),
        ("-", []),
        (":", []),
        ("\udc80", []),
        ("🦀", []),
        ("pier " * 2000, ["said", "denied"]),
        ("x" * 10_000, []),
    ],
)
def test_words(searched: Ledger, words: str, found: list[str]) -> None:
    assert cues(searched, words) == found
    assert set(cues(searched, words, order=Order.BEST)) == set(found)


@settings(max_examples=200, deadline=None)
@given(words=st.text(max_size=30) | st.text('"*-:^()ANDORT{}+ \0\t', max_size=30))
def test_no_words_are_a_mistake(words: str) -> None:
    import sqlite3

    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(a)")
    expression = match_expression(words)
    if expression:
        connection.execute("SELECT * FROM t WHERE t MATCH ?", (expression,)).fetchall()
    connection.close()


def test_a_pasted_page_is_searched_for_in_time(ledger: Ledger) -> None:
    ledger.put_many([record(report(n)) for n in range(20)])
    page = " ".join(f"w{n}" for n in range(1500)) + " pier" * 400
    start = perf_counter()
    assert cues(ledger, page, order=Order.BEST) == []
    assert perf_counter() - start < 2


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"speaker": "varno"}, ["said"]),
        ({"speaker": "HARBOUR MINISTER"}, ["said"]),
        ({"speaker": "she"}, ["added"]),
        ({"speaker": "tessaly fish"}, ["denied"]),
        ({"speaker": "%"}, []),
        ({"act": Act.DENY}, ["denied"]),
        ({"framing": Framing.DISTANCING}, ["According to"]),
        ({"mode": Mode.DIRECT}, ["added"]),
        ({"negated": True}, ["denied"]),
        ({"negated": False}, ["said", "added", "According to"]),
        ({"outlet": "the harbour lamp"}, list(CUES)),
        ({"outlet": "harbour lamp"}, []),
        ({"since": "2031-05", "until": "2031"}, list(CUES)),
        ({"since": "2031-05-14"}, []),
        ({"act": Act.SAY, "mode": Mode.INDIRECT}, ["said", "According to"]),
        ({"act": Act.SAY, "limit": 2}, ["said", "added"]),
        ({"act": Act.SAY, "order": Order.BEST}, ["said", "added", "According to"]),
    ],
)
def test_filters(searched: Ledger, filters: dict[str, Any], found: list[str]) -> None:
    assert cues(searched, **filters) == found
    assert cues(searched, "   ", **filters) == found


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"speaker": "brandt"}, ["told", "denied"]),
        ({"speaker": "BRÄNDT"}, ["told", "denied"]),
        ({"speaker": "olev-brandt"}, ["told", "denied"]),
        ({"speaker": "solt%"}, ["said"]),
        ({"speaker": "o_ev"}, []),
        ({"speaker": "'); DROP TABLE statements;--"}, []),
        ({"country": "XH"}, ["said"]),
        ({"country": " xd "}, ["told", "denied"]),
        ({"country": "ZZ"}, []),
        ({"country": "XD", "act": Act.DENY}, ["denied"]),
        ({"said_from": "2031-05-12"}, ["said", "told", "denied"]),
        ({"said_from": "2031-05-13"}, ["told", "denied"]),
        ({"said_to": "2031-05-12"}, ["said"]),
        ({"said_from": "2031", "said_to": "2031"}, ["said", "told", "denied"]),
        ({"said_to": "2030"}, []),
        ({"place": "port kessel"}, ["said"]),
        ({"place": "Kesel  Harbour"}, ["said"]),
        ({"place": "DRAVIA"}, ["said"]),
        ({"place": "Kessel"}, []),
        ({"place": "%"}, []),
        ({"place": "Harland"}, []),
        ({"is_answered": True}, ["said"]),
        ({"is_answered": False}, ["told", "denied", "confirmed"]),
        ({"is_denied": True}, ["said"]),
        ({"is_denied": True, "speaker": "brandt"}, []),
        ({"is_denied": False, "speaker": "brandt"}, ["told", "denied"]),
    ],
)
def test_filters_of_who_when_and_where(
    ledger: Ledger, filters: dict[str, Any], found: list[str]
) -> None:
    ledger.put(talks_records.record())
    assert cues(ledger, **filters) == found


@pytest.mark.parametrize("country", ["", "X", "XHA", "Harland", "12", "ＸＨ", "x%"])
def test_a_country_that_is_no_code_is_refused_at_once(ledger: Ledger, country: str) -> None:
    with pytest.raises(OptionError, match="two letters of ISO 3166-1"):
        ledger.search(filters=SearchFilters(country=country))


@pytest.mark.parametrize("name", ["said_from", "said_to"])
def test_a_day_that_is_none_is_refused_by_its_name(ledger: Ledger, name: str) -> None:
    with pytest.raises(OptionError, match=f"{name} is 'soon': give a year"):
        ledger.search(filters=SearchFilters(**{name: "soon"}))


def test_a_place_in_the_content_of_one_of_two_statements(ledger: Ledger) -> None:
    made = talks_records.record()
    ledger.put(replace(made, places=made.places[1:]))
    assert cues(ledger, place="dravia") == ["said"]


def test_a_hit_tells_what_answers_it(ledger: Ledger) -> None:
    made = talks_records.record()
    ledger.put(made)
    said, told, denied, confirmed = ledger.search(filters=SearchFilters(outlet="the strait bell"))
    assert (said.said_at, said.happened_at) == ("Kešel Harbour", None)
    assert [(one.kind, one.is_given, one.speaker) for one in said.answers] == [
        (RelationKind.DENIES, False, "Olev Brandt"),
        (RelationKind.DENIES, False, "Olev Brandt"),
        (RelationKind.CONFIRMS, False, "Two officials"),
    ]
    assert [one.statement for one in said.answers] == [s.id for s in made.statements[1:]]
    (given,) = denied.answers
    assert given == Answer(
        kind=RelationKind.DENIES,
        is_given=True,
        statement=made.statements[0].id,
        speaker="Mira Solt",
        content=made.statements[0].content.text,
        score=0.75,
    )
    assert [one.kind for one in (*told.answers, *confirmed.answers)] == [
        RelationKind.DENIES,
        RelationKind.CONFIRMS,
    ]


def test_words_and_filters_go_together(searched: Ledger) -> None:
    assert cues(searched, "pier", act=Act.DENY) == ["denied"]
    assert cues(searched, "crowns", act=Act.DENY) == []


@pytest.mark.parametrize("filters", [None, SearchFilters(limit=3), SearchFilters(order=Order.BEST)])
def test_to_ask_nothing_is_refused_at_once(ledger: Ledger, filters: SearchFilters | None) -> None:
    with pytest.raises(OptionError, match="give words, or a filter"):
        ledger.search(" ", filters)


def test_a_hit_is_the_statement_and_its_report(searched: Ledger) -> None:
    made = record()
    (hit,) = searched.search("crowns")
    assert hit.statement == made.statements[3]
    assert (hit.report_id, hit.edition) == (made.report.id, made.report.edition)
    particulars = (hit.url, hit.outlet, hit.title, hit.path, hit.published)
    whole = made.report
    assert particulars == (whole.url, whole.outlet, whole.title, whole.path, whole.published)


def test_the_newest_or_the_best_come_first(ledger: Ledger) -> None:
    days = {1: "2031-05-02", 2: None, 3: "2031-05-03"}
    for number, day in days.items():
        ledger.put(record(report(number, published=day), only=slice(1)))
    urls = [hit.url for hit in ledger.search("pier")]
    assert urls == [f"https://harbour.example/{number}" for number in (3, 1, 2)]
    short = record(report(4, published="1999"), only=slice(1))
    brief = replace(short.statements[0], content=Passage((), "pier pier"), source=None)
    ledger.put(replace(short, statements=(brief,)))
    best = ledger.search("pier", SearchFilters(order=Order.BEST))
    assert next(best).url == "https://harbour.example/4"
    assert [hit.url for hit in ledger.search("pier")][-2].endswith("/4")  # type: ignore[union-attr]


def test_many_hits_come_whole(ledger: Ledger) -> None:
    made = [record(report(number)) for number in range(60)]
    ledger.put_many(made)
    found = {
        hit.statement for hit in ledger.search(filters=SearchFilters(outlet="the harbour lamp"))
    }
    assert found == {statement for each in made for statement in each.statements}


def test_the_index_follows_a_replaced_record_and_other_tools(searched: Ledger) -> None:
    searched.put(record(made_by=NEWER, only=slice(2)))
    assert cues(searched, "crowns") == []
    with searched._engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE statements SET content_text = 'a quay' WHERE position = 0"
        )
        connection.exec_driver_sql("DELETE FROM statements WHERE position = 1")
        connection.exec_driver_sql(
            "INSERT INTO statements_search (statements_search, rank) VALUES ('integrity-check', 1)"
        )
    assert (cues(searched, "quay"), cues(searched, "safe"), cues(searched, "bolt")) == (
        ["said"],
        [],
        [],
    )


def test_a_hit_opens_the_live_page_where_its_report_has_an_address(ledger: Ledger) -> None:
    with_address, without = record(), record(report(2, url=None))
    ledger.put(with_address)
    ledger.put(without)
    links = {hit.report_id: hit.link for hit in ledger.search("crowns")}
    told = with_address.to_dict()["statements"][-1]["link"]
    assert told.startswith("https://harbour.example/1#:~:text=the%20repairs%20may")
    assert links == {with_address.report.id: told, without.report.id: None}
