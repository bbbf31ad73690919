"""The files of countries, divisions, seats and bodies."""

from importlib.resources import files

import pytest

from onrecord.errors import LexiconError
from onrecord.lexicon import lexicon_version, parse_lexicon
from onrecord.lexicon.nations import Sense, fold, load_nations, parse_nations
from onrecord.lexicon.titles import load_nicknames, load_titles, parse_titles

NAMES = ("countries.tsv", "divisions.tsv", "seats.tsv", "bodies.tsv")


@pytest.fixture
def texts() -> dict[str, str]:
    folder = files("onrecord.lexicon")
    return {name: folder.joinpath(name).read_text(encoding="utf-8") for name in NAMES}


def meanings():
    return [meaning for rests in load_nations().index.values() for _, meaning in rests]


def test_every_country_has_a_code_and_a_name():
    names = load_nations().names
    # ISO 3166-1 has 249 entries; Kosovo's code is user-assigned.
    assert len(names) == 250
    assert len(set(names.values())) == 250


def test_every_country_has_words_that_tell_it():
    told = {code for m in meanings() for code in m.countries if m.sense is Sense.COUNTRY}
    assert told == set(load_nations().names)


def test_all_codes_are_countries():
    assert {code for m in meanings() for code in m.countries} == set(load_nations().names)


def test_seats_of_power_are_on_all_continents():
    seats = [m for m in meanings() if m.sense is Sense.SEAT]
    assert len({m.name for m in seats}) > 100
    countries = {code for m in seats for code in m.countries}
    assert len(countries) > 70
    assert {"US", "RU", "CN", "NG", "ZA", "BR", "AU", "JP", "IL", "IR", "UA", "FR"} <= countries


def test_a_word_of_two_countries_is_open():
    index = load_nations().index
    for word in ("georgia", "congo", "korean", "dominican", "punjab"):
        meaning = next(m for rest, m in index[word] if not rest)
        assert not meaning.sure
        assert len(meaning.countries) == 2


def test_short_forms_only_count_in_capitals():
    assert next(m for rest, m in load_nations().index["us"] if not rest).capitals


def test_folding():
    assert [fold(word) for word in ("Élysée", "U.S.", "N’Djamena")] == ["elysee", "us", "n'djamena"]


def test_the_version_counts_these_files():
    folder = files("onrecord.lexicon")
    texts = {
        entry.name: entry.read_text(encoding="utf-8")
        for entry in folder.iterdir()
        if entry.name.endswith((".tsv", ".toml"))
    }
    assert parse_lexicon(texts).version == lexicon_version()
    for name in ("seats.tsv", "titles.tsv"):
        changed = {**texts, name: texts[name] + "# one more line\n"}
        assert parse_lexicon(changed).version != lexicon_version()


def test_a_missing_file_and_a_broken_line_are_named(texts):
    with pytest.raises(LexiconError, match=r"seats\.tsv: the file is missing"):
        parse_nations({name: text for name, text in texts.items() if name != "seats.tsv"})
    with pytest.raises(LexiconError, match=r"seats\.tsv, line \d+: 'Lima' is no country code"):
        parse_nations({**texts, "seats.tsv": texts["seats.tsv"] + "the Ode Palace\tLima\tcrown\n"})
    with pytest.raises(LexiconError, match=r"countries\.tsv, line \d+: 3 columns"):
        parse_nations({**texts, "countries.tsv": texts["countries.tsv"] + "QQ\tOdeland\tOde\n"})


def test_titles_are_read_and_broken_ones_are_named():
    titles = load_titles()
    assert {"minister", "spokesman", "teacher"} <= titles.function
    assert "colonel" in titles.rank
    with pytest.raises(LexiconError, match="no class"):
        parse_titles("hobby\tfishing\n")
    with pytest.raises(LexiconError, match="no line gives words"):
        parse_titles("rank\tcolonel\n")


def test_functions_by_plural_and_compound():
    titles = load_titles()
    assert titles.is_function("ministers")
    assert titles.is_function("ex-mayor")
    assert not titles.is_function("banana")


def test_nicknames_go_both_ways():
    nicknames = load_nicknames()
    assert "william" in nicknames["bill"]
    assert "bill" in nicknames["william"]
