"""Links that open the live page at the very words; computed from a report's text, never stored.

They are text fragments (WICG, URL Fragment Text Directives):
``#:~:text=[prefix-,]start[,end][,-suffix]``. Browsers look for the words in the page's text,
without regard to case, whole words only, no part across a paragraph's border, and take the first
place that fits. So words that stand more than once get the words around them as prefix and
suffix, and a long passage is told by its first and last words.
"""

import re
from collections.abc import Sequence
from itertools import islice, pairwise
from urllib.parse import quote

from onrecord.types import Report, Span

_MAX_EXACT_WORDS = 12
_EDGE_WORDS = 4
# Titles, teasers and comments of the page are not known here; two words may well be in them.
_MIN_PLAIN_WORDS = 3
_MAX_CONTEXT_WORDS = 12
_MAX_CONTEXT_CHARS = 500
_MAX_WORD_CHARS = 200

_Words = Sequence[tuple[int, int]]
"""The bounds of words that follow each other, as white space parts them."""

_WORD = re.compile(r"\S+")
# A word as browsers see one (UAX 29, without its finer points): "Minister’s" and "U.S" are whole.
_WHOLE = re.compile(r"\w+(?:['’.:·]\w+)*")
_IN_WORDS = frozenset("_'’.:·")
_BULLET = re.compile(r"(?:^|(?<=\n))[-•*] (?=\S)")


class TextLinks:
    """Makes links to passages of one report.

    >>> links = TextLinks("https://meridian.example/1", "He said no. She, too, said no.")
    >>> links.to([Span(17, 30)])
    'https://meridian.example/1#:~:text=too%2C%20said%20no.'
    >>> links.to([Span(27, 29)])
    'https://meridian.example/1#:~:text=too%2C%20said-,no'
    """

    def __init__(self, url: str | None, text: str) -> None:
        """For a report.

        Args:
            url: Its address; without one of the web there are no links.
            text: Its text, which the spans count in.
        """
        is_web = url is not None and url.lower().startswith(("http://", "https://"))
        self._url = url if is_web else None
        self._text = text
        lower = text.lower()
        # A few letters have two characters in lower case; positions must stay what they are.
        self._folded = lower if len(lower) == len(text) else text

    def to(self, spans: Sequence[Span]) -> str | None:
        """The link to a passage, one directive for each of its spans; None without an address."""
        if self._url is None:
            return None
        parts = [part for span in spans if (part := self._directive(span))]
        if not parts:
            return None
        mark = "" if "#" in self._url else "#"
        return f"{self._url}{mark}:~:{'&'.join(f'text={part}' for part in parts)}"

    def _directive(self, span: Span) -> str | None:
        words = self._words(*self._whole(*span))
        if not words or not any(map(str.isalnum, self._text[words[0][0] : words[-1][1]])):
            return None
        if len(words) <= _MAX_EXACT_WORDS and _line_start(self._text, words) == words:
            return self._exact(words)
        return self._range(words)

    def _whole(self, start: int, end: int) -> tuple[int, int]:
        """A span that begins with no bullet and cuts no word; browsers find whole words only."""
        if bullet := _BULLET.match(self._text, start):
            start = min(bullet.end(), end)
        return self._word_around(start)[0], self._word_around(end)[1]

    def _word_around(self, at: int) -> tuple[int, int]:
        """The bounds of the word that a position lies within; the position where there is none."""
        if not all(map(_may_be_inside, self._text[max(0, at - 1) : at + 1])):
            return at, at
        low = max(0, at - _MAX_WORD_CHARS)
        begins = low + max(self._text[low:at].rfind(space) for space in " \n\t") + 1
        for word in _WHOLE.finditer(self._text, begins, at + _MAX_WORD_CHARS):
            if word.start() >= at:
                break
            if at < word.end():
                return word.span()
        return at, at

    def _exact(self, words: _Words) -> str:
        """All the words, with as much around them as makes them the first such place."""
        fewest = 0 if len(words) >= _MIN_PLAIN_WORDS else 1
        if not fewest and self._is_first(words):
            return self._quoted(words)
        before, after = self._before(words[0][0]), self._after(words[-1][1])
        for count in range(fewest, _MAX_CONTEXT_WORDS + 1):
            prefix = before[len(before) - count :] if count < len(before) else before
            if self._is_first([*prefix, *words]):
                return self._quoted(words, prefix=prefix)
            suffix = after[:count]
            if self._is_first([*prefix, *words, *suffix]):
                return self._quoted(words, prefix=prefix, suffix=suffix)
        return self._quoted(words, prefix=before, suffix=after)

    def _range(self, words: _Words) -> str:
        """The first and the last words, as many as it takes to find both where they stand."""
        line = _line_start(self._text, words)
        first = line[:_EDGE_WORDS]
        for count in range(_EDGE_WORDS, min(len(line), _MAX_CONTEXT_WORDS) + 1):
            first = line[:count]
            if self._is_first(first):
                break
        prefix = [] if self._is_first(first) else self._before(words[0][0])
        last = self._last(words[len(first) :])
        return self._quoted(first, prefix=prefix, last=last)

    def _last(self, rest: _Words) -> _Words:
        """The last of some words: those that stand nowhere between the first of them and there."""
        line = _line_end(self._text, rest)
        for count in range(_EDGE_WORDS, min(len(line), _MAX_CONTEXT_WORDS) + 1):
            if self._is_first(line[-count:], since=rest[0][0]):
                return line[-count:]
        return line[-_MAX_CONTEXT_WORDS:]

    def _is_first(self, words: _Words, *, since: int = 0) -> bool:
        """Whether the text has such words nowhere before."""
        start, end = words[0][0], words[-1][1]
        return self._folded.find(self._folded[start:end], since) == start

    def _before(self, start: int) -> _Words:
        """The words right before a position, of the paragraph that the last of them stands in."""
        low = max(0, start - _MAX_CONTEXT_CHARS)
        words = self._words(low, start)
        if low and words and words[0][0] == low:
            del words[0]
        return _line_end(self._text, words)[-_MAX_CONTEXT_WORDS:] if words else []

    def _after(self, end: int) -> _Words:
        """The words right after a position, of one paragraph."""
        high = end + _MAX_CONTEXT_CHARS
        found = islice(_WORD.finditer(self._text, end, high), _MAX_CONTEXT_WORDS)
        words = [match.span() for match in found]
        if words and words[-1][1] == high:
            del words[-1]
        return _line_start(self._text, words) if words else []

    def _words(self, start: int, end: int) -> list[tuple[int, int]]:
        return [match.span() for match in _WORD.finditer(self._text, start, end)]

    def _quoted(
        self, words: _Words, *, prefix: _Words = (), last: _Words = (), suffix: _Words = ()
    ) -> str:
        """A directive's value: ``[prefix-,]words[,last][,-suffix]``."""
        parts = [self._encoded(part) for part in (prefix, words, last, suffix)]
        before, start, end, after = parts
        told = [f"{before}-"] if before else []
        told += [start, *([end] if end else []), *([f"-{after}"] if after else [])]
        return ",".join(told)

    def _encoded(self, words: _Words) -> str:
        if not words:
            return ""
        plain = " ".join(self._text[words[0][0] : words[-1][1]].split())
        # quote() leaves a dash as it is, which is a mark of its own here.
        return quote(plain, safe="", errors="replace").replace("-", "%2D")


def text_link(report: Report, spans: Sequence[Span]) -> str | None:
    """The link to a passage of a report; None where the report has no address of the web.

    ``TextLinks`` is faster for many passages of one report.
    """
    return TextLinks(report.url, report.text).to(spans)


def _may_be_inside(char: str) -> bool:
    """Whether a character may stand inside a word as `_WHOLE` has it."""
    return char.isalnum() or char in _IN_WORDS


def _line_start(text: str, words: _Words) -> _Words:
    """The words up to the first line break between two of them."""
    for count, (one, other) in enumerate(pairwise(words), 1):
        if "\n" in text[one[1] : other[0]]:
            return words[:count]
    return words


def _line_end(text: str, words: _Words) -> _Words:
    """The words after the last line break between two of them."""
    for count in range(len(words) - 1, 0, -1):
        if "\n" in text[words[count - 1][1] : words[count][0]]:
            return words[count:]
    return words
