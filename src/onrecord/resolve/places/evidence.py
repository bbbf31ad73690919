"""Countries and divisions that a report's other words tell: peoples, bodies, seats of power."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from onrecord.lexicon.nations import Meaning, Sense, fold, folded_words, load_nations
from onrecord.resolve.places.entries import Kind
from onrecord.resolve.places.folding import fold_name
from onrecord.types import Span

_CAPITAL = re.compile(r"\b[A-Z][\w.]*")
_DIVISIONS = (Sense.DIVISION, Sense.DEMONYM_OF_DIVISION)
_MOST_CHARS = 60
# A capital tells its country no better than the place itself does.
_LEFT_OUT = (Sense.CAPITAL,)


def find_nations(text: str, covered: Sequence[Span]) -> Iterator[tuple[str, Kind]]:
    """Keys and kinds of the countries and divisions that words tell, once for each time told.

    Args:
        text: The report's text.
        covered: What is left out: names that are looked up otherwise or are no evidence.
    """
    nations = load_nations()
    spans = sorted(covered)
    starts = [span.start for span in spans]
    end = 0
    for match in _CAPITAL.finditer(text):
        before = bisect_right(starts, match.start())
        if match.start() < end or (before and spans[before - 1].end > match.start()):
            continue
        length, meaning = _meaning(text, match)
        if meaning is None:
            continue
        end = match.start() + length
        if meaning.sense in _DIVISIONS:
            yield fold_name(meaning.name), Kind.FIRST_ORDER
        else:
            yield from (
                (fold_name(nations.names[code]), Kind.COUNTRY) for code in meaning.countries
            )


def _meaning(text: str, match: re.Match[str]) -> tuple[int, Meaning | None]:
    """The longest words of the lexicon that start here, and how many characters they are."""
    known = load_nations().index.get(fold(match.group()))
    if not known:
        return 0, None
    after = text[match.end() : match.end() + _MOST_CHARS]
    words = folded_words(after)
    for rest, meaning in known:
        if words[: len(rest)] != rest or meaning.sense in _LEFT_OUT:
            continue
        if meaning.capitals and not match.group().replace(".", "").isupper():
            continue
        return len(match.group()) + sum(len(word) + 1 for word in rest), meaning
    return 0, None
