"""From the names of a report to its actors: who they are, and what is told of them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from onrecord.lexicon.nations import Sense, load_nations
from onrecord.lexicon.titles import load_titles
from onrecord.resolve.actors.countries import (
    count_countries,
    country_told,
    find_hits,
    home_of,
    settle,
)
from onrecord.resolve.actors.functions import Function
from onrecord.resolve.actors.given_away import with_firms, with_short_bodies
from onrecord.resolve.actors.names import clean_names
from onrecord.resolve.actors.nouns import POSSESSIVES, plain
from onrecord.resolve.actors.page import Page, lay_page
from onrecord.resolve.actors.parties import Party, find_parties
from onrecord.resolve.actors.repeats import with_repeats
from onrecord.resolve.actors.told import read_functions
from onrecord.segment import Word
from onrecord.types import Actor, ActorKind, Form, Mention, Name, NameKind, Span, Told, make_id

Key = tuple[str, object]


def find_actors(
    text: str,
    sections: Sequence[Span],
    names: Sequence[Name],
    *,
    edition: str,
    agents: Collection[Span] = (),
    words: Sequence[Word] | None = None,
) -> tuple[tuple[Mention, ...], tuple[Actor, ...]]:
    """Group a report's names into actors, and read what is told of each.

    Args:
        text: The report's text.
        sections: Its own paragraphs, in order.
        names: Names as the model finds them; they may be wrong, cut or missing.
        edition: Id of the report's edition.
        agents: Words of sources and of those who are accused: there a capital or a seat of
            power stands for its state or office.
        words: The words of the paragraphs, where they have been found already.

    Returns:
        The mentions in order of their place, and the actors in order of their first mention.
    """
    hits = {hit.span: hit for section in sections for hit in find_hits(text, section)}
    around = count_countries(text, hits.values())
    cleaned = with_short_bodies(with_firms(text, clean_names(text, names)))
    cleaned = with_repeats(text, sections, cleaned)
    parties = find_parties(text, cleaned, hits, agents, around)
    people = [p.span for p in parties if p.actor_kind is ActorKind.PERSON]
    page = lay_page(text, sections, people, around, words)
    members: dict[Key, list[Party]] = defaultdict(list)
    for party in parties:
        if party.key is not None:
            members[party.key].append(party)
    actors = {key: _actor(page, found, edition) for key, found in members.items()}
    actors = _with_affiliations(actors, parties)
    mentions = tuple(_mention(text, party, actors) for party in parties)
    return mentions, tuple(actors.values())


def _mention(text: str, party: Party, actors: Mapping[Key, Actor]) -> Mention:
    actor = actors[party.key] if party.key is not None else None
    form = party.form
    if actor is not None and actor.kind is ActorKind.PERSON and form is not Form.ACRONYM:
        is_full = text[party.span.start : party.span.end] == actor.name
        form = Form.NAME if is_full else Form.SHORT_NAME
    return Mention(
        span=party.span,
        text=text[party.span.start : party.span.end],
        form=form,
        kind=party.kind,
        actor=actor.id if actor else None,
        score=party.score,
    )


def _actor(page: Page, members: Sequence[Party], edition: str) -> Actor:
    first = members[0]
    assert first.actor_kind is not None  # a party with a key stands for somebody
    actor = Actor(
        id=make_id("actor", edition, *first.span),
        name="",
        kind=first.actor_kind,
    )
    if first.actor_kind is ActorKind.STATE or first.form is Form.SEAT:
        return _state(page, members, actor)
    name, spans = _fullest(page.text, members)
    actor = replace(actor, name=name, name_spans=spans)
    if first.actor_kind is ActorKind.PERSON:
        return _tell(page, members, actor)
    return replace(actor, country=_country_of_body(page, members, actor))


def _fullest(text: str, members: Sequence[Party]) -> tuple[str, tuple[Span, ...]]:
    """The fullest of an actor's names: most words, not in capitals, the most frequent, the first.

    Acronyms only count where there is nothing else.
    """
    counts = Counter(text[member.span.start : member.span.end] for member in members)

    def fullness(member: Party) -> tuple[bool, int, bool, int, int]:
        words = text[member.span.start : member.span.end]
        parts = member.name.words if member.name else (words,)
        # An initial makes a name fuller, but less so than a word.
        size = sum(2 if len(part) > 1 else 1 for part in parts)
        size += 2 * bool(member.name and member.name.suffix)
        is_acronym = member.form is Form.ACRONYM
        return not is_acronym, size, not words.isupper(), counts[words], -member.span.start

    best = max(members, key=fullness)
    spans: tuple[Span, ...] = (best.span,)
    if best.name is not None and best.name.lead is not None:
        spans = (best.span, best.name.lead)
    return " ".join(text[span.start : span.end] for span in spans), spans


def _state(page: Page, members: Sequence[Party], actor: Actor) -> Actor:
    """A state by its common name, an office by its seat's, a division by its own."""
    shown = next((m for m in members if m.form is Form.NAME), members[0])
    meaning = shown.meaning
    assert meaning is not None  # only the lexicon makes states and seats
    code = settle(meaning, page.around)
    name = meaning.name
    if code and meaning.sense in (Sense.COUNTRY, Sense.CAPITAL):
        name = load_nations().names[code]
    return replace(
        actor,
        name=name,
        name_spans=(shown.span,),
        country=Told(code, (shown.span,)) if code else None,
    )


def _tell(page: Page, members: Sequence[Party], actor: Actor) -> Actor:
    """A person with what is told beside the names."""
    told = [function for member in members for function in read_functions(page, member.span)]
    if not told:
        return actor
    best = _best(told)
    country = best.country or next((f.country for f in told if f.country), None)
    return replace(
        actor,
        role=best.role,
        rank=next((f.rank for f in told if f.rank), None),
        affiliation=best.affiliation or next((f.affiliation for f in told if f.affiliation), None),
        tenure=best.tenure or (None if best.role else next((f.tenure for f in told), None)),
        country=country or _country_of_office(page, told),
    )


def _country_of_office(page: Page, told: Sequence[Function]) -> Told | None:
    """The report's home for a public office told without any country ("Senator Ode")."""
    home = home_of(page.around)
    office = load_titles().office - load_titles().private_office
    for function in told:
        role = function.role.value if function.role else ""
        words = {word.strip(".").lower() for word in role.split()}
        # "President" heads a state where nothing else stands with it.
        if home and function.role and (words & office or role.lower() in _STATE_OFFICES):
            return Told(home, function.role.spans)
    return None


_STATE_OFFICES = frozenset(("president", "vice president", "attorney general", "first lady"))


def _best(told: Sequence[Function]) -> Function:
    """The first function of more than one word, else the first one."""
    with_role = [function for function in told if function.role]
    for function in with_role:
        if function.role and (function.affiliation or " " in function.role.value):
            return function
    return with_role[0] if with_role else told[0]


def _country_of_body(page: Page, members: Sequence[Party], actor: Actor) -> Told | None:
    """From the words of its names, else from the nationality or owner before one of them."""
    for span in (*actor.name_spans, *(member.span for member in members)):
        told = country_told(page.text, span, around=page.around)
        if told is not None:
            return told
    for member in members:
        told = _owner_before(page, member.span)
        if told is not None:
            return told
    return None


def _owner_before(page: Page, span: Span) -> Told | None:
    """The country right before a body's name: "the Peruvian Trade Board", "Peru’s Trade Board"."""
    inside = page.words_of(span)
    if not inside or inside[0] == page.begins[inside[0]]:
        return None
    last = inside[0] - 1
    end = page.words[last].end
    if plain(page.words[last]) in POSSESSIVES:
        end = page.words[last].start
        last -= 1
    elif page.words[last].text[0].islower():
        return None
    first = max(page.begins[inside[0]], last - 2)
    told = country_told(page.text, Span(page.words[first].start, end), around=page.around)
    return told if told is not None and told.spans[0].end == end else None


def _with_affiliations(actors: Mapping[Key, Actor], parties: Sequence[Party]) -> dict[Key, Actor]:
    """Affiliations to people by their full name, and countries from the bodies they are of."""
    at = {party.span.start: party for party in parties}
    found: dict[Key, Actor] = {}
    for key, actor in actors.items():
        told = actor.affiliation
        party = at.get(told.spans[0].start) if told else None
        if told is not None and party is not None and party.key is None:
            actor = _without_place(actor, party)
        elif told is not None and party is not None and party.key is not None:
            owner = actors[party.key]
            if party.span == told.spans[0] and owner.kind is ActorKind.PERSON:
                actor = replace(actor, affiliation=Told(owner.name, told.spans))
            elif owner.kind is ActorKind.ORGANISATION and actor.country is None:
                actor = replace(actor, country=owner.country)
        found[key] = actor
    return found


def _without_place(actor: Actor, party: Party) -> Actor:
    """A mere place is a body to its mayor, but not to a lawyer there."""
    told, role = actor.affiliation, actor.role
    if party.kind is not NameKind.PLACE or told is None or told.spans[0] != party.span:
        return actor
    words = {word.strip(".").lower() for word in role.value.split()} if role else set()
    titles = load_titles()
    # An acronym is hardly a place, whatever the model says.
    if words & (titles.office | titles.governs) or told.value.isupper():
        return actor
    return replace(actor, affiliation=None)
