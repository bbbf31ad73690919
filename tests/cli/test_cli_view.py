import io
import re
from dataclasses import replace

import pytest
import talks_records
from fake_reader import MADE_BY, make_statement, read_report
from rich.console import Console

from onrecord.cli.view import CONTENTS, CUE, EXCLUDED, SOURCE, print_record, record_lines, style_of
from onrecord.highlight import Mark, Part
from onrecord.record import Record
from onrecord.types import (
    Act,
    Excluded,
    Framing,
    Passage,
    Relation,
    RelationKind,
    Report,
    Span,
    Speaker,
    Why,
)

TEXT = (
    "Harbour to close\n"
    "Brand said Ruud had told him that the harbour would close on Monday and stay closed until "
    "the dredging is done, which he claimed may take a year.\n"
    "READ MORE: Harbours\n"
    "The bridge was allegedly unsafe.\n"
)
OUTER = make_statement(
    TEXT, "Brand", "said", "Ruud had told him that the harbour would close on Monday"
)
INNER = make_statement(
    TEXT, "Ruud", "had told", "that the harbour would close on Monday", within=OUTER.id
)
NOBODY = make_statement(
    TEXT, None, "allegedly", "unsafe", act=Act.ALLEGE, framing=Framing.DISTANCING
)
TEASER = Excluded((Span(TEXT.index("READ"), TEXT.index("Harbours") + 8),), Why.TEASER)
RECORD = Record(
    report=Report(text=TEXT, outlet="Meridian Press", published="2031-03-14"),
    statements=(OUTER, INNER, NOBODY),
    excluded=(TEASER,),
    made_by=MADE_BY,
)


def plain(record: Record, width: int) -> list[str]:
    return [line.plain.rstrip() for line in record_lines(record, width)]


def test_a_record_on_a_terminal_of_80_columns():
    assert plain(RECORD, 80) == [
        " " * 23 + "Meridian Press · 2031-03-14",
        "",
        "                     │ Harbour to close",
        "                     │",
        "        Brand · says │ Brand said Ruud had told him that the harbour would close",
        "         Ruud · says │ on Monday and stay closed until the dredging is done,",
        "                     │ which he claimed may take a year.",
        "                     │",
        "              teaser │ READ MORE: Harbours",
        "                     │",
        " no source · alleged │ The bridge was allegedly unsafe.",
        "",
        " " * 23 + "3 statements · 2 sources · 1 without a source",
        " " * 23 + "source   cue   content   nested content   excluded",
    ]


def test_a_narrow_terminal_has_the_notes_below_the_paragraph():
    assert plain(RECORD, 60)[2:13] == [
        "Harbour to close",
        "",
        "Brand said Ruud had told him that the harbour would close on",
        "Monday and stay closed until the dredging is done, which he",
        "claimed may take a year.",
        "  ↳ Brand · says",
        "  ↳ Ruud · says",
        "",
        "READ MORE: Harbours",
        "  ↳ teaser",
        "",
    ]


@pytest.mark.parametrize("width", [20, 40, 60, 71, 72, 80, 100, 140, 200])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(width):
    record = read_report(Report(text=TEXT * 3, title="A title " * 20, path="p" * 250))
    lines = plain(record, width)
    assert max(map(len, lines)) <= width
    shown = [re.sub(r"^.{0,30} │", "", line) for line in lines]
    words = " ".join(line for line in shown if "↳" not in line).split()
    assert set(TEXT.split()) <= set(words)


def style_at(words: str) -> str:
    for line in record_lines(RECORD, 200):
        at = line.plain.find(words, 30)
        if at > 0:
            return " ".join(str(s.style) for s in line.spans if s.start <= at < s.end)
    raise AssertionError(words)


@pytest.mark.parametrize(
    ("words", "style"),
    [
        ("Brand said", SOURCE),
        ("said Ruud", CUE),
        ("Ruud had", f"{CONTENTS[0]} {SOURCE}"),
        ("had told", f"{CONTENTS[0]} {CUE}"),
        ("him that", CONTENTS[0]),
        ("that the", CONTENTS[1]),
        ("he claimed", ""),
        ("READ MORE", EXCLUDED),
    ],
)
def test_the_innermost_mark_styles_its_characters(words, style):
    assert style_at(words) == style


def test_a_third_level_of_content_looks_like_the_first_again():
    marks = [Mark(Part.CONTENT, (Span(0, 9 - n),), "") for n in range(3)]
    assert style_of(marks) == CONTENTS[0]


def shown(record: Record, *, color: bool, **environment: str) -> str:
    out = io.StringIO()
    console = Console(
        file=out,
        force_terminal=color,
        width=100,
        markup=False,
        emoji=False,
        highlight=False,
        _environ=environment,
    )
    print_record(console, record)
    return out.getvalue()


def test_without_colour_source_cue_and_content_still_differ():
    text = shown(RECORD, color=True, NO_COLOR="1", TERM="xterm-256color")
    codes = set(re.findall(r"\x1b\[([0-9;]+)m", text))
    assert {"1", "3", "4", "2"} <= codes
    assert not [code for code in codes if re.search(r"[34]8;|\b3[0-7]\b|9[0-7]", code)]


def test_a_dumb_terminal_gets_no_codes_at_all():
    assert "\x1b" not in shown(RECORD, color=True, TERM="dumb", NO_COLOR="1")


def test_nothing_in_a_report_reaches_the_terminal_as_a_command():
    text = "Brand said \x1b[2J\x1b]0;owned\x07 [red]no[/red] :bomb: \u202eback\u2066 \x9b5m\rx."
    record = Record(
        report=Report(text=text, title="\x1b[31mt", outlet="\u202eo", path="\x1bp", url=None),
        statements=(make_statement(text, "Brand", "said", text[11:-1]),),
        excluded=(),
        made_by=MADE_BY,
    )
    out = shown(record, color=False)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out)
    assert r"\x1b[2J\x1b]0;owned\x07 [red]no[/red] :bomb: \u202eback\u2066" in out
    assert r"\x1b[31mt" in out


def test_a_statement_without_a_cue_is_noted_where_its_source_stands():
    text = "One. " * 30 + "Brand: we are ready."
    source = Passage.of(text, (Span(150, 155),))
    statement = make_statement(text, None, "One", "we are ready")
    bare = replace(statement, cue=None, source=source)
    record = Record(report=Report(text=text), statements=(bare,), excluded=(), made_by=MADE_BY)
    (row,) = [line for line in plain(record, 100) if "Brand:" in line]
    assert row.lstrip().startswith("Brand · says │")


def test_more_notes_than_lines_make_room():
    text = "A said x. B said y. C said z."
    lines = plain(read_report(Report(text=text)), 100)
    assert [line.strip() for line in lines[1:5]] == [
        "A · says │ A said x. B said y. C said z.",
        "B · says │",
        "C · says │",
        "",
    ]


TALKS = talks_records.record()


def test_speakers_dates_and_answers_stand_in_the_margin():
    shown = [line.partition("│")[0].strip() for line in plain(TALKS, 100)[3:14]]
    assert shown == [
        "Mira Solt · says",
        "XH · said 2031-05-12",
        "denied by Olev Brandt",
        "confirmed by Two officia…",
        "Olev Brandt · says",
        "XD · said 2031-05-13",
        "denies Mira Solt",
        "Olev Brandt · denies",
        "denies Mira Solt",
        "Two officials · confirms",
        "confirms Mira Solt",
    ]
    assert plain(TALKS, 100)[-2].strip() == (
        "4 statements · 3 sources · 1 denial · 1 in the outlet's own voice"
    )


def test_a_role_is_told_once_and_only_where_the_source_does_not():
    text = "He said no. The mayor said so. He said never."
    brand = Speaker("Ivo Brand", "a1", role="mayor", country="XH")
    statements = tuple(
        make_statement(text, source, "said", content, speaker=brand)
        for source, content in (("He", "no"), ("The mayor", "so"), ("He", "never"))
    )
    record = Record(report=Report(text=text), statements=statements, excluded=(), made_by=MADE_BY)
    notes = [line.partition("│")[0].strip() for line in plain(record, 100)]
    assert notes.count("mayor, XH") == 1
    assert notes.count("Ivo Brand · says") == 3


def test_below_the_paragraph_each_fact_has_its_line():
    assert plain(TALKS, 60)[9:13] == [
        "  ↳ Mira Solt · says",
        "    XH · said 2031-05-12",
        "    denied by Olev Brandt",
        "    confirmed by Two officials",
    ]


@pytest.mark.parametrize("width", [24, 40, 71, 72, 100])
def test_long_and_hostile_facts_fit_and_do_nothing(width):
    made = TALKS.statements[0]
    speaker = replace(made.speaker, name="N" * 90 + "\x1b[2J", role="r " * 90, country="\x9b1m")
    hostile = replace(made, speaker=speaker, said_on="2031\x1b[31m" * 9)
    record = replace(TALKS, statements=(hostile, *TALKS.statements[1:]))
    lines = plain(record, width)
    assert max(map(len, lines)) <= width
    assert not re.search("[\x00-\x1f\x7f-\x9f]", "".join(lines))


def test_an_answer_to_a_statement_that_is_not_there_is_not_told():
    lost = Relation(kind=RelationKind.DENIES, from_id="x", to_id=TALKS.statements[0].id, score=1)
    record = replace(TALKS, relations=(lost,))
    assert "denie" not in "".join(line.partition("│")[0] for line in plain(record, 100)).replace(
        "Olev Brandt · denies", ""
    )


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://meridian.example/1", "https://meridian.example/1#:~:text=may%20take%20a%20year"),
        ("https://meridian.example/\x1b]0;x\x07", None),
        (None, None),
    ],
)
def test_a_note_opens_the_live_page_at_its_words(url, link):
    statement = make_statement(TEXT, "he", "claimed", "may take a year")
    record = replace(
        RECORD, report=replace(RECORD.report, url=url), statements=(statement,), excluded=()
    )
    found = {span.style.link for line in record_lines(record, 80) for span in line.spans
             if not isinstance(span.style, str)}  # fmt: skip
    assert found - {None} == ({link} if link else set())
