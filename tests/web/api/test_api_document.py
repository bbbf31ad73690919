"""The document says what is so."""

import ast
from pathlib import Path
from typing import Any

import pytest
from api_asking import ask
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from starlette.testclient import TestClient

from onrecord.web import ServeSettings, create_app
from onrecord.web.api.document import operations
from onrecord.web.api.problems import BY_CODE, KINDS

SRC = Path(__file__).parents[3] / "src" / "onrecord"


def _document() -> dict[str, Any]:
    app = create_app(ServeSettings(ledger=Path("no-ledger.db")))
    with TestClient(app, base_url="http://127.0.0.1:8420") as client:
        found: dict[str, Any] = client.get("/api/v1/openapi.json").json()
        return found


DOCUMENT = _document()
OPERATIONS = [
    pytest.param(operation, id=operation["operationId"]) for _, _, operation in operations(DOCUMENT)
]


def validator(schema: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator({**schema, "components": DOCUMENT["components"]})


def answer_of(operation: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    ((status, answer),) = (one for one in operation["responses"].items() if one[0].startswith("2"))
    return status, answer


def test_it_is_openapi_3_1() -> None:
    assert DOCUMENT["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(DOCUMENT).validate()


@pytest.mark.parametrize("operation", OPERATIONS)
def test_each_operation_says_what_it_answers_and_shows_it(operation: dict[str, Any]) -> None:
    assert operation["description"]
    assert operation["tags"][0] in {tag["name"] for tag in DOCUMENT["tags"]}
    status, answer = answer_of(operation)
    if status == "204":
        return
    assert set(answer["content"]) <= {"application/json", "application/jsonl"}
    if told := answer["content"].get("application/json"):
        assert list(validator(told["schema"]).iter_errors(told["example"])) == []


@pytest.mark.parametrize("operation", OPERATIONS)
def test_each_parameter_says_what_it_means_and_takes_no_null(operation: dict[str, Any]) -> None:
    for parameter in operation.get("parameters", ()):
        assert parameter.get("description"), parameter["name"]
        assert "null" not in str(parameter["schema"])


def test_an_example_that_is_wrong_would_be_seen() -> None:
    schema = DOCUMENT["paths"]["/counts"]["get"]["responses"]["200"]["content"]["application/json"][
        "schema"
    ]
    assert list(validator(schema).iter_errors({"reports": "many"}))


def test_no_schema_stands_there_for_nothing() -> None:
    told = str(DOCUMENT)
    for name in DOCUMENT["components"]["schemas"]:
        assert f"#/components/schemas/{name}'" in told, name


def codes_of_refusals() -> set[str]:
    """The codes that are written in the room's source; the others are those of errors."""
    found = set()
    for path in sorted((SRC / "web").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refusal":
                named = {one.arg: one.value for one in node.keywords}
                code = named.get("code", node.args[3] if len(node.args) > 3 else None)
                if isinstance(code, ast.Constant):
                    found.add(code.value)
    return found


def test_every_code_of_the_room_is_a_kind_of_problem(api: TestClient) -> None:
    found = codes_of_refusals()
    assert {"token", "too-large"} <= found
    assert found <= set(BY_CODE), found - set(BY_CODE)
    for kind in KINDS:
        assert ask(api, f"/problems/{kind.code}")["status"] == kind.status
