import csv
import io
from dataclasses import replace

import pytest
from cli_fakes import MADE_BY, make_statement
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli.tables import HIT_COLUMNS, STATEMENT_COLUMNS, CsvTable, statement_rows
from onrecord.record import Record
from onrecord.types import Passage, Report, Span, Speaker


def written(cells: list[object]) -> str:
    columns = [f"c{n}" for n in range(len(cells))]
    out = io.StringIO(newline="")
    CsvTable(out, columns).write(dict(zip(columns, cells, strict=True)))
    return out.getvalue().split("\r\n", 1)[1]


@pytest.mark.parametrize(
    ("cell", "line"),
    [
        ("plain", "plain"),
        ("naïve, “quoted”", '"naïve, “quoted”"'),
        ('say "no"', '"say ""no"""'),
        ("two\nlines", '"two\nlines"'),
        ('=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\tx", "'\tx"),
        ("\r=1", '"\'\r=1"'),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        (-1.5, "-1.5"),
        (True, "true"),
        (False, "false"),
        (None, ""),
        ("", ""),
    ],
)
def test_a_cell(cell, line):
    assert written(["x", cell]) == f"x,{line}\r\n"


_CELL = st.text(st.characters(codec="utf-8"), max_size=20)


@given(st.lists(_CELL, min_size=2, max_size=5))
def test_what_is_written_can_be_read_and_no_cell_begins_a_formula(cells):
    (row,) = csv.reader(io.StringIO(written(cells), newline=""))
    for cell, read in zip(cells, row, strict=True):
        assert read in (cell, f"'{cell}")
        assert not read.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_a_row_has_every_column_and_its_spans_count_in_the_text():
    text = "Ivo Brand said the bridge, he said, was open."
    content = Passage.of(text, (Span(15, 25), Span(36, 44)))
    speaker = Speaker("Ivo Brand", "a1", "person", "mayor", "Harl", "XX")
    bare = make_statement(text, "Ivo Brand", "said", "the bridge", speaker=speaker)
    statement = replace(bare, content=content, said_on="2031-03-14", within="w")
    report = Report(text=text, path="p", url="u", outlet="o", published="2031", title="t")
    record = Record(report=report, statements=(statement,), excluded=(), made_by=MADE_BY)
    (row,) = statement_rows(record)
    assert set(row) == set(STATEMENT_COLUMNS)
    assert all(value is not None for value in row.values())
    assert row["content_spans"] == "15:25 36:44"
    assert row["content"] == "the bridge … was open"


def test_hits_have_the_columns_of_statements_without_what_made_them():
    assert set(STATEMENT_COLUMNS) - set(HIT_COLUMNS) == {"onrecord", "model", "lexicon"}
