"""Reads the lines of a GeoNames dump (``allCountries.txt``, ``XX.txt``).

Columns, apart by tabs, as in the dump's readme: geonameid, name, asciiname, alternatenames (apart
by commas), latitude, longitude, feature class, feature code, country, cc2, admin1 to admin4,
population, elevation, dem, timezone, modification date.
"""

import re
from dataclasses import dataclass

from onrecord.gazetteer.tables import Row
from onrecord.resolve.places.entries import Entry, Kind

COLUMNS = 19

_BY_CLASS = {
    "A": Kind.LOWER_ORDER,
    "H": Kind.WATER,
    "L": Kind.REGION,
    "P": Kind.SETTLEMENT,
    "S": Kind.FACILITY,
    "T": Kind.LAND,
    "V": Kind.LAND,
}
_BY_CODE = {
    "ADM1": Kind.FIRST_ORDER,
    "ADM2": Kind.SECOND_ORDER,
    "CONT": Kind.CONTINENT,
    "PPLC": Kind.CAPITAL,
    "PCLI": Kind.COUNTRY,
    "PCLD": Kind.COUNTRY,
    "PCLF": Kind.COUNTRY,
    "PCLS": Kind.COUNTRY,
    "PCLIX": Kind.COUNTRY,
    "PCL": Kind.COUNTRY,
    "TERR": Kind.COUNTRY,
}
# What is no more, by its feature code: a report seldom means it, and its name is often another's.
_HISTORIC = re.compile(r"(?:ADM[1-5D]|PPL[CQHW]?|PCL|RGN|POL|PRSH)H$|PPL[QW]$")
# A code, a hyphenated postal name or a web address is no name that a report writes.
_NAME = re.compile(r"[^\W\d_](?!.*(?:://|\d{3})).*", re.DOTALL)
_CODE = re.compile(r"[A-Z0-9]{2,4}")
# From Greek on, but for the Latin letters with more marks and the punctuation after it.
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1dff\u2c00-\ua71f\ua800-\uffdc\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is none of a GeoNames dump, and why."""

    why: str


def read_line(line: str) -> Row | BadLine | None:
    """The place of one line; None for a road, a sea floor, or what is no more.

    >>> read_line("<html>")
    BadLine(why='has 1 columns, not 19')
    """
    cells = line.rstrip("\r\n").split("\t")
    if len(cells) != COLUMNS:
        return BadLine(f"has {len(cells)} columns, not {COLUMNS}")
    sort, code = cells[6], cells[7]
    kind = _BY_CODE.get(code, _BY_CLASS.get(sort))
    if kind is None or _HISTORIC.fullmatch(code):
        return None
    try:
        entry = Entry(
            int(cells[0]), cells[1], float(cells[4]), float(cells[5]), cells[8], cells[10],
            cells[11], int(cells[14] or 0), kind,
        )  # fmt: skip
    except ValueError as error:
        return BadLine(str(error))
    if abs(entry.latitude) > 90 or abs(entry.longitude) > 180:
        return BadLine(f"has no such coordinates as {cells[4]}, {cells[5]}")
    return Row(entry, _other_names(cells[2], cells[3]))


def _other_names(ascii_name: str, others: str) -> tuple[str, ...]:
    names = (ascii_name, *others.split(",")) if others else (ascii_name,)
    return tuple(
        name
        for name in names
        if len(name) > 2
        and _NAME.match(name)
        and not _CODE.fullmatch(name)
        and not _OTHER_SCRIPT.search(name)
    )
