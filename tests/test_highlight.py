import html
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.highlight import Mark, Part, harmless, marks_of, segments, to_html
from onrecord.types import (
    Act,
    Excluded,
    Framing,
    Mode,
    Passage,
    Report,
    Span,
    Speaker,
    Statement,
    Why,
)

TEXT = "Brand said Ruud had told him that the bridge was safe. READ MORE: Bridges"


def passage(words: str) -> Passage:
    start = TEXT.index(words)
    return Passage.of(TEXT, (Span(start, start + len(words)),))


def statement(source: str, cue: str, content: str, **known: object) -> Statement:
    return Statement(
        id=f"{source}-{cue}",
        source=passage(source),
        cue=passage(cue),
        content=passage(content),
        mode=Mode.INDIRECT,
        act=Act.SAY,
        framing=Framing.NEUTRAL,
        score=0.9,
        **known,
    )


OUTER = statement("Brand", "said", "Ruud had told him that the bridge was safe")
INNER = statement("Ruud", "had told", "that the bridge was safe", within=OUTER.id)
TEASER = Excluded((passage("READ MORE: Bridges").spans), Why.TEASER)


def parts_by_words() -> dict[str, list[str]]:
    found = segments(len(TEXT), marks_of([INNER, OUTER], [TEASER]))
    return {TEXT[s.start : s.end]: [mark.part.value for mark in s.marks] for s in found}


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("Brand", ["source"]),
        ("said", ["cue"]),
        ("Ruud", ["content", "source"]),
        ("had told", ["content", "cue"]),
        (" him ", ["content"]),
        ("that the bridge was safe", ["content", "content"]),
        (". ", []),
        ("READ MORE: Bridges", ["excluded"]),
    ],
)
def test_nested_marks_stand_from_the_outermost_to_the_innermost(words, parts):
    assert parts_by_words()[words] == parts


def test_the_innermost_of_two_contents_is_the_nested_one():
    marks = marks_of([INNER, OUTER])
    at = TEXT.index("bridge")
    (segment,) = [s for s in segments(len(TEXT), marks) if s.start <= at < s.end]
    assert [mark.statement for mark in segment.marks] == [OUTER, INNER]


def test_a_discontinuous_content_is_outside_of_what_stands_in_its_shorter_part():
    outer = Mark(Part.CONTENT, (Span(0, 10), Span(20, 60)), "outer")
    inner = Mark(Part.CONTENT, (Span(0, 12),), "inner")
    first = segments(60, [inner, outer])[0]
    assert [mark.note for mark in first.marks] == ["outer", "inner"]


_SPANS = st.lists(st.integers(-3, 45), min_size=2, max_size=6, unique=True).map(
    lambda edges: tuple(Span(*pair) for pair in zip(*[iter(sorted(edges))] * 2, strict=False))
)
_MARKS = st.lists(st.builds(Mark, st.sampled_from(Part), _SPANS, st.just("note")), max_size=8)


@given(st.integers(0, 40), _MARKS, st.lists(st.integers(-2, 50), max_size=4))
def test_segments_cover_the_text_once_and_carry_exactly_the_marks_over_them(length, marks, breaks):
    found = segments(length, marks, breaks)
    assert [c for s in found for c in range(s.start, s.end)] == list(range(length))
    for start, end, over in found:
        for char in range(start, end):
            expected = [m for m in marks if any(s <= char < e for s, e in m.spans)]
            assert sorted(map(id, over)) == sorted(map(id, expected))
    edges = {segment.start for segment in found}
    assert all(b in edges for b in breaks if 0 < b < length)


def without_tags(fragment: str) -> str:
    body = re.sub(r"<style>.*?</style>", "", fragment, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]*>", "", body))


def test_html_without_its_tags_is_the_text():
    assert without_tags(to_html(Report(text=TEXT), [OUTER, INNER], [TEASER])) == TEXT


def test_html_marks_parts_and_tells_who_does_what():
    fragment = to_html(Report(text=TEXT), [OUTER, INNER], [TEASER])
    assert '<mark class="onrecord-source" title="Brand · say · 0.90">Brand</mark>' in fragment
    assert (
        '<mark class="onrecord-source onrecord-content" '
        'title="Ruud · say · 0.90\nBrand · say · 0.90">Ruud</mark>'
    ) in fragment
    assert 'class="onrecord-content onrecord-nested"' in fragment
    assert 'title="not the report&#x27;s own: teaser">READ MORE' in fragment


def test_a_title_tells_what_is_known_of_the_speaker_and_when_it_was_said():
    speaker = Speaker("Ivo Brand", role="mayor of\nHarl", country="XH")
    known = replace(OUTER, speaker=speaker, said_on="2031-03-14")
    fragment = to_html(Report(text=TEXT), [known], [])
    assert 'title="Ivo Brand (mayor of Harl, XH) · say · said 2031-03-14 · 0.90"' in fragment


def test_html_escapes_the_text_and_the_names():
    text = '<script>alert("1")</script> said & more\x1b[2J\u202e'
    hostile = Statement(
        id="1",
        source=Passage.of(text, (Span(0, 27),)),
        cue=None,
        content=Passage.of(text, (Span(28, len(text)),)),
        mode=Mode.DIRECT,
        act=Act.DENY,
        framing=Framing.NEUTRAL,
        score=1.0,
        negated=True,
        speaker=Speaker('"><script>\u202e', role="<b>", country="\x1b[2J"),
        said_on='"onclick="',
    )
    fragment = to_html(Report(text=text), [hostile], [])
    assert "<script" not in fragment
    assert not re.search("[\x1b\u202e]", fragment)
    assert (
        'title="&quot;&gt;&lt;script&gt;\\u202e (&lt;b&gt;, \\x1b[2J) · not deny '
        '· said &quot;onclick=&quot; · 1.00"'
    ) in fragment


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, “quoted” – naïve 漢字 🙂", None),
        ("two\nlines\tand a tab", None),
        ("a\x00b", r"a\x00b"),
        ("\x1b]0;title\x07", r"\x1b]0;title\x07"),
        ("\x9b31m", r"\x9b31m"),
        ("safe\u202egnp.exe\u2066", r"safe\u202egnp.exe\u2066"),
        ("half \ud83d", r"half \ud83d"),
    ],
)
def test_harmless_writes_out_what_a_terminal_obeys_and_keeps_the_rest(text, shown):
    assert harmless(text) == (text if shown is None else shown)
