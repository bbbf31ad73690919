"""Names as the model finds them, cleaned: what surrounds a name taken off, its words folded."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from onrecord.lexicon.nations import fold, load_nations
from onrecord.lexicon.people import load_people
from onrecord.lexicon.titles import Titles, load_titles
from onrecord.resolve.actors.edges import has_honour, opens_with_noun
from onrecord.segment import find_words
from onrecord.types import Name, NameKind, Span

# Line breaks, dashes between spaces and bars part what the model took for one name.
_PART = re.compile(r"\s*[\r\n\u2028\u2029]+\s*|\s+[-\u2013\u2014|]+\s+")
_ARTICLE = re.compile(r"(?:the|a|an)\s+(?=\S)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['\u2019](?:s|S)?\Z")
_OWNER = re.compile(r"['\u2019]s\s")
_BOUND = re.compile(r"\s+(?:and|&)\s+")
_WORD = re.compile(r"[^\W_](?:[\w.&'\u2019-]*[\w.])?")
_EDGES = " \t\u00a0,;:!?\"'\u201c\u201d\u2018\u2019()[]{}<>*_-\u2013\u2014/\\|"
# The rest of 'Robert "Bobby" Ode' where the model stopped at the mark.
_OPEN_QUOTE = re.compile(r"\s[\"\u201c][^\"\u201d]*\Z")
_NICK = re.compile(r"[\"\u201d]\s(?:[A-Z][\w'\u2019-]+\s?){1,2}(?<!\s)")
# What a court is for is part of its name, and often cut off it.
_COURT_FOR = re.compile(
    r"\s(?:for|of)\s(?:the\s)?[A-Z][\w.'\u2019-]*(?:\s(?:of\s)?[A-Z][\w.'\u2019-]*)*(?<![.,])"
)
# Initials before a body's name; EN-Worldwide's annotators always take those of a state in.
_INITIALS = re.compile(r"(?<![\w.])((?:[A-Z]\.){2,3}|[A-Z]{2,3}) \Z")
_INITIALS_CHARS = 8
_OPENING = " \t\"'\u201c\u2018"
_SENTENCE_ENDS = ".!?:;\n\r\u2028\u2029\u2026"
_NAMED_LIKE_RANKS = frozenset(
    ["dean", "duke", "bishop", "baron", "king", "prince", "major", "judge", "pope"]
)


@dataclass(frozen=True, slots=True)
class CleanName:
    """A name without what surrounds it.

    Attributes:
        span: Its words.
        words: They, folded, without suffix; initials are single letters.
        kind: What it names.
        score: Probability, 0 to 1.
        suffix: "jr", "iii" …; "" for none.
        address: "he" or "she" by a form of address before it; "" for none.
        titled: A title or form of address stands right before it.
        lead: Given name of a couple's first part, whose family name the second has.
    """

    span: Span
    words: tuple[str, ...]
    kind: NameKind
    score: float
    suffix: str = ""
    address: str = ""
    titled: bool = False
    lead: Span | None = None


def clean_names(text: str, names: Iterable[Name]) -> list[CleanName]:
    """Clean names, in order of their place; of overlapping ones the longer stays.

    >>> [clean] = clean_names("President Ada Ode’s", [Name(Span(0, 19), NameKind.PERSON, 0.9)])
    >>> clean.span, clean.words
    (Span(start=10, end=17), ('ada', 'ode'))
    """
    pieces: list[tuple[Span, Name]] = []
    for name in names:
        pieces += [(piece, name) for piece in _pieces(text, name)]
    pieces.sort(key=lambda found: (found[0].start, -found[0].end))
    cleaned: list[CleanName] = []
    end = -1

    @cache  # once a word, however often a long text begins sentences with it
    def stands_inside(word: str) -> bool:
        return re.search(rf"[\w.,]['\u2019]?[ \u00a0]{word}\b", text) is not None

    for span, name in pieces:
        if span.start < end:
            continue
        if _is_description(text, span, stands_inside):
            continue
        clean = _clean(text, span, name)
        if clean is not None:
            cleaned.append(clean)
            end = clean.span.end
    return _vote(_couples(text, cleaned))


def _is_description(text: str, span: Span, stands_inside: Callable[[str], bool]) -> bool:
    """Whether what the model took for a name only begins a sentence: "Federal court"."""
    at = span.start
    while at and text[at - 1] in _OPENING:
        at -= 1
    if at and text[at - 1] not in _SENTENCE_ENDS:
        return False
    first, *others = text[span.start : span.end].split()
    # A capital inside, a stop or a hyphen is a name's: "GOP", "Lt.", "Anti-Fraud".
    if not first.isalpha() or not first.istitle() or not all(map(str.islower, others)):
        return False
    if load_people().noun(others[-1] if others else first) is None:
        return False
    # "Mills said" is a name after all where "Mrs. Mills" or "of Mills" stands elsewhere.
    return not stands_inside(first)


def without_article(words: Sequence[str]) -> tuple[str, ...]:
    """The words without a leading "the"."""
    return tuple(words[1:] if words[:1] == ("the",) and len(words) > 1 else words)


def _pieces(text: str, name: Name) -> list[Span]:
    start, end = name.span
    # A name that was cut inside a word gets the whole word.
    while 0 < start < len(text) and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    nick = _NICK.match(text, end) if name.kind is NameKind.PERSON else None
    if nick and _OPEN_QUOTE.search(text, start, end):
        end = nick.end()
    found: list[Span] = []
    at = start
    for gap in _PART.finditer(text, start, end):
        found.append(Span(at, gap.start()))
        at = gap.end()
    found.append(Span(at, end))
    if name.kind is NameKind.PERSON:
        found = [part for piece in found for part in _people_in(text, piece)]
    if name.kind is NameKind.ORGANISATION:
        found[0] = _with_state(text, found[0])
    return [trimmed for piece in found if (trimmed := _trimmed(text, piece)).end > trimmed.start]


def _with_state(text: str, span: Span) -> Span:
    """A body's name with the initials of its state before it ("U.S. Court of Appeals")."""
    before = _INITIALS.search(text, max(0, span.start - _INITIALS_CHARS), span.start)
    if before is None:
        return span
    readings = load_nations().index.get(fold(before[1]), ())
    is_state = any(not rest and one.capitals for rest, one in readings)
    return Span(before.start(1), span.end) if is_state else span


def _people_in(text: str, span: Span) -> list[Span]:
    """A person's name without what they own, and the two of a couple apart."""
    owner = _OWNER.search(text, span.start, span.end)
    if owner:
        span = Span(span.start, owner.start())
    bound = _BOUND.search(text, span.start, span.end)
    if bound:
        return [Span(span.start, bound.start()), Span(bound.end(), span.end)]
    return [span]


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while True:
        before = (start, end)
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and (
            text[end - 1] in _EDGES or (text[end - 1] == "." and not _keeps_stop(text, start, end))
        ):
            end -= 1
        article = _ARTICLE.match(text, start, end)
        if article:
            start = article.end()
        owner = _POSSESSIVE.search(text, start, end)
        if owner and owner.start() > start:
            end = owner.start()
        if before == (start, end):
            return Span(start, end)


def _keeps_stop(text: str, start: int, end: int) -> bool:
    """Whether a last full stop belongs to the name: "U.S.", "Jr.", "Inc.", "Ada O."."""
    last = text[start : end - 1].rpartition(" ")[2]
    titles = load_titles()
    return (
        "." in last
        or len(last) == 1
        or last.lower() in titles.suffix
        or last.lower() in titles.abbreviation
    )


def _clean(text: str, span: Span, name: Name) -> CleanName | None:
    words = list(_WORD.finditer(text, span.start, span.end))
    if not words or not any(char.isalpha() for char in text[span.start : span.end]):
        return None
    titles = load_titles()
    address, titled = _address(text, span.start, titles)
    if name.kind is NameKind.PERSON:
        while len(words) > 1 and _is_title(words[0].group(), len(words), titles):
            low = fold(words[0].group())
            address = _gender(low, titles) or address
            titled = True
            words.pop(0)
    suffix = ""
    folded = [fold(word.group()) for word in words]
    if len(folded) > 1 and folded[-1] in titles.suffix and name.kind is NameKind.PERSON:
        suffix = folded.pop()
    elif name.kind is NameKind.PERSON and has_honour(words):
        folded.pop()
        words.pop()
        span = Span(span.start, words[-1].end())
    elif name.kind is NameKind.ORGANISATION and opens_with_noun(words):
        del folded[0], words[0]
    trimmed = Span(words[0].start(), span.end)
    if "court" in folded or "tribunal" in folded:
        more = _COURT_FOR.match(text, trimmed.end)
        if more:
            trimmed = Span(trimmed.start, more.end())
            folded += [fold(word) for word in more.group().split()]
    return CleanName(trimmed, tuple(folded), name.kind, name.score, suffix, address, titled)


def _is_title(word: str, size: int, titles: Titles) -> bool:
    low = fold(word)
    if low in titles.courtesy or low in titles.courtesy_he or low in titles.courtesy_she:
        return True
    if low in _NAMED_LIKE_RANKS:
        return False
    if low in titles.rank or low in titles.office:
        return True
    return size > 2 and (low in titles.known or low in titles.role)


_BEFORE = re.compile(r"([A-Za-z-]+)\.?\s\Z")


def _address(text: str, start: int, titles: Titles) -> tuple[str, bool]:
    """What the word before a name says of its bearer."""
    before = _BEFORE.search(text, max(0, start - 20), start)
    if not before:
        return "", False
    low = before[1].lower()
    gender = _gender(low, titles)
    is_title = before[1][0].isupper() and (low in titles.rank or low in titles.office)
    return gender, bool(gender) or is_title or low in titles.role


def _gender(low: str, titles: Titles) -> str:
    if low in titles.courtesy_he:
        return "he"
    return "she" if low in titles.courtesy_she else ""


def _couples(text: str, names: list[CleanName]) -> list[CleanName]:
    """Give the first of "Bo and Ada Ode" the family name of the second."""
    found = list(names)
    for at, (first, second) in enumerate(pairwise(names)):
        are_people = first.kind is second.kind is NameKind.PERSON
        if are_people and len(first.words) == 1 and len(second.words) > 1 and not first.titled:
            between = text[first.span.end : second.span.start]
            if between.strip() in ("and", "&"):
                family = second.words[1:] if len(second.words) == 2 else second.words[-1:]
                tail = find_words(text, second.span.start, second.span.end)[-1]
                lead = Span(tail.start, tail.end)
                found[at] = replace(first, words=first.words + family, lead=lead)
    return found


def _vote(names: list[CleanName]) -> list[CleanName]:
    """Give names of the same words the kind that most of their score is for."""
    scores: dict[tuple[str, ...], dict[NameKind, float]] = defaultdict(lambda: defaultdict(float))
    for name in names:
        key = without_article(name.words)
        scores[key][name.kind] += name.score
        if name.titled and name.kind is not NameKind.GROUP:
            scores[key][NameKind.PERSON] += name.score
    best = {
        key: max(sorted(kinds, key=lambda kind: kind.value), key=lambda kind: kinds[kind])
        for key, kinds in scores.items()
    }
    kinds = [best[without_article(name.words)] for name in names]
    return [
        name if name.kind is kind else replace(name, kind=kind)
        for name, kind in zip(names, kinds, strict=True)
    ]
