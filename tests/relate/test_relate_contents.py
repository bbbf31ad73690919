"""How alike two contents are."""

import pytest
from told import Report, report

from onrecord.relate.contents import Contents, stem_of, stems_of
from onrecord.types import Actor, ActorKind, Form, Mention, Span


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("retaliation", "retaliatory"),
        ("harvests", "harvest"),
        ("soldiers", "troops"),
        ("border", "frontier"),
        ("Vesk".lower(), "Vesk".lower()),
        ("policies", "policy"),
    ],
)
def test_words_that_count_as_the_same(one, other):
    assert stem_of(one) == stem_of(other)


@pytest.mark.parametrize(("one", "other"), [("harbour", "harvest"), ("border", "bread")])
def test_words_that_do_not(one, other):
    assert stem_of(one) != stem_of(other)


def test_words_that_say_nothing_do_not_count():
    assert stems_of("They said that it was the one, and so it is") == frozenset()
    assert stems_of("3,500 tonnes of home-made seed") == {"3500", "tonn", "hom", "mad", "seed"}


def told_of(*contents: str) -> Report:
    return report(*(f"Orlo: Orlo | said | {content}" for content in contents))


def test_rare_words_weigh_more_than_common_ones():
    told = told_of(
        "the mayor sold the lighthouse",
        "the mayor opened the market",
        "somebody sold a lighthouse",
        "the mayor slept",
        "the mayor sang",
    )
    contents = Contents(told.words, told.statements)
    assert contents.likeness(0, 2).shared > contents.likeness(0, 1).shared > 0
    assert contents.likeness(0, 2) == contents.likeness(2, 0)
    same = contents.likeness(0, 0)
    assert same.held == 1


def test_a_content_without_words_is_like_nothing():
    told = told_of("so it is", "so it is")
    alike = Contents(told.words, told.statements).likeness(0, 1)
    assert (alike.shared, alike.held) == (0, 0)


def test_a_word_brings_the_name_of_whom_it_stands_for():
    told = told_of("she sold the lighthouse", "Runa Brask did it")
    at = told.text.index("she")
    mention = Mention(span=Span(at, at + 3), text="she", form=Form.PRONOUN, actor="r")
    actor = Actor(id="r", name="Runa Brask", kind=ActorKind.PERSON)
    plain = Contents(told.words, told.statements)
    named = Contents(told.words, told.statements, [actor], [mention])
    assert plain.likeness(0, 1).shared == 0 < named.likeness(0, 1).shared


def test_of_a_common_word_only_the_latest_statements_count():
    told = told_of(*["the ferry sailed"] * 100)
    found = list(Contents(told.words, told.statements).earlier(99))
    assert found == list(range(69, 99))


def test_the_longest_run_of_shared_words_counts_to_six():
    told = told_of(
        "the Brenk council sold the old lighthouse at night",
        "The Brenk council sold the old lighthouse at noon",
        "they sold the new lighthouse",
        "nothing",
    )
    contents = Contents(told.words, told.statements)
    assert [contents.longest_run(0, other) for other in (1, 2, 3)] == [6, 2, 0]


def test_names_are_no_common_words():
    told = told_of("that the mayor thanked Brenk warmly", "that the mayor never met Brenk")
    assert Contents(told.words, told.statements).common_words(0, 1) == 1
