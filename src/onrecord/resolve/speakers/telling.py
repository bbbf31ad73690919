"""What was found out about sources and mentions, as speakers, mentions and actors."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.resolve.actors.countries import countries_mentioned
from onrecord.resolve.actors.descriptions import describe
from onrecord.resolve.speakers.figures import Figure
from onrecord.resolve.speakers.stage import Found, SourceKey, Stage
from onrecord.types import Actor, ActorKind, Form, Mention, Span, Speaker, Statement, make_id

# Below this a speaker stays open: tuned on PolNeAR, see docs/explanation/speakers.md.
ABSTAIN_BELOW = 0.4
# A description that is surely enough somebody's tells their role, where nothing else does: roles
# right on the development set for speakers 65 → 71 %, countries 61 → 66 %.
_LEARN_ROLE_FROM = 0.6


class Telling:
    """Turns the figures of a report into actors, and who was found into speakers."""

    def __init__(self, stage: Stage, actors: Sequence[Actor], edition: str) -> None:
        self._stage = stage
        self._edition = edition
        self._actors = {actor.id: actor for actor in actors}
        self._around = countries_mentioned(stage.layout.text)
        self._new_mentions: dict[Span, Mention] = {}
        for source, found in stage.of_source.items():
            self._learn(source, found)

    def _learn(self, source: SourceKey, found: Found) -> None:
        """A role that is told of a named person elsewhere: "The Vesk governor said …"."""
        core = self._stage.cores.get(source)
        if found.figure is None or found.form is not Form.TITLE or core is None:
            return
        figure = self._stage.cast.figures[found.figure]
        actor = figure.actor
        if actor is None or actor.role or actor.kind is not ActorKind.PERSON:
            return
        if found.score < _LEARN_ROLE_FROM:
            return
        words = self._stage.layout.words
        first = core.first + (core.determiner == self._stage.layout.plain(core.first))
        span = Span(words[first].start, words[core.last].end)
        told = describe(self._stage.layout.text, span, around=self._around)
        if told is not None and told.role is not None:
            actor = replace(
                actor,
                role=told.role,
                tenure=actor.tenure or told.tenure,
                country=actor.country or told.country,
            )
            self._actors[actor.id] = figure.actor = actor

    def statement(self, statement: Statement) -> Statement:
        """The statement with its speaker."""
        if statement.source is None:
            return replace(statement, speaker=None)
        found = self._stage.of_source.get(statement.source.spans)
        if found is None or found.figure is None or _is_open(found):
            name = statement.source.text
            how = found.form if found else None
            score = round(found.score, 4) if found else 0.0
            return replace(statement, speaker=Speaker(name=name, how=how, score=score))
        actor = self._actor(found.figure)
        speaker = Speaker(
            name=actor.name,
            actor=actor.id,
            kind=actor.kind,
            role=actor.role.value if actor.role else None,
            affiliation=actor.affiliation.value if actor.affiliation else None,
            country=actor.country.value if actor.country else None,
            how=found.form,
            score=round(found.score, 4),
        )
        return replace(statement, speaker=speaker)

    def mentions(self, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        """The mentions with their actors, and those of actors that have no name."""
        told = [self._mention(mention) for mention in mentions]
        known = {mention.span for mention in told}
        told += [m for span, m in self._new_mentions.items() if span not in known]
        return tuple(sorted(told, key=lambda mention: mention.span))

    def actors(self) -> tuple[Actor, ...]:
        """All actors: the named ones, then the others in the order they were met."""
        return tuple(self._actors.values())

    def _mention(self, mention: Mention) -> Mention:
        if mention.form not in (Form.PRONOUN, Form.TITLE):
            return mention
        found = self._stage.of_mention.get(mention.span)
        if found is None or found.figure is None or _is_open(found):
            return mention
        figure = self._stage.cast.figures[found.figure]
        if figure.actor is None:
            return mention
        return replace(mention, actor=figure.actor.id, score=round(found.score, 4))

    def _actor(self, index: int) -> Actor:
        figure = self._stage.cast.figures[index]
        if figure.actor is None:
            figure.actor = self._new_actor(figure)
            self._actors[figure.actor.id] = figure.actor
            text = self._stage.layout.text[figure.span.start : figure.span.end]
            self._new_mentions[figure.span] = Mention(
                span=figure.span, text=text, form=figure.form, actor=figure.actor.id
            )
        return figure.actor

    def _new_actor(self, figure: Figure) -> Actor:
        for member in figure.members:
            self._actor(member)
        told = None
        if not figure.members:
            told = describe(self._stage.layout.text, figure.span, around=self._around)
        kind = figure.kind or ActorKind.UNNAMED
        if kind is ActorKind.PERSON and figure.form is not Form.NAME:
            kind = ActorKind.UNNAMED
        return Actor(
            id=make_id("actor", self._edition, list(figure.span)),
            name=figure.name,
            kind=kind,
            name_spans=(figure.span,),
            role=told.role if told else None,
            affiliation=told.affiliation if told else None,
            tenure=told.tenure if told else None,
            country=figure.country or (told.country if told else None),
            number=told.number if told else None,
        )


def _is_open(found: Found) -> bool:
    """Whether it is not certain enough who is meant; a name always means its actor."""
    return found.score < ABSTAIN_BELOW and found.form in (Form.PRONOUN, Form.TITLE)
