"""Text that is markup or script, in every field, from every source, is only ever text."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
import talks_records

from onrecord.ledger import Ledger
from onrecord.types import Capture, Failure

EVIL = "<script>alert('x')</script><img src=x onerror=alert(1)>\"'`{{7*7}}{% raw %}</title>"
URL_EVIL = "javascript:alert(document.cookie)//"
ALLOWED = {
    *("html", "head", "meta", "title", "link", "script", "body", "a", "header", "div", "form"),
    *("label", "input", "button", "fieldset", "legend", "nav", "ul", "ol", "li", "main", "footer"),
    *("p", "h1", "h2", "h3", "article", "section", "span", "br", "time", "bdi", "details", "code"),
    *("summary", "b", "i", "blockquote", "dl", "dt", "dd", "strong", "select", "option", "aside"),
    *("textarea", "noscript", "progress", "small", "figure", "figcaption", "img"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "q", "optgroup"),
    *("svg", "g", "path", "rect", "line", "text", "desc"),
}
OVERVIEWS = ("/speaker", "/answers", "/framing", "/framing?by=country", "/timeline", "/map")
PAGES = (
    "/",
    "/search",
    "/search?q=alert",
    "/failures",
    "/failures?skipped=true",
    "/feeds",
    "/add",
    *OVERVIEWS,
)


class Tags(HTMLParser):
    """Notes what a browser would run or load."""

    def __init__(self) -> None:
        super().__init__()
        self.strange: list[str] = []

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        if tag not in ALLOWED:
            self.strange.append(tag)
        self.strange += [name for name in known if name.startswith("on") or name == "style"]
        if tag == "script" and not (known.get("src") or "").startswith("/static/"):
            self.strange.append("script")
        if tag == "img" and not (known.get("src") or "").startswith(("/charts/", "/static/")):
            self.strange.append("img")
        for name in ("href", "src", "action", "formaction"):
            if (known.get(name) or "").strip().lower().startswith(("javascript:", "data:", "//")):
                self.strange.append(f"{name}={known[name]}")


def strange_in(page: str) -> list[str]:
    tags = Tags()
    tags.feed(page)
    return tags.strange


@pytest.fixture
def evil(tmp_path):
    """A ledger whose every text is markup."""
    of = talks_records.report(
        1,
        talks_records.TEXT + EVIL,
        url=URL_EVIL,
        outlet=EVIL,
        title=EVIL,
        path=EVIL,
        authors=(EVIL,),
        section=EVIL,
        published=EVIL,
        updated=EVIL,
        language=EVIL,
    )
    record = talks_records.record(of)
    speaker = replace(
        record.statements[0].speaker, name=EVIL, role=EVIL, affiliation=EVIL, kind=EVIL
    )
    statements = tuple(replace(one, speaker=speaker, said_on=EVIL) for one in record.statements)
    record = replace(record, statements=statements)
    path = tmp_path / "evil.db"
    capture = Capture(where=EVIL, data=b"x", url=URL_EVIL, headers=((EVIL, EVIL),))
    with Ledger(path) as ledger:
        ledger.put(record, capture=capture)
        for stage in ("source", "skip"):
            ledger.put_failure(Failure(where=EVIL + stage, stage=stage, code=EVIL, message=EVIL))
        ledger.save_search(EVIL[:150], EVIL)
    return path, record


@pytest.mark.parametrize(
    "path",
    [
        *PAGES,
        "/saved",
        f"/search?q={EVIL}",
        f"/search?act={EVIL}",
        f"/{EVIL}",
        f"/report/{EVIL}",
        f"/add/{EVIL}",
        f"/login?next={EVIL}",
    ],
)
def test_no_page_runs_or_loads_what_a_report_says(room, evil, path):
    ledger, _ = evil
    answer = room(ledger).get(path)
    assert "<script>alert" not in answer.text
    assert strange_in(answer.text) == []
    assert "49" not in re.sub(r"\d{3,}|\w{10,}", "", answer.text) or "{{7*7}}" in answer.text


def test_the_reports_page_shows_markup_as_text(room, evil):
    ledger, record = evil
    answer = room(ledger).get(f"/report/{record.report.id}")
    assert answer.status_code == 200
    assert strange_in(answer.text) == []
    assert "&lt;script&gt;alert" in answer.text
    assert 'href="javascript' not in answer.text


@pytest.mark.parametrize("path", ["/front", "/search", "/failures", "/saved", "/feeds"])
def test_tables_hold_no_formulas_and_json_is_json(room, evil, path):
    ledger, _ = evil
    client = room(ledger)
    assert client.get(f"{path}.json").headers["content-type"] == "application/json"
    assert client.get(f"{path}.json").json() is not None
    table = client.get(f"{path}.csv")
    assert "attachment" in table.headers["content-disposition"]
    assert not re.search(r"(?m)^[=+@]", table.text)


def test_right_to_left_and_combining_text_is_isolated_and_overrides_are_written_out(room, tmp_path):
    text = "שלום said that \u202egnp.exe\u202c came. Zoe\u0308 said \u2067it\u2069."
    with Ledger(tmp_path / "rtl.db") as ledger:
        of = talks_records.report(1, talks_records.TEXT + text, title=text, outlet="صحيفة")
        ledger.put(talks_records.record(of))
    page = room(tmp_path / "rtl.db").get(f"/report/{of.id}").text
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page)
    assert "\\u202e" in page
    assert "Zoe\u0308" in page
    assert "<bdi>صحيفة</bdi>" in page
    assert 'dir="auto"' in page


def test_missing_speakers_and_dates_without_days_are_told_as_such(room, tmp_path):
    of = talks_records.report(1, published="2031-05", outlet=None, title=None)
    record = talks_records.record(of)
    first = replace(record.statements[0], source=None, speaker=None, said_on="2031")
    with Ledger(tmp_path / "a.db") as ledger:
        ledger.put(replace(record, statements=(first, *record.statements[1:])))
    page = room(tmp_path / "a.db").get(f"/report/{of.id}").text
    assert "no source" in page
    assert "May 2031" in page
    assert "no outlet told" in page


def test_evidence_is_handed_out_and_never_shown(room, tmp_path):
    from onrecord.evidence import Evidence

    data = b"<!doctype html><script>alert(1)</script>"
    digest = Evidence.beside(tmp_path / "room.db").put(data)
    answer = room().get(f"/evidence/{digest}")
    assert answer.content == data
    assert answer.headers["content-type"] == "application/octet-stream"
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    for bad in ("0" * 64, "..%2F..%2Fetc%2Fpasswd", "x"):
        assert room().get(f"/evidence/{bad}").status_code == 404
