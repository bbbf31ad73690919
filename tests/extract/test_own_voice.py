"""Sentences that the outlet tells in its own voice."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract.own_voice import Happening, find_own_voice
from onrecord.segment import find_words, split_paragraphs
from onrecord.types import Act, Framing, Mode, Passage, Span, Statement


def told(text: str, *contents: str, happenings: tuple[Happening, ...] = ()) -> list[str]:
    """What is told; each content is ``source|cue|content``, words of the text."""
    statements = [_statement(text, *content.split("|")) for content in contents]
    found = find_own_voice(text, split_paragraphs(text), find_words(text), statements, happenings)
    for passage in found:
        assert passage == Passage.of(text, passage.spans)
    return [passage.text for passage in found]


def _statement(text: str, source: str, cue: str, content: str) -> Statement:
    def passage(words: str) -> Passage:
        at = text.index(words)
        return Passage.of(text, (Span(at, at + len(words)),))

    return Statement(
        id=content,
        source=passage(source) if source else None,
        cue=passage(cue),
        content=passage(content),
        mode=Mode.INDIRECT,
        act=Act.SAY,
        framing=Framing.NEUTRAL,
        score=1.0,
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Soldiers withdrew from the island in spring.",
        "The dam burst and the valley flooded.",
        "The mayor has closed the market.",
        "The mayor has since quietly closed the market.",
        "Two people were killed near Vesk.",
        "The market had been closed.",
        "Workers are repairing the bridge.",
        "The bridge is being repaired.",
        "The party, which split last year, won the vote.",
        "Runa Brask, the harbour master, resigned on Monday.",
        "However, the talks later collapsed.",
        "If it rains the ferry stops; on Monday it sank.",
        "She had “no idea”, yet she signed the treaty.",
    ],
)
def test_a_happening_is_told(sentence):
    assert told(sentence) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "The dam may burst.",
        "The dam will be closed.",
        "The dam would have burst.",
        "Soldiers could have withdrawn from the island.",
        "The market has not been closed.",
        "The mayor didn't close the market.",
        "Nobody was killed.",
        "No soldiers crossed the border.",
        "If the dam burst, the valley would drown.",
        "Has the mayor closed the market?",
        "The valley is wide.",
        "The mayor knew the island.",
        "The island is known for its closed markets.",
        "The mayor wants to see the flooded valley.",
        "Ferries are going to sail.",
        "Soldiers withdraw from island",
        "Soldiers withdrew from the island",
        "“Soldiers withdrew from the island.”",
        "The goods shipped by rail are old.",
        "Related documents are in the armed guard's hundred-year-old shed.",
    ],
)
def test_no_happening_is_told(sentence):
    assert told(sentence) == []


def test_what_somebody_says_is_not_own_voice():
    text = "Orlo said that the dam burst. The valley flooded."
    assert told(text, "Orlo|said|that the dam burst") == ["The valley flooded."]


def test_the_rest_of_a_sentence_with_a_statement():
    text = "Troops withdrew from Vesk in May, calling the move a courtesy."
    found = told(text, "Troops|calling|the move a courtesy")
    assert found == ["Troops withdrew from Vesk in May"]


def test_what_a_source_did_is_told_only_with_more_than_its_name():
    text = "Orlo, who fled in May, said the dam was old."
    assert told(text, "Orlo, who fled in May,|said|the dam was old") == []


def test_excluded_paragraphs_tell_nothing():
    text = "The dam burst.\nThe mayor fled.\nThe valley flooded."
    paragraphs = split_paragraphs(text)
    found = find_own_voice(text, paragraphs[::2], find_words(text), [])
    assert [passage.text for passage in found] == ["The dam burst.", "The valley flooded."]


def test_the_model_adds_what_forms_do_not_tell():
    text = "Guards fire on the crowd, killing two."
    at = text.index("killing")
    assert told(text) == []

    def model(*, is_asserted: bool, score: float) -> list[str]:
        return told(text, happenings=(Happening(Span(at, at + 7), is_asserted, score),))

    assert model(is_asserted=True, score=0.9) == [text]
    assert model(is_asserted=False, score=0.9) == []
    assert model(is_asserted=True, score=0.3) == []


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="Aab ,.?!“”\"’'\n-(): edwas", max_size=120))
def test_passages_stand_in_order_and_inside_the_text(text):
    found = find_own_voice(text, split_paragraphs(text), find_words(text), [])
    spans = [span for passage in found for span in passage.spans]
    assert spans == sorted(spans)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
