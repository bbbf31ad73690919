"""Copies are found, grouped and marked, whatever the order in which reports come."""

import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from copies_texts import paragraph, put_as, reworded, text
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_records import NEWER, record, report

from onrecord.ledger import Ledger, Outcome, SearchFilters
from onrecord.ledger.copying import came
from onrecord.types import Capture, Excluded, Span, Why

AGENCY = text(1, 2, 3, 4, 5, 6)


def shown(ledger: Ledger) -> list[list[str | None]]:
    """The outlets of each group, the first known first."""
    return [[one.outlet for one in group.members] for group in ledger.copies()]


def partition(ledger: Ledger) -> set[frozenset[str | None]]:
    return {frozenset(group) for group in shown(ledger)}


COPIES = [
    ("word for word", AGENCY, 1.0),
    ("reworded here and there", reworded(AGENCY), 0.9),
    ("cut to its half", text(1, 2, 3), 1.0),
    ("cut in the middle", text(3, 4), 1.0),
    ("in another order", text(6, 2, 4, 1, 5, 3), 1.0),
    ("half of its own words", text(1, 2, 3, "a", "b", "c"), 0.5),
    ("half of its own and reworded", reworded(text(1, 2, 3)) + "\n" + text("a", "b", "c"), 0.45),
    ("in one paragraph", AGENCY.replace("\n\n", " "), 1.0),
    ("in capitals and other marks", AGENCY.upper().replace(".", "!"), 1.0),
]


@pytest.mark.parametrize(("of", "share"), [c[1:] for c in COPIES], ids=[c[0] for c in COPIES])
def test_a_copy_is_found(ledger: Ledger, of: str, share: float) -> None:
    ledger.put(put_as(AGENCY, "wire", "2031-05-13T08:00Z"))
    ledger.put(put_as(of, "lamp", "2031-05-13T10:00Z"))
    ((first, copy),) = (group.members for group in ledger.copies())
    assert (first.outlet, copy.outlet) == ("wire", "lamp")
    assert copy.share == pytest.approx(share, abs=0.06)


OTHERS = [
    ("a story of its own", text(*"abcdef")),
    ("a third of it", text(1, 2, "a", "b", "c", "d")),
    ("one paragraph of it", text(1, *"abcdef")),
    ("too short to tell", paragraph(1, 29)),
    ("nothing", ""),
    ("one word", "Pier"),
    ("one word again and again", "pier " * 1000),
]


@pytest.mark.parametrize("of", [o[1] for o in OTHERS], ids=[o[0] for o in OTHERS])
def test_others_are_no_copies(ledger: Ledger, of: str) -> None:
    ledger.put(put_as(AGENCY, "wire", "2031-05-13T08:00Z"))
    ledger.put(put_as(of, "lamp", "2031-05-13T10:00Z"))
    ledger.put(put_as(of + " ", "horn", "2031-05-13T11:00Z"))
    assert all("wire" not in group for group in shown(ledger))


def test_a_roundup_of_two_stories_does_not_make_them_one(ledger: Ledger) -> None:
    one, other = text(1, 2, 3), text("a", "b", "c")
    for order in permutations(
        [
            put_as(one, "lamp", "2031-05-12"),
            put_as(other, "horn", "2031-05-12"),
            put_as(one + "\n" + other, "roundup", "2031-05-13"),
        ]
    ):
        with Ledger(ledger.path.with_name(f"{hash(order)}.db")) as kept:
            kept.put_many(order)
            (group,) = partition(kept)
            assert len(group) == 2


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_the_order_of_reading_does_not_matter(ledger: Ledger, order: tuple[int, ...]) -> None:
    made = [
        put_as(text(1, 2, 3, 4), "wire", "2031-05-13T06:00Z"),
        put_as(text(1, 2), "lamp", "2031-05-13T07:00Z"),
        put_as(text(3, 4), "horn", "2031-05-13T08:00Z"),
        put_as(text(4, 3, "a"), "post", "2031-05-13T09:00Z"),
    ]
    for at in order:
        ledger.put(made[at])
    assert shown(ledger) == [["wire", "lamp", "horn", "post"]]


_made = st.lists(
    st.tuples(
        st.lists(st.sampled_from("abcdefg"), min_size=2, max_size=5, unique=True),
        st.integers(1, 28),
    ),
    min_size=2,
    max_size=8,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_made, st.randoms(use_true_random=False))
def test_any_order_gives_the_same_groups(tmp_path_factory, made, rng) -> None:  # type: ignore[no-untyped-def]
    reports = [
        put_as(text(*seeds), f"outlet-{number}", f"2031-05-{day:02}T{number:02}:00Z")
        for number, (seeds, day) in enumerate(made)
    ]
    folder = tmp_path_factory.mktemp("orders")
    found = []
    for name in ("one", "other"):
        with Ledger(folder / f"{name}.db") as kept:
            kept.put_many(reports)
            found.append(shown(kept))
            assert list(kept.verify()) == []
        rng.shuffle(reports)
    assert sorted(found[0]) == sorted(found[1])


def test_reading_again_changes_nothing(ledger: Ledger, path: Path) -> None:
    made = [put_as(AGENCY, "wire"), put_as(reworded(AGENCY), "lamp")]
    ledger.put_many(made)

    def rows() -> list[object]:
        with closing(sqlite3.connect(path)) as connection:
            tables = ("prints", "print_keys", "copies")
            return [connection.execute(f"SELECT * FROM {t}").fetchall() for t in tables]

    before = rows()
    assert ledger.put_many(made) == [Outcome.UNCHANGED] * 2
    assert ledger.put(replace(made[0], made_by=NEWER)) is Outcome.REPLACED
    assert rows() == before


def test_what_another_reading_excludes_places_a_report_anew(ledger: Ledger) -> None:
    teasers = text("x", "y", "z")
    own = text("a", "b")
    wire = put_as(teasers, "wire", "2031-05-12")
    lamp = put_as(f"{own}\n\n{teasers}", "lamp")
    horn = put_as(f"{own}\n\n{text('c')}", "horn", "2031-05-14")
    ledger.put_many([wire, lamp, horn])
    assert partition(ledger) == {frozenset({"wire", "lamp", "horn"})}
    excluded = Excluded((Span(len(own) + 2, len(lamp.report.text)),), Why.TEASER)
    ledger.put(replace(lamp, excluded=(excluded,), made_by=NEWER))
    assert partition(ledger) == {frozenset({"lamp", "horn"})}
    ledger.put(replace(lamp, made_by=replace(NEWER, model="small-3")))
    assert partition(ledger) == {frozenset({"wire", "lamp", "horn"})}
    everything = Excluded((Span(0, len(lamp.report.text)),), Why.TEASER)
    ledger.put(replace(lamp, excluded=(everything,), made_by=NEWER))
    assert partition(ledger) == set()
    ledger.put(lamp)
    assert partition(ledger) == {frozenset({"wire", "lamp", "horn"})}


def test_an_edition_with_other_words_leaves_its_group_and_what_was_known_stays(
    ledger: Ledger,
) -> None:
    ledger.put(put_as(AGENCY, "wire", "2031-05-12"))
    ledger.put(put_as(AGENCY, "lamp"))
    ledger.put(put_as(text(*"abcdef"), "lamp"))
    assert shown(ledger) == []
    ledger.put(put_as(AGENCY, "horn"))
    ledger.put(put_as(text(*"uvwxyz"), "wire", "2031-05-12"))
    (group,) = ledger.copies()
    assert [(one.outlet, one.is_current) for one in group.members] == [
        ("wire", False),
        ("horn", True),
    ]
    assert group.first == group.members[0]


def test_an_edition_with_a_word_more_stays_in_its_group(ledger: Ledger) -> None:
    ledger.put(put_as(AGENCY, "wire", "2031-05-12"))
    ledger.put(put_as(AGENCY, "lamp"))
    ledger.put(put_as(AGENCY + " Corrected.", "wire", "2031-05-12"))
    (group,) = ledger.copies()
    assert [one.outlet for one in group.members] == ["wire", "wire", "lamp"]
    once = [one.outlet for one in ledger.reports(once=True)]
    assert once == ["wire"]


def test_once_takes_the_first_of_each_group(ledger: Ledger) -> None:
    more = "\n\n" + text(1, 2, 3, 4)
    named = record(report(1))
    both = [
        record(report(n, named.report.text + more, published=f"2031-05-1{n}")) for n in (3, 1, 2)
    ]
    ledger.put_many(both)
    ledger.put(record(report(4, named.report.text, published="2031-05-01")))
    dates = [hit.published for hit in ledger.search("crowns", SearchFilters(once=True))]
    assert dates == ["2031-05-11", "2031-05-01"]
    assert len(list(ledger.search("crowns"))) == 4
    assert [one.published for one in ledger.reports(once=True)] == dates
    assert [one.report.published for one in ledger.records(once=True)] == dates
    times = ledger.timeline(filters=SearchFilters(once=True))
    assert {moment.hit.published for moment in times} == set(dates)


FIRST = [
    ("2031-05-13T08:00:00Z", "2031-05-13T09:30:00+02:00"),
    ("2031-05-13", "2031-05-13T23:59:59Z"),
    ("2031-05-14T01:00:00+02:00", "2031-05-13T22:00:00Z"),
    ("2031-05", "2031-05-30"),
    ("next Monday", "2031-05-30"),
    (None, "2031-05-30"),
    ("9999-12-31T23:59:59-10:00", "2031-05-30"),
]


@pytest.mark.parametrize(("later", "sooner"), FIRST)
def test_what_came_first(later: str | None, sooner: str | None) -> None:
    seen = "2031-06-01T00:00:00Z"
    assert came(sooner, seen, "f") < came(later, seen, "0")


def test_without_dates_what_was_fetched_first_is_the_first(ledger: Ledger) -> None:
    for outlet, hour in (("lamp", 9), ("wire", 8)):
        where = f"https://{outlet}.example/1"
        at = f"2031-05-13T0{hour}:00:00Z"
        capture = Capture(where=where, data=b"", url=where, fetched_at=at)
        ledger.put(put_as(AGENCY, outlet, None), capture=capture)
    assert shown(ledger) == [["wire", "lamp"]]


def test_paragraphs_that_stand_in_an_earlier_report_of_another_outlet(ledger: Ledger) -> None:
    quoted = paragraph(3)
    wire = put_as(AGENCY, "wire", "2031-05-12")
    mine = put_as(f"{text('a', 'b')}\n\n{quoted}\n\n{text('c', 'd')}", "lamp")
    ledger.put_many([mine, wire, put_as(quoted + text("e", "f"), "horn", "2031-05-14")])
    (reused,) = ledger.reuse("https://lamp.example/1")
    assert mine.report.text[slice(*reused.span)] == quoted
    assert AGENCY[slice(*reused.there)] == quoted.rstrip(".")
    assert (reused.report.outlet, reused.share) == ("wire", 1.0)
    assert ledger.reuse("https://wire.example/1") == ()
    assert shown(ledger) == []


def test_a_paragraph_of_a_very_long_text_is_found(ledger: Ledger) -> None:
    book = "\n".join(paragraph(n) for n in range(400))
    ledger.put(put_as(book, "book", "2031-05-12"))
    ledger.put(put_as(text("a", 77, "b"), "lamp"))
    (reused,) = ledger.reuse("https://lamp.example/1")
    assert book[slice(*reused.there)] == paragraph(77).rstrip(".")


def test_ones_own_words_are_no_reuse(ledger: Ledger) -> None:
    ledger.put(put_as(AGENCY, "wire", "2031-05-12"))
    ledger.put(put_as(AGENCY, "WIRE", "2031-05-13", url="https://wire.example/2"))
    assert ledger.reuse("https://wire.example/2") == ()


def test_thousands_of_stubs_make_putting_no_slower(ledger: Ledger) -> None:
    stub = paragraph("subscribe", 60)

    def seconds(numbers: range) -> float:
        made = [
            put_as(stub, f"stub-{n}", f"{2031 + n % 9 if n else 2030}-05-13", title=str(n))
            for n in numbers
        ]
        begun = time.process_time()
        ledger.put_many(made)
        return time.process_time() - begun

    first = seconds(range(200))
    seconds(range(200, 800))
    last = seconds(range(800, 1000))
    assert last < 2 * first + 0.2
    (group,) = ledger.copies()
    assert len(group.members) == 1000
    assert [one.title for one in ledger.reports(once=True)] == ["0"]


def test_five_million_characters(ledger: Ledger) -> None:
    book = "\n".join(paragraph(n % 5000, 100) for n in range(8000))
    assert len(book) > 3_000_000
    begun = time.process_time()
    ledger.put(put_as(book, "book"))
    ledger.put(put_as(book, "copy", "2031-05-14"))
    assert time.process_time() - begun < 5
    assert shown(ledger) == [["book", "copy"]]


def test_the_tables_hold_together(ledger: Ledger, path: Path) -> None:
    ledger.put_many([put_as(AGENCY, "wire"), put_as(reworded(AGENCY), "lamp", "2031-05-14")])
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        ((source, share),) = connection.execute(
            "SELECT source, share FROM copies WHERE source IS NOT NULL"
        )
    assert source == 1
    assert share == pytest.approx(0.9, abs=0.06)
