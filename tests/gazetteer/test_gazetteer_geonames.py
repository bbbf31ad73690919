import pytest

from onrecord.gazetteer.geonames import BadLine, read_line
from onrecord.resolve.places import Kind
from tests.gazetteer.dumps import line

KINDS = {
    "A.PCLI": Kind.COUNTRY,
    "A.TERR": Kind.COUNTRY,
    "A.ADM1": Kind.FIRST_ORDER,
    "A.ADM2": Kind.SECOND_ORDER,
    "A.ADM4": Kind.LOWER_ORDER,
    "P.PPL": Kind.SETTLEMENT,
    "P.PPLA": Kind.SETTLEMENT,
    "P.PPLC": Kind.CAPITAL,
    "P.PPLX": Kind.SETTLEMENT,
    "H.STM": Kind.WATER,
    "T.MT": Kind.LAND,
    "L.RGN": Kind.REGION,
    "L.CONT": Kind.CONTINENT,
    "S.AIRP": Kind.FACILITY,
    "P.PPLH": None,
    "P.PPLQ": None,
    "A.ADM1H": None,
    "A.PCLH": None,
    "R.RD": None,
    "U.DEPU": None,
    "X.ODD": None,
}


@pytest.mark.parametrize(("sort", "kind"), KINDS.items())
def test_kinds_of_places(sort, kind):
    row = read_line(line(1, "Tolva", sort=sort))
    assert (row and row.entry.kind) == kind


def test_a_line_says_where_a_place_is():
    row = read_line(line(3, "Tolva", at=(-1.5, 179.25), first="OR", second="7", people="12"))
    entry = row.entry
    assert (entry.geonameid, entry.name, entry.latitude, entry.longitude) == (
        3,
        "Tolva",
        -1.5,
        179.25,
    )
    assert (entry.country, entry.first, entry.second, entry.population) == ("KX", "OR", "7", 12)


def test_other_names_are_those_that_an_english_report_may_write():
    others = "Tolwa,TLV,Тольва,Tólva,東尔,http://tolva.example,Ab,12345"
    assert read_line(line(3, "Tolva", others=others)).alternates == ("Tolva", "Tolwa", "Tólva")


BAD = {
    "<!DOCTYPE html>\n": "columns",
    "\n": "columns",
    line(1, "Tolva").rpartition("\t")[0]: "18 columns",
    line(1, "Tolva").replace("50.0", "north"): "north",
    line(1, "Tolva", at=(95.0, 10.0)): "coordinates",
    line(1, "Tolva", people="many"): "many",
    "x" + line(1, "Tolva"): "x1",
}


@pytest.mark.parametrize(("bad", "told"), BAD.items())
def test_lines_that_are_none(bad, told):
    found = read_line(bad)
    assert isinstance(found, BadLine)
    assert told in found.why
