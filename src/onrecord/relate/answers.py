"""What statements of one report do to each other: deny, confirm, repeat."""

from collections.abc import Iterator, Sequence

from onrecord.relate.repeats import WEIGHTS, Weights, find_repeats
from onrecord.relate.scene import Scene
from onrecord.relate.stances import read_stance
from onrecord.relate.targets import find_targets
from onrecord.segment import Word
from onrecord.types import Actor, Mention, Relation, RelationKind, Span, Statement


def find_answers(
    paragraphs: Sequence[Span],
    words: Sequence[Word],
    statements: Sequence[Statement],
    actors: Sequence[Actor] = (),
    mentions: Sequence[Mention] = (),
    *,
    weights: Weights = WEIGHTS,
) -> tuple[Relation, ...]:
    """Find the denials, confirmations and repetitions between a report's statements.

    A denial of something that nobody says in the report is none of a statement: it stands alone.

    Args:
        paragraphs: The report's own paragraphs, in order.
        words: Their words, in order.
        statements: The report's statements, with their speakers.
        actors: Its actors.
        mentions: What stands for whom.
        weights: Of the signs that one statement repeats another.

    Returns:
        Relations in the order of the answering statements; at most one for a pair.
    """
    scene = Scene(paragraphs, words, statements, actors, mentions)
    found: dict[tuple[int, int], tuple[RelationKind, float]] = {}
    for one, other, kind, score in (*_find_stances(scene), *_find_repeats(scene, weights)):
        if (one, other) not in found and (other, one) not in found:
            found[one, other] = (kind, score)
    return tuple(
        Relation(
            kind=kind,
            from_id=scene.statements[one].id,
            to_id=scene.statements[other].id,
            score=round(score, 4),
        )
        for (one, other), (kind, score) in sorted(found.items())
    )


def _find_stances(scene: Scene) -> Iterator[tuple[int, int, RelationKind, float]]:
    for index, statement in enumerate(scene.statements):
        stance = read_stance(statement, scene.contents[index].opening)
        if stance is not None:
            for target in find_targets(scene, index, stance):
                yield index, target.statement, stance.kind, target.score


def _find_repeats(scene: Scene, weights: Weights) -> Iterator[tuple[int, int, RelationKind, float]]:
    for repeat in find_repeats(scene, weights):
        yield repeat.statement, repeat.earlier, RelationKind.REPEATS, repeat.score
