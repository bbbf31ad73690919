"""Score denials, confirmations and repetitions, on the development set of ``data/relations.tsv``.

    python -m evaluation.relations --corpora ../shared/corpora

Statements and speakers are those of the annotators, so that this measures relations and nothing
else; ``--found`` takes what the reader finds instead. How the set was made and how it is counted:
``data/relations.md``. The weights of repetitions are fitted on other articles, those of
``data/relations-train.tsv`` (``--fit`` prints them). ``--errors`` prints what is wrong and what is
missed.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from evaluation.metrics import Score
from evaluation.speakers import DATA as SPEAKERS
from evaluation.speakers import read_gold
from onrecord import Reader
from onrecord.extract.assemble import put_on_record
from onrecord.extract.statements import Candidate
from onrecord.relate import find_answers
from onrecord.relate.repeats import WEIGHTS, Weights, may_repeat
from onrecord.relate.scene import Scene
from onrecord.relate.signs import Signs, read_signs
from onrecord.segment import Word, find_quotations, find_words, split_paragraphs
from onrecord.types import Relation, Report, Span, Speaker, Statement
from training.polnear import Article, Attribution, read_articles

DATA = Path(__file__).with_name("data") / "relations.tsv"
MORE_SPEAKERS = Path(__file__).with_name("data") / "relations-speakers.tsv"
KINDS = ("denies", "confirms", "repeats")
TRAIN = DATA.with_name("relations-train.tsv")
TRAIN_SPEAKERS = DATA.with_name("relations-train-speakers.tsv")
RECALL = 50.0


class Pair(NamedTuple):
    """An answering and an answered statement, by where their cues start."""

    answer: int
    answered: int


class Guess(NamedTuple):
    """A relation that was found, between statements of the development set.

    A statement that the set does not have counts as -1.
    """

    article: str
    kind: str
    pair: Pair
    score: float


@dataclass(frozen=True)
class Gold:
    """The annotated pairs of one article, with the groups of statements that say the same."""

    kinds: Mapping[Pair, str]
    group: Mapping[int, int]

    def verdict(self, kind: str, pair: Pair) -> bool | None:
        """Whether a found relation is right; None when the annotators left it open."""
        if self._same(kind, pair):
            return True
        turned = Pair(pair.answered, pair.answer)
        is_open = "unclear" in (self.kinds.get(pair), self.kinds.get(turned))
        return None if is_open else False

    def _same(self, kind: str, pair: Pair) -> bool:
        if kind == "repeats":
            return self.root(pair.answer) == self.root(pair.answered)
        return any(
            known == kind
            and pair.answer == gold.answer
            and self.root(pair.answered) == self.root(gold.answered)
            for gold, known in self.kinds.items()
        )

    def root(self, statement: int) -> int:
        return self.group.get(statement, statement)


def groups(pairs: Iterable[Pair]) -> dict[int, int]:
    """For each statement of some pairs, one that stands for all those joined with it."""
    root: dict[int, int] = {}

    def find(statement: int) -> int:
        while root.setdefault(statement, statement) != statement:
            statement = root[statement]
        return statement

    for one, other in pairs:
        root[find(one)] = find(other)
    return {statement: find(statement) for statement in list(root)}


def read_relations(path: Path) -> dict[str, Gold]:
    """The development set by article."""
    found: dict[str, dict[Pair, str]] = defaultdict(dict)
    for article, answer, answered, kind, _ in _lines(path):
        found[article][Pair(int(answer), int(answered))] = kind
    return {
        article: Gold(kinds, groups(pair for pair, kind in kinds.items() if kind == "repeats"))
        for article, kinds in found.items()
    }


def _lines(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


class Given(NamedTuple):
    """An article's words, paragraphs and statements with their annotated speakers."""

    article: str
    paragraphs: list[Span]
    words: list[Word]
    statements: tuple[Statement, ...]


def given(articles: Sequence[Article]) -> list[Given]:
    """Development articles with PolNeAR's statements and the annotators' speakers."""
    known = read_gold(SPEAKERS, {article.name: article.text for article in articles})
    who = read_speakers(MORE_SPEAKERS)
    for name, statements in known.items():
        for gold in statements:
            if gold.names:
                who[name, gold.cue] = Speaker(
                    name=gold.names[0],
                    actor=gold.names[0],
                    kind=gold.kind,
                    role=next(iter(gold.roles), None),
                    affiliation=next(iter(gold.affiliations), None),
                    country=gold.country,
                )
    return [give(article, who) for article in articles]


def read_speakers(path: Path) -> dict[tuple[str, int], Speaker]:
    """Speakers by article and cue; all that is known of them is who is the same."""
    return {
        (name, int(cue)): Speaker(name="", actor=f"{name} {first}")
        for name, cue, first in _lines(path)
    }


def read_training(corpora: Path) -> tuple[list[Given], dict[str, Gold]]:
    """The articles that the weights of repetitions are fitted on, and what is annotated there."""
    gold, who = read_relations(TRAIN), read_speakers(TRAIN_SPEAKERS)
    articles = read_articles(corpora / "polnear/data/train")
    return [give(article, who) for article in articles if article.name in gold], gold


def give(article: Article, who: Mapping[tuple[str, int], Speaker]) -> Given:
    """An article with PolNeAR's statements and the given speakers, by article and cue."""
    paragraphs = split_paragraphs(article.text)
    words = find_words(article.text)
    candidates = (_candidate(words, annotated) for annotated in article.annotations[0])
    statements = put_on_record(
        Report(text=article.text),
        words,
        sorted((c for c in candidates if c.cue and c.content), key=lambda c: c.cue),
        find_quotations(article.text, paragraphs),
    )
    spoken = (replace(s, speaker=_speaker(s, who.get((article.name, _cue(s))))) for s in statements)
    return Given(article.name, paragraphs, words, tuple(spoken))


def _candidate(words: Sequence[Word], annotated: Attribution) -> Candidate:
    roles = (annotated.source, annotated.cue, annotated.content)
    source, cue, content = (
        tuple(
            i for i, w in enumerate(words) if any(w.start < s.end and s.start < w.end for s in role)
        )
        for role in roles
    )
    return Candidate(source, cue, content, 1.0)


def _speaker(statement: Statement, annotated: Speaker | None) -> Speaker | None:
    if annotated is None or annotated.name or statement.source is None:
        return annotated
    return replace(annotated, name=statement.source.text)


def _cue(statement: Statement) -> int:
    return statement.cue.spans[0].start if statement.cue else -1


def guesses(given_ones: Sequence[Given], weights: Weights = WEIGHTS) -> list[Guess]:
    """What is found between annotated statements."""
    found = []
    for name, paragraphs, words, statements in given_ones:
        cues = {s.id: _cue(s) for s in statements}
        relations = find_answers(paragraphs, words, statements, weights=weights)
        found += [_guess(name, relation, cues) for relation in relations]
    return found


def found_guesses(reader: Reader, articles: Sequence[Article]) -> list[Guess]:
    """What the reader finds between its own statements: those whose cue shares a word count."""
    found = []
    for article in articles:
        record = reader.read(article.text, published=article.name.split("_")[1])
        cues = {s.id: _annotated_cue(s, article) for s in record.statements}
        found += [_guess(article.name, relation, cues) for relation in record.relations]
    return found


def _annotated_cue(statement: Statement, article: Article) -> int:
    mine = statement.cue.spans if statement.cue else ()
    for annotated in article.annotations[0]:
        if any(a.start < m.end and m.start < a.end for a in annotated.cue for m in mine):
            return annotated.cue[0].start
    return -1


def _guess(article: str, relation: Relation, cues: Mapping[str, int]) -> Guess:
    pair = Pair(cues.get(relation.from_id, -1), cues.get(relation.to_id, -1))
    return Guess(article, relation.kind.value, pair, relation.score)


def count(gold: Mapping[str, Gold], found: Sequence[Guess], kinds: Sequence[str] = KINDS) -> Score:
    """Precision by the found relations, recall by the annotated ones.

    A relation that nobody annotated is wrong. One repetition stands for those that follow from
    it, and an answer to one statement for that to another that says the same.
    """
    verdicts = Counter(gold[g.article].verdict(g.kind, g.pair) for g in found if g.kind in kinds)
    right = total = 0
    for article, annotated in gold.items():
        mine = [g for g in found if g.article == article]
        hit = _hits(mine, annotated)
        wanted = [(pair, kind) for pair, kind in annotated.kinds.items() if kind in kinds]
        total += len(wanted)
        right += sum(hit(pair, kind) for pair, kind in wanted)
    return Score(verdicts[True], verdicts[True] + verdicts[False], right, total)


def _hits(mine: Sequence[Guess], annotated: Gold) -> Callable[[Pair, str], bool]:
    joined = groups(g.pair for g in mine if g.kind == "repeats")
    answers = {(g.kind, g.pair.answer, annotated.root(g.pair.answered)) for g in mine}

    def hit(pair: Pair, kind: str) -> bool:
        if kind == "repeats":
            return pair.answer in joined and joined[pair.answer] == joined.get(pair.answered)
        return (kind, pair.answer, annotated.root(pair.answered)) in answers

    return hit


def at_recall(gold: Mapping[str, Gold], found: Sequence[Guess], recall: float) -> Score | None:
    """The score at the highest threshold that reaches a recall; None when none does."""
    for threshold in sorted({g.score for g in found}, reverse=True):
        score = count(gold, [g for g in found if g.score >= threshold])
        if score.recall >= recall:
            return score
    return None


def fit(given_ones: Sequence[Given], gold: Mapping[str, Gold]) -> Weights:
    """Weights of the signs of a repetition: logistic regression with l2 = 1."""
    signs, is_repeat = [], []
    for name, paragraphs, words, statements in given_ones:
        scene = Scene(paragraphs, words, statements)
        cues = [_cue(s) for s in scene.statements]
        for index in range(len(cues)):
            for other in may_repeat(scene, index):
                verdict = gold[name].verdict("repeats", Pair(cues[index], cues[other]))
                if verdict is not None:
                    signs.append((1.0, *read_signs(scene, index, other)))
                    is_repeat.append(verdict)
    bias, *rest = np.round(_newton(np.array(signs), np.array(is_repeat, float)), 2).tolist()
    return Weights(bias, Signs(*rest))


def _newton(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    penalty = np.eye(x.shape[1])
    penalty[0, 0] = 1e-3
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        w -= np.linalg.solve((x.T * (p * (1 - p))) @ x + penalty, x.T @ (p - y) + penalty @ w)
    return w


def print_table(title: str, gold: Mapping[str, Gold], found: Sequence[Guess]) -> None:
    print(f"{title:28} {'P':>6} {'R':>6} {'F1':>6} {'found':>6} {'gold':>6}")
    for name, kinds in (("all", KINDS), *((kind, (kind,)) for kind in KINDS)):
        s = count(gold, found, kinds)
        rates = f"{s.precision:6.1f} {s.recall:6.1f} {s.f1:6.1f}"
        print(f"  {name:26} {rates} {s.predicted:6d} {s.gold:6d}")
    best = at_recall(gold, found, RECALL)
    told = f"{best.precision:.1f}" if best else "not reached"
    print(f"  precision at recall {RECALL:.0f}: {told}")


def print_errors(gold: Mapping[str, Gold], found: Sequence[Guess]) -> None:
    for g in sorted(found):
        verdict = gold[g.article].verdict(g.kind, g.pair)
        told = {True: "right", False: "wrong", None: "open"}[verdict]
        print(told, g.article[:40], g.kind, *g.pair, g.score, sep="\t")
    for article, annotated in gold.items():
        hit = _hits([g for g in found if g.article == article], annotated)
        for pair, kind in annotated.kinds.items():
            if kind in KINDS and not hit(pair, kind):
                print("missed", article[:40], kind, *pair, sep="\t")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--found", action="store_true", help="score what the reader finds")
    parser.add_argument("--fit", action="store_true", help="print the weights of repetitions")
    parser.add_argument("--errors", action="store_true", help="print what is wrong or missed")
    arguments = parser.parse_args()
    gold = read_relations(DATA)
    articles = [a for a in read_articles(arguments.corpora / "polnear/data/dev") if a.name in gold]
    if len(articles) < len(gold):
        parser.error(f"not all articles of {DATA.name} are under {arguments.corpora}")
    if arguments.fit:
        print("shipped", WEIGHTS)
        print("fitted ", fit(*read_training(arguments.corpora)))
        return
    found = found_guesses(Reader(), articles) if arguments.found else guesses(given(articles))
    print_table("all articles", gold, found)
    for name, first in (("even", 0), ("odd", 1)):
        half = {a.name for a in articles[first::2]}
        part = {article: known for article, known in gold.items() if article in half}
        print_table(name, part, [g for g in found if g.article in half])
    if arguments.errors:
        print_errors(gold, found)


if __name__ == "__main__":
    main()
