import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.resolve.places.evidence import find_nations
from onrecord.resolve.places.folding import fold_name, keys_of, trim_name
from onrecord.resolve.places.homes import find_home
from onrecord.types import Span
from tests.resolve.places_map import MapOfPlaces

KEYS = {
    "KYIV": "kyiv",
    "São Paulo": "sao paulo",
    "Saint-Denis": "st denis",
    "St. Denis": "st denis",
    "Mount Oru": "mt oru",
    "N'Djamena": "ndjamena",
    "N’Djamena": "ndjamena",
    "Port-au-Prince": "port au prince",
    "Gießen": "giessen",
    "Đà Nẵng": "da nang",
    "İzmir": "izmir",
    "W.Va.": "wva",
    "  New   York ": "new york",
    "…": "",
}


@pytest.mark.parametrize(("name", "key"), KEYS.items())
def test_keys(name, key):
    assert fold_name(name) == key


TRIMMED = {
    "Iowa's": "Iowa",
    "Iowa’s": "Iowa",
    "IOWA'S": "IOWA",
    "the Netherlands'": "Netherlands",
    "The Hague": "Hague",
    "Tolva,": "Tolva",
    "(Tolva)": "Tolva",
    "St. John's": "St. John",
    "the": "the",
    "": "",
}


@pytest.mark.parametrize(("name", "trimmed"), TRIMMED.items())
def test_what_is_no_part_of_a_name(name, trimmed):
    assert trim_name(name) == trimmed


LAST_KEYS = {
    "northern Kestria": "kestria",
    "South-Eastern Kestria": "kestria",
    "downtown Tolva": "tolva",
    "the Republic of Kestria": "kestria",
    "Tolva Township": "tolva",
    "Oru County": "oru",
    "Tolva, Kestria": "tolva",
    "Kestrians": "kestrian",
    "Tolva": "tolva",
}


@pytest.mark.parametrize(("name", "key"), LAST_KEYS.items())
def test_the_last_key_tried_is_the_barest(name, key):
    assert keys_of(name)[-1] == key
    assert keys_of(name)[0] == fold_name(name)


@given(st.text(max_size=40))
@example("\U00010783")  # a small raised æ
def test_any_name_folds_once_and_for_all(name):
    assert fold_name(fold_name(name)) == fold_name(name)
    assert all(key == fold_name(key) for key in keys_of(name))


TOLD = {
    "French police and the Kremlin": [("france", "COUNTRY"), ("russia", "COUNTRY")],
    "Texas State Police": [("texas", "FIRST_ORDER")],
    "north carolina": [],
    "North Carolina's lakes": [("north carolina", "FIRST_ORDER")],
    "US troops help us": [("united states", "COUNTRY")],
    "Nobody there": [],
    "": [],
}


@pytest.mark.parametrize(("text", "told"), TOLD.items())
def test_words_that_tell_a_country(text, told):
    assert [(key, kind.name) for key, kind in find_nations(text, [])] == told


def test_words_that_a_name_covers_tell_nothing():
    text = "Texas Brand met French police"
    assert [key for key, _ in find_nations(text, [Span(0, 11)])] == ["france"]


HOMES = {
    ("Brissel Herald", None): ("", ["Brissel"]),
    ("The Daily Brissel Times", None): ("", ["Brissel"]),
    ("The Times", None): ("", []),
    (None, "https://www.brisselnews.co.kx/a"): ("KX", ["Brissel"]),
    (None, "https://news.brissel.example/a"): ("", ["Brissel"]),
    (None, "https://observer.uk/a"): ("GB", []),
    (None, "https://brissel.tv/a"): ("", ["Brissel"]),
    ("brissel.example", None): ("", ["Brissel"]),
    (None, None): ("", []),
    ("", ""): ("", []),
}


@pytest.mark.parametrize(("given_", "expected"), HOMES.items())
def test_where_an_outlet_is_at_home(given_, expected):
    home = find_home(*given_, MapOfPlaces())
    assert (home.country, [entry.name for entry in home.places]) == expected
