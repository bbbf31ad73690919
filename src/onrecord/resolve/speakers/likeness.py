"""Who a description may stand for: figures known by its noun, near, with its other words."""

import math
from collections.abc import Mapping

from onrecord.lexicon.nations import fold, load_nations
from onrecord.lexicon.people import Noun
from onrecord.lexicon.reference import load_reference_words
from onrecord.resolve.speakers.coreference import (
    NOUN_WINDOW_USES,
    Anaphor,
    Choice,
    Links,
    linked_figures,
)
from onrecord.resolve.speakers.figures import Cast, Figure, Use
from onrecord.types import ActorKind

_WORDS = load_reference_words()

# All set by hand on the even half of the development set for speakers.
LINK_WEIGHT = 3.0
_INTRODUCTION_SENTENCES = 8  # how soon somebody introduced without a name is named
_NOTHING: frozenset[str] = frozenset()
_CONFLICT = 2.5
_IDLE = _WORDS["idle"]
_TELLERS = _WORDS["tellers"]
_OF_STATES = _WORDS["of-states"]
_IN_NAME = _WORDS["in-name"]
_ANYBODY = _WORDS["anybody"]
_OFFICES = _WORDS["offices"]
_CLAUSE_WORDS = _WORDS["clause-words"]
_COPULAS = _WORDS["copulas"]
_OBJECT_WORDS = 4  # how far after the subject its object may begin


def choose_described(cast: Cast, anaphor: Anaphor, links: Links) -> list[Choice]:
    """The figures that a description may stand for, the likeliest first, with nobody among them."""
    noun = anaphor.noun
    if noun is None:
        return [Choice(None, 1.0)]
    sentence = cast.layout.sentence_of[anaphor.word]
    same = cast.people.same
    nationality = _nationality(cast, anaphor)
    scored: list[tuple[float, int | None]] = [(0.0, None)]
    seen: set[int] = set()
    linked = linked_figures(cast, anaphor, links)
    for use in reversed(cast.before(anaphor.word, NOUN_WINDOW_USES)):
        if use.figure in seen or use.figure in anaphor.barred or use.last >= anaphor.word:
            continue
        seen.add(use.figure)
        figure = cast.figures[use.figure]
        if not _can_be(figure, noun) or _is_subject_of(cast, use, anaphor):
            continue
        if anaphor.is_of_named and not _is_called(figure, noun, same):
            continue
        if nationality is not None and _is_of_other(figure, nationality):
            continue
        score = _likeness(figure, noun, same, anaphor.modifiers)
        gap = sentence - cast.layout.sentence_of[use.word]
        # Words in the sentence of a name that they were not told of mostly mean somebody else.
        is_called = score > 0 or noun.kind is not ActorKind.PERSON or anaphor.is_source
        score += 2.0 / (1 + gap) if gap or is_called else 0.0
        if noun.lemma in _ANYBODY:
            score += 0.5 if len(seen) == 1 else 0.0  # whoever was named last
        else:
            score += 0.7 if use.is_subject and gap <= 2 and (gap or is_called) else 0.0
            score += 1.0 if anaphor.is_source and use.figure == anaphor.last_speaker else 0.0
        score -= 1.0 if use.in_speech >= 0 else 0.0
        score += LINK_WEIGHT * linked.get(use.figure, 0.0)
        scored.append((score, use.figure))
    highest = max(score for score, _ in scored)
    total = sum(math.exp(score - highest) for score, _ in scored)
    return sorted(
        (Choice(figure, math.exp(score - highest) / total) for score, figure in scored),
        key=lambda choice: (-choice.score, -1 if choice.figure is None else choice.figure),
    )


def _nationality(cast: Cast, anaphor: Anaphor) -> str | None:
    """The country that "the Peruvian" tells."""
    if anaphor.noun is None or anaphor.noun.lemma != "national":
        return None
    for rest, meaning in load_nations().index.get(fold(cast.layout.words[anaphor.last].text), ()):
        if not rest and meaning.countries:
            return meaning.countries[0]
    return None


def _is_of_other(figure: Figure, country: str) -> bool:
    told = figure.actor.country if figure.actor else None
    return told is not None and told.value != country


def _is_subject_of(cast: Cast, use: Use, anaphor: Anaphor) -> bool:
    """Whether a figure does something to the one described: "the Vesk Office accused the firm"."""
    if not use.is_subject or anaphor.is_source or anaphor.word - use.last > _OBJECT_WORDS:
        return False
    between = range(use.last + 1, anaphor.word)
    words = {cast.layout.plain(at) for at in between}
    is_one_clause = words.isdisjoint(_CLAUSE_WORDS) and words.isdisjoint(_COPULAS)
    return is_one_clause and all(word[0].isalpha() for word in words)


def _is_called(figure: Figure, noun: Noun, same: Mapping[str, frozenset[str]]) -> bool:
    """Whether a figure is known by a noun or, of people, by one that may stand for it."""
    if noun.kind is ActorKind.ORGANISATION:
        return noun.lemma in figure.nouns  # "Vesk's office" is not the authority
    called = same.get(noun.lemma, _NOTHING) | {noun.lemma}
    return not called.isdisjoint(figure.nouns)


def _can_be(figure: Figure, noun: Noun) -> bool:
    if figure.is_teller and noun.lemma not in _TELLERS:
        return False
    if noun.is_plural != figure.is_plural and noun.kind is ActorKind.PERSON:
        return False
    if noun.gender is not None and figure.gender not in (None, noun.gender):
        return False
    if noun.kind is ActorKind.UNNAMED:  # a noun that the lexicon does not have
        return figure.actor is None
    if noun.kind is ActorKind.PERSON:
        return figure.kind is ActorKind.PERSON
    if noun.kind is ActorKind.DOCUMENT:
        return figure.kind in (ActorKind.DOCUMENT, None)
    if figure.kind is ActorKind.STATE:
        return noun.kind is ActorKind.STATE or noun.lemma in _OF_STATES
    return figure.kind is not ActorKind.PERSON


def _same(noun: Noun, same: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return same.get(noun.lemma, _NOTHING)


def _likeness(
    figure: Figure, noun: Noun, same: Mapping[str, frozenset[str]], modifiers: frozenset[str]
) -> float:
    """How well what is known of a figure goes with a description."""
    if noun.lemma in figure.nouns:
        score = 2.2
    elif figure.actor is None and modifiers and figure.kind is ActorKind.ORGANISATION:
        return -4.0  # "the office" is no "port authority"
    elif noun.lemma not in _IN_NAME and not _same(noun, same).isdisjoint(figure.nouns):
        score = 1.6
    elif noun.lemma in _ANYBODY and figure.actor is not None:
        score = 0.6
    elif figure.actor is None or (noun.lemma in _IN_NAME and not figure.name.isupper()):
        return -4.0
    else:
        score = -1.0 if figure.nouns else -0.4
        # An office is no company, but a wife may be a nominee.
        score -= 3.0 if figure.nouns and figure.kind is ActorKind.ORGANISATION else 0.0
        score -= 2.0 if figure.roles and noun.lemma in _OFFICES else 0.0
    if not modifiers:
        return score
    called = same.get(noun.lemma, _NOTHING) | {noun.lemma}
    roles = list(figure.roles)
    if figure.kind is ActorKind.ORGANISATION and figure.actor and score > 0:
        roles.append(frozenset(figure.words))  # "the appeals court" is not the Supreme Court
    if any(_contradicts(role, called, modifiers, same) for role in roles):
        return score - _CONFLICT
    alike = set(modifiers).union(*(same[word] for word in modifiers if word in same))
    if not alike.isdisjoint(figure.words):
        share = sum(
            word in figure.words or not same.get(word, _NOTHING).isdisjoint(figure.words)
            for word in modifiers
        )
        return score + 2.6 * share / len(modifiers) - 1.0
    return score - 0.4


def _contradicts(
    role: frozenset[str],
    called: frozenset[str],
    modifiers: frozenset[str],
    same: Mapping[str, frozenset[str]],
) -> bool:
    """Whether the same noun goes with other words: "the Vesk governor", "the Arvan governor"."""
    if called.isdisjoint(role):
        return False
    shared = {word for word in modifiers if not same.get(word, {word}).isdisjoint(role)}
    alike = shared.union(*(same.get(word, _NOTHING) for word in shared))
    return shared != modifiers and not role <= (alike | called | _IDLE)


def introduced_later(cast: Cast, word: int, noun: Noun) -> int | None:
    """Somebody first named soon after words that introduce them: "A judge …", "Judge Ira Moll"."""
    same = cast.people.same.get(noun.lemma, frozenset((noun.lemma,))) | {noun.lemma}
    sentence = cast.layout.sentence_of[word]
    for use in cast.after(word + 1, NOUN_WINDOW_USES):
        if cast.layout.sentence_of[use.word] > sentence + _INTRODUCTION_SENTENCES:
            break
        figure = cast.figures[use.figure]
        if figure.first_named is None or figure.first_named < word or not _can_be(figure, noun):
            continue
        known = figure.nouns
        if noun.lemma != "secretary" and "press" not in figure.words:
            known = known - {"secretary"}  # a transport secretary is no spokesman
        if not same.isdisjoint(known):
            return use.figure
    return None
