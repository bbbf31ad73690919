"""What tells that one statement says again what an earlier one says."""

import re
from typing import NamedTuple

from onrecord.relate.contents import stems_of
from onrecord.relate.scene import Scene
from onrecord.types import Act, Mode, Statement

_HEAD_PARAGRAPHS = 2
_LEAD_PARAGRAPH = 3
_LONGEST_RUN = 6
_MANY_COMMON = 3
_FAR = 10
_QUOTED = re.compile(r"[“\"‘]([^“”\"‘’]+)[”\"’]|''(.+?)''|(?<!\w)'([^']+)'(?!\w)")
_HELD_TRUE = frozenset((Act.BELIEVE, Act.CLAIM))


class Signs(NamedTuple):
    """What tells that a statement repeats an earlier one, each 0 to 1.

    Attributes:
        held: Weight of the stems that both contents have, over that of the lighter content.
        run: The longest run of words that both have.
        common: Stems that both have and that are no names.
        fragment: How much of a fragment quoted in the one stands in the other.
        head: The earlier one stands in the headline or the paragraph after it.
        lead: The earlier one stands in the headline, the later one right below.
        distance: Statements between them.
        quotation_after: The later one is a direct quotation, the earlier one is not.
        quotation_next: The same, and it is the next statement, in the next paragraph.
        held_true: The earlier one is told as what the speaker believes or claims.
        same_speaker: Both are by the same actor.
        same_side: They are not, but one may speak for the other.
    """

    held: float
    run: float
    common: float
    fragment: float
    head: float
    lead: float
    distance: float
    quotation_after: float
    quotation_next: float
    held_true: float
    same_speaker: float
    same_side: float


def read_signs(scene: Scene, index: int, other: int) -> Signs:
    """The signs that one statement repeats an earlier one."""
    later, earlier = scene.statements[index], scene.statements[other]
    contents = scene.contents
    paragraph, before = scene.paragraph[index], scene.paragraph[other]
    is_quotation = later.mode is Mode.DIRECT and earlier.mode is not Mode.DIRECT
    is_next = index - other == 1 and paragraph - before == 1
    is_same = scene.same_speaker(index, other)
    return Signs(
        held=contents.likeness(index, other).held,
        run=contents.longest_run(index, other) / _LONGEST_RUN,
        common=min(contents.common_words(index, other), _MANY_COMMON) / _MANY_COMMON,
        fragment=max(
            _fragment(later, contents[other].stems), _fragment(earlier, contents[index].stems)
        ),
        head=float(before <= _HEAD_PARAGRAPHS),
        lead=float(before <= 1 and paragraph <= _LEAD_PARAGRAPH),
        distance=min(index - other, _FAR) / _FAR,
        quotation_after=float(is_quotation),
        quotation_next=float(is_quotation and is_next),
        held_true=float(earlier.act in _HELD_TRUE),
        same_speaker=float(is_same),
        same_side=float(not is_same and scene.same_side(index, other)),
    )


def _fragment(quoting: Statement, stems: frozenset[str]) -> float:
    """The greatest share of one of its quoted fragments that another content holds."""
    if quoting.mode is not Mode.MIXED:
        return 0.0
    found = (
        stems_of(" ".join(filter(None, m.groups()))) for m in _QUOTED.finditer(quoting.content.text)
    )
    return max((len(part & stems) / len(part) for part in found if part), default=0.0)
