"""What stands after a name: "Ada Ode, the minister, …", "Ada Ode is the …", "(D-Ohio)"."""

from collections.abc import Iterator

from onrecord.lexicon.titles import load_titles
from onrecord.resolve.actors.countries import find_hits, find_marks, settle
from onrecord.resolve.actors.functions import PLACES, Function, function_of
from onrecord.resolve.actors.nouns import (
    PREPOSITIONS,
    is_abbreviation,
    is_close,
    is_verbal,
    plain,
    read_noun_phrase,
)
from onrecord.resolve.actors.page import Page
from onrecord.types import Span, Told

_APPOSITION_WORDS = 40
_COPULAS = frozenset(
    ["is", "was", "has", "had", "been", "serves", "served", "works", "worked", "as"]
)


def functions_after(page: Page, after: int) -> Iterator[Function]:
    """What stands after a name; ``after`` is the word behind its last."""
    words = page.words
    if after >= len(words) or page.begins[after] != page.begins[max(after - 1, 0)]:
        return
    text = words[after].text
    if text in ("(", ","):
        marked = _marked(page, after)
        if marked is not None:
            yield marked[0]
            after = min(marked[1], len(words) - 1)
            text = words[after].text
    if text == "," or text in ("\u2013", "\u2014", "--"):
        yield from _apposed(page, _skip_age(page, after + 1))
    elif text.lower() in ("of", "from"):
        yield from _placed(page, after)
    elif text.lower() in ("is", "was", "serves", "served") or text.lower() == "as":
        yield from _said_to_be(page, after + 1)


def _skip_age(page: Page, at: int) -> int:
    words = page.words
    if at + 1 < len(words) and words[at].text.isdigit() and words[at + 1].text == ",":
        return at + 2
    return at


def _marked(page: Page, at: int) -> tuple[Function, int] | None:
    """A party and state after a name, "(D-Ohio)" or ", R-Ky.,", and the word after it."""
    words = page.words
    until = min(at + 8, page.ends[at])
    if at + 1 >= until or words[at + 1].text[0] not in "DRIL":
        return None
    closer = ")" if words[at].text == "(" else ","
    end = next((i for i in range(at + 2, until) if words[i].text == closer), None)
    if end is None and closer == ")":
        return None
    span = Span(words[at].start, words[(end or until) - 1].end)
    after = until if end is None else end + (closer == ")")
    for mark, code in find_marks(page.text, span):
        return Function(country=Told(code, (mark,))), after
    party = words[at + 1]
    if "-" in party.text[:3]:
        for hit in find_hits(page.text, Span(party.start + 2, span.end)):
            settled = settle(hit.meaning, page.around)
            if settled and hit.meaning.sense in PLACES:
                return Function(country=Told(settled, (hit.span,))), after
    return None


def _apposed(page: Page, at: int) -> Iterator[Function]:
    """An apposition, or a relative clause that tells the function."""
    words = page.words
    if at >= len(words):
        return
    stop = min(page.ends[at - 1], at + _APPOSITION_WORDS)
    if plain(words[at]) in ("who", "whose") and at + 1 < stop:
        if plain(words[at + 1]) in _COPULAS:
            yield from _said_to_be(page, at + 2)
        return
    phrase = read_noun_phrase(words, at, stop, page.people)
    if phrase is None or not phrase.known or phrase.plural:
        return
    end = phrase.last + 1
    if end < len(words) and words[end].text == "." and is_abbreviation(words, phrase.last):
        end += 1
    if end < stop and not is_close(words, end) and not _is_tail(page, end):
        return
    if not phrase.determiner and phrase.head == phrase.first and plain(words[at]) in _BARE:
        return
    yield function_of(page, phrase, phrase.first, None, None)


# A bare noun after a comma may start something else ("Ode, police said").
_BARE = frozenset(["police"])


def _is_tail(page: Page, at: int) -> bool:
    """Whether an apposition ends at a word that opens a clause of its own."""
    low = plain(page.words[at])
    if low in ("said", "says", "told", "added", "asked", "wrote", "is", "was", "has"):
        return False
    return low in load_titles().breaks or low in PREPOSITIONS or is_verbal(low)


def _said_to_be(page: Page, at: int) -> Iterator[Function]:
    """The function after "is", "serves as", "as": only a known one."""
    words = page.words
    if at >= len(words):
        return
    stop = page.ends[at - 1]
    while at < stop and plain(words[at]) in ("also", "now", "currently", "as", "been", "still"):
        at += 1
    if at >= stop:
        return
    phrase = read_noun_phrase(words, at, stop, page.people)
    if phrase is None or not phrase.known or phrase.plural:
        return
    if not (phrase.determiner in ("the", "a", "an") or phrase.complements):
        return
    if not phrase.complements and phrase.head == phrase.first:
        return
    yield function_of(page, phrase, phrase.first, None, None)


def _placed(page: Page, at: int) -> Iterator[Function]:
    """A division or country after "of": "Ada Ode of Ohio"."""
    words = page.words
    stop = min(page.ends[at], at + 5)
    if at + 1 >= stop:
        return
    span = Span(words[at + 1].start, words[stop - 1].end)
    for hit in find_hits(page.text, span):
        first = hit.span.start == span.start
        if first and hit.meaning.sense in PLACES:
            code = settle(hit.meaning, page.around)
            if code:
                yield Function(country=Told(code, (hit.span,)))
        return
