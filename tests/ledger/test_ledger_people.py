from collections.abc import Callable
from dataclasses import replace

import pytest
from ledger_records import record as old_record
from talks_records import TEXT, of_speaker, record, report

from onrecord.errors import OptionError
from onrecord.ledger import AnswerCount, Count, Ledger, Profile
from onrecord.types import RelationKind, Told


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.put_many([record(), record(report(2, published="2031-06-01"))])
    return ledger


Who = Callable[[str], list[tuple[str, int]]]


@pytest.fixture
def who(filled: Ledger) -> Who:
    return lambda name: [(one.name, one.statements) for one in filled.who(name)]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Mira Solt", ["Mira Solt"]),
        ("solt", ["Mira Solt"]),
        ("MIRA", ["Mira Solt"]),
        ("Sölt", ["Mira Solt"]),
        ("  mira -- solt  ", ["Mira Solt"]),
        ("officials", ["Two officials"]),
        ("sol", []),
        ("Solt Mira", []),
        ("ira s", []),
        ("Sven", []),
        ("o%t", []),
        ("s_lt", []),
        ("Solt%", ["Mira Solt"]),
        ("' OR 1=1 --", []),
        ("Solt'; DROP TABLE actors", []),
        ("<b>solt</b>", []),
        ("x\0solt", []),
        ("\ud800solt", ["Mira Solt"]),
        ("solt " * 5000, []),
    ],
)
def test_who_goes_by_a_name(who: Who, name: str, found: list[str]) -> None:
    assert [one for one, _ in who(name)] == found


@pytest.mark.parametrize("name", ["", " ", "%", "_", "---", "'", "*", "\0", "🦀"])
def test_what_is_no_name_is_refused_at_once(ledger: Ledger, name: str) -> None:
    with pytest.raises(OptionError, match="is no name: give letters"):
        ledger.who(name)


def test_a_negative_limit_is_refused_at_once(ledger: Ledger) -> None:
    with pytest.raises(OptionError, match="limit is -1"):
        ledger.who("Solt", limit=-1)


def test_a_profile_tells_all_that_is_on_record(filled: Ledger) -> None:
    (solt,) = filled.who("solt")
    assert replace(solt, hits=()) == Profile(
        name="Mira Solt",
        kind="person",
        reports=2,
        statements=2,
        roles=(Count("foreign minister of Harland", 2),),
        affiliations=(Count("Harland", 2),),
        countries=(Count("XH", 2),),
        acts=(Count("say", 2),),
        answers=(
            AnswerCount(kind=RelationKind.DENIES, is_given=False, speaker="Olev Brandt", number=4),
            AnswerCount(
                kind=RelationKind.CONFIRMS, is_given=False, speaker="Two officials", number=2
            ),
        ),
        hits=(),
    )
    assert [hit.statement for hit in solt.hits] == [
        record(report(2, published="2031-06-01")).statements[0],
        record().statements[0],
    ]
    (brandt,) = filled.who("brandt", limit=1)
    assert (brandt.statements, len(brandt.hits)) == (4, 1)
    assert brandt.acts == (Count("deny", 2), Count("say", 2))
    (given,) = brandt.answers
    assert (given.is_given, given.speaker, given.number) == (True, "Mira Solt", 4)


def test_former_roles_are_told_as_such_and_the_most_frequent_first(ledger: Ledger) -> None:
    for number, (role, tenure) in enumerate(
        [("envoy", "former"), ("envoy", None), ("envoy", None), ("mayor", "acting")], 1
    ):
        made = record(report(number))
        solt = replace(
            made.actors[0], role=Told(role, ()), tenure=Told(tenure, ()) if tenure else None
        )
        ledger.put(replace(made, actors=(solt, *made.actors[1:])))
    (solt_on_record,) = ledger.who("solt")
    told = [(one.value, one.number) for one in solt_on_record.roles]
    assert told == [("envoy", 2), ("acting mayor", 1), ("former envoy", 1)]


def test_one_name_of_two_kinds_is_two_profiles(ledger: Ledger) -> None:
    ledger.put(of_speaker("Harland", 1, kind="state"))
    ledger.put(of_speaker("Harland", 2, kind="organisation"))
    ledger.put(of_speaker("HARLAND", 3, kind="state"))
    ledger.put(of_speaker("Harland Steel", 4))
    found = [(one.name, one.kind, one.statements) for one in ledger.who("harland")]
    assert found[:2] == [("HARLAND", "state", 2), ("Harland", "organisation", 1)]
    assert found[2] == ("Harland Steel", None, 1)


@pytest.mark.parametrize(
    "name",
    ['O\'Kar "Zed" <i>&amp;', "100%_sure", "Robert'); DROP TABLE actors;--", "Élo\u202eX \x1b[1mZ"],
)
def test_names_of_all_kinds_are_found_as_they_are_written(ledger: Ledger, name: str) -> None:
    ledger.put(of_speaker(name))
    assert [one.name for one in ledger.who(name)] == [name]


def test_only_current_editions_count(filled: Ledger) -> None:
    filled.put(record(report(text=TEXT + " Corrected.")))
    (solt,) = filled.who("solt")
    assert (solt.reports, solt.statements, len(solt.hits)) == (2, 2, 2)
    assert solt.roles == (Count("foreign minister of Harland", 2),)


def test_speakers_without_an_actor_are_there_too(ledger: Ledger) -> None:
    ledger.put(old_record())
    (union,) = ledger.who("fishers’ union")
    assert (union.name, union.kind, union.reports, union.roles) == (
        "Tessaly Fishers' Union",
        None,
        1,
        (),
    )


def test_an_actor_who_says_nothing_is_there_too(ledger: Ledger) -> None:
    made = record()
    ledger.put(replace(made, statements=made.statements[1:], relations=()))
    (solt,) = ledger.who("Mira Solt")
    assert (solt.statements, solt.reports, solt.hits) == (0, 1, ())
