"""What became of each statement between two editions of a report.

Statements are paired by what is said: first word for word, then by likeness, in the order of the
text where there is a choice. Every statement of either edition is in exactly one change, and the
other way round the same pairs come out.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from onrecord.relate.contents import stems_of
from onrecord.types import Passage, Statement

LEAST_LIKENESS = 0.5
"""Two contents are the same one reworded when they are at least so much alike, 0 to 1."""

_SAME_SOURCE, _SAME_CUE = 0.15, 0.05
_HELD = 0.8
_LEAST_HELD = 3
_CROSSING = 0.2
_COMMON = 50
_SIGNS = re.compile(r"[\s\"'“”‘’„«»`]+")
_TRAILING = ".,;:!?…"


class Fate(StrEnum):
    """What became of a statement."""

    KEPT = "kept"
    CHANGED = "changed"
    REWORDED = "reworded"
    CAME = "came"
    WENT = "went"


class Field(StrEnum):
    """What of a statement can change, and is the outlet's doing."""

    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"
    ACT = "act"
    FRAMING = "framing"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"


@dataclass(frozen=True, slots=True)
class StatementChange:
    """A statement in two editions.

    Attributes:
        fate: ``REWORDED`` where the content has other words, ``CHANGED`` where only other fields
            differ.
        old: As the older edition has it; None where it came.
        new: As the newer edition has it; None where it went.
        fields: What differs, in a fixed order.
    """

    fate: Fate
    old: Statement | None
    new: Statement | None
    fields: tuple[Field, ...] = ()


class _Pair(NamedTuple):
    old: int
    new: int


def align_statements(
    old: Sequence[Statement], new: Sequence[Statement]
) -> tuple[StatementChange, ...]:
    """What became of each statement, in the newer edition's order; those that went at their place.

    Args:
        old: The older edition's statements, in their order.
        new: The newer edition's.
    """
    pairs = _exact_pairs(old, new)
    pairs += _like_pairs(old, new, pairs)
    return tuple(_in_order(old, new, dict(pairs)))


def _in_order(
    old: Sequence[Statement], new: Sequence[Statement], pairs: dict[int, int]
) -> Iterator[StatementChange]:
    back = {after: before for before, after in pairs.items()}
    told = 0
    for after, statement in enumerate(new):
        before = back.get(after)
        if before is None:
            yield StatementChange(Fate.CAME, None, statement)
            continue
        for gone in range(told, before):
            if gone not in pairs:
                yield StatementChange(Fate.WENT, old[gone], None)
        told = max(told, before + 1)
        yield _paired(old[before], statement)
    for gone in range(told, len(old)):
        if gone not in pairs:
            yield StatementChange(Fate.WENT, old[gone], None)


def _paired(old: Statement, new: Statement) -> StatementChange:
    differ = tuple(field for field in Field if _value(old, field) != _value(new, field))
    if not differ:
        return StatementChange(Fate.KEPT, old, new)
    fate = Fate.REWORDED if Field.CONTENT in differ else Fate.CHANGED
    return StatementChange(fate, old, new, differ)


def _value(statement: Statement, field: Field) -> object:
    value = getattr(statement, field.value)
    return _words(value) if isinstance(value, Passage) else value


def _words(passage: Passage | None) -> str | None:
    """A passage's words; where its quotation marks and lines stand is no other wording."""
    if passage is None:
        return None
    return _SIGNS.sub(" ", passage.text).strip().rstrip(_TRAILING).strip()


def _exact_pairs(old: Sequence[Statement], new: Sequence[Statement]) -> list[_Pair]:
    """Pairs of the same words, the more of them the sooner; of several the first with the first."""
    levels: tuple[Callable[[Statement], Hashable], ...] = (
        lambda one: (_words(one.content), _words(one.source), _words(one.cue)),
        lambda one: (_words(one.content), _words(one.source)),
        lambda one: _words(one.content),
    )
    found: list[_Pair] = []
    rest = (list(range(len(old))), list(range(len(new))))
    for key in levels:
        there: dict[Hashable, list[int]] = defaultdict(list)
        for after in rest[1]:
            there[key(new[after])].append(after)
        found += [
            _Pair(before, waiting.pop(0))
            for before in rest[0]
            if (waiting := there[key(old[before])])
        ]
        used = {pair.old for pair in found}, {pair.new for pair in found}
        rest = (
            [one for one in rest[0] if one not in used[0]],
            [one for one in rest[1] if one not in used[1]],
        )
    return found


class _Scored(NamedTuple):
    """A pair that may be one statement reworded; sorts with the best first, either way round."""

    loss: float
    apart: float
    first: int
    last: int
    pair: _Pair


def _like_pairs(
    old: Sequence[Statement], new: Sequence[Statement], exact: Sequence[_Pair]
) -> list[_Pair]:
    taken = {pair.old for pair in exact}, {pair.new for pair in exact}
    rest = (
        [one for one in range(len(old)) if one not in taken[0]],
        [one for one in range(len(new)) if one not in taken[1]],
    )
    scored = sorted(_scored(old, new, rest, exact))
    found: list[_Pair] = []
    for one in scored:
        if one.pair.old not in taken[0] and one.pair.new not in taken[1]:
            taken[0].add(one.pair.old)
            taken[1].add(one.pair.new)
            found.append(one.pair)
    return found


def _scored(
    old: Sequence[Statement],
    new: Sequence[Statement],
    rest: tuple[list[int], list[int]],
    exact: Sequence[_Pair],
) -> Iterator[_Scored]:
    stems = (
        {one: stems_of(old[one].content.text) for one in rest[0]},
        {one: stems_of(new[one].content.text) for one in rest[1]},
    )
    for pair in _sharing(*stems):
        alike = likeness(stems[0][pair.old], stems[1][pair.new])
        before, after = old[pair.old], new[pair.new]
        alike += _SAME_SOURCE * (_words(before.source) == _words(after.source))
        alike += _SAME_CUE * (_words(before.cue) == _words(after.cue))
        if alike >= LEAST_LIKENESS:
            loss = _CROSSING * _crossed(pair, exact) - alike
            apart = abs(pair.old / len(old) - pair.new / len(new))
            yield _Scored(round(loss, 9), round(apart, 9), min(pair), max(pair), pair)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """How alike two contents' stems are, 0 to 1; one cut out of the other is alike too."""
    both = len(one & other)
    if not both:
        return 0.0
    dice = 2 * both / (len(one) + len(other))
    held = both / min(len(one), len(other)) if both >= _LEAST_HELD else 0.0
    return max(dice, _HELD * held)


def _sharing(old: dict[int, frozenset[str]], new: dict[int, frozenset[str]]) -> Iterator[_Pair]:
    """Pairs that share a stem that not too many have: of thousands, not all are tried."""
    holders: tuple[dict[str, list[int]], dict[str, list[int]]] = (
        defaultdict(list),
        defaultdict(list),
    )
    for side, given in zip(holders, (old, new), strict=True):
        for one, stems in given.items():
            for stem in stems:
                side[stem].append(one)
    shared: Counter[_Pair] = Counter()
    for stem, here in holders[0].items():
        there = holders[1].get(stem, [])
        if len(here) + len(there) <= _COMMON:
            shared.update(_Pair(before, after) for before in here for after in there)
    yield from shared


def _crossed(pair: _Pair, exact: Sequence[_Pair]) -> float:
    """The share of the exact pairs that a pair crosses: how far it leaves the order."""
    if not exact:
        return 0.0
    crossed = sum((pair.old < one.old) != (pair.new < one.new) for one in exact)
    return crossed / len(exact)
