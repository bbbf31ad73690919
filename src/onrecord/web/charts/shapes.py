"""Pieces of Vega-Lite that several charts share."""

from collections.abc import Sequence
from typing import Any

from onrecord.web.charts.chart import Spec
from onrecord.web.charts.palette import colour
from onrecord.web.charts.ticks import ticks

LINK: Spec = {"field": "href", "type": "nominal"}
LABEL: Spec = {"field": "label", "type": "nominal"}
"""What a mark is called where it is not seen, and in the tip over it."""


def layered(width: int, height: int, layers: Sequence[Spec]) -> Spec:
    """Layers of one size."""
    return {"width": width, "height": height, "layer": list(layers)}


def note(words: str) -> Spec:
    """Words in the place of a chart that has nothing to show."""
    mark = {"type": "text", "align": "left", "baseline": "middle", "color": colour("muted")}
    place = {"x": {"value": 0}, "y": {"value": 20}, "text": {"field": "words"}}
    return layered(
        600, 40, [{"data": {"values": [{"words": words}]}, "mark": mark, "encoding": place}]
    )


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


def texts(values: Sequence[Spec], **mark: Any) -> Spec:
    """Words in the drawing: each value has its ``words``, ``x`` and ``y``.

    They are hidden from those who hear a chart: its marks' labels and its table say the same.
    """
    text = {"type": "text", "baseline": "middle", "aria": False, **mark}
    encoding = at("x", "y") | {"text": {"field": "words"}}
    return {"data": {"values": list(values)}, "mark": text, "encoding": encoding}


def at(x: str, y: str) -> Spec:
    """A place in the drawing, by the names of two fields in pixels."""
    return {"x": raw(x), "y": raw(y)}


def raw(field: str) -> Spec:
    """A field in pixels."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}
