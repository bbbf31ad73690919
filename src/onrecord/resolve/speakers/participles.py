"""Statements without a source whose cue is a participle: "…, he said, adding that …"."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.resolve.speakers.layout import Layout
from onrecord.types import Speaker, Statement

_BEFORE = frozenset((",", "and", "while", "but"))
_SHARE = 0.8  # how often such a participle has the speaker of the statement before: set by hand


def carry_speakers(layout: Layout, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Give participles the speaker of the statement before in their sentence.

    Args:
        layout: The report's words.
        statements: With their speakers, in order of their cues.
    """
    told: list[Statement] = []
    last: tuple[int, Statement] | None = None
    for statement in statements:
        at = layout.word_at(statement.cue.spans[0].start) if statement.cue else None
        if at is None or at >= len(layout.words):
            told.append(statement)
            continue
        sentence = layout.sentence_of[at]
        if statement.source is None and last is not None and last[0] == sentence:
            statement = _carried(layout, statement, at, last[1])
        told.append(statement)
        if statement.source is not None and statement.within is None:
            last = (sentence, statement)
    return tuple(told)


def _carried(layout: Layout, statement: Statement, at: int, before: Statement) -> Statement:
    is_participle = layout.plain(at).endswith("ing") and layout.plain(at - 1) in _BEFORE
    inside = any(span.start <= layout.words[at].start < span.end for span in before.content.spans)
    speaker = before.speaker
    if not is_participle or inside or speaker is None or speaker.actor is None:
        return statement
    score = None if speaker.score is None else round(_SHARE * speaker.score, 4)
    return replace(statement, speaker=_unsaid(speaker, score))


def _unsaid(speaker: Speaker, score: float | None) -> Speaker:
    return replace(speaker, how=None, score=score)
