"""Every row of the threat model names a test that exists."""

import ast
import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
PAGE = (PROJECT / "docs" / "explanation" / "threat-model.md").read_text("utf-8")
ROWS = [
    line
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith(("| what it tries |", "| what happens |"))
]
_TEST = re.compile(r"\| `(tests/[\w/]+\.py)::(test_\w+)` \|$")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip()[:60])
def test_a_row_names_a_test_that_is_there(row):
    named = _TEST.search(row)
    assert named, "the row names no test"
    tree = ast.parse((PROJECT / named[1]).read_text("utf-8"))
    assert named[2] in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_there_are_rows():
    assert len(ROWS) > 30
