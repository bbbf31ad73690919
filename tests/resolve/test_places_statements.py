import re

import pytest

from onrecord.resolve.places import place_statements
from onrecord.types import Act, Framing, Mode, Passage, Place, Span, Statement

PLACES = re.compile(r"\b(?:Tolva|Kestria|Marune|Brissel|Lake Oru)\b")
MARKS = {"[": "source", "<": "cue", "{": "content"}
CLOSING = dict(zip("[<{", "]>}", strict=True))


def read_marked(marked: str) -> tuple[str, Statement, list[Place]]:
    """Text and statement of a text with its [source], <cue> and {content} marked."""
    text, opened, spans = "", {}, {"source": [], "cue": [], "content": []}
    for char in marked:
        if char in CLOSING:
            opened[CLOSING[char]] = char, len(text)
        elif char in opened:
            opening, start = opened.pop(char)
            spans[MARKS[opening]].append(Span(start, len(text)))
        else:
            text += char
    parts = {key: Passage.of(text, tuple(value)) if value else None for key, value in spans.items()}
    statement = Statement(
        id="s", mode=Mode.INDIRECT, act=Act.SAY, framing=Framing.NEUTRAL, score=1.0, **parts
    )
    places = [
        Place(id=f"{m.group()}@{m.start()}", span=Span(*m.span()), text=m.group())
        for m in PLACES.finditer(text)
    ]
    return text, statement, places


def placed(marked: str) -> tuple[str | None, str | None]:
    text, statement, places = read_marked(marked)
    (one,) = place_statements(text, [Span(0, len(text))], [statement], places)

    def words(told):
        return None if told is None else " … ".join(text[s.start : s.end] for s in told.spans)

    return words(one.said_at), words(one.happened_at)


SAID_AT = {
    "[Brand] <told> a rally in Tolva {that the bridge was safe}.": "in Tolva",
    "[Brand] <told> reporters in Brissel on Monday {that the bridge was safe}.": "in Brissel",
    "{“It is safe,”} [she] <said> in Tolva.": "in Tolva",
    "{The bridge is safe}, [she] <said> on Monday in Tolva.": "in Tolva",
    "{The bridge is safe}, [she] <said> at a news conference in Tolva.": "in Tolva",
    "Speaking in Tolva, [Brand] <said> {it was safe}.": "in Tolva",
    "[Brand], speaking to students in the city of Tolva, <said> {it was safe}.": (
        "in the city of Tolva"
    ),
    "[Brand], speaking in Tolva, <said> {it was safe}.": "in Tolva",
    "In Tolva, [Brand] <said> {it was safe}.": "In Tolva",
    "In the Kestrian capital, Tolva, [Brand] <said> {it was safe}.": (
        "In the Kestrian capital, Tolva"
    ),
    "[Brand] <said> {it was safe}, speaking in Tolva.": "in Tolva",
    "[Brand] <said> in an interview in central Tolva {that it was safe}.": "in central Tolva",
    "[Brand] <said> by telephone from Tolva {that it was safe}.": "from Tolva",
    # Not where it was said.
    "TOLVA, Kestria – [Brand] <said> {it was safe}.": None,
    "[Officials in Tolva] <said> {it was safe}.": None,
    "[Brand] <said> {the bridge in Tolva was safe}.": None,
    "[Brand] <said> {it was safe} after floods killed six in Tolva.": None,
    "[Brand] <told> parents of children killed in Tolva {that it was safe}.": None,
    "[Brand], who was born in Tolva, <said> {it was safe}.": None,
    "[Brand] <told> people from Tolva {that it was safe}.": None,
    "[Brand] <told> Kestria {that it was safe}.": None,
    "Six died in Tolva. [Brand] <said> {it was safe}.": None,
    "When floods came in Tolva, [Brand] <said> {it was safe}.": None,
}


@pytest.mark.parametrize(("marked", "expected"), SAID_AT.items())
def test_where_it_was_said(marked, expected):
    assert placed(marked)[0] == expected


HAPPENED_AT = {
    "[Brand] <said> {six died in Tolva}.": "in Tolva",
    "[Brand] <said> {six died near Lake Oru in Kestria}.": "near Lake Oru",
    "[Brand] <said> {a bridge in the old town of Tolva fell}.": "in the old town of Tolva",
    "[Brand] <said> {shops across Kestria closed}.": "across Kestria",
    "[Brand] <said> {Kestria sent troops}.": None,
    "[Brand] <said> {he had lost confidence in Kestria}.": None,
    "[Brand] <said> {troops came from Kestria}.": None,
    "[Brand] <said> in Tolva {that it was safe}.": None,
    "[Brand] <said> {it was safe. In Tolva, six had died}.": None,
}


@pytest.mark.parametrize(("marked", "expected"), HAPPENED_AT.items())
def test_where_it_happened(marked, expected):
    assert placed(marked)[1] == expected


def test_the_place_is_the_one_the_words_name():
    text, statement, places = read_marked("[She] <said> in Brissel {that six died in Tolva}.")
    (one,) = place_statements(text, [Span(0, len(text))], [statement], places)
    assert one.said_at.value == places[0].id
    assert one.happened_at.value == places[1].id


def test_words_in_another_statements_content_are_its_own():
    text, inner, places = read_marked(
        "{They [aides] <say> {he spoke in Tolva}} in Marune, she said."
    )
    outer = Statement(
        id="o",
        source=None,
        cue=Passage.of(text, (Span(text.rindex("said"), text.rindex("said") + 4),)),
        content=Passage.of(text, (Span(0, text.index(" in Marune")),)),
        mode=Mode.INDIRECT, act=Act.SAY, framing=Framing.NEUTRAL, score=1.0,
    )  # fmt: skip
    placed_outer, placed_inner = place_statements(
        text, [Span(0, len(text))], [outer, inner], places
    )
    assert placed_inner.said_at is None
    assert placed_outer.said_at is None


def test_without_places_nothing_changes():
    text, statement, _ = read_marked("[Brand] <said> in Tolva {that it was safe}.")
    assert place_statements(text, [Span(0, len(text))], [statement], []) == (statement,)
