"""What each name stands for: a person, a body, a state, a seat of power, or just a place."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.lexicon.nations import Meaning, Sense
from onrecord.lexicon.titles import load_titles, singular
from onrecord.resolve.actors.bodies import group_bodies
from onrecord.resolve.actors.countries import Hit, settle
from onrecord.resolve.actors.given_away import find_told_states
from onrecord.resolve.actors.names import CleanName
from onrecord.resolve.actors.people import group_people, short_forms
from onrecord.resolve.actors.states import StandsFor, core_of, state_of
from onrecord.types import ActorKind, Form, NameKind, Span

# A capital's possessive before what a state makes: "Lima’s accusations", "Lima’s latest demand".
_SPEECH = re.compile(r"['\u2019]s?((?:\s[a-z-]+){1,3})")
_RETINUE = re.compile(
    r"(?:['\u2019]s)?\s(campaign|administration|camp|team|transition team|cabinet|government)",
    re.IGNORECASE,
)
_LONGEST_AGENT_CHARS = 120


@dataclass(frozen=True, slots=True)
class Party:
    """A name, and who it stands for.

    Attributes:
        span: The name's words.
        kind: What the words name.
        actor_kind: What it stands for; None for a mere place, nationality or thing.
        key: The same for all names of one actor; None where two may be meant, or none is.
        form: How the words refer.
        score: The model's.
        meaning: What the lexicon says of the words.
        name: The clean name; None for words that the model did not find.
    """

    span: Span
    kind: NameKind
    actor_kind: ActorKind | None
    key: tuple[str, object] | None
    form: Form
    score: float
    meaning: Meaning | None = None
    name: CleanName | None = None


def find_parties(
    text: str,
    names: Sequence[CleanName],
    hits: Mapping[Span, Hit],
    agents: Collection[Span],
    around: Mapping[str, int],
) -> list[Party]:
    """Who the names of a report stand for, in order of their place.

    Args:
        text: The report's text.
        names: Its names, cleaned, in order.
        hits: Its words for countries, seats …, by their place.
        agents: Words of sources and of those who are accused.
        around: How often the report mentions each country.
    """
    stands = _stands_for(text, agents, around)
    cores = {core_of(text, agent) for agent in agents}
    family = short_forms(name for name in names if name.kind is NameKind.PERSON)
    told = find_told_states(text, names)
    meanings = [_meaning(hits, name, family) or told.get(name.words) for name in names]
    people = [
        at for at, name in enumerate(names) if meanings[at] is None and _is_person(name, family)
    ]
    of_person = group_people(names, people)
    bodies = [
        at
        for at, name in enumerate(names)
        if at not in of_person
        and meanings[at] is None
        and (name.kind is NameKind.ORGANISATION or _is_body(name))
    ]
    of_body = group_bodies(text, names, bodies)
    found: list[Party] = []
    for at, name in enumerate(names):
        meaning = meanings[at]
        if at in of_person:
            found.append(_person(name, of_person[at]))
        elif at in of_body:
            number, form = of_body[at]
            kind = NameKind.ORGANISATION
            found.append(_party(name, kind, ActorKind.ORGANISATION, ("body", number), form))
        elif meaning is not None:
            found.append(_known(text, name, meaning, stands, cores, around))
        else:
            found.append(_other(name, cores))
    found += _retinues(text, found, cores)
    found += list(_unnamed(stands, found))
    return sorted(found, key=lambda party: party.span)


def _stands_for(
    text: str, agents: Collection[Span], around: Mapping[str, int]
) -> dict[Span, StandsFor]:
    found: dict[Span, StandsFor] = {}
    for agent in sorted(agents):
        if agent.end - agent.start <= _LONGEST_AGENT_CHARS:
            state = state_of(text, agent, around=around)
            if state is not None and state.sense is not None:
                found[state.spans[0]] = state
    return found


def _meaning(
    hits: Mapping[Span, Hit], name: CleanName, family: frozenset[tuple[str, ...]]
) -> Meaning | None:
    """What the lexicon says of a name, unless it is a person's of the same words."""
    hit = hits.get(name.span)
    if hit is None or (hit.joined and hit.meaning.sense is not Sense.COUNTRY):
        return None
    if name.kind is NameKind.PERSON:
        # "Paris" is a person where the report gives that name to one in full, else the capital.
        is_place = len(name.words) == 1 and hit.meaning.sense in _STATES
        is_like = name.words[0] in load_titles().name_like and not is_place
        if name.titled or is_like or name.words in family:
            return None
    if hit.meaning.sense is Sense.BODY and name.kind is not NameKind.GROUP:
        return None
    return hit.meaning


_STATES = frozenset((Sense.COUNTRY, Sense.CAPITAL))


def _is_body(name: CleanName) -> bool:
    """Whether a name ends like a body's that is called after a person: "Ada Ode Center"."""
    titles = load_titles()
    is_body = name.kind is NameKind.PERSON and len(name.words) > 2 and not name.titled
    return is_body and (name.words[-1] in titles.body or name.words[-1] in titles.company)


def _is_person(name: CleanName, family: frozenset[tuple[str, ...]]) -> bool:
    if name.kind is NameKind.PERSON:
        return not _is_body(name)
    return name.words in family and name.kind is not NameKind.GROUP


def _person(name: CleanName, number: int | None) -> Party:
    key = None if number is None else ("person", number)
    form = Form.NAME if len(name.words) > 1 else Form.SHORT_NAME
    return _party(name, NameKind.PERSON, ActorKind.PERSON, key, form)


def _party(
    name: CleanName,
    kind: NameKind,
    actor_kind: ActorKind | None,
    key: tuple[str, object] | None,
    form: Form = Form.NAME,
    meaning: Meaning | None = None,
) -> Party:
    return Party(name.span, kind, actor_kind, key, form, name.score, meaning, name)


def _known(
    text: str,
    name: CleanName,
    meaning: Meaning,
    stands: Mapping[Span, StandsFor],
    cores: Collection[Span],
    around: Mapping[str, int],
) -> Party:
    """A country, capital, division, seat, nationality or party."""
    sense = meaning.sense
    code = settle(meaning, around)
    if sense is Sense.SEAT:
        key: tuple[str, object] = ("seat", meaning.name)
        return _party(name, name.kind, ActorKind.ORGANISATION, key, Form.SEAT, meaning)
    if sense is Sense.COUNTRY:
        key = ("state", code or meaning.name)
        return _party(name, NameKind.PLACE, ActorKind.STATE, key, Form.NAME, meaning)
    if sense is Sense.CAPITAL and code and (name.span in stands or _speaks(text, name.span)):
        return _party(name, NameKind.PLACE, ActorKind.STATE, ("state", code), Form.SEAT, meaning)
    if sense is Sense.DIVISION and name.span in cores:
        key = ("division", meaning.name)
        return _party(name, NameKind.PLACE, ActorKind.STATE, key, Form.NAME, meaning)
    if sense in (Sense.CAPITAL, Sense.DIVISION):
        return _party(name, NameKind.PLACE, None, None, Form.NAME, meaning)
    if name.span in cores:
        key = ("group", name.words)
        return _party(name, NameKind.GROUP, ActorKind.GROUP, key, Form.NAME, meaning)
    return _party(name, NameKind.GROUP, None, None, Form.NAME, meaning)


def _speaks(text: str, span: Span) -> bool:
    speech = _SPEECH.match(text, span.end)
    if speech is None:
        return False
    return any(singular(word) in load_titles().speech for word in speech[1].split())


def _other(name: CleanName, cores: Collection[Span]) -> Party:
    """A group, facility or thing; an actor only where it is a source itself."""
    kinds = {
        NameKind.GROUP: ActorKind.GROUP,
        NameKind.FACILITY: ActorKind.ORGANISATION,
        NameKind.OTHER: ActorKind.DOCUMENT,
    }
    kind = kinds.get(name.kind) if name.span in cores else None
    key = (name.kind.value, name.words) if kind else None
    return _party(name, name.kind, kind, key)


def _retinues(text: str, parties: Sequence[Party], cores: Collection[Span]) -> list[Party]:
    """Bodies called after a person, where they are a source: "the Ode campaign"."""
    ends = {core.start: core.end for core in cores}
    found: list[Party] = []
    for party in parties:
        end = ends.get(party.span.start, 0)
        if party.actor_kind is not ActorKind.PERSON or end <= party.span.end:
            continue
        noun = _RETINUE.fullmatch(text, party.span.end, end)
        if noun is not None and party.name is not None:
            span = Span(party.span.start, end)
            key = ("retinue", (party.name.words[-1], noun[1].lower()))
            kind = ActorKind.ORGANISATION
            found.append(Party(span, NameKind.ORGANISATION, kind, key, Form.NAME, party.score))
    return found


def _unnamed(stands: Mapping[Span, StandsFor], known: Sequence[Party]) -> Iterator[Party]:
    """States and seats that are sources, but which the model did not take for names."""
    starts = {party.span.start for party in known}
    for span, state in stands.items():
        if span.start in starts:
            continue
        code = state.country.value if state.country else None
        is_seat = state.sense is Sense.SEAT
        form = Form.NAME if state.sense is Sense.COUNTRY else Form.SEAT
        key = ("seat", state.name) if is_seat else ("state", code or state.name)
        kind = NameKind.FACILITY if is_seat else NameKind.PLACE
        meaning = Meaning(
            state.sense or Sense.COUNTRY, (code,) if code else (), state.name, True, False
        )
        yield Party(span, kind, state.kind, key, form, 1.0, meaning)
