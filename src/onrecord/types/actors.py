"""Names, mentions and the actors they stand for."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.types.spans import Span, Told


class NameKind(StrEnum):
    """What a name names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    GROUP = "group"  # nationality, religion, political group
    FACILITY = "facility"
    OTHER = "other"


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    GROUP = "group"
    DOCUMENT = "document"
    UNNAMED = "unnamed"


class Form(StrEnum):
    """How words refer to an actor."""

    NAME = "name"
    SHORT_NAME = "short-name"
    ACRONYM = "acronym"
    TITLE = "title"  # "the spokesman"
    PRONOUN = "pronoun"
    SEAT = "seat"  # a capital or seat of power that stands for its state or office
    UNNAMED = "unnamed"  # "two officials familiar with the talks"


class Tenure(StrEnum):
    """Whether a role is told to be over, or held for the time being."""

    FORMER = "former"
    ACTING = "acting"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the model reads it.

    Attributes:
        span: Its words, without a possessive ending.
        kind: What it names.
        score: Probability, 0 to 1.
    """

    span: Span
    kind: NameKind
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that refer to an actor or name something.

    Attributes:
        span: The words; of a description its head noun phrase.
        text: The span's characters.
        form: How they refer.
        kind: What they name; None for pronouns and descriptions of unknown kind.
        actor: Id of the actor they stand for; None when that is not certain enough.
        score: Probability, 0 to 1, that they stand for that actor.
    """

    span: Span
    text: str
    form: Form
    kind: NameKind | None = None
    actor: str | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody or something in a report that can say, do or be accused of something.

    Attributes:
        id: Of the edition and the first mention.
        name: The fullest name in the report; of a seat of power that speaks, its state's or
            office's name; of an unnamed actor the words that describe it.
        kind: What it is.
        name_spans: Where the fullest name stands (of a seat: the seat's words).
        role: Function told, as words of the report.
        rank: Military, police or academic rank or form of address told.
        affiliation: Body or person they speak or work for.
        tenure: ``former`` or ``acting``, with the word that says so.
        country: ISO 3166-1 alpha-2, with the words that say so.
        number: How many, of an unnamed group ("two officials").
    """

    id: str
    name: str
    kind: ActorKind
    name_spans: tuple[Span, ...] = ()
    role: Told | None = None
    rank: Told | None = None
    affiliation: Told | None = None
    tenure: Told | None = None
    country: Told | None = None
    number: Told | None = None
