"""The core types: ids that stay, passages that say what they point at."""

import dataclasses

import pytest

from onrecord.types import Passage, Report, Span, make_id

REPORT = Report(
    text="“No,” she said.",
    title="No",
    outlet="The Ansel Herald",
    published="2026-03-01",
    path="a.txt",
)


def test_ids_are_the_ones_that_ledgers_hold():
    assert REPORT.id == "809e9efdc0898887f61faf953bb8fae0"
    assert REPORT.edition == "73090eb907664e7d5034754720dc9058"
    assert Report(text="", url="https://example.org/1").id == make_id(
        "report", "https://example.org/1"
    )


@pytest.mark.parametrize("name", ["text", "title", "outlet", "published"])
def test_another_particular_is_another_report(name):
    other = dataclasses.replace(REPORT, **{name: "other"})
    assert other.id != REPORT.id
    assert other.edition != REPORT.edition


@pytest.mark.parametrize("name", ["text", "title", "outlet", "published"])
def test_at_one_address_another_particular_is_another_edition(name):
    here = dataclasses.replace(REPORT, url="https://example.org/1")
    other = dataclasses.replace(here, **{name: "other"})
    assert other.id == here.id
    assert other.edition != here.edition


def test_the_path_does_not_count():
    moved = dataclasses.replace(REPORT, path="b.txt")
    assert (moved.id, moved.edition) == (REPORT.id, REPORT.edition)


def test_nothing_known_is_not_the_same_as_nothing_said():
    assert Report(text="x", outlet="").id != Report(text="x").id


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("a", "b"), ("ab",)),
        (("a", "b"), ("a,b",)),
        (("1",), (1,)),
        ((None,), ("None",)),
        (((Span(1, 2),),), ((Span(1, 2), Span(1, 2)),)),
        (((Span(1, 2),), ()), ((), (Span(1, 2),))),
    ],
)
def test_parts_of_an_id_do_not_run_into_each_other(one, two):
    assert make_id(*one) != make_id(*two)


def test_an_id_is_made_of_any_text():
    assert len(make_id("é👩‍🚀\ud800\x00")) == 32
    assert make_id("é") != make_id("e\u0301")


def test_a_passage_joins_its_spans():
    text = "“No,” she said, “never.”"
    passage = Passage.of(text, (Span(0, 5), Span(16, 24)))
    assert passage.text == "“No,” … “never.”"
    assert Passage.of(text, (Span(6, 9),)).text == "she"


def test_values_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        REPORT.text = ""  # type: ignore[misc]
