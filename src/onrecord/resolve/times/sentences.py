"""The sentence that a place in the text lies in, worked out paragraph by paragraph."""

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.segment import Word, sentence_starts, words_within
from onrecord.types import Span


class Sentences:
    """Sentences of a text's sections; each section is cut when first asked for."""

    def __init__(
        self, text: str, sections: Sequence[Span], words: Sequence[Word] | None = None
    ) -> None:
        """Over the sections of a text; ``words`` are theirs, where they are known already."""
        self._text = text
        self._words = words
        self._sections = sections
        self._starts = [section.start for section in sections]
        self._cut: dict[int, list[int]] = {}

    def section_at(self, place: int) -> int:
        """Index of the section that a place lies in or follows; -1 before the first."""
        return bisect_right(self._starts, place) - 1

    def at(self, place: int) -> Span:
        """The sentence that a place lies in; an empty span outside every section."""
        index = self.section_at(place)
        if index < 0 or place >= self._sections[index].end:
            return Span(place, place)
        starts = self._sentence_starts(index)
        number = bisect_right(starts, place) - 1
        end = starts[number + 1] if number + 1 < len(starts) else self._sections[index].end
        return Span(starts[max(number, 0)], end)

    def _sentence_starts(self, index: int) -> list[int]:
        if index not in self._cut:
            section = self._sections[index]
            words = words_within(self._text, section, self._words)
            starts = [words[at].start for at in sentence_starts(words)]
            self._cut[index] = starts or [section.start]
        return self._cut[index]
