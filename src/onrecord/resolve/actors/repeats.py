"""Names that the model missed, but which other names of the report give away."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from onrecord.lexicon.nations import fold, load_nations
from onrecord.lexicon.people import load_people
from onrecord.lexicon.titles import load_titles
from onrecord.resolve.actors.names import CleanName
from onrecord.types import NameKind, Span

_WORD = re.compile(r"(?<![\w'\u2019-])[^\W\d_a-z][\w-]*")
_BEFORE = re.compile(r"([\w.'\u2019-]+)\s\Z")
_AFTER = re.compile(r"\s([^\W\d_a-z][\w-]*)")
# "Peruvian Fishing Board (PFB)": a run of capitalised words, then letters in brackets.
_INTRODUCED = re.compile(
    r"((?:[^\W\d_a-z][\w'\u2019-]*\s(?:(?:of|for|the|and|on|in|de)\s){0,2}){2,8})"
    r"\((?:the\s)?[\"\u201c]?([A-Z][A-Za-z.&-]{1,9})[\"\u201d]?\)"
)
# What is found by its likeness to another name is less sure than what the model found.
_SCORE = 0.7
# A word that may be common is a name before a verb of speech or a possessive.
_AS_NAME = re.compile(r"['\u2019]s\b|\s(?:said|says|has|had|did|told|declined|denied|confirmed)\b")


def with_repeats(text: str, sections: Sequence[Span], names: list[CleanName]) -> list[CleanName]:
    """The names, and those that the model missed: repeats of a family name, introduced bodies."""
    starts = [name.span.start for name in names]
    introduced = list(_introduced(text, sections, names, starts))
    if introduced:
        inside = {n for i in introduced for n in _touching(i.span, names, starts)}
        names = [name for name in names if name.span not in inside]
        names = sorted([*names, *introduced], key=lambda name: name.span)
    found = list(_repeated(text, sections, names))
    return sorted([*names, *found], key=lambda name: name.span) if found else names


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _introduced(
    text: str, sections: Sequence[Span], names: Sequence[CleanName], starts: Sequence[int]
) -> Iterator[CleanName]:
    """Bodies whose acronym is a name in brackets, which the model cut or missed."""
    known = {name.span: name for name in names}
    for section in sections:
        for match in _INTRODUCED.finditer(text, section.start, section.end):
            short = known.get(Span(*match.span(2)))
            start, end = match.start(1), match.start(1) + len(match[1].rstrip())
            words = re.findall(r"\S+", match[1])
            letters = match[2].replace(".", "").lower()
            large = [word for word in words if word[0].isupper()]
            while len(large) > len(letters) and large[0].lower() in ("the", "a", "an"):
                start += len(words[0]) + 1
                words, large = words[1:], large[1:]
            initials = "".join(word[0].lower() for word in large)
            if short is None and initials != letters:
                continue
            span = Span(start, end)
            if (
                span in known
                or large[0].lower() in load_titles().breaks
                or _crosses(span, known, _touching(span, names, starts))
            ):
                continue
            folded = tuple(fold(word) for word in words)
            yield CleanName(span, folded, NameKind.ORGANISATION, _SCORE)


def _crosses(span: Span, known: Mapping[Span, CleanName], touching: Sequence[Span]) -> bool:
    """Whether a name reaches over an end of a span, or a person's stands in it."""
    return any(
        not _holds(span, other) or known[other].kind is NameKind.PERSON for other in touching
    )


def _touching(span: Span, names: Sequence[CleanName], starts: Sequence[int]) -> list[Span]:
    """The names that share characters with a span; names do not overlap each other."""
    first = max(0, bisect_left(starts, span.start) - 1)
    after = bisect_left(starts, span.end)
    return [name.span for name in names[first:after] if name.span.end > span.start]


def _repeated(
    text: str, sections: Sequence[Span], names: Sequence[CleanName]
) -> Iterator[CleanName]:
    kinds = _standing_alone(names)
    tails, heads = _tails(names), _heads(names)
    ends = [name.span.end for name in names]
    for section in sections:
        for match in _WORD.finditer(text, section.start, section.end):
            key = fold(match.group())
            kind = kinds.get(key)
            if kind is None and key in tails and _has_article(text, match.start()):
                kind = NameKind.ORGANISATION
            if kind is None and key in heads and _AS_NAME.match(text, match.end()):
                kind = NameKind.ORGANISATION
            if kind is None:
                continue
            at = bisect_left(ends, match.end())
            if at < len(names) and names[at].span.start < match.end():
                continue  # the model has it
            if _stands_alone(text, match.start(), match.end()):
                yield CleanName(Span(*match.span()), (key,), kind, _SCORE)
            elif kind is NameKind.PERSON and (given := _given_before(text, match.start())):
                words = (fold(text[given.start : given.end]), key)
                yield CleanName(Span(given.start, match.end()), words, kind, _SCORE)


def _tails(names: Sequence[CleanName]) -> frozenset[str]:
    """Last words of bodies' names: "the Column" of "Rapid Column"."""
    return frozenset(
        name.words[-1]
        for name in names
        if name.kind is NameKind.ORGANISATION and len(name.words) > 1
    )


def _heads(names: Sequence[CleanName]) -> frozenset[str]:
    """First words of bodies' names that alone may stand for them: "Vesk" of "Vesk Freight"."""
    titles = load_titles()
    return frozenset(
        name.words[0]
        for name in names
        if name.kind is NameKind.ORGANISATION
        and len(name.words) > 1
        and name.words[0] not in titles.known | titles.breaks | titles.body | titles.determiner
        and load_people().noun(name.words[0]) is None
        and name.words[0] not in load_nations().index
    )


def _has_article(text: str, start: int) -> bool:
    """Whether "the" stands before a word: "The" alone opens a sentence, not a headline."""
    return text[max(0, start - 4) : start].lower() == "the "


def _given_before(text: str, start: int) -> Span | None:
    """The given name right before a family name."""
    before = _BEFORE.search(text, max(0, start - 25), start)
    if before is None or not before[1][0].isupper():
        return None
    if load_people().gender_of_name(before[1], surely=False) is None:
        return None
    return Span(*before.span(1))


def _standing_alone(names: Sequence[CleanName]) -> dict[str, NameKind]:
    """Words that are a name by themselves: family names, acronyms."""
    titles = load_titles()
    found: dict[str, NameKind] = {}
    for name in names:
        if name.kind is NameKind.PERSON:
            word = name.words[-1]
        elif name.kind is NameKind.ORGANISATION and len(name.words) == 1:
            word = name.words[0]
        else:
            continue
        is_usual = word in titles.known or word in load_titles().breaks or titles.is_function(word)
        if len(word) > 1 and not is_usual and word not in titles.name_like:
            found.setdefault(word, name.kind)
    return found


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no other name's word is beside a word."""
    after = _AFTER.match(text, end)
    if after is not None and after[1].lower() not in load_titles().breaks:
        return False
    before = _BEFORE.search(text, max(0, start - 25), start)
    if before is None or before[1][0].islower() or before[1][-1] in ".'\u2019":
        return True
    titles, low = load_titles(), before[1].lower()
    is_title = low in titles.known or low in titles.rank or titles.is_function(low)
    return is_title or low in titles.breaks or low == "the"
