import json
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from record_strategies import PROPER, records

from onrecord.demo import DEMO_REPORTS
from onrecord.record import Record, failure_to_dict, record_schema
from onrecord.types import (
    Act,
    Actor,
    ActorKind,
    Excluded,
    Failure,
    Form,
    Framing,
    MadeBy,
    Mention,
    Mode,
    NameKind,
    Passage,
    Place,
    Relation,
    RelationKind,
    Report,
    Span,
    Speaker,
    Statement,
    Tenure,
    TimeExpression,
    TimeType,
    Told,
    Why,
    make_id,
)

SCHEMA = json.loads(record_schema())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(records(PROPER))
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
        ("relation", "kind", RelationKind),
        ("mention", "form", Form),
        ("mention", "kind", NameKind),
        ("actor", "kind", ActorKind),
        ("actor", "tenure", Tenure),
        ("speaker", "kind", ActorKind),
        ("speaker", "how", Form),
        ("date", "type", TimeType),
    ],
)
def test_enums_in_the_schema_are_those_of_the_types(where, key, enum):
    allowed = SCHEMA["$defs"][where]["properties"][key]["enum"]
    assert [value for value in allowed if value is not None] == [one.value for one in enum]


TEXT = "Colonel Ana Brand, the former envoy of Harl, told the Post in Kessel on Monday: no."


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def told(value: str, words: str) -> Told:
    return Told(value, (span(words),))


def full_record() -> Record:
    """A record with something of everything in it."""
    whole = Passage.of(TEXT, (span("Brand"),))
    actor, place = make_id("actor"), make_id("place")
    statement = Statement(
        id=make_id(1),
        source=whole,
        cue=whole,
        content=whole,
        mode=Mode.DIRECT,
        act=Act.SAY,
        framing=Framing.NEUTRAL,
        score=1.0,
        speaker=Speaker("Ana Brand", actor, "person", how=Form.PRONOUN, score=0.5),
        said_on="2031-03-10",
        said_on_spans=(span("Monday"),),
        said_on_carried=True,
        happened_on=told("2031-03-10", "Monday"),
        said_at=told(place, "Kessel"),
        happened_at=told(place, "Kessel"),
        addressee=Passage.of(TEXT, (span("the Post"),)),
        reported_by=Passage.of(TEXT, (span("Post"),)),
    )
    return Record(
        report=Report(text=TEXT),
        statements=(statement,),
        excluded=(Excluded(whole.spans, Why.TEASER),),
        made_by=MadeBy("0", "m", "l"),
        mentions=(
            Mention(
                span=span("Ana Brand"),
                text="Ana Brand",
                form=Form.NAME,
                kind=NameKind.PERSON,
                actor=actor,
                score=0.75,
            ),
        ),
        actors=(
            Actor(
                id=actor,
                name="Ana Brand",
                kind=ActorKind.PERSON,
                name_spans=(span("Ana Brand"),),
                role=told("envoy of Harl", "envoy of Harl"),
                rank=told("Colonel", "Colonel"),
                affiliation=told("Harl", "Harl"),
                tenure=told("former", "former"),
                country=told("XH", "Harl"),
                number=told("1", "the"),
            ),
        ),
        dates=(
            TimeExpression(
                id=make_id("date"),
                span=span("Monday"),
                text="Monday",
                type=TimeType.DATE,
                value="2031-03-10",
                edtf="2031-03-10",
                anchor=make_id("other"),
            ),
        ),
        places=(
            Place(
                id=place,
                span=span("Kessel"),
                text="Kessel",
                geonameid=1,
                name="Kessel",
                country="XH",
                latitude=1.5,
                longitude=-2.5,
                score=0.25,
            ),
        ),
        relations=(
            Relation(
                kind=RelationKind.REPEATS, from_id=statement.id, to_id=statement.id, score=0.5
            ),
        ),
        own_voice=(whole,),
    )


def test_the_schema_describes_every_key_that_a_record_has():
    data, defs = full_record().to_dict(), SCHEMA["$defs"]
    (statement,), (actor,) = data["statements"], data["actors"]
    described = [
        (data, SCHEMA),
        (data["report"], defs["report"]),
        (statement, defs["statement"]),
        (statement["source"], defs["passage"]),
        (statement["speaker"], defs["speaker"]),
        (statement["happened_on"], defs["told_time"]),
        (statement["said_at"], defs["told_place"]),
        (data["excluded"][0], defs["excluded"]),
        (data["relations"][0], defs["relation"]),
        (data["mentions"][0], defs["mention"]),
        (actor, defs["actor"]),
        (data["dates"][0], defs["date"]),
        (data["places"][0], defs["place"]),
        (data["made_by"], SCHEMA["properties"]["made_by"]),
    ]
    for value, schema in described:
        assert set(value) == set(schema["properties"]) == set(schema["required"])
    assert set(actor["evidence"]) == set(defs["actor"]["properties"]["evidence"]["properties"])
    VALIDATOR.validate(data)


def test_what_stands_where_in_the_json():
    data = full_record().to_dict()
    (statement,), (actor,) = data["statements"], data["actors"]
    assert statement["speaker"]["how"] == "pronoun"
    assert statement["said_on_spans"] == [list(span("Monday"))]
    assert statement["happened_on"] == {"value": "2031-03-10", "spans": [list(span("Monday"))]}
    assert statement["said_at"] == {"place": data["places"][0]["id"], "spans": [[62, 68]]}
    assert statement["reported_by"]["text"] == "Post"
    assert actor["tenure"] == "former"
    assert actor["evidence"]["tenure"] == [list(span("former"))]
    assert actor["evidence"]["name"] == data["mentions"][0]["spans"] == [[8, 17]]
    assert (data["places"][0]["lat"], data["places"][0]["lon"]) == (1.5, -2.5)
    assert data["relations"][0]["from"] == statement["id"]
    assert data["own_voice"] == [{"spans": [[12, 17]], "text": "Brand"}]


def test_what_is_not_known_of_an_actor_has_no_evidence():
    bare = replace(full_record().actors[0], role=None, rank=None, number=None)
    record = replace(full_record(), actors=(bare,))
    (actor,) = record.to_dict()["actors"]
    assert set(actor["evidence"]) == {"name", "affiliation", "tenure", "country"}
    assert Record.from_dict(record.to_dict()) == record


def test_a_record_of_the_first_version_is_taken_too():
    old = replace(
        full_record(), actors=(), mentions=(), dates=(), places=(), relations=(), own_voice=()
    )
    data = old.to_dict()
    del data["own_voice"]
    (statement,) = data["statements"]
    for key in ("said_on_spans", "said_on_carried", "happened_on", "said_at", "happened_at"):
        del statement[key]
    for key in ("addressee", "reported_by"):
        del statement[key]
    for key in ("how", "score"):
        del statement["speaker"][key]
    read = Record.from_dict(data)
    assert read.own_voice == ()
    assert read.statements[0].speaker == Speaker("Ana Brand", make_id("actor"), "person")
    assert read.statements[0].said_on == "2031-03-10"
    assert read.statements[0].said_on_spans == ()


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
        {"relations": [{"kind": "mocks", "from": "a", "to": "b", "score": 1}]},
        {"mentions": [{"spans": [[0, 1]], "text": "x", "form": "nod", "kind": None}]},
        {"mentions": [{"spans": [], "text": "x", "form": "name", "kind": None, "actor": None}]},
        {"actors": [{"id": "a", "name": "x", "kind": "ghost", "evidence": {"name": []}}]},
        {"dates": [{"id": "a", "spans": [[0, 1]], "text": "x", "type": "EON"}]},
        {"places": [{"id": "a", "spans": [[0, 1]]}]},
        {"own_voice": [{"text": "x"}]},
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
    told_elsewhere = {"told_time", "told_place"}  # in words, with the keys that hold them
    schemas = [value for name, value in SCHEMA["$defs"].items() if name not in told_elsewhere]
    for schema in (SCHEMA, *schemas):
        for key in schema.get("properties", ()):
            assert f"`{key}`" in page
    for enum in (Mode, Act, Framing, Why, Form, NameKind, ActorKind, Tenure, TimeType):
        for value in enum:
            assert f"`{value}`" in page
    for value in RelationKind:
        assert f"`{value}`" in page


def test_the_reference_shows_positions_that_are_right():
    page = (Path(__file__).parents[1] / "docs/reference/record.md").read_text(encoding="utf-8")
    text = DEMO_REPORTS[0].text
    shown = re.findall(r'"spans": \[\[(\d+), (\d+)\]\], "text": "(.*?)"', page)
    assert len(shown) == 7
    for start, end, words in shown:
        assert text[int(start) : int(end)] == words
    ((start, end),) = re.findall(r'\{"spans": \[\[(\d+), (\d+)\]\], "why": "teaser"\}', page)
    assert text[int(start) : int(end)].startswith("READ MORE")
    ((start, end),) = re.findall(r'"role": \[\[(\d+), (\d+)\]\]', page)
    assert text[int(start) : int(end)] == "ministry spokesman"


def test_a_statement_is_found_by_its_id(reader):
    record = reader.read("Ana Lesk said that the ferry was lost. Ivo Brand denied it.")
    for statement in record.statements:
        assert record.statement(statement.id) is statement
    with pytest.raises(KeyError, match="nothing"):
        record.statement("nothing")


def test_a_statement_links_to_its_words_on_the_live_page():
    text = "Ilse Brandt said the pier is shut."
    content = Passage.of(text, (Span(17, 33),))
    statement = Statement(
        id=make_id("s"), source=None, cue=None, content=content, mode=Mode.INDIRECT,
        act=Act.SAY, framing=Framing.NEUTRAL, score=0.5,
    )  # fmt: skip
    report = Report(text=text, url="https://courier.example/1")
    for known, link in (
        (report, "https://courier.example/1#:~:text=the%20pier%20is%20shut"),
        (replace(report, url=None), None),
    ):
        record = Record(
            report=known, statements=(statement,), excluded=(), made_by=MadeBy("1", "2", "3")
        )
        assert record.to_dict()["statements"][0]["link"] == link
