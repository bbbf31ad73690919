"""Pronouns: who "he", "they", "I" and "who" stand for."""

from onrecord.lexicon.people import Case, Number, Pronoun
from onrecord.lexicon.reference import load_reference_words
from onrecord.resolve.speakers.coreference import Anaphor, candidates_after, choose
from onrecord.resolve.speakers.figures import Figure, use_of
from onrecord.resolve.speakers.stage import Found, Stage
from onrecord.resolve.speakers.weights import weights_of
from onrecord.types import ActorKind, Form, Mention, NameKind, Span

_WORDS = load_reference_words()

# A figure less likely than this does not count as spoken of by the pronoun.
_USE_THRESHOLD = 0.5
_GENDER_THRESHOLD = 0.75  # and less likely than this tells nothing of its gender
_WE = 0.6  # how often "we" is said for oneself or one's own side: set by hand
_APPOSITION_WORDS = 16
_RELATIVE_USES = 20
_BEFORE_RELATIVE = _WORDS["before-relative"]
_AFTER_OBJECT = _WORDS["after-object"]


def resolve_pronoun(stage: Stage, at: int, mention: Mention) -> None:
    """Find out who a pronoun stands for, and note it.

    Args:
        stage: It is added to.
        at: Index of the pronoun's word.
        mention: The pronoun.
    """
    pronoun = stage.people.pronouns.get(stage.layout.plain(at))
    if pronoun is None:
        return
    possessive = is_possessive(stage, at, pronoun)
    if pronoun.case is Case.RELATIVE:
        found = _relative(stage, at)
    elif pronoun.person == 3:
        found = _third_person(stage, at, mention, pronoun, possessive)
    else:
        found = _first_person(stage, at, pronoun)
    if found is None or found.figure is None:
        return
    stage.of_mention[mention.span] = found
    if found.score >= _USE_THRESHOLD:
        stage.of_word[at] = found.figure
        case = Case.POSSESSIVE if possessive else pronoun.case
        is_source = at in stage.source_words
        stage.cast.use(use_of(stage.layout, at, at, found.figure, is_source, pronoun=case))
        figure = stage.cast.figures[found.figure]
        is_person = figure.kind is ActorKind.PERSON
        if figure.gender is None and is_person and found.score >= _GENDER_THRESHOLD:
            figure.gender = pronoun.gender


def is_possessive(stage: Stage, at: int, pronoun: Pronoun) -> bool:
    """Whether a pronoun stands before what it owns; "her" can be either."""
    if stage.layout.plain(at) != "her":
        return pronoun.case is Case.POSSESSIVE
    after = stage.layout.plain(at + 1)
    return bool(after) and after[0].isalpha() and after not in _AFTER_OBJECT


def _third_person(
    stage: Stage, at: int, mention: Mention, pronoun: Pronoun, possessive: bool
) -> Found | None:
    anaphor = Anaphor(
        at,
        at,
        mention.span,
        pronoun=pronoun,
        is_source=at in stage.source_words,
        is_possessive=possessive,
        barred=stage.barred(at),
        told_by=stage.told_by(at),
        last_speaker=stage.last_speaker(at),
    )
    best = choose(stage.cast, anaphor, stage.links, weights_of(pronoun))
    first = next((choice for choice in best if choice.figure is not None), None)
    if first is not None:
        return Found(first.figure, first.score, Form.PRONOUN)
    after = candidates_after(stage.cast, anaphor)
    return Found(after[0], 0.5, Form.PRONOUN) if after else None


def _first_person(stage: Stage, at: int, pronoun: Pronoun) -> Found | None:
    speaker = stage.speaker_of_speech(stage.layout.speech_of[at])
    if speaker is None or pronoun.person != 1:
        return None
    share = _WE if pronoun.number is Number.PLURAL else 1.0
    return Found(speaker.figure, share * speaker.score, Form.PRONOUN)


def _relative(stage: Stage, at: int) -> Found | None:
    """Whoever is spoken of right before "who", or before an apposition right before it."""
    layout = stage.layout
    last = at - 1
    while last >= 0 and layout.plain(last) in _BEFORE_RELATIVE:
        last -= 1
    if last < 0 or layout.sentence_of[last] != layout.sentence_of[at]:
        return None
    if layout.plain(last - 1) == "and" and last in stage.names and last - 2 in stage.names:
        return Found(_both(stage, last - 2, last), 0.8, Form.PRONOUN)
    is_who = layout.plain(at) in ("who", "whom")
    name = stage.names.get(last)
    if name is not None and name.actor is None and not (is_who and name.kind not in _WHO_NAMES):
        return Found(stage.named(name), 0.7, Form.PRONOUN)
    nearest: int | None = None
    for use in reversed(stage.cast.before(at, _RELATIVE_USES)):
        if layout.sentence_of[use.word] != layout.sentence_of[at]:
            break
        kind = stage.cast.figures[use.figure].kind
        if use.last >= at or use.is_pronoun or (is_who and kind not in _WHO):
            continue
        apposed = layout.plain(use.last + 1) == "," and at - use.last <= _APPOSITION_WORDS
        if kind is ActorKind.PERSON and apposed and is_who and use.last < last - 1:
            return Found(use.figure, 0.8, Form.PRONOUN)
        if nearest is None and (is_who or use.last >= last - 1):
            nearest = use.figure
    return None if nearest is None else Found(nearest, 0.85, Form.PRONOUN)


_WHO_NAMES = frozenset((NameKind.PERSON, NameKind.GROUP))
_WHO = frozenset((ActorKind.PERSON, ActorKind.GROUP, ActorKind.UNNAMED))


def _both(stage: Stage, one: int, other: int) -> int:
    """The figure of two names that "and" joins."""
    first, last = stage.names[one], stage.names[other]
    members = (stage.named(first), stage.named(last))
    figure = stage.cast.joined.get(members)
    if figure is None:
        figure = stage.cast.add(
            Figure(
                ActorKind.GROUP,
                " and ".join(stage.cast.figures[member].name for member in members),
                Span(first.span.start, last.span.end),
                Form.NAME,
                is_plural=True,
                members=members,
            )
        )
    return figure
