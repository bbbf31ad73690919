from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger.edtf import FIRST_DAY, LAST_DAY
from onrecord.web.charts.periods import after, day, told, window
from onrecord.web.charts.ticks import ticks

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 29))


@given(DAYS, DAYS)
def test_an_axis_has_one_to_seven_marks_inside_it(one, other):
    first, last = sorted((one, other))
    marks = ticks(first.isoformat(), after(last.isoformat())).days

    assert len(marks) <= 7
    assert all(first.isoformat() <= mark <= last.isoformat() for mark in marks)
    assert list(marks) == sorted(set(marks))


@pytest.mark.parametrize("years", [0, 1, 5, 30, 400, 9000])
def test_a_long_axis_has_marks_too(years):
    assert ticks("0900-02-03", after(f"{900 + years:04}-11-30")).days


@given(DAYS, DAYS, st.integers(1, 60))
def test_a_window_holds_what_it_is_for(one, other, at_least):
    first, last = sorted((one, other))
    begin, end = window([(first.isoformat(), last.isoformat())], at_least_days=at_least)

    assert begin <= first.isoformat() <= last.isoformat() < end
    assert (day(end) - day(begin)).days >= at_least


@given(DAYS, DAYS)
def test_a_stretch_is_told_in_words(one, other):
    first, last = sorted((one.isoformat(), other.isoformat()))

    assert told(first, last)
    assert told(FIRST_DAY, last).startswith("until ")
    assert told(first, LAST_DAY).startswith("from ")
