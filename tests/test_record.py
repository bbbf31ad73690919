import json
import re
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.demo import DEMO_REPORTS
from onrecord.record import Record, failure_to_dict, record_schema
from onrecord.types import (
    Act,
    Excluded,
    Failure,
    Framing,
    MadeBy,
    Mode,
    Passage,
    Report,
    Span,
    Speaker,
    Statement,
    Why,
    make_id,
)

SCHEMA = json.loads(record_schema())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

_TEXT = st.text(min_size=8, max_size=60)
_KNOWN = st.none() | st.text(min_size=1, max_size=12)
_ID = st.integers().map(make_id)


@st.composite
def passages(draw: st.DrawFn, text: str) -> Passage:
    edges = draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=4, unique=True))
    pairs = zip(*[iter(sorted(edges))] * 2, strict=False)
    return Passage.of(text, tuple(Span(*pair) for pair in pairs))


def statements(text: str) -> st.SearchStrategy[Statement]:
    passage = passages(text)
    return st.builds(
        Statement,
        id=_ID,
        source=st.none() | passage,
        cue=st.none() | passage,
        content=passage,
        mode=st.sampled_from(Mode),
        act=st.sampled_from(Act),
        framing=st.sampled_from(Framing),
        score=st.floats(0, 1),
        negated=st.booleans(),
        hypothetical=st.booleans(),
        within=st.none() | _ID,
        speaker=st.none() | st.builds(Speaker, st.text(max_size=9), _KNOWN, _KNOWN, country=_KNOWN),
        said_on=st.none() | st.just("2031-03-14"),
    )


@st.composite
def records(draw: st.DrawFn) -> Record:
    text = draw(_TEXT)
    parts = st.builds(Excluded, passages(text).map(lambda p: p.spans), st.sampled_from(Why))
    return Record(
        report=draw(st.builds(Report, text=st.just(text), title=_KNOWN, url=_KNOWN, path=_KNOWN)),
        statements=tuple(draw(st.lists(statements(text), max_size=3))),
        excluded=tuple(draw(st.lists(parts, max_size=2))),
        made_by=MadeBy("0.1.0", "model-1", "1"),
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(records())
def test_every_record_follows_the_schema_and_comes_back_from_its_json(record):
    data = json.loads(json.dumps(record.to_dict()))
    VALIDATOR.validate(data)
    assert Record.from_dict(data) == record


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    ("where", "key", "enum"),
    [
        ("statement", "mode", Mode),
        ("statement", "act", Act),
        ("statement", "framing", Framing),
        ("excluded", "why", Why),
    ],
)
def test_enums_in_the_schema_are_those_of_the_types(where, key, enum):
    assert SCHEMA["$defs"][where]["properties"][key]["enum"] == [one.value for one in enum]


def test_the_schema_describes_every_key_that_a_record_has():
    text = "Brand said no."
    whole = Passage.of(text, (Span(0, 5),))
    record = Record(
        report=Report(text=text),
        statements=(
            Statement(
                id=make_id(1),
                source=whole,
                cue=whole,
                content=whole,
                mode=Mode.DIRECT,
                act=Act.SAY,
                framing=Framing.NEUTRAL,
                score=1.0,
                speaker=Speaker("Brand"),
            ),
        ),
        excluded=(Excluded(whole.spans, Why.TEASER),),
        made_by=MadeBy("0", "m", "l"),
    )
    data, defs = record.to_dict(), SCHEMA["$defs"]
    (statement,) = data["statements"]
    described = [
        (data, SCHEMA),
        (data["report"], defs["report"]),
        (statement, defs["statement"]),
        (statement["source"], defs["passage"]),
        (statement["speaker"], defs["speaker"]),
        (data["excluded"][0], defs["excluded"]),
        (data["made_by"], SCHEMA["properties"]["made_by"]),
    ]
    for value, schema in described:
        assert set(value) == set(schema["properties"]) == set(schema["required"])


def _described(schema: object, path: str = "") -> list[str]:
    """Paths of properties that have no description."""
    if not isinstance(schema, dict):
        return []
    missing = [
        f"{path}/{name}"
        for name, value in schema.get("properties", {}).items()
        if "description" not in value and "$ref" not in value
    ]
    for key in ("properties", "$defs"):
        for name, value in schema.get(key, {}).items():
            missing += _described(value, f"{path}/{name}")
    return missing


def test_every_property_in_the_schema_has_a_description():
    assert _described(SCHEMA) == []


@pytest.mark.parametrize(
    "damage",
    [
        {"statements": None},
        {"made_by": {"onrecord": "0"}},
        {"excluded": [{"spans": [[0, 1]], "why": "boredom"}]},
    ],
)
def test_what_is_no_record_is_refused(damage):
    record = Record(
        report=Report(text="x"), statements=(), excluded=(), made_by=MadeBy("0", "m", "l")
    )
    data = record.to_dict() | damage
    with pytest.raises((KeyError, TypeError, ValueError)):
        Record.from_dict(data)
    assert not VALIDATOR.is_valid(data)


def test_a_failure_as_json():
    failure = Failure(where="a.pdf", stage="source", code="not-text", message="a PDF")
    assert failure_to_dict(failure) == {
        "failure": {
            "where": "a.pdf",
            "stage": "source",
            "code": "not-text",
            "message": "a PDF",
            "detail": {},
        }
    }


def test_a_notebook_shows_the_highlighted_text():
    record = Record(
        report=Report(text="a < b"), statements=(), excluded=(), made_by=MadeBy("0", "m", "l")
    )
    assert "a &lt; b" in record._repr_html_()


def test_the_reference_describes_every_key_and_every_value_of_an_enum():
    page = (Path(__file__).parents[1] / "docs/reference/record.md").read_text(encoding="utf-8")
    filled = ("report", "statement", "speaker", "excluded")
    schemas = [SCHEMA, *(SCHEMA["$defs"][name] for name in filled)]
    for schema in schemas:
        for key in schema["properties"]:
            assert f"`{key}`" in page
    for enum in (Mode, Act, Framing, Why):
        for value in enum:
            assert f"`{value}`" in page


def test_the_reference_shows_positions_that_are_right():
    page = (Path(__file__).parents[1] / "docs/reference/record.md").read_text(encoding="utf-8")
    text = DEMO_REPORTS[0].text
    shown = re.findall(r'\{"spans": \[\[(\d+), (\d+)\]\], "text": "(.*?)"\}', page)
    assert len(shown) == 3
    for start, end, words in shown:
        assert text[int(start) : int(end)] == words
    ((start, end),) = re.findall(r'\{"spans": \[\[(\d+), (\d+)\]\], "why": "teaser"\}', page)
    assert text[int(start) : int(end)].startswith("READ MORE")
