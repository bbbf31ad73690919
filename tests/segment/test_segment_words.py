"""Words: tables of what is one and what is two, and what holds for any text."""

import itertools
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.segment import find_words

CASES = {
    "clitics": ("They’re here; she'd say Lesk's won.", "They ’re here ; she 'd say Lesk 's won ."),
    "clitics in upper case": ("LESK'S AND WE’LL", "LESK 'S AND WE ’LL"),
    "two clitics": ("I’d’ve gone", "I ’d ’ve gone"),
    "contractions": ("don't won’t can't y'all", "don't won’t can't y'all"),
    "names with an apostrophe": ("O’Neil d'Arto L’Obs", "O’Neil d'Arto L’Obs"),
    "a clitic's letter that goes on": ("O'Shea's d’Estaing", "O'Shea 's d’Estaing"),
    "plural possessive": ("the workers’ union", "the workers ’ union"),
    "cut-off years": ("the ’90s, '08", "the ’ 90s , ' 08"),
    "abbreviations": ("U.S. and U.K.-based e.g. a.m.", "U.S. and U.K. - based e.g. a.m."),
    "titles": ("Dr. Ode, Col. Brand", "Dr . Ode , Col . Brand"),
    "numbers": ("1,000km 3.5% 10:30 1/2 $5bn", "1,000km 3.5 % 10:30 1/2 $ 5bn"),
    "a number at a sentence's end": ("in 2024. It", "in 2024 . It"),
    "hyphens": ("US-made well-to-do 10-15", "US-made well-to-do 10-15"),
    "typed hyphens": ("re‐enter re‑enter", "re‐enter re‑enter"),
    "dashes": ("no -- none — never – not --- ever-", "no -- none — never – not --- ever -"),
    "dots": ("Well... no… so .. yes....", "Well ... no … so .. yes ...."),
    "marks": ("“No,” (he) [sic]!?", "“ No , ” ( he ) [ sic ] ! ?"),
    "doubled marks": ("``No,'' he said.", "`` No , '' he said ."),
    "three single marks": ("'''", "'' '"),
    "single marks": ("‘No,’ she said: 'yes'", "‘ No , ’ she said : ' yes '"),
    "letters with combining marks": (
        "Zoe\u0308 cafe\u0301s \u0301x",
        "Zoe\u0308 cafe\u0301s \u0301x",
    ),
    "emoji": ("ok 👍👎 x", "ok 👍 👎 x"),
    "joined emoji": ("a 👩‍🚀👨‍👩‍👧 b", "a 👩‍🚀 👨‍👩‍👧 b"),
    "emoji with a tone": ("👍🏽 👩🏽‍🚀", "👍🏽 👩🏽‍🚀"),
    "emoji with a variation": ("❤️ ❤️‍🔥 1️⃣", "❤️ ❤️‍🔥 1️⃣"),
    "flags": ("🇫🇷🇩🇪 x", "🇫🇷 🇩🇪 x"),
    "line ends": ("One\r\ntwo\rthree\u2028four", "One two three four"),
    "odd blanks": ("a\u00a0b\u2009c\u3000d", "a b c d"),
    "Cyrillic, Greek, Arabic": ("Кто это? Τι είναι; من هذا", "Кто это ? Τι είναι ; من هذا"),
    "scripts without blanks": ("他说：“不”。", "他说 ： “ 不 ” 。"),
    "addresses": ("a_b@c.org", "a_b @ c . org"),
    "nothing": ("", ""),
    "only blanks": (" \r\n\t\u00a0", ""),
}
# Ten times what it takes; one that grows with the square of the length takes minutes.
SECONDS_IF_LINEAR = 5
# Marks, letters, blanks and joiners that the rules look at, so that they meet each other.
NEWSLIKE = st.text("aZé5 .,'’‘\"“”`-\n\r\t\u00a0\u0301\u200d\ufe0f👩🚀🏽🇫ş_%…", max_size=60)


@pytest.mark.parametrize(("text", "words"), CASES.values(), ids=CASES)
def test_words(text, words):
    assert [word.text for word in find_words(text)] == words.split()


def test_positions_count_code_points_of_the_whole_text():
    text = "x 👩‍🚀 don’t"
    assert find_words(text, 2) == [(2, 5, "👩‍🚀"), (6, 11, "don’t")]


def test_a_part_of_a_text_ends_where_it_is_said_to():
    assert find_words("one two-three", 4, 8) == [(4, 7, "two"), (7, 8, "-")]


@given(st.text(max_size=80) | NEWSLIKE)
def test_words_cover_every_character_that_is_no_blank(text):
    words = find_words(text)
    assert all(text[start:end] == part for start, end, part in words)
    assert all(part and not any(map(str.isspace, part)) for _, _, part in words)
    assert all(a.end <= b.start for a, b in itertools.pairwise(words))
    assert "".join(word.text for word in words) == "".join(text.split())


@pytest.mark.parametrize("unit", ["9", "a", "'", "a-", "1.", "A.", "👩‍", "\u0301", "’s"])
def test_time_is_linear_in_the_length(unit):
    text = unit * (200_000 // len(unit))
    began = process_time()
    assert "".join(word.text for word in find_words(text)) == text
    assert process_time() - began < SECONDS_IF_LINEAR
