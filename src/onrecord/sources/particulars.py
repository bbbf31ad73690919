"""What the user tells about reports that do not tell it themselves."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from onrecord.errors import OptionError

_SHAPE = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})"
    r"(?:[Tt ](?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)"
    r"(?P<zone>[Zz]|[+-][0-9]{2}:?[0-9]{2})?)?)?)?"
)


def parse_published(text: str) -> str:
    """A date of publication in its one spelling, with the precision that was given.

    Takes a year, a month, a day, or a day with a time of day and, if known, a zone. A space
    for the ``T`` and a zone without its colon are taken too.

    >>> parse_published("2031-05-04 09:30+0200")
    '2031-05-04T09:30+02:00'
    >>> parse_published("2031-05")
    '2031-05'

    Raises:
        OptionError: The text is no such date, or the calendar has no such day.
    """
    shape = _SHAPE.fullmatch(text.strip())
    if shape is None:
        raise OptionError(
            f"{text!r} is no date of publication; write 2031-05-04, 2031-05, 2031, "
            "or with a time and a zone 2031-05-04T09:30+02:00"
        )
    try:
        return _spelled(shape)
    except ValueError as error:
        raise OptionError(
            f"{text!r} is no date of publication: {error}; give a day that the calendar has"
        ) from error


def _spelled(shape: re.Match[str]) -> str:
    year, month, day = (shape[name] for name in ("year", "month", "day"))
    date(int(year), int(month or 1), int(day or 1))
    known = "-".join(part for part in (year, month, day) if part)
    if not shape["time"]:
        return known
    zone = (shape["zone"] or "").upper()
    if len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    datetime.fromisoformat(f"{known}T{shape['time']}{zone}")
    return f"{known}T{shape['time']}{zone}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """Particulars of reports, as the user gives them; they win over what a page says of itself.

    Attributes:
        published: Date of publication; spelled by ``parse_published``, which may raise.
        outlet: Who published them.
        url: Their address.
        title: Their headline.
    """

    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None

    def __post_init__(self) -> None:
        if self.published is not None:
            object.__setattr__(self, "published", parse_published(self.published))
