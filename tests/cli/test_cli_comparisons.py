"""``changes`` and ``copies``, and editions and copies in other commands, as a user meets them."""

import csv
import io
import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.ledger import Ledger
from onrecord.record import Record
from onrecord.types import Act, Framing, MadeBy, Passage, Report, Span
from tests.compare.compare_statements import statement

AGENCY = (
    "The ferry to Brenk ran aground at the mouth of the Selda on Monday and will be towed to a "
    "dock within two days, the port said.\n\n"
    "Nobody on board was hurt, and the eleven vessels that wait outside the harbour have fuel and "
    "water for a week, the coast guard added."
)
URL = "https://wire.example/1"


def invoke(*args: str):
    return CliRunner().invoke(main, [*args], env={"COLUMNS": "100"})


def _record(report: Report, *told: tuple[str, str, str, dict]) -> Record:
    statements = []
    for source, cue, content, more in told:
        one = statement(content, source, cue, **more)
        spans = {}
        for name in ("source", "cue", "content"):
            words = getattr(one, name).text
            at = report.text.index(words)
            spans[name] = Passage((Span(at, at + len(words)),), words)
        statements.append(replace(one, **spans))
    return Record(
        report=report, statements=tuple(statements), excluded=(), made_by=MadeBy("1", "m", "l")
    )


def _report(text: str, outlet: str, title: str, published: str) -> Report:
    url = f"https://{outlet.lower()}.example/1"
    return Report(text=text, outlet=outlet, title=title, published=published, url=url)


@pytest.fixture(autouse=True)
def ledger(folder) -> None:
    said = "the eleven vessels that wait outside the harbour have fuel and water for a week"
    claimed = AGENCY.replace("the coast guard added", "the coast guard claimed")
    more = {"act": Act.CLAIM, "framing": Framing.DISTANCING}
    was = _report(AGENCY, "Wire", "Ferry aground", "2031-03-10T08:00Z")
    now = _report(claimed, "Wire", "Ferry aground, harbour shut", "2031-03-10T08:00Z")
    lamp = _report(AGENCY, "Lamp", "Harbour shut", "2031-03-10T11:00Z")
    own = "The bakers of Harl have flour for one week, and nobody there has counted the storms."
    long = f"{own}\n\n{AGENCY.split(chr(10))[2]}\n\n{own[::-1]} {own[::-1].upper()} one two three"
    post = _report(long, "Post", "The long winter", "2031-03-12")
    made = [
        _record(was, ("the coast guard", "added", said, {})),
        _record(now, ("the coast guard", "claimed", said, more)),
        _record(lamp, ("the coast guard", "added", said, {})),
        _record(post),
    ]
    with Ledger("onrecord.db") as kept:
        kept.put_many(made)


def test_changes_as_text():
    shown = invoke("changes", "--format", "text").stdout
    for line in (
        "Ferry aground, harbour shut",
        "    − Ferry aground",
        "  ~ changed (cue, act, framing): the coast guard · claims",
        "    − cue: added",
        "    + cue: claimed",
        "    + framing: distancing",
        "  paragraphs: 1 changed",
    ):
        assert line in shown.splitlines()


def test_changes_as_json_and_csv():
    (changes,) = json.loads(invoke("changes", URL, "--format", "json").stdout)
    assert changes["old"]["number"] == 1
    assert changes["new"]["is_current"]
    (one,) = changes["statements"]
    assert (one["fate"], one["fields"]) == ("changed", ["cue", "act", "framing"])
    assert [one[side]["cue"]["text"] for side in ("old", "new")] == ["added", "claimed"]
    (paragraph,) = changes["paragraphs"]
    (((start, end),), text) = paragraph["new"].values()
    assert text == invoke_text(edition=2)[start:end]
    (row,) = csv.DictReader(io.StringIO(invoke("changes", "--format", "csv").stdout))
    assert (row["old_cue"], row["new_cue"], row["fate"]) == ("added", "claimed", "changed")
    assert row["old_content_spans"]


def invoke_text(*, edition: int) -> str:
    shown = json.loads(invoke("show", URL, "--edition", str(edition), "--format", "json").stdout)
    return shown["report"]["text"]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["changes", "--since", "2999"], "nothing has changed"),
        (["changes", "https://post.example/1"], "nothing has changed"),
        (["changes", "nowhere"], "No report"),
        (["show", URL, "--edition", "9"], "no edition 9"),
        (["copies", "nowhere"], "No report"),
    ],
)
def test_what_is_not_there_is_5(args, message):
    result = invoke(*args)
    assert (result.exit_code, result.stdout) == (5, "[]\n" if "json" in args else "")
    assert message in result.stderr


def test_editions_are_shown_by_number_and_id():
    assert invoke_text(edition=1) == AGENCY
    edition = json.loads(invoke("show", URL, "--edition", "1").stdout)["report"]["edition"]
    assert invoke("show", URL, "--edition", edition[:12]).stdout == (
        invoke("show", URL, "--edition", "1").stdout
    )
    rows = [json.loads(line) for line in invoke("reports", "--editions").stdout.splitlines()]
    assert [(row["outlet"], row["number"]) for row in rows] == [
        ("Post", 1), ("Lamp", 1), ("Wire", 2), ("Wire", 1),
    ]  # fmt: skip
    assert "edition 1 of 2" in invoke("reports", "--editions", "--format", "text").stdout


def test_once_takes_each_group_once():
    outlets = [
        json.loads(line)["outlet"]
        for line in invoke("reports", "--once").stdout.split("\n")
        if line
    ]
    assert outlets == ["Post", "Wire"]
    hits = [json.loads(line) for line in invoke("search", "fuel", "--once").stdout.splitlines()]
    assert [hit["outlet"] for hit in hits] == ["Wire"]
    assert len(invoke("search", "fuel").stdout.splitlines()) == 2
    assert invoke("reports", "--once", "--editions").exit_code == 2
    assert invoke("search", "--once").exit_code == 2


def test_copies_are_listed():
    shown = invoke("copies", "--format", "text").stdout
    assert "2 reports; first known: Wire, 2031-03-10T08:00Z, Ferry aground" in shown
    assert "Lamp, 2031-03-10T11:00Z, Harbour shut" in shown
    assert "100 % of its words" in shown
    (group,) = json.loads(invoke("copies", "--format", "json").stdout)
    assert [one["outlet"] for one in group["members"]] == ["Wire", "Wire", "Lamp"]
    rows = list(csv.DictReader(io.StringIO(invoke("copies", "--format", "csv").stdout)))
    assert {row["first"] for row in rows} == {group["first"]["report_id"]}


def test_paragraphs_that_stand_elsewhere_are_shown():
    (told,) = json.loads(invoke("copies", "https://post.example/1", "--format", "json").stdout)
    assert told["group"] is None
    (one,) = told["paragraphs"]
    assert one["here"]["text"] == AGENCY.split("\n\n")[1]
    assert AGENCY[slice(*one["there"])] == one["here"]["text"].rstrip(".")
    assert one["report"]["outlet"] == "Wire"
    shown = invoke("copies", "https://post.example/1", "--format", "text").stdout
    assert "1 paragraph of it in earlier reports:" in shown
    note = invoke("show", "https://post.example/1", "--format", "text").stdout
    assert "1 paragraph stands in earlier reports: Wire" in note
    assert "one of 2 reports with much the same words" in (
        invoke("show", "https://lamp.example/1", "--format", "text").stdout
    )
    assert "paragraph" not in invoke("show", "https://post.example/1").stderr
