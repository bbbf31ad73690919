"""What stands before a name: "Peruvian minister Ada Ode", "the bank’s head, Ada Ode, …"."""

from enum import Enum

from onrecord.lexicon.titles import load_titles
from onrecord.resolve.actors.countries import country_told, find_hits
from onrecord.resolve.actors.functions import (
    PLACES,
    PREFIXES,
    Function,
    ends_at,
    function_of,
    tenure_of,
)
from onrecord.resolve.actors.nouns import (
    POSSESSIVES,
    PREPOSITIONS,
    QUOTES,
    is_abbreviation,
    is_break,
    is_close,
    is_verbal,
    plain,
    read_noun_phrase,
    skip_tenure,
)
from onrecord.resolve.actors.page import Page
from onrecord.types import Span, Told

_TITLE_WORDS = 14


def function_before(page: Page, first: int, after: int) -> Function | None:
    """What stands before a name whose words are ``first`` up to ``after``."""
    words = page.words
    start = page.begins[first]
    if first == start:
        return None
    last = first - 1
    if plain(words[last]) in POSSESSIVES:
        return _owned(page, last)
    if words[last].text == ",":
        return _before_comma(page, first, after)
    begin = _title_start(page, first)
    return _titled(page, begin, first) if begin < first else None


class _Step(Enum):
    """What a word does for the title that is read from the name back."""

    ENDS = "ends"  # the title starts after it
    OPENS = "opens"  # an article: what lies between is the title
    STARTS = "starts"  # the title starts with it
    JOINS = "joins"
    UNSURE = "unsure"  # it may be a verb as well, unless an article opens the title


def _title_start(page: Page, first: int) -> int:
    """Index of the first word of the title that ends before a name."""
    floor = max(page.begins[first], first - _TITLE_WORDS)
    unsure = -1
    at = first - 1
    while at >= floor:
        step = _step(page, at, floor)
        if step is _Step.OPENS:
            return _opened(page, at, first)
        if step is _Step.STARTS:
            return at
        if step is _Step.ENDS:
            break
        if step is _Step.UNSURE:
            unsure = max(unsure, at)
        at -= 1
    return _past_place(page, max(at, unsure) + 1, first)


def _opened(page: Page, article: int, first: int) -> int:
    """The word after an article; of "a President Ode", who may never be one, the name itself."""
    bare = first - article == 2 and page.words[article + 1].text[0].isupper()
    is_supposed = bare and plain(page.words[article]) in ("a", "an")
    return first if is_supposed else article + 1


def _step(page: Page, at: int, floor: int) -> _Step:
    words, titles = page.words, load_titles()
    low, text = plain(words[at]), words[at].text
    is_first = at == page.begins[at]
    if low in titles.determiner:
        return _Step.OPENS
    if low in POSSESSIVES or (text == "." and at > 0 and is_abbreviation(words, at - 1)):
        return _Step.JOINS
    if low in ("of", "for", "and", "at", "&", "in", "to"):
        return _Step.JOINS if _joins_title(page, at, floor) else _Step.ENDS
    if not text[0].isalnum() or (text[0].isupper() and low in titles.address):
        return _Step.ENDS
    if _is_known(low):
        if text[0].isupper() and low in titles.breaks and is_first:
            return _Step.ENDS
        # "The panel’s inquiry former minister Ode": a title starts with its tenure.
        is_tenure = low in titles.tenure_former or low in titles.tenure_acting
        before = plain(words[at - 1]) if at > floor else ""
        is_inside = before in POSSESSIVES or before == "and"
        return _Step.STARTS if is_tenure and not is_inside else _Step.JOINS
    if low in titles.breaks or low in PREPOSITIONS:
        return _Step.ENDS
    if text[0].isupper():
        return _Step.ENDS if is_first and not _is_name_like(page, at) else _Step.JOINS
    if low.startswith(PREFIXES):
        return _Step.STARTS
    return _Step.ENDS if is_verbal(low) or _is_before_office(page, at) else _Step.UNSURE


def _is_known(low: str) -> bool:
    titles = load_titles()
    return low in titles.known or titles.is_function(low) or low in titles.rank


def _is_before_office(page: Page, at: int) -> bool:
    """Whether a capitalised office or rank is next: "the network President Ode built"."""
    after, titles = page.words[at + 1], load_titles()
    return after.text[0].isupper() and (plain(after) in titles.office | titles.rank)


def _past_place(page: Page, begin: int, first: int) -> int:
    """Past a place that belongs to a preposition before it: "in Lima President Ode"."""
    words = page.words
    if begin == 0 or begin >= first or plain(words[begin - 1]) not in ("in", "from", "at", "to"):
        return begin
    span = Span(words[begin].start, words[first - 1].end)
    hit = next(iter(find_hits(page.text, span)), None)
    if hit is None or hit.meaning.sense not in PLACES or hit.span.start != span.start:
        return begin
    return page.words_of(hit.span)[-1] + 1


def _joins_title(page: Page, at: int, floor: int) -> bool:
    """Whether a small word is inside a title: "Secretary of State", "editor in chief"."""
    words, low = page.words, plain(page.words[at])
    if at == floor or at - 1 in page.people:
        return False
    before = plain(words[at - 1])
    if low == "in":
        return plain(words[at + 1]) == "chief"
    if load_titles().is_function(before):
        return low != "to" or words[at + 1].text[0].isupper()
    are_names = words[at - 1].text[0].isupper() and words[at + 1].text[0].isupper()
    return are_names and (low in ("and", "&") or before in load_titles().body)


def _is_name_like(page: Page, at: int) -> bool:
    """Whether a sentence's first word is a name or a nationality, not just capitalised."""
    word = page.words[at]
    if at in page.people or (word.text.isupper() and len(word.text) > 1):
        return True
    if plain(page.words[at + 1]) in POSSESSIVES or page.words[at + 1].text[0].isupper():
        return True
    return next(iter(find_hits(page.text, Span(word.start, word.end))), None) is not None


def _titled(page: Page, begin: int, first: int) -> Function | None:
    """What the words from ``begin`` up to a name tell."""
    words = page.words
    at, tenure = skip_tenure(words, begin, first)
    rank_at = _rank_start(page, at, first)
    rank = None
    if rank_at < first:
        span = Span(words[rank_at].start, words[first - 1].end)
        rank = Told(page.text[span.start : span.end], (span,))
    role_end = _without_second(page, at, rank_at)
    phrase = read_noun_phrase(words, at, role_end) if at < role_end else None
    if phrase is not None:
        is_whole = phrase.known and ends_at(page, phrase, role_end)
        phrase = phrase if is_whole and not phrase.plural else None
    told_tenure = tenure_of(page, tenure)
    if phrase is not None:
        return function_of(page, phrase, at, told_tenure, rank)
    if rank is None:
        return None
    country = _country(page, at, role_end) if at < role_end else None
    return Function(rank=rank, country=country, tenure=told_tenure)


def _without_second(page: Page, at: int, end: int) -> int:
    """Without an office in short after another function: "presidential nominee Gov."."""
    words, titles = page.words, load_titles()
    short = end - 2
    if short <= at or words[end - 1].text != "." or not is_abbreviation(words, short):
        return end
    is_second = plain(words[short]) in titles.office and titles.is_function(plain(words[short - 1]))
    return short if is_second else end


def _rank_start(page: Page, at: int, first: int) -> int:
    """Index of the first word of the rank right before a name."""
    words, titles = page.words, load_titles()
    begin = first
    place = first - 1
    while place >= at:
        low, text = plain(words[place]), words[place].text
        if text == "." and place > at and is_abbreviation(words, place - 1):
            place -= 1
            continue
        if low not in titles.rank or not text[0].isupper():
            break
        begin = place
        place -= 1
    # "Attorney General", "Lt. Gov." and "Secretary General" are functions, not ranks.
    if begin > at and plain(words[begin]) == "general":
        before = plain(words[begin - 1])
        if titles.is_function(before) or before in ("surgeon", "inspector", "solicitor"):
            return first
    return begin


def _country(page: Page, first: int, after: int) -> Told | None:
    span = Span(page.words[first].start, page.words[after - 1].end)
    return country_told(page.text, span, around=page.around)


def _owned(page: Page, mark: int) -> Function | None:
    """What an owner right before a name tells: "Peru’s Ada Ode", "Ode News’ Ada Ode"."""
    words = page.words
    first = mark
    while first > page.begins[mark] and words[first - 1].text[0].isupper() and mark - first < 5:
        first -= 1
    if first == mark or first in page.people:
        return None
    span = Span(words[first].start, words[mark - 1].end)
    hits = list(find_hits(page.text, span))
    country = country_told(page.text, span, around=page.around)
    if any(hit.span.end == span.end and hit.meaning.sense in PLACES for hit in hits):
        return Function(country=country)
    if plain(words[first]) in load_titles().breaks:
        return None
    return Function(affiliation=Told(page.text[span.start : span.end], (span,)), country=country)


def _before_comma(page: Page, first: int, after: int) -> Function | None:
    """A function before a comma and the name: "the bank’s head, Ada Ode, …"."""
    words = page.words
    if after < len(words) and not (is_close(words, after) or is_break(page.words, after)):
        return None
    floor = max(page.begins[first], first - _TITLE_WORDS)
    at = first - 2
    while (
        at >= floor
        and words[at].text not in (",", ";", ":", "(", ")")
        and (words[at].text not in QUOTES or plain(words[at]) in POSSESSIVES)
    ):
        at -= 1
    begin = at + 1
    for start in range(begin, first - 1):
        low = plain(words[start])
        opens = (
            low in load_titles().determiner
            or low == "one"
            or (start + 1 < first and plain(words[start + 1]) in POSSESSIVES)
        )
        if not opens:
            continue
        phrase = read_noun_phrase(words, start, first - 1, page.people)
        if phrase and phrase.known and not phrase.plural and ends_at(page, phrase, first - 1):
            return function_of(page, phrase, phrase.first, None, None)
    return None
