import csv
import io
import json
import re

import pytest
from click.testing import CliRunner
from fake_reader import FakeReader

from onrecord.cli import main
from onrecord.ledger import Ledger
from onrecord.sources.reading import LIMIT_CHARS

GOOD = "Brand said the bridge was open. Ruud denied the cost had doubled.\nREAD MORE: Bridges\n"
OTHER = "Holm claimed that the vote was lost and that nobody had counted it twice.\n"

pytestmark = pytest.mark.usefixtures("fake_reader")


def invoke(*args: str, **known):
    return CliRunner().invoke(main, list(args), **known)


def records_in(output: str) -> list[dict]:
    return [json.loads(line) for line in output.splitlines()]


def test_piped_output_is_one_json_object_for_each_report(write):
    result = invoke("read", write("a.txt", GOOD), write("b.txt", OTHER))
    assert result.exit_code == 0
    records = records_in(result.stdout)
    assert [r["report"]["path"] for r in records] == ["a.txt", "b.txt"]
    assert [len(r["statements"]) for r in records] == [2, 1]
    assert result.stderr == "onrecord: 2 reports, 3 statements; ledger: onrecord.db\n"


def test_one_report_that_went_well_is_not_talked_about(write):
    assert invoke("read", write("a.txt", GOOD)).stderr == ""


def test_the_text_of_a_file_is_the_files_own_content(write):
    text = "Brand said naïve 🙂 things.\r\n\tMore\u2028lines\x85\n"
    (record,) = records_in(invoke("read", write("a.txt", text)).stdout)
    assert record["report"]["text"] == text
    content = record["statements"][0]["content"]
    ((start, end),) = content["spans"]
    assert record["report"]["text"][start:end] == content["text"] == "naïve 🙂 things"


def test_particulars_are_put_into_the_report(write):
    result = invoke(
        *("read", write("a.txt", GOOD), "--published", "2031-03-14", "--outlet", "Meridian Press"),
        *("--url", "https://example.org/1", "--title", "Bridges"),
    )
    report = records_in(result.stdout)[0]["report"]
    known = {key: report[key] for key in ("published", "outlet", "url", "title")}
    assert known == {
        "published": "2031-03-14",
        "outlet": "Meridian Press",
        "url": "https://example.org/1",
        "title": "Bridges",
    }


def test_json_is_one_indented_object_after_the_other(write):
    result = invoke("read", write("a.txt", GOOD), write("b.txt", OTHER), "--format", "json")
    decoder = json.JSONDecoder()
    first, end = decoder.raw_decode(result.stdout)
    second, _ = decoder.raw_decode(result.stdout[end:].lstrip())
    assert [first["report"]["path"], second["report"]["path"]] == ["a.txt", "b.txt"]
    assert result.stdout.startswith('{\n "report"')


def test_csv_has_one_row_for_each_statement(write):
    result = invoke("read", write("a.txt", GOOD), write("b.txt", OTHER), "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout, newline="")))
    assert [(r["speaker"], r["cue"], r["act"]) for r in rows] == [
        ("Brand", "said", "say"),
        ("Ruud", "denied", "deny"),
        ("Holm", "claimed", "claim"),
    ]
    assert rows[0]["content_spans"] == "11:30"
    assert GOOD[11:30] == rows[0]["content"]
    assert result.stdout_bytes.count(b"\r\n") == 4


def test_text_shows_reports_one_below_the_other(write):
    result = invoke(
        *("read", write("a.txt", GOOD), write("b.txt", OTHER), "--format", "text"),
        env={"COLUMNS": "100"},
    )
    assert re.search(r"Brand · says │ Brand said the bridge", result.stdout)
    assert re.search(r"Holm · claims │ Holm claimed", result.stdout)
    assert result.stdout.count("─" * 100) == 1


def test_standard_input_is_a_report_without_a_path(folder):
    result = invoke("read", "-", input=GOOD)
    assert result.exit_code == 0
    assert records_in(result.stdout)[0]["report"]["path"] is None


def test_records_are_kept_and_not_read_again(write):
    path = write("a.txt", GOOD)
    first = invoke("read", path)
    second = invoke("read", path, write("b.txt", OTHER))
    assert FakeReader.texts_read == [GOOD, OTHER]
    assert second.stdout.splitlines()[0] == first.stdout.rstrip("\n")
    assert "2 reports, 3 statements, 1 already on record" in second.stderr
    with Ledger("onrecord.db", read_only=True) as ledger:
        assert ledger.counts().reports == 2


def test_a_report_on_record_is_shown_in_its_place_and_with_its_path_as_given(write, folder):
    invoke("read", write("b.txt", OTHER))
    (folder / "b.txt").rename(folder / "c.txt")
    result = invoke("read", write("a.txt", GOOD), "c.txt", write("d.txt", OTHER + OTHER))
    paths = [r["report"]["path"] for r in records_in(result.stdout)]
    assert paths == ["a.txt", "c.txt", "d.txt"]


def test_again_reads_what_is_on_record(write):
    path = write("a.txt", GOOD)
    invoke("read", path)
    invoke("read", path, "--again")
    assert FakeReader.texts_read == [GOOD, GOOD]


def test_without_a_ledger_nothing_is_kept(write, folder):
    assert invoke("read", write("a.txt", GOOD), "--no-ledger").exit_code == 0
    assert [path.name for path in folder.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("by_option", [True, False])
def test_the_ledger_is_where_the_option_or_the_environment_says(write, folder, by_option):
    args = ["--ledger", "mine.db"] if by_option else []
    env = {"ONRECORD_LEDGER": "other.db" if by_option else "mine.db"}
    invoke("read", write("a.txt", GOOD), *args, env=env)
    assert (folder / "mine.db").exists()
    assert not (folder / "onrecord.db").exists()
    assert not (folder / "other.db").exists()


def test_a_bad_report_stops_nothing_and_is_kept_as_a_failure(write):
    paths = [write("a.txt", GOOD), write("bad.txt", " "), "absent.txt", write("b.txt", OTHER)]
    result = invoke("read", *paths)
    assert result.exit_code == 1
    assert [r["report"]["path"] for r in records_in(result.stdout)] == ["a.txt", "b.txt"]
    lines = result.stderr.splitlines()
    assert re.fullmatch(r"onrecord: bad\.txt: .+ \[empty\]", lines[0])
    assert lines[1].startswith("onrecord: absent.txt: ")
    assert "2 reports, 3 statements, 2 failures" in lines[2]
    with Ledger("onrecord.db", read_only=True) as ledger:
        assert {kept.failure.where for kept in ledger.failures()} == {"bad.txt", "absent.txt"}


def test_an_unforeseen_fault_over_one_report_is_a_failure(write):
    result = invoke("read", write("a.txt", "BOOM " + GOOD), write("b.txt", OTHER))
    assert result.exit_code == 1
    assert len(records_in(result.stdout)) == 1
    assert "a.txt: boom [internal]" in result.stderr
    assert "Traceback" not in result.stderr


def test_an_unforeseen_fault_in_keeping_one_report_is_a_failure(write, monkeypatch):
    put = Ledger.put

    def put_or_fail(self, record, **_):
        if "Holm" in record.report.text:
            raise ZeroDivisionError("odd")
        return put(self, record)

    monkeypatch.setattr(Ledger, "put", put_or_fail)
    result = invoke("read", write("b.txt", OTHER), write("a.txt", GOOD))
    assert result.exit_code == 1
    assert len(records_in(result.stdout)) == 2
    assert "b.txt" in result.stderr
    assert "[internal]" in result.stderr


def test_ctrl_c_keeps_what_was_read_and_says_how_much(write):
    result = invoke("read", write("a.txt", GOOD), write("b.txt", "INTERRUPT " + OTHER))
    assert result.exit_code == 130
    assert len(records_in(result.stdout)) == 1
    assert "stopped: 1 report, 2 statements; ledger: onrecord.db" in result.stderr
    with Ledger("onrecord.db", read_only=True) as ledger:
        assert ledger.counts().reports == 1


def test_a_ledger_that_cannot_be_written_halfway_loses_no_record(write, monkeypatch):
    from onrecord.errors import LedgerError

    put = Ledger.put

    def put_until_full(self, record, **_):
        if "Holm" in record.report.text:
            raise LedgerError("the disk is full")
        return put(self, record)

    monkeypatch.setattr(Ledger, "put", put_until_full)
    paths = [write("a.txt", GOOD), write("b.txt", OTHER), write("c.txt", GOOD + OTHER)]
    result = invoke("read", *paths)
    assert result.exit_code == 3
    assert [r["report"]["path"] for r in records_in(result.stdout)] == ["a.txt", "b.txt"]
    assert "the last report is not on record" in result.stderr
    assert "the disk is full" in result.stderr


def test_a_file_that_is_no_ledger_ends_the_run_before_anything_is_read(write, folder):
    (folder / "onrecord.db").write_text("this is a diary\n" * 100)
    result = invoke("read", write("a.txt", GOOD))
    assert result.exit_code == 3
    assert result.stdout == ""
    assert FakeReader.texts_read == []
    assert "not a ledger" in result.stderr


@pytest.mark.parametrize(
    "args",
    [
        ["read"],
        ["read", "a.txt", "--workers", "-1"],
        ["read", "a.txt", "--max-chars", "0"],
        ["read", "a.txt", "--published", "yesterday"],
        ["read", "a.txt", "b.txt", "--url", "https://example.org/1"],
        ["read", "a.txt", "b.txt", "--title", "Bridges"],
        ["read", "a.txt", "--ledger", "x.db", "--no-ledger"],
        ["read", "a.txt", "--format", "xml"],
        ["read", "a.txt", "--fetched-since", "last week"],
        ["read", "a.txt", "--delay", "-1"],
        ["read", "a.txt", "--hosts-from", "absent.txt"],
        ["reed", "a.txt"],
    ],
)
def test_wrong_use_is_2_and_does_nothing(args, folder):
    result = invoke(*args)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr
    assert list(folder.iterdir()) == []


def test_a_report_with_more_characters_than_asked_for_is_a_failure(write):
    result = invoke("read", write("a.txt", GOOD), "--max-chars", "20")
    assert result.exit_code == 1
    assert "[too-large]" in result.stderr


def test_the_limit_is_that_of_the_sources_unless_told():
    (limit,) = [p for p in main.get_command(None, "read").params if p.name == "max_chars"]
    assert limit.default == LIMIT_CHARS


def test_files_in_folders_that_are_no_reports_are_told(write, folder):
    (folder / "reports").mkdir()
    (folder / "reports" / "a.txt").write_text(GOOD)
    (folder / "reports" / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    result = invoke("read", "reports")
    assert "1 file passed over" in result.stderr
    assert len(records_in(result.stdout)) == 1


def test_names_of_files_do_nothing_to_the_terminal(write, folder):
    result = invoke("read", "no\x1b[2Jthing.txt")
    assert "\x1b" not in result.stderr
    assert r"no\x1b[2Jthing.txt" in result.stderr
