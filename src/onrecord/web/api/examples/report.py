"""The examples' report: invented, with two statements, one of which denies the other."""

from functools import cache

from onrecord.record import Record
from onrecord.types import (
    Act,
    Actor,
    ActorKind,
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

TEXT = (
    "Ana Lesk, mayor of Port Orrin, said on Friday that the bridge is safe. "
    "Engineer Tom Rudd denied that it had been inspected."
)
REPORT = Report(
    text=TEXT,
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
    start = TEXT.index(words)
    return Span(start, start + len(words))


def _passage(words: str) -> Passage:
    return Passage.of(TEXT, (_span(words),))


def _told(words: str) -> Told:
    return Told(words, (_span(words),))


def _actor(name: str, role: str) -> Actor:
    return Actor(
        id=make_id("actor", REPORT.edition, name),
        name=name,
        kind=ActorKind.PERSON,
        name_spans=(_span(name),),
        role=_told(role),
    )


LESK, RUDD = _actor("Ana Lesk", "mayor of Port Orrin"), _actor("Tom Rudd", "Engineer")


def _speaker(actor: Actor) -> Speaker:
    role = actor.role.value if actor.role else None
    return Speaker(actor.name, actor=actor.id, kind="person", role=role, how=Form.NAME, score=0.94)


def _statement(source: str, cue: str, content: str, actor: Actor, act: Act) -> Statement:
    is_dated = actor is LESK
    return Statement(
        id=make_id("statement", REPORT.edition, content),
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


CLAIM = _statement(
    "Ana Lesk, mayor of Port Orrin", "said", "that the bridge is safe", LESK, Act.SAY
)
DENIAL = _statement("Engineer Tom Rudd", "denied", "that it had been inspected", RUDD, Act.DENY)


@cache
def record() -> Record:
    """The record of the report."""
    return Record(
        report=REPORT,
        statements=(CLAIM, DENIAL),
        excluded=(),
        made_by=_MADE_BY,
        actors=(LESK, RUDD),
        mentions=tuple(
            Mention(
                span=_span(one.name),
                text=one.name,
                form=Form.NAME,
                kind=NameKind.PERSON,
                actor=one.id,
                score=0.98,
            )
            for one in (LESK, RUDD)
        ),
        dates=(
            TimeExpression(
                id=make_id("date", REPORT.edition, "Friday"),
                span=_span("Friday"),
                text="Friday",
                type=TimeType.DATE,
                value="2031-03-14",
                edtf="2031-03-14",
            ),
        ),
        relations=(
            Relation(kind=RelationKind.DENIES, from_id=DENIAL.id, to_id=CLAIM.id, score=0.81),
        ),
    )
