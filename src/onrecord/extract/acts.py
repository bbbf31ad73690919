"""What a cue says its speaker does: act and framing, and whether it was done at all.

Some choices that the lexicon's rows and these rules make are explained in
``docs/reference/lexicon.md``: among them, a confirmation or denial that is itself negated ("did not
deny") says neither, so its act is ``say``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.lexicon import Cue, Effect, Lexicon, Part, Polarity, load_lexicon
from onrecord.lexicon.scene import Scene, holds, in_noun_place, set_scene
from onrecord.types import Act, Framing

_RANKS = {Part.VERB: 0, Part.NOUN: 1, Part.OTHER: 1, Part.LIGHT: 2, Part.ADVERB: 4, Part.ALONE: 5}
_NOUN_RANK = _RANKS[Part.NOUN]
_LEFT_RANK = 3  # "refused" itself, where nothing that it buries is a cue

# A short form of a word may be known where the long one is not: "re-endorsed", "misreported".
_PREFIXES = ("counter", "under", "over", "fore", "pre", "mis", "out", "re", "co")


@dataclass(frozen=True, slots=True)
class ActReading:
    """How a cue is read.

    Attributes:
        act: What the speaker does.
        framing: How the outlet carries it.
        negated: The report says that the speaker does not do it.
        hypothetical: The report says that the speaker may, would or might do it.
        matched: The lexicon's row that decided, in its first spelling; None when none is known.
    """

    act: Act
    framing: Framing
    negated: bool
    hypothetical: bool
    matched: str | None


class _Match(NamedTuple):
    rank: int
    at: int
    row: Cue | Polarity
    act: Act
    negated: bool
    supposed: bool


@dataclass(slots=True)
class _Around:
    """What the words before a cue have done to it so far."""

    negated: bool
    supposed: bool
    reversed: bool = False

    @property
    def undone(self) -> bool:
        return self.negated != self.reversed


def classify(cue: str, content: str, before: str = "", after: str = "") -> ActReading:
    """Read a cue's act, framing, negation and supposition.

    Args:
        cue: The cue's text.
        content: The content's text.
        before: The sentence right before the cue, about 60 characters; the source may stand there.
        after: The same after the cue.

    >>> reading = classify("refused to confirm", "the figure")
    >>> reading.act.value, reading.negated, reading.matched
    ('say', True, 'confirm')
    """
    lexicon = load_lexicon()
    scene = set_scene(lexicon, cue, content, before, after)
    around = _Around(negated=scene.nobody, supposed=scene.condition)
    matches = list(_scan(lexicon, scene, around))
    if not matches:
        # "Is expected" alone is a cue; before another cue it only supposes.
        around = _Around(negated=scene.nobody, supposed=scene.condition)
        matches = list(_scan(lexicon, scene, around, whole=False))
    if not matches:
        act, framing = _guess(lexicon, scene)
        return ActReading(act, framing, around.undone, around.supposed, None)
    return _reading(matches)


def _reading(matches: list[_Match]) -> ActReading:
    best = min(matches, key=lambda match: match[:2])
    framing = best.row.framing if isinstance(best.row, Cue) else Framing.NEUTRAL
    for match in matches:
        if isinstance(match.row, Cue) and match.row.part is Part.ADVERB:
            framing = match.row.framing
    act = Act.SAY if best.negated and best.act in (Act.CONFIRM, Act.DENY) else best.act
    return ActReading(act, framing, best.negated, best.supposed, best.row.name)


def _scan(
    lexicon: Lexicon, scene: Scene, around: _Around, *, whole: bool = True
) -> Iterator[_Match]:
    """Go through the words once, the longest row first at each; each match knows what precedes it.

    ``whole`` false leaves out the patterns of several words that only suppose.
    """
    at, end = 0, scene.end
    while at < end:
        found = _longest(lexicon, scene, at, whole=whole)
        if found is None:
            at += 1
            continue
        after, row = found
        if isinstance(row, Polarity):
            yield from _turn(row, around, at)
            if row.effect is Effect.REVERSES and scene.words[after : after + 1] == ["to"]:
                end = min(max(end, after + 2), len(scene.words))  # "refused" [to confirm]
        else:
            noun = row.part in (Part.VERB, Part.LIGHT) and in_noun_place(lexicon, scene, at)
            rank = _NOUN_RANK if noun and row.part is Part.VERB else _RANKS[row.part]
            yield _Match(rank, at, row, row.act, around.undone, around.supposed)
        at = after


def _turn(row: Polarity, around: _Around, at: int) -> Iterator[_Match]:
    if row.effect is Effect.NEGATES:
        around.negated = True
    elif row.effect is Effect.SUPPOSES:
        around.supposed = True
    elif row.effect is Effect.REVERSES:
        around.reversed = True
        if row.act is not None:
            yield _Match(_LEFT_RANK, at, row, row.act, around.undone, around.supposed)
    elif row.effect is Effect.EVADES and row.act is not None:
        yield _Match(0, at, row, row.act, not around.undone, around.supposed)


def _longest(
    lexicon: Lexicon, scene: Scene, at: int, *, whole: bool
) -> tuple[int, Cue | Polarity] | None:
    words = scene.words
    for rest, rows in lexicon.index.get(words[at], ()):
        after = at + 1 + len(rest)
        if tuple(words[at + 1 : after]) != rest:
            continue
        for row in _preferred(lexicon, scene, at, rows):
            if isinstance(row, Polarity):
                if whole or not rest or row.effect is not Effect.SUPPOSES:
                    return after, row
            elif after > scene.start and holds(lexicon, scene, row, at, after):
                return after, row
    return None


def _preferred(
    lexicon: Lexicon, scene: Scene, at: int, rows: tuple[Cue | Polarity, ...]
) -> tuple[Cue | Polarity, ...]:
    """The rows in their order, but in a noun's place the nouns first, elsewhere last."""
    if len(rows) == 1:
        return rows
    noun = in_noun_place(lexicon, scene, at)
    return tuple(sorted(rows, key=lambda row: (row.part is Part.NOUN) != noun))


def _guess(lexicon: Lexicon, scene: Scene) -> tuple[Act, Framing]:
    """By the family of the last word that has one; otherwise just ``say``."""
    for word in reversed(scene.words[scene.start : scene.end]):
        for form in _shorter(word):
            for rest, rows in lexicon.index.get(form, ()):
                row = rows[-1]
                if not rest and isinstance(row, Cue) and row.part is not Part.ALONE:
                    return row.act, row.framing
    return Act.SAY, Framing.NEUTRAL


def _shorter(word: str) -> Iterator[str]:
    if "-" in word:
        yield word.rpartition("-")[2]
    for prefix in _PREFIXES:
        if word.startswith(prefix):
            yield word.removeprefix(prefix)
