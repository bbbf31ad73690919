"""Editions side by side, and where else a report's words stand."""

import csv
import html
import io
import re
from dataclasses import fields, replace
from importlib.resources import files

import pytest
import talks_records
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.compare.paragraphs import align_paragraphs
from onrecord.ledger import Ledger
from onrecord.types import Act, Framing, Passage, Span
from onrecord.web.article import changes
from onrecord.web.contexts.changes import ChangesPage

QUIET = "The harbour <b>is</b> quiet, and no ferry has left it since noon on Monday."
KEPT = "Fishermen from both shores have asked for talks."
STORM = "A storm is expected to reach the strait at night."
OLD = f"{talks_records.TEXT}\n\n{QUIET}\n\n{KEPT}"
NEW = f"{talks_records.TEXT}\n\n{KEPT}\n\n{STORM}".replace(" said on", " claimed, it is said, on")


def passage(text: str, words: str) -> Passage:
    at = text.index(words)
    return Passage.of(text, (Span(at, at + len(words)),))


def edited(number: int = 1):
    """A report as it was, and as it was changed."""
    was = talks_records.record(talks_records.report(number, OLD))
    now = talks_records.record(talks_records.report(number, NEW, title="Talks founder"))
    claimed, untrue, denied, confirmed = now.statements
    claimed = replace(
        claimed, cue=passage(NEW, "claimed"), act=Act.CLAIM, framing=Framing.DISTANCING
    )
    denied = replace(denied, content=passage(NEW, "any closure. Two officials"))
    storm = replace(
        untrue, id="5" * 32, source=None, cue=None, content=passage(NEW, STORM), speaker=None
    )
    return was, replace(now, statements=(claimed, denied, confirmed, storm), relations=())


@pytest.fixture
def two(tmp_path):
    """A ledger with a report in two editions."""
    path = tmp_path / "two.db"
    with Ledger(path) as ledger:
        ledger.put_many(edited())
    return path


def plain(text: str) -> str:
    """The text of a page's part; what stands in its tags is gone."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())


def marked(page: str, tag: str) -> list[str]:
    return [plain(one) for one in re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)]


def test_paragraphs_that_came_went_and_changed_are_marked_with_their_words(room, two):
    was, _ = edited()
    page = room(two).get(f"/report/{was.report.id}/changes").text
    texts = page.partition('id="texts"')[2]
    assert marked(texts, "del") == [QUIET]
    assert marked(texts, "ins") == ["claimed, it is", ",", STORM]
    assert KEPT in plain(texts)
    assert "<b>is</b>" not in page


def test_statements_that_came_went_and_changed_say_what_differs(room, two):
    was, _ = edited()
    page = room(two).get(f"/report/{was.report.id}/changes").text
    statements = page.partition('id="statements"')[2].partition('id="texts"')[0]
    told = {
        plain(one.partition("</h3>")[0]): one for one in statements.split('<h3 class="hit-who">')
    }
    changed = plain(told["changed Mira Solt claims"])
    for words in ("cuesaid → claimed", "actsay → claim", "framingneutral → distancing"):
        assert words in changed
    assert marked(told["reworded Olev Brandt denies"], "ins") == [". Two officials"]
    assert marked(told["went Olev Brandt says"], "del") == ['"That is untrue,"']
    assert marked(told["came no source said"], "ins") == [STORM]
    assert "Two officials" not in "".join(told)


def test_each_statement_leads_to_its_place_in_its_edition(room, two):
    was, now = edited()
    client = room(two)
    page = client.get(f"/report/{was.report.id}/changes").text
    for record, statement in ((was, was.statements[1]), (now, now.statements[3])):
        short = statement.id[:12]
        address = f"/report/{record.report.id}?edition={record.report.edition}&statement={short}"
        assert f'href="{html.escape(address)}#s-{short}"' in page
        assert f'id="s-{short}"' in client.get(address).text


def test_the_report_leads_to_what_was_changed(room, two):
    was, now = edited()
    page = room(two).get(f"/report/{was.report.id}").text
    assert f'href="/report/{now.report.id}/changes?new=2"' in page
    assert page.count("what was changed") == 1


def test_json_and_csv_are_what_the_command_line_gives(room, two):
    was, now = edited()
    client = room(two)
    told = client.get(f"/report/{was.report.id}/changes.json").json()
    assert [one["fate"] for one in told["statements"]] == ["changed", "went", "reworded", "came"]
    assert told["new"]["edition"] == now.report.edition
    assert told["particulars"] == [
        {"name": "title", "old": "Talks, part 1", "new": "Talks founder"}
    ]
    table = client.get(f"/report/{was.report.id}/changes.csv").text
    assert [row["fate"] for row in csv.DictReader(io.StringIO(table))] == [
        one["fate"] for one in told["statements"]
    ]


def test_any_two_of_several_editions_are_compared(room, two):
    was, now = edited()
    again = replace(was, report=replace(was.report, title="Talks again"))
    with Ledger(two) as ledger:
        ledger.put(again)
    client = room(two)
    address = f"/report/{now.report.id}/changes"
    assert client.get(f"{address}.json").json()["old"]["number"] == 2
    page = client.get(f"{address}?old=1&new=3").text
    assert 'id="statements"' not in page
    assert "Talks again" in page
    assert page.count(" selected>") == 2


@pytest.mark.parametrize("query", ["?old=2&new=1", "?old=1&new=1", "?old=0", "?new=3", "?new=1"])
def test_editions_that_are_not_there_get_a_page_that_helps(room, two, query):
    was, _ = edited()
    answer = room(two).get(f"/report/{was.report.id}/changes{query}")
    assert answer.status_code == 404
    assert "This report has 2 editions" in answer.text


def test_a_report_with_one_edition_has_no_changes(room, talks):
    report = talks_records.report()
    client = room(talks)
    assert client.get(f"/report/{report.id}/changes").status_code == 404
    assert "/changes" not in client.get(f"/report/{report.id}").text


def test_the_beginning_of_an_id_leads_to_the_one_address(room, two):
    was, _ = edited()
    asked = f"/report/{was.report.id[:9]}/changes.json?old=1"
    answer = room(two).get(asked, follow_redirects=False)
    assert answer.headers["location"] == f"/report/{was.report.id}/changes.json?old=1"


@settings(max_examples=60)
@given(*(st.lists(st.sampled_from(["one", "two two", "three", "<b>"]), max_size=8),) * 2)
def test_both_sides_are_the_texts_whatever_was_changed(old, new):
    texts = "\n\n".join(old), "\n\n".join(new)
    rows = [
        row
        for stretch in changes.stretches(align_paragraphs(*texts), *texts)
        for row in stretch.rows
    ]
    for side, given_ in (("old", old), ("new", new)):
        shown = ["".join(one.text for one in getattr(row, side)) for row in rows]
        assert [one for one in shown if one] == given_
    for row in rows:
        for one, other in ((row.old, row.new), (row.new, row.old)):
            assert other or all(words.is_marked for words in one)


def test_what_there_is_no_room_for_is_counted(room, tmp_path):
    filler = "\n\n".join(f"Line {number} of it. {'word ' * 200}" for number in range(120))
    was = talks_records.record(talks_records.report(1, f"{OLD}\n\n{filler}"))
    now = talks_records.record(talks_records.report(1, OLD))
    with Ledger(tmp_path / "a.db") as ledger:
        ledger.put_many([was, now])
    page = room(tmp_path / "a.db").get(f"/report/{was.report.id}/changes").text
    assert re.search(r"and \d+ paragraphs more that came", page)
    assert len(page) < 150_000


def _long(words: str) -> str:
    return " ".join(f"{words}{number}" for number in range(40)) + "."


def test_copies_are_shown_with_the_first_known(room, tmp_path):
    shared_text = f"{talks_records.TEXT}\n\n{_long('tide')}\n\n{_long('mast')}"
    with Ledger(tmp_path / "a.db") as ledger:
        for number, outlet in ((1, "The Strait Bell"), (2, "Post & <i>Pilot</i>")):
            day = f"2031-05-1{number}"
            of = talks_records.report(number, shared_text, outlet=outlet, published=day)
            ledger.put(talks_records.record(of))
    client = room(tmp_path / "a.db")
    first, second = (talks_records.report(number) for number in (1, 2))
    page = client.get(f"/report/{second.id}").text
    assert "one of 2 reports with much the same words" in page
    assert "the first known</span>" in page
    assert f'href="/report/{first.id}"' in page
    page = client.get(f"/report/{first.id}").text
    assert "the first known of 2 reports with much the same words" in page
    assert "100% of its words" in page
    assert "Post &amp; &lt;i&gt;Pilot" in page


def test_paragraphs_that_stand_in_an_earlier_report_are_shown(room, tmp_path):
    own = "\n\n".join(_long(f"own{number}x") for number in range(6))
    texts = f"{_long('tide')}\n\n{_long('gull')}", f"{own}\n\n{_long('tide')}"
    with Ledger(tmp_path / "a.db") as ledger:
        for number, text in enumerate(texts, 1):
            of = talks_records.report(
                number,
                f"{talks_records.TEXT}\n\n{text}" if number == 1 else text,
                outlet=f"Outlet {number}",
                published=f"2031-05-1{number}",
            )
            bare = replace(
                talks_records.record(), report=of, statements=(), relations=(), mentions=(),
                actors=(), dates=(), places=(), own_voice=(),
            )  # fmt: skip
            ledger.put(bare)
    page = room(tmp_path / "a.db").get(f"/report/{talks_records.report(2).id}").text
    assert "1 paragraph of it in earlier reports of other outlets" in page
    start = texts[1].index("tide0")
    assert f'<a href="#t-{start}">tide0 tide1' in page
    assert f'id="t-{start}"' in page
    assert "100% in " in page


def test_the_template_uses_all_that_its_context_has():
    text = files("onrecord.web").joinpath("templates", "changes.html").read_text("utf-8")
    for one in fields(ChangesPage):
        assert f"page.{one.name}" in text, one.name
        assert f"{one.name}:" in (ChangesPage.__doc__ or "")
