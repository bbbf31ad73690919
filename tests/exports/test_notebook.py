"""The example notebook runs as it is."""

import json
from pathlib import Path

import pytest
from talks_records import record, report

from onrecord.ledger import Ledger

NOTEBOOK = Path(__file__).parents[2] / "docs/examples/ledger.ipynb"


def test_every_cell_runs(tmp_path, monkeypatch):
    pytest.importorskip("pandas", reason="pandas is not installed")
    path = tmp_path / "ledger.db"
    with Ledger(path) as kept:
        kept.put_many([record(), record(report(2))])
    monkeypatch.setenv("ONRECORD_LEDGER", str(path))
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    names: dict[str, object] = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            exec("".join(cell["source"]), names)
    assert len(names["quotes"]) == 2 * len(record().statements)
    assert len(names["answers"])
