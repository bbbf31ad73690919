"""The commands that look into a ledger: show, search, reports, export, failures."""

import csv
import io
import json
import shutil
import sqlite3
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from fake_reader import FakeReader

from onrecord.cli import main
from onrecord.record import record_schema
from onrecord.types import Report

GOOD = "Brand said the bridge was open. Ruud denied the cost had doubled.\n"
OTHER = "Holm claimed that the bridge was lost and that nobody had counted it twice.\n"
IDS = {
    "a": Report(text=GOOD, outlet="Meridian Press", published="2031-03-14").id,
    "b": Report(text=OTHER, outlet="Dravan Wire", published="2032-02-03").id,
}


def invoke(*args: str, **known):
    return CliRunner().invoke(main, list(args), **known)


@pytest.fixture(scope="module")
def filled(tmp_path_factory) -> Path:
    """A ledger with two reports and a failure."""
    folder = tmp_path_factory.mktemp("filled")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr("onrecord.reader.Reader", FakeReader)
        FakeReader.texts_read = []
        for name, text, outlet, published in (
            ("a.txt", GOOD, "Meridian Press", "2031-03-14"),
            ("b.txt", OTHER, "Dravan Wire", "2032-02-03"),
            ("bad.txt", " ", "Dravan Wire", "2032-02-03"),
        ):
            Path(name).write_text(text)
            args = ["--ledger", "onrecord.db", "--outlet", outlet, "--published", published]
            invoke("read", name, *args)
    return folder / "onrecord.db"


@pytest.fixture(autouse=True)
def ledger(filled, folder) -> None:
    shutil.copy(filled, folder / "onrecord.db")


@pytest.mark.parametrize("key", [IDS["a"], IDS["a"][:8], "a.txt"])
def test_show_writes_the_record_that_was_read(key):
    result = invoke("show", key)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["report"]["text"] == GOOD


def test_show_as_text():
    result = invoke("show", "a.txt", "--format", "text")
    assert "Ruud · denies" in result.stdout
    assert "Meridian Press · 2031-03-14 · a.txt" in result.stdout


def test_show_of_nothing_is_5():
    result = invoke("show", "ffffffff")
    assert result.exit_code == 5
    assert result.stdout == ""
    assert "ffffffff" in result.stderr


@pytest.mark.parametrize(
    ("args", "cues"),
    [
        (["bridge"], ["claimed", "said"]),
        (["bridge", "--limit", "1"], ["claimed"]),
        (["bridge", "OPEN"], ["said"]),
        (["bridge was open"], ["said"]),
        (["open was bridge"], []),
        (["bridge", "nobody"], ["claimed"]),
        (["doub*"], ["denied"]),
        (["--act", "deny"], ["denied"]),
        (["--framing", "distancing"], ["claimed"]),
        (["--mode", "indirect", "--speaker", "ruud"], ["denied"]),
        (["--outlet", "Meridian Press"], ["said", "denied"]),
        (["--since", "2032"], ["claimed"]),
        (["--until", "2031-12", "bridge"], ["said"]),
        (["bridge", "--best", "--until", "2031"], ["said"]),
    ],
)
def test_search_finds_statements(args, cues):
    result = invoke("search", *args)
    hits = [json.loads(line) for line in result.stdout.splitlines()]
    assert [hit["statement"]["cue"]["text"] for hit in hits] == cues
    assert result.exit_code == (0 if cues else 5)
    assert ("nothing found" in result.stderr) == (not cues)


def test_a_hit_has_its_statement_as_the_record_has_it():
    (hit,) = json.loads(invoke("search", "open", "--format", "json").stdout)
    record = json.loads(invoke("show", "a.txt").stdout)
    assert hit["statement"] == record["statements"][0]
    of_report = record["report"]
    assert hit["report_id"] == of_report["id"] == IDS["a"]
    for key in ("edition", "path", "outlet", "published", "url", "title"):
        assert hit[key] == of_report[key]


def test_search_as_csv_and_as_text():
    rows = list(csv.DictReader(io.StringIO(invoke("search", "open", "--format", "csv").stdout)))
    assert [(r["report"], r["speaker"], r["content"]) for r in rows] == [
        (IDS["a"], "Brand", "the bridge was open")
    ]
    shown = invoke("search", "open", "--format", "text").stdout.splitlines()
    assert shown == [
        "Brand · says",
        "  the bridge was open",
        f"  2031-03-14 · Meridian Press · a.txt · {IDS['a'][:8]}",
        "",
    ]


def test_a_search_for_nothing_at_all_is_wrong_use():
    assert invoke("search").exit_code == 2


def test_reports_lists_the_latest_first():
    rows = [json.loads(line) for line in invoke("reports").stdout.splitlines()]
    assert [(r["path"], r["statements"]) for r in rows] == [("b.txt", 1), ("a.txt", 2)]
    shown = invoke("reports", "--format", "text", "--outlet", "Meridian Press").stdout.splitlines()
    assert shown == ["a.txt", f"  2 statements · 2031-03-14 · Meridian Press · {IDS['a'][:8]}", ""]
    table = invoke("reports", "--format", "csv", "--since", "2032").stdout
    assert [row["id"] for row in csv.DictReader(io.StringIO(table))] == [IDS["b"]]
    assert len(json.loads(invoke("reports", "--format", "json", "--limit", "1").stdout)) == 1


def test_export_writes_every_record_and_each_follows_the_schema(folder):
    assert invoke("export", "-o", "all.jsonl").exit_code == 0
    lines = (folder / "all.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert [record["report"]["path"] for record in records] == ["a.txt", "b.txt"]
    validator = jsonschema.Draft202012Validator(json.loads(record_schema()))
    for record in records:
        validator.validate(record)
    assert invoke("export").stdout.splitlines() == lines


def test_export_as_csv_ends_its_lines_as_rfc_4180_says(folder):
    invoke("export", "--format", "csv", "-o", "all.csv")
    data = (folder / "all.csv").read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") == 4
    assert not data.startswith(b"\xef\xbb\xbf")


def test_export_takes_only_what_is_asked_for():
    (line,) = invoke("export", "--outlet", "dravan wire").stdout.splitlines()
    assert json.loads(line)["report"]["path"] == "b.txt"
    (line,) = invoke("export", "--since", "2031", "--until", "2031").stdout.splitlines()
    assert json.loads(line)["report"]["path"] == "a.txt"


def test_export_does_not_write_over_the_ledger(folder):
    before = (folder / "onrecord.db").read_bytes()
    assert invoke("export", "-o", "onrecord.db").exit_code == 2
    assert (folder / "onrecord.db").read_bytes() == before


def test_output_that_cannot_be_written_is_74(folder):
    result = invoke("export", "-o", "no/such/folder/all.jsonl")
    assert result.exit_code == 74
    assert "cannot be written" in result.stderr


def test_failures_lists_what_could_not_be_read():
    (row,) = map(json.loads, invoke("failures").stdout.splitlines())
    assert row["failure"]["where"] == "bad.txt"
    assert row["failure"]["code"] == "empty"
    assert row["count"] == 1
    table = invoke("failures", "--format", "csv").stdout
    (row,) = csv.DictReader(io.StringIO(table))
    assert (row["where"], row["stage"], row["code"]) == ("bad.txt", "source", "empty")
    shown = invoke("failures", "--format", "text").stdout
    assert shown.startswith("bad.txt\n  ")


def test_no_failures_is_an_empty_list(fake_reader, write):
    invoke("read", write("bad.txt", GOOD + OTHER))
    assert invoke("failures").stdout == ""
    assert invoke("failures", "--format", "json").stdout == "[]\n"


@pytest.mark.parametrize("command", [["show", "abcd"], ["search", "x"], ["reports"], ["export"]])
def test_no_ledger_is_3_and_none_is_made(command, folder):
    result = invoke(*command, "--ledger", "none.db")
    assert result.exit_code == 3
    assert "none.db" in result.stderr
    assert not (folder / "none.db").exists()


def test_a_ledger_of_a_newer_version_is_3_and_stays_as_it_is(folder):
    with sqlite3.connect("onrecord.db") as connection:
        connection.execute("INSERT INTO migrations VALUES ('9999-later', '2099-01-01', '99.0')")
    connection.close()
    result = invoke("reports")
    assert result.exit_code == 3
    assert "newer" in result.stderr
