"""Calendar arithmetic and the holidays' rules."""

from datetime import date
from importlib.resources import files

import pytest

from onrecord.lexicon.tables import rows
from onrecord.resolve.times.calendar import holiday, shift_days, shift_months
from onrecord.resolve.times.shifts import counted, published_on, shifted
from onrecord.resolve.times.tokens import HOLIDAYS, find_tokens, load_words
from onrecord.types import Span


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("12-25", 2031, date(2031, 12, 25)),
        ("easter-2", 2024, date(2024, 3, 29)),
        ("easter+0", 2038, date(2038, 4, 25)),
        ("09-1x1", 2024, date(2024, 9, 2)),
        ("05-0x1", 2024, date(2024, 5, 27)),
        ("11-1x1+1", 2016, date(2016, 11, 8)),
        ("11-4x4+1", 2024, date(2024, 11, 29)),
    ],
)
def test_holidays(rule: str, year: int, day: date) -> None:
    assert holiday(rule, year) == day


def test_every_holiday_of_the_lexicon_has_a_day_and_is_one_word_to_the_patterns() -> None:
    text = files("onrecord.lexicon").joinpath(HOLIDAYS).read_text(encoding="utf-8")
    for line in rows(HOLIDAYS, text, least=2, most=2):
        rule, name = line.cells
        assert holiday(rule, 2031).year == 2031
        assert [token.kind for token in find_tokens(name, [Span(0, len(name))])] == [
            "holiday",
            "end",
        ]


def test_no_word_of_the_lexicon_has_two_kinds() -> None:
    seen: dict[str, str] = {}
    for kind, words in load_words().items():
        for word in words if kind != "tense" else ():
            assert seen.setdefault(word, kind) == kind


@pytest.mark.parametrize(
    ("unit", "by", "value"),
    [
        ("D", -7, "2031-04-30"),
        ("W", 1, "2031-W20"),
        ("WE", 0, "2031-W19-WE"),
        ("M", -5, "2030-12"),
        ("Q", -2, "2030-Q4"),
        ("Y", -31, "2000"),
        ("E", -1, "202"),
        ("C", -1, "19"),
        ("Y", -3000, "XXXX"),
    ],
)
def test_units_from_a_day(unit: str, by: int, value: str) -> None:
    assert shifted(published_on(date(2031, 5, 7)), unit, by) == value


def test_months_end_where_the_month_does() -> None:
    assert shift_months(date(2031, 5, 31), -3) == date(2031, 2, 28)
    assert counted(published_on(date(2031, 5, 31)), "M", -3) == "2031-02"


def test_the_calendar_ends() -> None:
    assert shift_days(date(9999, 12, 31), 1) is None
    assert shift_months(date(1, 1, 1), -1) is None
    assert counted(published_on(date(1, 1, 1)), "M", -1) == "XXXX-XX"
