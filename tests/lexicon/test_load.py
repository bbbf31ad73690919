"""The lexicon's files: what is in them, and what a broken line says."""

import re
from importlib.resources import files

import pytest

from onrecord.errors import LexiconError, OnrecordError
from onrecord.lexicon import (
    Cue,
    Part,
    lexicon_version,
    load_lexicon,
    parse_lexicon,
)
from onrecord.types import Act, Framing

NAMES = ("cues.tsv", "polarity.tsv", "irregular.tsv", "word-classes.tsv")


@pytest.fixture
def texts() -> dict[str, str]:
    folder = files("onrecord.lexicon")
    return {name: folder.joinpath(name).read_text(encoding="utf-8") for name in NAMES}


def cues() -> set[Cue]:
    index = load_lexicon().index
    rows = (row for rests in index.values() for _, found in rests for row in found)
    return {row for row in rows if isinstance(row, Cue)}


def test_the_lexicon_is_read_once():
    assert load_lexicon() is load_lexicon()


def test_every_act_framing_and_part_has_cues():
    rows = cues()
    assert {row.act for row in rows} == set(Act)
    assert {row.framing for row in rows} == set(Framing)
    assert {row.part for row in rows} == set(Part)
    assert len(rows) > 1000


def test_the_files_are_tidy(texts):
    for name, text in texts.items():
        assert text.endswith("\n"), name
        assert not re.search(r"[ \t]+$", text, re.MULTILINE), name
        assert text == text.replace("\r", ""), name


def test_no_row_names_a_speaker(texts):
    cells = [line.split("\t")[0] for line in texts["cues.tsv"].splitlines() if "\t" in line]
    assert all(cell == cell.lower() for cell in cells)


def test_the_version_is_a_release_and_a_hash():
    assert re.fullmatch(r"cues-\d{4}\.\d+\+[0-9a-f]{8}", lexicon_version())


@pytest.mark.parametrize("name", NAMES)
def test_another_word_is_another_version(texts, name):
    before = parse_lexicon(texts).version
    after = parse_lexicon(texts | {name: texts[name] + "# one more remark\n"}).version
    assert before.partition("+")[0] == after.partition("+")[0]
    assert before != after


@pytest.mark.parametrize(
    ("file", "line", "message"),
    [
        ("cues.tsv", "burble\tverb\tsay", "3 columns where 4 to 5 are needed"),
        ("cues.tsv", "burble verb say neutral", "1 columns where 4 to 5 are needed"),
        ("cues.tsv", "burble\tverb\tsay\tneutral\t", "a column is empty"),
        ("cues.tsv", "burble\tgerund\tsay\tneutral", "'gerund' is no Part; use one of verb, light"),
        ("cues.tsv", "burble\tverb\tsing\tneutral", "'sing' is no Act; use one of say, claim"),
        ("cues.tsv", "burble\tverb\tsay\tkind", "'kind' is no Framing; use one of neutral"),
        ("cues.tsv", "burble\tverb\tsay\tneutral\tnever", "'never' is no When; use one of"),
        ("cues.tsv", "deny\tverb\tsay\tneutral", "'deny' stands on line"),
        ("polarity.tsv", "burble\tverb\tinverts", "'inverts' is no Effect; use one of negates"),
        ("polarity.tsv", "burble\tverb\tevades", "needs an act in the fourth column"),
        ("polarity.tsv", "not\tother\tnegates", "'not' stands on line"),
        ("irregular.tsv", "say", "1 columns where 2 to 2 are needed"),
        ("irregular.tsv", "say\tsayed", "'say' stands in the file already"),
        ("word-classes.tsv", "colours\tred blue", "'colours' is no word class; use one of be"),
    ],
)
def test_a_broken_line_is_named(texts, file, line, message):
    number = texts[file].count("\n") + 1
    with pytest.raises(LexiconError, match=re.escape(message)) as caught:
        parse_lexicon(texts | {file: texts[file] + line + "\n"})
    assert str(caught.value).startswith(f"{file}, line {number}: ")
    assert isinstance(caught.value, OnrecordError)
    assert caught.value.code == "bad-lexicon"


def test_a_missing_file_is_named(texts):
    del texts["polarity.tsv"]
    with pytest.raises(LexiconError, match=r"polarity\.tsv: the file is missing"):
        parse_lexicon(texts)


def test_a_word_class_without_words_is_named(texts):
    rest = re.sub(r"^nobody\t.*\n", "", texts["word-classes.tsv"], flags=re.MULTILINE)
    with pytest.raises(LexiconError, match="'nobody'"):
        parse_lexicon(texts | {"word-classes.tsv": rest})


def test_a_release_is_needed(texts):
    rest = texts["cues.tsv"].replace("# version: ", "# ")
    with pytest.raises(LexiconError, match="which release"):
        parse_lexicon(texts | {"cues.tsv": rest})
