"""Quotations: each text with the quotations in it, a tilde before one that is never closed."""

import itertools
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.segment import (
    find_quotations,
    find_words,
    paragraphs_that_go_on,
    split_paragraphs,
)

DOUBLE = {
    "curly": ("“No,” she said. “We left.”", ["“No,”", "“We left.”"]),
    "straight": ('"No," she said. "We left."', ['"No,"', '"We left."']),
    "doubled single marks": ("``No,'' she said. ''Yes,'' he said.", ["``No,''", "''Yes,''"]),
    "guillemets": ("«No», she said. « Yes », he said.", ["«No»", "« Yes »"]),
    "low marks": ("„No“, she said, „yes“.", ["„No“", "„yes“"]),
    "low and high marks": ("„No”, she said.", ["„No”"]),
    "full width": ("＂No＂, she said.", ["＂No＂"]),
    "mixed by a careless hand": ('“No", she said. "Yes”, he said.', ['“No"', '"Yes”']),
    "after marks": ('("No") —"yes"— the "new" era', ['"No"', '"yes"', '"new"']),
    "glued to the next word": ('She said"no"today.', ['"no"']),
    "empty": ('She said "" and “”.', ['""', "“”"]),
    "a closing mark alone": ("No,” she said.", []),
    "unclosed": ("She said: “No. We left.", ["~“No. We left."]),
    "unclosed, then another": ("“No, he said. “Yes,” she said.", ["~“No, he said. ", "“Yes,”"]),
    "an opening mark at the end": ("She said “", ["~“"]),
    "inches": ('a 12" ruler', []),
    "nested in its like": ("“He said “no” to me,” she said.", ["~“He said ", "“no”"]),
}
SINGLE = {
    "British": ("‘No,’ she said. ‘We left.’", ["‘No,’", "‘We left.’"]),
    "straight": ("'No,' she said. 'We left.'", ["'No,'", "'We left.'"]),
    "a contraction inside": ("‘We won’t go,’ she said.", ["‘We won’t go,’"]),
    "low": ("‚No’, she said.", ["‚No’"]),
    "contractions": ("They don't and won’t; he'd left.", []),
    "a possessive": ("Lesk’s yard and Brand's boat", []),
    "plural possessives": ("the workers’ and the sailors' union", []),
    "unclosed": ("‘No, she said.", []),
    "too far apart": ("‘" + "word " * 130 + "end’", []),
    "in brackets": ("the bill ('a disgrace') fell", ["'a disgrace'"]),
    "holding a double one": ("‘He said “no” to me,’ she said.", ["‘He said “no” to me,’", "“no”"]),
    "in a double one": ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
    "in a double one, at its start": ("“‘No’ was all,” she said.", ["“‘No’ was all,”"]),
    "beside a double one": ("‘No,’ she said. “Yes,” he said.", ["‘No,’", "“Yes,”"]),
}
PARAGRAPHS = {
    "goes on": ("“We left.\n“He stayed,” she said.", ["~“We left.", "“He stayed,”"]),
    "goes on, straight": (
        '"We left.\r\n\r\n"He stayed," she said.',
        ['~"We left.', '"He stayed,"'],
    ),
    "does not go on": ("“We left.\nHe stayed,” she said.", ["~“We left."]),
    "single ones never go on": ("‘We left.\nHe stayed,’ she said.", []),
}


def quotations_of(text):
    found = find_quotations(text, split_paragraphs(text))
    return [("" if q.is_closed else "~") + text[q.start : q.end] for q in found]


@pytest.mark.parametrize(("text", "quotations"), DOUBLE.values(), ids=DOUBLE)
def test_double_marks(text, quotations):
    assert quotations_of(text) == quotations
    assert not any(q.is_single for q in find_quotations(text, split_paragraphs(text)))


@pytest.mark.parametrize(("text", "quotations"), SINGLE.values(), ids=SINGLE)
def test_single_marks(text, quotations):
    assert quotations_of(text) == quotations


@pytest.mark.parametrize(("text", "quotations"), PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_a_quotation_ends_with_its_paragraph(text, quotations):
    assert quotations_of(text) == quotations


GOES_ON = {
    "taken up again": ("“We left.\n“He stayed,” she said.", {0}),
    "twice": ("“We left.\n“He stayed.\n“So it was.”", {0, 1}),
    "not taken up": ("“We left.\nHe stayed,” she said.", set()),
    "closed": ("“We left.”\n“He stayed.”", set()),
    "closed, then opened within": ("“We left.”\nShe said: “He stayed.”", set()),
    "opened, then opened within": ("“We left.\nShe said: “He stayed.”", set()),
    "single marks": ("‘We left.\n‘He stayed,’ she said.", set()),
    "the last paragraph": ("“We left.", set()),
    "nothing": ("", set()),
}


@pytest.mark.parametrize(("text", "indices"), GOES_ON.values(), ids=GOES_ON)
def test_paragraphs_whose_quotation_is_taken_up_again(text, indices):
    paragraphs = split_paragraphs(text)
    assert paragraphs_that_go_on(paragraphs, find_quotations(text, paragraphs)) == indices


@pytest.mark.xfail(strict=True, reason="an apostrophe before a word looks like an opening mark")
def test_a_cut_off_year_before_a_plural_possessive():
    assert quotations_of("In the ’90s the workers’ and '08 the sailors' union grew.") == []


@pytest.mark.xfail(strict=True, reason="guillemets that point inwards are read the French way")
def test_guillemets_that_point_inwards():
    assert quotations_of("»No«, she said. »We left.«") == ["»No«", "»We left.«"]


def test_marks_are_told_from_what_is_quoted():
    text = "``No,'' and ‘yes’ and “so"
    found = find_quotations(text, split_paragraphs(text))
    assert [(q.opening_chars, q.closing_chars, q.is_single) for q in found] == [
        (2, 2, False),
        (1, 1, True),
        (1, 0, False),
    ]


@given(st.text(max_size=60) | st.text("ab .,'’‘\"“”„«»`(—\n", max_size=80))
def test_quotations_lie_in_paragraphs_and_end_at_words(text):
    paragraphs = split_paragraphs(text)
    quotations = find_quotations(text, paragraphs)
    words = find_words(text)
    edges = {word.start for word in words} | {word.end for word in words}
    assert quotations == sorted(quotations)
    for q in quotations:
        assert any(p.start <= q.start < q.end <= p.end for p in paragraphs)
        assert q.end - q.start >= q.opening_chars + q.closing_chars
        assert {q.start, q.start + q.opening_chars} <= edges
        assert not q.is_closed or {q.end, q.end - q.closing_chars} <= edges


@given(st.text("a .'’‘\"“”„«»`\n", max_size=80))
def test_quotations_of_one_kind_do_not_overlap(text):
    found = find_quotations(text, split_paragraphs(text))
    for kind in (True, False):
        same = [q for q in found if q.is_single == kind]
        assert all(a.end <= b.start for a, b in itertools.pairwise(same))


@pytest.mark.parametrize("unit", ["“", '"', "'", " '", "‘a", "a' ", "``", "„“", ' "a'])
def test_time_is_linear_in_the_length(unit):
    text = "x" + unit * (100_000 // len(unit)) + "x"
    began = process_time()
    find_quotations(text, split_paragraphs(text))
    assert process_time() - began < 3  # ten times what it takes; a square would take minutes
