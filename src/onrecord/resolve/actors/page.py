"""A report's words as the reading of names needs them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.segment import Word, sentence_starts, words_within
from onrecord.types import Span


@dataclass(frozen=True, slots=True)
class Page:
    """A report's words; all numbers are indices of words.

    Attributes:
        text: The report's text.
        words: The words of its own paragraphs, in order.
        starts: Where each word starts.
        begins: For each word the first word of its sentence.
        ends: For each word the one after the last of its sentence.
        people: Words of names of people.
        around: How often the report mentions each country.
    """

    text: str
    words: Sequence[Word]
    starts: Sequence[int]
    begins: Sequence[int]
    ends: Sequence[int]
    people: frozenset[int]
    around: Mapping[str, int]

    def words_of(self, span: Span) -> range:
        """Indices of the words that a span touches."""
        first = bisect_right(self.starts, span.start) - 1
        if first < 0 or self.words[first].end <= span.start:
            first += 1
        return range(first, bisect_left(self.starts, span.end))


def lay_page(
    text: str,
    sections: Sequence[Span],
    people: Iterable[Span],
    around: Mapping[str, int],
    known: Sequence[Word] | None = None,
) -> Page:
    """Find the words of a report's own paragraphs and where their sentences begin and end.

    ``known`` are these words, where they have been found already.
    """
    words: list[Word] = []
    begins: list[int] = []
    ends: list[int] = []
    for section in sections:
        found = words_within(text, section, known)
        starts = sentence_starts(found)
        offset = len(words)
        for first, after in zip(starts, [*starts[1:], len(found)], strict=True):
            begins += [offset + first] * (after - first)
            ends += [offset + after] * (after - first)
        words += found
    page = Page(text, words, [w.start for w in words], begins, ends, frozenset(), around)
    inside = frozenset(at for span in people for at in page.words_of(span))
    return Page(text, words, page.starts, begins, ends, inside, around)
