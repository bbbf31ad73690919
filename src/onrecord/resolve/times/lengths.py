"""Readers of durations and sets: how long, how often."""

import re

from onrecord.resolve.times.patterns import Context, Match, Reading
from onrecord.resolve.times.told import amount
from onrecord.types import TimeType

_PEOPLE = frozenset(["son", "daughter", "baby", "boy", "girl", "child", "infant", "man", "woman"])
_TIMES = {"TH": "H", "TM": "M", "TS": "S"}


def length(unit: str, number: str) -> str:
    """A TIMEX3 duration.

    >>> length("TH", "2"), length("2W", "1"), length("E", "X")
    ('PT2H', 'P2W', 'PXE')
    """
    if unit == "2W":
        return f"P{int(number) * 2}W" if number.isdigit() else "PXW"
    if unit == "E" and number.isdigit():
        return f"P{int(number) * 10}Y"
    if unit == "C" and number.isdigit():
        return f"P{int(number) * 100}Y"
    if unit == "WE":
        return f"P{number}WE"
    return f"PT{number}{_TIMES[unit]}" if unit in _TIMES else f"P{number}{unit}"


def read_duration(match: Match, context: Context) -> Reading | None:
    """Read "two years", "several months", "a week", "the past three weeks", "2 1/2 years"."""
    unit = match.get("unit", "units")
    if unit is None or _is_age(match) or _is_rate(match):
        return None
    if match.has("half", "stroke"):
        value = _with_half(match, unit.value)
        return Reading(TimeType.DURATION, value) if value else None
    number = amount(match)
    if number == 0 or (number is None and not match.has("few")):
        return None
    if (unit.value == "Q" and match.has("hyphen")) or match.after.kind == "hyphen":
        return None  # "three-quarters of", "a year-earlier loss"
    if match.has("a") and match.has("count", "number", "day") and (number or 0) < 100:
        return None  # "a five-hour visit": the article is the visit's
    return Reading(TimeType.DURATION, length(unit.value, str(number or "X")))


def _is_age(match: Match) -> bool:
    last = match.tokens[match.end - 1]
    if last.kind == "old" and match.after.text.lower() in _PEOPLE:
        return True
    following = match.tokens[match.end : match.end + 2]
    if last.kind == "old":
        unit = match.get("unit", "units")
        return unit is not None and unit.value == "Y"
    kinds = [token.kind for token in following]
    return kinds[:1] == ["old"] or kinds == ["hyphen", "old"]


def _is_rate(match: Match) -> bool:
    """Whether "a year" tells a rate ("$3 a year", "24 hours a day")."""
    first, before = match.tokens[match.first], match.before
    if match.after.kind in ("a", "each") and match.tokens[match.end + 1].kind == "unit":
        return True  # "24 hours a day"
    if first.kind != "a" or match.end - match.first != 2 or before is None:
        return False
    if before.kind in ("number", "units", "day", "count", "times", "year"):
        return True
    return (
        before.text.islower()
        and before.kind == "other"
        and before.text.endswith("s")
        and before.text not in ("was", "is", "has", "takes", "lasts", "years", "less")
    )


def _with_half(match: Match, unit: str) -> str | None:
    """A duration with a half, in the next smaller units."""
    smaller = {"Y": ("Y", "6M"), "TH": ("H", "30M"), "TM": ("M", "30S"), "D": ("D", "T12H")}
    number = match.number("day", "count", "number") or 0
    if not match.has("stroke") and not match.has("and"):
        number = 0  # "half a year"
    elif match.has("a") and not match.has("day", "count"):
        number = 1
    if unit not in smaller:
        return None
    own, half = smaller[unit]
    whole = f"{number}{own}" if number else ""
    return ("PT" if unit.startswith("T") else "P") + whole + half


def read_window(match: Match, context: Context) -> Reading | None:
    """Read "the past three months", "the next few years", "recent weeks", "the nine months"."""
    unit = match.get("unit", "units")
    if unit is None or _is_age(match):
        return None
    number = amount(match)
    if number is None and not match.has("few"):
        if match.has("coming"):
            return Reading(TimeType.DATE, "FUTURE_REF")
        if match.has("recent", "past", "last", "previous") and unit.value == "Y":
            return Reading(TimeType.DATE, "PAST_REF")
    return Reading(TimeType.DURATION, length(unit.value, str(number or "X")))


def read_bare(match: Match, context: Context) -> Reading | None:
    """Read "weeks", "for years": how many is not told."""
    unit = match.get("units")
    before, after = match.before, match.after
    if unit is None or unit.value in ("TH", "TM", "TS", "WE", "Q") or not unit.text.islower():
        return None
    if before is not None and (before.kind in ("hyphen", "number", "day", "poss", "of")):
        return None
    if after.kind in ("hyphen", "old") or after.text.lower() in ("of", "apart", "away"):
        return None if after.text.lower() != "of" else _bare(unit.value)
    return _bare(unit.value)


def _bare(unit: str) -> Reading:
    return Reading(TimeType.DURATION, length(unit, "X"))


def read_long(match: Match, context: Context) -> Reading | None:
    """Read "day-long"."""
    unit = match.get("unit")
    return Reading(TimeType.DURATION, length(unit.value, "1")) if unit else None


def read_while(match: Match, context: Context) -> Reading | None:
    """Read "a while", "some time"."""
    return Reading(TimeType.DURATION, "PXX")


def read_these_days(match: Match, context: Context) -> Reading | None:
    """Read "these days": now."""
    unit = match.get("units")
    which = match.get("that")
    if unit is None or unit.value != "D" or which is None or which.text.lower() != "these":
        return None
    return Reading(TimeType.DATE, "PRESENT_REF")


def read_each(match: Match, context: Context) -> Reading | None:
    """Read "every day", "each Thursday", "every two weeks", "each July"."""
    if weekday := match.get("weekday"):
        part = match.get("part")
        return Reading(
            TimeType.SET, f"XXXX-WXX-{weekday.value}" + (f"T{part.value}" if part else "")
        )
    if month := match.get("month"):
        return Reading(TimeType.SET, f"XXXX-{int(month.value):02}")
    if season := match.get("season"):
        return Reading(TimeType.SET, f"XXXX-{season.value}")
    if part := match.get("part"):
        return Reading(TimeType.SET, f"XXXX-XX-XXT{part.value}")
    unit = match.get("unit", "units")
    if unit is None:
        return None
    return Reading(TimeType.SET, length(unit.value, str(amount(match) or 1)))


def read_often(match: Match, context: Context) -> Reading | None:
    """Read "twice a year", "three times a week"."""
    unit = match.get("unit")
    return Reading(TimeType.SET, length(unit.value, "1")) if unit else None


def read_regularly(match: Match, context: Context) -> Reading | None:
    """Read "daily", "annually"; "annual" and "quarterly" before a noun seldom tell a time."""
    token = match.tokens[match.first]
    text = token.text
    if text.lower() in ("annual", "quarterly", "yearly", "monthly", "nightly") or text[0].isupper():
        return None
    if re.match(r"volume|share|trading|dividends?$", match.after.text):
        return None
    return Reading(TimeType.SET, token.value)
