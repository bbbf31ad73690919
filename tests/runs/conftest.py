"""Fixtures of the tests of runs."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from onrecord.ledger import Ledger
from onrecord.runs import Workers
from onrecord.runs.worker import Setup

TESTS = Path(__file__).parents[1]


@pytest.fixture
def ledger(tmp_path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "onrecord.db") as ledger:
        yield ledger


@pytest.fixture
def workers(monkeypatch) -> Iterator[Callable[..., Workers]]:
    """Makes workers with the mortal reader, and ends them."""
    path = [str(TESTS), str(TESTS / "runs"), str(TESTS.parent / "src")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(path))
    with ExitStack() as stack:

        def make(count: int = 2, *, reader: str = "runs_fakes:MortalReader", **known) -> Workers:
            limit = known.pop("limit_seconds", 60.0)
            made = Workers(count, Setup(reader=reader, **known), limit_seconds=limit)
            stack.callback(made.close)
            return made

        yield make
