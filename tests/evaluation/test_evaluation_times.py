"""How time expressions are scored, and that the rules stay as good as they were."""

from pathlib import Path

import pytest

from evaluation.times import (
    ONE_IN,
    Tag,
    count,
    found_by_rules,
    pairs,
    read_documents,
    score,
)
from onrecord.types import Span
from training.setaside import is_set_aside


def tag(start: int, end: int, kind: str = "DATE", value: str | None = "2031") -> Tag:
    return Tag(Span(start, end), kind, value)


def test_a_perfect_answer_is_right_by_every_metric() -> None:
    gold = [tag(0, 4), tag(9, 12, "SET", "P1D")]
    assert count(gold, gold) == {
        "gold": 2, "found": 2, "strict": 2, "relaxed": 2, "type": 2, "value": 2,
    }  # fmt: skip


def test_an_overlap_with_another_type_and_value_is_only_relaxed() -> None:
    counts = count([tag(0, 10)], [tag(4, 10, "TIME", "2030")])
    assert (counts["strict"], counts["relaxed"], counts["type"], counts["value"]) == (0, 1, 0, 0)


def test_value_counts_without_the_exact_span() -> None:
    counts = count([tag(0, 10)], [tag(4, 10)])
    assert (counts["strict"], counts["value"]) == (0, 1)


def test_spans_that_only_touch_do_not_match() -> None:
    assert count([tag(0, 4)], [tag(4, 8)])["relaxed"] == 0


def test_each_span_is_matched_once_the_largest_overlap_first() -> None:
    gold, found = [tag(0, 10)], [tag(0, 3), tag(2, 10)]
    assert pairs(gold, found) == [(gold[0], found[1])]
    assert count(gold, found)["relaxed"] == 1


def test_what_is_missed_and_what_is_spurious_counts() -> None:
    counts = count([tag(0, 4), tag(5, 9)], [tag(0, 4), tag(20, 24), tag(30, 34)])
    assert (counts["gold"], counts["found"], counts["strict"]) == (2, 3, 1)


@pytest.mark.shared
def test_the_rules_keep_their_score_on_the_development_documents(shared: Path) -> None:
    documents = [d for d in read_documents(shared / "corpora") if not is_set_aside(d.name, ONE_IN)]
    scores = score(documents, found_by_rules)
    assert scores["strict"].f1 > 88.5
    assert scores["value"].f1 > 80
