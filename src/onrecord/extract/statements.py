"""Roles of words → statements: spans, duplicates, nesting."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from onrecord.segment import Word
from onrecord.types import Role, Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement as read off the model: word indices of each role, ascending, and its score."""

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    score: float


def read_candidate(roles: np.ndarray, first: int, anchor: int, score: float) -> Candidate:
    """The candidate of one cue.

    Args:
        roles: int64 ``[words]``, a ``Role`` each.
        first: Report index of the first of these words.
        anchor: Report index of the cue's first word, which always belongs to the cue.
        score: Probability of the statement.
    """
    cue = set(_indices(roles, Role.CUE, first)) | {anchor}
    return Candidate(
        source=tuple(i for i in _indices(roles, Role.SOURCE, first) if i != anchor),
        cue=tuple(sorted(cue)),
        content=tuple(i for i in _indices(roles, Role.CONTENT, first) if i != anchor),
        score=score,
    )


def _indices(roles: np.ndarray, role: Role, first: int) -> list[int]:
    return [int(i) + first for i in np.flatnonzero(roles == role)]


def as_hearsay(candidate: Candidate, anchor: int) -> Candidate:
    """The candidate with nothing but the adverb as its cue: what it stands with is content."""
    rest = {*candidate.cue, *candidate.content} - {anchor}
    return replace(candidate, source=(), cue=(anchor,), content=tuple(sorted(rest)))


def keep_in_paragraph(
    candidate: Candidate, paragraph_of: Sequence[int], goes_on: Container[int]
) -> Candidate:
    """The candidate, its source and content cut where they run over a paragraph's end.

    Args:
        candidate: As read off the model.
        paragraph_of: For each word, the index of its paragraph.
        goes_on: Paragraphs that end inside a quotation which the next one takes up again.
    """
    home = paragraph_of[candidate.cue[0]]
    return replace(
        candidate,
        source=_cut(candidate.source, paragraph_of, goes_on, home),
        content=_cut(candidate.content, paragraph_of, goes_on, home),
    )


def _cut(
    indices: tuple[int, ...], paragraph_of: Sequence[int], goes_on: Container[int], home: int
) -> tuple[int, ...]:
    """What stays of a role: of a run over a paragraph's end, the part nearest to the cue."""
    runs: list[list[list[int]]] = []  # runs of neighbouring words, each cut at paragraphs' ends
    for previous, index in zip((-2, *indices), indices, strict=False):
        if index != previous + 1:
            runs.append([[index]])
        elif (
            paragraph_of[index] != paragraph_of[previous] and paragraph_of[previous] not in goes_on
        ):
            runs[-1].append([index])
        else:
            runs[-1][-1].append(index)
    kept = [min(run, key=lambda part: _distance(part, paragraph_of, home)) for run in runs]
    return tuple(index for part in kept for index in part)


def _distance(part: Sequence[int], paragraph_of: Sequence[int], home: int) -> int:
    return min(abs(paragraph_of[index] - home) for index in (part[0], part[-1]))


def drop_duplicates(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Without those that say again what a likelier one says.

    Two are the same when their cues share a word, or when they share all of source and content.
    """
    kept: list[Candidate] = []
    cue_words: set[int] = set()
    said: set[tuple[tuple[int, ...], tuple[int, ...]]] = set()
    for candidate in sorted(candidates, key=lambda c: (-c.score, c.cue)):
        if (
            cue_words.isdisjoint(candidate.cue)
            and (candidate.source, candidate.content) not in said
        ):
            kept.append(candidate)
            cue_words.update(candidate.cue)
            said.add((candidate.source, candidate.content))
    return sorted(kept, key=lambda c: c.cue)


def find_seams(text: str, words: Sequence[Word]) -> frozenset[int]:
    """Indices of the words before which something was cut out of the text."""
    return frozenset(
        index
        for index, (before, word) in enumerate(pairwise(words), 1)
        if text[before.end : word.start].strip()
    )


def spans_of(
    indices: Sequence[int], words: Sequence[Word], seams: Container[int] = frozenset()
) -> tuple[Span, ...]:
    """Word indices → spans; neighbouring words share one, blanks between them included.

    Args:
        indices: Which words, ascending.
        words: The report's words.
        seams: Words that never share a span with the one before them.
    """
    spans: list[Span] = []
    previous = -2
    for index in indices:
        if index == previous + 1 and index not in seams:
            spans[-1] = Span(spans[-1].start, words[index].end)
        else:
            spans.append(Span(words[index].start, words[index].end))
        previous = index
    return tuple(spans)


def find_parents(candidates: Sequence[Candidate]) -> list[int | None]:
    """For each candidate the one whose content it stands in, None for the outermost.

    That is the one with the smallest content that holds the candidate's cue and content.
    Candidates are in the order of their cues, and the result holds indices among them.
    """
    contents = [frozenset(c.content) for c in candidates]
    holding: dict[int, list[int]] = {}  # word → candidates that hold it in their content
    for index, content in enumerate(contents):
        for word in content:
            holding.setdefault(word, []).append(index)
    parents: list[int | None] = []
    for index, candidate in enumerate(candidates):
        inner = frozenset(candidate.cue) | contents[index]
        holders = [
            k
            for k in holding.get(candidate.cue[0], ())
            if k != index and len(contents[k]) > len(contents[index]) and inner <= contents[k]
        ]
        parents.append(min(holders, key=lambda k: (len(contents[k]), k), default=None))
    return parents
