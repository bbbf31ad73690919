"""TimeML documents (TimeBank, AQUAINT): text, time expressions and events.

Pustejovsky et al. 2003; the "cleaned" files of TempEval-3 (UzZaman et al. 2013).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from onrecord.types import Span


@dataclass(frozen=True)
class TimeTag:
    """A TIMEX3: its words, type (DATE, TIME, DURATION, SET), value, and its anchor's words."""

    span: Span
    type: str
    value: str
    anchor: str | None


@dataclass(frozen=True)
class EventTag:
    """An EVENT with the first of its instances: class, tense, aspect, modality, polarity."""

    span: Span
    kind: str
    tense: str
    aspect: str
    modality: str
    polarity: str


@dataclass(frozen=True)
class TimeDocument:
    """A document; positions count in ``text``, the characters of its TEXT element."""

    name: str
    text: str
    created: str | None
    times: tuple[TimeTag, ...]
    events: tuple[EventTag, ...]


def read_timeml(folder: Path) -> Iterator[TimeDocument]:
    """The documents under a folder, in order of their path."""
    for path in sorted(folder.rglob("*.tml")):
        yield read_document(path)


def read_document(path: Path) -> TimeDocument:
    """One document. Its own characters are kept, line ends and all."""
    root = ElementTree.fromstring(path.read_bytes())
    body = root.find("TEXT")
    created = root.find("DCT/TIMEX3")
    instances: dict[str, dict[str, str]] = {}
    for instance in root.iter("MAKEINSTANCE"):
        instances.setdefault(instance.attrib["eventID"], instance.attrib)
    parts: list[str] = []
    tagged: list[tuple[ElementTree.Element, Span]] = []
    if body is not None:
        _walk(body, parts, tagged, 0)
    text = "".join(parts)
    ids = {t.attrib["tid"]: text[s.start : s.end] for t, s in tagged if t.tag == "TIMEX3"}
    return TimeDocument(
        name=path.stem,
        text=text,
        created=_created(created),
        times=tuple(_time(e, span, ids) for e, span in tagged if e.tag == "TIMEX3"),
        events=tuple(
            _event(e, span, instances.get(e.attrib["eid"], {}))
            for e, span in tagged
            if e.tag == "EVENT"
        ),
    )


def _created(element: ElementTree.Element | None) -> str | None:
    value = "" if element is None else element.attrib.get("value", "")
    return value if re.match(r"\d{4}(-\d\d)?(-\d\d)?", value) else None


def _walk(
    element: ElementTree.Element,
    parts: list[str],
    tagged: list[tuple[ElementTree.Element, Span]],
    at: int,
) -> int:
    """Collect the text of an element and the spans of the tags in it; where it ends."""
    parts.append(element.text or "")
    end = at + len(element.text or "")
    for child in element:
        begin = end
        end = _walk(child, parts, tagged, end)
        tagged.append((child, Span(begin, end)))
        parts.append(child.tail or "")
        end += len(child.tail or "")
    return end


def _time(element: ElementTree.Element, span: Span, ids: dict[str, str]) -> TimeTag:
    a = element.attrib
    anchor = ids.get(a.get("anchorTimeID", ""))
    return TimeTag(span, a.get("type", "DATE"), a.get("value", ""), anchor)


def _event(element: ElementTree.Element, span: Span, made: dict[str, str]) -> EventTag:
    return EventTag(
        span,
        element.attrib.get("class", ""),
        made.get("tense", "NONE"),
        made.get("aspect", "NONE"),
        made.get("modality", "NONE"),
        made.get("polarity", "POS"),
    )
