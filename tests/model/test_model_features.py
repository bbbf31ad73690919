"""Letter case, quotation and break of each word, spelled out word by word."""

import pytest

from onrecord.model.features import Break, Case, Quoted, quoted_words, word_breaks, word_case
from onrecord.segment import find_quotations, find_words, split_paragraphs
from onrecord.types import Span

MARKS = {
    ".": Quoted.OUTSIDE,
    "i": Quoted.INSIDE,
    "<": Quoted.OPENS,
    ">": Quoted.CLOSES,
    "s": Quoted.INSIDE_SINGLE,
    "|": Quoted.SINGLE_MARK,
}
# A text, and under each of its words a letter for where that word stands.
QUOTED = {
    "none": ("She left .", "..."),
    "double": ("“ No , ” she said", "<ii>.."),
    "doubled single marks": ("`` No , '' she said", "<ii>.."),
    "single": ("‘No,’ she said", "|ss|.."),
    "unclosed": ("He said: “so it", "...<ii"),
    "unclosed, then another": ("“No, he said. “Yes,”", "<iiiii<ii>"),
    "single in double": ("“He said ‘no’ then,” she said", "<iiiiiii>.."),
    "double in single": ("‘He said “no” then,’ she said", "|ss<i>ss|.."),
    "goes on in the next paragraph": ("“No.\n“Yes,” she said", "<ii<ii>.."),
    "a mark alone": ("No ” she said", "...."),
    "empty": ("said “” then", ".<>."),
}
CASES = {
    Case.NONE: "? … 1,000 5% “ 👍",
    Case.LOWER: "the 1,000km d'accord ß e.g.",
    Case.TITLE: "Port A O'Neil Élan Ш U",
    Case.UPPER: "NATO U.S. ΕΕ",
    Case.MIXED: "McKay US-made Don't iPhone 他说",
}


@pytest.mark.parametrize(
    ("case", "word"), [(case, word) for case, words in CASES.items() for word in words.split()]
)
def test_letter_case(case, word):
    assert word_case(word) is case


@pytest.mark.parametrize(("text", "letters"), QUOTED.values(), ids=QUOTED)
def test_where_words_stand_to_quotations(text, letters):
    words = find_words(text)
    marks = quoted_words(words, find_quotations(text, split_paragraphs(text)))
    assert marks == [MARKS[letter] for letter in letters]


BREAKS = {
    "first word": ("Yes", "p"),
    "blanks and glue": ("She said: no.", "psgsg"),
    "clitics are glued": ("They're in", "pgs"),
    "paragraphs": ("One.\n\nTwo three.", "pgpsg"),
    "line ends of any kind": ("One\r\nTwo\u2028Three", "ppp"),
}


@pytest.mark.parametrize(("text", "letters"), BREAKS.values(), ids=BREAKS)
def test_what_stands_before_a_word(text, letters):
    kinds = {"p": Break.PARAGRAPH, "s": Break.SPACE, "g": Break.GLUED}
    breaks = word_breaks(find_words(text), split_paragraphs(text))
    assert breaks == [kinds[letter] for letter in letters]


def test_a_line_end_in_a_wrapped_paragraph_is_no_break():
    assert word_breaks(find_words("One\ntwo"), [Span(0, 7)]) == [Break.PARAGRAPH, Break.SPACE]


def test_a_paragraph_without_words_leaves_its_break_to_the_next_word():
    breaks = word_breaks(find_words("x     y z"), [Span(0, 1), Span(2, 4), Span(4, 9)])
    assert breaks == [Break.PARAGRAPH, Break.PARAGRAPH, Break.SPACE]


def test_nothing_has_no_features():
    assert quoted_words([], []) == []
    assert word_breaks([], []) == []
