"""The place names of a report, and the places that each may be."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.resolve.places.entries import Entry, Gazetteer, How, Kind, Match
from onrecord.resolve.places.evidence import find_nations
from onrecord.resolve.places.folding import fold_name, keys_of, trim_name
from onrecord.types import Name, NameKind, Span

# Between a place and the one it lies in: "Tolva, Kestria", "Tolva (Kestria)".
_COMMA = re.compile(r",\s{1,2}|\s?\(")
_WORD = r"(?:[A-Z]\.(?:\s?[A-Z][a-z]*\.)+|[A-Z][\w'’-]*\.?)"
_TAIL = re.compile(rf"(?:,\s{{1,2}}|\s?\()({_WORD}(?:[ ]{_WORD}){{0,2}})")
_DIVISIONS = frozenset((Kind.COUNTRY, Kind.FIRST_ORDER, Kind.SECOND_ORDER))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean.

    Attributes:
        entry: The place.
        how: How the name names it.
        cut: How many forms of the name were tried before the gazetteer knew one.
    """

    entry: Entry
    how: How
    cut: int


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name that stands in a report, once or more, and the places that it may mean.

    Attributes:
        key: The name, folded.
        holds: It stands behind a comma, for what another place lies in: another sense of a name
            may stand there than elsewhere ("Tolva, New York").
        count: How often it stands in the report.
        candidates: The places that go by it.
    """

    key: str
    holds: bool
    count: int
    candidates: tuple[Candidate, ...]

    @property
    def is_people(self) -> bool:
        """Whether it only names those of a place: "Russian"."""
        return all(one.how is How.DEMONYM for one in self.candidates)


@dataclass(frozen=True, slots=True)
class Reading:
    """The toponyms of a report.

    Attributes:
        toponyms: Each name once, in the order they first stand in.
        of_name: By position in the names given, its toponym's number; None where it has none.
        within: Pairs of toponyms' numbers: the first stands in the text as lying in the second.
    """

    toponyms: tuple[Toponym, ...]
    of_name: tuple[int | None, ...]
    within: frozenset[tuple[int, int]]


@dataclass(slots=True)
class _Mention:
    span: Span
    kind: NameKind
    name: int | None  # number of the name; None for words behind a comma that no name covers
    candidates: tuple[Candidate, ...] = ()
    holds: bool = False
    toponym: int | None = None


def read_toponyms(text: str, names: Sequence[Name], gazetteer: Gazetteer) -> Reading:
    """The place names of a report with their candidates; countries told otherwise come along."""
    mentions = _mentions(text, names)
    known = gazetteer.find(key for one in mentions for key in keys_of(_words(text, one.span)))
    for mention in mentions:
        mention.candidates = _candidates(text, mention, known)
    mentions = [mention for mention in mentions if mention.candidates]
    pairs = [pair for pair in pairwise(mentions) if _lies_in(text, *pair)]
    for _, outer in pairs:
        outer.holds = True
    toponyms = _number(text, [m for m in mentions if m.name is not None or m.holds])
    return Reading(
        (*toponyms, *_context(text, names, toponyms, gazetteer)),
        _of_name(len(names), mentions),
        frozenset(
            (inner.toponym, outer.toponym)
            for inner, outer in pairs
            if inner.toponym is not None and outer.toponym is not None
        ),
    )


def _number(text: str, mentions: list[_Mention]) -> tuple[Toponym, ...]:
    """The toponyms of the mentions; each mention is told its toponym's number."""
    found: dict[tuple[str, bool], list[_Mention]] = {}
    for mention in mentions:
        key = fold_name(trim_name(_words(text, mention.span))), mention.holds
        found.setdefault(key, []).append(mention)
    for number, same in enumerate(found.values()):
        for mention in same:
            mention.toponym = number
    return tuple(
        Toponym(key, holds, len(same), same[0].candidates) for (key, holds), same in found.items()
    )


def _of_name(count: int, mentions: list[_Mention]) -> tuple[int | None, ...]:
    of_name: list[int | None] = [None] * count
    for mention in mentions:
        if mention.name is not None:
            of_name[mention.name] = mention.toponym
    return tuple(of_name)


def _words(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _mentions(text: str, names: Sequence[Name]) -> list[_Mention]:
    """Names of places and peoples in order, cut at a comma; words behind a comma beside them."""
    kinds = (NameKind.PLACE, NameKind.FACILITY)
    order = sorted(range(len(names)), key=lambda number: names[number].span)
    starts = [names[number].span.start for number in order]
    mentions = []
    for number in order:
        span, kind = names[number].span, names[number].kind
        if kind not in kinds:
            continue
        comma = _words(text, span).find(", ") if kind is NameKind.PLACE else -1
        head = Span(span.start, span.start + comma) if comma > 0 else span
        mentions.append(_Mention(head, kind, number))
        if kind is NameKind.PLACE:
            mentions += _tail(text, head.end, starts[bisect_right(starts, head.start) :][:1])
    return mentions


def _tail(text: str, end: int, next_start: list[int]) -> Iterator[_Mention]:
    """Words in capitals right behind a name and a comma, the most first, up to the next name."""
    match = _TAIL.match(text, end)
    if match is None or (next_start and next_start[0] < match.end(1)):
        return
    start, end = match.span(1)
    while end > start:
        yield _Mention(Span(start, end), NameKind.PLACE, None)
        end = max(text.rfind(" ", start, end), start)


def _context(
    text: str, names: Sequence[Name], toponyms: Sequence[Toponym], gazetteer: Gazetteer
) -> Iterator[Toponym]:
    """Countries and divisions that words outside the names of places tell, as toponyms."""
    kinds = (NameKind.PLACE, NameKind.FACILITY, NameKind.PERSON)
    told = find_nations(text, [name.span for name in names if name.kind in kinds])
    counts = Counter(told)
    known = gazetteer.find(key for key, _ in counts)
    named = {toponym.key for toponym in toponyms}
    for (key, kind), count in counts.items():
        candidates = tuple(
            Candidate(match.entry, match.how, 0)
            for match in known.get(key, ())
            if match.entry.kind is kind and key not in named
        )
        if candidates:
            yield Toponym(key, False, count, candidates)


def _lies_in(text: str, inner: _Mention, outer: _Mention) -> bool:
    """Whether a comma and the map say that one place lies in the other."""
    if inner.name is None and outer.name is None:
        return False
    if not _COMMA.fullmatch(text, inner.span.end, outer.span.start):
        return False
    holders = [one.entry for one in outer.candidates if one.entry.kind in _DIVISIONS]
    return any(
        holder.contains(one.entry) and holder.geonameid != one.entry.geonameid
        for holder in holders
        for one in inner.candidates
    )


def _candidates(
    text: str, mention: _Mention, known: Mapping[str, tuple[Match, ...]]
) -> tuple[Candidate, ...]:
    words = _words(text, mention.span)
    for cut, key in enumerate(keys_of(words)):
        found = tuple(
            Candidate(match.entry, match.how, cut)
            for match in known.get(key, ())
            if _fits(mention, match, words, _around(text, mention.span))
        )
        if found:
            return found
    return ()


def _around(text: str, span: Span) -> tuple[str, str]:
    return text[max(0, span.start - 2) : span.start], text[span.end : span.end + 1]


def _fits(mention: _Mention, match: Match, words: str, around: tuple[str, str]) -> bool:
    before, after = around
    if match.how is How.SHORT:
        marked = words.isupper() or words.endswith(".") or after == "." or before == ", "
        return marked and words[0].isupper()
    if mention.kind is NameKind.FACILITY:
        return match.entry.kind is Kind.FACILITY
    if mention.name is None:
        return match.entry.kind in _DIVISIONS and match.how is not How.DEMONYM
    return True
