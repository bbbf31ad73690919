"""The reader: what holds for the record of any text, and that nothing else changes a record."""

import itertools
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord import reader as reader_module
from onrecord.errors import ModelError
from onrecord.extract.assemble import put_on_record
from onrecord.extract.excluded import without_excluded
from onrecord.extract.statements import Candidate
from onrecord.reader import Reader
from onrecord.record import Record
from onrecord.segment import find_words, split_paragraphs
from onrecord.types import Excluded, Failure, Report, Span, Why

PLAIN = "“We know nothing of it,” Minister Ana Lesk told reporters on Monday."
LINES = (
    PLAIN,
    "Ivo Brand said that Lesk had denied selling the ferry, and that “nobody asked” him since.",
    "'We'll go,' she added. ``Not before May,'' he’d said in the '90s.",
    "READ MORE: Ferry lost off Port Ansel",
    "According to the Herald, Sobel's yard – which employs 1,200 – claims it isn’t for sale.",
    "The harbour lies at the mouth of the Orle. It was dredged in 1998 and again in 2011.",
    "“I never signed anything.\n“Ask them,” he wrote 👩‍🚀 on his page.",
)
MORE = "\n\n".join(LINES)
FRAGMENTS = (
    *LINES,
    "\n",
    "\r\n",
    "\r\n\r\n",
    " ",
    "\u2028",
    "“",
    "”",
    '"',
    "'",
    "’",
    "👍🏽",
    "e\u0301",
)


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    rotated = ("\n".join(LINES[k:] + LINES[:k]) for k in (0, 3))
    return [Report(text=text) for text in (*LINES, *rotated, "", MORE.replace("\n", "\r\n"))]


def as_bytes(record: Record | Failure) -> bytes:
    assert isinstance(record, Record)
    return json.dumps(record.to_dict(), ensure_ascii=False).encode()


def test_a_plain_statement(reader):
    (statement,) = reader.read(PLAIN).statements
    assert statement.source is not None
    assert statement.source.text == "Minister Ana Lesk"
    assert statement.cue is not None
    assert statement.cue.text == "told"
    assert statement.content.text == "“We know nothing of it,”"
    assert (statement.mode, statement.act, statement.framing) == ("direct", "say", "neutral")
    assert statement.speaker is not None
    assert statement.speaker.name == "Ana Lesk"
    assert statement.within is None


def test_a_report_is_read_alike_alone_and_among_others_on_any_number_of_threads(reader, reports):
    alone = [as_bytes(reader.read(report)) for report in reports]
    assert sum(b'"cue"' in record for record in alone) > len(LINES)
    one, four = Reader(threads=1), Reader(threads=4)
    assert [as_bytes(record) for record in one.read_all(reports)] == alone
    assert [as_bytes(record) for record in four.read_all(reports[::-1])] == alone[::-1]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=8), max_size=7).map("".join))
def test_what_holds_for_any_text(reader, text):
    check(reader.read(text))


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028", "\n\n"])
def test_what_holds_for_a_whole_report(reader, line_end):
    record = reader.read(MORE.replace("\n", line_end) * 3)
    assert len(record.statements) > 6
    check(record)


def check(record):
    text = record.report.text
    paragraphs = without_excluded(split_paragraphs(text), record.excluded)
    words = [word for p in paragraphs for word in find_words(text, p.start, p.end)]
    starts, ends = {word.start for word in words}, {word.end for word in words}
    for s in record.statements:
        spans = [span for part in (s.source, s.cue, s.content) if part for span in part.spans]
        assert {span.start for span in spans} <= starts
        assert {span.end for span in spans} <= ends
        assert is_apart(spans)
        for part in record.excluded:
            assert is_apart([*spans, *part.spans])
        for part in filter(None, (s.source, s.cue, s.content)):
            assert list(part.spans) == sorted(part.spans)
            assert part.text == " … ".join(text[start:end] for start, end in part.spans)
        assert s.content.spans
        assert 0.0 < s.score <= 1.0
    cues = [s.cue.spans[0] for s in record.statements]
    assert cues == sorted(cues)
    check_nesting(record.statements)


def is_apart(spans):
    return all(a.end <= b.start for a, b in itertools.pairwise(sorted(spans)))


def check_nesting(statements):
    """Each parent is there, and its content holds the child's: so there are no cycles."""
    by_id = {s.id: s for s in statements}
    assert len(by_id) == len(statements)
    for s in filter(lambda s: s.within is not None, statements):
        outer, inner = (characters(x.content.spans) for x in (by_id[s.within], s))
        assert inner < outer
        assert characters(s.cue.spans) <= outer


def characters(spans):
    return {at for start, end in spans for at in range(start, end)}


def test_a_statement_in_a_statement_is_nested():
    text = "Lesk said that Brand denied selling it."
    outer = Candidate((0,), (1,), (2, 3, 4, 5, 6), 0.9)
    inner = Candidate((3,), (4,), (5, 6), 0.8)
    said, denied = put_on_record(Report(text=text), find_words(text), [outer, inner], [])
    assert (said.within, denied.within) == (None, said.id)
    assert (denied.content.text, denied.act, denied.score) == ("selling it", "deny", 0.8)
    check_nesting([said, denied])


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        " \r\n\t\u00a0\u2028" * 50,
        "1998. 2011; 5 % — …",
        "x" * 100_000,
        "“" * 500,
        "." * 999,
    ],
    ids=["empty", "a blank", "blanks", "no letters", "no blanks", "marks", "dots"],
)
def test_a_text_that_says_nothing_has_an_empty_record(reader, text):
    record = reader.read(text)
    assert record.statements == ()
    assert record.report.text == text


def test_one_endless_line_can_be_read(reader):
    check(reader.read("said “" * 400))


def test_the_publication_date_is_the_reports_own_where_it_has_one(reader):
    assert reader.read("x", published="2026-03-01").report.published == "2026-03-01"
    dated = Report(text="x", published="2026-01-01")
    assert reader.read(dated, published="2026-03-01").report.published == "2026-01-01"


def test_read_without_a_reader(reader):
    known = {"outlet": "The Ansel Herald", "title": "No", "url": "https://example.org/1"}
    record = reader_module.read(PLAIN, published="2026-03-01", **known)
    report = Report(text=PLAIN, published="2026-03-01", **known)
    assert as_bytes(record) == as_bytes(reader.read(report))


@pytest.fixture
def fails(monkeypatch):
    """From now on, reading a text with BROKEN in it raises an error."""

    def set_error(error):
        def split(text):
            if "BROKEN" in text:
                raise error
            return split_paragraphs(text)

        monkeypatch.setattr(reader_module, "split_paragraphs", split)

    return set_error


def test_an_error_in_one_report_becomes_a_failure_and_the_others_go_on(reader, fails):
    fails(ZeroDivisionError("by nought"))
    broken = [Report(text="BROKEN", path="b.txt"), Report(text="BROKEN", url="https://x.example")]
    items = [Report(text=PLAIN), *broken, Report(text="BROKEN"), Report(text="y")]
    first, *failed, last = reader.read_all(items)
    assert as_bytes(first) == as_bytes(reader.read(PLAIN))
    assert isinstance(last, Record)
    assert [(f.stage, f.code) for f in failed] == [("read", "internal")] * 3
    assert [f.where for f in failed] == ["b.txt", "https://x.example", items[3].id]
    assert "ZeroDivisionError: by nought" in failed[0].message
    assert "please report it" in failed[0].message


def test_an_error_raised_on_purpose_keeps_its_code_and_message(reader, fails):
    fails(ModelError("gone; install it again"))
    (failure,) = reader.read_all([Report(text="BROKEN")])
    assert (failure.code, failure.message) == ("bad-model", "gone; install it again")


def test_one_report_read_alone_raises_its_error(reader, fails):
    fails(ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        reader.read("BROKEN")


def test_failures_go_through_in_their_place(reader):
    failure = Failure(where="a", stage="source", code="empty", message="it is empty")
    found = list(reader.read_all([failure, Report(text="x"), failure]))
    assert found[0] is found[2] is failure
    assert isinstance(found[1], Record)


@pytest.mark.parametrize("threads", [1, 3])
def test_reading_many_looks_ahead_only_a_little(threads):
    taken = 0

    def endless():
        nonlocal taken
        for number in itertools.count():
            taken += 1
            yield Report(text=str(number))

    records = Reader(threads=threads).read_all(endless())
    assert taken == 0
    for number in range(5):
        record = next(records)
        assert isinstance(record, Record)
        assert record.report.text == str(number)
        assert taken <= number + 1 + 2 * threads
    records.close()
    assert taken <= 5 + 2 * threads


def test_fewer_than_one_thread_is_one():
    assert Reader(threads=0).threads == 1


CUTS = {
    "nothing cut": ([(0, 5), (6, 9)], [], [(0, 5), (6, 9)]),
    "a whole paragraph": ([(0, 5), (6, 9)], [(0, 5)], [(6, 9)]),
    "the start": ([(0, 9)], [(0, 4)], [(4, 9)]),
    "the end": ([(0, 9)], [(4, 9)], [(0, 4)]),
    "the middle": ([(0, 9)], [(3, 5)], [(0, 3), (5, 9)]),
    "two parts": ([(0, 20)], [(3, 5), (8, 9)], [(0, 3), (5, 8), (9, 20)]),
    "across a border": ([(0, 5), (6, 9)], [(3, 8)], [(0, 3), (8, 9)]),
    "across two borders": ([(0, 5), (6, 9), (10, 15)], [(3, 12)], [(0, 3), (12, 15)]),
    "between paragraphs": ([(0, 5), (8, 9)], [(5, 8)], [(0, 5), (8, 9)]),
    "all": ([(0, 5), (6, 9)], [(0, 9)], []),
    "overlapping": ([(0, 20)], [(3, 9), (5, 7), (8, 11)], [(0, 3), (11, 20)]),
}


@pytest.mark.parametrize(("paragraphs", "cuts", "left"), CUTS.values(), ids=CUTS)
@pytest.mark.parametrize("is_one_part", [True, False])
def test_excluded_parts_are_cut_out(paragraphs, cuts, left, is_one_part):
    spans = [Span(*cut) for cut in cuts]
    groups = [tuple(spans)] if is_one_part else [(span,) for span in reversed(spans)]
    excluded = tuple(Excluded(group, Why.TEASER) for group in groups)
    assert without_excluded([Span(*p) for p in paragraphs], excluded) == left


def test_content_around_an_excluded_part_does_not_hold_it():
    text = "Lesk said: “It is lost\nREAD MORE: Ferry\nfor good.”"
    own = [Span(0, 22), Span(40, 50)]
    words = [word for p in own for word in find_words(text, p.start, p.end)]
    candidate = Candidate((0,), (1,), tuple(range(3, len(words))), 0.9)
    (statement,) = put_on_record(Report(text=text), words, [candidate], [])
    assert statement.content.text == "“It is lost … for good.”"
