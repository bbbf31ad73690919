"""Exports of one record: positions that hold, text that is only ever text."""

import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from talks_records import record, report

from onrecord.exports import annotation_page, report_graph, write_page
from onrecord.exports.parquet import schema, statement_rows, write_parquet
from onrecord.record import Record
from onrecord.types import Report

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> \x1b[31m \u202eevil"


def page(*records: Record) -> str:
    stream = io.StringIO()
    assert write_page(stream, records) == len(records)
    return stream.getvalue()


def hostile() -> Record:
    of = report()
    return record(replace(of, text=of.text + HOSTILE, title=HOSTILE, outlet=HOSTILE))


def test_a_web_annotation_points_at_the_words():
    one = record()
    found = annotation_page(one)
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert len(found["items"]) == len(one.statements)
    for item, statement in zip(found["items"], one.statements, strict=True):
        assert item["type"] == "Annotation"
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", item["id"])
        selected = []
        for target in item["target"]:
            quote, position = target["selector"]
            start, end = position["start"], position["end"]
            assert quote["exact"] == one.report.text[start:end]
            assert one.report.text[:start].endswith(quote["prefix"])
            assert one.report.text[end:].startswith(quote["suffix"])
            assert target["scope"] == one.report.url
            selected.append((start, end))
        assert selected == [tuple(span) for span in statement.content.spans]


def test_annotations_say_which_words_are_source_and_cue():
    one = record()
    first = annotation_page(one)["items"][0]["body"]
    words = {body["purpose"]: body["selector"][0]["exact"] for body in first if "selector" in body}
    statement = one.statements[0]
    assert words["classifying"] == statement.cue.text
    assert words["identifying"] in statement.source.text


def test_annotations_tell_answers():
    one = record()
    answers = {
        (item["id"], body["source"], body["name"])
        for item in annotation_page(one)["items"]
        for body in item["body"]
        if body.get("purpose") == "replying"
    }
    assert len(answers) == len(one.relations)


def test_ids_of_annotations_are_one_each():
    ids = [item["id"] for item in annotation_page(record())["items"]]
    assert len(set(ids)) == len(ids)


def test_schema_org_knows_quotations_and_claims():
    one = record()
    article, *statements = report_graph(one)["@graph"]
    assert article["@type"] == "NewsArticle"
    assert article["publisher"]["name"] == one.report.outlet
    assert [found["@type"] for found in statements] == [
        "Claim" if statement.mode == "indirect" else "Quotation" for statement in one.statements
    ]
    assert all(
        found["text"] == statement.content.text
        for found, statement in zip(statements, one.statements, strict=True)
    )
    assert "ClaimReview" not in json.dumps(report_graph(one))


def test_schema_org_says_what_an_answer_is_about():
    found = report_graph(record())["@graph"]
    ids = {one["@id"] for one in found}
    about = [other["@id"] for one in found for other in one.get("about", [])]
    assert about
    assert set(about) <= ids


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.depth = 0

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.depth += tag == "div" and dict(attrs).get("class") == "text"

    def handle_endtag(self, tag):
        if tag == "div":
            self.depth = 0

    def handle_data(self, data):
        if self.depth:
            self.text += data


def parsed(html: str) -> _Page:
    found = _Page()
    found.feed(html)
    return found


def test_a_page_holds_the_text_and_nothing_that_runs_or_loads():
    one = record()
    found = parsed(page(one))
    assert found.text == one.report.text
    names = {tag for tag, _ in found.tags}
    assert names.isdisjoint({"script", "img", "link", "iframe", "form", "object"})
    assert not any("style" in attributes for _, attributes in found.tags)
    policy = next(a["content"] for t, a in found.tags if "http-equiv" in a)
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_links_in_a_page_lead_somewhere():
    found = parsed(page(record()))
    ids = {attributes["id"] for _, attributes in found.tags if "id" in attributes}
    inside = {a["href"][1:] for t, a in found.tags if t == "a" and a["href"].startswith("#")}
    assert inside
    assert inside <= ids


def test_markup_in_a_report_stays_text():
    html = page(hostile())
    found = parsed(html)
    assert "<script>alert(1)</script>" in found.text
    assert {"script", "img"}.isdisjoint({tag for tag, _ in found.tags})
    assert "\x1b" not in html
    assert "\u202e" not in html


def test_an_address_of_another_scheme_is_no_link():
    html = page(record(report(url="javascript:alert(1)")))
    assert 'href="javascript' not in html


def test_several_records_make_one_page():
    html = page(record(), record(report(2)))
    assert html.count("<article>") == 2
    assert html.count("<html") == 1


def test_a_report_without_statements():
    one = Record(
        report=Report(text="Nothing was said."), statements=(), excluded=(),
        made_by=record().made_by,
    )  # fmt: skip
    assert "Nothing was said." in page(one)
    assert len(report_graph(one)["@graph"]) == 1


def test_parquet_keeps_types_and_positions():
    pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    one = record()
    stream = io.BytesIO()
    assert write_parquet(stream, [one]) == len(one.statements)
    table = pq.read_table(io.BytesIO(stream.getvalue()))
    assert table.schema.equals(schema())
    for row, statement in zip(table.to_pylist(), one.statements, strict=True):
        spans = [(span["start"], span["end"]) for span in row["content_spans"]]
        assert spans == [tuple(span) for span in statement.content.spans]
        assert row["content"] == " … ".join(one.report.text[a:b] for a, b in spans)
        assert row["score"] == statement.score
        assert row["act"] == statement.act.value


def test_parquet_has_a_column_for_all_that_a_row_has():
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    names = set(schema().names)
    assert all(set(row) <= names for row in statement_rows(record()))


def test_parquet_of_nothing_is_a_table_without_rows():
    pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    stream = io.BytesIO()
    assert write_parquet(stream, []) == 0
    assert pq.read_table(io.BytesIO(stream.getvalue())).num_rows == 0
