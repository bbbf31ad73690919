"""Score the shipped model, through the public API, on PolNeAR's development articles.

    python -m evaluation.statements --corpora ../shared/corpora

One annotation an article (the first by name). Exits with 1 when a score is under its floor.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from evaluation.metrics import Attribution, Score, Tokens, count_report, table
from onrecord import Reader, Record
from training.polnear import Article, read_articles

FLOORS = Path(__file__).with_name("floors.json")
# Rounding differs between processors: another order of sums moved F1 by up to half a point.
MARGIN = 0.8

StandOff = dict[str, list[dict[str, list[list[int]]]]]


def corpus_hash(articles: Sequence[Article]) -> str:
    """SHA-256 of the articles and annotations that are scored on."""
    digest = hashlib.sha256()
    for article in articles:
        line = [article.name, article.text, article.annotations[0]]
        digest.update(json.dumps(line, default=lambda a: vars(a)).encode())
    return digest.hexdigest()


def predictions(record: Record, tokens: Tokens) -> list[Attribution]:
    """A record's statements as token sets."""
    return [
        tokens.attribution(
            s.source.spans if s.source else (),
            s.cue.spans if s.cue else (),
            s.content.spans,
            pad=1,
        )
        for s in record.statements
    ]


def score(reader: Reader, articles: Sequence[Article]) -> tuple[dict[str, Score], StandOff]:
    """The table, and what was predicted in the form that stand-off scorers read."""
    counts: Counter[tuple[str, ...]] = Counter()
    system: StandOff = {}
    for article in articles:
        record = reader.read(article.text)
        tokens = Tokens(article.text)
        gold = [
            tokens.attribution(a.source, a.cue, a.content, pad=0) for a in article.annotations[0]
        ]
        counts += count_report(gold, predictions(record, tokens))
        system[article.name] = [
            {
                "source": [list(x) for x in s.source.spans] if s.source else [],
                "cue": [list(x) for x in s.cue.spans] if s.cue else [],
                "content": [list(x) for x in s.content.spans],
            }
            for s in record.statements
        ]
    return table(counts), system


def print_table(scores: dict[str, Score]) -> None:
    print(f"{'':20} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6}")
    for name, s in scores.items():
        print(f"{name:20} {s.precision:6.1f} {s.recall:6.1f} {s.f1:6.1f} {s.gold:6d}")


def under_floor(scores: dict[str, Score], floors: dict[str, float]) -> list[str]:
    """What is under its floor, in words. A floor is an F1, for ``unsourced found`` a recall."""
    found = []
    for name, floor in floors.items():
        value = scores[name].recall if name == "unsourced found" else scores[name].f1
        if value < floor:
            found.append(f"{name}: {value:.2f} is under the floor of {floor}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--write", type=Path, help="write the predictions as stand-off JSON")
    parser.add_argument(
        "--set-floors", metavar="REASON", help="set the floors a little under these scores"
    )
    arguments = parser.parse_args()
    articles = list(read_articles(arguments.corpora / "polnear/data/dev"))
    if not articles:
        parser.error(f"no articles under {arguments.corpora}/polnear/data/dev")
    scores, system = score(Reader(), articles)
    print_table(scores)
    if arguments.write:
        arguments.write.write_text(json.dumps(system))
    found_hash = corpus_hash(articles)
    if arguments.set_floors:
        write_floors(scores, found_hash, arguments.set_floors)
        return 0
    if not FLOORS.exists():
        print("no floors have been set: --set-floors REASON sets them", file=sys.stderr)
        return 1
    floors = json.loads(FLOORS.read_text())
    if floors.get("corpus") != found_hash:
        print("the corpus is not the one that the floors were set on", file=sys.stderr)
        return 1
    low = under_floor(scores, floors["floors"])
    print("\n".join(low) or "every score is above its floor")
    return 1 if low else 0


def write_floors(scores: dict[str, Score], corpus: str, reason: str) -> None:
    names = ("all strict", "indirect strict", "all source", "all cue", "all content")
    floors = {name: round(scores[name].f1 - MARGIN, 1) for name in names}
    floors["unsourced found"] = round(scores["unsourced found"].recall - 3 * MARGIN, 1)
    data = {"corpus": corpus, "reason": reason, "floors": floors}
    FLOORS.write_text(json.dumps(data, indent=1) + "\n")


if __name__ == "__main__":
    sys.exit(main())
