"""Candidates → statements: ids, mode, act, framing and nesting."""

from dataclasses import dataclass

from onrecord.extract.acts import classify
from onrecord.extract.modes import find_mode
from onrecord.extract.statements import Candidate, find_parents, find_seams, spans_of
from onrecord.segment import Quotation, Word
from onrecord.types import Passage, Report, Span, Speaker, Statement, make_id

_CONTEXT_CHARS = 60


def put_on_record(
    report: Report,
    words: list[Word],
    candidates: list[Candidate],
    quotations: list[Quotation],
) -> tuple[Statement, ...]:
    """Candidates → statements with their mode, act, framing and nesting."""
    seams = find_seams(report.text, words)
    edition = report.edition
    placed = [_place(candidate, words, seams, edition) for candidate in candidates]
    return tuple(
        _statement(report.text, it, quotations, None if parent is None else placed[parent].id)
        for it, parent in zip(placed, find_parents(candidates), strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Placed:
    """A candidate as characters of its report."""

    id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float


def _place(candidate: Candidate, words: list[Word], seams: frozenset[int], edition: str) -> _Placed:
    source, cue, content = (
        spans_of(indices, words, seams)
        for indices in (candidate.source, candidate.cue, candidate.content)
    )
    identifier = make_id("statement", edition, source, cue, content)
    return _Placed(identifier, source, cue, content, candidate.score)


def _statement(
    text: str, placed: _Placed, quotations: list[Quotation], within: str | None
) -> Statement:
    words = Passage.of(text, placed.cue)
    said = Passage.of(text, placed.content)
    start, end = placed.cue[0].start, placed.cue[-1].end
    reading = classify(
        words.text,
        said.text,
        text[max(0, start - _CONTEXT_CHARS) : start],
        text[end : end + _CONTEXT_CHARS],
    )
    by = Passage.of(text, placed.source) if placed.source else None
    return Statement(
        id=placed.id,
        source=by,
        cue=words,
        content=said,
        mode=find_mode(placed.content, quotations, text),
        act=reading.act,
        framing=reading.framing,
        negated=reading.negated,
        hypothetical=reading.hypothetical,
        within=within,
        speaker=None if by is None else Speaker(name=by.text),
        score=round(placed.score, 4),
    )
