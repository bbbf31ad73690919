"""The body or person that a function belongs to: "spokesman for the navy", "Ode’s lawyer"."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.lexicon.nations import Sense
from onrecord.lexicon.titles import load_titles, singular
from onrecord.resolve.actors.countries import find_hits
from onrecord.resolve.actors.nouns import POSSESSIVES, NounPhrase, plain, span_of
from onrecord.segment import Word
from onrecord.types import Span, Told

# These lead to places and topics as often as to bodies.
_WEAK = frozenset(["in", "to", "on", "under", "from"])
_PARTY_WORDS = frozenset(
    ["gop", "democratic", "g.o.p.", "tory", "labour", "republican", "democrat"]
)
_GEOGRAPHY = frozenset(
    (Sense.COUNTRY, Sense.CAPITAL, Sense.DEMONYM, Sense.DIVISION, Sense.DEMONYM_OF_DIVISION)
)
_OFFICES = frozenset((Sense.SEAT, Sense.BODY))
# Prepositions inside the names of bodies.
_INNER = frozenset(["of", "for", "on", "and"])


def affiliation_of(text: str, words: Sequence[Word], phrase: NounPhrase) -> Told | None:
    """The body or person in a function's words; a country alone is none.

    What hangs on the noun counts first ("head of the bank"), then an owner ("the bank’s head"),
    then a name before the noun ("Ode Bank head").
    """
    first = _first_of_two(words, phrase)
    return (
        _in_complements(text, words, phrase)
        or _owner(text, words, first)
        or _before(text, words, first)
    )


def _first_of_two(words: Sequence[Word], phrase: NounPhrase) -> NounPhrase:
    """The phrase up to its first noun in "bank head and former minister"."""
    titles = load_titles()
    for at in range(phrase.first + 1, phrase.head):
        noun = plain(words[at - 1])
        if plain(words[at]) in ("and", "&") and titles.is_function(noun):
            return replace(phrase, head=at - 1, noun=singular(noun))
    return phrase


def _in_complements(text: str, words: Sequence[Word], phrase: NounPhrase) -> Told | None:
    at = 0
    while at < len(phrase.complements):
        preposition, first, last = phrase.complements[at]
        low = plain(words[preposition])
        after = at + 1
        while after < len(phrase.complements) and _continues(words, first, last, phrase, after):
            last = phrase.complements[after][2]
            after += 1
        governs = phrase.noun in load_titles().governs
        weak = low in _WEAK
        if _is_body(text, words, first, last, weak=weak, governs=governs):
            span = span_of(words, first, last)
            return Told(text[span.start : span.end], (span,))
        at = after
    return None


def _continues(
    words: Sequence[Word], start: int, last: int, phrase: NounPhrase, after: int
) -> bool:
    """Whether a preposition is inside a body's name: "University of Ode", "Council on Trade"."""
    preposition, first, _ = phrase.complements[after]
    return (
        plain(words[preposition]) in _INNER
        and words[last].text[0].isupper()
        and words[first].text[0].isupper()
        and any(_is_body_word(word) for word in words[start : last + 1])
    )


def _is_body_word(word: Word) -> bool:
    """Whether a word is a noun for a body, or ends the names of companies and is capitalised."""
    titles, low = load_titles(), plain(word)
    if low in titles.body or singular(low) in titles.body:
        return True
    return low in titles.company and word.text[0].isupper()


def _is_body(
    text: str, words: Sequence[Word], first: int, last: int, *, weak: bool, governs: bool
) -> bool:
    """Whether words name a body or a person: by a noun for one, or by capitals that are no place.

    ``weak`` is for prepositions that lead to places and topics as often: a noun for a body must
    stand there.
    """
    titles = load_titles()
    inside = words[first : last + 1]
    of_state = titles.state | titles.force
    if any(_is_body_word(word) or plain(word) in of_state for word in inside):
        return any(word.text[0].isupper() for word in inside) or not weak
    if weak:
        return False
    rest = _without_geography(text, words, first, last, governs=governs)
    return any(
        words[at].text[0].isupper()
        and plain(words[at]) not in titles.known
        and plain(words[at]) not in _PARTY_WORDS
        for at in rest
    )


def _without_geography(
    text: str, words: Sequence[Word], first: int, last: int, *, governs: bool
) -> list[int]:
    """Indices of the words that are no country, capital, division or nationality.

    A division is a body to those who govern it ("governor of Queensland").
    """
    span = Span(words[first].start, words[last].end)
    geography = _GEOGRAPHY - {Sense.DIVISION} if governs else _GEOGRAPHY
    places = [hit.span for hit in find_hits(text, span) if hit.meaning.sense in geography]
    return [
        at
        for at in range(first, last + 1)
        if not any(place.start <= words[at].start < place.end for place in places)
    ]


def _offices(text: str, words: Sequence[Word], first: int, last: int) -> set[int]:
    """Indices of the words of seats and public bodies ("White House"), parties left out."""
    if last < first:
        return set()
    span = Span(words[first].start, words[last].end)
    found = [hit.span for hit in find_hits(text, span) if hit.meaning.sense in _OFFICES]
    return {
        at
        for at in range(first, last + 1)
        if any(office.start <= words[at].start < office.end for office in found)
        and plain(words[at]) not in _PARTY_WORDS
    }


def _bodies(words: Sequence[Word], first: int, last: int) -> set[int]:
    """Indices of capitalised nouns of bodies with a name before them ("Ode Council")."""
    titles = load_titles()
    return {
        at
        for at in range(first + 1, last + 1)
        if words[at].text[0].isupper()
        and _is_body_word(words[at])
        and words[at - 1].text[0].isupper()
        and plain(words[at]) != "press"  # "White House Press Secretary"
        and not titles.is_function(plain(words[at - 1]))
    }


def _owner(text: str, words: Sequence[Word], phrase: NounPhrase) -> Told | None:
    marks = [at for at in range(phrase.first, phrase.head) if plain(words[at]) in POSSESSIVES]
    if not marks or marks[0] == phrase.first:
        return None
    return _body_told(text, words, phrase.first, marks[0] - 1, phrase.noun in load_titles().governs)


def _before(text: str, words: Sequence[Word], phrase: NounPhrase) -> Told | None:
    titles = load_titles()
    if phrase.noun in titles.no_body:
        return None
    marks = [at for at in range(phrase.first, phrase.head) if plain(words[at]) in POSSESSIVES]
    first = marks[-1] + 1 if marks else phrase.first
    last = phrase.head - 1
    offices = _offices(text, words, first, last)
    offices |= _bodies(words, first, last)
    while (
        last >= first
        and last not in offices
        and (
            plain(words[last]) in titles.known
            or titles.is_function(plain(words[last]))
            or not words[last].text[0].isupper()
        )
    ):
        last -= 1
    while first <= last and not words[first].text[0].isupper():
        first += 1
    if last < first:
        return None
    # "Ode police chief": the noun of the body is part of it though written small.
    while last + 1 < phrase.head and _is_body_word(words[last + 1]):
        last += 1
    return _body_told(text, words, first, last, phrase.noun in load_titles().governs)


def _body_told(
    text: str, words: Sequence[Word], first: int, last: int, governs: bool
) -> Told | None:
    titles = load_titles()
    rest = [
        at
        for at in _without_geography(text, words, first, last, governs=governs)
        if words[at].text[0].isalnum() and plain(words[at]) not in _PARTY_WORDS
    ]
    has_body = any(_is_body_word(words[at]) for at in rest)
    offices = _offices(text, words, first, last) | _bodies(words, first, last)
    named = [
        at
        for at in rest
        if at in offices or (words[at].text[0].isupper() and plain(words[at]) not in titles.known)
    ]
    if not named and not has_body:
        return None
    # "Republican Ode Bank": the party before a body's name is not part of it.
    while first < last and plain(words[first]) in _PARTY_WORDS and not has_body:
        first += 1
    span = span_of(words, first, last)
    return Told(text[span.start : span.end], (span,))
