"""Which statements say again what the same speaker is told to have said before.

Reports say things twice: in the headline and the body, as a summary and as a quotation.
"""

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.relate.contents import stems_of
from onrecord.relate.scene import Scene
from onrecord.types import Act, Mode, Statement

# Only the likeliest earlier statement is taken: the rest follows from what that one repeats.
_LEAST_SCORE = 0.5
_HEAD_PARAGRAPHS = 2
_MUCH_SHARED = 6.0
_FAR = 10
_QUOTED = re.compile(r"[“\"‘]([^“”\"‘’]+)[”\"’]|''(.+?)''|(?<!\w)'([^']+)'(?!\w)")
_NO_ASSERTION = frozenset((Act.ASK,))


class Repeat(NamedTuple):
    """A statement, the earlier one that it repeats, and how likely that is, 0 to 1."""

    statement: int
    earlier: int
    score: float


class Signs(NamedTuple):
    """What tells that a statement repeats an earlier one by the same speaker, each 0 to 1."""

    dice: float
    held: float
    shared: float
    fragment: float
    head: float
    same_paragraph: float
    next_paragraph: float
    quotation_after: float
    same_act: float
    distance: float
    infinitive: float


class Weights(NamedTuple):
    """What each sign weighs, and the bias first: the log odds are their weighted sum."""

    bias: float
    dice: float
    held: float
    shared: float
    fragment: float
    head: float
    same_paragraph: float
    next_paragraph: float
    quotation_after: float
    same_act: float
    distance: float
    infinitive: float


# Logistic regression on the 30 PolNeAR development articles of evaluation/data/relations.tsv,
# by `python -m evaluation.relations --fit`.
WEIGHTS = Weights(
    bias=-3.94,
    dice=1.16,
    held=1.06,
    shared=2.18,
    fragment=0.86,
    head=1.51,
    same_paragraph=-1.09,
    next_paragraph=0.69,
    quotation_after=1.33,
    same_act=0.73,
    distance=-0.66,
    infinitive=0.83,
)


def find_repeats(scene: Scene, weights: Weights = WEIGHTS) -> Iterator[Repeat]:
    """For each statement that repeats an earlier one by the same speaker, that one."""
    for index in range(len(scene.statements)):
        best = max(
            (
                Repeat(index, other, _score(read_signs(scene, index, other), weights))
                for other in may_repeat(scene, index)
            ),
            key=lambda repeat: (repeat.score, repeat.earlier),
            default=None,
        )
        if best is not None and best.score >= _LEAST_SCORE:
            yield best


def may_repeat(scene: Scene, index: int) -> Iterator[int]:
    """Earlier statements by the same speaker that share a word with one and stand apart."""
    statement = scene.statements[index]
    if statement.act in _NO_ASSERTION or statement.content.text.rstrip("\"'”’").endswith("?"):
        return
    for other in scene.contents.earlier(index, least=1):
        if scene.same_speaker(index, other) and scene.apart(index, other):
            yield other


def read_signs(scene: Scene, index: int, other: int) -> Signs:
    """The signs that one statement repeats an earlier one."""
    later, earlier = scene.statements[index], scene.statements[other]
    alike = scene.contents.likeness(index, other)
    apart = scene.paragraph[index] - scene.paragraph[other]
    is_quotation_after = later.mode is Mode.DIRECT and earlier.mode is not Mode.DIRECT
    return Signs(
        dice=alike.dice,
        held=alike.held,
        shared=min(alike.shared, _MUCH_SHARED) / _MUCH_SHARED,
        fragment=max(
            _fragment(later, scene.contents[other].stems),
            _fragment(earlier, scene.contents[index].stems),
        ),
        head=float(scene.paragraph[other] <= _HEAD_PARAGRAPHS),
        same_paragraph=float(apart == 0),
        next_paragraph=float(apart == 1),
        quotation_after=float(is_quotation_after),
        same_act=float(later.act == earlier.act),
        distance=min(index - other, _FAR) / _FAR,
        infinitive=float(scene.contents[other].opening.startswith("to ")),
    )


def _score(signs: Signs, weights: Weights) -> float:
    total = sum(weight * sign for weight, sign in zip(weights, (1.0, *signs), strict=True))
    return 1 / (1 + math.exp(-total))


def _fragment(quoting: Statement, stems: frozenset[str]) -> float:
    """The greatest share of one of its quoted fragments that another content holds."""
    if quoting.mode is not Mode.MIXED:
        return 0.0
    found = (
        stems_of(" ".join(filter(None, m.groups()))) for m in _QUOTED.finditer(quoting.content.text)
    )
    return max((len(part & stems) / len(part) for part in found if part), default=0.0)
