"""The page of a speaker, and of all."""

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.ledger import Hit, SpeakerCount, SpeakerOverview
from onrecord.web.contexts.figure import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """How often somebody answers the speaker, or the speaker them.

    Attributes:
        who: Their name; None when nobody is named.
        address: Their page; empty for none.
    """

    who: str | None
    number: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerGroup:
    """All who do one thing, such as to deny what the speaker says."""

    verb: str
    kind: str
    lines: tuple[AnswerLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerPage:
    """What it shows.

    Attributes:
        given: What was asked, by the names of the parameters.
        overview: All but the statements.
        others: Others whose names have the same words.
        volume: Their statements over time.
        acts: What they do with them.
        carried: How outlets carry them.
        answers: Who denies and confirms them, and whom they do.
        hits: Their statements, the latest published first.
        total: How many there are, in words; empty where nobody counted.
        next: Address of the next page; empty on the last.
        first: Address of the first page; empty on that.
        search: Address of a search for their statements.
    """

    given: Mapping[str, str]
    overview: SpeakerOverview
    others: tuple[SpeakerCount, ...]
    volume: Figure
    acts: Figure
    carried: Figure
    answers: tuple[AnswerGroup, ...]
    hits: tuple[Hit, ...]
    total: str
    next: str
    first: str
    search: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakersPage:
    """Who is on record, the most statements first.

    Attributes:
        asked: The name that was asked for; empty for none.
        speakers: Those whose name has its words; without one, those with the most statements.
    """

    asked: str
    speakers: tuple[SpeakerCount, ...]
