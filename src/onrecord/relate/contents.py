"""What statements say, as sets of stems: how alike two contents are."""

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from onrecord.lexicon.answers import load_answers
from onrecord.lexicon.words import plain_words
from onrecord.segment import Word, find_words
from onrecord.types import Actor, Mention, Passage, Span, Statement

_STEM_CHARS = 6  # "Vesk-ian" and "Vesk", "retaliation" and "retaliatory" are one stem
_LEAST_STEM = 3
_SUFFIXES = ("ingly", "edly", "ings", "ing", "ies", "ied", "ed", "es", "ly", "s", "e", "y")
_OPENING_CHARS = 240
_IN_NUMBER = re.compile(r"(?<=\d)[,.](?=\d)")
_LONGEST_RUN = 6  # words; who repeats as many in a row repeats them
_READ_WORDS = 80
_LATEST = 30  # how many earlier statements with the same stem are looked at


@dataclass(frozen=True, slots=True)
class Content:
    """What one statement says.

    Attributes:
        stems: Stems of its words, and of the names of those whom other words in it stand for.
        opening: Its first words, lower case, one blank between them, quotation marks left out.
        names: Stems of its words that stand in upper case among words in lower case.
        runs: Its runs of two, three and more words that stand together.
    """

    stems: frozenset[str]
    opening: str
    names: frozenset[str] = frozenset()
    runs: tuple[frozenset[tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two contents are, words weighted by their rarity in the report.

    Attributes:
        shared: Weight of the stems that both have; a stem that only they have counts about 1.
        held: That weight over the weight of the lighter one: 0 to 1.
    """

    shared: float
    held: float


class Contents:
    """The contents of a report's statements, in their order."""

    def __init__(
        self,
        words: Sequence[Word],
        statements: Sequence[Statement],
        actors: Iterable[Actor] = (),
        mentions: Iterable[Mention] = (),
    ) -> None:
        """Read each content once."""
        starts = [word.start for word in words]
        named = _named_stems(actors, mentions)
        places = sorted(named)
        self._contents = [_read(s.content, words, starts, named, places) for s in statements]
        holders: dict[str, list[int]] = defaultdict(list)
        for index, content in enumerate(self._contents):
            for stem in content.stems:
                holders[stem].append(index)
        self._holders = holders
        scale = math.log(len(statements) + 1)
        self._weights = {stem: 1 - math.log(len(known)) / scale for stem, known in holders.items()}
        self._sums = [sum(map(self._weights.__getitem__, sorted(c.stems))) for c in self._contents]

    def __getitem__(self, index: int) -> Content:
        return self._contents[index]

    def __len__(self) -> int:
        return len(self._contents)

    def likeness(self, one: int, other: int) -> Likeness:
        """How alike two statements' contents are, by their indices."""
        both = self._contents[one].stems & self._contents[other].stems
        shared = sum(map(self._weights.__getitem__, sorted(both)))
        least = min(self._sums[one], self._sums[other])
        return Likeness(shared, shared / least if least else 0.0)

    def longest_run(self, one: int, other: int) -> int:
        """How many words in a row two contents share: none, or from 2 to 6."""
        found = 0
        both = zip(self._contents[one].runs, self._contents[other].runs, strict=False)
        for count, (mine, theirs) in enumerate(both, 2):
            if mine.isdisjoint(theirs):
                break
            found = count
        return found

    def common_words(self, one: int, other: int) -> int:
        """How many stems two contents share that are no names."""
        mine, theirs = self._contents[one], self._contents[other]
        return len((mine.stems & theirs.stems) - mine.names - theirs.names)

    def covered(self, stems: frozenset[str], index: int) -> float:
        """What share of some stems, by weight, a statement's content has: 0 to 1."""
        weights = {stem: self._weights.get(stem, 1.0) for stem in sorted(stems)}
        total = sum(weights.values())
        both = stems & self._contents[index].stems
        return sum(weights[stem] for stem in sorted(both)) / total if total else 0.0

    def earlier(self, index: int, least: int = 2) -> Iterator[int]:
        """Earlier statements that share stems, in order; of a common stem only the latest count.

        Args:
            index: The later statement.
            least: How many stems must be shared.
        """
        counts: Counter[int] = Counter()
        for stem in self._contents[index].stems:
            known = self._holders[stem]
            at = bisect_left(known, index)
            counts.update(known[max(0, at - _LATEST) : at])
        return (other for other in sorted(counts) if counts[other] >= least)


@lru_cache(maxsize=1 << 14)
def stem_of(word: str) -> str:
    """A lower-case word's stem; words that count as the same have one.

    >>> stem_of("retaliatory") == stem_of("retaliation"), stem_of("soldiers") == stem_of("troops")
    (True, True)
    """
    alike = load_answers().alike.get(word)
    if alike is not None:
        return alike
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _LEAST_STEM:
            word = word[: -len(suffix)]
            break
    return load_answers().alike.get(word, word[:_STEM_CHARS])


@lru_cache(maxsize=1 << 12)
def stems_of(text: str) -> frozenset[str]:
    """The stems of a text's words, without those that say nothing by themselves.

    >>> sorted(stems_of("He said the harbours of Vesk were closed"))
    ['clos', 'harbou', 'vesk']
    """
    return frozenset(_stems(word.text for word in find_words(text)))


def _stems(words: Iterable[str]) -> Iterator[str]:
    empty = load_answers().empty
    for word in words:
        plain = word.lower().replace("’", "'")
        if not plain[0].isalnum() or plain.endswith("n't"):
            continue
        if plain[0].isdigit():
            plain = _IN_NUMBER.sub("", plain)
        for part in plain.split("-"):
            if part and part not in empty:
                yield stem_of(part)


def _read(
    content: Passage,
    words: Sequence[Word],
    starts: Sequence[int],
    named: Mapping[int, frozenset[str]],
    places: Sequence[int],
) -> Content:
    opening = [w for w in plain_words(content.text[:_OPENING_CHARS]) if w not in _QUOTES]
    own = [word.text for word in _words_in(content.spans, words, starts)]
    found = set(_stems(own))
    for span in content.spans:
        for at in range(bisect_left(places, span.start), bisect_left(places, span.end)):
            found |= named[places[at]]
    return Content(frozenset(found), " ".join(opening), _names(own), _runs(own))


def _names(words: Sequence[str]) -> frozenset[str]:
    return frozenset(
        _stems(
            word
            for before, word in pairwise(words)
            if word[0].isupper() and (before.islower() or before == ",")
        )
    )


def _runs(words: Sequence[str]) -> tuple[frozenset[tuple[str, ...]], ...]:
    plain = [word.lower() for word in words if word[0].isalnum()][:_READ_WORDS]
    return tuple(
        frozenset(zip(*(plain[at:] for at in range(count)), strict=False))
        for count in range(2, min(_LONGEST_RUN, len(plain)) + 1)
    )


_QUOTES = frozenset('"“”…')


def _words_in(
    spans: Sequence[Span], words: Sequence[Word], starts: Sequence[int]
) -> Iterator[Word]:
    for span in spans:
        yield from words[bisect_left(starts, span.start) : bisect_left(starts, span.end)]


def _named_stems(actors: Iterable[Actor], mentions: Iterable[Mention]) -> dict[int, frozenset[str]]:
    """By a mention's start, the stems of the name of the actor it stands for."""
    names = {actor.id: stems_of(actor.name) for actor in actors}
    return {m.span.start: names[m.actor] for m in mentions if m.actor in names}
