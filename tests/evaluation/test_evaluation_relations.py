"""How relations are counted, and the form of the development set."""

import pytest

from evaluation import relations
from evaluation.relations import Gold, Guess, Pair, at_recall, count, groups


def gold(**kinds: str) -> dict[str, Gold]:
    """``a5_1="denies"``: 5 denies 1."""
    pairs = {Pair(*map(int, name[1:].split("_"))): kind for name, kind in kinds.items()}
    joined = groups(pair for pair, kind in pairs.items() if kind == "repeats")
    return {"x": Gold(pairs, joined)}


def guess(kind: str, answer: int, answered: int, score: float = 0.9) -> Guess:
    return Guess("x", kind, Pair(answer, answered), score)


SET = gold(
    a5_1="denies", a6_1="confirms", a2_1="repeats", a3_2="repeats", a7_1="none", a8_1="unclear"
)


@pytest.mark.parametrize(
    ("kind", "answer", "answered", "verdict"),
    [
        ("denies", 5, 1, True),
        ("denies", 5, 3, True),  # 3 says what 1 says
        ("denies", 1, 5, False),
        ("confirms", 5, 1, False),
        ("repeats", 3, 1, True),
        ("repeats", 1, 3, True),
        ("repeats", 6, 1, False),
        ("denies", 7, 1, False),
        ("denies", 8, 1, None),
        ("repeats", 1, 8, None),
        ("denies", 9, 4, False),  # nobody annotated it
        ("denies", -1, 1, False),  # between statements that are none
    ],
)
def test_verdicts(kind, answer, answered, verdict):
    assert SET["x"].verdict(kind, Pair(answer, answered)) is verdict


def test_precision_counts_what_is_found_and_recall_what_is_annotated():
    found = [
        guess("denies", 5, 3),
        guess("repeats", 3, 1),
        guess("denies", 7, 1),
        guess("denies", 8, 1),
    ]
    score = count(SET, found)
    assert (score.right_predicted, score.predicted) == (2, 3)
    # Of the repetitions 2-1 and 3-2 neither was found: 2 stands alone.
    assert (score.right_gold, score.gold) == (1, 4)
    joined = count(SET, [*found, guess("repeats", 2, 1)])
    assert joined.right_gold == 3
    only = count(SET, found, ["confirms"])
    assert (only.predicted, only.right_gold, only.gold) == (0, 0, 1)


def test_precision_at_a_recall_is_that_of_the_highest_threshold_that_reaches_it():
    found = [
        guess("denies", 5, 1, 0.9),
        guess("denies", 7, 1, 0.8),
        guess("confirms", 6, 1, 0.7),
        guess("denies", 4, 1, 0.6),
    ]
    score = at_recall(SET, found, 50)
    assert score is not None
    assert (score.right_predicted, score.predicted) == (2, 3)
    assert at_recall(SET, found, 75) is None


def test_the_development_set_can_be_read():
    known = relations.read_relations(relations.DATA)
    pairs = [(kind, pair) for one in known.values() for pair, kind in one.kinds.items()]
    assert {kind for kind, _ in pairs} == {*relations.KINDS, "none", "unclear"}
    assert all(pair.answer != pair.answered for _, pair in pairs)
    assert sum(kind in relations.KINDS for kind, _ in pairs) >= 100


def test_every_annotated_statement_is_one_of_polnears(shared):
    known = relations.read_relations(relations.DATA)
    for article in relations.read_articles(shared / "corpora/polnear/data/dev"):
        if article.name in known:
            cues = {a.cue[0].start for a in article.annotations[0] if a.cue}
            assert {at for pair in known[article.name].kinds for at in pair} <= cues


@pytest.mark.parametrize("path", [relations.TRAIN, relations.DATA], ids=["train", "dev"])
def test_no_pair_is_annotated_twice(path):
    lines = [tuple(line[:3]) for line in relations._lines(path)]
    assert len(set(lines)) == len(lines)


def test_what_is_learned_from_is_not_what_is_scored():
    learned, scored = (relations.read_relations(p) for p in (relations.TRAIN, relations.DATA))
    assert not learned.keys() & scored.keys()


def test_every_statement_learned_from_is_one_of_polnears(shared):
    given, known = relations.read_training(shared / "corpora")
    assert {one.article for one in given} == known.keys()
    for one in given:
        cues = {relations._cue(statement) for statement in one.statements}
        assert {at for pair in known[one.article].kinds for at in pair} <= cues


def test_the_weights_that_are_shipped_are_those_that_fit(shared):
    bias, signs = relations.fit(*relations.read_training(shared / "corpora"))
    assert bias == pytest.approx(relations.WEIGHTS.bias, abs=0.05)
    assert signs == pytest.approx(relations.WEIGHTS.signs, abs=0.05)
