"""``onrecord verify`` and the pages that ``onrecord export --format warc`` writes."""

import csv
import gzip
import io
import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner
from fake_reader import FakeReader

from onrecord.cli import main
from onrecord.evidence import Evidence
from onrecord.ledger import Ledger
from onrecord.runs import Run
from onrecord.runs.local import Local
from onrecord.sources import captures_of, read_capture
from onrecord.types import Arrival, Capture, Failure, Report

archiveiterator = pytest.importorskip("warcio.archiveiterator")

PAGES = {
    f"https://meridian.example/{n}": f"Brand said the bridge number {n} was open — “naïve” 漢字."
    for n in range(5)
}


def invoke(*args: str, **known):
    return CliRunner().invoke(main, list(args), **known)


def arrival(url: str, text: str, **known) -> Arrival:
    headers = (
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Encoding", "gzip"),
        ("X-Odd", "naïve: 漢"),
    )
    facts = {"fetched_at": "2031-03-14T09:30:00Z", "status": 200, "headers": headers}
    return Arrival(Capture(where=url, url=url, data=text.encode(), **(facts | known)))


@pytest.fixture
def kept(folder) -> tuple[Ledger, Evidence]:
    """A ledger of fetched pages, one of them in two editions, one that failed, one archived."""
    FakeReader.texts_read = []
    archived = arrival(
        "https://meridian.example/old", "Ruud denied that.", archive="a.warc.gz#7", status=None
    )
    again = arrival(next(iter(PAGES)), "Brand denied it.", fetched_at="2031-03-15T09:30:00Z")
    with Ledger(folder / "onrecord.db") as ledger:
        evidence = Evidence.beside(ledger.path)
        run = Run(readers=Local(FakeReader()), ledger=ledger, evidence=evidence)
        run.over(
            [
                *(arrival(url, text) for url, text in PAGES.items()),
                again,
                arrival("https://meridian.example/empty", " "),
                archived,
            ]
        )
        yield ledger, evidence


def piece(evidence: Evidence, url: str, ledger: Ledger) -> Path:
    (digest,) = {one.digest for one in ledger.captures() if one.location == url}
    return evidence.folder / digest[:2] / f"{digest}.gz"


def test_all_is_well(kept):
    result = invoke("verify")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "7 editions checked, all is as it was put" in result.stderr


HARM = {
    "gone": (lambda path: path.unlink(), "not there"),
    "cut": (lambda path: path.write_bytes(path.read_bytes()[:-5]), "damaged"),
    "swapped": (lambda path: path.write_bytes(gzip.compress(b"He agreed.")), "not the bytes"),
    "a bomb": (lambda path: path.write_bytes(gzip.compress(bytes(90_000_000))), "larger"),
}


@pytest.mark.parametrize("how", HARM)
def test_a_damaged_piece_is_named_with_its_report_and_stops_nothing(how, kept):
    harm, says = HARM[how]
    ledger, evidence = kept
    urls = list(PAGES)
    for url in urls[1:3]:
        harm(piece(evidence, url, ledger))
    result = invoke("verify", "--format", "jsonl")
    assert result.exit_code == 6
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert sorted(row["where"] for row in rows) == urls[1:3]
    for row in rows:
        assert row["what"] == "evidence"
        assert row["report"] == ledger.get(row["where"]).report.id
        assert says in row["message"]
    assert "2 problems" in result.stderr
    assert invoke("verify", "--no-evidence").exit_code == 0


@pytest.mark.parametrize(
    ("sql", "what"),
    [
        ("UPDATE editions SET text = 'X' || text WHERE row_id = 2", "record"),
        (
            "UPDATE spans SET end_char = 9999 WHERE role = 'cue' AND statement IN "
            "(SELECT row_id FROM statements WHERE edition = 2)",
            "record",
        ),
        ("UPDATE statements SET act = 'nonsense' WHERE edition = 2", "record"),
        ("UPDATE editions SET id = 'f' WHERE row_id = 2", "record"),
    ],
)
def test_what_was_changed_in_the_ledger_is_found(sql, what, kept):
    ledger, _ = kept
    with sqlite3.connect(ledger.path) as connection:
        connection.execute(sql)
    result = invoke("verify", "--format", "csv")
    assert result.exit_code == 6
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    found = {(row["what"], row["where"]) for row in rows}
    # What is summed up over all reports may differ with it.
    assert found - {("ledger", "")} == {(what, list(PAGES)[1])}
    shown = invoke("verify", "--format", "text").stdout
    assert list(PAGES)[1] in shown
    assert rows[-1]["report"][:8] in shown


def test_orphans_are_told_and_are_no_problem(kept):
    _, evidence = kept
    lost = [evidence.put(f"lost {n}".encode()) for n in range(3)]
    result = invoke("verify", "--format", "json")
    assert result.exit_code == 0
    assert [(row["what"], row["digest"]) for row in json.loads(result.stdout)] == [
        ("orphan", digest) for digest in sorted(lost)
    ]
    assert "3 pieces of evidence that nothing on record needs" in result.stderr


def test_a_folder_that_was_left_behind_is_one_problem(kept):
    _, evidence = kept
    evidence.folder.rename(evidence.folder.with_name("elsewhere"))
    result = invoke("verify", "--format", "jsonl")
    assert result.exit_code == 6
    (row,) = map(json.loads, result.stdout.splitlines())
    assert "7 captures" in row["message"]


def exported(*args: str) -> tuple[bytes, str, int]:
    result = invoke("export", "--format", "warc", *args)
    return result.stdout_bytes, result.stderr, result.exit_code


@pytest.mark.usefixtures("kept")
def test_pages_come_back_out_of_the_archive_as_they_were():
    _, said, code = exported("-o", "pages.warc.gz")
    assert code == 0
    assert "7 pages written, 1 left out" in said
    with open("pages.warc.gz", "rb") as file:
        found = {}
        for record in archiveiterator.ArchiveIterator(file, check_digests="raise"):
            if record.rec_type == "response":
                at = record.rec_headers.get_header("WARC-Date")
                url = record.rec_headers.get_header("WARC-Target-URI")
                found[url, at] = record.content_stream().read()
                assert record.http_headers.get_header("X-Archive-Orig-Content-Encoding") == "gzip"
    first = next(iter(PAGES))
    expected = {(url, "2031-03-14T09:30:00Z"): text.encode() for url, text in PAGES.items()}
    expected |= {(first, "2031-03-15T09:30:00Z"): b"Brand denied it."}
    expected |= {("https://meridian.example/empty", "2031-03-14T09:30:00Z"): b" "}
    assert found == expected


def test_our_own_reader_makes_the_same_records_of_it(kept, folder):
    ledger, _ = kept
    exported("-o", "pages.warc.gz")
    with Ledger("again.db") as again:
        run = Run(readers=Local(FakeReader()), ledger=again)
        run.over(captures_of(["pages.warc.gz"]))
        ours = {record.report.edition: record for record in ledger.records()}
        theirs = {record.report.edition: record for record in again.records()}
        del ours[ledger.get("https://meridian.example/old").report.edition]
        assert theirs == ours
        assert [one.digest for one in again.captures()] == [
            one.digest for one in ledger.captures() if one.archive is None
        ]
        assert again.counts().failures == ledger.counts().failures == 1


def test_standard_output_and_filters(kept):
    whole, _, _ = exported()
    assert exported("-o", "-")[0][:2] == whole[:2] == b"\x1f\x8b"
    assert not Path("-").exists()
    empty, said, code = exported("--outlet", "Nobody")
    assert code == 0
    assert "0 pages written" in said
    assert len(empty) < len(whole)


def test_an_archive_goes_by_the_filters_of_reports_with_their_former_editions(folder):
    FakeReader.texts_read = []
    with Ledger("onrecord.db") as ledger:
        run = Run(readers=Local(FakeReader()), ledger=ledger, evidence=Evidence.beside(ledger.path))
        for day, text in (("2031-03-14", "Brand said so."), ("2031-04-01", "Brand denied it.")):
            run.over([arrival("https://m.example/1", text, published=day)])
        run.over([arrival("https://m.example/2", "Ruud said so.", published="2031-03-14")])
        assert len(list(ledger.captures(since="2031-04"))) == 2
        assert len(list(ledger.captures(until="2031-03"))) == 1
        assert len(list(ledger.captures())) == 3


def test_a_damaged_piece_stops_no_export(kept):
    ledger, evidence = kept
    url = list(PAGES)[2]
    piece(evidence, url, ledger).unlink()
    _, said, code = exported("-o", "pages.warc.gz")
    assert code == 1
    assert url in said
    assert "6 pages written" in said
    assert "1 missing or damaged" in said


def test_a_page_read_back_from_an_archive_knows_where_it_lies(kept, folder):
    exported("-o", "pages.warc.gz")
    items = [one.item for one in captures_of(["pages.warc.gz"]) if one.item is not None]
    reports = [read_capture(item) for item in items if isinstance(item, Capture)]
    assert sum(isinstance(one, Report) for one in reports) == 6
    assert sum(isinstance(one, Failure) for one in reports) == 1
    assert all(item.archive and item.archive.startswith("pages.warc.gz#") for item in items)
