import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.modes import find_mode
from onrecord.segment import find_quotations, split_paragraphs
from onrecord.types import Mode, Span


def mode(marked: str) -> Mode:
    """The mode of the content that stands between [[ and ]] in the text, in fragments."""
    text, spans = "", []
    for part in marked.split("[["):
        content, bracket, rest = part.partition("]]")
        if bracket:
            spans.append(Span(len(text), len(text) + len(content)))
        text += content + rest
    return find_mode(spans, find_quotations(text, split_paragraphs(text)), text)


@pytest.mark.parametrize(
    "marked",
    [
        'He said: [["The ferry is late."]]',
        'He said: "[[The ferry is late]]."',
        "“[[The ferry is late]],” he said.",
        "[[“The ferry is late,”]] he said.",
        "He said: «[[The ferry is late]]».",
        "He said: „[[The ferry is late]]“.",
        "[[''The ferry is late,'']] he said.",
        "[[``The ferry is late,'']] he said.",
        "‘[[The ferry is late]],’ he said.",
        "[['The ferry isn't late,']] he said.",
        "[[“The ferry is late,]]” he said.",
        "[[“The ferry is late,”]] he said, [[“and it’s full.”]]",
        "“[[The ferry]],” he said, “[[is late]].”",
        "[[“He told me: ‘The ferry is late.’”]]",
        "“He told me: ‘[[The ferry is late]].’”",
        "“He told me: ‘It is late,’ [[and left]].”",
        "He said: [[“The ferry is late.]]",
        "[[“The ferry is late.]]\n[[“It is full, too.”]]",
        "[[“The ferry is late.\n“It is full, too.”]]",
        "[[“3,000 U.S. ferries”]] were late, he said.",
        "[[“Late?” “Full?”]] she asked.",
    ],
)
def test_direct(marked):
    assert mode(marked) is Mode.DIRECT


@pytest.mark.parametrize(
    "marked",
    [
        "He said [[that the ferry is late]].",
        "He said [[that the crews’ ferry isn’t late]].",
        "He said [[that the crews' ferry isn't late]].",
        "“Yes,” he said, and added [[that the ferry is late]].",
        "He said [[the ferry is late]], “and full”.",
        "[[The ferry]], he said, “as ever”, [[is late]].",
        "He called it off. “[[”]] [[…]]",
        "“The ferry is late.\n[[The crews agree]], he said.",
        "He said [[it was over]]. “Good.”",
    ],
)
def test_indirect(marked):
    assert mode(marked) is Mode.INDIRECT


@pytest.mark.parametrize(
    "marked",
    [
        "He said [[that the ferry is “late”]].",
        "He said [[that the ferry is 'late']].",
        "He said [[that the ferry is ‘late’]].",
        'He said [[the "ferry" is late]].',
        "He said [[the ferry is «late and full»]].",
        "He said [[the ferry is ''late and full'']].",
        "[[“The ferry is late,”]] he said, adding [[that it is full]].",
        "He said [[that “the ferry is late]].",
        "[[“The ferry is late.”\nIt is full, too.]]",
        "[[“Late”, and “full”]], he said.",
    ],
)
def test_mixed(marked):
    assert mode(marked) is Mode.MIXED


def test_no_content_is_indirect():
    assert find_mode([], [], "The ferry is late.") is Mode.INDIRECT


@given(
    st.lists(
        st.sampled_from(["“", "”", '"', "‘", "’", "'", "a", "b c", " ", ".", "\n"]), max_size=40
    ),
    st.integers(0, 40),
    st.integers(0, 40),
)
def test_agrees_with_a_look_at_every_word(parts, start, length):
    text = "".join(parts)
    quotations = find_quotations(text, split_paragraphs(text))
    span = Span(min(start, len(text)), min(start + length, len(text)))
    letters = [at for at in range(*span) if text[at].isalnum()]
    inside = [
        any(q.start + q.opening_chars <= at < q.end - q.closing_chars for q in quotations)
        for at in letters
    ]
    expected = Mode.INDIRECT
    if any(inside):
        expected = Mode.DIRECT if all(inside) else Mode.MIXED
    assert find_mode([span], quotations, text) is expected
