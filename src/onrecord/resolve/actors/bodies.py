"""Which names are one body's: full names, short names, acronyms."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from onrecord.lexicon.nations import load_nations
from onrecord.lexicon.titles import load_titles
from onrecord.resolve.actors.names import CleanName, without_article
from onrecord.types import Form

_SMALL = frozenset(["of", "for", "the", "and", "on", "in", "to", "at", "de", "la", "du", "&", "'s"])
_ACRONYM = re.compile(r"[A-Z][A-Za-z]?(?:\.?[A-Z0-9]\.?){1,6}s?")
_BRACKET = re.compile(r"['\u2019s]*\s?\(\s*(?:the\s+|or\s+)?[\"\u201c]?")
_LONGEST_TAIL = 6


def group_bodies(
    text: str, names: Sequence[CleanName], chosen: Sequence[int]
) -> dict[int, tuple[int, Form]]:
    """The body of each chosen name, as the index of the first name of it, and how it is named.

    Args:
        text: The report's text.
        names: All names of a report, in order.
        chosen: Indices of those that name bodies.
    """
    keys = {at: _key(names[at].words) for at in chosen}
    first: dict[tuple[str, ...], int] = {}
    for at in chosen:
        first.setdefault(keys[at], at)
    short, acronyms = _short_names(first), _initials(first)
    introduced = _introduced(text, names, chosen, keys)
    found: dict[int, tuple[int, Form]] = {}
    for at in chosen:
        words = text[names[at].span.start : names[at].span.end]
        key = keys[at]
        if len(key) == 1 and _ACRONYM.fullmatch(words):
            whole = introduced.get(key[0]) or _only(acronyms.get(key[0]))
            if whole is not None and whole != key:
                found[at] = first[whole], Form.ACRONYM
                continue
        whole = _only(short.get(key))
        if whole is not None and (len(key) > 1 or _is_short(text, names[at], key, whole)):
            found[at] = first[whole], Form.SHORT_NAME
        else:
            found[at] = first[key], Form.NAME
    return found


def _key(words: tuple[str, ...]) -> tuple[str, ...]:
    """A body's words for comparing: "Department of Trade" and "Trade Department" are one."""
    words = without_article(words)
    for at, word in enumerate(words[1:-1], start=1):
        if word == "of" and words[at - 1] in ("department", "ministry", "bureau", "office"):
            rest = words[at + 2 :] if words[at + 1] == "the" else words[at + 1 :]
            if "of" not in rest and rest:
                return (*words[: at - 1], *rest, words[at - 1])
    return words


def _short_names(
    keys: dict[tuple[str, ...], int],
) -> dict[tuple[str, ...], set[tuple[str, ...]]]:
    """By a short form the full names it may stand for, the longest of a chain only."""
    company = load_titles().company
    found: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for key in keys:
        for size in range(1, min(len(key), _LONGEST_TAIL + 1)):
            if key[-size] not in _SMALL:
                found[key[-size:]].add(key)
        if len(key) > 1 and key[0] not in _SMALL:
            found[key[:1]].add(key)
        stem = key
        while len(stem) > 1 and stem[-1] in company:
            stem = stem[:-1]
            found[stem].add(key)
    for short, wholes in found.items():
        # "Trade Board" of "Peruvian Trade Board" and of "the Trade Board" are one chain.
        longest = max(wholes, key=len)
        if all(longest[-len(whole) :] == whole for whole in wholes):
            found[short] = {longest}
    return found


def _is_short(text: str, name: CleanName, key: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether one word is enough to mean a body: "the Senate", "Ode" of "Ode Corp."."""
    if whole[0] == key[0] and len(whole) > 1 and not _is_usual(key[0]):
        return True
    if text[max(0, name.span.start - 4) : name.span.start].lower() == "the ":
        return True
    # "Some Democrats" are others than "Vesk Democrats".
    return not _is_usual(key[0]) and key[0] not in load_nations().index


def _is_usual(word: str) -> bool:
    """Whether a word says what many bodies are or are for: "board", "central"."""
    titles = load_titles()
    return word in titles.body or word in titles.company or word in titles.known


def _initials(keys: dict[tuple[str, ...], int]) -> dict[str, set[tuple[str, ...]]]:
    """By initials, with and without small words, the full names that have them."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for key in keys:
        if len(key) < 2:
            continue
        parts = [part for word in key for part in word.split("-") if part]
        found["".join(part[0] for part in parts)].add(key)
        found["".join(part[0] for part in parts if part not in _SMALL)].add(key)
    return found


def _introduced(
    text: str,
    names: Sequence[CleanName],
    chosen: Sequence[int],
    keys: dict[int, tuple[str, ...]],
) -> dict[str, tuple[str, ...]]:
    """Acronyms in brackets after a full name, or with it in brackets, and that name."""
    found: dict[str, tuple[str, ...]] = {}
    for before, after in pairwise(chosen):
        gap = names[after].span.start - names[before].span.end
        if not 1 <= gap <= 8:
            continue
        if not _BRACKET.fullmatch(text, names[before].span.end, names[after].span.start):
            continue
        for short, whole in ((after, before), (before, after)):
            if len(keys[short]) == 1 and len(keys[whole]) > 1:
                found.setdefault(keys[short][0], keys[whole])
                break
    return found


def _only(found: set[tuple[str, ...]] | None) -> tuple[str, ...] | None:
    return next(iter(found)) if found is not None and len(found) == 1 else None
