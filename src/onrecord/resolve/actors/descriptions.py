"""Descriptions that are no names: "two officials familiar with the talks", "a spokesman for …"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.lexicon.titles import load_titles
from onrecord.resolve.actors.affiliations import affiliation_of
from onrecord.resolve.actors.countries import NOWHERE, country_told
from onrecord.resolve.actors.nouns import (
    NUMBERS,
    NounPhrase,
    plain,
    read_noun_phrase,
    span_of,
)
from onrecord.segment import Word, find_words
from onrecord.types import Span, Told

# A description ends at a relative clause, a comma, a dash or a colon.
_END = re.compile(r"[,;:(\u2013\u2014]|\s-{1,2}\s|\s(?:who|which|that|whose|where)\s")
_ARTICLE = re.compile(r"[\s\"'\u201c\u2018]*(?:(?:the|a|an)\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What a description tells of somebody without a name.

    Attributes:
        head: Its words without article, up to a relative clause or comma.
        noun: Its noun, singular and lower case; "" where none was found.
        plural: Whether it speaks of several.
        role: The function; None for "officials", "sources", "people" and the like.
        affiliation: The body or person they belong to.
        country: The country that its words tell.
        number: How many: digits up to twenty, else the words ("dozens").
        tenure: Whether the function is over or for the time being.
    """

    head: Span
    noun: str
    plural: bool
    role: Told | None = None
    affiliation: Told | None = None
    country: Told | None = None
    number: Told | None = None
    tenure: Told | None = None


def describe(text: str, span: Span, *, around: Mapping[str, int] = NOWHERE) -> Description | None:
    """Read a description; None where no noun can be found (pronouns, bare names).

    Args:
        text: The report's text.
        span: The words of the description.
        around: How often the report mentions each country.

    >>> text = "Two Peruvian officials close to the talks"
    >>> found = describe(text, Span(0, len(text)))
    >>> found.noun, found.plural, found.number.value, found.country.value
    ('official', True, '2', 'PE')
    """
    head = _head(text, span)
    words = find_words(text, head.start, head.end)
    phrase = read_noun_phrase(words, 0, len(words))
    if phrase is None or not _is_described(words, phrase):
        return None
    country = country_told(text, _until(words, phrase, head), around=around)
    return Description(
        head=head,
        noun=phrase.noun,
        plural=phrase.plural,
        role=_role(text, words, phrase),
        affiliation=affiliation_of(text, words, phrase),
        country=country,
        number=_number(text, words, phrase),
        tenure=tenure_told(text, words, phrase),
    )


def tenure_told(text: str, words: Sequence[Word], phrase: NounPhrase) -> Told | None:
    """The tenure that a noun phrase tells, with the word that says so."""
    if phrase.tenure is None:
        return None
    tenure, at = phrase.tenure
    return Told(tenure, (Span(words[at].start, words[at].end),))


def _is_described(words: Sequence[Word], phrase: NounPhrase) -> bool:
    """A description has a noun that is written small or known; a bare name has not."""
    titles = load_titles()
    if words[phrase.head].text[0].islower():
        return plain(words[phrase.head]) not in titles.pronoun
    return phrase.known or phrase.noun in titles.person or phrase.noun in titles.body


def _head(text: str, span: Span) -> Span:
    article = _ARTICLE.match(text, span.start, span.end)
    first = article.end() if article else span.start
    cut = _END.search(text, first + 1, span.end)
    end = cut.start() if cut else span.end
    while end > first and (text[end - 1].isspace() or text[end - 1] in '.,"\u201d'):
        end -= 1
    return Span(first, end)


def _until(words: Sequence[Word], phrase: NounPhrase, head: Span) -> Span:
    """From the phrase's first word on: what an official is "familiar with" is not their side."""
    return Span(words[phrase.first].start, min(head.end, words[phrase.last].end))


def _role(text: str, words: Sequence[Word], phrase: NounPhrase) -> Told | None:
    titles = load_titles()
    if not phrase.known or phrase.plural or phrase.noun in titles.party:
        return None
    if phrase.noun in titles.person and phrase.head == phrase.first and not phrase.complements:
        return None
    if phrase.noun in titles.no_role:
        return None
    span = span_of(words, phrase.first, phrase.last)
    return Told(text[span.start : span.end], (span,))


def _number(text: str, words: Sequence[Word], phrase: NounPhrase) -> Told | None:
    if phrase.amount is None:
        return None
    first, last = phrase.amount
    span = Span(words[first].start, words[last].end)
    value = text[span.start : span.end].lower()
    return Told(NUMBERS.get(value, value), (span,))
