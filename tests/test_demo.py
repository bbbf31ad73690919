import re

import pytest

from onrecord.demo import DEMO_REPORTS, demo_reports
from onrecord.segment import split_paragraphs
from onrecord.sources import Particulars, parse_published, read_paths
from onrecord.types import Report


def test_there_are_at_least_five_and_two_of_them_tell_of_one_happening_on_one_day():
    assert len(DEMO_REPORTS) >= 5
    first, second = DEMO_REPORTS[:2]
    assert first.published == second.published
    assert first.outlet != second.outlet


@pytest.mark.parametrize("demo", DEMO_REPORTS, ids=lambda demo: demo.name)
def test_a_demo_report_reads_like_one(demo):
    assert 250 <= len(demo.text.split()) <= 500
    assert parse_published(demo.published) == demo.published
    assert not demo.title.endswith(".")
    paragraphs = [demo.text[start:end] for start, end in split_paragraphs(demo.text)]
    assert paragraphs[0] == demo.title
    assert re.search(r"alleged|is said to|are said to", demo.text)
    assert re.search(r"\b(denie[sd]|rejects|disputes)\b", demo.text)
    assert re.search(r"\b(He|She|he|she) (said|added|noted|stressed|insisted)", demo.text)
    assert any(re.match(r"READ MORE|Also read|MORE FROM", words) for words in paragraphs)


def test_demo_reports_are_what_reading_their_files_gives(tmp_path):
    for demo, report in zip(DEMO_REPORTS, demo_reports(), strict=True):
        path = tmp_path / demo.file_name
        path.write_bytes(demo.text.encode("utf-8"))
        particulars = Particulars(outlet=demo.outlet, published=demo.published, title=demo.title)
        (read,) = read_paths([path], particulars)
        assert isinstance(read, Report)
        assert (read.id, read.edition) == (report.id, report.edition)
