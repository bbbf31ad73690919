"""The core of a source: the words in it that stand for the speaker."""

import pytest
from actor_texts import read_marks

from onrecord.lexicon.people import load_people
from onrecord.resolve.speakers.layout import lay_out
from onrecord.resolve.speakers.phrases import names_by_word
from onrecord.resolve.speakers.sources import Core, CoreKind, find_core
from onrecord.segment import find_words
from onrecord.types import Form, Mention, Span


def core_of(marked: str) -> tuple[Core | None, str]:
    text, names, _ = read_marks(marked)
    words = find_words(text)
    layout = lay_out(text, words, [Span(0, len(text))], ())
    mentions = [
        Mention(span=n.span, text=text[slice(*n.span)], form=Form.NAME, kind=n.kind, actor="a")
        for n in names
    ]
    core = find_core(layout, range(len(words)), names_by_word(layout, mentions), load_people())
    if core is None:
        return None, ""
    return core, text[words[core.first].start : words[core.last].end]


@pytest.mark.parametrize(
    ("marked", "kind", "words"),
    [
        ("[Ira Moll]", CoreKind.NAME, "Ira Moll"),
        ("Arvan spokesman [Ira Moll] (A-Vesk)", CoreKind.NAME, "Arvan spokesman Ira Moll"),
        ("[Ira Moll], 56, who has served for a decade,", CoreKind.NAME, "Ira Moll"),
        ("[Ira Moll] himself", CoreKind.NAME, "Ira Moll"),
        ("[Moll]'s", CoreKind.NAME, "Moll"),
        ("the minister of ports, [Ira Moll],", CoreKind.NAME, "Ira Moll"),
        ("according to [Ira Moll]", CoreKind.NAME, "Ira Moll"),
        ("a spokesman for [Ira Moll]", CoreKind.NOUN, "a spokesman"),
        ("[Moll]'s lawyer", CoreKind.NOUN, "Moll's lawyer"),
        ("the [Moll] campaign", CoreKind.NOUN, "the Moll campaign"),
        ("two officials familiar with the talks", CoreKind.NOUN, "two officials"),
        ("one of the family's attorneys", CoreKind.NOUN, "one"),
        ("he", CoreKind.PRONOUN, "he"),
        ("who", CoreKind.RELATIVE, "who"),
        ("most of whom", CoreKind.RELATIVE, "whom"),
        ("WALLACE", CoreKind.CAPITALS, "WALLACE"),
        ("[Ira Moll] and [Una Brask]", CoreKind.SEVERAL, "Ira Moll and Una Brask"),
        ("[Ira Moll] and his aides", CoreKind.SEVERAL, "Ira Moll and his aides"),
        ("protesters, voters and officials", CoreKind.SEVERAL, "protesters, voters and officials"),
        ("[Ira Moll], a fellow at {Ode House} and a former envoy to <Peru>", CoreKind.NAME,
         "Ira Moll"),
    ],
)  # fmt: skip
def test_find_core(marked: str, kind: CoreKind, words: str) -> None:
    core, found = core_of(marked)
    assert core is not None
    assert (core.kind, found) == (kind, words)


@pytest.mark.parametrize("marked", ["", ",", "“”", " , — "])
def test_no_words_no_core(marked: str) -> None:
    assert core_of(marked) == (None, "")
