import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.links import TextLinks, text_link
from onrecord.types import Report, Span

URL = "https://courier.example/2031/harbour"


def link(text: str, *passages: str) -> str:
    spans = [Span(text.rindex(one), text.rindex(one) + len(one)) for one in passages]
    found = TextLinks(URL, text).to(spans)
    assert found is not None
    return found.removeprefix(f"{URL}#:~:")


@pytest.mark.parametrize(
    ("text", "passage", "expected"),
    [
        ("Ilse said no to all.", "no to all", "text=no%20to%20all"),
        ("They said no. He said no.", "no", "text=He%20said-,no"),
        ("No. Yes.", "Yes", "text=No.-,Yes"),
        ("Yes.", "Yes", "text=Yes"),
        ("Yes she did. Yes she would.", "Yes she would", "text=Yes%20she%20would"),
        ("Two things:\n- Pay the crews now", "- Pay the crews now", "text=Pay%20the%20crews%20now"),
    ],
)
def test_words_become_a_directive(text: str, passage: str, expected: str) -> None:
    assert link(text, passage) == expected


def test_marks_of_the_syntax_are_encoded() -> None:
    text = "It is a well-built, cheap R&D pier."
    assert link(text, "a well-built, cheap R&D") == "text=a%20well%2Dbuilt%2C%20cheap%20R%26D"


def test_a_cut_word_is_made_whole() -> None:
    assert (
        link("So the Minister’s aide left.", "aide left") == "text=Minister%E2%80%99s-,aide%20left"
    )
    assert link("So the old Minister’s aide left.", "the old Minister").startswith(
        "text=the%20old%20Minister%E2%80%99s"
    )


def test_words_that_stand_twice_get_their_neighbours() -> None:
    text = "“No,” said Brand. “Never,” said Lesk. “No,” said Lesk."
    assert link(text, "“No,”") == "text=Lesk.-,%E2%80%9CNo%2C%E2%80%9D"
    text = "No, he said.\nNo, he said again."
    assert link(text, "No, he said") == "text=said.-,No%2C%20he%20said"


def test_a_long_passage_is_told_by_its_ends() -> None:
    words = " ".join(f"w{number}" for number in range(40))
    assert link(f"He said {words}.", words) == "text=w0%20w1%20w2%20w3,w36%20w37%20w38%20w39"


def test_ends_that_stand_twice_grow() -> None:
    words = "all of it was a lie and all of it was a trick and in the end all of it was mine"
    told = link(f"She says all of it was. He said {words}.", words)
    start, end = told.removeprefix("text=").split(",")
    assert unquote(start) == "all of it was a"
    assert unquote(end) == "of it was mine"


def test_a_passage_over_paragraphs_has_no_part_across_their_border() -> None:
    text = "He spoke. “It was\nnot us,” he said."
    assert link(text, "“It was\nnot us,”") == "text=%E2%80%9CIt%20was,not%20us%2C%E2%80%9D"


def test_each_span_gets_a_directive() -> None:
    text = "“We never sold it,” said Reth, “and we never will.”"
    told = link(text, "“We never sold it,”", "“and we never will.”")
    assert told.count("text=") == 2
    assert "&text=" in told


@pytest.mark.parametrize("url", [None, "urn:x:1", "file:///tmp/page.html"])
def test_without_an_address_of_the_web_there_is_no_link(url: str | None) -> None:
    assert text_link(Report(text="Ilse said no.", url=url), [Span(0, 4)]) is None


def test_marks_alone_give_no_link() -> None:
    assert TextLinks(URL, "He said: “…”").to([Span(8, 12)]) is None
    assert TextLinks(URL, "He said").to([]) is None


def test_an_address_with_a_fragment_keeps_it() -> None:
    assert TextLinks(f"{URL}#top", "Ilse said no.").to([Span(0, 13)]) == (
        f"{URL}#top:~:text=Ilse%20said%20no."
    )


def find(directive: str, text: str) -> tuple[int, int] | None:
    """Where a browser finds a directive in a text: the first place that fits, by the draft."""
    parts = [unquote(part) for part in directive.removeprefix("text=").split(",")]
    raw = directive.removeprefix("text=").split(",")
    prefix = parts.pop(0)[:-1] if raw[0].endswith("-") else ""
    suffix = parts.pop()[1:] if raw[-1].startswith("-") else ""
    start, end = parts[0], parts[1] if len(parts) > 1 else ""
    shape = _words(start)
    shape = rf"(?P<at>{shape})"
    shape = rf"{_words(prefix)}\s*{shape}" if prefix else shape
    shape += rf"[\s\S]*?(?P<end>{_words(end)})" if end else ""
    shape += rf"(?=\s*{_words(suffix)})" if suffix else ""
    found = re.search(shape, text, re.IGNORECASE)
    if found is None:
        return None
    return found.start("at"), found.end("end") if end else found.end("at")


def _words(part: str) -> str:
    """One part: its words within one line, whole."""
    shape = r"[^\S\n]+".join(map(re.escape, part.split()))
    before = r"(?<!\w)" if part[:1].isalnum() else ""
    after = r"(?!\w)" if part[-1:].isalnum() else ""
    return f"{before}{shape}{after}"


WORDS = st.sampled_from(
    ["no", "No", "yes", "said", "R&D", "well-built,", "“we", "will”", "it,", "-", "50%", "a"]
    + [f"word{number}" for number in range(30)]
)
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=25), min_size=1, max_size=4).map(
    lambda lines: "\n".join(" ".join(line) for line in lines)
)


@given(TEXTS, st.data())
def test_a_browser_finds_the_words_of_every_link(text: str, data: st.DataObject) -> None:
    words = [match.span() for match in re.finditer(r"\S+", text)]
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    start, end = words[first][0], words[last][1]
    told = TextLinks(URL, text).to([Span(start, end)])
    if told is None:
        assert not any(map(str.isalnum, text[start:end]))
        return
    found = find(told.partition(":~:")[2], text)
    assert found is not None
    passage = text[start:end].casefold()
    if text.casefold().count(passage) == 1 and "\n" not in passage and last - first < 12:
        assert found == (start, end)


@given(st.text(max_size=200), st.data())
def test_any_text_has_links_without_trouble(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    told = TextLinks(URL, text).to([Span(start, end)])
    assert told is None or re.fullmatch(r"[!-~]+", told)
