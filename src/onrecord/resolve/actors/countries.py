"""Which countries words tell, and how often a report mentions each."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from onrecord.lexicon.nations import Meaning, Sense, fold, load_nations
from onrecord.lexicon.titles import load_titles
from onrecord.segment import find_words
from onrecord.types import Span, Told

NOWHERE: Mapping[str, int] = {}

# A word that may begin the name of a country: a capital, then anything but a space.
_CAPITAL = re.compile(r"(?<![\w.])(?:(?:[A-Z]\.){2,}|[^\W\d_a-z][\w'\u2019-]*)")
# "D-Wis.", "(R-CA)", "Tampa, Fla.": the short form of a division, after a party or a place.
_MARK = re.compile(
    r"(?:\b[A-Z]\.?[-\u2010\u2011\u2013]|[a-z],\s|[RDI]\.,\s)"
    r"((?:[NSRDPW]\.\s?(?:[A-Z]\.|Va\.))|[A-Z][a-z]{1,4}\.|[A-Z]{2}\b)"
)
_LONGEST_CHARS = 70
_PARTS = re.compile(r"[-\u2010\u2011\u2013]")
# Prepositions before what a function is about, not where it belongs: "envoy to", "expert on".
_ABOUT = re.compile(r"\b(?:on|to|about|against|in|over|toward|towards|into|from)\s(?:the\s)?\Z")
_TOPIC = re.compile(
    r"\s(?:expert|analyst|specialist|scholar|watcher|correspondent|researcher|director|policy"
    r"|desk|programme|program|studies|researcher|historian)s?\b"
)
# How clearly one of several countries must lead in a report to settle an open word.
_CLEAR_LEAD = 3


# A report is about a country that it mentions this often, and in this share of all mentions.
_HOME_LEAST = 3
_HOME_SHARE = 0.75


class Hit(NamedTuple):
    """Words of a text that may tell a country; ``joined`` when a hyphen ties them to others."""

    span: Span
    meaning: Meaning
    joined: str = ""


def find_hits(text: str, span: Span) -> Iterator[Hit]:
    """Yield the words of countries, capitals, seats … within a span, in order, none overlapping."""
    index = load_nations().index
    at = span.start
    for match in _CAPITAL.finditer(text, span.start, span.end):
        if match.start() < at:
            continue
        word = match.group()
        key = fold(word)
        if key not in index:
            word = word.partition("'")[0].partition("\u2019")[0]
            key = fold(word)
        hit = None
        if key in index:
            hit = _hit_at(text, match.start(), span.end, word, key)
        elif (meaning := _demonym(key)) is not None:
            hit = Hit(Span(match.start(), match.start() + len(word)), meaning)
        if hit is not None:
            yield hit
            at = hit.span.end
        elif "-" in word or "\u2011" in word or "\u2013" in word:
            yield from _joined_hits(text, match.start(), word)


def countries_mentioned(text: str) -> Mapping[str, int]:
    """How often a text mentions each country, by any word that is sure to tell it.

    >>> dict(countries_mentioned("Chile’s envoy flew from Lima, Peru, to Tampa, Fla."))
    {'CL': 1, 'PE': 2, 'US': 1}
    """
    return count_countries(text, find_hits(text, Span(0, len(text))))


def count_countries(text: str, hits: Iterable[Hit]) -> Mapping[str, int]:
    """How often a text mentions each country, when its words for countries are known."""
    known = [hit.meaning for hit in hits if hit.meaning.countries]
    found = Counter(meaning.countries[0] for meaning in known if meaning.sure)
    found.update(code for _, code in find_marks(text, Span(0, len(text))))
    # Words that are open by themselves count for the country that the others settle them to.
    settled = [settle(meaning, found) for meaning in known if not meaning.sure]
    found.update(code for code in settled if code)
    return found


def find_marks(text: str, span: Span) -> Iterator[tuple[Span, str]]:
    """Yield short forms of divisions ("D-Wis.", "Tampa, Fla.") with their country's code."""
    marks = load_nations().marks
    for match in _MARK.finditer(text, span.start, span.end):
        code = marks.get(fold(match[1]).replace(" ", ""))
        if code is not None:
            yield Span(*match.span(1)), code


def settle(meaning: Meaning, around: Mapping[str, int] = NOWHERE) -> str | None:
    """The one country that a meaning tells in a report that mentions others so often."""
    if not meaning.countries:
        return None
    if meaning.sure:
        return meaning.countries[0]
    ranked = sorted(
        ((around[code], code) for code in meaning.countries if around.get(code)), reverse=True
    )
    if not ranked:
        return None
    if len(ranked) > 1 and ranked[0][0] < _CLEAR_LEAD * ranked[1][0]:
        return None
    return ranked[0][1]


def home_of(around: Mapping[str, int]) -> str | None:
    """The country that a report is about, where one clearly is; offices without a country are its.

    A report that is about one country says "the president" and "Senator Ode" without its name.
    """
    if not around:
        return None
    code, most = max(around.items(), key=lambda item: (item[1], item[0]))
    is_clear = most >= _HOME_LEAST and most >= _HOME_SHARE * sum(around.values())
    return code if is_clear else None


def country_told(text: str, span: Span, *, around: Mapping[str, int] = NOWHERE) -> Told | None:
    """The country that words of a function, a body or a nationality tell.

    What a function is about does not count ("envoy to Peru"), nor do two at once.

    Args:
        text: The report's text.
        span: The words.
        around: How often the report mentions each country; settles "Congress" or "Korean".

    >>> text = "the Peruvian ambassador to Chile"
    >>> country_told(text, Span(0, len(text)))
    Told(value='PE', spans=(Span(start=4, end=12),))
    """
    told: Told | None = None
    end = span.start
    for hit in find_hits(text, span):
        if _is_topic(text, span, hit):
            continue
        code = settle(hit.meaning, around)
        if code is None:
            continue
        if told is None:
            told, end = Told(code, (hit.span,)), hit.span.end
        elif code != told.value and _are_listed(text[end : hit.span.start]):
            return None
    if told is None:
        for mark, code in find_marks(text, span):
            return Told(code, (mark,))
    return told


def _are_listed(between: str) -> bool:
    return between.strip() in {"and", "or", ",", "/", "&", "and the", "-"}


def _is_topic(text: str, span: Span, hit: Hit) -> bool:
    if hit.joined and not hit.joined.startswith("based"):
        return True
    about = _ABOUT.search(text, max(span.start, hit.span.start - 12), hit.span.start)
    if about:
        # "An aide to the Peruvian president" is Peru's, "an envoy to Peru" is not.
        if about.group().startswith("to") and hit.meaning.sense is Sense.DEMONYM:
            return False
        return hit.meaning.sense is not Sense.SEAT and hit.meaning.sense is not Sense.BODY
    is_place = hit.meaning.sense in (Sense.COUNTRY, Sense.CAPITAL)
    return is_place and _TOPIC.match(text, hit.span.end) is not None


def _hit_at(text: str, start: int, end: int, word: str, key: str) -> Hit | None:
    """The longest entry that stands at a position, where a word with that key starts."""
    entries = load_nations().index[key]
    if entries[0][0]:
        words = find_words(text, start, min(end, start + _LONGEST_CHARS))
        found = [(folded, each.end) for each in words if (folded := fold(each.text))]
    else:
        found = [(key, start + len(word))]
    for rest, meaning in entries:
        size = len(rest) + 1
        if size > len(found) or any(
            have != want for (have, _), want in zip(found[1:size], rest, strict=True)
        ):
            continue
        stop = found[size - 1][1]
        if meaning.capitals and not _in_capitals(text[start:stop]):
            continue
        if size == 1 and _is_personal(text, start, stop, key):
            return None
        return Hit(Span(start, _with_stop(text, start, stop)), meaning)
    return None


def _demonym(key: str) -> Meaning | None:
    """The meaning of a plural ("Ukrainians"), which stands under its singular."""
    if key.endswith("s"):
        for rest, meaning in load_nations().index.get(key[:-1], ()):
            if not rest and meaning.sense in (Sense.DEMONYM, Sense.DEMONYM_OF_DIVISION):
                return meaning
    return None


def _joined_hits(text: str, start: int, word: str) -> Iterator[Hit]:
    """What a compound joins: "US-made" tells of the US, "Perm-Lima" of neither or both."""
    index = load_nations().index
    parts = _PARTS.split(word.partition("'")[0].partition("\u2019")[0])
    at = start
    for number, part in enumerate(parts):
        for rest, meaning in index.get(fold(part), ()):
            is_cased = part[:1].isupper() and (part.isupper() or not meaning.capitals)
            if not rest and is_cased and meaning.countries:
                others = "-".join(parts[:number] + parts[number + 1 :]).lower()
                yield Hit(Span(at, at + len(part)), meaning, joined=others)
        at += len(part) + 1


def _in_capitals(words: str) -> bool:
    bare = words.replace(".", "")
    return bare.isupper()


def _with_stop(text: str, start: int, end: int) -> int:
    """With the full stop of "D.C." or "St.", which is no part of the last word."""
    return end + 1 if "." in text[start:end] and text[end : end + 1] == "." else end


def _is_personal(text: str, start: int, end: int, key: str) -> bool:
    """Whether a word like "Jordan" is part of a person's name here."""
    titles = load_titles()
    if key not in titles.name_like:
        return False
    after = re.compile(r"\s([A-Z][\w-]+)").match(text, end)
    if after and not _is_usual(after[1]):
        return True
    before = re.compile(r"([A-Z][\w'\u2019.-]*)\s\Z").search(text, max(0, start - 30), start)
    return before is not None and before[1][-1] not in ".’'" and not _is_usual(before[1])


def _is_usual(word: str) -> bool:
    """Whether a capitalised word beside a place belongs to a function, a body or a sentence."""
    titles, low = load_titles(), word.lower()
    return (
        low in titles.known
        or low in titles.body
        or low in titles.company
        or low in titles.beside_place
        or low in titles.determiner
        or word.isupper()
    )
