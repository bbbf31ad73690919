"""A cue with what stands around it, in the lexicon's words, and the conditions of its rows."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from onrecord.lexicon.load import Lexicon
from onrecord.lexicon.tables import Cue, Part, When, WordClasses
from onrecord.lexicon.words import plain_words

_LEAD_CHARS = 48
_FOLLOWING_CHARS = 32
_FOLLOWING_WORDS = 4
_OPENING_CHARS = 160
_OPENING_WORDS = 7  # how far into a content the noun or verb that decides may stand
_SUBJECT_WORDS = 5  # how far before a cue its clause's "if" or "nobody" may stand
_NO_REACH = 3  # the same for "no": "no official" has said
_NOUN_REACH = 3  # how far before a noun its article may stand: "a rather harsh attack"
_LEADING = frozenset(
    ("not", "never", "neither", "nor", "may", "might", "would", "could", "should", "must")
)
_NOBODY_AFTER = frozenset(("about", "for", "that"))
_STOPS = frozenset((*'.,;:!?()"“”…–—―-', "--"))
# A person or a month; the word that supposes has no capital in the middle of a sentence.
_MAY = re.compile(r"\bMay\b")
_QUOTES = "\"'“”‘’` "


class Scene(NamedTuple):
    """A cue's words and its surroundings.

    Attributes:
        words: Auxiliaries right before the cue, the cue, and what follows it up to a stop.
        start: Where in ``words`` the cue starts.
        end: Where it ends.
        content: The content's text.
        article: An article or possessive stands right before the cue.
        nobody: The cue's subject is nobody.
        condition: "If" stands before the cue's subject.
    """

    words: list[str]
    start: int
    end: int
    content: str
    article: bool
    nobody: bool
    condition: bool


def set_scene(lexicon: Lexicon, cue: str, content: str, before: str, after: str) -> Scene:
    """Put a cue into its surroundings."""
    inside = plain_words(cue)
    kept = [word for word in inside if word not in _STOPS and _counts(lexicon, word)] or inside
    preceding = plain_words(_MAY.sub("Mei", before[-_LEAD_CHARS:]))
    at = _start_of_lead(lexicon, preceding)
    lead = [word for word in preceding[at:] if _counts(lexicon, word)]
    clause = _clause_before(preceding, at)
    return Scene(
        words=lead + kept + _following(lexicon, (after or content)[:_FOLLOWING_CHARS]),
        start=len(lead),
        end=len(lead) + len(kept),
        content=content,
        article=bool(preceding) and preceding[-1] in lexicon.classes.article,
        nobody=not lexicon.classes.nobody.isdisjoint(clause) or "no" in clause[-_NO_REACH:],
        condition=not lexicon.classes.condition.isdisjoint(clause),
    )


def in_noun_place(lexicon: Lexicon, scene: Scene, at: int) -> bool:
    """Whether a word after an article or preposition may be a noun: "-ed" and "-ing" may not."""
    if scene.words[at].endswith(("ed", "ing")):
        return False
    nearby = scene.words[max(0, at - _NOUN_REACH) : at]
    classes = lexicon.classes
    return (scene.article and at == scene.start) or not (
        classes.article.isdisjoint(nearby) and classes.preposition.isdisjoint(nearby)
    )


def holds(lexicon: Lexicon, scene: Scene, row: Cue, at: int, after: int) -> bool:
    """Whether a row's condition holds for the words from ``at`` to ``after``."""
    if row.part is Part.ALONE:
        return at == scene.start and after == scene.end
    if row.when is None:
        return True
    if row.when is When.PASSIVE:
        return _is_passive(lexicon, scene, at, after)
    if row.when is When.ATTRIBUTIVE:
        return scene.article and at == scene.start and scene.words[at].endswith("ed")
    return _CONDITIONS[row.when](_tail(lexicon, scene, after))


def _counts(lexicon: Lexicon, word: str) -> bool:
    if word in lexicon.vocabulary:
        return True
    return not (word.endswith("ly") or word in lexicon.classes.skipped)


def _following(lexicon: Lexicon, text: str) -> list[str]:
    kept: list[str] = []
    for word in plain_words(text):
        if word in _STOPS or len(kept) == _FOLLOWING_WORDS:
            break
        if _counts(lexicon, word):
            kept.append(word)
    return kept


def _start_of_lead(lexicon: Lexicon, preceding: list[str]) -> int:
    """Where the auxiliaries and adverbs begin that end right before the cue."""
    classes = lexicon.classes
    at = len(preceding)
    while at:
        word = preceding[at - 1]
        if not (
            word in classes.auxiliary
            or word in _LEADING
            or word in classes.skipped
            or word.endswith("ly")
        ):
            break
        at -= 1
    return at


def _clause_before(preceding: list[str], at: int) -> list[str]:
    """The last words up to ``at``, back to a stop: most often a subject."""
    first = at
    while first and at - first < _SUBJECT_WORDS and preceding[first - 1] not in _STOPS:
        first -= 1
    return preceding[first:at]


def _is_passive(lexicon: Lexicon, scene: Scene, at: int, after: int) -> bool:
    if at == 0 or scene.words[at].endswith("ing"):
        return False
    agent = scene.words[after : after + 1] == ["by"]
    return scene.words[at - 1] in lexicon.classes.be and not agent


class _Tail(NamedTuple):
    """What comes after a row's words: the rest of the cue, and how the content starts."""

    classes: WordClasses
    rest: list[str]
    opening: list[str]
    content: str


def _tail(lexicon: Lexicon, scene: Scene, after: int) -> _Tail:
    opening = plain_words(scene.content[:_OPENING_CHARS].lstrip(_QUOTES))
    return _Tail(lexicon.classes, scene.words[after : scene.end], opening, scene.content)


def _starts_with(tail: _Tail, word: str) -> bool:
    return tail.rest[:1] == [word] or tail.opening[:1] == [word]


def _names(tail: _Tail, known: frozenset[str]) -> bool:
    return not known.isdisjoint(tail.rest) or not known.isdisjoint(tail.opening[:_OPENING_WORDS])


def _is_question(tail: _Tail) -> bool:
    known = tail.classes.question
    return (
        not known.isdisjoint(tail.rest[:1])
        or not known.isdisjoint(tail.opening[:1])
        or tail.content[-_OPENING_CHARS:].rstrip(_QUOTES).endswith("?")
    )


def _is_someone_to(tail: _Tail) -> bool:
    """Whether it is "the mayor to resign", not "about his way to Vesk" or "a way to the fair"."""
    opening = tail.opening[: _OPENING_WORDS + 1]
    for at, (word, following) in enumerate(pairwise(opening)):
        if word in _STOPS or word in _NOBODY_AFTER or word in tail.classes.question:
            return False
        if at and word == "to":
            return following not in tail.classes.article
    return False


_CONDITIONS: dict[When, Callable[[_Tail], bool]] = {
    When.QUESTION: _is_question,
    When.TO: lambda tail: _starts_with(tail, "to"),
    When.SOMEONE_TO: _is_someone_to,
    When.THAT: lambda tail: _starts_with(tail, "that"),
    When.AS: lambda tail: "as" in tail.rest or "as" in tail.opening,
    When.DOING: lambda tail: bool(tail.opening) and tail.opening[0].endswith("ing"),
    When.SHOULD: lambda tail: "should" in tail.opening,
    When.ASSERTED: lambda tail: _names(tail, tail.classes.asserted),
    When.PROPOSED: lambda tail: _names(tail, tail.classes.proposed),
}
