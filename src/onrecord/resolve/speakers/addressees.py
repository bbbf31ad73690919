"""Who a statement was said to, and the outlet that reported it first.

Both are read from the words around the cue, in its sentence and outside of any content.
"""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.lexicon.outlets import Outlets, load_outlets
from onrecord.lexicon.reference import load_reference_words
from onrecord.resolve.speakers.layout import Layout
from onrecord.types import Passage, Span, Statement

_WORDS = load_reference_words()

_NOUN_WORDS = 9  # how long a noun phrase may be
_REACH = 30  # how far from the cue its clause is looked through, in words

_TELLING = _WORDS["telling"]
_ADDRESSING = frozenset(["addressed", "addressing"])
# What may stand before each preposition, when the noun after it is who is spoken to.
_BEFORE = {
    "to": _WORDS["before-to"],
    "with": _WORDS["before-with"],
    "before": _WORDS["before-before"],
}
_STOPS = _WORDS["addressee-stops"]
_OUTLET_CUES = _WORDS["outlet-cues"]


def address_statements(layout: Layout, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements with addressee and outlet where their clauses name them."""
    outlets = load_outlets()
    said = _content_words(layout, statements)
    return tuple(_addressed(layout, statement, said, outlets) for statement in statements)


def _content_words(layout: Layout, statements: Sequence[Statement]) -> dict[int, int]:
    """For each word how many contents it stands in."""
    counts: dict[int, int] = {}
    for statement in statements:
        for span in statement.content.spans:
            for at in layout.words_of(span):
                counts[at] = counts.get(at, 0) + 1
    return counts


def _addressed(
    layout: Layout, statement: Statement, said: dict[int, int], outlets: Outlets
) -> Statement:
    if statement.cue is None:
        return statement
    clause = _clause(layout, statement, said)
    addressee: Passage | None = None
    outlet = _outlet_that_speaks(statement, outlets)
    for at in clause:
        noun = _spoken_to(layout, clause, at)
        if noun is None:
            continue
        if outlets.has(noun.text):
            outlet = outlet or noun
        else:
            addressee = addressee or noun
    if addressee is None and outlet is None:
        return statement
    return replace(statement, addressee=addressee, reported_by=outlet)


def _clause(layout: Layout, statement: Statement, said: dict[int, int]) -> list[int]:
    """Words around the cue, in its sentence, as far as no content or other speech starts."""
    assert statement.cue is not None
    first = layout.word_at(statement.cue.spans[0].start)
    depth = said.get(first, 0)
    sentence = layout.sentence_of[first]
    found: list[int] = []
    for step in (-1, 1):
        at = first if step > 0 else first - 1
        while (
            0 <= at < len(layout.words)
            and abs(at - first) < _REACH
            and layout.sentence_of[at] == sentence
            and said.get(at, 0) <= depth
        ):
            found.append(at)
            at += step
    return sorted(found)


def _outlet_that_speaks(statement: Statement, outlets: Outlets) -> Passage | None:
    """The source, where it is an outlet that reports what it was told or found."""
    if statement.source is None or statement.cue is None:
        return None
    if not outlets.has(statement.source.text) or len(statement.source.text.split()) > 6:
        return None
    words = statement.cue.text.lower().split()
    return statement.source if not _OUTLET_CUES.isdisjoint(words) else None


def _spoken_to(layout: Layout, clause: list[int], at: int) -> Passage | None:
    """The noun phrase after a word that has one who is spoken to."""
    word = layout.plain(at)
    start = at + 1
    if word in _BEFORE:
        if _BEFORE[word].isdisjoint((layout.plain(at - 1), layout.plain(at - 2))):
            return None
    elif word not in _TELLING and word not in _ADDRESSING:
        return None
    inside = set(clause)
    end = start
    while end < start + _NOUN_WORDS and end in inside and _continues(layout, end, end == start):
        end += 1
    while end > start and not layout.plain(end - 1)[-1].isalnum():
        end -= 1
    if end == start or layout.plain(start) in ("me", "us"):
        return None
    span = Span(layout.words[start].start, layout.words[end - 1].end)
    return Passage.of(layout.text, (span,))


def _continues(layout: Layout, at: int, is_first: bool) -> bool:
    word = layout.plain(at)
    if word in ("of", "'s", "&", "and", ".", "-", "the"):
        return not is_first or word == "the"
    if not word[0].isalnum() or word.endswith("ly"):
        return False
    return word not in _STOPS
