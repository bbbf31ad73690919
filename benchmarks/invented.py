"""Records of an invented world, as many as are asked for: the same number gives the same record.

Names, words, outlets and places are made of syllables; how often each comes up is skewed, as in the
news: a few speak every day, most once. No sentence means anything.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from onrecord.record import Record
from onrecord.types import (
    Act,
    Actor,
    ActorKind,
    Excluded,
    Failure,
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
    Why,
    make_id,
)

MAKER = MadeBy(onrecord="0.0.0", model="invented-1", lexicon="invented-1")
FIRST_DAY, DAYS = date(2021, 1, 1), 3650
STATEMENTS_A_REPORT = 50 / 3

_SYLLABLES = [
    "ba",
    "be",
    "bri",
    "do",
    "dra",
    "el",
    "fa",
    "go",
    "ha",
    "il",
    "ka",
    "ker",
    "la",
    "lo",
    "ma",
    "mi",
    "na",
    "no",
    "or",
    "pa",
    "ren",
    "sa",
    "so",
    "tal",
    "ur",
    "va",
    "wen",
    "zo",
]
_LITTLE = [
    "the",
    "of",
    "to",
    "and",
    "in",
    "that",
    "a",
    "is",
    "was",
    "for",
    "on",
    "with",
    "as",
    "it",
    "by",
    "at",
    "from",
]
_CUES = (
    ("said", Act.SAY, Framing.NEUTRAL, 60),
    ("told reporters", Act.SAY, Framing.NEUTRAL, 8),
    ("claimed", Act.CLAIM, Framing.DISTANCING, 8),
    ("pointed out", Act.SAY, Framing.ENDORSING, 4),
    ("denied", Act.DENY, Framing.NEUTRAL, 5),
    ("confirmed", Act.CONFIRM, Framing.NEUTRAL, 4),
    ("warned", Act.WARN, Framing.NEUTRAL, 4),
    ("accused", Act.ACCUSE, Framing.NEUTRAL, 3),
    ("demanded", Act.DEMAND, Framing.NEUTRAL, 2),
    ("promised", Act.PROMISE, Framing.NEUTRAL, 1),
    ("admitted", Act.CONFIRM, Framing.ENDORSING, 1),
)
_CUE_WEIGHTS = list(accumulate(cue[-1] for cue in _CUES))
_ROLES = [
    "minister",
    "spokesman",
    "mayor",
    "governor",
    "chairwoman",
    "director",
    "analyst",
    "general",
]


@dataclass(frozen=True)
class Somebody:
    """An invented person or body."""

    name: str
    kind: ActorKind
    country: str | None
    role: str | None


@dataclass(frozen=True)
class Somewhere:
    """An invented place."""

    geonameid: int
    name: str
    country: str
    latitude: float
    longitude: float


class World:
    """All names and words, and how often each comes up."""

    def __init__(self, seed: int = 1) -> None:
        random = Random(seed)
        self.seed = seed
        self.words = [*_LITTLE, *_distinct(random, 20_000, 2, 4)]
        self.word_weights = _skewed(len(self.words), 0.9)
        self.outlets = [f"The {_name(random)} {_name(random)}" for _ in range(250)]
        self.outlet_weights = _skewed(len(self.outlets), 0.8)
        self.countries = sorted({f"X{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"})
        self.people = [self._somebody(random, number) for number in range(40_000)]
        self.people_weights = _skewed(len(self.people), 0.85)
        self.places = [self._somewhere(random, number) for number in range(3_000)]
        self.place_weights = _skewed(len(self.places), 0.9)

    def _somebody(self, random: Random, number: int) -> Somebody:
        country = random.choice(self.countries) if random.random() < 0.7 else None
        if number % 5 == 4:
            return Somebody(f"{_name(random)} Council", ActorKind.ORGANISATION, country, None)
        name = f"{_name(random)} {_name(random)}"
        return Somebody(name, ActorKind.PERSON, country, random.choice(_ROLES))

    def _somewhere(self, random: Random, number: int) -> Somewhere:
        return Somewhere(
            geonameid=900_000 + number,
            name=f"{_name(random)}port",
            country=random.choice(self.countries),
            latitude=round(random.uniform(-60, 70), 4),
            longitude=round(random.uniform(-180, 180), 4),
        )

    def record(self, number: int, edition: int = 0) -> Record:
        """The record of a report; other editions of it have other words."""
        return _Writing(self, Random(f"{self.seed}-{number}-{edition}"), number).record()

    def url(self, number: int) -> str:
        """The address of a report."""
        return f"https://news.example/{self.seed}/{number}"

    def editions(self, number: int) -> int:
        """How many editions a report has: one in fifty has two."""
        return 2 if number % 50 == 7 else 1

    def failures(self, number: int) -> Iterator[Failure]:
        """Some addresses that could not be read."""
        for one in range(number):
            yield Failure(
                where=f"https://news.example/lost/{one}",
                stage="skip" if one % 7 == 0 else "source",
                code="language" if one % 7 == 0 else "http-status",
                message=f"answered {404 if one % 3 else 503}. Try again later.",
            )


class _Writing:
    """One report as it is written, sentence by sentence."""

    def __init__(self, world: World, random: Random, number: int) -> None:
        self.world, self.random, self.number = world, random, number
        self.text = ""
        self.cast = list(dict.fromkeys(self._choose(world.people, world.people_weights, 6)))
        self.found: list[tuple[Somebody | None, dict[str, Span], dict[str, object]]] = []
        self.places: list[tuple[Span, Somewhere]] = []
        self.dates: list[tuple[Span, str, str]] = []
        self.own: list[Span] = []
        self.published = self._published()

    def record(self) -> Record:
        random = self.random
        for _ in range(max(1, round(random.gauss(STATEMENTS_A_REPORT, 6)))):
            self._statement()
            if random.random() < 0.2:
                self.own.append(self._add(self._sentence(14) + ". "))
        excluded = self._add("Sign up for our letters.")
        report = self._report()
        edition = report.edition
        actors = self._actors(edition, report.text)
        places = self._placed(edition)
        statements = self._statements(edition, report.text, actors, places)
        return Record(
            report=report,
            statements=statements,
            excluded=(Excluded((excluded,), Why.NEWSLETTER),),
            made_by=MAKER,
            mentions=self._mentions(actors),
            actors=tuple(actors.values()),
            dates=self._dated(edition),
            places=tuple(places),
            relations=tuple(self._relations(statements)),
            own_voice=tuple(Passage.of(report.text, (span,)) for span in self.own),
        )

    def _choose(self, values: list, weights: list[float], number: int) -> list:  # type: ignore[type-arg]
        return self.random.choices(values, cum_weights=weights, k=number)

    def _published(self) -> str | None:
        random = self.random
        if random.random() < 0.01:
            return None
        day = (FIRST_DAY + timedelta(days=int(DAYS * random.random() ** 0.8))).isoformat()
        if random.random() < 0.5:
            return day
        return f"{day}T{random.randrange(24):02}:{random.randrange(60):02}:00Z"

    def _report(self) -> Report:
        (outlet,) = self._choose(self.world.outlets, self.world.outlet_weights, 1)
        return Report(
            text=self.text,
            url=self.world.url(self.number),
            title=self._sentence(7),
            outlet=outlet,
            published=self.published,
        )

    def _sentence(self, words: int) -> str:
        return " ".join(self._choose(self.world.words, self.world.word_weights, words)).capitalize()

    def _add(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, start + len(words.rstrip()))

    def _statement(self) -> None:
        random, spans = self.random, {}
        who = random.choice(self.cast) if random.random() < 0.93 else None
        if who is not None:
            spans["source"] = self._add(who.name + " ")
        (cue,) = random.choices(_CUES, cum_weights=_CUE_WEIGHTS)
        spans["cue"] = self._add(cue[0] + " ")
        more: dict[str, object] = {"act": cue[1], "framing": cue[2]}
        if random.random() < 0.5 and self.published:
            spans["said_on"] = self._add("on Monday ")
            more["said_on"] = self._day()
            self.dates.append((spans["said_on"], "on Monday", str(more["said_on"])))
        self._content(spans, more)
        self.text += ". "
        self.found.append((who, spans, more))

    def _content(self, spans: dict[str, Span], more: dict[str, object]) -> None:
        random = self.random
        is_direct = random.random() < 0.3
        more["mode"] = Mode.DIRECT if is_direct else Mode.INDIRECT
        begin = len(self.text)
        self.text += '"' if is_direct else "that "
        self.text += " ".join(self._choose(self.world.words, self.world.word_weights, 10))
        if random.random() < 0.25:
            (place,) = self._choose(self.world.places, self.world.place_weights, 1)
            self.text += " in "
            self.places.append((self._add(place.name), place))
            if random.random() < 0.5:
                more["happened_at"] = len(self.places) - 1
        if random.random() < 0.25 and self.published:
            self.text += " "
            spans["happened_on"] = self._add("last year")
            more["happened_on"] = self._before()
            self.dates.append((spans["happened_on"], "last year", str(more["happened_on"])))
        self.text += '"' if is_direct else ""
        spans["content"] = Span(begin, len(self.text))

    def _day(self) -> str:
        day = date.fromisoformat(str(self.published)[:10])
        return (day - timedelta(days=self.random.randrange(7))).isoformat()

    def _before(self) -> str:
        day = date.fromisoformat(str(self.published)[:10])
        day -= timedelta(days=int(3000 * self.random.random() ** 3))
        precision = self.random.choice((4, 7, 7, 10, 10, 10))
        return day.isoformat()[:precision]

    def _actors(self, edition: str, text: str) -> dict[Somebody, Actor]:
        found: dict[Somebody, Actor] = {}
        for who, spans, _ in self.found:
            if who is None or who in found:
                continue
            span = spans["source"]
            found[who] = Actor(
                id=make_id("actor", edition, span),
                name=who.name,
                kind=who.kind,
                name_spans=(span,),
                role=None if who.role is None else Told(who.role, (span,)),
                country=None if who.country is None else Told(who.country, (span,)),
            )
        return found

    def _placed(self, edition: str) -> list[Place]:
        return [
            Place(
                id=make_id("place", edition, span),
                span=span,
                text=place.name,
                geonameid=place.geonameid,
                name=place.name,
                country=place.country,
                latitude=place.latitude,
                longitude=place.longitude,
                score=0.9,
            )
            for span, place in self.places
        ]

    def _statements(
        self, edition: str, text: str, actors: dict[Somebody, Actor], places: list[Place]
    ) -> tuple[Statement, ...]:
        return tuple(
            self._one(edition, text, actors, places, who, spans, dict(more))
            for who, spans, more in self.found
        )

    def _one(
        self,
        edition: str,
        text: str,
        actors: dict[Somebody, Actor],
        places: list[Place],
        who: Somebody | None,
        spans: dict[str, Span],
        more: dict,  # type: ignore[type-arg]
    ) -> Statement:
        passages = {
            role: Passage(((spans[role]),), text[spans[role].start : spans[role].end])
            for role in ("source", "cue", "content")
            if role in spans
        }
        happened, at = more.pop("happened_on", None), more.pop("happened_at", None)
        return Statement(
            id=make_id("statement", edition, spans["cue"], spans["content"]),
            source=passages.get("source"),
            cue=passages["cue"],
            content=passages["content"],
            speaker=None if who is None else _speaker(who, actors[who]),
            said_on_spans=(spans["said_on"],) if "said_on" in spans else (),
            happened_on=None if happened is None else Told(happened, (spans["happened_on"],)),
            happened_at=None if at is None else Told(places[at].id, (places[at].span,)),
            score=0.9,
            **more,
        )

    def _mentions(self, actors: dict[Somebody, Actor]) -> tuple[Mention, ...]:
        return tuple(
            Mention(
                span=spans["source"],
                text=who.name,
                form=Form.NAME,
                kind=NameKind.PERSON,
                actor=actors[who].id,
            )
            for who, spans, _ in self.found
            if who is not None
        )

    def _dated(self, edition: str) -> tuple[TimeExpression, ...]:
        return tuple(
            TimeExpression(
                id=make_id("date", edition, span),
                span=span,
                text=text,
                type=TimeType.DATE,
                value=value,
                edtf=value,
            )
            for span, text, value in self.dates
        )

    def _relations(self, statements: tuple[Statement, ...]) -> Iterator[Relation]:
        for later, statement in enumerate(statements):
            if later and self.random.random() < 0.12:
                kind = self.random.choice(tuple(RelationKind))
                target = statements[self.random.randrange(later)]
                yield Relation(kind=kind, from_id=statement.id, to_id=target.id, score=0.8)


def _speaker(who: Somebody, actor: Actor) -> Speaker:
    return Speaker(
        name=who.name,
        actor=actor.id,
        kind=who.kind.value,
        role=who.role,
        country=who.country,
        how=Form.NAME,
        score=0.9,
    )


def _name(random: Random) -> str:
    return "".join(random.choices(_SYLLABLES, k=random.choice((2, 2, 3)))).capitalize()


def _distinct(random: Random, number: int, least: int, most: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < number:
        found["".join(random.choices(_SYLLABLES, k=random.randint(least, most)))] = None
    return list(found)


def _skewed(number: int, power: float) -> list[float]:
    """Weights by rank (Zipf), summed up as `random.choices` takes them."""
    return list(accumulate(1 / (rank + 2) ** power for rank in range(number)))
