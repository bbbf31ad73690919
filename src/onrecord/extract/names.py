"""Tagged words → names: the characters that are the name and nothing else."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from onrecord.segment import Word
from onrecord.types import Name, NameKind, Span

# "US-made", "Ansel-based", "anti-Ostian": what a hyphen ties to a name is no part of it; but
# "Sanwo-olu" and "Anti-Fraud Office" are names.
_TAIL = re.compile(
    r"(?:[-\u2010\u2011](?:[a-z]*ed|made|born|run|held|built|wide|style|era|bound|area|like|"
    r"speaking|friendly|leaning|born|only|to|and|in|or))+\Z"
)
_HEAD = re.compile(r"\A(?:anti|pro|non|pre|post|ex|then|now|mid|cross)[-\u2010\u2011](?=[A-Z])")
_POSSESSIVE = re.compile(r"['\u2019](?:s|S)?\Z")
_AROUND = " \t\n\u00a0\"'\u201c\u201d\u2018\u2019`,;:([{"


def read_name(
    text: str, words: Sequence[Word], tagged: tuple[int, int, NameKind, float]
) -> Name | None:
    """The name that some tagged words hold; None when nothing of a name is left.

    Args:
        text: The report's text.
        words: Its words.
        tagged: First word, last word + 1, kind, probability.
    """
    first, stop, kind, score = tagged
    span = trim_name(text, Span(words[first].start, words[stop - 1].end))
    if span is None or not _may_be_name(text[span.start : span.end]):
        return None
    return Name(span, kind, round(score, 4))


def _may_be_name(words: str) -> bool:
    """Whether there is a letter or digit, and not only lower-case letters."""
    return any(c.isalnum() for c in words) and not words.islower()


def trim_name(text: str, span: Span) -> Span | None:
    """A span without quotation marks and hyphenated parts around the name in it.

    >>> text = "a Brask-led, anti-Ostian crowd in Mr. Ulm's “Port Ansel"
    >>> for start, end in ((2, 11), (13, 24), (38, 43), (44, 55)):
    ...     found = trim_name(text, Span(start, end))
    ...     print(text[found.start:found.end])
    Brask
    Ostian
    Ulm
    Port Ansel
    """
    start, end = span
    while start < end and text[start] in _AROUND:
        start += 1
    if match := _HEAD.match(text[start:end]):
        start += match.end()
    match = _TAIL.search(text[start:end])
    if match and match.start():
        end = start + match.start()
    if match := _POSSESSIVE.search(text[start:end]):
        end = start + match.start()
    while start < end and text[end - 1] in _AROUND:
        end -= 1
    return Span(start, end) if start < end else None


def agree_on_kinds(text: str, names: Sequence[Name]) -> list[Name]:
    """The same names, each of the kind that its report gives to these words most surely.

    The last word of a person's name counts for that name too. On 40 of the articles of
    EN-Worldwide that are set aside it raised the F1 of an early model from 82.2 to 82.7.

    >>> text = "Ana Lesk met Lesk"
    >>> person = Name(Span(0, 8), NameKind.PERSON, 0.9)
    >>> agree_on_kinds(text, [person, Name(Span(13, 17), NameKind.PLACE, 0.6)])[1].kind.value
    'person'
    """
    votes: dict[str, dict[NameKind, float]] = defaultdict(lambda: defaultdict(float))
    for name in names:
        words = text[name.span.start : name.span.end].casefold().split()
        votes[" ".join(words)][name.kind] += name.score
        if name.kind is NameKind.PERSON and len(words) > 1:
            votes[words[-1]][name.kind] += name.score
    agreed = []
    for name in names:
        found = votes[" ".join(text[name.span.start : name.span.end].casefold().split())]
        best = max(NameKind, key=lambda kind: found.get(kind, 0.0))
        agreed.append(name if best is name.kind else replace(name, kind=best))
    return agreed
