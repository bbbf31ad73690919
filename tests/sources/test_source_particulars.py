import pytest

from onrecord.errors import OptionError
from onrecord.sources import Particulars, parse_published


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2031", "2031"),
        ("2031-05", "2031-05"),
        ("2031-05-04", "2031-05-04"),
        (" 2031-05-04\n", "2031-05-04"),
        ("2032-02-29", "2032-02-29"),
        ("2031-05-04T09:30", "2031-05-04T09:30"),
        ("2031-05-04 09:30:15", "2031-05-04T09:30:15"),
        ("2031-05-04t09:30:15.25z", "2031-05-04T09:30:15.25Z"),
        ("2031-05-04T09:30+02:00", "2031-05-04T09:30+02:00"),
        ("2031-05-04T09:30-0330", "2031-05-04T09:30-03:30"),
    ],
)
def test_a_date_keeps_its_precision(given: str, kept: str) -> None:
    assert parse_published(given) == kept
    assert parse_published(kept) == kept
    assert Particulars(published=given).published == kept


@pytest.mark.parametrize(
    "given",
    [
        "",
        "yesterday",
        "4 May 2031",
        "04/05/2031",
        "20310504",
        "2031-5-4",
        "2031-00",
        "2031-13",
        "2031-02-29",
        "2031-04-31",
        "0000-01-01",
        "2031-05-04T24:00",
        "2031-05-04T09:61",
        "2031-05-04T09:30+25:00",
        "2031-05T09:30",
        "2031-05-04T09",
        "٢٠٣١-٠٥-٠٤",
        "2031-05-04; 2031-05-05",
    ],
)
def test_what_is_no_date_is_refused_with_a_hint(given: str) -> None:
    with pytest.raises(OptionError, match=r"is no date of publication(; write 2031-05-04|: )"):
        parse_published(given)
    with pytest.raises(OptionError):
        Particulars(published=given)
