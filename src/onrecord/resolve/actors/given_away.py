"""What a name is, where not its own words but others of the report give it away.

A name of one word that the model takes for a person may be a body's short name ("Vesk" of "Vesk
Foods"), or a state that no list has ("Vesk's foreign ministry", "the Republic of Vesk").
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.lexicon.nations import Meaning, Sense, fold
from onrecord.lexicon.people import load_people
from onrecord.lexicon.reference import load_reference_words
from onrecord.lexicon.titles import load_titles
from onrecord.resolve.actors.names import CleanName, without_article
from onrecord.types import NameKind

_OFFICES = (
    r"(?i:(?:foreign|interior|home|defen[cs]e|finance|justice|health|energy|water|transport|labou?r"
    r"|economy|education|agriculture|information|trade|oil)\s(?:ministry|minister)|prime\sminister"
    r"|ministry|parliament|armed\sforces|embassy|ambassador)\b"
)
_POWERS = r"(?:government|army|military|navy|air\sforce|border\sguards?|presidency|troops)\b"
_OWNER = re.compile(
    rf"((?:[^\W\d_a-z][\w-]+\s)?[^\W\d_a-z][\w-]+)['\u2019]s?\s(?:[a-z]+\s)?(?:({_OFFICES})|{_POWERS})",
)
_ADJECTIVE = re.compile(
    rf"\b([^\W\d_a-z][\w-]+(?:i|n|ese|ish|ic))\s"
    rf"(?:{_OFFICES}|{_POWERS}|(?:diplomat|official|officer|soldier|president|embassy)s?\b)"
)
_STYLED = re.compile(
    r"\b(?:Republic|Kingdom|Federation|Sultanate|Emirate|Principality)\sof\s([^\W\d_a-z][\w-]+)"
)
_FIRM = (
    r"(?:company|firm|brokerage|bank|lender|insurer|retailer|maker|manufacturer|airline|carrier"
    r"|start-?up|haulier|brewer|publisher|broadcaster|newspaper|think\stank|charity|union)"
)
# "The law firm Ada Ode", but not "told the firm Ada Ode had left".
_FIRM_BEFORE = re.compile(rf"\b(?!the\b|a\b|an\b|his\b|her\b|its\b|their\b)[a-z-]+\s{_FIRM}\s\Z")
_FIRM_AFTER = re.compile(
    rf",\s(?:a|an|the)\s(?:[\w-]+\s){{0,3}}{_FIRM}(?=,|\s(?:that|which|of|in|based)\b)"
)
_FIRM_CHARS = 40
_ENDINGS = frozenset(("i", "n", "an", "ian", "ese", "ish", "ic"))
_SHORTEST_STEM = 4
_HEADLINE_CHARS = 400  # how soon after a short name in a headline the full name stands
# A person's bare name may own a government or an army, too, unless the model is unsure of it.
_SURE_PERSON = 0.8
# Bodies that are called after people: "the Ode campaign".
_OF_PEOPLE = load_reference_words()["of-people"]


def with_firms(text: str, names: Sequence[CleanName]) -> list[CleanName]:
    """The names, with those as bodies that are said to be firms.

    "The law firm Ada Ode", "Ode, a maker of boats".
    """
    firms = {
        name.words
        for name in names
        if name.kind is NameKind.PERSON and not name.titled and _is_firm(text, name)
    }
    return [
        replace(name, kind=NameKind.ORGANISATION)
        if name.kind is NameKind.PERSON and name.words in firms
        else name
        for name in names
    ]


def _is_firm(text: str, name: CleanName) -> bool:
    start, end = name.span
    if _FIRM_BEFORE.search(text, max(0, start - _FIRM_CHARS), start):
        return True
    return _FIRM_AFTER.match(text, end) is not None


def with_short_bodies(names: Sequence[CleanName]) -> list[CleanName]:
    """The names, with those of one word that begin a body's longer name as bodies.

    The longer name stands before, or soon after as under a headline. A person's given or family
    name, or one with a title, stays a person's.
    """
    people = _words_of_people(names)
    longer: dict[str, int] = {}
    firms: set[str] = set()
    for name in names:
        words = without_article(name.words)
        if name.kind is NameKind.ORGANISATION and len(words) > 1 and words[-1] not in _OF_PEOPLE:
            longer.setdefault(words[0], name.span.start)
            if len(words) == 2 and _is_of_firm(words[1]):
                firms.add(words[0])
    short: set[str] = set()
    for name in names:
        if _is_bare_person(name) and name.words[0] not in people | short:
            starts = longer.get(name.words[0])
            is_short = starts is not None and starts < name.span.start + _HEADLINE_CHARS
            (short if is_short else people).add(name.words[0])
    given = load_people().gender_of_name
    short = {word for word in short if given(word) is None or word in firms}
    if not short:
        return list(names)
    return [
        replace(name, kind=NameKind.ORGANISATION)
        if _is_bare_person(name) and name.words[0] in short
        else name
        for name in names
    ]


def find_told_states(text: str, names: Sequence[CleanName]) -> Mapping[tuple[str, ...], Meaning]:
    """By a name's words, the state that a report treats it as by what it says it has."""
    owners = {fold(owner): bool(office) for owner, office in _owners(text)}
    stems = {stem for match in _ADJECTIVE.finditer(text) for stem in _stems(fold(match[1]))}
    styled = {fold(match[1]) for match in _STYLED.finditer(text)}
    if not owners and not stems and not styled:
        return {}
    people = _words_of_people(names)
    surest: dict[tuple[str, ...], float] = {}
    for name in names:
        score = name.score if name.kind is NameKind.PERSON else 0.0
        surest[name.words] = max(score, surest.get(name.words, 0.0))
    found: dict[tuple[str, ...], Meaning] = {}
    for name in names:
        words = without_article(name.words)
        key = " ".join(words)
        is_office = owners.get(key)
        is_state = (
            is_office or key in styled or (len(words) == 1 and not stems.isdisjoint(_ends(key)))
        )
        if is_office is False and surest[name.words] < _SURE_PERSON:
            is_state = True
        if is_state and people.isdisjoint(words):
            shown = text[name.span.start : name.span.end]
            found[name.words] = Meaning(Sense.COUNTRY, (), shown, True, False)
    return found


def _owners(text: str) -> Iterator[tuple[str, str]]:
    """Who owns an office of a state, by one word and by two; the office, "" for other powers."""
    for match in _OWNER.finditer(text):
        for owner in dict.fromkeys((match[1], match[1].split()[-1])):
            yield owner, match[2] or ""


def _stems(adjective: str) -> Iterator[str]:
    for ending in _ENDINGS:
        stem = adjective.removesuffix(ending)
        if stem != adjective and len(stem) >= _SHORTEST_STEM:
            yield stem


def _ends(word: str) -> set[str]:
    """A name as its adjective may begin: whole, or without its last vowel ("Kestria")."""
    return {word, word[:-1]} if word[-1] in "aeoy" else {word}


def _words_of_people(names: Sequence[CleanName]) -> set[str]:
    """Words of people's full names, of names that begin like one, and names that have a title."""
    return {word for name in names if _is_sure_person(name) for word in name.words}


def _is_sure_person(name: CleanName) -> bool:
    if name.kind is NameKind.PERSON:
        return len(name.words) > 1 or name.titled
    # The model may take a headline's "Ada Ode" for a body.
    is_full = len(name.words) == 2 and not _is_of_firm(name.words[1])
    return is_full and load_people().gender_of_name(name.words[0]) is not None


def _is_of_firm(word: str) -> bool:
    """Whether the second word of a name is a body's, not a family name: "Orrin Foods"."""
    titles = load_titles()
    return word in titles.company or word in titles.body or word.endswith("s")


def _is_bare_person(name: CleanName) -> bool:
    if name.kind is not NameKind.PERSON or len(name.words) > 1 or name.titled:
        return False
    return name.words[0] not in load_titles().known
