"""TIMEX3 values as EDTF."""

import pytest

from onrecord.resolve.times.edtf import edtf_of


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("2031-05-07", "2031-05-07"),
        ("2031-05-07T10:00Z", "2031-05-07"),
        ("2031-05-07TMO", "2031-05-07"),
        ("2031-05", "2031-05"),
        ("2031", "2031"),
        ("203", "203X"),
        ("20", "20XX"),
        ("2031-Q4", "2031-36"),
        ("2031-H1", "2031-40"),
        ("2031-WI", "2031-24"),
        ("2031-W01", "2030-12-30/2031-01-05"),
        ("2031-W54", None),
        ("9999-W52", None),
        ("2010/2014", "2010/2014"),
        ("XXXX/2014", None),
        ("XXXX-05-07", None),
        ("XXXX", None),
        ("2031-QX", None),
        ("PRESENT_REF", None),
        ("P3D", None),
        (None, None),
    ],
)
def test_as_precise_as_the_value(value: str | None, edtf: str | None) -> None:
    assert edtf_of(value) == edtf


@pytest.mark.parametrize(("value", "edtf"), [("2031", "2031~"), ("2010/2014", "2010/2014")])
def test_about(value: str, edtf: str) -> None:
    assert edtf_of(value, is_rough=True) == edtf
