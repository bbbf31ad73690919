"""Show statements in their report's text: as segments for any view, and as HTML."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from itertools import pairwise
from typing import NamedTuple

from onrecord.types import Excluded, Report, Span, Statement


class Part(StrEnum):
    """What some characters of a report are to a statement; ``excluded`` ones are to none."""

    CONTENT = "content"
    SOURCE = "source"
    CUE = "cue"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """Spans of a report that play one part in one statement.

    Attributes:
        statement: The statement; None for an excluded part.
        note: For people: who says it, or why the part is excluded.
    """

    part: Part
    spans: tuple[Span, ...]
    note: str
    statement: Statement | None = None

    @property
    def chars(self) -> int:
        """How many characters the spans cover."""
        return sum(end - start for start, end in self.spans)


class Segment(NamedTuple):
    """Characters ``[start, end)`` under the same marks, the outermost first."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def marks_of(statements: Iterable[Statement], excluded: Iterable[Excluded] = ()) -> list[Mark]:
    """A mark for each source, cue, content and excluded part."""
    marks = [
        Mark(Part.EXCLUDED, part.spans, f"not the report's own: {part.why}") for part in excluded
    ]
    for statement in statements:
        note = _note(statement)
        marks.append(Mark(Part.CONTENT, statement.content.spans, note, statement))
        for part, passage in ((Part.SOURCE, statement.source), (Part.CUE, statement.cue)):
            if passage is not None:
                marks.append(Mark(part, passage.spans, note, statement))
    return marks


def segments(length: int, marks: Iterable[Mark], breaks: Iterable[int] = ()) -> list[Segment]:
    """Cut ``[0, length)`` wherever a mark begins or ends, and at the breaks.

    A mark is outside of another when it covers more characters: nested statements are shorter
    than what they stand in. Of equals, sources and cues are inside of contents.
    """
    ranked = sorted(marks, key=_from_outermost)
    starts: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for rank, mark in enumerate(ranked):
        for start, end in _within(length, mark.spans):
            starts.setdefault(start, []).append(rank)
            ends.setdefault(end, []).append(rank)
    bounds = sorted({0, length, *starts, *ends, *(b for b in breaks if 0 < b < length)})
    found: list[Segment] = []
    active: list[int] = []
    for start, end in pairwise(bounds):
        for rank in ends.get(start, ()):
            active.remove(rank)
        active = sorted([*active, *starts.get(start, ())])
        found.append(Segment(start, end, tuple(ranked[rank] for rank in active)))
    return found


# What a terminal obeys or a reader is misled by: control characters but for white space,
# overrides and isolates of the writing direction, and halves of surrogate pairs.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def harmless(text: str) -> str:
    r"""The text with control characters and direction overrides written out as escapes.

    >>> harmless("\x1b[31mred")
    '\\x1b[31mred'
    """
    return _HARMFUL.sub(lambda match: ascii(match.group())[1:-1], text)


_STYLE = """<style>
.onrecord{white-space:pre-wrap;line-height:1.6;max-width:44em}
.onrecord mark{background:none;color:inherit}
.onrecord .onrecord-content{background:rgba(70,130,220,.16)}
.onrecord .onrecord-nested{background:rgba(70,130,220,.30)}
.onrecord .onrecord-source{font-weight:bold}
.onrecord .onrecord-cue{text-decoration:underline;text-underline-offset:.2em}
.onrecord .onrecord-excluded{opacity:.5;font-style:italic}
</style>"""


def to_html(report: Report, statements: Sequence[Statement], excluded: Sequence[Excluded]) -> str:
    """An HTML fragment: the text with sources, cues and contents marked, each with a title.

    The fragment brings its own style, loads nothing and runs nothing; without its tags it is the
    report's text.
    """
    found = segments(len(report.text), marks_of(statements, excluded))
    body = "".join(_html(report.text, segment) for segment in found)
    return f'{_STYLE}<div class="onrecord">{body}</div>'


def _html(text: str, segment: Segment) -> str:
    words = escape(harmless(text[segment.start : segment.end]))
    if not segment.marks:
        return words
    notes = dict.fromkeys(mark.note for mark in reversed(segment.marks))
    title = escape(harmless("\n".join(notes)))
    return f'<mark class="{_classes(segment.marks)}" title="{title}">{words}</mark>'


def _classes(marks: Sequence[Mark]) -> str:
    """Those of the innermost mark, and of the contents that it stands in."""
    names = [f"onrecord-{marks[-1].part}"]
    contents = sum(mark.part is Part.CONTENT for mark in marks)
    if contents and marks[-1].part is not Part.CONTENT:
        names.append("onrecord-content")
    if contents > 1:
        names.append("onrecord-nested")
    return " ".join(names)


def _note(statement: Statement) -> str:
    """``Brand (mayor of Harl, KE) · deny · said 2031-03-14 · 0.90``."""
    speaker = statement.speaker
    who = speaker.name if speaker else None
    if who is None:
        who = statement.source.text if statement.source else "no source"
    facts = ", ".join(filter(None, (speaker.role, speaker.country))) if speaker else ""
    act = f"not {statement.act}" if statement.negated else str(statement.act)
    said = f"said {statement.said_on}" if statement.said_on else ""
    named = f"{who} ({facts})" if facts else who
    parts = (" ".join(named.split()), act, said, f"{statement.score:.2f}")
    return " · ".join(filter(None, parts))


def _from_outermost(mark: Mark) -> tuple[bool, int, int]:
    parts = (Part.CONTENT, Part.SOURCE, Part.CUE)
    inside = parts.index(mark.part) if mark.part in parts else -1
    return (mark.part is not Part.EXCLUDED, -mark.chars, inside)


def _within(length: int, spans: Iterable[Span]) -> Iterator[Span]:
    for start, end in spans:
        if max(0, start) < min(length, end):
            yield Span(max(0, start), min(length, end))
