"""The commands that ask who, when and where: who, timeline, and search by these."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
import talks_records
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.ledger import Ledger
from onrecord.record import Record

HOSTILE = "Zed \x1b[2J<b>[red]Ünger\u202e"


def invoke(*args: str):
    return CliRunner().invoke(main, list(args))


def rows(output: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(output)))


@pytest.fixture(scope="module")
def filled(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("talks") / "onrecord.db"
    with Ledger(path) as ledger:
        ledger.put(talks_records.record())
        ledger.put(talks_records.of_speaker(HOSTILE, 2, role="=1+1", country="XZ"))
        ledger.put_many(
            replace(talks_records.of_speaker(f"Ivo Number {n}", n), relations=())
            for n in range(100, 121)
        )
    return path


@pytest.fixture(autouse=True)
def ledger(filled, folder, monkeypatch) -> None:
    monkeypatch.setenv("ONRECORD_LEDGER", str(filled))


REPORT_ID = talks_records.report().id[:8]


def test_who_as_text():
    shown = invoke("who", "mira", "solt", "--format", "text").stdout.splitlines()
    assert shown == [
        "Mira Solt · person · 1 statement, 23 reports",
        "  role: foreign minister of Harland (23)",
        "  affiliation: Harland (23)",
        "  country: XH (23)",
        "  does: say (1)",
        "  denied by: Olev Brandt (2)",
        "  confirmed by: Two officials (1)",
        "",
        "  2031-05-12 · says",
        "  that Dravia had closed the strait in spring 2030",
        "  said in Kešel Harbour",
        "  happened 2030-21",
        "  denied by Olev Brandt",
        "  confirmed by Two officials",
        f"  2031-05-13 · The Strait Bell · Talks, part 1 · {REPORT_ID}",
        "",
    ]


def test_who_as_json_lines_and_as_csv():
    (brandt,) = map(json.loads, invoke("who", "brandt", "--limit", "3").stdout.splitlines())
    assert (brandt["name"], brandt["statements"], brandt["reports"]) == ("Olev Brandt", 46, 23)
    assert brandt["acts"] == [{"value": "deny", "number": 23}, {"value": "say", "number": 23}]
    assert {one["speaker"]: one["number"] for one in brandt["answers"]} == {
        "Mira Solt": 2,
        HOSTILE: 2,
    }
    assert len(brandt["latest"]) == 3
    assert brandt["latest"][0]["statement"]["speaker"]["name"] == "Olev Brandt"
    table = rows(invoke("who", "brandt", "--limit", "3", "--format", "csv").stdout)
    assert [row["speaker"] for row in table] == ["Olev Brandt"] * 3
    assert len(json.loads(invoke("who", "Brandt", "--format", "json").stdout)) == 1


def test_who_of_nobody_is_5():
    result = invoke("who", "Nobody", "--format", "text")
    assert (result.exit_code, result.stdout) == (5, "")
    assert "nobody of that name is on record" in result.stderr


@pytest.mark.parametrize("name", ["%", "'", "_", "☃"])
def test_who_of_no_name_is_wrong_use(name):
    result = invoke("who", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "is no name" in result.stderr


def test_who_of_many_shows_twenty_and_says_so():
    result = invoke("who", "ivo", "--limit", "0")
    assert len(result.stdout.splitlines()) == 20
    assert "more than 20 names" in result.stderr
    assert invoke("who", "Ivo Number 110", "--limit", "0").stderr == ""


@pytest.mark.parametrize("command", [["who", "zed"], ["timeline", "--speaker", "zed"]])
def test_a_hostile_name_does_nothing_on_a_terminal(command):
    shown = invoke(*command, "--format", "text").stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert r"Zed \x1b[2J<b>[red]Ünger\u202e" in shown
    table = rows(invoke(*command, "--format", "csv").stdout)
    assert {row["speaker_role"] for row in table} == {"'=1+1"}


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--speaker", "Zed", "--country", "XZ"], [HOSTILE]),
        (["--speaker", "SÖLT", "--country", "xh"], ["Mira Solt"]),
        (["--country", "XZ"], [HOSTILE]),
        (["--denied", "--country", "XH"], ["Mira Solt"]),
        (["--answered", "--country", "XH"], ["Mira Solt"]),
        (["--speaker", "zed", "--place", "dravia"], [HOSTILE]),
        (["--speaker", "zed", "--said-from", "2031-05-12", "--said-to", "2031-05"], [HOSTILE]),
    ],
)
def test_search_by_who_when_and_where(options, found):
    hits = [json.loads(line) for line in invoke("search", *options).stdout.splitlines()]
    assert [hit["statement"]["speaker"]["name"] for hit in hits] == found


@pytest.mark.parametrize(
    "options",
    [
        ["--speaker", "solt", "--said-to", "2030"],
        ["--place", "nowhere"],
        ["--denied", "--speaker", "brandt"],
        ["--country", "ZZ"],
        ["--speaker", "%"],
    ],
)
def test_a_search_without_a_hit_is_5(options):
    result = invoke("search", *options)
    assert (result.exit_code, result.stdout) == (5, "")
    assert "nothing found" in result.stderr


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["search", "--country", "Harland"], "two letters of ISO 3166-1"),
        (["search", "--said-from", "soon"], "said_from is 'soon'"),
        (["timeline", "--from", "31"], "from is '31'"),
        (["timeline", "--to", "2031-02-30"], "to is '2031-02-30'"),
        (["timeline", "--country", "X"], "two letters of ISO 3166-1"),
    ],
)
def test_what_makes_no_sense_is_wrong_use(args, told):
    result = invoke(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


def test_a_hit_as_text_tells_who_it_is_and_who_answers():
    shown = invoke("search", "--country", "XH", "--format", "text").stdout.splitlines()
    assert shown == [
        "Mira Solt (foreign minister of Harland, XH) · says",
        "  that Dravia had closed the strait in spring 2030",
        "  said 2031-05-12 in Kešel Harbour",
        "  happened 2030-21",
        "  denied by Olev Brandt",
        "  confirmed by Two officials",
        f"  2031-05-13 · The Strait Bell · Talks, part 1 · {REPORT_ID}",
        "",
    ]


def test_timeline_as_text():
    shown = invoke("timeline", "--country", "XH", "--format", "text").stdout.splitlines()
    who = "Mira Solt (foreign minister of Harland, XH) · says"
    assert shown[0] == f"2030-21 “spring 2030” · as told by {who}"
    assert shown[6] == ""
    assert shown[7] == f"2031-05-12 · {who}"


def test_timeline_as_json_lines_and_as_csv():
    lines = invoke("timeline", "strait", "--country", "XH").stdout.splitlines()
    first, second = map(json.loads, lines)
    assert (first["what"], first["edtf"], first["words"]) == ("happened", "2030-21", "spring 2030")
    assert (first["first_day"], first["last_day"]) == ("2030-03-01", "2030-05-31")
    assert (second["what"], second["edtf"]) == ("said", "2031-05-12")
    assert first["statement"] == second["statement"]
    table = rows(invoke("timeline", "--speaker", "solt", "--to", "2030", "--format", "csv").stdout)
    assert [(row["edtf"], row["what"], row["happened_on"]) for row in table[:1]] == [
        ("2030-21", "happened", "2030-21")
    ]


def test_a_timeline_that_goes_on_says_so():
    result = invoke("timeline", "--from", "2031", "--limit", "2")
    assert len(result.stdout.splitlines()) == 2
    assert "there is more after 2031-05-12" in result.stderr
    assert invoke("timeline", "--country", "XH", "--limit", "2").stderr == ""


def test_an_empty_timeline_is_5():
    result = invoke("timeline", "--from", "2050")
    assert (result.exit_code, result.stdout) == (5, "")
    assert "nothing with a date found" in result.stderr


def test_export_has_all_of_a_record():
    first = invoke("export").stdout.splitlines()[0]
    assert Record.from_dict(json.loads(first)) == talks_records.record()
    (row, *_) = rows(invoke("export", "--format", "csv").stdout)
    assert (row["said_at"], row["happened_on"], row["speaker_how"]) == (
        "Kešel Harbour",
        "2030-21",
        "name",
    )
    assert len(row["denied_by"].split()) == 2
