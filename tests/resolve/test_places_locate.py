import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.resolve.places import Kind, locate
from onrecord.types import Name, NameKind, Span
from tests.resolve.places_map import MapOfPlaces

MAP = MapOfPlaces()
MARKED = re.compile(r"\[(?:(\w):)?([^\]]*)\]")
KINDS = {
    None: NameKind.PLACE,
    "g": NameKind.GROUP,
    "f": NameKind.FACILITY,
    "p": NameKind.PERSON,
    "o": NameKind.ORGANISATION,
}


def read_marked(marked: str) -> tuple[str, list[Name]]:
    """Text and names of a text with its names in brackets: ``[Tolva]``, ``[g:Kestrian]``."""
    text, names, last = "", [], 0
    for match in MARKED.finditer(marked):
        text += marked[last : match.start()]
        names.append(Name(Span(len(text), len(text) + len(match[2])), KINDS[match[1]], 1.0))
        text += match[2]
        last = match.end()
    return text + marked[last:], names


def located(marked: str, **options) -> list[tuple[str, int | None]]:
    text, names = read_marked(marked)
    options = {"gazetteer": MAP, "outlet": None, "least": 0.0} | options
    places = locate(text, names, edition="e", **options)
    assert all(text[place.span.start : place.span.end] == place.text for place in places)
    return [(place.text, place.geonameid) for place in places]


KESTRIA, DRAVANY, MARUNE, ORESK, TOLVA_MARUNE, TOLVA_DRAVANY, TOLVA_ORESK, BRISSEL = range(1, 9)
HAMM, PRAL, QYV, LODKA, AIRPORT, NICE = range(9, 15)

MEANT = {
    # The larger one, where nothing else is told.
    "A fire in [Tolva].": [TOLVA_DRAVANY],
    # Behind a comma.
    "A fire in [Tolva], [Upper Marune].": [TOLVA_MARUNE, MARUNE],
    "A fire in [Tolva], [Oresk].": [TOLVA_ORESK, ORESK],
    "A fire in [Tolva, Oresk].": [TOLVA_ORESK],
    "A fire in [Tolva], Upper Marune, killed six.": [TOLVA_MARUNE],
    "A fire in [Tolva], U.M., killed six.": [TOLVA_MARUNE],
    "A fire in [Tolva] (Oresk) killed six.": [TOLVA_ORESK],
    # What is near, and one sense in a report.
    "From [Brissel] to [Hamm]: a fire in [Tolva]. In [Tolva], six died.": [
        BRISSEL, HAMM, TOLVA_MARUNE, TOLVA_MARUNE,
    ],
    # The same place by another name or spelling.
    "[Qyv], [Kiv] and [Qiev].": [QYV, QYV, QYV],
    "[QYV] and [LODKA], [Łódka] and [Lodka].": [QYV, LODKA, LODKA, LODKA],
    "[Sankt-Hamm] and [Hamm].": [HAMM, HAMM],
    # Possessives, articles and words around the name.
    "[Kestria's] army, [the Kestria] of old, [Brissel’s].": [KESTRIA, KESTRIA, BRISSEL],
    "[northern Kestria] and [central Brissel].": [KESTRIA, BRISSEL],
    "[the city of Brissel].": [BRISSEL],
    # Short forms only as they are written.
    "[U.M.] and [KX].": [MARUNE, KESTRIA],
    "[kx] and [um].": [None, None],
    # Unknown to the map.
    "[Nowhere].": [None],
    "[].": [None],
    # Facilities where the map knows one, and nothing else of that name.
    "[f:Tolva Airport] and [f:Tolva] and [f:Nowhere Palace].": [AIRPORT],
}  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), MEANT.items())
def test_which_place_is_meant(marked, expected):
    assert [place for _, place in located(marked)] == expected


@pytest.mark.parametrize(
    "marked", ["[p:Tolva Brand] spoke.", "[o:Tolva Times] wrote.", "[g:Kestrian] troops."]
)
def test_other_names_are_no_places(marked):
    assert located(marked) == []


@pytest.mark.parametrize(
    ("before", "expected"),
    [("", 1), ("French police and French troops", 2), ("The Kremlin and Russian police", 3)],
)
def test_a_people_or_a_seat_tells_which_country_is_meant(before, expected):
    towns = [
        ("Tolva", 20.0, 80.0, "DV", "A", "", 60_000, Kind.SETTLEMENT),
        ("Tolva", 47.0, 2.0, "FR", "A", "", 20_000, Kind.SETTLEMENT),
        ("Tolva", 60.0, 50.0, "RU", "A", "", 20_000, Kind.SETTLEMENT),
        ("France", 46.0, 2.0, "FR", "", "", 60_000_000, Kind.COUNTRY),
        ("Russia", 60.0, 100.0, "RU", "", "", 140_000_000, Kind.COUNTRY),
    ]
    marked = f"{before} came to [Tolva]."
    assert located(marked, gazetteer=MapOfPlaces(towns)) == [("Tolva", expected)]


@pytest.mark.parametrize(
    ("outlet", "url"),
    [("Brissel Herald", None), (None, "https://www.brisselherald.com/2031/a"), ("brissel.com", "")],
)
def test_an_outlet_named_after_a_place_is_at_home_near_it(outlet, url):
    assert located("A fire in [Tolva].", outlet=outlet, url=url) == [("Tolva", TOLVA_MARUNE)]


@pytest.mark.parametrize("url", ["https://[half", "no address", "http://", "https://a.b.c.kx./"])
def test_an_odd_address_is_no_evidence(url):
    assert located("A fire in [Tolva].", url=url) == [("Tolva", TOLVA_DRAVANY)]


def test_a_people_is_no_place_whatever_the_model_says():
    assert located("[Kestrian] troops in [Brissel].") == [("Brissel", BRISSEL)]
    assert located("[Kestrians] in [Brissel].", peoples=True)[0] == ("Kestrians", KESTRIA)


def test_below_the_least_score_only_the_score_is_told():
    text, names = read_marked("A fire in [Tolva].")
    (sure,) = locate(text, names, edition="e", gazetteer=MAP, outlet=None, least=0.0)
    (unsure,) = locate(text, names, edition="e", gazetteer=MAP, outlet=None, least=1.0)
    assert unsure.score == sure.score > 0
    assert (sure.latitude, sure.longitude, sure.country) == (21.0, 81.0, "DV")
    told = unsure.geonameid, unsure.name, unsure.country, unsure.latitude, unsure.longitude
    assert told == (None,) * 5


def test_a_name_that_ends_like_a_possessive():
    towns = MapOfPlaces([("St. Oru's", 20.0, 80.0, "DV", "A", "", 60_000, Kind.SETTLEMENT)])
    assert located("A fire in [St. Oru's].", gazetteer=towns) == [("St. Oru's", 1)]


def test_an_empty_map_leaves_all_open():
    assert located("[Tolva], [Oresk].", gazetteer=MapOfPlaces(())) == [
        ("Tolva", None),
        ("Oresk", None),
    ]


def test_no_names_no_places():
    assert located("Nothing here.") == []


def test_ids_are_of_edition_and_span():
    text, names = read_marked("[Tolva] and [Tolva].")
    ids = [
        place.id
        for edition in ("a", "b")
        for place in locate(text, names, edition=edition, gazetteer=MAP, outlet=None)
    ]
    assert len(set(ids)) == 4


@pytest.mark.parametrize("kinds", [1, 1000])
def test_a_thousand_names_are_no_trouble(kinds):
    words = [f"[Tolva{n % kinds or ''}]" for n in range(1000)] + ["[Tolva], [Oresk]"] * 20
    places = [
        (f"Tolva{n}", 10.0 + n / 50, 10.0, "KX", "", "", n, Kind.SETTLEMENT)
        for n in range(kinds)
        for _ in range(3)
    ]
    text, names = read_marked(" ".join(words))
    began = time.perf_counter()
    found = locate(text, names, edition="e", gazetteer=MapOfPlaces(places), outlet=None)
    assert len(found) == len(names)
    assert time.perf_counter() - began < 5


@given(
    text=st.text(alphabet="Tolva, Oresk.[]'’sU", max_size=60),
    cuts=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6),
)
def test_any_names_anywhere(text, cuts):
    names = [
        Name(Span(start, end), NameKind.PLACE, 0.5)
        for start, end in cuts
        if start <= end <= len(text)
    ]
    places = locate(text, names, edition="e", gazetteer=MAP, outlet=None)
    assert len(places) == len(names)
    assert all(place.text == text[place.span.start : place.span.end] for place in places)
    assert all(0 <= place.score <= 1 for place in places)
