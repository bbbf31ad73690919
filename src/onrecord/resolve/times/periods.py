"""Readers of periods counted from publication or from a time told before."""

from datetime import date

from onrecord.resolve.times.calendar import Published
from onrecord.resolve.times.dates import read_day
from onrecord.resolve.times.patterns import Context, Match, Reading
from onrecord.resolve.times.quarters import a_year_back, read_told_quarter
from onrecord.resolve.times.shifts import counted, published_on, shifted
from onrecord.resolve.times.tense import tense_around
from onrecord.resolve.times.told import DAY, amount, as_published, direction, last_told
from onrecord.types import TimeType

_DATE = TimeType.DATE


def read_relative(match: Match, context: Context) -> Reading | None:
    """Read "last week", "the following year", "this weekend", "earlier this month", "that day"."""
    unit, by = match.get("unit"), direction(match)
    if unit is None or by is None or unit.value in ("TH", "TM") or _is_title(unit.text):
        return None
    if unit.value == "Q":
        return read_told_quarter(match, context)
    if match.has("this") and match.has("past"):
        by = -1
    if unit.value in ("E", "C") and match.has("past"):
        return Reading(TimeType.DURATION, "P10Y" if unit.value == "E" else "P100Y")
    if match.has("following", "that", "same") or (match.has("next") and unit.value == "D"):
        return _from_told(match, context, unit.value, by)
    if unit.value == "WE":
        return Reading(_DATE, weekend(match, context.published, by))
    return Reading(_DATE, shifted(context.published, unit.value, by))


def _is_title(word: str) -> bool:
    """Whether the word is written as in a title ("This Week")."""
    return word[0].isupper() and not word.isupper()


def _from_told(match: Match, context: Context, unit: str, by: int) -> Reading | None:
    """A unit counted from a time told before; with none told it cannot be said which."""
    least = {"D": DAY, "W": DAY, "M": r"\d{4}-\d\d", "Y": r"\d{4}"}.get(unit)
    told = last_told(context, match, least) if least else None
    base = as_published(told.reading.value) if told else Published()
    value = shifted(base, unit, by)
    return Reading(_DATE, value, anchor=told)


def weekend(match: Match, published: Published, by: int | None) -> str:
    """A weekend: by the word before it, else by tense; on a weekend it is that one."""
    if by is None:
        by = 0
        if published.day is not None and published.day.isoweekday() <= 5:
            future = tense_around(match.tokens, match.first, match.end) == "future"
            by = 0 if future else -1
    return shifted(published, "WE", by)


def read_the_unit(match: Match, context: Context) -> Reading | None:
    """Read "the year", "the weekend", "the quarter": the one of publication or told last."""
    unit = match.get("unit")
    if unit is None or match.after.kind in ("hyphen", "before", "after") or _is_title(unit.text):
        return None
    if unit.value == "WE":
        return Reading(_DATE, weekend(match, context.published, None))
    if unit.value == "Q":
        return read_told_quarter(match, context)
    if unit.value == "Y" and match.after.text.lower() in ("ended", "ending", "end", "to"):
        return Reading(TimeType.DURATION, "P1Y")
    full = match.get("full")
    if unit.value in ("D", "TH", "TM") or (full and full.text.lower() == "additional"):
        return None
    return Reading(_DATE, shifted(context.published, unit.value, 0))


def read_year_end(match: Match, context: Context) -> Reading | None:
    """Read "year-end", "year's end", "the end of the year"."""
    unit = match.get("unit")
    if unit is None or unit.value != "Y" or not match.has("edge"):
        return None
    return Reading(_DATE, shifted(context.published, "Y", 0))


def read_ago(match: Match, context: Context) -> Reading | None:
    """Read "two weeks ago", "several months ago" (then how far back is not told)."""
    unit = match.get("unit", "units")
    if unit is None:
        return None
    number = amount(match)
    if match.end - match.first == 2:
        return Reading(TimeType.DURATION, f"PX{unit.value}")  # "months ago"
    if number is None:
        return Reading(_DATE, "PAST_REF")
    if unit.value in ("TH", "TM", "TS"):
        # So recent that the day is not sure to be the day of publication.
        return Reading(TimeType.TIME, f"PT{number}{unit.value[1]}")
    if unit.value == "Y" and number == 1 and not match.has("about"):
        return a_year_back(match, context)
    value = counted(context.published, unit.value, -number)
    rough = match.has("about", "more", "less", "over", "or") or unit.value == "E"
    return Reading(_DATE, value, is_rough=rough)


def read_earlier(match: Match, context: Context) -> Reading | None:
    """Read "two days earlier", "a year later": counted from a time told before."""
    unit, number = match.get("unit", "units"), amount(match)
    if unit is None or unit.value in ("TH", "TM", "TS"):
        return None
    way = 1 if match.has("later", "after") else -1
    if unit.value == "Y" and number == 1 and match.has("earlier"):
        return a_year_back(match, context)
    least = {"Y": r"\d{4}", "M": r"\d{4}-\d\d"}.get(unit.value, DAY)
    told = last_told(context, match, least)
    if number is None or told is None:
        return Reading(_DATE, "PAST_REF" if way < 0 and number is None else "XXXX-XX-XX")
    base = as_published(told.reading.value)
    if base.day is None and base.month is not None and unit.value == "M":
        base = Published(base.year, base.month, date(base.year or 1, base.month, 1))
    return Reading(_DATE, counted(base, unit.value, way * number), anchor=told)


def read_from_now(match: Match, context: Context) -> Reading | None:
    """Read "two weeks from now"."""
    unit, number = match.get("unit", "units"), amount(match)
    if unit is None or unit.value in ("TH", "TM", "TS"):
        return None
    if number is None:
        return Reading(_DATE, "FUTURE_REF")
    return Reading(_DATE, counted(context.published, unit.value, number))


def read_before(match: Match, context: Context) -> Reading | None:
    """Read "a day before", where nothing follows that it is before of."""
    unit = match.get("unit", "units")
    if match.after.kind not in ("comma", "stop", "end", "mark") or unit is None:
        return None
    return read_earlier(match, context)


def read_day_next_to(match: Match, context: Context) -> Reading | None:
    """Read "the day before yesterday", "the day after tomorrow"."""
    unit, today = match.get("unit"), match.get("today")
    if unit is None or unit.value != "D" or today is None:
        return None
    by = int(today.value) + (1 if match.has("after") else -1)
    return Reading(_DATE, shifted(context.published, "D", by))


def read_day_before(match: Match, context: Context) -> Reading | None:
    """Read "the day before", "the day after", "the next day", "the next morning"."""
    told = last_told(context, match, DAY)
    part = match.get("part")
    way = 0 if match.has("that", "same") else -1 if match.has("before", "previous") else 1
    base = as_published(told.reading.value[:10]) if told and told.reading.value else Published()
    value = shifted(base, "D", way)
    if part is not None:
        return Reading(TimeType.TIME, f"{value}T{part.value}", anchor=told)
    return Reading(_DATE, value, anchor=told)


def read_week_of(match: Match, context: Context) -> Reading | None:
    """Read "the week of March 6"."""
    unit = match.get("unit")
    reading = read_day(match, context)
    day = as_published(reading.value).day if reading else None
    if unit is None or unit.value != "W" or day is None:
        return None
    return Reading(_DATE, shifted(published_on(day), "W", 0))


def read_end_of(match: Match, context: Context) -> Reading | None:
    """Read "the end of the month", "the beginning of this week": as precise as what it is of."""
    unit = match.get("unit")
    if unit is None or unit.value in ("TH", "TM", "D"):
        return None
    return read_relative(match, context) or read_the_unit(match, context)
