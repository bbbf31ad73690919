"""Words that stand for a state or an office: its name, its capital, its seat, its troops."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from onrecord.lexicon.nations import Sense, load_nations
from onrecord.lexicon.titles import load_titles
from onrecord.resolve.actors.countries import NOWHERE, Hit, find_hits, settle
from onrecord.segment import find_words
from onrecord.types import ActorKind, Span, Told

# Where the noun phrase of a source ends: at a relative clause, a comma or a dash.
_END = re.compile(
    r"(?:[,;:(\u2013\u2014]|\s-\s|\s--|\s(?:who|which|that|whose|has|have|is|are)\b)(?=[\s\w])"
)
_ARTICLE = re.compile(r"[\s\"'\u201c\u2018]*(?:(?:the|a|an)\s+)?", re.IGNORECASE)
_TRAILING = " \t\r\n,.;:\"'\u201d\u2019"
_POSSESSIVE = re.compile(r"['\u2019]s?\Z")


class StandsFor(NamedTuple):
    """A state, or the office that has a seat.

    Attributes:
        name: The state's common name; the seat's own name.
        kind: ``STATE`` or ``ORGANISATION``.
        country: Its country, with the words that say so.
        spans: The words that stand for it.
        sense: What these words are; None for a noun with a nationality ("Turkish troops").
        force: Of a body of the state that speaks for itself, its noun ("army").
    """

    name: str
    kind: ActorKind
    country: Told | None
    spans: tuple[Span, ...]
    sense: Sense | None = None
    force: str = ""


def state_of(text: str, span: Span, *, around: Mapping[str, int] = NOWHERE) -> StandsFor | None:
    """The state or office that the words of a source stand for; None for anything else.

    Args:
        text: The report's text.
        span: The source's words, or the words of somebody accused.
        around: How often the report mentions each country.

    >>> text = "The Chilean government"
    >>> state_of(text, Span(0, len(text))).name
    'Chile'
    >>> state_of("Chilean officials", Span(0, 17)) is None
    True
    """
    core = core_of(text, span)
    hits = list(find_hits(text, core))
    if len(hits) != 1 or hits[0].joined:
        return None
    hit = hits[0]
    if hit.span == core:
        return _by_name(hit, core, around)
    noun = _noun_of_state(text, core, hit)
    if noun is None:
        return None
    state = _state(hit, core, around)
    if state is None or noun not in load_titles().force:
        return state
    return state._replace(kind=ActorKind.ORGANISATION, force=noun)


def _by_name(hit: Hit, core: Span, around: Mapping[str, int]) -> StandsFor | None:
    sense = hit.meaning.sense
    if sense in (Sense.COUNTRY, Sense.CAPITAL):
        return _state(hit, core, around, sense)
    if sense is Sense.SEAT:
        code = settle(hit.meaning, around)
        country = Told(code, (hit.span,)) if code else None
        return StandsFor(hit.meaning.name, ActorKind.ORGANISATION, country, (core,), sense)
    return None


def _state(
    hit: Hit, core: Span, around: Mapping[str, int], sense: Sense | None = None
) -> StandsFor | None:
    if hit.meaning.sense not in (Sense.COUNTRY, Sense.CAPITAL, Sense.DEMONYM):
        return None
    code = settle(hit.meaning, around)
    if code is None:
        return None
    name = load_nations().names[code]
    return StandsFor(name, ActorKind.STATE, Told(code, (hit.span,)), (core,), sense)


def _noun_of_state(text: str, core: Span, hit: Hit) -> str | None:
    """The noun for a state's government or forces: of "Peru's army" and "troops of Peru"."""
    if hit.span.start == core.start or hit.meaning.sense is Sense.DEMONYM:
        before = [w.text.lower() for w in find_words(text, core.start, hit.span.start)]
        words = [w.text.lower() for w in find_words(text, hit.span.end, core.end)]
        words = [word for word in words if word not in ("'s", "’s", "'", "’")]
        return _state_noun(words) if _are_plain(before) else None
    if hit.span.end != core.end:
        return None
    words = [w.text.lower() for w in find_words(text, core.start, hit.span.start)]
    if len(words) > 1 and words[-1] == "the":
        words.pop()
    return _state_noun(words[:-1]) if words and words[-1] in ("of", "in") else None


def _state_noun(words: list[str]) -> str | None:
    """The noun for a state that ends some words which only qualify it."""
    titles = load_titles()
    if not words or not _are_plain(words[:-1]):
        return None
    pair = "-".join(words[-2:])
    if pair in titles.force:
        return pair
    if words == ["state"]:
        return words[-1]  # "the Peruvian state", not "Peru's richest state"
    return words[-1] if words[-1] in titles.state | titles.force else None


def _are_plain(words: list[str]) -> bool:
    """Whether these words only qualify: "armed", "central", "and armed"."""
    titles = load_titles()
    known = titles.modifier | titles.state | titles.force | _PLAIN
    return all(word in known for word in words)


_PLAIN = frozenset(["armed", "own", "new", "ground", "regular", "and", "air", "special"])


def core_of(text: str, span: Span) -> Span:
    """A source's words up to the first relative clause, without article, marks and possessive."""
    start = _ARTICLE.match(text, span.start, span.end)
    first = start.end() if start else span.start
    end = span.end
    # A capital's own comma ("Washington, D.C.") is read with it.
    head = next(iter(find_hits(text, Span(first, end))), None)
    search_from = head.span.end if head is not None and head.span.start == first else first
    cut = _END.search(text, search_from, end)
    if cut:
        end = cut.start()
    while end > first and text[end - 1] in _TRAILING and not _is_abbreviated(text, first, end):
        end -= 1
    owner = _POSSESSIVE.search(text, first, end)
    if owner and owner.start() > first:
        end = owner.start()
    return Span(first, end)


def _is_abbreviated(text: str, start: int, end: int) -> bool:
    """Whether the last full stop is the one of "U.S." or "D.C."."""
    return text[end - 1] == "." and "." in text[max(start, end - 3) : end - 1]
