"""Find time expressions: by rules over kinds of words, and by what the model proposes."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.resolve.times.calendar import parse_published
from onrecord.resolve.times.edtf import edtf_of
from onrecord.resolve.times.patterns import Context, Found, Match, Reading, Rule, encode
from onrecord.resolve.times.rules import UNSURE, any_rule, islands, load_rules
from onrecord.resolve.times.tokens import Token, find_tokens
from onrecord.types import Span, TimeExpression, TimeType, make_id

# A span that only the model sees is mostly wrong below this; tuned like the rules.
_SURE = 0.8


class SeenTime(NamedTuple):
    """A time expression as the model proposes it; ``score`` is a probability, 0 to 1."""

    span: Span
    type: TimeType
    score: float


def find_times(
    text: str,
    sections: Sequence[Span],
    *,
    published: str | None,
    edition: str,
    seen: Sequence[SeenTime] = (),
) -> tuple[TimeExpression, ...]:
    """Find the words that tell times and work out which times they tell.

    Args:
        text: The report's text.
        sections: Its own paragraphs, in order, apart from each other.
        published: Date of publication, ISO 8601; without one, or with one that cannot be
            read, what counts from it stays relative.
        edition: Id of the edition, for the expressions' ids.
        seen: What the model proposes, in any order.

    >>> [t.value for t in find_times("He met Ode on Friday, two days later.", [Span(0, 37)],
    ...     published="2031-05-07", edition="e")]
    ['2031-05-02', '2031-05-04']
    """
    tokens = find_tokens(text, sections)
    context = Context(parse_published(published), tokens, [])
    for found in _matches(tokens, context):
        context.earlier.append(found)
    return _expressions(text, edition, _settle(context.earlier, seen))


def _settle(found: Sequence[Found], seen: Sequence[SeenTime]) -> list[Found]:
    """What the rules found and the model does not speak against, with what it alone is sure of.

    Where both find a span but other ends, the rules' are right more often (89 to 36 times on
    the four fifths of TimeBank and AQUAINT), so they stand.
    """
    if not seen:
        return list(found)
    spans = sorted(one.span for one in seen)
    kept = [f for f in found if f.rule not in UNSURE or _meets(spans, f.start, f.end)]
    places = [Span(f.start, f.end) for f in kept]
    kept += [
        Found(*one.span, Reading(one.type, None))
        for one in seen
        if one.score >= _SURE and not _meets(places, *one.span)
    ]
    return sorted(kept, key=lambda f: (f.start, f.end))


def _meets(spans: Sequence[Span], start: int, end: int) -> bool:
    """Whether one of the spans, sorted and apart from each other, overlaps a stretch."""
    at = bisect_left(spans, Span(end, end)) - 1
    return at >= 0 and spans[at].end > start


def _matches(tokens: Sequence[Token], context: Context) -> Iterator[Found]:
    """The longest match at each place, left to right."""
    kinds = encode(tokens)
    for island in islands().finditer(kinds):
        at = island.start()
        while start := any_rule().search(kinds, at, island.end()):
            at, found = _longest(tokens, kinds, start.start(), context)
            if found is not None:
                yield found


def _longest(
    tokens: Sequence[Token], kinds: str, at: int, context: Context
) -> tuple[int, Found | None]:
    """The end of the longest match and what it says; the next place and None without one."""
    fits: list[tuple[int, int, Rule]] = []
    for rank, rule in enumerate(load_rules()):
        match = rule.pattern.match(kinds, at)
        if match:
            fits.append((match.end(), -rank, rule))
    for end, _, rule in sorted(fits, key=lambda fit: fit[:2], reverse=True):
        reading = rule.read(Match(tokens, at, end), context)
        if reading is not None:
            return end, Found(tokens[at].start, tokens[end - 1].end, reading, rule.name)
    return at + 1, None


def _expressions(text: str, edition: str, found: Sequence[Found]) -> tuple[TimeExpression, ...]:
    ids = {(f.start, f.end): make_id("time", edition, f.start, f.end) for f in found}
    return tuple(
        TimeExpression(
            id=ids[f.start, f.end],
            span=Span(f.start, f.end),
            text=text[f.start : f.end],
            type=f.reading.type,
            value=f.reading.value,
            edtf=_edtf(f),
            anchor=ids.get((f.reading.anchor.start, f.reading.anchor.end))
            if f.reading.anchor
            else None,
        )
        for f in found
    )


def _edtf(found: Found) -> str | None:
    reading = found.reading
    if reading.type not in (TimeType.DATE, TimeType.TIME):
        return None
    return edtf_of(reading.value, is_rough=reading.is_rough)
