"""The page of how outlets carry speakers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.ledger import Share, SpeakerCount
from onrecord.web.contexts.figure import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class FramingCell:
    """How an outlet carries a side.

    Attributes:
        share: Of its statements of that side, those carried in the way that was asked for.
        address: The statements; empty where no search finds them alone.
    """

    share: Share
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FramingRow:
    """An outlet.

    Attributes:
        outlet: None for reports of no known outlet.
        cells: By the page's sides; None where it carries nothing of one.
    """

    outlet: str | None
    cells: Sequence[FramingCell | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FramingPage:
    """What it shows.

    Attributes:
        given: What was asked, by the names of the parameters.
        by: ``speaker`` or ``country``.
        way: The framing or act whose share is shown.
        framings: The framings to choose from.
        acts: The acts to choose from.
        sides: The columns.
        rows: Outlets, those with the most statements first.
        figure: The same as a chart.
        total: Of how many statements, in words.
    """

    given: Mapping[str, str]
    by: str
    way: str
    framings: Sequence[str]
    acts: Sequence[str]
    sides: Sequence[SpeakerCount]
    rows: Sequence[FramingRow]
    figure: Figure
    total: str
