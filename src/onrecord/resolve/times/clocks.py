"""Readers of times of day, and of words such as "today" and "now"."""

import re

from onrecord.resolve.times.dates import read_day, read_weekday
from onrecord.resolve.times.patterns import Context, Found, Match, Reading
from onrecord.resolve.times.shifts import shifted
from onrecord.resolve.times.told import last_told
from onrecord.types import TimeType

# TIMEX3 values carry no other zone: the corpus gives local times without one.
_BEFORE_CLOCK = frozenset({"at", "by", "until", "till", "before", "after", "around", "from"})
_UNIVERSAL = ("GMT", "UTC")


def read_clock(match: Match, context: Context) -> Reading | None:
    """Read "10:35 a.m.", "5 p.m. EST Nov. 9", "0900 GMT", "noon Saturday", "4 in the morning"."""
    time = _time(match)
    if time is None:
        return None
    day, anchor = _day_of(match, context)
    zone = match.get("zone")
    return Reading(
        TimeType.TIME, f"{day}T{time}" + ("Z" if zone and zone.text in _UNIVERSAL else ""), anchor
    )


def _time(match: Match) -> str | None:
    midday = match.get("midday")
    if midday is not None:
        return midday.value if midday.text.islower() else None
    token = match.get("clock", "day", "count", "number", "year")
    if token is None:
        return None
    hour, minute = _hour_minute(token.value)
    half = match.get("am", "pm")
    part = match.get("part")
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + int(half.value)
    elif part is not None and part.value in ("AF", "EV", "NI") and 1 <= hour < 12:
        hour += 12
    elif token.kind == "clock" and not match.has("zone") and not _reads_as_clock(match):
        return None
    return f"{hour:02}:{minute:02}" if hour < 25 and minute < 60 else None


def _hour_minute(text: str) -> tuple[int, int]:
    digits = re.findall(r"\d+", text)
    if len(digits) > 1:
        return int(digits[0]), int(digits[1])
    if len(text) == 4:
        return int(text[:2]), int(text[2:])
    return (int(digits[0]) if digits else 99), 0


def _reads_as_clock(match: Match) -> bool:
    """Whether a bare "10:35" tells a time rather than a score or a verse."""
    return match.before is not None and match.before.text.lower() in _BEFORE_CLOCK


def _day_of(match: Match, context: Context) -> tuple[str, Found | None]:
    """The day of a time: told with it, told just before, or unknown."""
    today = match.get("today")
    if today is not None:
        return shifted(context.published, "D", int(today.value)), None
    reading = None
    if match.has("month"):
        reading = read_day(_tail(match, "month"), context)
    elif match.has("weekday"):
        reading = read_weekday(match, context)
    if reading is not None and reading.value:
        return reading.value[:10], None
    told = last_told(context, match, r"\d{4}-\d\d-\d\d")
    if told is not None and told.reading.value:
        return told.reading.value[:10], told
    return shifted(context.published, "D", 0), None


def _tail(match: Match, kind: str) -> Match:
    head = next(at for at in range(match.first, match.end) if match.tokens[at].kind == kind)
    return match.without(head - match.first)


def read_part(match: Match, context: Context) -> Reading | None:
    """Read "this morning", "last night", "tomorrow evening", "in the morning", "tonight"."""
    part = match.get("part", "tonight", "overnight")
    if part is None:
        return None
    by = match.number("today") or 0
    if match.has("last", "previous"):
        by = -1
    if match.has("today", "this", "last", "tonight"):
        return Reading(TimeType.TIME, f"{shifted(context.published, 'D', by)}T{part.value}")
    told = last_told(context, match, r"\d{4}-\d\d-\d\d")
    if told is not None and told.reading.value:
        return Reading(TimeType.TIME, f"{told.reading.value[:10]}T{part.value}", told)
    return Reading(TimeType.TIME, f"{shifted(context.published, 'D', 0)}T{part.value}")


def read_today(match: Match, context: Context) -> Reading | None:
    """Read "today", "yesterday", "late yesterday", "earlier today"."""
    today = match.get("today")
    if today is None or (
        today.text[0].isupper()
        and match.before is not None
        and match.before.text[:1].isupper()
        and match.before.text.isalpha()
    ):
        return None  # a name, as in "Vesk Today"
    return Reading(TimeType.DATE, shifted(context.published, "D", int(today.value)))


def read_reference(match: Match, context: Context) -> Reading | None:
    """Read "now", "currently", "recently", "the past", "the future", "soon"."""
    token = match.get("now", "current", "lately", "recent", "soon", "future", "past")
    if token is None:
        return None
    before = match.before.text.lower() if match.before else ""
    if token.kind == "soon" and before == "as":
        return None
    if token.kind == "past":
        return Reading(TimeType.DATE, "PAST_REF")
    return Reading(TimeType.DATE, token.value)


def read_the_past(match: Match, context: Context) -> Reading | None:
    """Read "the past" where no noun follows."""
    if match.after.kind in ("other", "unit", "units", "fiscal", "trading", "part", "season"):
        return None
    return Reading(TimeType.DATE, "PAST_REF")


def read_future(match: Match, context: Context) -> Reading | None:
    """Read "the future", not a person's own; "future" before a noun."""
    before = match.before
    if before is not None and before.kind == "poss":
        return None
    if not match.has("the"):
        noun = match.after.kind == "other" and match.after.text.islower()
        return Reading(TimeType.DATE, "FUTURE_REF") if noun and match.after.text != "of" else None
    return None if match.after.kind == "of" else Reading(TimeType.DATE, "FUTURE_REF")


def read_then(match: Match, context: Context) -> Reading | None:
    """Read "until then", "by then", "since then", "at that time": the day told last."""
    before = match.before
    if before is None or before.text.lower() not in ("until", "by", "since", "till"):
        return None
    told = last_told(context, match, r"\d{4}")
    if told is None:
        return None
    return Reading(TimeType.DATE, told.reading.value, told)
