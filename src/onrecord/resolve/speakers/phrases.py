"""Noun phrases for people, bodies and documents: "the spokesman", "two officials", "his wife"."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.lexicon.people import Noun, People
from onrecord.lexicon.reference import load_reference_words
from onrecord.resolve.speakers.layout import Layout
from onrecord.types import Mention

_WORDS = load_reference_words()

DEFINITE = _WORDS["definite"]
POSSESSIVE = _WORDS["possessive"]
INDEFINITE = _WORDS["indefinite"]
DETERMINERS = DEFINITE | POSSESSIVE | INDEFINITE
# Words that no noun phrase runs across to its determiner.
_BREAKS = _WORDS["breaks"]
_BEFORE_VERBS = _WORDS["before-verbs"]
_MODIFIERS = 6  # how far before its noun a determiner may stand


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase up to its noun.

    Attributes:
        first: Index of its first word, the determiner included.
        last: Index of its noun.
        noun: What the noun stands for.
        determiner: In lower case; "" where there is none.
    """

    first: int
    last: int
    noun: Noun
    determiner: str

    @property
    def is_definite(self) -> bool:
        """Whether it speaks of somebody as known."""
        return self.determiner in DEFINITE or self.determiner in POSSESSIVE


def names_by_word(layout: Layout, mentions: Iterable[Mention]) -> dict[int, Mention]:
    """For each word of a name the mention; of names that overlap the longest."""
    found: dict[int, Mention] = {}
    for mention in sorted(mentions, key=lambda m: (m.span.end - m.span.start, m.span)):
        found |= dict.fromkeys(layout.words_of(mention.span), mention)
    return found


def find_phrases(layout: Layout, names: Mapping[int, Mention], people: People) -> list[Phrase]:
    """The noun phrases whose noun is known, in order, without those that only lead up to a name.

    Args:
        layout: The report's words.
        names: For each word of a name its mention.
        people: The nouns.
    """
    found: list[Phrase] = []
    for at in range(len(layout.words)):
        if at in names:
            continue
        noun = people.noun(layout.words[at].text)
        if noun is None or _goes_on(layout, names, people, at):
            continue
        first = phrase_start(layout, names, at)
        determiner = layout.plain(first)
        determiner = determiner if determiner in DETERMINERS else ""
        if determiner or noun.is_plural:
            found.append(Phrase(first, at, noun, determiner))
    return found


def phrase_start(layout: Layout, names: Mapping[int, Mention], noun: int) -> int:
    """Index of the determiner, else of the first modifier, of the phrase that a noun ends."""
    first = noun
    while first and noun - first < _MODIFIERS and _joined(layout, first):
        before = layout.plain(first - 1)
        if before in POSSESSIVE or before in DEFINITE or before in INDEFINITE:
            return first - 1
        if first - 1 not in names and (before in _BREAKS or not before[0].isalnum()):
            # After "to" and modals a verb comes first: "to arm the rebels", "would tax banks".
            return first + 1 if before in _BEFORE_VERBS and first < noun else first
        first -= 1
    return first


def _joined(layout: Layout, at: int) -> bool:
    return layout.sentence_of[at] == layout.sentence_of[at - 1]


def _goes_on(layout: Layout, names: Mapping[int, Mention], people: People, at: int) -> bool:
    """Whether the phrase goes on after a noun: "campaign manager", "spokesman Ira Moll"."""
    after = at + 1
    if after >= len(layout.words) or layout.sentence_of[after] != layout.sentence_of[at]:
        return False
    if after in names:
        return names[after].span.start == layout.words[after].start
    word = layout.words[after].text
    following = people.noun(word)
    return following is not None and not (
        following.is_plural and word[0].islower() and _verbal(word)
    )


def _verbal(word: str) -> bool:
    """Whether a plural may as well be a verb: "the panel reports", "the paper claims"."""
    return word.lower() in _VERBAL


_VERBAL = _WORDS["verbal"]
