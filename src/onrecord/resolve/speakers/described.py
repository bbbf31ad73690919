"""Descriptions: who "the spokesman", "his lawyer" and "two officials" stand for."""

import math
from collections.abc import Sequence

from onrecord.lexicon.reference import load_reference_words
from onrecord.resolve.speakers.coreference import Anaphor, Choice
from onrecord.resolve.speakers.entrances import is_called, owner_of, take_in_phrase
from onrecord.resolve.speakers.likeness import choose_described, introduced_later
from onrecord.resolve.speakers.naming import find_apposed
from onrecord.resolve.speakers.phrases import INDEFINITE, Phrase
from onrecord.resolve.speakers.stage import Found, Stage
from onrecord.types import ActorKind, Form, Span

_WORDS = load_reference_words()

_OWNED_SCORE = 0.8
# "Vesk's ministry" is somebody known before only if that is this likely; else somebody new.
_OWNED_LEAST = 0.7
_NEW_SCORE = 0.6
_LEARN_THRESHOLD = 0.7  # how likely a description must be for its noun to become the figure's
_SAME_PEOPLE_SENTENCES, _SAME_PEOPLE_USES = 6, 60
_COPULAS = _WORDS["copulas"]
_OWNING = _WORDS["owning"]
_OF_OTHERS = _OWNING - {"my"}  # "my mother" may not have been called so before
_KIN = _WORDS["kin"]


def resolve_phrase(stage: Stage, phrase: Phrase) -> None:
    """Find out who a noun phrase that is no source stands for, and note it."""
    figure, score = figure_of_phrase(stage, phrase)
    if phrase.is_definite:
        words = stage.layout.words
        span = Span(words[phrase.first].start, words[phrase.last].end)
        stage.of_mention[span] = Found(figure, score, Form.TITLE)


def figure_of_phrase(stage: Stage, phrase: Phrase, owner: int | None = None) -> tuple[int, float]:
    """The figure of a phrase, a new one where nobody known is likely enough, and how likely.

    Args:
        stage: It is added to.
        phrase: The phrase.
        owner: Whose it is, where that stands outside of the phrase.
    """
    subject = _predicated(stage, phrase)
    if subject is None:
        subject = is_called(stage.cast, phrase, stage.names)
    if subject is not None:
        stage.note_use(phrase.first, phrase.last, subject)
        stage.cast.figures[subject].nouns.add(phrase.noun.lemma)
        return subject, _OWNED_SCORE
    owner = owner_of_phrase(stage, phrase) if owner is None else owner
    apposed = find_apposed(stage.layout, phrase.last, stage.names, stage.people)
    if apposed is not None:
        subject = stage.named(apposed)
        if owner is not None:
            stage.cast.owned.setdefault((owner, phrase.noun.lemma), subject)
        return subject, _OWNED_SCORE
    is_other = phrase.determiner in INDEFINITE
    key = (owner, phrase.noun.lemma) if owner is not None and not is_other else None
    figure = _owned(stage, key) if key else None
    score = _OWNED_SCORE
    if figure is None and (phrase.is_definite or key):
        best = _described(stage, phrase, owner)
        if owner is not None and best.score < _OWNED_LEAST:
            best = Choice(None, 0.0)
        if best.figure is None and owner is not None and phrase.noun.lemma in _KIN:
            best = _kin(stage, phrase, owner)
        figure, score = best.figure, best.score
    if figure is None:
        figure = take_in_phrase(stage.cast, phrase, phrase.last in stage.source_words)
        score = _NEW_SCORE
    else:
        stage.note_use(phrase.first, phrase.last, figure)
        _learn(stage, figure, phrase, score)
    if key:
        stage.cast.owned.setdefault(key, figure)
    return figure, score


def _owned(stage: Stage, key: tuple[int, str]) -> int | None:
    """Whoever was told as somebody's by the noun, or by one that may stand for it."""
    owner, lemma = key
    if (figure := stage.cast.owned.get(key)) is not None:
        return figure
    found = (
        stage.cast.owned.get((owner, noun)) for noun in sorted(stage.people.same.get(lemma, ()))
    )
    named = (at for at in found if at is not None and stage.cast.figures[at].actor is not None)
    return next(named, None)


def _predicated(stage: Stage, phrase: Phrase) -> int | None:
    """The figure that a phrase is said to be: "Moll is a former lawyer"."""
    before = phrase.first - 1
    if stage.layout.plain(before) not in _COPULAS or phrase.noun.kind is not ActorKind.PERSON:
        return None
    for use in reversed(stage.cast.before(before, 3)):
        if use.last == before - 1 and use.is_subject:
            figure = stage.cast.figures[use.figure]
            return use.figure if figure.kind is ActorKind.PERSON else None
    return None


def _learn(stage: Stage, figure: int, phrase: Phrase, score: float) -> None:
    it = stage.cast.figures[figure]
    if it.gender is None and it.kind is ActorKind.PERSON:
        it.gender = phrase.noun.gender
    if score >= _LEARN_THRESHOLD:
        it.nouns.add(phrase.noun.lemma)


def owner_of_phrase(stage: Stage, phrase: Phrase) -> int | None:
    """Whose something a phrase is: of "his lawyer" whoever "his" stands for."""
    if phrase.determiner in _OWNING:
        return stage.of_word.get(phrase.first)
    return owner_of(stage.cast, phrase, stage.names)


def _described(stage: Stage, phrase: Phrase, owner: int | None) -> Choice:
    layout = stage.layout
    modifiers = {layout.plain(at) for at in range(phrase.first, phrase.last)}
    modifiers -= {"the", "'s", "'", ",", phrase.determiner}
    barred = stage.barred(phrase.first)
    if owner is not None:
        modifiers.update(stage.cast.figures[owner].name.lower().split()[-1:])
        barred |= {owner}
    anaphor = Anaphor(
        phrase.first,
        phrase.last,
        Span(layout.words[phrase.first].start, layout.words[phrase.last].end),
        noun=phrase.noun,
        modifiers=frozenset(modifiers),
        is_source=phrase.last in stage.source_words,
        is_of_named=phrase.determiner in ("'s", "'") or phrase.determiner in _OF_OTHERS,
        barred=barred,
        last_speaker=stage.last_speaker(phrase.first),
    )
    best, *others = choose_described(stage.cast, anaphor, stage.links)
    nobody = next((choice.score for choice in others if choice.figure is None), 0.0)
    if best.figure is None or best.score <= nobody:
        return Choice(None, nobody)
    # Between how likely it is among all and how likely it is against nobody.
    return Choice(best.figure, math.sqrt(best.score * best.score / (best.score + nobody)))


def _kin(stage: Stage, phrase: Phrase, owner: int) -> Choice:
    """A relative by the same family name: "Ira Moll's wife" and "Una Moll"."""
    surname = stage.cast.figures[owner].name.lower().split()[-1]
    found = [
        index
        for index in stage.cast.by_word.get(surname, ())
        if index != owner
        and stage.cast.figures[index].kind is ActorKind.PERSON
        and stage.cast.figures[index].gender in (None, phrase.noun.gender)
        and stage.cast.figures[index].name.lower().endswith(" " + surname)
    ]
    return Choice(found[0], 0.6) if len(found) == 1 else Choice(None, 0.0)


def unnamed(stage: Stage, phrase: Phrase, words: Sequence[int]) -> Found:
    """Whoever is not known before: named later, described in the same words before, or new.

    Args:
        stage: It is added to.
        phrase: The phrase.
        words: Indices of all words of the source.
    """
    name, _ = without_article(stage, words)
    figure = stage.by_text.get(name.lower())
    if figure is None and not phrase.noun.is_plural:
        later = introduced_later(stage.cast, phrase.last, phrase.noun)
        if later is not None:
            stage.note_use(phrase.first, phrase.last, later)
            return Found(later, 0.6, Form.UNNAMED)
    if figure is None and phrase.noun.is_plural and phrase.first == phrase.last:
        figure = _same_people(stage, phrase)
    if figure is None:
        figure = take_in_phrase(stage.cast, phrase, True)
        stage.by_text[name.lower()] = figure
        name_by_source(stage, figure, words)
    else:
        stage.note_use(phrase.first, phrase.last, figure)
    return Found(figure, 0.9, Form.UNNAMED)


def _same_people(stage: Stage, phrase: Phrase) -> int | None:
    """Who was called the same with more words right before: "Vesk leaders …", "leaders"."""
    sentence = stage.layout.sentence_of[phrase.last]
    for use in reversed(stage.cast.before(phrase.first, _SAME_PEOPLE_USES)):
        if sentence - stage.layout.sentence_of[use.word] > _SAME_PEOPLE_SENTENCES:
            return None
        figure = stage.cast.figures[use.figure]
        if figure.is_plural and use.is_source and phrase.noun.lemma in figure.nouns:
            return use.figure
    return None


def name_by_source(stage: Stage, figure: int, words: Sequence[int]) -> None:
    """Name a figure by all words of its source."""
    it = stage.cast.figures[figure]
    it.name, it.span = without_article(stage, words)


def without_article(stage: Stage, words: Sequence[int]) -> tuple[str, Span]:
    """The words of a source without its article and the punctuation at its end."""
    layout = stage.layout
    first, last = words[0], words[-1]
    if first < last and layout.plain(first) in ("the", "a", "an"):
        first += 1
    for at in range(first + 1, last):
        if layout.plain(at) == "," and layout.plain(at + 1) in ("which", "who", "whose"):
            last = at
            break
    while first < last and not layout.plain(last)[-1].isalnum() and layout.plain(last) != ")":
        last -= 1
    span = Span(layout.words[first].start, layout.words[last].end)
    return layout.text[span.start : span.end], span
