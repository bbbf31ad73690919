import json

from click.testing import CliRunner

from onrecord.cli import main
from onrecord.demo import DEMO_REPORTS
from onrecord.ledger import Ledger


def invoke(*args: str):
    return CliRunner().invoke(main, ["demo", *args])


def names_of(output: str) -> list[str]:
    return [json.loads(line)["report"]["path"].removesuffix(".txt") for line in output.splitlines()]


def test_without_a_name_the_first_is_read_and_nothing_is_kept(folder, fake_reader):
    result = invoke()
    assert result.exit_code == 0
    assert names_of(result.stdout) == [DEMO_REPORTS[0].name]
    assert list(folder.iterdir()) == []


def test_named_ones_and_all_of_them(folder, fake_reader):
    assert names_of(invoke("flood", "recall").stdout) == ["recall", "flood"]
    assert names_of(invoke("--all").stdout) == [demo.name for demo in DEMO_REPORTS]


def test_an_unknown_name_is_wrong_use(folder):
    assert invoke("weather").exit_code == 2


def test_they_are_kept_where_the_option_says(folder, fake_reader, monkeypatch):
    monkeypatch.setenv("ONRECORD_LEDGER", "mine.db")
    invoke("--all", "--ledger", "demo.db", "--format", "text")
    assert [path.name for path in folder.iterdir()] == ["demo.db"]
    with Ledger("demo.db", read_only=True) as ledger:
        assert ledger.counts().reports == len(DEMO_REPORTS)


def test_list_names_them_all():
    lines = invoke("--list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [demo.name for demo in DEMO_REPORTS]


def test_copies_are_what_was_shipped(folder):
    result = invoke("--copy-to", "demo/reports", "flood")
    assert result.stdout == "demo/reports/flood.txt\n"
    assert invoke("--copy-to", "demo/reports").exit_code == 0
    copies = {p.name: p.read_bytes().decode() for p in (folder / "demo/reports").iterdir()}
    assert copies == {demo.file_name: demo.text for demo in DEMO_REPORTS}
