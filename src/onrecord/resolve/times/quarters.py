"""Readers of quarters, halves and fiscal years, as reports of results tell them."""

import re

from onrecord.resolve.times.calendar import Published
from onrecord.resolve.times.patterns import Context, Found, Match, Reading
from onrecord.resolve.times.shifts import shifted
from onrecord.resolve.times.tense import tense_around
from onrecord.resolve.times.told import REACH, direction
from onrecord.types import TimeType

_DATE = TimeType.DATE
_QUARTER = re.compile(r"(\d{4})-Q([1-4])$")


def read_told_quarter(match: Match, context: Context) -> Reading | None:
    """Read "the quarter", "this quarter", "the latest period": the quarter told before."""
    if match.has("next", "coming", "following"):
        return Reading(_DATE, shifted(context.published, "Q", 1))
    told = _period_told(context, match)
    if told is not None:
        return Reading(_DATE, told.reading.value, anchor=told)
    if match.has("period"):
        return Reading(_DATE, shifted(context.published, "Q", -1)) if match.has("latest") else None
    by = 0 if match.has("this", "current") else -1
    return Reading(_DATE, shifted(context.published, "Q", by))


def read_quarter(match: Match, context: Context) -> Reading | None:
    """Read "third-quarter", "the fourth quarter of 1990", "next year's first quarter"."""
    rank = match.number("ordinal", "ranked")
    if rank is None and match.has("last"):
        rank = 4
    unit = match.all("unit")[-1:]
    if rank is None or not 1 <= rank <= 4 or not unit or unit[0].value != "Q":
        return None
    year = match.number("year")
    published = context.published
    if year is None and published.year is not None:
        year = _quarter_year(match, published, rank)
    value = f"{year:04}-Q{rank}" if year else f"XXXX-Q{rank}"
    return Reading(_DATE, value, is_rough=match.has("fiscal"))


def _quarter_year(match: Match, published: Published, rank: int) -> int:
    year = published.year or 0
    if match.has("this", "last", "next", "previous"):
        return year + (direction(match) or 0)
    if match.has("ago", "earlier"):
        return year - 1
    if match.has("fiscal") or published.month is None:
        return year
    # The nearest one: quarters are reported soon after they end.
    middle = rank * 3 - 1
    if published.month < middle - 1 and _is_past(match):
        return year - 1
    if middle - published.month > 6:
        return year - 1
    return year + 1 if published.month - middle > 8 else year


def _is_past(match: Match) -> bool:
    return tense_around(match.tokens, match.first, match.end) == "past"


def read_half(match: Match, context: Context) -> Reading | None:
    """Read "the first half of 2030", "the second half", "the last half of the '80s"."""
    rank = match.number("ordinal") or (2 if match.has("last") else None)
    if rank not in (1, 2):
        return None
    year, decade = match.number("year"), match.get("decade")
    if decade is not None:
        return Reading(_DATE, decade.value)
    if year is None and match.has("unit") and context.published.year is not None:
        year = context.published.year + (direction(match.without(3)) or 0)
    return Reading(_DATE, f"{year:04}-H{rank}") if year else None


def read_year_earlier(match: Match, context: Context) -> Reading | None:
    """Read "year-earlier", "the year-ago quarter": the period told before, a year back."""
    unit = match.get("unit")
    if unit is None or unit.value != "Y":
        return None
    if match.has("ordinal"):
        return read_quarter(match, context)
    return a_year_back(match, context)


def read_named(match: Match, context: Context) -> Reading | None:
    """Read "Q3 2030", "H1": of the year told, else of publication's."""
    named, year = match.get("named"), match.number("year")
    if named is None or (year is None and named.value[0] == "H"):
        return None
    if year is None and context.published.year is not None:
        year = _quarter_year(match, context.published, int(named.value[1]))
    return Reading(_DATE, f"{year:04}-{named.value}") if year else None


def read_named_period(match: Match, context: Context) -> Reading | None:
    """Read "the 1988 period", "the 1988 quarter": that year's, of the quarter told before."""
    year = match.number("year")
    if year is None or not 1900 <= year <= 2100:
        return None
    told = _period_told(context, match)
    is_back = context.published.year is not None and year < context.published.year
    if told is None:
        return Reading(_DATE, f"{year:04}")
    value = f"{year:04}-{(told.reading.value or '')[5:]}"
    return Reading(_DATE, value, told, is_back=is_back)


def read_fiscal(match: Match, context: Context) -> Reading | None:
    """Read "fiscal 1989", "the current fiscal year"; approximate, as it is not the calendar's."""
    year = match.number("year")
    if year is not None:
        return Reading(_DATE, f"{year:04}", is_rough=True)
    if match.after.text.lower() in ("ended", "ending"):
        return Reading(TimeType.DURATION, "P1Y")
    return Reading(_DATE, shifted(context.published, "Y", direction(match) or 0), is_rough=True)


def read_compared(match: Match, context: Context) -> Reading | None:
    """Read "the comparable period last year", "the quarter a year ago", "last year's quarter"."""
    units = {token.value for token in match.all("unit")}
    return a_year_back(match, context) if "Y" in units else None


def a_year_back(match: Match, context: Context) -> Reading:
    """The quarter that results are told for, a year back; with none told, the year."""
    told = _period_told(context, match)
    if told is not None:
        year, quarter = (told.reading.value or "").split("-")
        return Reading(_DATE, f"{int(year) - 1}-{quarter}", told, is_back=True)
    return Reading(_DATE, shifted(context.published, "Y", -1), is_back=True)


def _period_told(context: Context, match: Match) -> Found | None:
    """The quarter that results are told for: the latest told, best one that is over.

    Months in number, as in "the first nine months", end its reach.
    """
    start = match.tokens[match.first].start
    running: Found | None = None
    for found in reversed(context.earlier):
        value = found.reading.value or ""
        if start - found.end > REACH or (running is None and re.match(r"P\d+M$", value)):
            break
        if found.reading.is_back or not _QUARTER.match(value):
            continue
        if _is_over(value, context.published):
            return found
        running = running or found
    return running


def _is_over(quarter: str, published: Published) -> bool:
    year, number = int(quarter[:4]), int(quarter[6])
    return (year, number * 3) < (published.year or 0, published.month or 0)
