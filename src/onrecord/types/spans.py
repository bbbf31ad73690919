"""Positions in a report's text, and ids."""

import hashlib
import json
from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open ``[start, end)`` offsets in Unicode code points into ``Report.text``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a report, possibly discontinuous: spans in order, apart from each other.

    ``text`` is the spans' characters, with `` … `` between spans.
    """

    spans: tuple[Span, ...]
    text: str

    @classmethod
    def of(cls, text: str, spans: tuple[Span, ...]) -> "Passage":
        """The passage of a report's text that the spans cover."""
        return cls(spans, " … ".join(text[span.start : span.end] for span in spans))


@dataclass(frozen=True, slots=True)
class Told:
    """A value, and the words of the report that say so."""

    value: str
    spans: tuple[Span, ...]


def make_id(*parts: object) -> str:
    """An id: the first 32 hex digits of the SHA-256 of the parts as a canonical JSON array.

    >>> make_id("report", "https://example.org/1")
    'cdd9ca0aad128d8a561ea7834e4c2f6e'
    """
    array = json.dumps(parts, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(array.encode("ascii")).hexdigest()[:32]
