"""What stands in the margin beside a statement's words."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from onrecord.links import TextLinks
from onrecord.record import Record
from onrecord.types import Framing, Mode, RelationKind, Statement
from onrecord.web import wording
from onrecord.web.article.places import anchor_of

_MOST_ANSWERS = 6

Address = Callable[[str], str]
"""Where a statement of this report stands, by its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardAnswer:
    """What another statement does to this one, or this one to it.

    Attributes:
        verb: ``denied by``, ``confirms`` …
        kind: ``denies``, ``confirms`` or ``repeats``.
        who: Who makes the other.
        content: What the other says.
        address: Where it stands.
    """

    verb: str
    kind: str
    who: str
    content: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A statement as the margin shows it.

    Attributes:
        number: Its place in the record; its words carry the same number.
        anchor: Its name on the page.
        who: Who says it.
        speaker: The speaker's name, for links; None where there is none.
        facts: What is told of the speaker.
        act: What they do with it: ``denies``.
        content: What is said, cut where it is long.
        told: What else is told, each with what it is: ``said``, ``14 March 2031``.
        answers: How it and other statements bear on each other, of the first few.
        more_answers: How many more there are.
        within: Where the statement stands in whose content this one is.
        link: The live page, at the very words; None without an address.
        is_introduced: Whether the facts stand beside the name, too.
        is_denied: Whether another statement denies it.
    """

    number: int
    anchor: str
    statement: Statement
    who: str
    speaker: str | None
    speaker_kind: str | None
    facts: str
    act: str
    content: str
    told: tuple[tuple[str, str], ...]
    answers: tuple[CardAnswer, ...] = ()
    more_answers: int = 0
    within: str | None = None
    link: str | None = None
    is_denied: bool = False
    is_introduced: bool = False


class _Beside(NamedTuple):
    """What a card takes from the rest of the record."""

    by_id: Mapping[str, Statement]
    places: Mapping[str, str]
    links: TextLinks
    address: Address


def cards_of(record: Record, numbers: Iterable[int], address: Address) -> list[Card]:
    """The cards of some statements of a record, in the order of their numbers given.

    What is told of a speaker stands on the first card that tells it.
    """
    by_id = {statement.id: statement for statement in record.statements}
    answers = _answers(record)
    places = {place.id: place.name or place.text for place in record.places}
    links = TextLinks(record.report.url, record.report.text)
    beside = _Beside(by_id, places, links, address)
    cards = [
        _card(record, number, answers.get(record.statements[number].id, []), beside)
        for number in numbers
    ]
    return _introduced_once(cards)


def _introduced_once(cards: Iterable[Card]) -> list[Card]:
    known: set[tuple[str, str]] = set()
    found = []
    for card in cards:
        is_new = bool(card.facts) and (card.who, card.facts) not in known
        known.add((card.who, card.facts))
        found.append(replace(card, is_introduced=is_new))
    return found


def _card(
    record: Record,
    number: int,
    answers: list[tuple[RelationKind, bool, str]],
    beside: _Beside,
) -> Card:
    by_id, places, links, address = beside
    statement = record.statements[number]
    speaker, within = statement.speaker, by_id.get(statement.within or "")
    return Card(
        number=number,
        anchor=anchor_of(statement.id),
        statement=statement,
        who=wording.who(statement),
        speaker=speaker.name if speaker else None,
        speaker_kind=speaker.kind if speaker else None,
        facts=wording.speaker_facts(speaker),
        act=wording.act_words(statement),
        content=wording.shortened(statement.content.text),
        told=tuple(_told(record.report.text, statement, places)),
        answers=tuple(
            _answer(kind, is_given, by_id[other], address)
            for kind, is_given, other in answers[:_MOST_ANSWERS]
            if other in by_id
        ),
        more_answers=max(0, len(answers) - _MOST_ANSWERS),
        within=None if within is None else address(within.id),
        link=links.to(statement.content.spans),
        is_denied=any(kind is RelationKind.DENIES and not given for kind, given, _ in answers),
    )


def _answers(record: Record) -> dict[str, list[tuple[RelationKind, bool, str]]]:
    """What answers each statement, then what it answers."""
    found: dict[str, list[tuple[RelationKind, bool, str]]] = defaultdict(list)
    for one in record.relations:
        found[one.to_id].append((one.kind, False, one.from_id))
    for one in record.relations:
        found[one.from_id].append((one.kind, True, one.to_id))
    return found


def _answer(kind: RelationKind, is_given: bool, other: Statement, address: Address) -> CardAnswer:
    return CardAnswer(
        verb=wording.answer_verb(kind, is_given=is_given),
        kind=kind.value,
        who=wording.who(other),
        content=wording.shortened(other.content.text),
        address=address(other.id),
    )


def _told(text: str, statement: Statement, places: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    if statement.said_on:
        words = " … ".join(text[start:end] for start, end in statement.said_on_spans)
        when = wording.day(statement.said_on)
        yield "said", f"{when} (“{words}”)" if words else when
    if statement.said_at:
        yield "said in", places.get(statement.said_at.value, "")
    if statement.happened_on:
        yield "happened", wording.day(statement.happened_on.value)
    if statement.happened_at:
        yield "happened in", places.get(statement.happened_at.value, "")
    if statement.addressee:
        yield "told to", statement.addressee.text
    if statement.reported_by:
        yield "first reported by", statement.reported_by.text
    if statement.mode is not Mode.INDIRECT:
        yield "quoted", "word for word" if statement.mode is Mode.DIRECT else "in part"
    if statement.framing is not Framing.NEUTRAL and statement.cue:
        yield statement.framing.value, f"“{statement.cue.text}”"
    # A model is never certain: 99.7 % must not be told as 100.
    yield "certainty", f"{min(99, round(statement.score * 100))}%"
