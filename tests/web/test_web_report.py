"""The page of one report: every character as published, every statement beside its words."""

import html
import re
from dataclasses import replace

import pytest
import talks_records
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_strategies import ODD, PROPER, records

from onrecord.ledger import Ledger
from onrecord.types import Excluded, Span, Why
from onrecord.web.article import Section, rows_of, sections_of

REPORT = talks_records.report()
RECORD = talks_records.record(REPORT)


def shown_text(page: str) -> str:
    """The text in the page's paragraphs, without tags."""
    paragraphs = re.findall(r'class="para" dir="auto">(.*?)</(?:p|h1)>', page, re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", one)) for one in paragraphs)


def test_the_text_stands_there_as_published_and_each_statement_has_its_card(room, talks):
    page = room(talks).get(f"/report/{REPORT.id}").text
    assert " ".join(shown_text(page).split()) == " ".join(REPORT.text.split())
    for statement in RECORD.statements:
        assert f'id="s-{statement.id[:12]}"' in page
        assert f'href="#s-{statement.id[:12]}"' in page
    assert "denied by <bdi>Olev Brandt</bdi>" in page
    assert "#:~:text=" in page


def test_a_chosen_statement_is_open_and_its_words_are_lit(room, talks):
    chosen = RECORD.statements[2]
    page = room(talks).get(f"/report/{REPORT.id}?statement={chosen.id[:12]}").text
    assert page.count(" open>") == 1
    lit = re.findall(r'<(?:a|span) class="w [^"]*\blit"[^>]*>(.*?)</', page)
    assert "denied" in lit
    assert "any closure" in lit


def test_a_statement_that_is_not_in_the_edition_is_told(room, talks):
    page = room(talks).get(f"/report/{REPORT.id}?statement=0123456789ab").text
    assert "not in this edition" in page


def test_json_and_csv_are_the_record(room, talks):
    client = room(talks)
    assert client.get(f"/report/{REPORT.id}.json").json() == RECORD.to_dict()
    table = client.get(f"/report/{REPORT.id}.csv")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert table.text.count("\r\n") == 1 + len(RECORD.statements)


def test_the_beginning_of_an_id_leads_to_the_reports_one_address(room, talks):
    answer = room(talks).get(f"/report/{REPORT.id[:10]}.json?part=1", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (
        307,
        f"/report/{REPORT.id}.json?part=1",
    )


@pytest.mark.parametrize("key", ["ffffffff", "zzzz", "x", "%00", "..%2F..%2Fetc", "%F0%9F%98%80"])
def test_an_unknown_report_gets_a_page_that_helps(room, talks, key):
    answer = room(talks).get(f"/report/{key}")
    assert answer.status_code == 404
    assert 'action="/search"' in answer.text


@pytest.mark.parametrize("query", ["part=0", "part=2", "edition=" + "0" * 32])
def test_an_unknown_part_or_edition_gets_a_page_that_helps(room, talks, query):
    assert room(talks).get(f"/report/{REPORT.id}?{query}").status_code == 404


def test_an_edition_of_another_report_is_none_of_this_one(room, talks):
    other = talks_records.report(2)
    answer = room(talks).get(f"/report/{REPORT.id}?edition={other.edition}")
    assert answer.status_code == 404


def test_excluded_parts_are_marked_and_say_why(room, tmp_path):
    text = REPORT.text + "\nREAD MORE: ten things about grain"
    of = replace(REPORT, text=text)
    start = text.index("READ MORE")
    record = replace(
        talks_records.record(of), excluded=(Excluded((Span(start, len(text)),), Why.TEASER),)
    )
    with Ledger(tmp_path / "a.db") as ledger:
        ledger.put(record)
    page = room(tmp_path / "a.db").get(f"/report/{of.id}").text
    assert re.search(r'class="row is-excluded".*not the report.*?: teaser', page, re.DOTALL)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(records(PROPER) | records(ODD))
def test_sections_and_rows_hold_all_of_the_text_and_all_statements(record):
    sections = sections_of(record.report.text, record.statements)
    numbers = [number for section in sections for number in section.numbers]
    assert sorted(numbers) == list(range(len(record.statements)))
    shown = ""
    for section in sections:
        rows = rows_of(record, section, lambda statement: f"#{statement}")
        shown += "".join(piece.text for row in rows for piece in row.pieces)
        cards = [card.number for row in rows for card in row.cards]
        assert sorted(cards) == sorted(section.numbers)
    assert shown == record.report.text


@given(st.integers(0, 400), st.booleans())
def test_many_statements_in_one_paragraph_make_several_sections(count, is_long):
    text = ("word " * 3000 if is_long else "word ") + "end"
    first = RECORD.statements[0]
    passage = replace(first.content, spans=(Span(0, 4),))
    statement = replace(first, source=passage, cue=passage, content=passage)
    sections = sections_of(text, [statement] * count)
    assert all(len(section.numbers) <= 100 for section in sections)
    assert sum(len(section.numbers) for section in sections) == count
    assert sections[-1].end == len(text)


def test_a_section_without_text_is_empty():
    assert sections_of("", ()) == [Section((Span(0, 0),), ())]


def test_statements_of_another_section_are_linked_with_that_section(room, tmp_path):
    filler = "\n".join(f"Nothing was said in line {number} of it all." for number in range(700))
    of = talks_records.report(1, REPORT.text + "\n" + filler)
    with Ledger(tmp_path / "a.db") as ledger:
        ledger.put(talks_records.record(of))
    client = room(tmp_path / "a.db")
    first = client.get(f"/report/{of.id}").text
    assert 'aria-label="Sections of this report"' in first
    last = client.get(f"/report/{of.id}?part=2").text
    assert "line 699" in last
    assert "Brandt" not in shown_text(last)
    chosen = talks_records.record(of).statements[0]
    again = client.get(f"/report/{of.id}?part=2&statement={chosen.id}")
    assert "Mira Solt" in shown_text(again.text)


@pytest.mark.parametrize(("score", "told"), [(0.997, "99%"), (1.0, "99%"), (0.634, "63%")])
def test_no_statement_is_told_as_certain(room, tmp_path, score, told):
    path = tmp_path / "sure.db"
    first = replace(RECORD.statements[0], score=score)
    with Ledger(path) as ledger:
        ledger.put(replace(RECORD, statements=(first, *RECORD.statements[1:])))
    page = room(path).get(f"/report/{REPORT.id}?statement={first.id[:12]}").text
    card = page[page.index(f'id="s-{first.id[:12]}"') :]
    assert re.search(rf"certainty.*?\b{told}", card[: card.index("</details>")], re.DOTALL)
