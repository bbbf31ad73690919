"""Whichever way a question is answered, out of totals or one by one, the answer is the same."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.invented import World
from onrecord.ledger import Ledger, SearchFilters, Side, Step, keys, moments, ranking, search
from onrecord.ledger.values import Order
from onrecord.types import Act

WORLD = World(7)
REPORTS = 120


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    path: Path = tmp_path_factory.mktemp("ways") / "ledger.db"
    with Ledger(path) as ledger:
        for number in range(REPORTS):
            ledger.put_many([WORLD.record(number, one) for one in range(WORLD.editions(number))])
    return Ledger(path, read_only=True)


ASKED = (
    ("", SearchFilters(speaker=WORLD.people[0].name)),
    ("", SearchFilters(act=Act.SAY)),
    ("", SearchFilters(place=WORLD.places[0].name)),
    (WORLD.words[3], SearchFilters()),
    (WORLD.words[3], SearchFilters(outlet=WORLD.outlets[0])),
    (f"{WORLD.words[2]} {WORLD.words[5]}", SearchFilters(since="2022")),
)


def all_moments(ledger: Ledger, asked: tuple[str, SearchFilters], size: int, **days: str) -> list:  # type: ignore[type-arg]
    found, cursor = [], None
    while True:
        page = ledger.moments(*asked, size=size, cursor=cursor, **days)
        found += [(one.what, one.edtf, one.hit.statement.id) for one in page.moments]
        assert len(page.moments) == size or page.next is None
        cursor = page.next
        if cursor is None:
            return found


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("days", [{}, {"first": "2024-05"}, {"first": "2023", "last": "2026"}])
def test_a_timeline_of_few_is_that_of_many(
    filled: Ledger,
    asked: tuple[str, SearchFilters],
    days: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    of_few = all_moments(filled, asked, 7, **days)
    whole = [
        (one.what, one.edtf, one.hit.statement.id)
        for one in filled.timeline(*asked, **days)  # type: ignore[arg-type]
    ]
    assert of_few == whole
    monkeypatch.setattr(moments, "_MOST_KEYS", 0)
    assert all_moments(filled, asked, 7, **days) == whole
    monkeypatch.setattr(search, "COUNT_BOUND", 0)
    assert all_moments(filled, asked, 500, **days) == whole


def test_the_questions_have_answers(filled: Ledger) -> None:
    assert [len(all_moments(filled, asked, 500)) > 7 for asked in ASKED] == [True] * len(ASKED)


DAYS = st.integers(1, 4).map(lambda day: f"2031-05-0{day}")


@given(
    times=st.lists(st.tuples(DAYS, DAYS), max_size=12),
    limit=st.integers(1, 5),
    after=st.none() | st.tuples(DAYS, DAYS),
)
def test_the_earliest_are_among_those_that_are_looked_up(
    times: list[tuple[str, str]], limit: int, after: tuple[str, str] | None
) -> None:
    numbered = [(min(pair), max(pair), key) for key, pair in enumerate(times)]
    place = None
    if after is not None:
        place = moments.Place(min(after), max(after), "2031", -1, "said")
    want = moments.wanted("", SearchFilters(limit=limit), first=None, last=None, after=place)
    found = moments.earliest(numbered, want)
    backwards = str.maketrans("0123456789", "9876543210")
    in_order = sorted(numbered, key=lambda one: (one[0], one[1].translate(backwards), one[2]))
    if place is not None:
        days = place.first_day, place.last_day.translate(backwards)
        in_order = [one for one in in_order if (one[0], one[1].translate(backwards)) >= days]
    assert {key for _, _, key in in_order[:limit]} <= set(found)
    assert set(found) <= {key for _, _, key in in_order}


@pytest.mark.parametrize(("first", "last"), [("2021-03-09", "2029-08-21"), ("2022", "2026-11-30")])
@pytest.mark.parametrize("size", [1, 5, 100])
def test_speakers_of_a_long_time_are_ranked_as_a_count_ranks_them(
    filled: Ledger, first: str, last: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "_CANDIDATES", 3)
    found = filled.top_speakers(since=first, until=last, size=size)
    monkeypatch.setattr(ranking, "_LONG_MONTHS", 10_000)
    assert filled.top_speakers(since=first, until=last, size=size) == found
    counted = Counter(
        one.statement.speaker.name
        for one in filled.search(filters=SearchFilters(since=first, until=last))
        if one.statement.speaker is not None
    )
    assert [one.statements for one in found] == [n for _, n in counted.most_common(size)]


@pytest.mark.parametrize("days", [{}, {"since": "2023", "until": "2025"}])
def test_a_table_of_framing_counts_the_cells_that_it_shows(
    filled: Ledger, days: dict[str, str]
) -> None:
    table = filled.framing(by=Side.COUNTRY, outlets=3, columns=2, **days)  # type: ignore[arg-type]
    assert (len(table.outlets), len(table.sides)) == (3, 2)
    for cell in table.cells:
        filters = SearchFilters(country=cell.side, outlet=cell.outlet, **days)  # type: ignore[arg-type]
        hits = list(filled.search(filters=filters))
        assert cell.statements == len(hits)
        acts = Counter(hit.statement.act.value for hit in hits)
        assert {one.value: one.number for one in cell.acts} == acts


def test_what_is_found_is_counted_beyond_the_first_page(
    filled: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = sum(one.statements for one in filled.volume(step=Step.YEAR).buckets)
    number += filled.volume(step=Step.YEAR).undated
    assert filled.find(size=2).total.number == number  # type: ignore[union-attr]
    answered = SearchFilters(is_answered=True)
    some = filled.find("", answered, size=2).total
    assert some is not None
    assert some.number == len(list(filled.search("", answered)))
    best = filled.find(WORLD.words[3], SearchFilters(order=Order.BEST), size=1, facets=True)
    assert best.facets is not None
    assert best.total == best.facets.of


def test_records_of_a_time_come_in_the_order_in_which_they_came(filled: Ledger) -> None:
    def between(since: str, until: str) -> list[str]:
        return [one.report.id for one in filled.records(since=since, until=until)]

    every = [one.report for one in filled.records()]
    assert between("2021-01-01", "2030-12-31") == [
        one.id for one in every if "2021" <= (one.published or "") < "2031"
    ]
    day = next(one.published for one in every if keys.day_number(one.published))[:10]  # type: ignore[index]
    assert between(day, day) == [one.id for one in every if (one.published or "")[:10] == day]
