"""Readers of calendar dates: days, weekdays, months, years, decades, seasons, holidays."""

import re
from datetime import date

from onrecord.resolve.times.calendar import (
    Published,
    days_in_month,
    month_value,
    shift_days,
    valid_day,
)
from onrecord.resolve.times.patterns import Context, Match, Reading
from onrecord.resolve.times.tense import tense_around
from onrecord.types import TimeType

_BACK = ("last", "previous", "past")
_ON = ("next", "following", "coming")


def read_iso(match: Match, context: Context) -> Reading | None:
    """``2031-05-04``."""
    text = match.tokens[match.first].text
    try:
        return Reading(TimeType.DATE, date.fromisoformat(text).isoformat())
    except ValueError:
        return None


def read_slash(match: Match, context: Context) -> Reading | None:
    """``5/14/2031``; where day and month could be exchanged, only the year is certain."""
    a, b, year = (int(part) for part in match.tokens[match.first].text.split("/"))
    if year < 100:
        year += 1900 if year > 50 else 2000
    day, other = valid_day(year, a, b), valid_day(year, b, a)
    if day and other and day != other:
        return Reading(TimeType.DATE, f"{year:04}")
    found = day or other
    return Reading(TimeType.DATE, found.isoformat()) if found else None


def read_day(match: Match, context: Context) -> Reading | None:
    """Read "Oct. 23", "Friday, Oct. 23, 2031", "the 6th of August", with a part of the day."""
    month, day = match.number("month"), match.number("day", "ranked", "ordinal")
    if month is None or day is None or not 1 <= day <= days_in_month(2000, month):
        return None
    year = match.number("year")
    if year is None:
        year = _year_of(match, context, month, day)
    if year is None:
        return timed(match, f"XXXX-{month:02}-{day:02}")
    found = valid_day(year, month, day)
    return timed(match, found.isoformat()) if found else None


def read_days(match: Match, context: Context) -> Reading | None:
    """Read "July 3-5": the interval of the days."""
    month, year = match.number("month"), match.number("year")
    first, last = (int(token.value) for token in match.all("day")[:2])
    if month is None or first >= last:
        return None
    year = year or _year_of(match, context, month, first)
    if year is None:
        value = "/".join(f"XXXX-{month:02}-{day:02}" for day in (first, last))
        return Reading(TimeType.DATE, value) if last <= days_in_month(2000, month) else None
    days = [valid_day(year, month, day) for day in (first, last)]
    if None in days:
        return None
    return Reading(TimeType.DATE, f"{days[0]}/{days[1]}")


def read_second_day(match: Match, context: Context) -> Reading | None:
    """The "25" of "April 24 and 25"."""
    before = match.tokens[max(match.first - 4, 0) : match.first]
    kinds = [token.kind for token in before]
    if len(before) < 3 or kinds[-1] not in ("and", "to", "or") or kinds[-2] != "day":
        return None
    month = next((token for token in reversed(before[:-2]) if token.kind == "month"), None)
    if month is None or not context.earlier or before[-2].end != context.earlier[-1].end:
        return None
    value = context.earlier[-1].reading.value or ""
    day = match.number("day")
    if re.match(r"[\dX]{4}-\d\d-\d\d$", value) and day and day > int(before[-2].value):
        return Reading(TimeType.DATE, f"{value[:8]}{day:02}")
    return None


def _year_of(match: Match, context: Context, month: int, day: int) -> int | None:
    """The year of a day told without one: by tense, else the nearest."""
    published = context.published
    if published.day is None or match.has("last", "next"):
        if published.day is None:
            return None
        return _directed_year(published.day, month, day, 1 if match.has("next") else -1)
    today = published.day
    tense = tense_around(match.tokens, match.first, match.end)
    away = {
        year: _days_away(today, year, month, day) for year in range(today.year - 1, today.year + 2)
    }
    nearest = min(away, key=lambda year: abs(away[year]))
    distance = away[nearest]
    # A tense is trusted unless it makes a day of last week one of next year, or the reverse.
    if tense == "past" and distance > 60:
        return nearest - 1
    if tense == "future" and distance < -120:
        return nearest + 1
    return nearest


def _directed_year(today: date, month: int, day: int, way: int) -> int:
    passed = (month, day) < (today.month, today.day)
    return today.year - (0 if passed else 1) if way < 0 else today.year + (1 if passed else 0)


def _days_away(today: date, year: int, month: int, day: int) -> int:
    first = date(min(max(year, 1), 9999), month, 1)
    return first.toordinal() + day - 1 - today.toordinal()


def timed(match: Match, value: str) -> Reading:
    """A reading of a day, with the part of the day that is told."""
    part = match.get("part", "tonight", "overnight")
    if part is None:
        return Reading(TimeType.DATE, value)
    return Reading(TimeType.TIME, f"{value}T{part.value}")


def read_weekday(match: Match, context: Context) -> Reading | None:
    """Read "Monday", "last Friday", "early Tuesday", "Friday night"; plural ones are sets."""
    token = match.get("weekday")
    if token is None:
        return None
    number = int(token.value)
    part = match.get("part")
    if token.text.endswith("days") or (part and part.text.endswith("s")):
        return Reading(TimeType.SET, f"XXXX-WXX-{number}" + (f"T{part.value}" if part else ""))
    today = context.published.day
    if today is None:
        return timed(match, f"XXXX-WXX-{number}")
    back = (today.isoweekday() - number) % 7
    if match.has(*_BACK):
        days = -(back or 7)
    elif match.has(*_ON):
        days = (7 - back) % 7 or 7
    else:
        days = _by_tense(match, back)
    day = shift_days(today, days)
    return timed(match, day.isoformat()) if day else None


def _by_tense(match: Match, back: int) -> int:
    """Days from publication to a bare weekday: the last one in the past, the coming one else.

    News calls the day of publication by its name, too, in either tense.
    """
    if back == 0:
        return 0
    return 7 - back if tense_around(match.tokens, match.first, match.end) == "future" else -back


def read_month(match: Match, context: Context) -> Reading | None:
    """Read "October 1998", "early October", "last May", "the end of November"."""
    month, year = match.number("month"), match.number("year")
    if month is None:
        return None
    published = context.published
    if year is None and published.year is not None:
        year = _month_year(match, published, month)
    if year is None:
        return Reading(TimeType.DATE, f"XXXX-{month:02}")
    return Reading(TimeType.DATE, month_value(year, month))


def _month_year(match: Match, published: Published, month: int) -> int | None:
    if published.month is None or published.year is None:
        return published.year if match.has("this") else None
    coming = published.year + (1 if month < published.month else 0)
    gone = published.year - (1 if month >= published.month else 0)
    if match.has(*_BACK):
        return gone
    if match.has(*_ON):
        return coming if month != published.month else coming + 1
    if match.has("this") or month == published.month:
        return published.year
    tense = tense_around(match.tokens, match.first, match.end)
    if tense == "present" or tense is None:
        return coming if (month - published.month) % 12 <= 3 else coming - 1
    return coming if tense == "future" else coming - 1


def read_year(match: Match, context: Context) -> Reading | None:
    """Read "1998", "early 1990", "the end of 1990", "the year 2000"."""
    year = match.get("year")
    if year is None:
        return None
    unit = match.get("unit")
    if unit is not None and unit.value != "Y":
        return None
    if match.end - match.first == 1 and not _is_year(match):
        return None
    rough = match.has("about")
    return Reading(TimeType.DATE, f"{int(year.value):04}", is_rough=rough)


_MONEY = frozenset("$£€¥#%")
_BEFORE_YEARS = (
    "in since of by until till through from to for during before after between and or early "
    "late mid around about circa fiscal"
)
_PREPOSITIONS = frozenset(_BEFORE_YEARS.split())


def _is_year(match: Match) -> bool:
    """Whether four digits alone are a year rather than a count, a price or a number of a thing."""
    year, before, after = int(match.tokens[match.first].value), match.before, match.after
    if not match.tokens[match.first].text.isdigit():
        return True
    if before is not None and (
        before.text in _MONEY or before.kind in ("hyphen", "stroke", "number")
    ):
        return before.kind == "hyphen" and before.start > 0 and 1900 <= year <= 2050
    if after.text in _MONEY or after.kind in ("units", "number", "stroke"):
        return False
    if before is not None and before.text.lower() in _PREPOSITIONS:
        return 1500 <= year <= 2100 and not _counts(after.text)
    return 1900 <= year <= 2050 and not _counts(after.text)


def _counts(word: str) -> bool:
    """Whether the word after is a plural noun that a number could count ("2000 troops")."""
    return (
        word.islower()
        and word.endswith("s")
        and len(word) > 3
        and not word.endswith("ss")
        and word not in ("was", "has", "this", "its", "elections", "olympics")
    )


def read_years(match: Match, context: Context) -> Reading | None:
    """Read "2015-16", "1939-1945": the interval of the years."""
    first, last = match.all("year", "day", "number")[:2]
    start, end = int(first.value), int(last.value)
    if last.kind != "year":
        if len(last.text) != 2:
            return None
        end += start // 100 * 100
    return Reading(TimeType.DATE, f"{start}/{end}") if start < end <= start + 200 else None


def read_decade(match: Match, context: Context) -> Reading | None:
    """Read "the 1990s", "the early '80s", "the nineties"."""
    decade = match.get("decade")
    if match.before is not None and match.before.kind == "its":
        return None  # an age
    if decade is None or (not decade.text[0].isdigit() and not match.has("the", "mod")):
        return None
    return Reading(TimeType.DATE, decade.value)


def read_century(match: Match, context: Context) -> Reading | None:
    """Read "the 20th century"."""
    unit, number = match.get("unit", "units"), match.number("ranked", "ordinal", "count")
    if unit is None or unit.value != "C" or number is None or number > 30:
        return None
    return Reading(TimeType.DATE, f"{number - 1:02}")
