"""The core of a source: of all the words that name who says it, those that stand for the speaker.

Of "Ira Moll, the head of the agency" that is the name, of "a spokesman for Moll" the spokesman,
of "Moll's lawyer" the lawyer, of "the minister, Ira Moll" the name again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from onrecord.lexicon.people import Case, Noun, People
from onrecord.lexicon.reference import load_reference_words
from onrecord.resolve.speakers.heads import before_participle, is_nationality
from onrecord.resolve.speakers.layout import Layout
from onrecord.resolve.speakers.naming import find_apposed, find_given_name
from onrecord.resolve.speakers.phrases import DETERMINERS, POSSESSIVE, phrase_start
from onrecord.types import ActorKind, Mention

_WORDS = load_reference_words()


class CoreKind(StrEnum):
    """How the core of a source refers."""

    NAME = "name"
    CAPITALS = "capitals"  # written like a name, but not known to be one
    PRONOUN = "pronoun"
    RELATIVE = "relative"
    NOUN = "noun"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Core:
    """The words of a source that stand for the speaker.

    Attributes:
        kind: How they refer.
        first: Index of their first word, titles and determiner included.
        last: Index of their last word.
        mention: The name.
        noun: What the noun stands for; None where it is not known. With a name, the noun that
            it belongs to ("the mayor, Ira Moll").
        determiner: Of a noun, in lower case; "" where there is none.
        parts: The cores of several speakers.
    """

    kind: CoreKind
    first: int
    last: int
    mention: Mention | None = None
    noun: Noun | None = None
    determiner: str = ""
    parts: tuple["Core", ...] = field(default=())


_LEADING = _WORDS["leading"]
_TRAILING = _WORDS["trailing"]
_POSTMODIFIERS = _WORDS["postmodifiers"]
_DASHES = _WORDS["dashes"]
_OPENING = frozenset("([")
_CLOSING = frozenset(")]")
_QUANTIFIERS = _WORDS["quantifiers"]


def find_core(
    layout: Layout, indices: Sequence[int], names: Mapping[int, Mention], people: People
) -> Core | None:
    """The core of a source; None when it holds no words.

    Args:
        layout: The report's words.
        indices: Indices of the source's words, ascending.
        names: For each word of a name its mention.
        people: Pronouns and nouns.
    """
    at = _trimmed(layout, indices)
    if not at:
        return None
    pronoun = people.pronouns.get(layout.plain(at[0]))
    if len(at) == 1 and pronoun is not None:
        kind = CoreKind.RELATIVE if pronoun.case is Case.RELATIVE else CoreKind.PRONOUN
        return Core(kind, at[0], at[0])
    last = people.pronouns.get(layout.plain(at[-1]))
    if last is not None and last.case is Case.RELATIVE and len(at) <= 3:
        return Core(CoreKind.RELATIVE, at[-1], at[-1])
    segments = _segments(layout, at)
    listed = _listed(layout, segments, names, people)
    if listed is not None:
        return listed
    core = _head(layout, segments, names, people)
    if core.kind is CoreKind.NOUN:
        return _named(layout, at, core, names, people)
    return _with_noun(layout, at, core, names, people)


def words_of_core(layout: Layout, core: Core) -> set[int]:
    """Indices of the words that stand for the speaker: of a name all, else the last one."""
    if core.parts:
        return set().union(*(words_of_core(layout, part) for part in core.parts))
    if core.mention is not None:
        return set(layout.words_of(core.mention.span))
    return {core.last}


def _trimmed(layout: Layout, indices: Sequence[int]) -> list[int]:
    at = list(indices)
    while at and (layout.plain(at[0]) in _LEADING or not layout.plain(at[0])[0].isalnum()):
        del at[0]
    while len(at) > 1 and (layout.plain(at[-1]) in _TRAILING):
        del at[-1]
    return at


def _segments(layout: Layout, at: Sequence[int]) -> list[list[int]]:
    """The source cut at commas and dashes, without what stands in parentheses."""
    segments: list[list[int]] = [[]]
    depth = 0
    for index in at:
        word = layout.plain(index)
        if word in _OPENING:
            depth += 1
        elif word in _CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 and (word == "," or word in _DASHES):
            segments.append([])
        elif depth == 0:
            segments[-1].append(index)
    return [segment for segment in segments if segment]


def _listed(
    layout: Layout, segments: list[list[int]], names: Mapping[int, Mention], people: People
) -> Core | None:
    """Several names or bodies: "A and B", "A, B and C"."""
    parts: list[list[int]] = []
    joined = False
    for segment in segments:
        part: list[int] = []
        for index in segment:
            if layout.plain(index) in ("and", "&") and index not in names:
                joined = True
                parts.append(part)
                part = []
            else:
                part.append(index)
        parts.append(part)
    parts = [part for part in parts if part]
    if not joined or len(parts) < 2:
        return None
    cores = [_chunk(layout, part, names, people) for part in parts]
    if len(segments) > 1 and not _is_list(cores):
        parts = _joined_head(layout, segments[0], names)
        cores = [_chunk(layout, part, names, people) for part in parts]
    if len(parts) < 2 or any(c.kind not in (CoreKind.NAME, CoreKind.NOUN) for c in cores):
        return None
    return Core(CoreKind.SEVERAL, parts[0][0], parts[-1][-1], parts=tuple(cores))


def _joined_head(
    layout: Layout, segment: list[int], names: Mapping[int, Mention]
) -> list[list[int]]:
    parts: list[list[int]] = [[]]
    for index in segment:
        if index not in names and layout.plain(index) in _POSTMODIFIERS:
            break
        if index not in names and layout.plain(index) == "and":
            parts.append([])
        else:
            parts[-1].append(index)
    return [part for part in parts if part]


def _is_list(cores: Sequence[Core]) -> bool:
    """Whether pieces between commas are several speakers, not one and what is said of him."""
    if all(core.kind is CoreKind.NAME for core in cores):
        return True
    return all(core.noun is not None for core in cores) and all(
        core.noun is not None and core.noun.is_plural for core in cores[1:]
    )


def _head(
    layout: Layout, segments: list[list[int]], names: Mapping[int, Mention], people: People
) -> Core:
    core = _chunk(layout, segments[0], names, people)
    if core.kind is CoreKind.NAME or len(segments) == 1:
        return core
    for segment in segments[1:]:
        # "Another critic, Ira Moll": the name after a noun, when it is all there is.
        if segment[-1] in names and _leads_to_name(layout, segment, names, people):
            name = _chunk(layout, segment, names, people)
            if name.kind is CoreKind.NAME and name.mention and name.mention.actor:
                return name
    return core


def _named(
    layout: Layout,
    at: Sequence[int],
    core: Core,
    names: Mapping[int, Mention],
    people: People,
) -> Core:
    """A noun's core, or that of the name which the words beside the noun give to it."""
    noun = core.noun
    if noun is not None and (noun.kind not in _NAMEABLE or noun.is_plural):
        return core
    apposed = None
    if (noun or core.determiner) and layout.plain(core.last + 1):
        apposed = find_apposed(layout, core.last, names, people)
    if apposed is not None:
        return Core(CoreKind.NAME, core.first, core.last, mention=apposed, noun=noun)
    # Of an unknown noun only the words before it are known: "a baker known as Una".
    last = core.last if noun else core.first
    given = find_given_name(layout, at, last, names, people)
    if given is None:
        return core
    mention = names.get(given[0])
    if mention is not None:
        return Core(CoreKind.NAME, given[0], given[-1], mention=mention, noun=noun)
    return Core(CoreKind.CAPITALS, given[0], given[-1], noun=noun)


def _with_noun(
    layout: Layout,
    at: Sequence[int],
    core: Core,
    names: Mapping[int, Mention],
    people: People,
) -> Core:
    """A name's core with the noun that it is given to: "a group calling itself Vesk Now"."""
    for index in at:
        if index in names or index >= core.last:
            break
        noun = people.noun(layout.words[index].text)
        if noun is not None and noun.kind in _NAMEABLE and not noun.is_plural:
            given = find_given_name(layout, at, index, names, people)
            return replace(core, noun=noun) if given and core.last in given else core
    return core


_NAMEABLE = frozenset((ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.GROUP))


def _leads_to_name(
    layout: Layout, segment: list[int], names: Mapping[int, Mention], people: People
) -> bool:
    return all(
        index in names or layout.plain(index) not in _POSTMODIFIERS | {"and"} for index in segment
    )


def _chunk(layout: Layout, at: list[int], names: Mapping[int, Mention], people: People) -> Core:
    """The core of a piece without commas: its head, before what is said of it."""
    end = len(at)
    for position in range(1, len(at)):
        index = at[position]
        if index not in names and _ends_head(layout, at, position):
            end = position
            break
    head = at[:end]
    if layout.plain(head[-1]) in ("'s", "'") and len(head) > 1 and end == len(at):
        head = head[:-1]
    while len(head) > 1 and layout.plain(head[-1]) in _TRAILING:
        head = head[:-1]
    last = head[-1]
    mention = names.get(last)
    first = head[0]
    word = layout.words[last].text
    noun = people.noun(word)
    if mention is not None:
        national = people.noun("national") if is_nationality(layout, head, mention) else None
        if national is not None:
            return Core(CoreKind.NOUN, first, last, noun=national, determiner="the")
        return Core(CoreKind.NAME, first, last, mention=mention)
    if noun is None and (at_noun := before_participle(layout, head, people)) is not None:
        head = head[: at_noun + 1]
        last = head[-1]
        noun = people.noun(layout.words[last].text)
    start = phrase_start(layout, names, last)
    determiner = layout.plain(max(start, first))
    determiner = determiner if determiner in DETERMINERS or determiner in POSSESSIVE else ""
    pronoun = people.pronouns.get(layout.plain(last))
    if pronoun is not None and len(head) == 1:
        return Core(CoreKind.PRONOUN, last, last)
    if (
        noun is None
        and not determiner
        and word[0].isupper()
        and layout.plain(first) not in _QUANTIFIERS
    ):
        return Core(CoreKind.CAPITALS, first, last)
    return Core(CoreKind.NOUN, first, last, noun=noun, determiner=determiner)


def _ends_head(layout: Layout, at: list[int], position: int) -> bool:
    word = layout.plain(at[position])
    if word in _POSTMODIFIERS:
        return True
    before = layout.plain(at[position - 1])
    participle = word.endswith(("ing", "ed")) and len(word) > 4
    return participle and layout.words[at[position]].text[0].islower() and before.endswith("s")
