import zipfile

import pytest

from onrecord.errors import GazetteerError
from onrecord.gazetteer import SqliteGazetteer, import_geonames
from tests.gazetteer.dumps import DUMP, PLACES, line


@pytest.fixture
def out(tmp_path):
    return tmp_path / "made" / "gazetteer.sqlite"


@pytest.fixture
def dump(tmp_path):
    def write(content: str | bytes, name: str = "KX.txt"):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def zipped(path, **members: str):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return path


def names(path, key: str) -> list[tuple[int, str]]:
    found = SqliteGazetteer(path).find([key])
    return [(match.entry.geonameid, match.how.name) for match in found.get(key, ())]


def test_a_dump_becomes_a_gazetteer(dump, out):
    assert import_geonames(dump(DUMP), out) == PLACES
    assert names(out, "tolva") == [(3, "NAME"), (4, "NAME")]
    assert names(out, "tolwa") == [(3, "ALTERNATE")]
    assert names(out, "marune") == [(2, "ALTERNATE")]
    assert names(out, "lodka mala") == [(10, "NAME")]
    assert names(out, "old tolva") == names(out, "road 7") == names(out, "tlv") == []
    assert "KX.txt" in SqliteGazetteer(out).about["source"]


def test_english_names_come_along(dump, out):
    import_geonames(dump(DUMP), out)
    assert names(out, "french") == [(9, "DEMONYM")]
    assert names(out, "russian") == []


def test_an_archive_may_hold_a_readme(tmp_path, out):
    path = zipped(tmp_path / "KX.zip", readme_txt="Readme for GeoNames", KX_txt=DUMP)
    assert import_geonames(path, out) == PLACES


def test_a_last_line_without_its_end_is_one_if_it_is_all_there(dump, out):
    assert import_geonames(dump(line(1, "Tolva").rstrip("\n")), out) == 1


def test_progress_is_told_and_ends_at_all(dump, out, monkeypatch):
    monkeypatch.setattr("onrecord.gazetteer.importing._TELL_EACH", 4)
    told = []
    import_geonames(dump(DUMP), out, progress=lambda lines, share: told.append((lines, share)))
    assert [lines for lines, _ in told] == [4, 8, 10]
    assert 0 < told[0][1] < told[1][1] < told[-1][1] == 1


BAD = {
    "<html><body>404</body></html>\n": ("line 1", "allCountries"),
    "": ("empty", "allCountries"),
    DUMP[:-30]: ("line 10", "download it again"),
    DUMP + "1\tcut": ("line 11", "download it again"),
    DUMP.replace("Upper Marune", "Upper\tMarune", 1): ("line 2", "damaged"),
    DUMP.encode() + b"\xff\xfe\n": ("UTF-8",),
    b"\x1f\x8b\x08\x00 some gzip": ("",),
    b"PK\x03\x04 cut": ("",),
}


@pytest.mark.parametrize(("content", "told"), BAD.items(), ids=range(len(BAD)))
def test_what_is_no_dump_leaves_what_was_there(dump, out, content, told):
    import_geonames(dump(DUMP, "good.txt"), out)
    before = out.read_bytes()
    with pytest.raises(GazetteerError) as caught:
        import_geonames(dump(content), out)
    assert caught.value.code == "bad-gazetteer"
    assert all(words in str(caught.value) for words in told)
    assert out.read_bytes() == before
    assert [path.name for path in out.parent.iterdir()] == [out.name]


def test_a_damaged_archive(tmp_path, out):
    path = zipped(tmp_path / "KX.zip", KX_txt=DUMP * 50)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(GazetteerError, match=r"damaged|columns|UTF-8"):
        import_geonames(path, out)
    assert not out.exists()


@pytest.mark.parametrize("members", [{}, {"a_txt": DUMP, "b_txt": DUMP}, {"readme_txt": "x"}])
def test_an_archive_of_something_else(tmp_path, out, members):
    with pytest.raises(GazetteerError, match="text files beside a readme"):
        import_geonames(zipped(tmp_path / "KX.zip", **members), out)


def test_files_that_are_not_there_or_cannot_be_written(tmp_path, dump, out):
    with pytest.raises(GazetteerError, match="no such file"):
        import_geonames(tmp_path / "none.zip", out)
    with pytest.raises(GazetteerError, match="cannot be read"):
        import_geonames(tmp_path, out)
    good = dump(DUMP)
    with pytest.raises(GazetteerError, match="cannot be written"):
        import_geonames(good, good / "below-a-file.sqlite")
    with pytest.raises(GazetteerError, match="the dump itself"):
        import_geonames(good, good)
    assert good.read_text() == DUMP


def test_an_import_that_is_stopped_leaves_nothing(dump, out, monkeypatch):
    monkeypatch.setattr("onrecord.gazetteer.importing._TELL_EACH", 4)

    def stop(lines: int, share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_geonames(dump(DUMP), out, progress=stop)
    assert list(out.parent.iterdir()) == []
