"""Who stands behind a source, by its core."""

from collections.abc import Sequence

from onrecord.lexicon.people import Noun
from onrecord.resolve.actors.states import StandsFor, state_of
from onrecord.resolve.speakers.described import (
    figure_of_phrase,
    name_by_source,
    owner_of_phrase,
    unnamed,
    without_article,
)
from onrecord.resolve.speakers.figures import Figure
from onrecord.resolve.speakers.interviews import find_turn_speaker, is_turn
from onrecord.resolve.speakers.layout import Layout
from onrecord.resolve.speakers.phrases import Phrase, phrase_start
from onrecord.resolve.speakers.sources import Core, CoreKind
from onrecord.resolve.speakers.stage import Found, SourceKey, Stage, words_of_spans
from onrecord.types import ActorKind, Form, Span

_NAME_SCORE = 0.97
_UNSURE_SCORE = 0.7  # a family name that several people have
_STATE_SCORE = 0.85
_SHORT_ACRONYM, _LONG_ACRONYM = 2, 6


def resolve_named(stage: Stage, key: SourceKey, core: Core) -> None:
    """Note who stands behind a source whose core is a name with an actor."""
    mention = core.mention
    if mention is None:
        return
    figure = stage.cast.by_actor.get(mention.actor or "")
    if figure is None and mention.span in stage.cast.unsure:
        figure = stage.cast.unsure[mention.span]
        stage.of_source[key] = Found(figure, _UNSURE_SCORE, Form.SHORT_NAME)
        return
    if figure is None:
        return
    if stage.cast.figures[figure].kind is ActorKind.GROUP and not _is_bare(stage, core):
        return  # "many Vesks" are others than the Vesks
    _learn_noun(stage, figure, core)
    stage.of_source[key] = Found(figure, _NAME_SCORE * mention.score, mention.form)


def _learn_noun(stage: Stage, figure: int, core: Core) -> None:
    """Note the noun that a source has beside a name: "a group calling itself Vesk Now"."""
    if core.noun is not None:
        stage.cast.figures[figure].nouns.add(core.noun.lemma)


def _is_bare(stage: Stage, core: Core) -> bool:
    first = stage.layout.plain(core.first)
    return first in ("the", stage.layout.plain(core.last)) or core.first in stage.names


def resolve_core(stage: Stage, key: SourceKey) -> None:
    """Note who stands behind a source, where that can be told."""
    core = stage.cores[key]
    words = words_of_spans(stage.layout, key)
    if core.kind in (CoreKind.PRONOUN, CoreKind.RELATIVE):
        word = stage.layout.words[core.last]
        found = stage.of_mention.get(Span(word.start, word.end))
    elif is_turn(stage, core):
        found = find_turn_speaker(stage, core)
    elif core.kind is CoreKind.SEVERAL:
        found = _several(stage, core, words)
    elif core.kind is CoreKind.CAPITALS:
        found = _capitals(stage, core)
    else:
        found = _noun(stage, core, words)
    if found is not None:
        stage.of_source[key] = found


def _noun(stage: Stage, core: Core, words: Sequence[int]) -> Found | None:
    layout = stage.layout
    span = Span(layout.words[words[0]].start, layout.words[words[-1]].end)
    # Looking for a state costs more than all the rest, and none is told in lower case.
    stands_for = state_of(layout.text, span) if _has_capital(layout, words) else None
    if stands_for is not None:
        return _stands(stage, stands_for, core)
    noun = core.noun or Noun(layout.plain(core.last), ActorKind.UNNAMED, None, False)
    is_owned = core.determiner in ("'s", "'")
    first = phrase_start(layout, stage.names, core.last) if is_owned else core.first
    phrase = Phrase(first, core.last, noun, core.determiner)
    owner = _owner_after(stage, core, words)
    if not (phrase.is_definite or _is_body_of(stage, phrase)):
        return unnamed(stage, phrase, words)
    known = len(stage.cast.figures)
    figure, score = figure_of_phrase(stage, phrase, owner)
    if figure == known:
        if core.noun is None:
            return None  # "the transition" says nothing
        name_by_source(stage, figure, words)
    elif is_owned and _is_fuller(stage, figure, words):
        name_by_source(stage, figure, words)
    return Found(figure, score, Form.TITLE)


def _is_fuller(stage: Stage, figure: int, words: Sequence[int]) -> bool:
    """Whether a source describes a figure without a name in more words than it was so far."""
    known = stage.cast.figures[figure]
    return known.actor is None and len(words) > len(known.name.split())


def _has_capital(layout: Layout, words: Sequence[int]) -> bool:
    return any(
        layout.words[at].text[0].isupper() and not layout.starts_sentence(at) for at in words
    ) or (len(words) > 1 and layout.starts_sentence(words[0]) and layout.plain(words[0]) != "the")


def _is_body_of(stage: Stage, phrase: Phrase) -> bool:
    """Whether a phrase names a body by whose it is: "Ode campaign"."""
    if phrase.determiner or phrase.noun.kind is ActorKind.PERSON:
        return False
    return owner_of_phrase(stage, phrase) is not None


def _owner_after(stage: Stage, core: Core, words: Sequence[int]) -> int | None:
    """Whose something a source is, told after its noun: "attorneys for the family"."""
    if stage.layout.plain(core.last + 1) not in ("of", "for") or core.last + 1 not in words:
        return None
    for use in stage.cast.after(core.last + 2, 3):
        if use.word > core.last + 3 or use.last not in words:
            return None
        return use.figure
    return None


def _stands(stage: Stage, stands_for: StandsFor, core: Core) -> Found:
    form = Form.TITLE if stands_for.force else Form.SEAT
    return Found(_state(stage, stands_for, core), _STATE_SCORE, form)


def _state(stage: Stage, stands_for: StandsFor, core: Core) -> int:
    if stands_for.force:
        return _force(stage, stands_for, core)
    figure = stage.cast.by_name.get((stands_for.kind, stands_for.name))
    if figure is None:
        span = stands_for.spans[0]
        figure = stage.cast.add(Figure(stands_for.kind, stands_for.name, span, Form.SEAT))
        stage.cast.figures[figure].words.update(stands_for.name.lower().split())
        stage.cast.figures[figure].country = stands_for.country
    stage.note_use(core.first, core.last, figure)
    return figure


def _force(stage: Stage, stands_for: StandsFor, core: Core) -> int:
    """An army or a police is no government: "Peru's army" and "the Peruvian army" are one body."""
    country = stands_for.country.value if stands_for.country else ""
    key = f"{country} {stands_for.force}"
    figure = stage.by_text.get(key)
    if figure is None:
        span = stands_for.spans[0]
        name = stage.layout.text[span.start : span.end]
        figure = stage.cast.add(Figure(stands_for.kind, name, span, Form.TITLE))
        it = stage.cast.figures[figure]
        it.words.update(name.lower().split())
        it.nouns.add(stands_for.force.split("-")[-1])
        it.country = stands_for.country
        stage.by_text[key] = figure
    stage.note_use(core.first, core.last, figure)
    return figure


def _several(stage: Stage, core: Core, words: Sequence[int]) -> Found | None:
    members: list[int] = []
    for part in core.parts:
        if part.kind is CoreKind.NAME and part.mention is not None:
            members.append(stage.named(part.mention))
            continue
        found = _noun(stage, part, range(part.first, part.last + 1))
        if found is None or found.figure is None:
            return None
        members.append(found.figure)
    is_person = stage.cast.figures[members[0]].kind is ActorKind.PERSON
    if is_person and len(set(members)) == 1:  # "Party leader and president Moll"
        stage.note_use(core.first, core.last, members[0])
        return Found(members[0], 0.9, Form.NAME)
    figure = stage.cast.joined.get(tuple(members))
    if figure is None:
        name, span = without_article(stage, words)
        if any(part.kind is CoreKind.NAME for part in core.parts):
            name = " and ".join(stage.cast.figures[member].name for member in members)
        figure = stage.cast.add(
            Figure(ActorKind.GROUP, name, span, Form.NAME, is_plural=True, members=tuple(members))
        )
    stage.note_use(core.first, core.last, figure)
    return Found(figure, 0.9, Form.NAME)


def _capitals(stage: Stage, core: Core) -> Found | None:
    """A name that was not known to be one: that of a figure with all its words, or a new one."""
    layout = stage.layout
    at = range(core.first, core.last + 1)
    span = Span(layout.words[core.first].start, layout.words[core.last].end)
    stands_for = state_of(layout.text, span)
    if stands_for is not None:
        return _stands(stage, stands_for, core)
    words = [layout.plain(index) for index in at if layout.plain(index)[0].isalnum()]
    words = [word for word in words if word != "the" and word not in stage.people.addresses]
    known = {index for index in stage.cast.by_word.get(words[-1], ()) if words} if words else set()
    known = {index for index in known if stage.cast.figures[index].words.issuperset(words)}
    form = Form.SHORT_NAME
    if not known and len(words) == 1 and _SHORT_ACRONYM <= len(words[0]) <= _LONG_ACRONYM:
        known = set(stage.cast.by_initials.get(words[0], ()))
        form = Form.ACRONYM
    if len(known) == 1:
        figure = known.pop()
        stage.note_use(core.first, core.last, figure)
        return Found(figure, 0.85, form)
    if known:
        return None
    name = layout.text[span.start : span.end]
    kind = core.noun.kind if core.noun else ActorKind.PERSON
    figure = stage.figure_of_text(name, span, kind, Form.NAME)
    _learn_noun(stage, figure, core)
    stage.note_use(core.first, core.last, figure)
    return Found(figure, 0.7, Form.NAME)
