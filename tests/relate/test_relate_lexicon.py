"""The files of words behind answers and happenings: what they give, and how they fail."""

from importlib.resources import files

import pytest

from onrecord.errors import LexiconError
from onrecord.lexicon.answers import load_answers, parse_answers
from onrecord.lexicon.happenings import Form, load_happenings, parse_happenings

ANSWERS, HAPPENINGS = (
    files("onrecord.lexicon").joinpath(name).read_text(encoding="utf-8")
    for name in ("answers.tsv", "happenings.tsv")
)


def test_phrases_match_whole_words_and_stars_any_ending():
    words = load_answers()
    assert words.untrue.search("these are fabrications")
    assert not words.untrue.search("a falsetto")
    assert words.denying.search("was overturned by")
    assert words.bare.match("none of this is so").group() == "none of this"


def test_the_forms_of_irregular_verbs():
    words = load_happenings()
    assert words.irregular["withdrew"] is Form.PAST
    assert words.irregular["withdrawn"] is Form.PARTICIPLE
    assert words.irregular["struck"] is Form.EITHER
    assert not words.irregular.keys() & words.regular


@pytest.mark.parametrize(
    ("parse", "text"), [(parse_answers, ANSWERS), (parse_happenings, HAPPENINGS)]
)
def test_lines_that_cannot_be_read(parse, text):
    with pytest.raises(LexiconError, match="is no class"):
        parse(text + "nonsense\tword\n")
    with pytest.raises(LexiconError, match="columns"):
        parse(text + "alone\n")
    with pytest.raises(LexiconError, match="no line gives words"):
        parse("")
