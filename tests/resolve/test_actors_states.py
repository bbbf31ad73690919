"""States, seats of power, and the countries that words tell."""

import pytest

from onrecord.lexicon.nations import Sense
from onrecord.resolve.actors.countries import countries_mentioned, country_told, find_hits, home_of
from onrecord.resolve.actors.states import state_of
from onrecord.types import ActorKind, Form, Span
from tests.resolve.actor_texts import actors_of, named, only_actor


def whole(text: str) -> Span:
    return Span(0, len(text))


STANDS = [
    ("Kiev", "Ukraine", "UA"),
    ("Kyiv", "Ukraine", "UA"),
    ("Minsk’s", "Belarus", "BY"),
    ("Washington, D.C.", "United States", "US"),
    ("the U.S.", "United States", "US"),
    ("Britain", "United Kingdom", "GB"),
    ("Russian troops", "Russia", "RU"),
    ("The Turkish government", "Turkey", "TR"),
    ("French authorities", "France", "FR"),
    ("Peru's armed forces", "Peru", "PE"),
    ("the government of Ghana", "Ghana", "GH"),
    ("authorities in Hanoi", "Vietnam", "VN"),
    ("Moscow, which denies it", "Russia", "RU"),
    ("the Kremlin", "Kremlin", "RU"),
    ("The White House", "White House", "US"),
    ("Downing Street", "Downing Street", "GB"),
    ("the Élysée", "Élysée", "FR"),
    ("Malacanang", "Malacañang", "PH"),
    ("Aso Rock", "Aso Rock", "NG"),
    ("the Casa Rosada", "Casa Rosada", "AR"),
    ("Zhongnanhai", "Zhongnanhai", "CN"),
    ("the Knesset", "Knesset", "IL"),
]

NO_STATE = [
    "Ukrainian officials",
    "Two Turkish soldiers",
    "the Peruvian Trade Board",
    "Peru and Chile",
    "Peruvian",
    "Ada Ode",
    "he",
    "officials in Lima",
    "the EU",
    "Georgia",
    "a Peruvian",
]


@pytest.mark.parametrize(("words", "name", "country"), STANDS)
def test_words_that_stand_for_a_state_or_office(words, name, country):
    found = state_of(words, whole(words))
    assert found is not None
    assert (found.name, found.country.value) == (name, country)
    [told] = found.country.spans
    assert words[told.start : told.end] in words


@pytest.mark.parametrize("words", NO_STATE)
def test_words_that_stand_for_no_state(words):
    assert state_of(words, whole(words)) is None


def test_an_open_name_is_settled_by_what_else_is_mentioned():
    assert state_of("Georgia", whole("Georgia"), around={"GE": 2}).country.value == "GE"
    assert state_of("Georgia", whole("Georgia"), around={"GE": 2, "US": 3}) is None


TOLD = [
    ("the Peruvian ambassador to Chile", "PE"),
    ("US-made", None),
    ("US officials", "US"),
    ("let us go", None),
    ("LET US GO", "US"),
    ("African-American pastors", None),
    ("Latin American leaders", None),
    ("the Brussels-based Ode Board", "BE"),
    ("an expert on Iran", None),
    ("Iran expert", None),
    ("Peruvian and Chilean officials", None),
    ("Rep. Ada Ode (D-N.Y.)", "US"),
    ("Tampa, Fla., mayor", "US"),
    ("MP for Queensland", "AU"),
    ("Bavarian premier", "DE"),
    ("FBI director", "US"),
    ("Chad Ode’s lawyer", None),
    ("Ada Jordan", None),
    ("the Jordanian minister", "JO"),
    ("South Korean minister", "KR"),
    ("Korean minister", None),
    ("Guinea-Bissau minister", "GW"),
    ("New Mexico governor", "US"),
    ("Ukrainians", "UA"),
    ("turkey farmer", None),
    ("Côte d’Ivoire minister", "CI"),
    ("Senate leader", None),
]


@pytest.mark.parametrize(("words", "country"), TOLD)
def test_countries_that_words_tell(words, country):
    told = country_told(words, whole(words))
    assert (told.value if told else None) == country


def test_what_is_open_is_settled_by_the_rest_of_the_report():
    assert country_told("Senate leader", Span(0, 13), around={"US": 3}).value == "US"
    assert country_told("Senate leader", Span(0, 13), around={"US": 3, "FR": 3}) is None
    assert country_told("Senate leader", Span(0, 13), around={"US": 9, "FR": 3}).value == "US"


def test_hits_do_not_overlap_and_the_longest_counts():
    text = "North Korea, Papua New Guinea and the U.S. Virgin Islands"
    found = [text[hit.span.start : hit.span.end] for hit in find_hits(text, whole(text))]
    assert found == ["North Korea", "Papua New Guinea", "U.S. Virgin Islands"]


def test_countries_are_counted_and_the_home_is_the_clear_one():
    found = countries_mentioned("Lima said Peru and Peruvians agreed. Chile did not.")
    assert dict(found) == {"PE": 3, "CL": 1}
    assert home_of(found) == "PE"
    assert home_of({"PE": 3, "CL": 3}) is None
    assert home_of({"PE": 2}) is None


def test_a_capital_that_speaks_is_its_state():
    marked = "*<Lima> denied it. <Peru> is far. They flew to <Lima>."
    assert named(marked) == ["Peru", "Peru", None]
    peru = only_actor(marked, "Peru")
    assert (peru.kind, peru.country.value) == (ActorKind.STATE, "PE")


def test_a_capital_before_what_a_state_says_is_its_state():
    assert named("They dismissed <Lima>’s latest accusations near <Lima>’s port.") == ["Peru", None]


def test_a_capital_wrongly_read_as_a_person_is_still_a_capital():
    assert named("*[Kiev] denied it.") == ["Ukraine"]


def test_a_capital_that_the_model_missed_is_found_where_it_speaks():
    from onrecord.resolve.actors.find import find_actors
    from onrecord.types import Span as S

    text = "Kiev denied it."
    mentions, actors = find_actors(text, [S(0, 15)], [], edition="e", agents=[S(0, 4)])
    assert [(m.text, m.form) for m in mentions] == [("Kiev", Form.SEAT)]
    assert actors[0].name == "Ukraine"


def test_variants_are_one_state():
    _, _, actors = actors_of("*<Kiev> denied it. *<Kyiv> left. <Ukraine> stays.")
    assert len(actors) == 1


def test_a_seat_is_an_office_by_its_own_name():
    actor = only_actor("The *{White House} denied it. The *{Kremlin} too.", "White House")
    assert (actor.kind, actor.country.value) == (ActorKind.ORGANISATION, "US")


def test_a_person_named_like_a_place_is_a_person():
    assert named("[Paris Ode] came. [Paris] left.") == ["Paris Ode", "Paris Ode"]
    assert named("Ms. [Chad] left.") == ["Chad"]


def test_a_nationality_is_no_actor_but_a_group_that_speaks_is():
    assert named("The |Peruvian| army left.") == [None]
    [actor] = actors_of("*|Republicans| in the US denied it.")[2]
    assert (actor.kind, actor.name, actor.country.value) == (
        ActorKind.GROUP,
        "Republicans",
        "US",
    )


def test_a_division_that_speaks_is_an_actor():
    actor = only_actor("*<Queensland> denied it.", "Queensland")
    assert (actor.kind, actor.country.value) == (ActorKind.STATE, "AU")


def test_the_sense_of_words_is_known():
    found = state_of("Lima", Span(0, 4))
    assert found.sense is Sense.CAPITAL
    assert state_of("Peruvian troops", Span(0, 15)).sense is None
