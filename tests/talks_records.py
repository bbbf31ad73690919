"""A record with actors, dates, places, answers and own voice: invented countries and people."""

from dataclasses import replace
from typing import Any

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
    Place,
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

MAKER = MadeBy(onrecord="0.2.0", model="small-3", lexicon="2031-05")

TEXT = (
    "Mira Solt, foreign minister of Harland, said on 12 May in Port Kessel that Dravia had closed "
    "the strait in spring 2030. "
    '"That is untrue," Dravian spokesman Olev Brandt told the Kessel Post on Tuesday. '
    "He denied any closure. "
    "Two officials confirmed the minister's account. "
    "The strait carries half of Harland's grain."
)


def report(number: int = 1, text: str = TEXT, **particulars: Any) -> Report:
    """A report with an address of its own."""
    known = {
        "url": f"https://strait.example/{number}",
        "outlet": "The Strait Bell",
        "title": f"Talks, part {number}",
        "published": "2031-05-13",
        **particulars,
    }
    return Report(text=text, **known)


def record(of: Report | None = None, *, made_by: MadeBy = MAKER) -> Record:
    """The record of a report that has TEXT in it."""
    of = of or report()
    statements = _Talks(of).statements()
    to = statements[0].id
    return Record(
        report=of,
        statements=statements,
        excluded=(),
        made_by=made_by,
        mentions=_Talks(of).mentions(),
        actors=_Talks(of).actors(),
        dates=_Talks(of).dates(),
        places=_Talks(of).places(),
        relations=tuple(
            Relation(kind=kind, from_id=statement.id, to_id=to, score=0.75)
            for kind, statement in zip(
                (RelationKind.DENIES, RelationKind.DENIES, RelationKind.CONFIRMS),
                statements[1:],
                strict=True,
            )
        ),
        own_voice=(_Talks(of).passage("The strait carries half of Harland's grain."),),
    )


def of_speaker(name: str, number: int = 1, **speaker: Any) -> Record:
    """The same record, its first statement made by somebody else, whom no actor stands for."""
    made = record(report(number))
    first = replace(made.statements[0], speaker=Speaker(name, **speaker))
    return replace(made, statements=(first, *made.statements[1:]))


class _Talks:
    """The parts of the record of one report."""

    def __init__(self, of: Report) -> None:
        self.of = of

    def span(self, words: str) -> Span:
        at = self.of.text.index(words)
        return Span(at, at + len(words))

    def passage(self, words: str) -> Passage:
        return Passage.of(self.of.text, (self.span(words),))

    def told(self, value: str, words: str) -> Told:
        return Told(value, (self.span(words),))

    def id_of(self, what: str, words: str) -> str:
        return make_id(what, self.of.edition, self.span(words))

    def statements(self) -> tuple[Statement, ...]:
        solt = Speaker(
            name="Mira Solt",
            actor=self.id_of("actor", "Mira Solt"),
            kind="person",
            role="foreign minister of Harland",
            affiliation="Harland",
            country="XH",
            how=Form.NAME,
            score=0.95,
        )
        brandt = Speaker(
            name="Olev Brandt",
            actor=self.id_of("actor", "Olev Brandt"),
            kind="person",
            role="Dravian spokesman",
            country="XD",
            how=Form.NAME,
            score=0.9,
        )
        officials = Speaker(
            name="Two officials",
            actor=self.id_of("actor", "Two officials"),
            kind="unnamed",
            how=Form.UNNAMED,
            score=0.8,
        )
        tuesday = {"said_on": "2031-05-13", "said_on_spans": (self.span("Tuesday"),)}
        return (
            self._statement(
                "Mira Solt, foreign minister of Harland,",
                "said",
                "that Dravia had closed the strait in spring 2030",
                speaker=solt,
                said_on="2031-05-12",
                said_on_spans=(self.span("12 May"),),
                said_at=self.told(self.id_of("place", "Port Kessel"), "Port Kessel"),
                happened_on=self.told("2030-21", "spring 2030"),
            ),
            self._statement(
                "Dravian spokesman Olev Brandt",
                "told",
                '"That is untrue,"',
                mode=Mode.DIRECT,
                speaker=brandt,
                addressee=self.passage("the Kessel Post"),
                reported_by=self.passage("Kessel Post"),
                **tuesday,
            ),
            self._statement(
                "He",
                "denied",
                "any closure",
                act=Act.DENY,
                speaker=replace(brandt, how=Form.PRONOUN, score=0.7),
                said_on_carried=True,
                **tuesday,
            ),
            self._statement(
                "Two officials",
                "confirmed",
                "the minister's account",
                act=Act.CONFIRM,
                speaker=officials,
            ),
        )

    def _statement(self, source: str, cue: str, content: str, **known: Any) -> Statement:
        facts = {"mode": Mode.INDIRECT, "act": Act.SAY, "framing": Framing.NEUTRAL, "score": 0.875}
        return Statement(
            id=self.id_of("statement", content),
            source=self.passage(source),
            cue=self.passage(cue),
            content=self.passage(content),
            **{**facts, **known},
        )

    def mentions(self) -> tuple[Mention, ...]:
        named = ("Mira Solt", Form.NAME, NameKind.PERSON), ("Olev Brandt", Form.NAME, None)
        titles = ("foreign minister", Form.TITLE, None), ("He", Form.PRONOUN, None)
        actors = {"foreign minister": "Mira Solt", "He": "Olev Brandt"}
        return tuple(
            Mention(
                span=self.span(words),
                text=words,
                form=form,
                kind=kind,
                actor=self.id_of("actor", actors.get(words, words)),
                score=0.9,
            )
            for words, form, kind in (*named, *titles)
        )

    def actors(self) -> tuple[Actor, ...]:
        return (
            Actor(
                id=self.id_of("actor", "Mira Solt"),
                name="Mira Solt",
                kind=ActorKind.PERSON,
                name_spans=(self.span("Mira Solt"),),
                role=self.told("foreign minister of Harland", "foreign minister of Harland"),
                affiliation=self.told("Harland", "Harland"),
                country=self.told("XH", "Harland"),
            ),
            Actor(
                id=self.id_of("actor", "Olev Brandt"),
                name="Olev Brandt",
                kind=ActorKind.PERSON,
                name_spans=(self.span("Olev Brandt"),),
                role=self.told("Dravian spokesman", "Dravian spokesman"),
                country=self.told("XD", "Dravian"),
            ),
            Actor(
                id=self.id_of("actor", "Two officials"),
                name="Two officials",
                kind=ActorKind.UNNAMED,
                name_spans=(self.span("Two officials"),),
                number=self.told("2", "Two"),
            ),
        )

    def dates(self) -> tuple[TimeExpression, ...]:
        told = (
            ("12 May", "2031-05-12", "2031-05-12"),
            ("spring 2030", "2030-SP", "2030-21"),
            ("Tuesday", "2031-05-13", "2031-05-13"),
        )
        return tuple(
            TimeExpression(
                id=self.id_of("date", words),
                span=self.span(words),
                text=words,
                type=TimeType.DATE,
                value=value,
                edtf=edtf,
                anchor=self.id_of("date", "12 May") if words == "Tuesday" else None,
            )
            for words, value, edtf in told
        )

    def places(self) -> tuple[Place, ...]:
        return (
            Place(
                id=self.id_of("place", "Port Kessel"),
                span=self.span("Port Kessel"),
                text="Port Kessel",
                geonameid=900_001,
                name="Kešel Harbour",
                country="XH",
                latitude=51.25,
                longitude=-0.5,
                score=0.8,
            ),
            Place(id=self.id_of("place", "Dravia"), span=self.span("Dravia"), text="Dravia"),
        )
