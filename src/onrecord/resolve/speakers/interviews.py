"""Interviews printed as "Q:" and "A:": who answers."""

from onrecord.resolve.speakers.sources import Core
from onrecord.resolve.speakers.stage import Found, Stage
from onrecord.types import ActorKind, Form

_QUESTIONS = frozenset(("q", "question"))
_ANSWERS = frozenset(("a", "answer"))
_SCORE = 0.7  # set by hand
_INTRODUCTION_USES = 200


def is_turn(stage: Stage, core: Core) -> bool:
    """Whether a source is the "Q" or "A" of an interview."""
    word = stage.layout.plain(core.last)
    after = stage.layout.plain(core.last + 1)
    return (
        core.first == core.last and word in _QUESTIONS | _ANSWERS and after in (":", ".", "—", "–")
    )


def find_turn_speaker(stage: Stage, core: Core) -> Found | None:
    """Who speaks: of an "A" whoever the text before the first turn names most; of a "Q" nobody."""
    if stage.layout.plain(core.last) in _QUESTIONS:
        return None
    if stage.answering == -1:
        stage.answering = _most_named(stage, core.last)
    if stage.answering is None:
        return None
    stage.note_use(core.first, core.last, stage.answering)
    return Found(stage.answering, _SCORE, Form.SHORT_NAME)


def _most_named(stage: Stage, at: int) -> int | None:
    first = min((core.last for core in stage.cores.values() if is_turn(stage, core)), default=at)
    counts: dict[int, int] = {}
    for use in stage.cast.before(first, _INTRODUCTION_USES):
        figure = stage.cast.figures[use.figure]
        if figure.kind is ActorKind.PERSON and figure.actor is not None:
            counts[use.figure] = counts.get(use.figure, 0) + 1
    ranked = sorted(counts, key=lambda figure: (-counts[figure], figure))
    if not ranked or (len(ranked) > 1 and counts[ranked[0]] == counts[ranked[1]]):
        return None
    return ranked[0]
