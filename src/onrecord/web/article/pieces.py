"""The words of a section, cut wherever a part of a statement begins or ends."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.highlight import Mark, Part, Segment, marks_of, segments
from onrecord.types import Excluded, Passage, Span, Statement
from onrecord.web.article.places import anchor_of, place_of
from onrecord.web.article.sections import Section

_MOST_NUMBERS = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that play the same parts.

    Attributes:
        text: The words.
        names: Of what they are, as a style sheet takes them: ``source``, ``cue``, ``content``,
            ``nested``, ``begins``, ``ends``, ``excluded``, ``own``; empty for other words.
        numbers: Of the statements that they belong to, the innermost first.
        anchor: The place of a statement's card, where these words lead to it.
        note: What the words are, for those who do not see colours; empty for other words.
    """

    text: str
    names: str = ""
    numbers: str = ""
    anchor: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What may be marked in a text.

    Attributes:
        statements: By their numbers.
        excluded: What is not the report's own.
        own_voice: What the outlet tells itself.
    """

    text: str
    statements: dict[int, Statement]
    excluded: Sequence[Excluded] = ()
    own_voice: Sequence[Passage] = ()


def pieces_of(section: Section, marked: Marked) -> list[list[Piece]]:
    """The pieces of each block of a section; together they are its text."""
    own = _Cover(span for passage in marked.own_voice for span in passage.spans)
    numbers = {id(one): number for number, one in marked.statements.items()}
    leads = {place_of(one): one for one in marked.statements.values()}
    marks = marks_of(marked.statements.values(), marked.excluded)
    edges = _Edges(marks)
    breaks = {*own.bounds, *(block.start for block in section.blocks), section.end, *leads}
    cut = [
        one
        for one in segments(len(marked.text), marks, breaks)
        if section.start <= one.start < section.end
    ]
    blocks: list[list[Piece]] = [[] for _ in section.blocks]
    starts = [block.start for block in section.blocks]
    for segment in cut:
        words = marked.text[segment.start : segment.end]
        led = leads.get(segment.start)
        piece = Piece(
            text=words,
            names=" ".join(_names(segment, edges, is_own=segment.start in own)),
            numbers=_numbers(segment, numbers),
            anchor=None if led is None else anchor_of(led.id),
            note=_note(segment),
        )
        blocks[bisect_right(starts, segment.start) - 1].append(piece)
    return blocks


def _names(segment: Segment, edges: "_Edges", *, is_own: bool) -> list[str]:
    names: list[str] = []
    if segment.marks:
        innermost = segment.marks[-1].part
        contents = sum(mark.part is Part.CONTENT for mark in segment.marks)
        names = [str(innermost)]
        if contents and innermost is not Part.CONTENT:
            names.append("content")
        if contents > 1:
            names.append("nested")
        if contents:
            names += edges.of(segment)
    return [*names, "own"] if is_own else names


def _numbers(segment: Segment, numbers: dict[int, int]) -> str:
    """The statements' numbers, each once, no more of them than anybody can tell apart."""
    known = (numbers[id(mark.statement)] for mark in reversed(segment.marks) if mark.statement)
    return " ".join(map(str, list(dict.fromkeys(known))[:_MOST_NUMBERS]))


def _note(segment: Segment) -> str:
    excluded = (mark.note for mark in segment.marks if mark.part is Part.EXCLUDED)
    return next(excluded, "")


class _Edges:
    """Where contents begin and end."""

    def __init__(self, marks: Iterable[Mark]) -> None:
        spans = [span for mark in marks if mark.part is Part.CONTENT for span in mark.spans]
        self._starts = {start for start, _ in spans}
        self._ends = {end for _, end in spans}

    def of(self, segment: Segment) -> list[str]:
        begins = ["begins"] if segment.start in self._starts else []
        return begins + (["ends"] if segment.end in self._ends else [])


class _Cover:
    """Which characters some spans cover."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]
        self.bounds = {bound for span in self._spans for bound in span}

    def __contains__(self, at: int) -> bool:
        before = bisect_right(self._starts, at) - 1
        return before >= 0 and at < self._spans[before].end
