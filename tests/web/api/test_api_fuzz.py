"""Schemathesis asks what the document allows and what it does not: each answer is documented."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import schemathesis
import talks_records
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks
from starlette.testclient import TestClient

from onrecord.web import ServeSettings, create_app
from onrecord.web.api.document import operations
from onrecord.web.desk import Desk, Task
from onrecord.web.desk.jobs import Job

CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
FEW = settings(
    max_examples=12,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


class QuietDesk(Desk):
    """Takes jobs and reads none, so that no page is fetched."""

    def submit(self, task: Task) -> Job:
        job = Job(task)
        self._jobs[job.id] = job
        return job


def opened(ledger: Path) -> Any:
    app = create_app(ServeSettings(ledger=ledger, allowed_hosts=("testserver",)))
    app.state.desk = QuietDesk(app.state.shelf.writer, ledger.parent)
    return app


def named_operations() -> list[tuple[str, str]]:
    with TestClient(opened(Path("no-ledger.db")), base_url="http://testserver") as client:
        document = client.get("/api/v1/openapi.json").json()
    return [(path, method) for path, method, _ in operations(document)]


NAMED = named_operations()


@pytest.fixture
def document(full: Path) -> Any:
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", opened(full))


def ask(operation: Any, **fixed: Any) -> None:
    modes = schemathesis.GenerationMode
    paths = () if "path_parameters" in fixed else operation.path_parameters
    takes_none = not (operation.query or paths or operation.body)
    for mode in (modes.POSITIVE,) if takes_none else (modes.POSITIVE, modes.NEGATIVE):
        run: Callable[[], None] = FEW(given(operation.as_strategy(mode, **fixed))(_check))
        run()


def _check(case: Any) -> None:
    case.call_and_validate(checks=CHECKS)


@pytest.mark.parametrize(("path", "method"), NAMED, ids=[f"{m} {p}" for p, m in NAMED])
def test_every_answer_is_documented(document: Any, path: str, method: str) -> None:
    ask(document[path][method])


@pytest.mark.parametrize("path", [path for path, _ in NAMED if "{report_id}" in path])
def test_every_answer_about_a_report_that_is_there_is_documented(document: Any, path: str) -> None:
    ask(document[path]["get"], path_parameters={"report_id": talks_records.report(1).id})
