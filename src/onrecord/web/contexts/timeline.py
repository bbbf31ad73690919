"""The page of a timeline."""

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.ledger import Moment
from onrecord.web.contexts.figure import Figure, Way


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage:
    """What it shows.

    Attributes:
        given: What was asked, by the names of the parameters.
        figure: The line of time.
        is_counted: There is too much for a mark each; the chart has bars.
        window: Its first and its last day, in words; empty where there is nothing.
        first_day: ISO 8601, for marking a part of the line; empty where there is nothing.
        end: The day after its last day.
        ways: Nearer, farther, earlier, later.
        moments: Statements at their places in time, the earliest first.
        next: Address of the next page of them; empty on the last.
        first: Address of the first page; empty on that.
    """

    given: Mapping[str, str]
    figure: Figure
    is_counted: bool
    window: str
    first_day: str
    end: str
    ways: tuple[Way, ...]
    moments: tuple[Moment, ...]
    next: str
    first: str
