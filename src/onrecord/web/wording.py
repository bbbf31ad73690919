"""Numbers, dates and names as pages write them; pure."""

from onrecord.cli.labels import (
    NO_SOURCE,
    act_words,
    answer_verb,
    counted,
    one_line,
)
from onrecord.cli.labels import speaker_facts as all_facts
from onrecord.ledger import Hit, Share
from onrecord.types import RelationKind, Speaker, Statement
from onrecord.web.charts.periods import told

__all__ = [
    "act_words",
    "answer_verb",
    "counted",
    "day",
    "is_denied",
    "number",
    "percent",
    "shortened",
    "speaker_facts",
    "stamp",
    "stretch",
    "who",
]

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)


def number(value: int) -> str:
    """A number with its thousands apart.

    >>> number(12000)
    '12,000'
    """
    return f"{value:,}"


def day(edtf: str | None) -> str:
    """A date as people write it, with the precision it has; what is no plain date stays as it is.

    >>> day("2031-03-14"), day("2031-03"), day("2031-03-14T09:30+02:00"), day("2031-21")
    ('14 March 2031', 'March 2031', '14 March 2031', 'spring 2031')
    """
    if not edtf:
        return ""
    year, _, rest = edtf.partition("T")[0].partition("-")
    parts = rest.split("-") if rest else []
    if not (year.isdecimal() and len(parts) <= 2 and all(map(str.isdecimal, parts))):
        return edtf
    month = _month(int(parts[0])) if parts else ""
    if month is None:
        return edtf
    return " ".join(filter(None, (str(int(parts[1])) if parts[1:] else "", month, year)))


_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


def _month(value: int) -> str | None:
    return _SEASONS.get(value) or (_MONTHS[value - 1] if 1 <= value <= 12 else None)


def stamp(moment: str | None) -> str:
    """A moment in UTC, to the minute.

    >>> stamp("2031-03-14T09:30:12+00:00")
    '14 March 2031, 09:30 UTC'
    """
    if not moment or len(moment) < 16:
        return day(moment)
    return f"{day(moment)}, {moment[11:16]} UTC"


def who(statement: Statement) -> str:
    """Who says it: the speaker's name, else the source's words, else that there is none."""
    if statement.speaker:
        return one_line(statement.speaker.name)
    return one_line(statement.source.text) if statement.source else NO_SOURCE


def speaker_facts(speaker: Speaker | None) -> str:
    """Role, affiliation and country, where they say more than the name does.

    >>> speaker_facts(Speaker("a former envoy", role="envoy"))
    ''
    """
    return all_facts(speaker, besides=speaker.name if speaker else "")


def percent(share: Share) -> str:
    """A share and its interval.

    >>> percent(Share.counted(3, 10))
    '30% (11–60%)'
    """
    if share.of == 0:
        return ""
    return f"{share.number / share.of:.0%} ({share.low * 100:.0f}–{share.high:.0%})"


def stretch(first_day: str, last_day: str) -> str:
    """The days that a date may mean, as people write them.

    >>> stretch("2031-03-01", "2031-05-31")
    '1 March 2031 to 31 May 2031'
    """
    return told(first_day, last_day)


def is_denied(hit: Hit) -> bool:
    """Whether another statement denies the one that was found."""
    return any(one.kind is RelationKind.DENIES and not one.is_given for one in hit.answers)


def shortened(text: str, chars: int = 320) -> str:
    """A text on one line, cut where it is long.

    >>> shortened("one  two three", 8)
    'one two…'
    """
    line = " ".join(text.split())
    return line if len(line) <= chars else line[: chars - 1].rstrip() + "…"
