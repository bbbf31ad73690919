"""Names that stand beside a source's noun: "The mayor, Ira Moll, …", "a baker known as Moll"."""

from collections.abc import Mapping, Sequence

from onrecord.lexicon.people import People
from onrecord.lexicon.reference import load_reference_words
from onrecord.resolve.speakers.layout import Layout
from onrecord.types import ActorKind, Mention, NameKind

_WORDS = load_reference_words()
_NAMED_AS = _WORDS["named-as"]
_NAMED = _WORDS["named"]
_OF = frozenset(("of", "for", "at", "with", "from", "in", "to"))
_KINDS = {
    NameKind.PERSON: ActorKind.PERSON,
    NameKind.ORGANISATION: ActorKind.ORGANISATION,
}
_PRONOUNS = frozenset(("himself", "herself", "itself", "themselves"))
_DASHES = _WORDS["dashes"]
_AS_WORDS = 4  # how far before "as" the word may stand that says it is a name
_TITLE_WORDS = 4  # how many words of a title may stand before an apposed name
_APPOSITION_WORDS = 16
_LONGEST_NAME = 4


def find_apposed(
    layout: Layout, last: int, names: Mapping[int, Mention], people: People
) -> Mention | None:
    """The name that a comma and nothing but titles part from a noun of its kind before it.

    It must end at a comma, a dash or a full stop: "the mayor, Ira Moll, said". What goes on with
    "and" may be a list.

    Args:
        layout: The report's words.
        last: Index of the noun.
        names: For each word of a name its mention.
        people: Nouns and forms of address.
    """
    if layout.plain(last + 1) not in (",", *_DASHES):
        return None
    at = last + 2
    while at < last + 2 + _TITLE_WORDS and at not in names and _is_title(layout, at, people):
        at += 1
    mention = names.get(at)
    if mention is None or mention.actor is None or mention.kind not in _KINDS:
        return None
    noun = people.noun(layout.plain(last))
    if noun is not None and (noun.kind is not _KINDS[mention.kind] or noun.is_plural):
        return None
    inside = layout.words_of(mention.span)
    after = inside[-1] + 1
    if layout.sentence_of[inside[0]] != layout.sentence_of[last] or inside[0] != at:
        return None
    if layout.words[after : after + 1] and _is_honour(layout.words[after].text):
        after += 1
    if layout.plain(after) not in (",", ".", *_DASHES) or layout.plain(after + 1) == "and":
        return None
    return mention


def _is_honour(word: str) -> bool:
    return word.isupper() and word.isalpha() and len(word) > 1


def _is_title(layout: Layout, at: int, people: People) -> bool:
    word = layout.plain(at)
    is_title = word in people.addresses or people.noun(word) is not None
    return word == "." or (is_title and layout.words[at].text[0].isupper())


def find_given_name(
    layout: Layout, at: Sequence[int], last: int, names: Mapping[int, Mention], people: People
) -> range | None:
    """The words of the name that a source's own words give to its noun.

    "Identified only as", "who goes by the name", "calling itself", "who gave his name as".

    Args:
        layout: The report's words.
        at: Indices of the source's words, ascending.
        last: Index of the noun.
        names: For each word of a name its mention.
        people: The nouns.
    """
    after = [index for index in (*at, *_apposition(layout, at[-1])) if index > last]
    is_of = is_other = False
    for place, index in enumerate(after):
        word = layout.plain(index)
        if word == "who" and layout.plain(index - 1) == ",":
            is_of = is_other = False  # "a spokesman for Vesk, who goes by …"
        is_of = is_of or word in _OF
        is_other |= index in names or (is_of and _is_other(layout, index, people))
        if not is_other and _gives_name(layout, after[: place + 1]):
            name = _name_at(layout, after[place + 1 :], names)
            if name is not None:
                return name
    return None


def _apposition(layout: Layout, last: int) -> range:
    """The words between the comma right after a source and the next one."""
    if layout.plain(last + 1) != ",":
        return range(0)
    end = last + 2
    while layout.plain(end) not in (",", ".", "") and end < last + _APPOSITION_WORDS:
        end += 1
    return range(last + 1, end)


def _is_other(layout: Layout, at: int, people: People) -> bool:
    """Whether a word speaks of somebody else, whose name would follow."""
    return people.noun(layout.plain(at)) is not None and layout.plain(at) not in _NAMED


def _gives_name(layout: Layout, before: Sequence[int]) -> bool:
    """Whether the last of some words opens a name."""
    words = [layout.plain(index) for index in before]
    if words[-1] == "as":
        return not _NAMED_AS.isdisjoint(words[-1 - _AS_WORDS : -1])
    if words[-1] == "name":
        return words[-3:-1] == ["by", "the"]
    if words[-2:] == ["name", ","]:
        return True  # "gave only her first name, Una"
    if words[-1] in _PRONOUNS:
        return words[-2:-1] == ["calling"]
    return words[-1] in _NAMED or words[-2:] in (["goes", "by"], ["went", "by"])


def _name_at(layout: Layout, after: Sequence[int], names: Mapping[int, Mention]) -> range | None:
    """The name that opens some words: one that is known, else their first capitalised words."""
    start = 0
    while start < len(after) and layout.plain(after[start]) in ("the", "of", '"', "“", "'", "‘"):
        start += 1
    if start == len(after):
        return None
    first = after[start]
    if first in names:
        inside = layout.words_of(names[first].span)
        return range(first, inside[-1] + 1)
    end = first
    while end < first + _LONGEST_NAME and end in after and layout.words[end].text[0].isupper():
        end += 1
    return range(first, end) if end > first else None
