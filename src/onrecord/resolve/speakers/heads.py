"""Which of a source's words is its head, where that takes more than the first or last of them."""

from collections.abc import Sequence

from onrecord.lexicon.nations import Sense, fold, load_nations
from onrecord.lexicon.people import People
from onrecord.resolve.speakers.layout import Layout
from onrecord.types import Mention, NameKind

_MAY_BE_NATIONAL = frozenset((NameKind.GROUP, NameKind.PERSON, NameKind.OTHER))

_DEMONYMS = frozenset((Sense.DEMONYM, Sense.DEMONYM_OF_DIVISION))


def is_nationality(layout: Layout, head: Sequence[int], mention: Mention) -> bool:
    """Whether a source is one person by nationality: "the Peruvian", but not "the French"."""
    if mention.kind not in _MAY_BE_NATIONAL or len(head) != 2 or layout.plain(head[0]) != "the":
        return False
    word = fold(layout.words[head[1]].text)
    readings = load_nations().index.get(word, ())
    if word.endswith(("ese", "ish", "ch", "ss", "s")):
        return False
    return any(not rest and one.sense in _DEMONYMS for rest, one in readings)


def before_participle(layout: Layout, head: Sequence[int], people: People) -> int | None:
    """The place in a head of the known noun before its participle: "a study published"."""
    for place in range(len(head) - 1, 0, -1):
        word = layout.words[head[place]].text
        is_participle = word.islower() and len(word) > 4 and word.endswith(("ed", "ing"))
        if is_participle and people.noun(layout.words[head[place - 1]].text) is not None:
            return place - 1
    return None
