"""Pieces of Vega-Lite that several charts share."""

from collections.abc import Sequence
from typing import Any

from onrecord.web.charts.chart import Spec, Word
from onrecord.web.charts.ticks import ticks

LINK: Spec = {"field": "href", "type": "nominal"}
LABEL: Spec = {"field": "label", "type": "nominal"}
"""What a mark is called where it is not seen, and in the tip over it."""


def layered(width: int, height: int, layers: Sequence[Spec]) -> Spec:
    """Layers of one size."""
    return {"width": width, "height": height, "layer": list(layers)}


def nothing(words: str) -> dict[str, Any]:
    """The drawing of a chart that has nothing to show but these words, as a chart's arguments."""
    ground = {"mark": {"type": "rect", "opacity": 0, "aria": False}, "data": {"values": []}}
    word = Word(text=words, x=0, y=20, colour="muted")
    return {"spec": layered(600, 40, [ground]), "words": (word,)}


def days_axis(field: str, domain: tuple[str, str], **axis: Any) -> Spec:
    """The axis of time, in whole days of no time zone."""
    marks = ticks(*domain)
    told = {"title": None, "grid": False, "values": list(marks.days), "format": marks.form}
    return {
        "field": field,
        "type": "temporal",
        "scale": {"type": "utc", "domain": list(domain)},
        "axis": told | axis,
    }


def numbers_axis(field: str, highest: float, *, ticks: int = 3) -> Spec:
    """The axis of how many, from 0, in whole numbers."""
    whole = min(ticks, max(1, int(highest)))
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domainMin": 0, "nice": whole},
        "axis": {"title": None, "tickCount": whole, "format": ",d"},
    }


def at(x: str, y: str) -> Spec:
    """A place in the drawing, by the names of two fields in pixels."""
    return {"x": raw(x), "y": raw(y)}


def raw(field: str) -> Spec:
    """A field in pixels."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}
