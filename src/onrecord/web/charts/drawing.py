"""Charts drawn as SVG and PNG, by Vega (through vl-convert), offline.

Vega runs one drawing at a time, in a process of its own. What was drawn lately is kept, so that a
chart whose data has not changed costs nothing, and many who ask for one wait for one drawing.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import astuple
from hashlib import sha256
from threading import Condition
from xml.etree import ElementTree

from cachetools import LRUCache, cached

from onrecord.version import __version__
from onrecord.web.charts.chart import Chart, Spec, Word
from onrecord.web.charts.palette import Theme, colour, painted
from onrecord.web.charts.press import Press
from onrecord.web.charts.words import plain

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_HERE = "https://room.invalid"
"""Stands for this server while Vega draws, which takes whole addresses only."""
_MEASURED_FONT = "sans-serif"
_FILE_FONTS = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
_NUMBER = re.compile(r"-?\d+\.\d{2,}")
_DROPPED = ("class", "aria-roledescription", "pointer-events", "stroke-miterlimit")
_KEPT_SVG_BYTES, _KEPT_PNG_BYTES = 8_000_000, 4_000_000
"""A drawing has 50 kB, the largest 150."""
_MARGIN = 8
_CONFIG: Spec = {
    "font": _MEASURED_FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": colour("muted"),
        "labelFontSize": 12,
        "labelLimit": 0,
        "labelOverlap": False,
        "titleColor": colour("muted"),
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "gridColor": colour("rule"),
        "domain": False,
        "ticks": False,
        "labelPadding": 6,
    },
}
_press = Press()

for _prefix, _space in (("", _SVG), ("xlink", _XLINK)):
    ElementTree.register_namespace(_prefix, _space)


def svg(chart: Chart, theme: Theme = Theme.PAGE) -> str:
    """The chart as an SVG element with real text, a title and a description.

    In a page its marks are links to what they stand for, and its colours and type the page's. A
    file stands alone: its own colours, no links.
    """
    told = (chart.name, plain(chart.title), plain(chart.description))
    is_file = theme is not Theme.PAGE
    return painted(_finished(_serialised(chart), tuple(chart.words), told, is_file=is_file), theme)


def png(chart: Chart, theme: Theme = Theme.LIGHT, *, scale: float = 2) -> bytes:
    """The chart as a picture.

    Args:
        chart: What to draw.
        theme: Light or dark; a page's colours are taken as light.
        scale: Pixels a unit of the SVG.
    """
    return _picture(svg(chart, Theme.LIGHT if theme is Theme.PAGE else theme), scale)


def tag(chart: Chart, theme: Theme, form: str) -> str:
    """What changes when the chart, drawn or as data, does: an entity tag (RFC 9110), unquoted."""
    known = [chart.title, chart.description, _serialised(chart), *map(astuple, chart.words)]
    known += [list(chart.rows), theme, form, __version__]
    return sha256(json.dumps(known).encode()).hexdigest()[:32]


def warm_up() -> None:
    """Starts Vega, which takes a second, and does not wait for it."""
    _press.start()


def href(address: str) -> str:
    """An address on this server (``/search?…``), as a datum's ``href`` for the channel of it."""
    return _HERE + address


def _serialised(chart: Chart) -> str:
    spec = {"background": colour("paper"), "padding": _MARGIN, "config": _CONFIG} | dict(chart.spec)
    return json.dumps(spec, sort_keys=True, allow_nan=False)


def _key(*values: object, **more: object) -> bytes:
    """What a drawing goes by while it is kept: shorter than what it is drawn from."""
    return sha256(repr((values, more)).encode()).digest()


@cached(LRUCache(_KEPT_SVG_BYTES, len), _key, condition=Condition())
def _finished(
    spec: str, words: tuple[Word, ...], told: tuple[str, str, str], *, is_file: bool
) -> str:
    """A drawing that is whole but for its colours."""
    tree = ElementTree.fromstring(_press.svg(spec))
    for parent in tree.iter():
        _tidy(parent, is_file=is_file)
        _link(parent, is_file=is_file)
    if words:
        tree.append(_written(words, is_file=is_file))
    _describe(tree, *told)
    return ElementTree.tostring(tree, encoding="unicode")


@cached(LRUCache(_KEPT_PNG_BYTES, len), _key, condition=Condition())
def _picture(drawing: str, scale: float) -> bytes:
    return _press.png(drawing, scale)


def _describe(tree: ElementTree.Element, name: str, title: str, description: str) -> None:
    tree.set("role", "group")
    tree.set("aria-labelledby", f"chart-{name}-title chart-{name}-desc")
    for part, text in (("desc", description), ("title", title)):
        element = ElementTree.Element(f"{{{_SVG}}}{part}", {"id": f"chart-{name}-{part}"})
        element.text = text
        tree.insert(0, element)


def _written(words: Sequence[Word], *, is_file: bool) -> ElementTree.Element:
    known = {"transform": f"translate({_MARGIN},{_MARGIN})", "aria-hidden": "true"}
    group = ElementTree.Element(f"{{{_SVG}}}g", known)
    if is_file:
        group.set("font-family", _FILE_FONTS)
    for word in words:
        element = ElementTree.SubElement(group, f"{{{_SVG}}}text", _look(word))
        element.text = word.text
    return group


def _look(word: Word) -> dict[str, str]:
    # By the middle of small letters, as Vega has it; not all programs know `dominant-baseline`.
    known = {"x": f"{word.x:.1f}", "y": f"{word.y + 0.3 * word.size:.1f}"}
    known |= {"font-size": str(word.size), "fill": colour(word.colour)}
    if word.anchor != "start":
        known["text-anchor"] = word.anchor
    if word.is_heavy:
        known["font-weight"] = "600"
    if word.has_halo:
        halo = {"stroke": colour("paper"), "stroke-width": "2.5", "stroke-opacity": "0.8"}
        known |= halo | {"paint-order": "stroke"}
    return known


def _tidy(element: ElementTree.Element, *, is_file: bool) -> None:
    for name in _DROPPED:
        element.attrib.pop(name, None)
    for name in ("d", "transform"):
        if value := element.get(name):
            element.set(name, _NUMBER.sub(lambda found: f"{float(found[0]):.1f}", value))
    if element.attrib.pop("font-family", None) and is_file:
        element.set("font-family", _FILE_FONTS)
    if (label := element.get("aria-label")) and len(element) == 0:
        # As a child it is also the tip over the mark.
        ElementTree.SubElement(element, f"{{{_SVG}}}title").text = label
        del element.attrib["aria-label"]


def _link(parent: ElementTree.Element, *, is_file: bool) -> None:
    """Leads links of the parent's children here; takes them away in a file."""
    for position, child in enumerate(parent):
        if child.tag != f"{{{_SVG}}}a":
            continue
        address = child.attrib.pop(f"{{{_XLINK}}}href", "")
        if is_file:
            parent[position] = child[0]
        else:
            child.set("href", address.removeprefix(_HERE))
            child.set("tabindex", "-1")  # the table of the chart's data has the same links
