"""The invented reports: marks are read, verdicts can be wrong, and the set holds its figure."""

import pytest

from evaluation.fresh import DATA, judge, read_folder, read_marked

# Of all marked statements that are found, the share with the right speaker.
LEAST = 0.93


@pytest.mark.parametrize(
    ("marked", "verdict"),
    [
        ("Ada Moll said{Ada Moll;name} it rains.", "right"),
        ("Ada Moll said{Bo Moll;name} it rains.", "wrong"),
        ("Ada Moll said{-;none} it rains.", "wrong"),
        ("Ada Moll{Ada Moll;name} said it rains.", "not found"),
    ],
)
def test_a_mark_is_held_against_the_statement_at_it(reader, marked: str, verdict: str) -> None:
    text, gold = read_marked(marked)
    assert "{" not in text
    [judged] = judge("moll", reader.read(text), gold)
    assert judged.verdict == verdict


def test_the_set_holds_its_figure(reader) -> None:
    judged = [one for one in read_folder(reader, DATA) if one.verdict != "not found"]
    assert len(judged) > 120
    right = sum(one.verdict == "right" for one in judged)
    assert right / len(judged) >= LEAST
