"""The development set for speakers, and how it is scored."""

from pathlib import Path

import pytest

from evaluation.speakers import (
    DATA,
    Gold,
    Judged,
    is_like,
    is_same,
    judge,
    read_gold,
)
from onrecord.resolve.speakers.find import Resolved
from onrecord.types import (
    Act,
    ActorKind,
    Form,
    Framing,
    Mention,
    Mode,
    Passage,
    Span,
    Speaker,
    Statement,
)
from training.polnear import read_articles

TEXT = "Ira Moll, head of Arvan Rail, spoke. Moll said no."


def gold(name: str | None = "Ira Moll", form: str = "short-name") -> Gold:
    names = (name,) if name else ()
    return Gold("a", 42, names, form, "person" if name else None, (), (), None, None)


def statement(speaker: Speaker | None) -> Statement:
    said, cue = Passage.of(TEXT, (Span(47, 49),)), Passage.of(TEXT, (Span(42, 46),))
    return Statement(
        id="s", source=None, cue=cue, content=said, mode=Mode.INDIRECT, act=Act.SAY,
        framing=Framing.NEUTRAL, score=1.0, speaker=speaker,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "readings", "mentions", "expected"),
    [
        ("Ira Moll", ["Ira Moll"], [], True),
        ("ira moll", ["Ira Moll"], [], True),
        ("the Border Service", ["Border Service"], [], True),
        ("Moll", ["Ira Moll"], [], False),
        ("Moll", ["Ira Moll"], ["Moll", "Ira Moll"], True),
        ("Una Brask", ["Ira Moll", "Una Brask"], [], True),
    ],
)
def test_is_same(name: str, readings: list[str], mentions: list[str], expected: bool) -> None:
    assert is_same(name, readings, mentions) is expected


@pytest.mark.parametrize(
    ("value", "readings", "expected"),
    [
        ("minister", ["minister"], True),
        ("ports minister", ["minister"], True),
        ("old ports minister", ["minister"], False),
        (None, [], True),
        (None, ["minister"], False),
        ("minister", [], False),
    ],
)
def test_is_like(value: str | None, readings: list[str], expected: bool) -> None:
    assert is_like(value, readings) is expected


@pytest.mark.parametrize(
    ("one", "speaker", "expected"),
    [
        (gold(), Speaker("Ira Moll", actor="a"), True),
        (gold(), Speaker("Una Brask", actor="a"), False),
        (gold(), Speaker("Moll"), False),
        (gold(None), Speaker("Moll"), True),
        (gold(None), None, True),
        (gold(None), Speaker("Ira Moll", actor="a"), False),
    ],
)
def test_right_or_rightly_open(one: Gold, speaker: Speaker | None, expected: bool) -> None:
    assert Judged(one, statement(speaker), ()).is_right is expected


def test_judge_pairs_by_cue_and_knows_the_actor_by_other_names() -> None:
    found = statement(Speaker("Moll", actor="a"))
    mention = Mention(span=Span(0, 8), text="Ira Moll", form=Form.NAME, actor="a")
    other = Gold("a", 3, ("Ira Moll",), "name", "person", (), (), None, None)
    [judged] = judge([gold(), other], Resolved((found,), (mention,), ()))
    assert judged.statement is found
    assert judged.is_right


def test_readings_are_cut_out_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "speakers.tsv"
    path.write_text(
        "# comment\n"
        "a\t42\t0-8\tshort-name\tperson\t10-28|10-14\t18-28\tPE\t2024-07-01\town\n"
        "a\t30\t0-8+18-28\tname\tgroup\t-\t-\t-\t-\t-\n"
        "a\t31\t=Peru\tseat\tstate\t-\t-\tPE\t-\t-\n"
        "a\t32\t-\tnone\t-\t-\t-\t-\t-\t-\n"
    )
    one, two, three, four = read_gold(path, {"a": TEXT})["a"]
    assert (one.names, one.roles) == (("Ira Moll",), ("head of Arvan Rail", "head"))
    assert (one.affiliations, one.country, one.said_on) == (("Arvan Rail",), "PE", "2024-07-01")
    assert two.names == ("Ira Moll and Arvan Rail",)
    assert three.names == ("Peru",)
    assert (four.names, four.kind) == ((), None)


@pytest.mark.shared
def test_the_set_fits_the_articles(shared: Path) -> None:
    articles = {a.name: a for a in read_articles(shared / "corpora/polnear/data/dev")}
    known = read_gold(DATA, {name: a.text for name, a in articles.items()})
    assert sum(map(len, known.values())) == 436
    for name, ones in known.items():
        cues = {s.start for a in articles[name].annotations[0] for s in a.cue}
        assert {one.cue for one in ones} <= cues
        for one in ones:
            assert one.kind is None or one.kind in set(ActorKind)
            assert one.form in {*Form, "none"}
            assert all(part.strip() == part and part for part in (*one.names, *one.roles))
