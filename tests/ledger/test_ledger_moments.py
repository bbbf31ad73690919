from dataclasses import replace
from typing import Any

import pytest
from ledger_records import record as old_record
from talks_records import record, report

from onrecord.errors import OptionError
from onrecord.ledger import Ledger, Moment, SearchFilters, What
from onrecord.types import Act, Told


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.put(record())
    return ledger


def told(moments: Any) -> list[tuple[str, str, str]]:
    return [(one.edtf, one.what.value, one.words) for one in moments]


SPRING = ("2030-21", "happened", "spring 2030")
MONDAY = ("2031-05-12", "said", "12 May")
TUESDAY = ("2031-05-13", "said", "Tuesday")


def test_sayings_and_happenings_in_the_order_of_time(filled: Ledger) -> None:
    assert told(filled.timeline()) == [SPRING, MONDAY, TUESDAY, TUESDAY]
    first = next(filled.timeline())
    assert isinstance(first, Moment)
    assert (first.what, first.first_day, first.last_day) == (
        What.HAPPENED,
        "2030-03-01",
        "2030-05-31",
    )
    assert first.hit.statement == record().statements[0]
    assert (first.hit.said_at, first.hit.happened_at) == ("Kešel Harbour", None)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"first": "2031"}, [MONDAY, TUESDAY, TUESDAY]),
        ({"last": "2030"}, [SPRING]),
        ({"first": "2030-05-31", "last": "2030-05-31"}, [SPRING]),
        ({"first": "2030-06"}, [MONDAY, TUESDAY, TUESDAY]),
        ({"first": "2031-05-13"}, [TUESDAY, TUESDAY]),
        ({"words": "strait"}, [SPRING, MONDAY]),
        ({"words": "closure"}, [TUESDAY]),
        ({"words": "grain"}, []),
        ({"words": "***"}, []),
        ({"filters": SearchFilters(speaker="brandt")}, [TUESDAY, TUESDAY]),
        ({"filters": SearchFilters(speaker="brandt", act=Act.DENY)}, [TUESDAY]),
        ({"filters": SearchFilters(country="xh")}, [SPRING, MONDAY]),
        ({"filters": SearchFilters(limit=1)}, [SPRING]),
        ({"filters": SearchFilters(outlet="another")}, []),
    ],
)
def test_parts_of_it(filled: Ledger, asked: dict[str, Any], found: list[Any]) -> None:
    assert told(filled.timeline(**asked)) == found


@pytest.mark.parametrize("day", ["", "soon", "2031-13", "2031-05-12T10:00"])
def test_a_day_that_is_none_is_refused_at_once(ledger: Ledger, day: str) -> None:
    with pytest.raises(OptionError, match=r"from is '.*give a year"):
        ledger.timeline(first=day)


def test_odd_dates_are_sorted_by_the_days_that_they_may_mean(ledger: Ledger) -> None:
    dates = ["2031-05-12", "2031", "203X", "2031-05", "../2031-05", "2031-05-12/2031-05-14",
             "2031-05-12T18:00", "some day", "XXXX-05-12", "2031-06-31", ""]  # fmt: skip
    for number, date in enumerate(dates):
        made = record(report(number))
        (first, *_) = made.statements
        one = replace(first, said_on=None, said_on_spans=(), happened_on=Told(date, ()))
        ledger.put(replace(made, statements=(one,), relations=()))
    assert [moment.edtf for moment in ledger.timeline()] == [
        "../2031-05",
        "203X",
        "2031",
        "2031-05",
        "2031-05-12/2031-05-14",
        "2031-05-12",
        "2031-05-12T18:00",
    ]
    assert {moment.words for moment in ledger.timeline()} == {""}


def test_many_moments_come_whole_and_only_of_current_editions(ledger: Ledger) -> None:
    ledger.put_many([record(report(number)) for number in range(60)])
    ledger.put(old_record())
    ledger.put(record(report(0, title="Corrected")))
    found = list(ledger.timeline())
    assert len(found) == 60 * 4 + 1
    assert [one.first_day for one in found] == sorted(one.first_day for one in found)
    assert {one.hit.answers[0].speaker for one in found if one.what is What.HAPPENED} == {
        "Olev Brandt"
    }
