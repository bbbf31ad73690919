"""The page on SQL: what it shows runs, and finds what it says."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import talks_records

from onrecord.ledger import Ledger

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "query-with-sql.md"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE.read_text("utf-8"), re.S)


def test_the_queries_run_and_find_something(ledger: Ledger) -> None:
    ledger.put(talks_records.record())
    (block,) = blocks("sql")
    queries = [query for query in block.split(";\n") if query.strip()]
    with closing(sqlite3.connect(ledger.path)) as connection:
        framed, denied, months, newest, together = [
            connection.execute(query).fetchall() for query in queries
        ]
    assert framed == [("The Strait Bell", "neutral", 2)]
    assert [row[:2] for row in denied] == [(2, "Mira Solt")]
    assert months == [("2031-05", "The Strait Bell", 4, 1)]
    assert [row[1] for row in newest] == ["said", "told", "denied", "confirmed"]
    assert len(together) == 1


def test_the_python_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Ledger(tmp_path / "onrecord.db") as ledger:
        ledger.put(talks_records.record())
    monkeypatch.chdir(tmp_path)
    (block,) = blocks("python")
    exec(compile(block, str(PAGE), "exec"), {})
    assert capsys.readouterr().out.splitlines()[0] == "Olev Brandt 2 0"
