"""The benchmark of the reading room opens everything that can be opened."""

import asyncio
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="needs the extra serve")

from benchmarks import big_ledger, room
from benchmarks.invented import World
from benchmarks.room_addresses import NOT_MEASURED, Subject, addresses
from onrecord.web.api.operations import ROUTERS as API
from onrecord.web.routes import ROUTERS as PAGES

SUBJECT = Subject(*Subject._fields)


def routes() -> set[str]:
    def of(routers, base=""):  # type: ignore[no-untyped-def]
        for router in routers:
            for route in router.routes:
                if "GET" in route.methods:
                    yield base + route.path

    return {*of(PAGES), *of(API, "/api/v1")}


def test_every_route_is_opened_or_left_out_for_a_reason() -> None:
    opened = {one.route for one in addresses(SUBJECT)}
    left_out = {route for route in routes() - opened if _bare(route) not in NOT_MEASURED}
    assert not left_out
    assert opened <= routes()


def _bare(route: str) -> str:
    return route.removesuffix(".json").removesuffix(".csv")


def test_everything_that_is_opened_is_there(tmp_path: Path) -> None:
    ledger = tmp_path / "some.db"
    big_ledger.write(ledger, World(), 400, failures=5)
    found = asyncio.run(room.measured(ledger, 1, "page report"))
    assert {name for _, name in found} >= {"report", "report, json"}
