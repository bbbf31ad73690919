import pytest
from fake_reader import make_statement

from onrecord.cli.labels import (
    Answering,
    act_words,
    answer_words,
    one_line,
    report_name,
    speaker_facts,
    speaker_words,
    summary,
)
from onrecord.types import Act, RelationKind, Report, Speaker

TEXT = "Ivo Brand said no. Then he denied it. Later denied all. Brand claimed the rest."
BRAND = make_statement(TEXT, "Ivo Brand", "said", "no")
NOBODY = make_statement(TEXT, None, "Later denied", "all", act=Act.DENY)


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({"act": Act.DENY}, "denies"),
        ({"act": Act.CONFIRM, "negated": True}, "does not confirm"),
        ({"act": Act.PROPOSE, "hypothetical": True}, "may propose"),
        ({"act": Act.PROPOSE, "hypothetical": True, "negated": True}, "may not propose"),
    ],
)
def test_what_somebody_does(known, words):
    assert act_words(make_statement(TEXT, "Ivo Brand", "said", "no", **known)) == words


@pytest.mark.parametrize("act", Act)
def test_every_act_has_words_with_and_without_somebody(act):
    stem = str(act)[:3]
    for source in ("Ivo Brand", None):
        words = act_words(make_statement(TEXT, source, "said", "no", act=act))
        assert words.startswith(stem) or words == "said"
        assert words != str(act)


@pytest.mark.parametrize(
    ("name", "width", "words"),
    [
        ("Ivo Brand", 20, "Ivo Brand"),
        ("harbour spokesman Ivo Brand", 12, "Ivo Brand"),
        ("Ivo Brand, the harbour's spokesman", 20, "Ivo Brand"),
        ("two people who live on the island", 12, "two people…"),
        ("Constantinopoulos", 9, "Constant…"),
        ("Ivo\n\x1b[31mBrand", 20, r"Ivo \x1b[31mBrand"),
    ],
)
def test_a_speaker_in_few_characters(name, width, words):
    assert (
        speaker_words(make_statement(TEXT, "Ivo Brand", "said", "no", speaker=Speaker(name)), width)
        == words
    )


def test_the_words_of_the_source_stand_in_for_a_speaker_and_nobody_is_no_source():
    assert speaker_words(make_statement(TEXT, "Ivo Brand", "said", "no", speaker=None), 20) == (
        "Ivo Brand"
    )
    assert speaker_words(NOBODY, 20) == "no source"


def test_a_summary_counts_pronouns_and_short_names_as_nobody_new():
    he = make_statement(TEXT, "he", "denied", "it", act=Act.DENY)
    short = make_statement(TEXT, "Brand", "claimed", "the rest")
    assert summary([BRAND]) == "1 statement · 1 source"
    assert summary([BRAND, he, NOBODY, short]) == (
        "4 statements · 1 source · 2 denials · 1 without a source"
    )
    assert summary([]) == "0 statements"


def test_speakers_with_an_actor_count_by_it():
    both = [
        make_statement(TEXT, "Ivo Brand", "said", "no", speaker=Speaker("Brand", actor="1")),
        make_statement(TEXT, "Ivo Brand", "said", "no", speaker=Speaker("The minister", actor="1")),
    ]
    assert summary(both) == "2 statements · 1 source"


@pytest.mark.parametrize(
    ("report", "name"),
    [
        (Report(text="First line\nSecond", title="The title"), "The title"),
        (Report(text="\n First  line\nSecond", path="a.txt"), "First line"),
        (Report(text="", path="a\x1b.txt"), r"a\x1b.txt"),
    ],
)
def test_a_report_is_called_by_its_title_or_its_first_line(report, name):
    assert report_name(report) == name


def test_one_line_has_no_breaks():
    assert one_line(" a\r\nb\u2028c\t") == "a b c"


@pytest.mark.parametrize(
    ("known", "besides", "facts"),
    [
        ({}, "", ""),
        ({"role": "mayor of Harl"}, "", "mayor of Harl"),
        ({"role": "mayor of Harl", "country": "XH"}, "", "mayor of Harl, XH"),
        ({"role": "mayor", "country": "XH"}, "The  Mayor, Ivo Brand", "XH"),
        ({"role": "mayor", "affiliation": "Harl"}, "He", "mayor"),
        ({"affiliation": "Harl"}, "He", "Harl"),
        ({"affiliation": "Harl"}, "Harl's mayor", ""),
        ({"role": "\x1b[31mmayor\n"}, "", r"\x1b[31mmayor"),
    ],
)
def test_what_is_known_of_a_speaker(known, besides, facts):
    assert speaker_facts(Speaker("Ivo Brand", **known), besides) == facts


def test_nobody_has_no_facts():
    assert speaker_facts(None) == ""


DENIES, CONFIRMS, REPEATS = RelationKind.DENIES, RelationKind.CONFIRMS, RelationKind.REPEATS


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ([], []),
        ([(DENIES, False, "Brand")], ["denied by Brand"]),
        ([(DENIES, True, "Brand"), (DENIES, True, "Brand")], ["denies Brand"]),
        (
            [(REPEATS, True, "A"), (CONFIRMS, False, None), (DENIES, False, "B")],
            ["denied by B", "confirmed by no source", "repeats A"],
        ),
        ([(CONFIRMS, False, name) for name in "ABCDE"], ["confirmed by A, B, C and 2 more"]),
        ([(DENIES, False, "a\x1b[2J\nb")], [r"denied by a\x1b[2J b"]),
    ],
)
def test_who_answers_whom(answers, words):
    assert answer_words(Answering(*one) for one in answers) == words


def test_a_summary_counts_what_the_outlet_tells_itself():
    assert summary([BRAND], told_itself=2) == (
        "1 statement · 1 source · 2 in the outlet's own voice"
    )
