"""Readers of seasons and holidays."""

import re
from datetime import date, timedelta

from onrecord.resolve.times.calendar import Published, holiday, iso_week
from onrecord.resolve.times.dates import timed
from onrecord.resolve.times.patterns import Context, Match, Reading
from onrecord.resolve.times.tense import tense_around
from onrecord.types import TimeType


def read_season(match: Match, context: Context) -> Reading | None:
    """Read "the spring of 2022", "last fall"; a season alone only after a preposition."""
    season, year = match.get("season"), match.number("year")
    if season is None or not _is_season(match):
        return None
    published = context.published
    if year is None and published.month is not None and published.year is not None:
        year = _season_year(match, published, season.value)
    value = f"{year:04}-{season.value}" if year else f"XXXX-{season.value}"
    return Reading(TimeType.DATE, value)


def _is_season(match: Match) -> bool:
    if match.has("last", "this", "next", "previous", "past", "following", "year", "mod"):
        return True
    before = match.before.text.lower() if match.before else ""
    token = match.tokens[match.end - 1]
    if token.text.lower() in ("fall", "spring") and match.after.kind == "of":
        return False
    return before in ("in", "over", "of", "since", "by", "until", "during", "into", "through")


_SEASON_MONTHS = {"SP": 4, "SU": 7, "FA": 10, "WI": 13}


def _season_year(match: Match, published: Published, season: str) -> int:
    middle = _SEASON_MONTHS[season]
    year, month = published.year or 0, published.month or 0
    if season == "WI" and month <= 3:
        year, month = year - 1, month + 12
    tense = tense_around(match.tokens, match.first, match.end)
    begun = month >= middle - 1
    if match.has("this"):
        return year
    if match.has("next", "following"):
        return year + 1 if begun else year
    if match.has("last", "previous", "past") or tense != "future":
        return year if month > middle + (1 if match.has("last") else -1) else year - 1
    return year if month <= middle + 1 else year + 1


def read_holiday(match: Match, context: Context) -> Reading | None:
    """Read "Thanksgiving", "last Christmas", "Easter week"."""
    token, year = match.get("holiday"), match.number("year")
    today = context.published.day
    if token is None:
        return None
    if year is None:
        if today is None:
            rule = token.value
            fixed = re.fullmatch(r"\d\d-\d\d", rule)
            return Reading(TimeType.DATE, f"XXXX-{rule}" if fixed else "XXXX-XX-XX")
        year = _holiday_year(match, today, token.value)
    day = holiday(token.value, min(max(year, 1), 9998))
    unit = match.get("unit")
    if unit is not None and unit.value == "W":
        return Reading(TimeType.DATE, iso_week(day))
    if unit is not None and unit.value == "WE":
        return Reading(TimeType.DATE, f"{iso_week(day)}-WE")
    return timed(match, day.isoformat())


def _holiday_year(match: Match, today: date, rule: str) -> int:
    year = min(max(today.year, 2), 9997)
    passed = holiday(rule, year) <= today
    if match.has("last", "previous", "past"):
        return year if holiday(rule, year) < today else year - 1
    if match.has("next", "coming", "this"):
        return year + 1 if passed and match.has("next") else year
    if tense_around(match.tokens, match.first, match.end) == "future":
        return year + 1 if passed else year
    near = holiday(rule, year) - today
    return year if passed or near < timedelta(days=30) else year - 1
