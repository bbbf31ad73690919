import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from onrecord.cli.lines import line_of, wrap

_PLAIN = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")))


def lines_of(text: str, width: int) -> list[str]:
    return [line.plain for line in wrap(Text(text), width)[0]]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("one two three", 13, ["one two three"]),
        ("one two three", 12, ["one two", "three"]),
        ("one two", 3, ["one", "two"]),
        ("incomprehensible no", 7, ["incompr", "ehensib", "le no"]),
        ("a incomprehensible", 8, ["a", "incompre", "hensible"]),
        ("漢字漢字", 4, ["漢字", "漢字"]),
    ],
)
def test_lines_break_at_white_space_or_where_a_word_is_wider_than_a_line(text, width, lines):
    assert lines_of(text, width) == lines


@given(_PLAIN, st.integers(2, 30))
def test_lines_fit_and_lose_nothing_but_white_space(text, width):
    lines, starts = wrap(Text(text), width)
    assert all(cell_len(line.plain) <= width for line in lines)
    assert "".join("".join(line.plain.split()) for line in lines) == "".join(text.split())
    assert len(lines) == len(starts)


@given(st.lists(st.sampled_from(["a", "bb", "cccc "]), max_size=20).map(" ".join))
def test_a_character_stands_on_the_line_that_line_of_tells(text):
    lines, starts = wrap(Text(text), 9)
    for offset, char in enumerate(text):
        row = line_of(offset, starts)
        if not char.isspace():
            assert lines[row].plain[offset - starts[row]] == char


def test_styles_stay_on_their_words():
    text = Text("one two three")
    text.stylize("bold", 4, 13)
    lines, _ = wrap(text, 8)
    assert [[(s.start, s.end) for s in line.spans] for line in lines] == [[(4, 7)], [(0, 5)]]
