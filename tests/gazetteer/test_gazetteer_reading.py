import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from click.testing import CliRunner

from onrecord.cli.gazetteer import command
from onrecord.errors import GazetteerError
from onrecord.gazetteer import SqliteGazetteer, default_path, import_geonames, open_gazetteer
from onrecord.gazetteer.english import load_english_names, parse_names
from onrecord.resolve.places import Kind
from onrecord.resolve.places.folding import fold_name
from tests.gazetteer.dumps import DUMP, PLACES


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """No gazetteer of whoever runs the tests."""
    monkeypatch.delenv("ONRECORD_GAZETTEER", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def imported(tmp_path):
    (tmp_path / "KX.txt").write_text(DUMP, encoding="utf-8")
    path = tmp_path / "kx.sqlite"
    import_geonames(tmp_path / "KX.txt", path)
    return path


def ids(name: str, country: str) -> set[int]:
    matches = open_gazetteer().find([fold_name(name)]).get(fold_name(name), ())
    return {match.entry.geonameid for match in matches if match.entry.country == country}


SAME = [
    ("Kiev", "Kyiv", "UA"),
    ("Bombay", "Mumbai", "IN"),
    ("Peking", "Beijing", "CN"),
    ("Köln", "Cologne", "DE"),
    ("Den Haag", "The Hague", "NL"),
    ("Łódź", "Lodz", "PL"),
    ("Burma", "Myanmar", "MM"),
    ("Ky.", "Kentucky", "US"),
    ("St. Petersburg", "Saint Petersburg", "RU"),
    ("Bayern", "Bavaria", "DE"),
]


@pytest.mark.parametrize(("one", "other", "country"), SAME)
def test_spellings_of_one_place(one, other, country):
    assert ids(one, country) & ids(other, country)


def test_every_country_of_the_lexicon_is_there_and_where_it_is():
    gazetteer = open_gazetteer()
    codes = {one.country for one in load_english_names() if one.country and not one.division}
    missing = []
    for names in load_english_names():
        if names.country and not names.division and names.how.name == "NAME":
            keys = [fold_name(name) for name in names.names]
            found = {
                match.entry.country
                for matches in gazetteer.find(keys).values()
                for match in matches
                if match.entry.kind is Kind.COUNTRY
            }
            if names.country not in found:
                missing.append(names.country)
    assert len(codes) > 240
    # Without inhabitants, or no country of GeoNames' list.
    assert set(missing) <= {"UM", "HM", "GS", "TF", "IO", "AQ", "BV"}


def test_places_are_where_they_are():
    found = open_gazetteer().find(["montevideo"])["montevideo"]
    (capital,) = [match.entry for match in found if match.entry.kind is Kind.CAPITAL]
    assert capital.country == "UY"
    assert abs(capital.latitude + 34.9) < 0.2
    assert abs(capital.longitude + 56.2) < 0.2
    assert 1e6 < capital.population < 3e6


def test_words_of_news_are_no_hamlets():
    found = open_gazetteer().find(["middle east", "white house", "west side"])
    assert not {match.entry.name for matches in found.values() for match in matches}


def test_a_lookup_is_the_same_from_many_threads():
    gazetteer = SqliteGazetteer(open_gazetteer().path)
    keys = ["paris", "springfield", "san jose", "nowhere at all"] * 20
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda key: gazetteer.find([key]).get(key, ()), keys))
    assert found == [gazetteer.find([key]).get(key, ()) for key in keys]
    assert found[0]
    assert not found[3]


def test_two_processes_read_at_once_from_a_folder_they_cannot_write(imported, tmp_path):
    tmp_path.chmod(0o555)
    code = (
        "import sys; from pathlib import Path; from onrecord.gazetteer import SqliteGazetteer;"
        "print(len(SqliteGazetteer(Path(sys.argv[1])).find(['tolva'])['tolva']))"
    )
    try:
        running = [
            subprocess.Popen([sys.executable, "-c", code, imported], stdout=subprocess.PIPE)
            for _ in range(2)
        ]
        assert [process.communicate(timeout=60)[0] for process in running] == [b"2\n", b"2\n"]
    finally:
        tmp_path.chmod(0o755)


def test_the_one_named_then_the_imported_then_the_shipped(imported, home, monkeypatch):
    shipped = open_gazetteer()
    assert shipped.path.name == "places.sqlite"
    default_path().parent.mkdir(parents=True)
    default_path().write_bytes(imported.read_bytes())
    assert open_gazetteer().path == default_path()
    assert open_gazetteer() is open_gazetteer()
    monkeypatch.setenv("ONRECORD_GAZETTEER", str(imported))
    assert open_gazetteer().path == imported
    assert open_gazetteer(shipped.path).path == shipped.path


def test_an_imported_one_is_used_by_a_reader_that_runs_on(imported, home):
    default_path().parent.mkdir(parents=True)
    default_path().write_bytes(imported.read_bytes())
    before = open_gazetteer()
    (home / "again.txt").write_text(DUMP.replace("Tolva", "Velto"), encoding="utf-8")
    import_geonames(home / "again.txt", default_path())
    assert before.find(["tolva"])
    assert open_gazetteer().find(["velto"])
    assert not open_gazetteer().find(["tolva"])


def other_database(path):
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE place (id INTEGER)")


def of_another_version(path):
    with sqlite3.connect(path) as file:
        file.execute("PRAGMA user_version = 99")


def cut(path):
    path.write_bytes(path.read_bytes()[:5000])


def without_names(path):
    with sqlite3.connect(path) as file:
        file.execute("DROP TABLE name")


def scrambled(path):
    data = path.read_bytes()
    path.write_bytes(data[:200] + bytes(255 - byte for byte in data[200:]))


DAMAGE = {
    lambda path: path.unlink(): "no such gazetteer",
    lambda path: (path.unlink(), path.mkdir()): "no such gazetteer",
    lambda path: path.write_text("a,b\n1,2\n" * 200): "cannot be read|no gazetteer",
    lambda path: path.write_bytes(b""): "no gazetteer",
    lambda path: (path.unlink(), other_database(path)): "no gazetteer",
    of_another_version: "another version",
    without_names: "cannot be read",
    scrambled: "cannot be read",
    cut: "cannot be read",
}


@pytest.mark.parametrize(("damage", "told"), DAMAGE.items(), ids=range(len(DAMAGE)))
def test_what_is_no_gazetteer(imported, damage, told):
    damage(imported)
    with pytest.raises(GazetteerError, match=told) as caught:
        SqliteGazetteer(imported).find(["tolva", "marune", "french"])
    assert caught.value.code == "bad-gazetteer"
    assert "onrecord gazetteer import" in str(caught.value)
    assert str(imported) in str(caught.value)


@pytest.mark.parametrize("line", ["1\tname", "x\tname\tTolva", "1\tnick\tTolva"])
def test_names_that_cannot_be_read(line):
    with pytest.raises(Exception, match=r"names.tsv, line 1"):
        list(parse_names(line))


def test_info_says_which_one_is_used(imported, monkeypatch):
    shown = CliRunner().invoke(command, ["info"])
    assert shown.exit_code == 0
    assert "GeoNames" in shown.stdout
    assert "CC BY 4.0" in shown.stdout
    monkeypatch.setenv("ONRECORD_GAZETTEER", str(imported))
    shown = CliRunner().invoke(command, ["info"]).stdout
    assert str(imported) in shown
    assert f"places  {PLACES}\n" in shown


def test_import_makes_the_one_that_is_then_used(tmp_path):
    (tmp_path / "KX.txt").write_text(DUMP, encoding="utf-8")
    made = CliRunner().invoke(command, ["import", str(tmp_path / "KX.txt")])
    assert made.exit_code == 0
    assert made.stdout == ""
    assert f"{default_path()}: {PLACES} places" in made.stderr
    assert open_gazetteer().path == default_path()


def test_import_elsewhere_says_how_to_use_it(tmp_path):
    (tmp_path / "KX.txt").write_text(DUMP, encoding="utf-8")
    out = tmp_path / "elsewhere.sqlite"
    made = CliRunner().invoke(command, ["import", str(tmp_path / "KX.txt"), "--out", str(out)])
    assert f"ONRECORD_GAZETTEER={out}" in made.stderr
    assert not default_path().exists()
