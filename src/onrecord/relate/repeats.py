"""Which statements say again what an earlier one says, by the same speaker or by another.

Reports say things twice: in the headline and the body, as a summary and as a quotation.
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.relate.scene import Scene
from onrecord.relate.signs import Signs, read_signs
from onrecord.types import Act

# Only the likeliest earlier statement is taken: the rest follows from what that one repeats.
# With weights fitted without the article, 77 % of those on PolNeAR's training articles are right.
_LEAST_SCORE = 0.65
_NO_ASSERTION = frozenset((Act.ASK,))


class Repeat(NamedTuple):
    """A statement, the earlier one that it repeats, and how likely that is, 0 to 1."""

    statement: int
    earlier: int
    score: float


class Weights(NamedTuple):
    """What the signs weigh: the log odds are the bias and their weighted sum."""

    bias: float
    signs: Signs


# Logistic regression on the 56 PolNeAR training articles of evaluation/data/relations-train.tsv,
# by `python -m evaluation.relations --fit`.
WEIGHTS = Weights(
    bias=-4.9,
    signs=Signs(
        held=1.77,
        run=1.49,
        common=1.34,
        fragment=0.68,
        head=0.69,
        lead=1.19,
        distance=-1.29,
        quotation_after=0.86,
        quotation_next=2.33,
        held_true=0.57,
        same_speaker=1.81,
        same_side=1.02,
    ),
)


def find_repeats(scene: Scene, weights: Weights = WEIGHTS) -> Iterator[Repeat]:
    """For each statement that repeats an earlier one, that one."""
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
    """Earlier statements that stand apart from one and share a word with it that is no name."""
    statement, contents = scene.statements[index], scene.contents
    if statement.act in _NO_ASSERTION or statement.content.text.rstrip("\"'”’").endswith("?"):
        return
    for other in contents.earlier(index, least=1):
        if contents.common_words(index, other) and scene.apart(index, other):
            yield other


def _score(signs: Signs, weights: Weights) -> float:
    total = weights.bias + sum(
        weight * sign for weight, sign in zip(weights.signs, signs, strict=True)
    )
    return 1 / (1 + math.exp(-total))
