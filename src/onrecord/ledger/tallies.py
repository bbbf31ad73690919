"""What a record adds to each summary table; pure.

`recounts` says the same in SQL, over all records at once; tests hold the two against each other.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from onrecord.ledger import edtf, keys
from onrecord.ledger.names import name_words
from onrecord.record import Record
from onrecord.types import Actor, Place, RelationKind, Span, Statement


class Name(NamedTuple):
    """The words that somebody goes by, and the kind of actor; empty where it is not known."""

    words: str
    kind: str


class Answers(NamedTuple):
    """How many statements of the report answer one, and how many it answers."""

    all: int
    denials: int
    confirmations: int
    given: int


class Told(NamedTuple):
    """A statement, as `current_statements` has it, but that it names its speaker."""

    key: int
    speaker: Name | None
    statement: Statement
    answers: Answers

    @property
    def by(self) -> str:
        """The speaker's name, else the source's words; empty where nobody is named."""
        if self.statement.speaker is not None:
            return self.statement.speaker.name
        return self.statement.source.text if self.statement.source is not None else ""

    @property
    def said(self) -> edtf.Days | None:
        """The first and the last day on which it may have been said."""
        return edtf.days(self.statement.said_on) if self.statement.said_on else None

    @property
    def happened(self) -> edtf.Days | None:
        """The first and the last day on which what it tells of may have happened."""
        when = self.statement.happened_on
        return edtf.days(when.value) if when else None

    @property
    def country(self) -> str | None:
        """The speaker's."""
        return self.statement.speaker.country if self.statement.speaker else None


class Tally:
    """What a record adds: numbers by the keys of the summary tables.

    Attributes:
        outlet: The report's; None for none.
        day: Of publication, ISO 8601; empty for none.
        told: The statements.
        names: All who speak or are named.
        spellings: How often each name is written in which way.
        about: Words of a place, statement's key, geonameid or 0.
        values: Name, what is told of it (``role``, ``affiliation``, ``country``), and the value.
        places: Those with a geonameid: one of its mentions, and how many there are.
    """

    def __init__(self, record: Record, numbers: Sequence[int]) -> None:
        self.outlet = record.report.outlet
        self.day = keys.day_text(keys.day_number(record.report.published))
        self.told = list(_told(record, numbers))
        self.spellings = Counter(_spellings(record))
        self.names = {name for name, _ in self.spellings}
        self.about = set(_about(record, numbers))
        self.places = _places(record.places)
        self.values = set(_values(record.actors))
        self._relations = record.relations

    def by_speaker(self) -> Iterator[tuple[Name, int, int, int]]:
        """Each name, how many statements it makes, and how many answers and denials these get."""
        statements, answers, denials = Counter[Name](), Counter[Name](), Counter[Name]()
        for one in self.told:
            if one.speaker is not None:
                statements[one.speaker] += 1
                answers[one.speaker] += one.answers.all
                denials[one.speaker] += one.answers.denials
        for name in self.names:
            yield name, statements[name], answers[name], denials[name]

    def framings(self) -> Counter[tuple[Name, str, str]]:
        """Statements by speaker, act and framing."""
        return Counter(
            (one.speaker, one.statement.act.value, one.statement.framing.value)
            for one in self.told
            if one.speaker is not None
        )

    def sides(self) -> Counter[tuple[str, str, str]]:
        """Statements by the speaker's country, act and framing."""
        return Counter(
            (one.country or "", one.statement.act.value, one.statement.framing.value)
            for one in self.told
        )

    def answers(self) -> Counter[tuple[Name, bool, str, str]]:
        """Answers by name, whether it gives or gets them, kind, and the other; empty for nobody."""
        by_id = {one.statement.id: one for one in self.told}
        found = Counter[tuple[Name, bool, str, str]]()
        for relation in self._relations:
            gives, gets = by_id.get(relation.from_id), by_id.get(relation.to_id)
            if gives is not None and gets is not None:
                for mine, other, is_given in ((gives, gets, True), (gets, gives, False)):
                    if mine.speaker is not None:
                        found[mine.speaker, is_given, relation.kind.value, other.by] += 1
        return found

    def moments(self) -> Counter[tuple[str, str]]:
        """Statements by what it is the time of and the first day."""
        return Counter(
            (what, days[0])
            for one in self.told
            for what, days in (("said", one.said), ("happened", one.happened))
            if days is not None
        )

    def statements_about(self) -> Counter[int]:
        """Statements by geonameid."""
        pairs = {(place, statement) for _, statement, place in self.about if place > 0}
        return Counter(place for place, _ in pairs)


def _told(record: Record, numbers: Sequence[int]) -> Iterator[Told]:
    answers, denials = Counter[str](), Counter[str]()
    confirmations, given = Counter[str](), Counter[str]()
    for relation in record.relations:
        answers[relation.to_id] += 1
        given[relation.from_id] += 1
        denials[relation.to_id] += relation.kind is RelationKind.DENIES
        confirmations[relation.to_id] += relation.kind is RelationKind.CONFIRMS
    for key, one in zip(numbers, record.statements, strict=True):
        got = Answers(answers[one.id], denials[one.id], confirmations[one.id], given[one.id])
        yield Told(key, _speaker(one), one, got)


def _speaker(statement: Statement) -> Name | None:
    who = statement.speaker
    return None if who is None else Name(name_words(who.name), who.kind or "")


def _spellings(record: Record) -> Iterator[tuple[Name, str]]:
    for statement in record.statements:
        name = _speaker(statement)
        if name is not None and statement.speaker is not None:
            yield name, statement.speaker.name
    for actor in record.actors:
        yield Name(name_words(actor.name), actor.kind.value), actor.name


def _values(actors: Iterable[Actor]) -> Iterator[tuple[Name, str, str]]:
    for actor in actors:
        name = Name(name_words(actor.name), actor.kind.value)
        role = None if actor.role is None else actor.role.value
        if role and actor.tenure is not None and actor.tenure.value:
            role = f"{actor.tenure.value} {role}"
        if role is not None:
            yield name, "role", role
        if actor.affiliation is not None:
            yield name, "affiliation", actor.affiliation.value
        if actor.country is not None:
            yield name, "country", actor.country.value


def _about(record: Record, numbers: Sequence[int]) -> Iterator[tuple[str, int, int]]:
    if not record.places:
        return
    named = [(place, list(_words(place))) for place in record.places]
    for key, statement in zip(numbers, record.statements, strict=True):
        told = {one.value for one in (statement.said_at, statement.happened_at) if one}
        for place, several in named:
            if place.id in told or _stands_in(place.span, statement.content.spans):
                for words in several:
                    yield words, key, place.geonameid or 0


def _words(place: Place) -> Iterator[str]:
    for name in (place.text, place.name):
        words = "" if name is None else name_words(name)
        if words:
            yield words


def _stands_in(span: Span, spans: Iterable[Span]) -> bool:
    return any(start <= span.start and span.end <= end for start, end in spans)


def _places(places: Iterable[Place]) -> dict[int, tuple[Place, int]]:
    found: dict[int, tuple[Place, int]] = {}
    for place in places:
        if place.geonameid is not None and place.geonameid > 0:
            first, mentions = found.get(place.geonameid, (place, 0))
            found[place.geonameid] = first, mentions + 1
    return found
