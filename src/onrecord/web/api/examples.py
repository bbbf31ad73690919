"""One invented report, its record and what the ledger finds of it: the examples of the document."""

import hashlib
from functools import cache

from onrecord.ledger.values import (
    Answer,
    AnswerCount,
    Count,
    Counts,
    Hit,
    KeptCapture,
    KeptFailure,
    Moment,
    Profile,
    ReportSummary,
    What,
)
from onrecord.record import Record
from onrecord.types import (
    Act,
    Actor,
    ActorKind,
    Failure,
    Form,
    Framing,
    MadeBy,
    Mention,
    Mode,
    NameKind,
    Passage,
    Relation,
    RelationKind,
    Report,
    Span,
    Speaker,
    Statement,
    TimeExpression,
    TimeType,
    Told,
    make_id,
)

_TEXT = (
    "Ana Lesk, mayor of Port Orrin, said on Friday that the bridge is safe. "
    "Engineer Tom Rudd denied that it had been inspected."
)
_REPORT = Report(
    text=_TEXT,
    title="Bridge open again",
    url="https://meridian.example/2031/bridge",
    outlet="Meridian Press",
    published="2031-03-14",
    authors=("Ida Moll",),
    section="Region",
    language="en",
)
_MADE_BY = MadeBy(onrecord="1.0.0", model="small-1", lexicon="2031-01")


def _span(words: str) -> Span:
    start = _TEXT.index(words)
    return Span(start, start + len(words))


def _passage(words: str) -> Passage:
    return Passage.of(_TEXT, (_span(words),))


def _told(words: str) -> Told:
    return Told(words, (_span(words),))


def _actor(name: str, role: str) -> Actor:
    return Actor(
        id=make_id("actor", _REPORT.edition, name),
        name=name,
        kind=ActorKind.PERSON,
        name_spans=(_span(name),),
        role=_told(role),
    )


_LESK, _RUDD = _actor("Ana Lesk", "mayor of Port Orrin"), _actor("Tom Rudd", "Engineer")


def _speaker(actor: Actor) -> Speaker:
    role = actor.role.value if actor.role else None
    return Speaker(actor.name, actor=actor.id, kind="person", role=role, how=Form.NAME, score=0.94)


def _statement(source: str, cue: str, content: str, actor: Actor, act: Act) -> Statement:
    is_dated = actor is _LESK
    return Statement(
        id=make_id("statement", _REPORT.edition, content),
        source=_passage(source),
        cue=_passage(cue),
        content=_passage(content),
        mode=Mode.INDIRECT,
        act=act,
        framing=Framing.NEUTRAL,
        score=0.91,
        speaker=_speaker(actor),
        said_on="2031-03-14" if is_dated else None,
        said_on_spans=(_span("Friday"),) if is_dated else (),
    )


_CLAIM = _statement(
    "Ana Lesk, mayor of Port Orrin", "said", "that the bridge is safe", _LESK, Act.SAY
)
_DENIAL = _statement("Engineer Tom Rudd", "denied", "that it had been inspected", _RUDD, Act.DENY)


@cache
def record() -> Record:
    """The record of the report."""
    return Record(
        report=_REPORT,
        statements=(_CLAIM, _DENIAL),
        excluded=(),
        made_by=_MADE_BY,
        actors=(_LESK, _RUDD),
        mentions=tuple(
            Mention(
                span=_span(one.name),
                text=one.name,
                form=Form.NAME,
                kind=NameKind.PERSON,
                actor=one.id,
                score=0.98,
            )
            for one in (_LESK, _RUDD)
        ),
        dates=(
            TimeExpression(
                id=make_id("date", _REPORT.edition, "Friday"),
                span=_span("Friday"),
                text="Friday",
                type=TimeType.DATE,
                value="2031-03-14",
                edtf="2031-03-14",
            ),
        ),
        relations=(
            Relation(kind=RelationKind.DENIES, from_id=_DENIAL.id, to_id=_CLAIM.id, score=0.81),
        ),
    )


@cache
def hit() -> Hit:
    """The claim, as a search finds it."""
    answer = Answer(
        kind=RelationKind.DENIES,
        is_given=False,
        statement=_DENIAL.id,
        speaker=_RUDD.name,
        content=_DENIAL.content.text,
        score=0.81,
    )
    return Hit(
        statement=_CLAIM,
        report_id=_REPORT.id,
        edition=_REPORT.edition,
        url=_REPORT.url,
        outlet=_REPORT.outlet,
        title=_REPORT.title,
        path=_REPORT.path,
        published=_REPORT.published,
        answers=(answer,),
    )


@cache
def profile() -> Profile:
    """Who makes the claim."""
    role = Count(_LESK.role.value if _LESK.role else "", 1)
    denied = AnswerCount(kind=RelationKind.DENIES, is_given=False, speaker=_RUDD.name, number=1)
    return Profile(
        name=_LESK.name,
        kind=_LESK.kind.value,
        reports=1,
        statements=1,
        roles=(role,),
        affiliations=(),
        countries=(),
        acts=(Count("say", 1),),
        answers=(denied,),
        hits=(hit(),),
    )


@cache
def moment() -> Moment:
    """When the claim was made."""
    return Moment(
        what=What.SAID,
        edtf="2031-03-14",
        first_day="2031-03-14",
        last_day="2031-03-14",
        words="Friday",
        hit=hit(),
    )


def summary() -> ReportSummary:
    """The report in a list."""
    return ReportSummary(
        id=_REPORT.id,
        edition=_REPORT.edition,
        url=_REPORT.url,
        outlet=_REPORT.outlet,
        title=_REPORT.title,
        path=_REPORT.path,
        published=_REPORT.published,
        read_at="2031-03-14T09:30:00Z",
        statements=2,
        editions=1,
    )


def capture() -> KeptCapture:
    """What the report was read from."""
    return KeptCapture(
        edition=_REPORT.edition,
        report=_REPORT.id,
        location=_REPORT.url or "",
        requested=None,
        fetched_at="2031-03-14T09:30:00Z",
        status=200,
        headers=(("Content-Type", "text/html"),),
        digest=hashlib.sha256(_TEXT.encode()).hexdigest(),
        size=len(_TEXT),
        archive=None,
    )


def failure() -> KeptFailure:
    """A page that could not be read."""
    return KeptFailure(
        failure=Failure(
            where="https://meridian.example/2031/gone",
            stage="source",
            code="http-status",
            message="The server says that there is no such page.",
            detail={"status": "404"},
        ),
        first_seen="2031-03-14T09:30:00Z",
        last_seen="2031-03-15T09:30:00Z",
        count=2,
    )


COUNTS = Counts(reports=1, editions=1, statements=2, failures=1, skipped=0)
"""What a ledger with that report holds."""
