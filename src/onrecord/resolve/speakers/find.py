"""Who is behind each statement's source.

Names are looked up, descriptions and pronouns resolved in the order of the text: first outside of
quotations, then inside, where "I" is whoever speaks and "he" is somebody else. Whoever is not
certain enough stays without an actor.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.lexicon.people import load_people
from onrecord.resolve.speakers.addressees import address_statements
from onrecord.resolve.speakers.anaphora import resolve_pronoun
from onrecord.resolve.speakers.cores import resolve_core, resolve_named
from onrecord.resolve.speakers.described import resolve_phrase
from onrecord.resolve.speakers.entrances import take_in_actors
from onrecord.resolve.speakers.figures import Cast
from onrecord.resolve.speakers.layout import Layout
from onrecord.resolve.speakers.participles import carry_speakers
from onrecord.resolve.speakers.phrases import find_phrases, names_by_word
from onrecord.resolve.speakers.sources import CoreKind, find_core, words_of_core
from onrecord.resolve.speakers.stage import (
    Stage,
    as_links,
    find_speaking,
    find_tellers,
    words_of_spans,
)
from onrecord.resolve.speakers.telling import Telling
from onrecord.types import Act, Actor, Form, Mention, Span, Statement


@dataclass(frozen=True, slots=True)
class Resolved:
    """Statements with their speakers, mentions with their actors, and all actors."""

    statements: tuple[Statement, ...]
    mentions: tuple[Mention, ...]
    actors: tuple[Actor, ...]


def resolve_speakers(
    layout: Layout,
    statements: Sequence[Statement],
    mentions: Sequence[Mention],
    actors: Sequence[Actor],
    *,
    edition: str,
    links: Mapping[tuple[Span, Span], float] | None = None,
) -> Resolved:
    """Give every statement its speaker, and whom it was said to.

    Args:
        layout: The report's words.
        statements: Its statements, in order of their cues.
        mentions: Its names with their actors, and the mentions of ``find_mentions``.
        actors: The actors that are named.
        edition: Id of the edition, for the ids of actors that have no name.
        links: Probability, for pairs of an anaphor's and an earlier mention's span, that both
            are the same.
    """
    stage = _set_stage(layout, statements, mentions, actors, links or {})
    _run(stage, mentions)
    telling = Telling(stage, actors, edition)
    told = tuple(telling.statement(statement) for statement in statements)
    told = address_statements(layout, carry_speakers(layout, told))
    return Resolved(told, telling.mentions(mentions), telling.actors())


def _set_stage(
    layout: Layout,
    statements: Sequence[Statement],
    mentions: Sequence[Mention],
    actors: Sequence[Actor],
    links: Mapping[tuple[Span, Span], float],
) -> Stage:
    people = load_people()
    named = [mention for mention in mentions if mention.form not in (Form.PRONOUN, Form.TITLE)]
    names = names_by_word(layout, named)
    sources = {
        s.source.spans: words_of_spans(layout, s.source.spans) for s in statements if s.source
    }
    found = {key: find_core(layout, at, names, people) for key, at in sources.items()}
    cores = {key: core for key, core in found.items() if core is not None}
    cast = Cast(layout, people)
    source_words = frozenset(at for core in cores.values() for at in words_of_core(layout, core))
    asked = {s.source.spans for s in statements if s.source and s.act is Act.ASK}
    asking = frozenset(cores[key].last for key in asked if key in cores)
    take_in_actors(cast, actors, named, source_words)
    return Stage(
        layout=layout,
        people=people,
        statements=statements,
        names=names,
        cores=cores,
        source_words=source_words,
        asking=asking,
        cast=cast,
        links=as_links(links),
        teller=find_tellers(layout, statements),
        speaking=find_speaking(layout, statements),
    )


def _run(stage: Stage, mentions: Iterable[Mention]) -> None:
    """Resolve everything: names, then what stands outside of quotations, then the rest."""
    for key, core in stage.cores.items():
        if core.kind is CoreKind.NAME:
            resolve_named(stage, key, core)
    cores = {core.last: key for key, core in stage.cores.items()}
    pronouns = {stage.layout.word_at(m.span.start): m for m in mentions if m.form is Form.PRONOUN}
    phrases = {
        phrase.last: phrase
        for phrase in find_phrases(stage.layout, stage.names, stage.people)
        if phrase.last not in cores
    }
    events = sorted({*cores, *pronouns, *phrases})
    for in_speech in (False, True):
        for at in events:
            if (stage.layout.speech_of[at] >= 0) is not in_speech:
                continue
            if at in pronouns:
                resolve_pronoun(stage, at, pronouns[at])
            if at in phrases:
                resolve_phrase(stage, phrases[at])
            if at in cores and cores[at] not in stage.of_source:
                resolve_core(stage, cores[at])
