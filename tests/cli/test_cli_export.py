"""``onrecord export`` in all its formats, from a ledger."""

import json

import pytest
from click.testing import CliRunner
from talks_records import record, report

from onrecord.cli import main
from onrecord.ledger import Ledger


@pytest.fixture(autouse=True)
def ledger(folder):
    with Ledger("onrecord.db") as kept:
        kept.put_many([record(), record(report(2))])


def export(*args: str):
    return CliRunner().invoke(main, ["export", *args])


@pytest.mark.parametrize("format_", ["webannotation", "schema-org", "jsonl"])
def test_one_document_of_each_report_on_a_line(format_):
    lines = export("--format", format_).stdout.splitlines()
    assert len(lines) == 2
    assert all(isinstance(json.loads(line), dict) for line in lines)


def test_some_reports_only(folder):
    url = report(2).url
    [line] = export(url).stdout.splitlines()
    assert json.loads(line)["report"]["url"] == url
    result = export(url, "--outlet", "The Strait Bell")
    assert result.exit_code == 2
    assert export("nothing-here").exit_code == 5


def test_a_page_to_send_to_somebody(folder):
    result = export(report().url, "--format", "html", "-o", "report.html")
    assert result.exit_code == 0
    html = (folder / "report.html").read_text(encoding="utf-8")
    assert html.startswith("<!doctype html>")
    assert "Olev Brandt" in html


def test_parquet_into_a_file(folder):
    pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    assert export("--format", "parquet", "-o", "s.parquet").exit_code == 0
    assert pq.read_table(folder / "s.parquet").num_rows == 2 * len(record().statements)


def test_a_dash_is_standard_output():
    assert len(export("-o", "-").stdout.splitlines()) == 2


def test_parquet_without_its_extra_says_what_to_install(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = export("--format", "parquet", "-o", "s.parquet")
    assert result.exit_code == 1
    assert "onrecord[parquet]" in result.stderr
