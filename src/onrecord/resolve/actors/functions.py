"""A function as one place of a report tells it: role, rank, affiliation, tenure, country."""

from dataclasses import dataclass

from onrecord.lexicon.nations import Sense
from onrecord.resolve.actors.affiliations import affiliation_of
from onrecord.resolve.actors.countries import country_told
from onrecord.resolve.actors.nouns import NounPhrase, plain, span_of
from onrecord.resolve.actors.page import Page
from onrecord.types import Span, Tenure, Told

PLACES = frozenset((Sense.COUNTRY, Sense.CAPITAL, Sense.DIVISION))
PREFIXES = ("then-", "ex-", "former-", "acting-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """What one place of a report tells of somebody."""

    role: Told | None = None
    rank: Told | None = None
    affiliation: Told | None = None
    tenure: Told | None = None
    country: Told | None = None


def function_of(
    page: Page, phrase: NounPhrase, at: int, tenure: Told | None, rank: Told | None
) -> Function:
    """What a noun phrase tells whose function starts at a word, with tenure and rank beside it."""
    words = page.words
    affiliation = affiliation_of(page.text, words, phrase)
    span = span_of(words, at, phrase.last)
    # What follows the body ("… at the bank in Lima") is no part of the function.
    if affiliation and affiliation.spans[0].start > words[phrase.head].start:
        span = Span(span.start, affiliation.spans[0].end)
    else:
        span = Span(span.start, _without_company(page, phrase, span.end))
    start, prefixed = _without_prefix(page, at)
    span = Span(start, span.end)
    tenure = tenure or prefixed or tenure_of(page, phrase.tenure)
    # "His Peruvian counterpart" tells a country, but no function.
    is_function = phrase.noun != "counterpart"
    role = Told(page.text[span.start : span.end], (span,)) if is_function else None
    return Function(
        role=role,
        rank=rank,
        affiliation=affiliation,
        tenure=tenure,
        country=country_told(page.text, span, around=page.around),
    )


def _without_company(page: Page, phrase: NounPhrase, end: int) -> int:
    """Where a function ends that goes on with a mere "with": "a nominee with young voters"."""
    for preposition, _, _ in phrase.complements:
        if plain(page.words[preposition]) == "with":
            return page.words[preposition - 1].end
    return end


def _without_prefix(page: Page, at: int) -> tuple[int, Told | None]:
    """Where a function starts after "then-" or "ex-", and the tenure that they tell."""
    word = page.words[at]
    for prefix in PREFIXES:
        if word.text.lower().startswith(prefix) and len(word.text) > len(prefix):
            start = word.start + len(prefix)
            tenure = Tenure.ACTING if prefix == "acting-" else Tenure.FORMER
            return start, Told(tenure, (Span(word.start, start - 1),))
    return word.start, None


def tenure_of(page: Page, found: tuple[Tenure, int] | None) -> Told | None:
    """The tenure that a word tells, with that word."""
    if found is None:
        return None
    word = page.words[found[1]]
    return Told(found[0], (Span(word.start, word.end),))


def ends_at(page: Page, phrase: NounPhrase, end: int) -> bool:
    """Whether a noun phrase ends right before a word; an abbreviation's full stop may follow."""
    after = phrase.last + 1
    if after < end and page.words[after].text == ".":
        after += 1
    return after == end
