"""The reference names every table and column, and its SQL runs."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import talks_records
from ledger_records import record

from onrecord.ledger import Ledger, SearchFilters, tables
from onrecord.ledger.queries import Queries

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "ledger.md"
VIEWS = (
    "quotes",
    "current_reports",
    "framings",
    "provenance",
    "speakers",
    "answers",
    "timeline",
    "mapped_places",
    "named_speakers",
    "outlet_days",
    "framing_counts",
    "side_counts",
    "answered_statements",
)


def section(title: str) -> str:
    found = re.search(rf"^### {title}\n(.*?)(?=^##|\Z)", PAGE.read_text("utf-8"), re.M | re.S)
    assert found, title
    return found[1]


@pytest.mark.parametrize("table", tables.metadata.tables.values(), ids=lambda table: table.name)
def test_every_column_of_a_table_is_in_the_reference(table) -> None:  # type: ignore[no-untyped-def]
    told = set(re.findall(r"`(\w+)`", section(table.name)))
    assert set(table.columns.keys()) <= told


@pytest.mark.parametrize("view", VIEWS)
def test_every_column_of_a_view_is_in_the_reference(ledger: Ledger, view: str) -> None:
    item = re.search(rf"^- `{view}`:(.*?)(?=^- `|^```)", PAGE.read_text("utf-8"), re.M | re.S)
    assert item
    with closing(sqlite3.connect(ledger.path)) as connection:
        columns = {row[1] for row in connection.execute(f"PRAGMA table_info({view})")}
    assert set(re.findall(r"`(\w+)`", item[1])) == columns


def test_every_method_and_filter_is_in_the_reference() -> None:
    page = PAGE.read_text("utf-8")
    known = {**vars(Queries), **vars(Ledger)}
    methods = [name for name in known if not name.startswith("_")]
    assert [name for name in methods if f"`{name}(" not in page] == []
    told = set(re.findall(r"`(\w+)`", section("Filters")))
    assert set(SearchFilters.__dataclass_fields__) <= told


def test_the_sql_of_the_reference_runs(ledger: Ledger) -> None:
    made, talks = record(), talks_records.record()
    ledger.put_many([made, talks])
    (block,) = re.findall(r"```sql\n(.*?)```", PAGE.read_text("utf-8"), re.S)
    queries = [part for part in block.replace("0f3c…", made.statements[0].id).split(";\n") if part]
    with closing(sqlite3.connect(ledger.path)) as connection:
        denied, framed, deniers, may, own, found, provenance = [
            connection.execute(query).fetchall() for query in queries
        ]
    assert {row[2] for row in denied} == {"Tessaly Fishers' Union", "Olev Brandt"}
    assert framed == [(None, 1)]
    assert deniers == [("Olev Brandt", "Mira Solt", 2)]
    assert may == []
    assert own == [(talks.own_voice[0].text,)]
    assert found == [(made.statements[3].content.text,)]
    assert {row[0] for row in provenance} == {"source", "cue", "content"}
    assert all(row[3] == made.report.text[row[1] : row[2]] for row in provenance)
