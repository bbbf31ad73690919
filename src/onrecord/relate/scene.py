"""The statements of one report as answers see them: who speaks, where, on whose side."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from onrecord.relate.contents import Contents, stems_of
from onrecord.segment import Word, sentence_starts
from onrecord.types import Actor, ActorKind, Mention, Span, Statement

_BACK = 25  # how many earlier statements an answer may reach over
_AHEAD = 4  # how many later ones: "X denied it … The Y had said"
_PRONOUN = frozenset(
    (
        "he",
        "she",
        "they",
        "it",
        "who",
        "which",
        "that",
        "him",
        "her",
        "them",
        "i",
        "we",
        "you",
        "his",
        "their",
        "its",
        "one",
        "some",
    )
)


class Scene:
    """A report's statements, in the order of their cues, with what answers need to know of them."""

    def __init__(
        self,
        paragraphs: Sequence[Span],
        words: Sequence[Word],
        statements: Sequence[Statement],
        actors: Iterable[Actor] = (),
        mentions: Iterable[Mention] = (),
    ) -> None:
        """Look each statement up once."""
        self.statements = sorted(statements, key=lambda s: (_position(s), s.id))
        actors, mentions = list(actors), sorted(mentions, key=lambda m: m.span)
        self.contents = Contents(words, self.statements, actors, mentions)
        self._actors = {actor.id: actor for actor in actors}
        self._mentions = [m for m in mentions if m.actor is not None]
        self._mention_starts = [m.span.start for m in self._mentions]
        positions = [_position(s) for s in self.statements]
        starts = [paragraph.start for paragraph in paragraphs]
        self.paragraph = [bisect_right(starts, at) for at in positions]
        begins = sorted({words[i].start for i in sentence_starts(words)} | set(starts))
        self.sentence = [bisect_right(begins, at) for at in positions]
        self.name_stems = [_name_stems(s) for s in self.statements]
        at_id = {s.id: index for index, s in enumerate(self.statements)}
        self._within = [at_id.get(s.within or "") for s in self.statements]

    def actor(self, index: int) -> str | None:
        """Id of the actor behind a statement."""
        speaker = self.statements[index].speaker
        return speaker.actor if speaker else None

    def same_speaker(self, one: int, other: int) -> bool:
        """Whether both are certainly said by the same actor."""
        actor = self.actor(one)
        return actor is not None and actor == self.actor(other)

    def same_side(self, one: int, other: int) -> bool:
        """Whether both may be said by the same actor, or by one who speaks for the other."""
        if self.same_speaker(one, other):
            return True
        left, right = self.name_stems[one], self.name_stems[other]
        return bool(left and right) and (left <= right or right <= left)

    def apart(self, one: int, other: int) -> bool:
        """Whether neither stands in the other: no shared words, no shared cue."""
        if self._is_within(one, other) or self._is_within(other, one):
            return False
        spans = self.statements[other].content.spans
        return not any(
            mine.start < span.end and span.start < mine.end
            for mine in self.statements[one].content.spans
            for span in spans
        )

    def _is_within(self, inner: int, outer: int) -> bool:
        parent = self._within[inner]
        for _ in range(8):  # deeper nesting is no news report
            if parent is None:
                return False
            if parent == outer:
                return True
            parent = self._within[parent]
        return False

    def others(self, index: int) -> list[int]:
        """Statements near enough to be answered, by other speakers: the nearest earlier first."""
        earlier = range(index - 1, max(-1, index - 1 - _BACK), -1)
        later = range(index + 1, min(len(self.statements), index + 1 + _AHEAD))
        return [
            other
            for part in (earlier, later)
            for other in part
            if not self.same_side(index, other) and self.apart(index, other)
        ]

    def is_named(self, index: int, whose: str, within: Iterable[str]) -> bool:
        """Whether a statement's speaker is the one whom words name.

        Args:
            index: The statement.
            whose: The words.
            within: Ids of the actors whom these words may stand for.
        """
        speaker = self.statements[index].speaker
        if speaker is None:
            return False
        for actor in within:
            if actor == speaker.actor or self._speaks_for(index, actor):
                return True
        known, head = stems_of(whose), stems_of(whose.rpartition(" ")[2])
        names = self.name_stems[index] | stems_of(speaker.role or "")
        return bool(known) and (known <= names or (bool(head) and head <= names))

    def _speaks_for(self, index: int, actor_id: str) -> bool:
        """Whether a state's own body or official speaks."""
        actor, speaker = self._actors.get(actor_id), self.statements[index].speaker
        if actor is None or speaker is None or actor.kind is not ActorKind.STATE:
            return False
        official = speaker.kind != ActorKind.PERSON or speaker.role or speaker.affiliation
        return (
            bool(official)
            and actor.country is not None
            and (speaker.country == actor.country.value)
        )

    def named_in(self, index: int, first: int, last: int) -> Iterator[str]:
        """Ids of the actors mentioned between two positions of the report."""
        at = bisect_left(self._mention_starts, first)
        while at < len(self._mentions) and self._mention_starts[at] < last:
            actor = self._mentions[at].actor
            if actor is not None and actor != self.actor(index):
                yield actor
            at += 1


def _position(statement: Statement) -> int:
    part = statement.cue or statement.content
    return part.spans[0].start if part.spans else 0


def _name_stems(statement: Statement) -> frozenset[str]:
    """Stems of the speaker's name and of the source's own words."""
    if statement.speaker is None:
        return frozenset()
    source = statement.source.text if statement.source else ""
    named = statement.speaker.name
    if named.lower() in _PRONOUN:
        named = ""
    if source.lower() in _PRONOUN:
        source = ""
    return stems_of(f"{named} {source}")
