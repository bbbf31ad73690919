"""What became of each paragraph between two editions of a report's text."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from onrecord.compare.statements import Fate
from onrecord.segment import split_paragraphs
from onrecord.types import Span

LEAST_LIKENESS = 0.4
"""Two paragraphs are one that was changed when at least so much of their words is the same."""

_WORD = re.compile(r"\w+|[^\w\s]")
_MOST_PAIRS = 40_000
_MOST_WORDS = 2_000
_OFTEN = 20

_Told = tuple[str, int]
"""A paragraph's words, and a number that tells often repeated ones apart."""


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """A paragraph in two editions.

    Attributes:
        fate: ``KEPT``, ``CHANGED``, ``CAME`` or ``WENT``.
        old: Where it stands in the older text; None where it came.
        new: Where it stands in the newer text; None where it went.
        old_words: Of one that was changed, the characters that the newer text lacks.
        new_words: Of one that was changed, the characters that the older text lacks.
    """

    fate: Fate
    old: Span | None
    new: Span | None
    old_words: tuple[Span, ...] = ()
    new_words: tuple[Span, ...] = ()


def align_paragraphs(old: str, new: str) -> tuple[ParagraphChange, ...]:
    """What became of each paragraph, from the top to the bottom of both texts.

    Args:
        old: The older edition's text.
        new: The newer edition's text.
    """
    sides = split_paragraphs(old), split_paragraphs(new)
    told = _told(old, sides[0]), _told(new, sides[1])
    found: list[ParagraphChange] = []
    for tag, first, last, begin, end in _opcodes(*told):
        here, there = sides[0][first:last], sides[1][begin:end]
        if tag == "equal":
            found += [ParagraphChange(Fate.KEPT, *pair) for pair in zip(here, there, strict=True)]
        else:
            found += _replaced(old, new, here, there)
    return tuple(found)


def _told(text: str, paragraphs: Sequence[Span]) -> list[_Told]:
    """The paragraphs' words; what stands there again and again is numbered, as difflib needs it."""
    plain = [" ".join(text[one.start : one.end].split()) for one in paragraphs]
    counts, seen = Counter(plain), Counter[str]()
    found: list[_Told] = []
    for words in plain:
        found.append((words, seen[words] if counts[words] > _OFTEN else 0))
        seen[words] += 1
    return found


def _opcodes(
    old: Sequence[_Told], new: Sequence[_Told]
) -> Iterator[tuple[str, int, int, int, int]]:
    """Opcodes as difflib has them, between anchors: difflib alone takes minutes for a book."""
    first = begin = 0
    for last, end in (*_anchors(old, new), (len(old), len(new))):
        matcher = SequenceMatcher(None, old[first:last], new[begin:end], autojunk=False)
        for tag, *edges in matcher.get_opcodes():
            yield tag, first + edges[0], first + edges[1], begin + edges[2], begin + edges[3]
        if last < len(old):
            yield "equal", last, last + 1, end, end + 1
        first, begin = last + 1, end + 1


def _anchors(old: Sequence[_Told], new: Sequence[_Told]) -> list[tuple[int, int]]:
    """The most paragraphs in one order that stand once in either text (patience diff, B. Cohen)."""
    once = [Counter(side) for side in (old, new)]
    place = {told: at for at, told in enumerate(new) if once[1][told] == 1}
    pairs = [(at, place[t]) for at, t in enumerate(old) if once[0][t] == 1 and t in place]
    ends: list[int] = []  # the least end of an ascending row of each length
    lasts: list[int] = []  # and the pair that it ends with
    before: list[int] = []
    for number, (_, there) in enumerate(pairs):
        length = bisect_left(ends, there)
        before.append(lasts[length - 1] if length else -1)
        ends[length : length + 1] = [there]
        lasts[length : length + 1] = [number]
    found: list[tuple[int, int]] = []
    number = lasts[-1] if lasts else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


def _replaced(
    old: str, new: str, here: Sequence[Span], there: Sequence[Span]
) -> Iterator[ParagraphChange]:
    """Of a stretch that differs: like paragraphs are paired in order, the rest came or went."""
    gone = come = 0
    for before, after in (*_pairs(old, new, here, there), (len(here), len(there))):
        yield from (ParagraphChange(Fate.WENT, one, None) for one in here[gone:before])
        yield from (ParagraphChange(Fate.CAME, None, one) for one in there[come:after])
        if before < len(here):
            yield _changed(old, new, here[before], there[after])
        gone, come = before + 1, after + 1


def _pairs(
    old: str, new: str, here: Sequence[Span], there: Sequence[Span]
) -> list[tuple[int, int]]:
    """The pairs in order that are most alike in all; none where there are too many to try."""
    if len(here) * len(there) > _MOST_PAIRS:
        return []
    words = [_counted(old, one) for one in here], [_counted(new, one) for one in there]
    alike = [[_likeness(one, other) for other in words[1]] for one in words[0]]
    best = [[0.0] * (len(there) + 1) for _ in range(len(here) + 1)]
    for i, row in enumerate(alike):
        for j, here_there in enumerate(row):
            paired = best[i][j] + here_there if here_there >= LEAST_LIKENESS else 0.0
            best[i + 1][j + 1] = max(paired, best[i][j + 1], best[i + 1][j])
    return _traced(best)


def _traced(best: list[list[float]]) -> list[tuple[int, int]]:
    i, j = len(best) - 1, len(best[0]) - 1
    found: list[tuple[int, int]] = []
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            found.append((i, j))
    return found[::-1]


def _counted(text: str, span: Span) -> Counter[str]:
    return Counter(_WORD.findall(text, span.start, span.end))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _changed(old: str, new: str, here: Span, there: Span) -> ParagraphChange:
    return ParagraphChange(Fate.CHANGED, here, there, *differing_words(old, new, here, there))


def differing_words(
    old: str, new: str, here: Span, there: Span
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The words of a stretch of one text that a stretch of another lacks, and the other way round.

    >>> differing_words("one two", "one three", Span(0, 7), Span(0, 9))
    ((Span(start=4, end=7),), (Span(start=4, end=9),))

    Args:
        old: The one text.
        new: The other.
        here: The stretch of the one.
        there: The stretch of the other.
    """
    words = list(_WORD.finditer(old, *here)), list(_WORD.finditer(new, *there))
    told = [one.group() for one in words[0]], [one.group() for one in words[1]]
    matcher = SequenceMatcher(None, *told, autojunk=max(map(len, told)) > _MOST_WORDS)
    lost: list[Span] = []
    won: list[Span] = []
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag != "equal" and last > first:
            lost.append(Span(words[0][first].start(), words[0][last - 1].end()))
        if tag != "equal" and end > begin:
            won.append(Span(words[1][begin].start(), words[1][end - 1].end()))
    return tuple(lost), tuple(won)
