"""Which names are one body's, and what bodies are told to be."""

import pytest

from onrecord.types import ActorKind, Form
from tests.resolve.actor_texts import actors_of, named, only_actor

SAME = [
    ("The {Peruvian Trade Board} ({PTB}) met. {PTB} left.", "Peruvian Trade Board"),
    ("{PTB} left. The {Peruvian Trade Board} met.", "Peruvian Trade Board"),
    ("The {Ode Fishing Corps} ({RKX}) met. {RKX} left.", "Ode Fishing Corps"),
    ("{PTB} ({Peruvian Trade Board}) met.", "Peruvian Trade Board"),
    ("{P.T.B.} left. The {Peruvian Trade Board} met.", "Peruvian Trade Board"),
    ("The {Board of Trade and Fish} met. {BTF} left.", "Board of Trade and Fish"),
    ("{the Ode Board} met. {The Ode Board} left.", "Ode Board"),
    ("The {Peruvian Trade Board} met. The {Trade Board} left.", "Peruvian Trade Board"),
    ("The {Peruvian Trade Board} met. The {Board} left.", "Peruvian Trade Board"),
    ("The {Department of Trade} met. The {Trade Department} left.", "Department of Trade"),
    ("{Ode University} met. {Ode} left.", "Ode University"),
    ("{Ode Lind Corp.} met. {Ode Lind} left.", "Ode Lind Corp."),
    ("{ODE BOARD} met. The {Ode Board} left.", "Ode Board"),
    ("{Ode Board’s} met. {Ode Board,} left.", "Ode Board"),
]

APART = [
    ("The {Peruvian Trade Board} and the {Chilean Trade Board} met. The {Trade Board} left.", 3),
    ("{Ode Music} and {Ode Post} met. {Ode} left.", 3),
    ("The {Peruvian Trade Board} met. {PTX} left.", 2),
    ("The {Peruvian Trade Board} and the {Public Tea Board} met. {PTB} left.", 3),
]


@pytest.mark.parametrize(("marked", "name"), SAME)
def test_names_of_one_body(marked, name):
    assert set(named(marked)) == {name}


@pytest.mark.parametrize(("marked", "count"), APART)
def test_names_of_different_bodies(marked, count):
    assert len(actors_of(marked)[2]) == count


def test_forms_of_bodies():
    _, mentions, _ = actors_of(
        "The {Peruvian Trade Board} ({PTB}) met. The {Trade Board} left. {PTB} too."
    )
    assert [mention.form for mention in mentions] == [
        Form.NAME,
        Form.ACRONYM,
        Form.SHORT_NAME,
        Form.ACRONYM,
    ]


def test_the_name_before_an_acronym_is_found_though_the_model_missed_it():
    text, mentions, actors = actors_of("The |Peruvian| Fishing Corps ({RKX}) met.")
    assert [actor.name for actor in actors] == ["Peruvian Fishing Corps"]
    assert [text[m.span.start : m.span.end] for m in mentions] == ["Peruvian Fishing Corps", "RKX"]


COUNTRIES = [
    ("The {Peruvian Trade Board} met.", "Peruvian Trade Board", "PE"),
    ("The Peruvian {Trade Board} met.", "Trade Board", "PE"),
    ("Peru’s {Trade Board} met.", "Trade Board", "PE"),
    ("{Peru’s Trade Board} met.", "Peru’s Trade Board", "PE"),
    ("The {FBI} met.", "FBI", "US"),
    ("The {Ode Trade Board} met Peruvian ministers.", "Ode Trade Board", None),
    ("{Ode Board on Iran} met.", "Ode Board on Iran", None),
]


@pytest.mark.parametrize(("marked", "name", "country"), COUNTRIES)
def test_countries_of_bodies(marked, name, country):
    actor = only_actor(marked, name)
    assert actor.kind is ActorKind.ORGANISATION
    assert (actor.country.value if actor.country else None) == country


def test_a_campaign_that_speaks_is_a_body_of_its_own():
    from onrecord.resolve.actors.find import find_actors
    from onrecord.types import Name, NameKind, Span

    text = "The Ode campaign denied it. Ada Ode left."
    names = [
        Name(Span(4, 7), NameKind.PERSON, 0.9),
        Name(Span(28, 35), NameKind.PERSON, 0.9),
    ]
    _, actors = find_actors(text, [Span(0, 41)], names, edition="e", agents=[Span(0, 16)])
    assert {(actor.name, actor.kind.value) for actor in actors} == {
        ("Ode campaign", "organisation"),
        ("Ada Ode", "person"),
    }


def test_a_thing_is_an_actor_only_where_it_speaks():
    assert named("The ~Ode Report~ sold well.") == [None]
    [actor] = actors_of("The *~Ode Report~ denies it.")[2]
    assert actor.kind is ActorKind.DOCUMENT


def test_the_kind_of_a_name_is_that_of_most_of_its_mentions():
    marked = "{Ode Lind} met. {Ode Lind} left. [Ode Lind] slept."
    assert [actor.kind for actor in actors_of(marked)[2]] == [ActorKind.ORGANISATION]


def test_broken_names_do_no_harm():
    for marked in ("{’s}", "{the}", "[ ]", "[…]", "{,}", "<12>", "[Mr.]", "{The The}", "[—]"):
        actors_of(marked + " and more.")


def test_every_mention_has_an_actor_of_the_report_or_none():
    _, mentions, actors = actors_of("[Ada Ode] of {Ode Board} met |Peruvian| guests in <Lima>.")
    ids = {actor.id for actor in actors}
    assert all(mention.actor in ids or mention.actor is None for mention in mentions)
    assert len(ids) == len(actors)
    assert [m.span for m in mentions] == sorted(m.span for m in mentions)
