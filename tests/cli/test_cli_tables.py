import csv
import io
from dataclasses import replace

import pytest
import talks_records
from fake_reader import MADE_BY, make_statement
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli.tables import HIT_COLUMNS, STATEMENT_COLUMNS, CsvTable, hit_row, statement_rows
from onrecord.ledger import Ledger, SearchFilters
from onrecord.record import Record
from onrecord.types import Form, Passage, Place, Relation, RelationKind, Report, Span, Speaker, Told

KINDS = (RelationKind.DENIES, RelationKind.CONFIRMS, RelationKind.REPEATS)


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
    speaker = Speaker("Ivo Brand", "a1", "person", "mayor", "Harl", "XX", Form.NAME, 0.5)
    bare = make_statement(text, "Ivo Brand", "said", "the bridge", speaker=speaker)
    he = Passage.of(text, (Span(27, 29),))
    statement = replace(
        bare,
        content=content,
        said_on="2031-03-14",
        said_on_spans=(Span(0, 3),),
        happened_on=Told("2031-03", (Span(4, 9), Span(10, 14))),
        said_at=Told("p1", (Span(15, 18),)),
        happened_at=Told("p2", (Span(19, 25),)),
        addressee=he,
        reported_by=he,
        within="w",
    )
    report = Report(
        text=text, path="p", url="https://c.example/1", outlet="o", published="2031", title="t"
    )
    places = (
        Place(id="p1", span=Span(15, 18), text="Harl", name="Harl Town"),
        Place(id="p2", span=Span(19, 25), text="Harl"),
    )
    others = {"denies": "b c", "confirms": "d", "repeats": "e"}
    answered = {"denied_by": "f", "confirmed_by": "g", "repeated_by": "h i"}
    relations = [
        Relation(kind=kind, from_id=statement.id, to_id=to, score=1)
        for kind, ids in zip(KINDS, others.values(), strict=True)
        for to in ids.split()
    ] + [
        Relation(kind=kind, from_id=by, to_id=statement.id, score=1)
        for kind, ids in zip(KINDS, answered.values(), strict=True)
        for by in ids.split()
    ]
    record = Record(
        report=report,
        statements=(statement,),
        excluded=(),
        made_by=MADE_BY,
        places=places,
        relations=tuple(relations),
    )
    (row,) = statement_rows(record)
    assert set(row) == set(STATEMENT_COLUMNS)
    assert all(value is not None for value in row.values())
    assert row["content_spans"] == "15:25 36:44"
    assert row["content"] == "the bridge … was open"
    assert row["happened_on_spans"] == "4:9 10:14"
    assert (row["said_at"], row["happened_at"]) == ("Harl Town", "Harl")
    assert {name: row[name] for name in others | answered} == others | answered


def test_a_row_of_a_hit_is_that_of_its_record(tmp_path):
    made = talks_records.record()
    with Ledger(tmp_path / "l.db") as ledger:
        ledger.put(made)
        hits = list(ledger.search(filters=SearchFilters(outlet="the strait bell")))
    rows = [{name: row.get(name) for name in HIT_COLUMNS} for row in statement_rows(made)]
    assert [{name: hit_row(hit).get(name) for name in HIT_COLUMNS} for hit in hits] == rows


def test_hits_have_the_columns_of_statements_without_what_made_them():
    assert set(STATEMENT_COLUMNS) - set(HIT_COLUMNS) == {"onrecord", "model", "lexicon"}
