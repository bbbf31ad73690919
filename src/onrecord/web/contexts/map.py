"""The page of the map."""

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.web.charts.map import Spot
from onrecord.web.contexts.figure import Figure, Way


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """What it shows.

    Attributes:
        given: What was asked, by the names of the parameters.
        figure: The map.
        ways: Nearer, farther, and to each side.
        spots: The places in the window with the most statements.
        more: How many places in the window are not among them.
        total: Of how many statements, in words.
        view: West, south, east and north of the window, in degrees, for marking a part of it.
        is_world: Whether the window is the whole Earth, where none can be marked.
    """

    given: Mapping[str, str]
    figure: Figure
    ways: tuple[Way, ...]
    spots: tuple[Spot, ...]
    more: int
    total: str
    view: str
    is_world: bool
