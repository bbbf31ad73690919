"""When statements were said, and when what they tell of happened."""

import json
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.resolve.times import date_statements, find_times
from onrecord.segment import split_paragraphs
from onrecord.types import Act, Framing, Mode, Passage, Span, Speaker, Statement

PUBLISHED = "2031-05-07"  # a Wednesday
_PART = re.compile(r"\[([SCT])(\d)(?::(\w+))? ([^\]]*)\]")


def report(marked: str) -> tuple[str, list[Statement]]:
    """A text in which sources, cues and contents are marked: "[S1:ode Ode] [C1 said] [T1 so]".

    The word after a source's number is its speaker's actor.
    """
    text, at = "", 0
    parts: dict[str, dict[str, list[Span]]] = {}
    actors: dict[str, str] = {}
    for match in _PART.finditer(marked):
        text += marked[at : match.start()]
        span = Span(len(text), len(text) + len(match[4]))
        parts.setdefault(match[2], {}).setdefault(match[1], []).append(span)
        if match[3]:
            actors[match[2]] = match[3]
        text += match[4]
        at = match.end()
    text += marked[at:]
    return text, [_statement(text, n, parts[n], actors.get(n)) for n in sorted(parts)]


def _statement(
    text: str, number: str, spans: dict[str, list[Span]], actor: str | None
) -> Statement:
    def passage(role: str) -> Passage | None:
        return Passage.of(text, tuple(spans[role])) if role in spans else None

    content = passage("T")
    assert content is not None
    return Statement(
        id=number, source=passage("S"), cue=passage("C"), content=content, mode=Mode.INDIRECT,
        act=Act.SAY, framing=Framing.NEUTRAL, score=1.0,
        speaker=Speaker(actor, actor=actor) if actor else None,
    )  # fmt: skip


def dated(marked: str, published: str | None = PUBLISHED) -> tuple[str, tuple[Statement, ...]]:
    text, statements = report(marked)
    sections = split_paragraphs(text)
    times = find_times(text, sections, published=published, edition="e")
    return text, date_statements(text, sections, statements, times, published=published)


@pytest.mark.parametrize(
    ("marked", "said_on", "words"),
    [
        ("[S1:ode Ode] [C1 said] on Monday [T1 that it rained].", "2031-05-05", "Monday"),
        ("[S1:ode Ode] [C1 said] Monday [T1 it rained].", "2031-05-05", "Monday"),
        ("On Saturday, [S1:ode Mira Ode, head of the port], [C1 claimed] [T1 that it sank].",
         "2031-05-03", "Saturday"),
        ("[T1 “It sank,”] [S1:ode Ode] [C1 said] in an interview on Monday.", "2031-05-05",
         "Monday"),
        ("[T1 “It sank,”] [S1:ode she] [C1 told] reporters in Vesk last week.",
         "2031-04-28/2031-05-04", "last week"),
        ("Earlier this month, [S1:ode Ode] [C1 denied] [T1 it].", "2031-05", "Earlier this month"),
        ("During Monday's debate, [S1:ode Ode] [C1 said] [T1 it sank].", "2031-05-05", "Monday"),
        ("[S1 A 2014 study] [C1 found] [T1 that it leaked].", "2014", "2014"),
        ("Sund, who in 2010 [S1:ode she] [C1 said] [T1 that it leaked], left.", "2010", "2010"),
    ],
)  # fmt: skip
def test_said_on_from_the_words_around_the_cue(marked: str, said_on: str, words: str) -> None:
    text, (statement,) = dated(marked)
    assert statement.said_on == said_on
    assert [text[s.start : s.end] for s in statement.said_on_spans] == [words]
    assert not statement.said_on_carried


@pytest.mark.parametrize(
    "marked",
    [
        "[S1:ode Ode] [C1 said] [T1 that it sank on Monday].",
        "After the fire on Monday, [S1:ode Ode] [C1 said] [T1 it was over].",
        "[S1:ode Ode, who won on Monday,] [C1 said] [T1 it was over].",
        "Friday's vote was void, [S1:ode Ode] [C1 said] [T1 in part].",
        "Ten drowned on Monday in what [S1:ode Ode] [C1 called] [T1 a crime].",
        "[S1:ode Ode] [C1 said] [T1 it was over] before he left on Monday.",
        "Ode was born in 1990 and grew up in Vesk, [S1:sund Sund] [C1 said] [T1 so].",
        "[S1:ode The troops] left Vesk in the spring of 2022, [C1 calling] [T1 it a gesture].",
        "[S1:ode Ode] now [C1 says] [T1 it is over].",
        "[S1:ode Ode] [C1 said] [T1 for two hours that it was over].",
        "[S1:ode Ode] [C1 says] [T1 so] every Monday.",
        "It rained on Monday. [S1:ode Ode] [C1 said] [T1 so].",
    ],
)
def test_a_time_of_something_else_does_not_tell_when_it_was_said(marked: str) -> None:
    _, (statement,) = dated(marked)
    assert (statement.said_on, statement.said_on_spans) == (None, ())


def test_a_time_in_the_content_of_another_statement_is_not_taken() -> None:
    _, (first, second) = dated(
        "[S1:ode Ode] [C1 said] [T1 it sank on Monday], [C2 adding] [T2 that all was well]."
    )
    assert first.said_on is None
    assert second.said_on is None


@pytest.mark.parametrize(
    ("between", "carried"),
    [
        (" [S2:ode She] [C2 said] [T2 that none drowned].", True),
        ("\n\n[T2 “None drowned,”] [S2:ode she] [C2 said].", True),
        (" It was dark.\n\nIt was late.\n\n[S2:ode Ode] [C2 added] [T2 that none drowned].", True),
        (" [S2:sund Sund] [C2 agreed] [T2 with that].", False),
        ("\n\nMeanwhile, [S2:ode Ode] [C2 said] [T2 that none drowned].", False),
        (" [S2:ode Ode] [C2 has said] [T2 that none drowned].", False),
        (" [S2:ode She] previously [C2 said] [T2 that none drowned].", False),
        ("\n\n___\n\n[S2:ode Ode] [C2 said] [T2 that none drowned].", False),
        ("\n\n2:15 p.m.\n\n[S2:ode Ode] [C2 said] [T2 that none drowned].", False),
        ("\n\nIt rained." * 9 + "\n\n[S2:ode Ode] [C2 said] [T2 that none drowned].", False),
    ],
)
def test_carried_along_a_speakers_run(between: str, carried: bool) -> None:
    _, (first, second) = dated("[S1:ode Ode] [C1 said] on Monday [T1 that it sank]." + between)
    assert first.said_on == "2031-05-05"
    assert second.said_on == ("2031-05-05" if carried else None)
    assert second.said_on_carried is carried
    assert second.said_on_spans == (first.said_on_spans if carried else ())


def test_another_occasion_ends_the_run_for_good() -> None:
    _, statements = dated(
        "[S1:ode Ode] [C1 said] on Monday [T1 that it sank].\n\n"
        "Meanwhile, [S2:ode Ode] [C2 spoke of] [T2 a leak].\n\n[S3:ode He] [C3 said] [T3 so]."
    )
    assert [s.said_on for s in statements] == ["2031-05-05", None, None]


def test_another_speech_is_another_occasion() -> None:
    _, statements = dated(
        "In a speech on Monday, [S1:ode Ode] [C1 said] [T1 it sank].\n\n"
        "In an interview with Vesk Radio, [S2:ode Ode] [C2 said] [T2 it leaked]."
    )
    assert [s.said_on for s in statements] == ["2031-05-05", None]


def test_what_others_say_may_stand_between() -> None:
    _, statements = dated(
        "[S1:ode Ode] [C1 said] on Monday [T1 that it sank]. [S2:sund Sund] [C2 agreed] [T2 to it]."
        " [T3 “None drowned,”] [S3:ode Ode] [C3 said]."
    )
    assert [s.said_on for s in statements] == ["2031-05-05", None, "2031-05-05"]


def test_a_pronoun_whose_speaker_is_not_known_carries_nothing() -> None:
    _, statements = dated(
        "[S1 He] [C1 said] on Monday [T1 that it sank]. [S2 He] [C2 said] [T2 it leaked]."
    )
    assert [s.said_on for s in statements] == ["2031-05-05", None]


def test_the_same_words_for_an_unresolved_speaker_carry() -> None:
    _, statements = dated(
        "[S1 The port] [C1 said] on Monday [T1 it sank]. [S2 The port] [C2 said] [T2 it leaked]."
    )
    assert [s.said_on for s in statements] == ["2031-05-05", "2031-05-05"]


def test_without_a_date_of_publication_the_words_are_kept_and_the_date_is_none() -> None:
    text, (first, second) = dated(
        "[S1:ode Ode] [C1 said] on Monday [T1 it sank]. [S2:ode She] [C2 said] [T2 it leaked].",
        published=None,
    )
    assert (first.said_on, second.said_on) == (None, None)
    assert [text[s.start : s.end] for s in first.said_on_spans] == ["Monday"]


@pytest.mark.parametrize(
    ("content", "value"),
    [
        ("that it sank on Monday", "2031-05-05"),
        ("that it sank in 2010", "2010"),
        ("that it sank in the spring of 2022", "2022-21"),
        ("that he ruled from 2010 to 2014", "2010/2014"),
        ("that it happened between Monday and Tuesday", "2031-05-05/2031-05-06"),
        ("that it sank on Monday and was raised on Tuesday", None),
        ("that it had leaked since 2010", None),
        ("that the 2014 law was void", None),
        ("that Monday's vote was void", None),
        ("that it took two years", None),
        ("that it sank several months ago", None),
        ("that it sank", None),
    ],
)
def test_happened_on(content: str, value: str | None) -> None:
    _, (statement,) = dated(f"[S1:ode Ode] [C1 said] [T1 {content}].")
    assert (statement.happened_on.value if statement.happened_on else None) == value
    assert statement.said_on is None


def test_the_order_of_the_statements_is_kept() -> None:
    text, statements = report(
        "[S1:ode Ode] [C1 said] on Monday [T1 it sank]. [S2:ode She] [C2 said] [T2 it leaked]."
    )
    sections = split_paragraphs(text)
    times = find_times(text, sections, published=PUBLISHED, edition="e")
    found = date_statements(text, sections, statements[::-1], times, published=PUBLISHED)
    assert [s.id for s in found] == ["2", "1"]
    assert [s.said_on_carried for s in found] == [True, False]


def test_many_statements_take_linear_time() -> None:
    text, statements = report("[S1:ode Ode] [C1 said] Monday [T1 it sank]. ")
    (one,) = statements

    def moved(passage: Passage | None, by: int) -> Passage:
        assert passage is not None
        spans = tuple(Span(s.start + by, s.end + by) for s in passage.spans)
        return Passage(spans, passage.text)

    def seconds(count: int) -> float:
        many = [
            replace(one, id=str(n), source=moved(one.source, n * len(text)),
                    cue=moved(one.cue, n * len(text)), content=moved(one.content, n * len(text)))
            for n in range(count)
        ]  # fmt: skip
        whole = text * count
        sections = [Span(0, len(whole))]
        times = find_times(whole, sections, published=PUBLISHED, edition="e")
        start = time.process_time()
        found = date_statements(whole, sections, many, times, published=PUBLISHED)
        assert {s.said_on for s in found} == {"2031-05-05"}
        return time.process_time() - start

    assert seconds(1600) < 12 * seconds(400)


@pytest.mark.shared
def test_the_border_report(shared: Path) -> None:
    text = (shared / "reports/border.txt").read_bytes().decode()
    gold = json.loads((shared / "reports/border.record.json").read_text())
    sections = [
        section
        for section in split_paragraphs(text)
        if text[section.start : section.end] not in gold["teasers"]
    ]
    statements = [_from_record(text, one) for one in gold["statements"]]
    times = find_times(text, sections, published=gold["published"], edition="e")
    found = date_statements(text, sections, statements, times, published=gold["published"])
    assert {s.id: s.said_on for s in found} == {
        str(one["id"]): one["said_on"] for one in gold["statements"]
    }


def _from_record(text: str, one: dict) -> Statement:  # type: ignore[type-arg]
    def passage(*parts: dict) -> Passage:  # type: ignore[type-arg]
        return Passage.of(text, tuple(Span(p["start"], p["end"]) for p in parts))

    name = one["speaker"]["name"] if one["speaker"] else None
    return Statement(
        id=str(one["id"]),
        source=passage(one["source"]) if one["source"] else None,
        cue=passage(one["cue"]),
        content=passage(*one["content"]),
        mode=Mode(one["mode"]),
        act=Act(one["act"]),
        framing=Framing.NEUTRAL,
        score=1.0,
        speaker=Speaker(name, actor=name) if name else None,
    )
