"""What readers of periods share: times told before, directions and amounts."""

import re
from datetime import date

from onrecord.resolve.times.calendar import Published
from onrecord.resolve.times.patterns import Context, Found, Match
from onrecord.types import TimeType

# How far back a period may have been told that "the quarter" or "a year earlier" counts from,
# in characters: about four sentences of newswire.
REACH = 900
DAY = r"\d{4}-\d\d-\d\d"


def last_told(context: Context, match: Match, pattern: str) -> Found | None:
    """The latest expression before this one whose value fits a pattern, within reach."""
    start = match.tokens[match.first].start
    for found in reversed(context.earlier):
        if start - found.end > REACH:
            return None
        value = found.reading.value
        if (
            value is not None
            and re.match(pattern, value)
            and found.reading.type in (TimeType.DATE, TimeType.TIME)
        ):
            return found
    return None


def as_published(value: str | None) -> Published:
    """A value as something to count from, as precise as it is."""
    found = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value or "")
    if found is None:
        return Published()
    year, month, day = (int(part) if part else None for part in found.groups())
    return Published(year, month, date(year, month, day) if year and month and day else None)


def direction(match: Match) -> int | None:
    """How many units on: last −1, this 0, next 1; None where no word says."""
    if match.has("last", "previous", "past"):
        return -1
    if match.has("next", "following", "coming"):
        return 1
    return 0 if match.has("this", "current", "latest", "same", "that", "now") else None


def amount(match: Match) -> int | None:
    """How many units are told: "two", "a", "a couple of"; None for "several"."""
    few = match.get("few")
    if few is not None:
        text = few.text.lower()
        return {"couple": 2, "dozen": 12}.get(text)
    number = match.number("count", "number", "day", "year")
    if number is not None:
        return number if 0 < number < 100_000 else None
    return 1 if match.has("a") else None
