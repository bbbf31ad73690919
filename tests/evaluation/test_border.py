"""A real report, held against the record that a careful reader made of it."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from onrecord.types import Report

PUBLISHED = "2024-07-01"
# Of 18 statements and three teasers. A change that lowers one of these says why.
LEAST = {"found": 17, "content_exact": 15, "act": 13, "mode": 16}
# Two, and one for processors that round differently.
MOST_SPURIOUS = 3


@pytest.fixture(scope="module")
def border(reader, shared, tmp_path_factory):
    """The record of the report, and what the shared scorer makes of it."""
    report = Report(text=(shared / "reports/border.txt").read_bytes().decode("utf-8"))
    record = reader.read(replace(report, published=PUBLISHED))
    path = tmp_path_factory.mktemp("border") / "record.json"
    path.write_text(json.dumps(record.to_dict()), encoding="utf-8")
    scorer, expected = shared / "tools/score_record.py", shared / "reports/border.record.json"
    command = [sys.executable, scorer, expected, path, "--json"]
    return record, json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


@pytest.mark.shared
@pytest.mark.parametrize("name", LEAST)
def test_enough_is_right(border, name):
    assert border[1][name] >= LEAST[name]


@pytest.mark.shared
def test_little_is_made_up(border):
    assert border[1]["spurious"] <= MOST_SPURIOUS


@pytest.mark.shared
def test_teasers_are_no_part_of_the_report(border):
    assert border[1]["teasers_excluded"] == "3 of 3"


@pytest.mark.shared
def test_the_text_is_the_files_own(border, shared):
    text = (shared / "reports/border.txt").read_bytes().decode("utf-8")
    assert border[0].report.text == text
