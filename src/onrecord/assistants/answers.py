"""What the tools answer: flat values with their descriptions, from which the schemas are made.

All text in them is quoted from reports or counted from them.
"""

# Not typing's: the SDK makes schemas of these, and before Python 3.12 only of this kind.
from typing_extensions import TypedDict

from onrecord.ledger import Hit
from onrecord.ledger.values import Answer, ReportSummary
from onrecord.types import Passage

# Long enough for any quotation, short enough that fifty of them fit into an answer.
MOST_CHARS = 1200


class Quoted(TypedDict):
    """Words of a report.

    ``spans`` are half-open [start, end) positions in Unicode code points of the report's text;
    ``is_cut`` says that the words go on in the report.
    """

    words: str
    spans: list[tuple[int, int]]
    is_cut: bool


class AnswerTold(TypedDict):
    """Another statement of the same report that answers this one, or that this one answers."""

    kind: str
    is_given: bool
    statement: str
    speaker: str | None
    words: str
    score: float


class StatementTold(TypedDict):
    """Who says what in which report: the words, and where they stand."""

    statement: str
    report: str
    url: str | None
    link: str | None
    outlet: str | None
    title: str | None
    published: str | None
    speaker: str | None
    speaker_kind: str | None
    speaker_role: str | None
    speaker_country: str | None
    speaker_score: float | None
    source: Quoted | None
    cue: Quoted | None
    content: Quoted
    mode: str
    act: str
    framing: str
    negated: bool
    said_on: str | None
    score: float
    answers: list[AnswerTold]


class Statements(TypedDict):
    """A page of statements; ``next`` is the cursor of the page after it."""

    statements: list[StatementTold]
    next: str | None
    total: str | None


class ClaimTold(TypedDict):
    """A statement that others of its report answer."""

    claim: StatementTold
    denied_by: list[AnswerTold]
    confirmed_by: list[AnswerTold]
    repeated_by: list[AnswerTold]


class Claims(TypedDict):
    """A page of answered statements."""

    claims: list[ClaimTold]
    next: str | None


class ReportTold(TypedDict):
    """A report on record, without its text."""

    report: str
    url: str | None
    outlet: str | None
    title: str | None
    published: str | None
    statements: int
    editions: int


class Reports(TypedDict):
    """Reports, the latest first."""

    reports: list[ReportTold]


class RecordTold(TypedDict):
    """A report's record: its text, or a stretch of it, and the statements that begin in it."""

    report: ReportTold
    text: str
    text_start: int
    text_end: int
    text_chars: int
    statements: list[StatementTold]
    made_by: str


def told_hit(hit: Hit) -> StatementTold:
    """A statement that was found."""
    statement, speaker = hit.statement, hit.statement.speaker
    return StatementTold(
        statement=statement.id,
        report=hit.report_id,
        url=hit.url,
        link=hit.link,
        outlet=hit.outlet,
        title=hit.title,
        published=hit.published,
        speaker=speaker.name if speaker else None,
        speaker_kind=speaker.kind if speaker else None,
        speaker_role=speaker.role if speaker else None,
        speaker_country=speaker.country if speaker else None,
        speaker_score=speaker.score if speaker else None,
        source=_optional(statement.source),
        cue=_optional(statement.cue),
        content=_quoted(statement.content),
        mode=statement.mode.value,
        act=statement.act.value,
        framing=statement.framing.value,
        negated=statement.negated,
        said_on=statement.said_on,
        score=statement.score,
        answers=[told_answer(answer) for answer in hit.answers],
    )


def told_answer(answer: Answer) -> AnswerTold:
    """An answer."""
    return AnswerTold(
        kind=answer.kind.value,
        is_given=answer.is_given,
        statement=answer.statement,
        speaker=answer.speaker,
        words=answer.content[:MOST_CHARS],
        score=answer.score,
    )


def told_report(summary: ReportSummary) -> ReportTold:
    """A report in a list."""
    return ReportTold(
        report=summary.id,
        url=summary.url,
        outlet=summary.outlet,
        title=summary.title,
        published=summary.published,
        statements=summary.statements,
        editions=summary.editions,
    )


def _optional(passage: Passage | None) -> Quoted | None:
    return None if passage is None else _quoted(passage)


def _quoted(passage: Passage) -> Quoted:
    return Quoted(
        words=passage.text[:MOST_CHARS],
        spans=[(start, end) for start, end in passage.spans],
        is_cut=len(passage.text) > MOST_CHARS,
    )
