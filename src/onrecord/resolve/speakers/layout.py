"""Where a report's words stand: in which sentence, paragraph and quotation."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.segment import Quotation, Word, sentence_starts
from onrecord.types import Span

# Shorter ones are words set apart ("so-called"), not speech that has a "you" and an "I".
_SPEECH_WORDS = 4
# A paragraph that starts with a line of signs ("___", "***") starts something new: nobody spoken
# of before is near any more.
_BREAK_SENTENCES = 8


@dataclass(frozen=True, slots=True)
class Layout:
    """A report's words, and for each the place that it stands in.

    Attributes:
        text: The report's text.
        words: Its words, in order.
        lower: The same in lower case with straight apostrophes.
        starts: Where each word starts.
        sentence_of: For each word the number of its sentence, ascending; none runs across
            paragraphs.
        paragraph_of: For each word the number of its paragraph.
        speech_of: For each word the number of the quotation of four words or more that it
            stands in, -1 outside of them.
        speeches: These quotations, in order, with their marks.
    """

    text: str
    words: Sequence[Word]
    lower: list[str]
    starts: list[int]
    sentence_of: list[int]
    paragraph_of: list[int]
    speech_of: list[int]
    speeches: list[Span]

    def word_at(self, offset: int) -> int:
        """Index of the word that holds an offset, else of the next one."""
        at = bisect_right(self.starts, offset) - 1
        return at if at >= 0 and offset < self.words[at].end else at + 1

    def words_of(self, span: Span) -> range:
        """Indices of the words that a span touches."""
        return range(self.word_at(span.start), bisect_left(self.starts, span.end))

    def plain(self, at: int) -> str:
        """A word in lower case with straight apostrophes; "" where there is none."""
        return self.lower[at] if 0 <= at < len(self.lower) else ""

    def starts_sentence(self, at: int) -> bool:
        """Whether a word is the first of its sentence."""
        return at == 0 or self.sentence_of[at] != self.sentence_of[at - 1]


def lay_out(
    text: str, words: Sequence[Word], sections: Sequence[Span], quotations: Iterable[Quotation]
) -> Layout:
    """Place every word.

    Args:
        text: The report's text.
        words: Its words.
        sections: Its own paragraphs, in order.
        quotations: Its quotations.
    """
    section_starts = [section.start for section in sections]
    paragraph_of = [bisect_right(section_starts, word.start) - 1 for word in words]
    begins = frozenset(sentence_starts(words))
    sentence_of: list[int] = []
    for at, paragraph in enumerate(paragraph_of):
        new = at == 0 or at in begins or paragraph != paragraph_of[at - 1]
        step = _BREAK_SENTENCES if words[at].text.strip("_*-–—#") == "" else 1
        sentence_of.append((sentence_of[-1] if sentence_of else -1) + new * step)
    starts = [word.start for word in words]
    speech_of, speeches = _speeches(starts, quotations)
    lower = [word.text.lower().replace("’", "'") for word in words]
    return Layout(text, words, lower, starts, sentence_of, paragraph_of, speech_of, speeches)


def _speeches(starts: list[int], quotations: Iterable[Quotation]) -> tuple[list[int], list[Span]]:
    speech_of = [-1] * len(starts)
    speeches: list[Span] = []
    for quotation in quotations:
        inside = range(bisect_left(starts, quotation.start), bisect_left(starts, quotation.end))
        if len(inside) < _SPEECH_WORDS + 2 or (inside and speech_of[inside[0]] >= 0):
            continue  # marks are words of their own
        for at in inside:
            speech_of[at] = len(speeches)
        speeches.append(Span(quotation.start, quotation.end))
    return speech_of, speeches
