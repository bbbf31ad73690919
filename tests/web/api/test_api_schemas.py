"""Schemas are made of dataclasses."""

from dataclasses import dataclass

import pytest
from jsonschema import Draft202012Validator

from onrecord.ledger import Hit, Moment, Profile
from onrecord.types import Act
from onrecord.web.api import schemas
from onrecord.web.api.schemas import components, name_of, reference, schema_of


@dataclass(frozen=True)
class Odd:
    """What no ledger gives.

    Attributes:
        pair: Two of them,
            told on two lines.
    """

    pair: tuple[str, int]
    act: Act | None
    more: dict[str, float]


@pytest.fixture(autouse=True)
def _own_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test names is no part of other documents."""
    monkeypatch.setattr(schemas, "_NAMED", dict(schemas._NAMED))


def test_fields_become_properties_with_what_the_docstring_says() -> None:
    reference(Odd)
    schema = components()["Odd"]
    assert schema["description"] == "What no ledger gives."
    assert schema["properties"]["pair"]["description"] == "Two of them, told on two lines."
    valid = Draft202012Validator(schema).is_valid
    assert valid({"pair": ["a", 1], "act": None, "more": {"b": 0.5}})
    assert valid({"pair": ["a", 1], "act": "deny", "more": {}, "new": 1})
    for wrong in ({"pair": ["a"]}, {"pair": ["a", "b"]}, {"act": "shout"}, {"more": {"b": "c"}}):
        assert not valid({"pair": ["a", 1], "act": None, "more": {}, **wrong})
    assert not valid({"pair": ["a", 1]})


def test_a_type_that_has_no_schema_is_an_error() -> None:
    with pytest.raises(TypeError, match="set"):
        schema_of(set[str])


def test_two_kinds_of_one_name_are_an_error() -> None:
    other = dataclass(type("Hit", (), {"__annotations__": {"a": int}}))
    reference(Hit)
    with pytest.raises(TypeError, match="one schema"):
        reference(other)


def test_names_in_json_are_those_of_the_command_line() -> None:
    for kind in (Hit, Moment, Profile):
        reference(kind)
    made = components()
    assert "latest" in made["Profile"]["properties"]
    assert {"statement", "edtf"} < made["Moment"]["properties"].keys()
    assert made["Hit"]["properties"]["statement"] == reference_of("Statement")


def reference_of(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def test_parts_of_a_record_are_components() -> None:
    text = str(components())
    assert "#/$defs/" not in text
    assert name_of(Hit) == "Hit"
    assert reference_of("ToldTime")["$ref"] in text
