"""Names whose kind other words of the report give away."""

import pytest
from actor_texts import actors_of, named

from onrecord.types import ActorKind


def kinds(marked: str) -> dict[str, ActorKind]:
    """The kind of each actor by its name."""
    return {actor.name: actor.kind for actor in actors_of(marked)[2]}


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("{Orrin Foods} fell. *[Orrin] denied it.", "Orrin Foods"),
        ("A bid from [Castel]\n\n{Castel Offshore} rose.", "Castel Offshore"),
        ("{Castel Offshore} rose. Castel said so.", "Castel Offshore"),
        ("The paramilitary {Rapid Column} left. The Column denied it.", "Rapid Column"),
        ("{Council of Two Rivers} met. The {Council} urged it.", "Council of Two Rivers"),
        ("{Arvan Rovers} lost. *{Rovers} said so.", "Arvan Rovers"),
    ],
)
def test_a_short_name_is_the_body(marked: str, name: str) -> None:
    assert set(named(marked)) == {name}
    assert kinds(marked) == {name: ActorKind.ORGANISATION}


@pytest.mark.parametrize(
    "marked",
    [
        "[Ada Moll] left. {Moll Foods} fell. *[Moll] denied it.",
        "{Moll Arvan} fell. Mr [Moll] denied it.",
        "The {Moll campaign} began. *[Moll] denied it.",
        "{Ada Moll} Leads\n\nThe {Moll group} began. *[Moll] denied it.",
    ],
)
def test_a_person_with_a_body_of_that_name_stays_a_person(marked: str) -> None:
    assert ActorKind.PERSON in kinds(marked).values()


@pytest.mark.parametrize(
    "marked",
    [
        "[Velmar]'s interior ministry met. *[Velmar] denied it.",
        "The Velmari foreign ministry met. *[Velmar] denied it.",
        "The Velmari Foreign Minister met. *{Velmar} denied it.",
        "The Republic of Velmar is small. *[Velmar] denied it.",
    ],
)
def test_what_has_a_ministry_is_a_state(marked: str) -> None:
    assert kinds(marked) == {"Velmar": ActorKind.STATE}


def test_a_person_may_have_a_ministry_and_a_government() -> None:
    assert kinds("[Ada Velmar]'s government fell. *[Velmar] denied it.") == {
        "Ada Velmar": ActorKind.PERSON
    }
    assert kinds("[Velmar]'s government fell. *[Velmar] denied it.") == {"Velmar": ActorKind.PERSON}


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("The law firm [Ada Velmar] left.", ActorKind.ORGANISATION),
        ("[Velmar], an Arvan maker of boats, left.", ActorKind.ORGANISATION),
        ("They told the firm [Ada Velmar] left.", ActorKind.PERSON),
        ("[Velmar], a company director, left.", ActorKind.PERSON),
    ],
)
def test_what_is_called_a_firm_is_one(marked: str, kind: ActorKind) -> None:
    assert list(kinds(marked).values()) == [kind]


def test_a_capital_alone_is_its_state_unless_the_report_has_a_person_of_that_name() -> None:
    assert kinds("*[Paris] denied it.") == {"France": ActorKind.STATE}
    assert kinds("[Ada Paris] left. *[Paris] denied it.") == {"Ada Paris": ActorKind.PERSON}


def test_honours_and_what_a_body_is_are_no_part_of_a_name() -> None:
    assert named("[Funke Adewale SAN] left.") == ["Funke Adewale"]
    assert named("The {union Civica} left.") == ["Civica"]
