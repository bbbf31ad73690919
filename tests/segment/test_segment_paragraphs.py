"""Paragraphs: lines, or blocks of lines when a text is hard-wrapped."""

import itertools
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.segment import split_paragraphs

WRAPPED = """\
The harbour of Port Ansel will close for a month while divers look
for the wreck of the ferry, Minister Ana Lesk said on Monday, after
three boats had touched ground.

“We know nothing of it,” said Ivo Brand, who runs the only
yard in town and employs sixty people, among them his sons.
"""
CASES = {
    "lines": ("One.\nTwo.\n\n  Three. \n", ["One.", "Two.", "Three."]),
    "CRLF": ("One.\r\nTwo.\r\n\r\nThree.\r\n", ["One.", "Two.", "Three."]),
    "CR": ("One.\rTwo.\r\rThree.", ["One.", "Two.", "Three."]),
    "line and paragraph separators": ("One.\u2028Two.\u2029Three.", ["One.", "Two.", "Three."]),
    "odd blanks at the ends": ("\u00a0\tOne.\u3000\n\u2009\nTwo.", ["One.", "Two."]),
    "form feed is a blank": ("One.\fTwo.", ["One.\fTwo."]),
    "nothing": ("", []),
    "only blanks": (" \r\n\t\u00a0\u2028\n", []),
    "a byte-order mark stays": ("\ufeffOne.", ["\ufeffOne."]),
}


def paragraphs_of(text):
    return [text[start:end] for start, end in split_paragraphs(text)]


@pytest.mark.parametrize(("text", "paragraphs"), CASES.values(), ids=CASES)
def test_every_line_is_a_paragraph(text, paragraphs):
    assert paragraphs_of(text) == paragraphs


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", " \n", "\t\r\n"])
def test_hard_wrapped_lines_are_joined(line_end):
    found = paragraphs_of(WRAPPED.replace("\n", line_end))
    assert [part.split() for part in found] == [part.split() for part in WRAPPED.split("\n\n")]


@pytest.mark.parametrize("blank", ["", "   ", "\t", "\n\n"])
def test_a_blank_line_parts_hard_wrapped_paragraphs(blank):
    assert len(paragraphs_of(WRAPPED.replace("\n\n", f"\n{blank}\n"))) == 2


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(WRAPPED.replace("\n\n", "\n"), id="no blank line"),
        pytest.param(WRAPPED + "\n" + "word " * 25 + "\n", id="one line is long"),
        pytest.param("Short line\nand another\nof a list\n\nthe end\n", id="short lines"),
        pytest.param("\n\n".join(WRAPPED.split("\n")), id="all lines stand alone"),
    ],
)
def test_lines_that_were_not_wrapped_stay_apart(text):
    assert paragraphs_of(text) == [line.strip() for line in text.splitlines() if line.strip()]


@given(st.text(max_size=60) | st.text("ab. \n\r\t\u2028\u00a0", max_size=120))
def test_paragraphs_are_ordered_and_hold_all_but_blanks(text):
    paragraphs = split_paragraphs(text)
    parts = [text[start:end] for start, end in paragraphs]
    assert all(part == part.strip() != "" for part in parts)
    assert all(a.end <= b.start for a, b in itertools.pairwise(paragraphs))
    assert "".join("".join(parts).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("before", "after"), [("", ""), ("a", "b"), ("a\n", "\nb\n\nc\nd"), ("\r\n", "\r\n")]
)
@pytest.mark.parametrize("unit", [" ", "\n", "\r\n", " \n", "\u2028"])
def test_time_is_linear_in_the_length(before, unit, after):
    text = before + unit * (200_000 // len(unit)) + after
    began = process_time()
    parts = paragraphs_of(text)
    assert process_time() - began < 2  # ten times what it takes; a square would take minutes
    assert "".join("".join(parts).split()) == "".join(text.split())
