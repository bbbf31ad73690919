"""The evaluation command: what it hashes, counts, writes and compares with its floors."""

import json
import sys

import pytest

from evaluation import statements
from evaluation.metrics import Score
from onrecord.types import Span
from training.polnear import Article, Attribution, read_articles

TEXT = "“We know nothing of it,” Minister Ana Lesk told reporters on Monday."
GOLD = Attribution((Span(25, 42),), (Span(43, 47),), (Span(0, 24),))
ARTICLE = Article("a", TEXT, ((GOLD,), ()))


def test_the_hash_is_of_texts_and_first_annotations():
    known = statements.corpus_hash([ARTICLE])
    assert known == statements.corpus_hash([Article("a", TEXT, ((GOLD,),))])
    moved = Attribution(GOLD.source, GOLD.cue, (Span(0, 23),))
    others = (
        Article("b", TEXT, ((GOLD,),)),
        Article("a", TEXT + " ", ((GOLD,),)),
        Article("a", TEXT, ((moved,),)),
        Article("a", TEXT, ((),)),
    )
    assert len({known, *(statements.corpus_hash([other]) for other in others)}) == 5
    assert known != statements.corpus_hash([ARTICLE, ARTICLE])


def test_a_report_is_scored_through_the_reader(reader):
    scores, system = statements.score(reader, [ARTICLE])
    assert system == {"a": [{"source": [[25, 42]], "cue": [[43, 47]], "content": [[0, 24]]}]}
    assert scores["all strict"] == Score(1, 1, 1, 1)
    assert scores["direct content"] == Score(1, 1, 1, 1)
    assert scores["indirect strict"] == Score(0, 0, 0, 0)


def test_what_is_under_its_floor_is_told():
    scores = {"all strict": Score(1, 2, 1, 2), "unsourced found": Score(1, 100, 1, 2)}
    assert statements.under_floor(scores, {"all strict": 50.0, "unsourced found": 50.0}) == []
    assert statements.under_floor(scores, {"all strict": 50.1, "unsourced found": 50.0}) == [
        "all strict: 50.00 is under the floor of 50.1"
    ]
    assert len(statements.under_floor(scores, {"unsourced found": 51.0})) == 1


@pytest.fixture
def evaluate(monkeypatch, tmp_path, reader):
    """Run the command on a corpus of one article, with floors of its own."""
    dev = tmp_path / "polnear" / "data" / "dev"
    (dev / "text").mkdir(parents=True)
    (dev / "attributions").mkdir()
    (dev / "text" / "a.txt").write_text(TEXT, encoding="utf-8")
    ann = "T1\tSource 25 42\tx\nT2\tCue 43 47\tx\nT3\tContent 0 24\tx\n"
    ann += "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n"
    (dev / "attributions" / "a_aaaa.ann").write_text(ann, encoding="utf-8")
    monkeypatch.setattr(statements, "FLOORS", tmp_path / "floors.json")
    monkeypatch.setattr(statements, "Reader", lambda: reader)

    def run(*options):
        arguments = ["evaluation.statements", "--corpora", str(tmp_path), *options]
        monkeypatch.setattr(sys, "argv", arguments)
        return statements.main()

    return run


def test_floors_are_set_and_held(evaluate, tmp_path, capsys):
    assert evaluate("--set-floors", "the first model") == 0
    floors = json.loads((tmp_path / "floors.json").read_text(encoding="utf-8"))
    assert floors["reason"] == "the first model"
    assert floors["floors"]["all strict"] == 100 - statements.MARGIN
    assert evaluate("--write", str(tmp_path / "out.json")) == 0
    assert "every score is above its floor" in capsys.readouterr().out
    assert len(json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["a"]) == 1


def test_a_score_under_its_floor_fails(evaluate, tmp_path, capsys):
    evaluate("--set-floors", "the first model")
    path = tmp_path / "floors.json"
    floors = json.loads(path.read_text(encoding="utf-8"))
    floors["floors"]["all cue"] = 100.1
    path.write_text(json.dumps(floors), encoding="utf-8")
    assert evaluate() == 1
    assert "all cue: 100.00 is under the floor of 100.1" in capsys.readouterr().out


def test_floors_of_another_corpus_fail(evaluate, tmp_path, capsys):
    evaluate("--set-floors", "the first model")
    text = tmp_path / "polnear/data/dev/text/a.txt"
    text.write_text(TEXT + " ", encoding="utf-8")
    assert evaluate() == 1
    assert "the corpus is not the one" in capsys.readouterr().err


def test_no_floors_fail_with_the_remedy(evaluate, capsys):
    assert evaluate() == 1
    assert "--set-floors" in capsys.readouterr().err


@pytest.mark.shared
def test_the_shipped_model_reaches_its_floors(reader, shared):
    """Takes three quarters of a minute."""
    if not statements.FLOORS.exists():
        pytest.skip("no floors have been set: python -m evaluation.statements --set-floors REASON")
    floors = json.loads(statements.FLOORS.read_text(encoding="utf-8"))
    articles = list(read_articles(shared / "corpora/polnear/data/dev"))
    assert floors["corpus"] == statements.corpus_hash(articles)
    scores, _ = statements.score(reader, articles)
    assert statements.under_floor(scores, floors["floors"]) == []
