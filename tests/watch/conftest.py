"""Fixtures of the tests of watching."""

from collections.abc import Iterator

import pytest
from watch_fakes import FakeWeb

from onrecord.ledger import Ledger


@pytest.fixture
def ledger(tmp_path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "onrecord.db") as ledger:
        yield ledger


@pytest.fixture
def web() -> FakeWeb:
    return FakeWeb()
