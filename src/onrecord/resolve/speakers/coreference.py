"""Who a pronoun or a description stands for: candidates, their features, the likeliest or nobody.

A log-linear model: each figure spoken of before the words scores the weighted sum of its
features, and the softmax over all of them and nobody is its probability.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.lexicon.people import Case, Gender, Noun, Number, Pronoun
from onrecord.resolve.speakers.figures import Cast, Figure, Use
from onrecord.resolve.speakers.weights import Weights
from onrecord.types import ActorKind, Span

_WINDOW_USES = 60  # how many places where somebody is spoken of are looked at
_WINDOW_SENTENCES = 12
NOUN_WINDOW_USES = 200  # the same for a description, which reaches farther back

_THINGS = frozenset(
    (ActorKind.ORGANISATION, ActorKind.STATE, ActorKind.DOCUMENT, ActorKind.GROUP, None)
)


class Links(NamedTuple):
    """What a trained model thinks: for each anaphor the earlier mentions with probabilities."""

    of: Mapping[Span, Sequence[tuple[Span, float]]]


@dataclass(frozen=True, slots=True)
class Anaphor:
    """Words that stand for somebody spoken of elsewhere.

    Attributes:
        word: Index of the first word.
        last: Index of the last word.
        span: The words.
        pronoun: What is known of it, for a pronoun.
        noun: Its noun, for a description.
        modifiers: Lower-case words of a description other than the noun and the determiner.
        is_source: It is a statement's source.
        is_possessive: It stands before what it owns.
        is_of_named: Of a description: a name before it says whose it is ("Vesk's ministry").
        barred: Figures that it cannot be: whoever speaks the quotation that it stands in.
        told_by: The figure whose reported words it stands in, outside of quotation marks.
        last_speaker: The figure that said what stands before.
    """

    word: int
    last: int
    span: Span
    pronoun: Pronoun | None = None
    noun: Noun | None = None
    modifiers: frozenset[str] = frozenset()
    is_source: bool = False
    is_possessive: bool = False
    is_of_named: bool = False
    barred: frozenset[int] = frozenset()
    told_by: int | None = None
    last_speaker: int | None = None


class Choice(NamedTuple):
    """A figure with its probability; None with that of nobody."""

    figure: int | None
    score: float


def choose(cast: Cast, anaphor: Anaphor, links: Links, weights: Weights) -> list[Choice]:
    """The figures that words may stand for, the likeliest first, with nobody among them."""
    found = candidates(cast, anaphor, links)
    scored: list[tuple[float, int | None]] = [
        (sum(weights.get(name, 0.0) * value for name, value in features.items()), figure)
        for figure, features in found.items()
    ]
    scored.append((weights["nobody"], None))
    highest = max(score for score, _ in scored)
    total = sum(math.exp(score - highest) for score, _ in scored)
    return sorted(
        (Choice(figure, math.exp(score - highest) / total) for score, figure in scored),
        key=lambda choice: (-choice.score, -1 if choice.figure is None else choice.figure),
    )


def candidates(cast: Cast, anaphor: Anaphor, links: Links) -> dict[int, dict[str, float]]:
    """For each figure that words may stand for, its features."""
    sentence_of = cast.layout.sentence_of
    least = sentence_of[anaphor.word] - _WINDOW_SENTENCES
    latest: dict[int, Use] = {}
    counts: dict[int, int] = {}
    unfit: set[int] = set()
    for use in reversed(cast.before(anaphor.word, _WINDOW_USES)):
        if sentence_of[use.word] < least:
            break
        if use.last >= anaphor.word or use.figure in unfit:
            continue
        if use.figure in latest:
            counts[use.figure] += 1
        elif fits(cast.figures[use.figure], anaphor):
            latest[use.figure], counts[use.figure] = use, 1
        else:
            unfit.add(use.figure)
    linked = linked_figures(cast, anaphor, links)
    found: dict[int, dict[str, float]] = {}
    for rank, (figure, use) in enumerate(latest.items()):
        if figure in anaphor.barred or _same_clause(cast, use, anaphor):
            continue
        features = _features(cast, anaphor, use, rank, counts[figure])
        if figure in linked:
            features["link"] = linked[figure]
        found[figure] = features
    return found


def candidates_after(cast: Cast, anaphor: Anaphor) -> list[int]:
    """Figures named soon after a pronoun that nobody stands before, as in a headline."""
    sentence = cast.layout.sentence_of[anaphor.word]
    found: list[int] = []
    for use in cast.after(anaphor.word + 1, _WINDOW_USES):
        if cast.layout.sentence_of[use.word] > sentence + 1:
            break
        if use.figure not in anaphor.barred and fits(cast.figures[use.figure], anaphor):
            found.append(use.figure)
    return found


def fits(figure: Figure, anaphor: Anaphor) -> bool:
    """Whether number, gender and kind of a figure allow a pronoun."""
    pronoun = anaphor.pronoun
    if pronoun is None:
        return True
    if pronoun.gender is Gender.THING:
        return figure.kind in _THINGS and not (figure.is_plural and figure.kind is None)
    if pronoun.gender is not None:
        if figure.kind is not ActorKind.PERSON or figure.is_plural:
            return False
        return figure.gender in (None, pronoun.gender)
    if pronoun.number is Number.PLURAL and figure.kind is ActorKind.PERSON:
        return figure.is_plural or figure.gender is None
    return True


def _features(cast: Cast, anaphor: Anaphor, use: Use, rank: int, count: int) -> dict[str, float]:
    layout, figure = cast.layout, cast.figures[use.figure]
    gap = layout.sentence_of[anaphor.word] - layout.sentence_of[use.word]
    features: dict[str, float] = {"gap": float(min(gap, 8)), "often": math.log(count)}
    pronoun = anaphor.pronoun
    is_subject = pronoun is not None and pronoun.case is Case.SUBJECT
    holds = {
        "same sentence": gap == 0,
        "sentence before": gap == 1,
        "two before": gap == 2,
        "same paragraph": layout.paragraph_of[anaphor.word] == layout.paragraph_of[use.word],
        "subject": use.is_subject,
        "possessive": use.is_possessive,
        "pronoun": use.is_pronoun,
        "source": use.is_source,
        "nearest": rank == 0,
        "speech to text": use.in_speech >= 0 and layout.speech_of[anaphor.word] != use.in_speech,
        "text to speech": use.in_speech < 0 <= layout.speech_of[anaphor.word],
        "last speaker": anaphor.is_source and use.figure == anaphor.last_speaker,
        "told by": use.figure == anaphor.told_by,
        "gender known": figure.gender is not None or _leans(figure, pronoun),
        "gender unlikely": figure.gender is None and _leans(figure, pronoun) is False,
        "parallel": use.is_subject and is_subject,
        "first of sentence": use.opens_sentence,
        "plural of one": _is_plural(anaphor) and not figure.is_plural,
        "thing unsure": figure.kind is None,
        "described only": figure.actor is None,
    }
    features.update((name, 1.0) for name, is_so in holds.items() if is_so)
    return features


def _leans(figure: Figure, pronoun: Pronoun | None) -> bool | None:
    """Whether a figure's given name goes with a pronoun; None where it tells nothing."""
    if pronoun is None or pronoun.gender is None or figure.leaning is None:
        return None
    return figure.leaning is pronoun.gender


def _is_plural(anaphor: Anaphor) -> bool:
    return anaphor.pronoun is not None and anaphor.pronoun.number is Number.PLURAL


def _same_clause(cast: Cast, use: Use, anaphor: Anaphor) -> bool:
    """Whether a figure is the subject of the clause whose object the pronoun is."""
    pronoun = anaphor.pronoun
    if pronoun is None or pronoun.case is not Case.OBJECT or anaphor.is_possessive:
        return False
    if not use.is_subject or anaphor.word - use.last > 4:
        return False
    return all(
        cast.layout.plain(at) not in (",", "and", "that", "but", "who", "said", "says")
        for at in range(use.last + 1, anaphor.word)
    )


def linked_figures(cast: Cast, anaphor: Anaphor, links: Links) -> dict[int, float]:
    """For each figure the probability of its likeliest link."""
    found: dict[int, float] = {}
    if not (pairs := links.of.get(anaphor.span)):
        return found
    linked = [(cast.layout.words_of(span), probability) for span, probability in pairs]
    first = min(inside.start for inside, _ in linked)
    by_word: dict[int, int] = {}
    for use in cast.before(anaphor.word, NOUN_WINDOW_USES):
        if use.last >= first:
            for at in range(use.word, use.last + 1):
                by_word.setdefault(at, use.figure)
    for inside, probability in linked:
        figure = next((by_word[at] for at in reversed(inside) if at in by_word), None)
        if figure is not None:
            found[figure] = max(found.get(figure, 0.0), probability)
    return found
