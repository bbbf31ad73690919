"""Copies: are reports that share their words grouped, and no others?

``python -m evaluation.copies --corpora ../shared/corpora``. Every text of ECB+ (stories that
several outlets tell) of one half of the topics goes into a ledger, and beside it copies that are
made of the first long texts of each topic: cut, put in another order, reworded, and filled up with
shuffled words of the other half, which stand for the outlet's own. Thresholds were tuned on the
topics with even numbers (``--tuning``); the odd ones are reported.

Two texts really share words when difflib finds enough of the copy in the other, in blocks of five
words and more: another measure than the one that is tried.
"""

import argparse
import random
import re
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from onrecord.ledger import Ledger
from onrecord.record import Record
from onrecord.types import MadeBy, Report

FOLDER = Path("ecbplus", "ECB+_LREC2014", "ECB+")
SHARES = (0.3, 0.5, 0.7, 0.9)
WAYS = ("cut", "reordered", "mixed", "reworded")
_ORIGINALS = 6  # a topic: texts that copies are made of
_REWORDED = 0.05  # of the words of a reworded copy
_REALLY_SHARED = 0.35
_MOST_PAIRS = 300
_LEAST_WORDS = 60  # of an original: half of it is still long enough to be told from others
_MADE_BY = MadeBy("evaluation", "none", "none")
_WORD = re.compile(r"\w+")


class Text(NamedTuple):
    """A text of the corpus: its name, topic and sentences."""

    name: str
    topic: int
    sentences: tuple[str, ...]


class Made(NamedTuple):
    """A copy that was made: how, with what share of its words (or of the original's, if cut)."""

    name: str
    original: str
    way: str
    share: float
    sentences: tuple[str, ...]


def read_texts(folder: Path) -> Iterator[Text]:
    """The texts of ECB+, in the order of their names."""
    for path in sorted(folder.glob("*/*.xml")):
        sentences: dict[str, list[str]] = {}
        for token in ElementTree.parse(path).getroot().findall("token"):
            sentences.setdefault(token.get("sentence", ""), []).append(token.text or "")
        told = (" ".join(words) for words in sentences.values() if words[0] != "http")
        yield Text(path.stem, int(path.parent.name), tuple(told))


def make_copies(text: Text, pool: list[str], rng: random.Random) -> Iterator[Made]:
    """The copies of a text, each way at each share.

    Args:
        text: The original.
        pool: Sentences to take the rest of the words from.
        rng: Decides what is taken.
    """
    for share in SHARES:
        for way in WAYS:
            told = _copied(text, way, share, pool, rng)
            yield Made(f"{text.name}-{way}-{share}", text.name, way, share, tuple(told))


def _copied(text: Text, way: str, share: float, pool: list[str], rng: random.Random) -> list[str]:
    begin = rng.choice([0, 0, rng.randrange(len(text.sentences))])
    turned = [*text.sentences[begin:], *text.sentences[:begin]]
    kept = _first(turned, share * _words(turned))
    if way == "cut":
        return kept
    if way == "reworded":
        kept = [_reword(one, rng) for one in kept]
    own = [_shuffled(one, rng) for one in rng.sample(pool, 60)]
    mixed = kept + _first(own, _words(kept) * (1 - share) / share)
    if way != "mixed":
        rng.shuffle(mixed)
    return mixed


def _shuffled(sentence: str, rng: random.Random) -> str:
    """The words of a sentence, but no run of them: two copies must not share their own words."""
    words = sentence.split(" ")
    return " ".join(rng.sample(words, len(words)))


def _first(sentences: list[str], words: float) -> list[str]:
    """The first sentences that have so many words, the last of them cut where it goes over."""
    told: list[str] = []
    left = round(words)
    for sentence in sentences:
        found = list(_WORD.finditer(sentence))
        if not left:
            break
        told.append(sentence if len(found) <= left else sentence[: found[left - 1].end()])
        left -= min(left, len(found))
    return told


def _words(sentences: list[str]) -> int:
    return sum(len(_WORD.findall(one)) for one in sentences)


def _reword(sentence: str, rng: random.Random) -> str:
    words = sentence.split(" ")
    for at in range(len(words)):
        if rng.random() < _REWORDED:
            words[at] = rng.choice(["", "also", "rather", f"{words[at]} now"])
    return " ".join(filter(None, words))


def really_shared(copy: tuple[str, ...], source: tuple[str, ...]) -> float:
    """How much of a copy stands in its source: sentence by sentence, in blocks of five words."""
    told = [_WORD.findall(one.lower()) for one in copy]
    matcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(_WORD.findall(" ".join(source).lower()))
    shared = 0
    for words in told:
        matcher.set_seq1(words)
        shared += sum(one.size for one in matcher.get_matching_blocks() if one.size >= 5)
    return shared / max(1, sum(map(len, told)))


class Found(NamedTuple):
    """What the ledger says: the group of each text that is in one, and pairs of copy and source."""

    groups: dict[str, int]
    sources: list[tuple[str, str]]


def find_copies(texts: dict[str, tuple[str, ...]]) -> Found:
    """Puts texts into a ledger, and takes out which are copies of which, by their names."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "copies.db"
        with Ledger(path) as ledger:
            ledger.put_many([_record(*one) for one in texts.items()])
            groups = {
                str(member.title): number
                for number, group in enumerate(ledger.copies())
                for member in group.members
            }
        with closing(sqlite3.connect(path)) as connection:
            return Found(groups, connection.execute(_SOURCES).fetchall())


_SOURCES = """SELECT copy.title, source.title FROM copies
JOIN editions AS copy ON copy.row_id = copies.edition
JOIN editions AS source ON source.row_id = copies.source"""


def _record(name: str, sentences: tuple[str, ...]) -> Record:
    # Made copies come after what they are made of.
    published = f"2031-05-13T{8 + ('-' in name):02}:00Z"
    url = f"https://{name}.example/1"
    text = "\n".join(sentences)
    report = Report(text=text, title=name, outlet=name, published=published, url=url)
    return Record(report=report, statements=(), excluded=(), made_by=_MADE_BY)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--tuning", action="store_true", help="the topics that were tuned on")
    given = parser.parse_args(arguments)
    rest = 0 if given.tuning else 1
    every = list(read_texts(given.corpora / FOLDER))
    texts = [one for one in every if one.topic % 2 == rest]
    pool = [told for one in every if one.topic % 2 != rest for told in one.sentences]
    made = list(_all_made(texts, pool))
    told = {one.name: one.sentences for one in (*texts, *made)}
    topics = {one.name: one.topic for one in texts}
    topics |= {one.name: topics[one.original] for one in made}
    print(f"{len(texts)} texts of {len(set(topics.values()))} topics, {len(made)} copies made")
    natural = find_copies({one.name: told[one.name] for one in texts})
    is_low = _print_precision("the corpus alone", natural, told, topics)
    found = find_copies(told)
    is_low |= _print_precision("with the copies", found, told, topics)
    return 1 if _print_recall(made, found.groups) or is_low else 0


def _all_made(texts: list[Text], pool: list[str]) -> Iterator[Made]:
    for topic in sorted({one.topic for one in texts}):
        mine = [one for one in texts if one.topic == topic]
        long = [one for one in mine if _words(list(one.sentences)) >= _LEAST_WORDS]
        for text in long[:_ORIGINALS]:
            yield from make_copies(text, pool, random.Random(text.name))


def _print_precision(
    what: str, found: Found, told: dict[str, tuple[str, ...]], topics: dict[str, int]
) -> bool:
    """Prints how many that are called copies are; whether that is too few."""
    groups = found.groups
    pairs = [p for p in combinations(sorted(groups), 2) if groups[p[0]] == groups[p[1]]]
    across = sum(topics[one] != topics[other] for one, other in pairs)
    some = random.Random(1).sample(pairs, min(len(pairs), _MOST_PAIRS))
    direct = [_shared_either_way(told[one], told[other]) for one, other in some]
    shares = [really_shared(told[copy], told[source]) for copy, source in found.sources]
    print(
        f"{what}: {len(set(groups.values()))} groups of {len(groups)} texts\n"
        f"  of {len(pairs)} pairs in one group {across} are of different stories, and of "
        f"{len(some)} drawn {_percent(direct)} share words directly, the rest through others\n"
        f"  of {len(shares)} copies {_percent(shares)} really share words with their source"
    )
    right = sum(share >= _REALLY_SHARED for share in shares)
    return bool(across) or right < 0.99 * len(shares)


def _shared_either_way(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    return max(really_shared(one, other), really_shared(other, one))


def _percent(shares: list[float]) -> str:
    right = sum(share >= _REALLY_SHARED for share in shares)
    return f"{100 * right / max(1, len(shares)):.1f} %"


def _print_recall(made: list[Made], groups: dict[str, int]) -> bool:
    """Prints the share of the copies in the group of their original; whether it is too low."""
    print(f"{'in the original’s group, %':28}" + "".join(f"{share:>8}" for share in SHARES))
    is_low = False
    for way in (*WAYS, "all"):
        line = f"{way:28}"
        for share in SHARES:
            some = [one for one in made if one.share == share and way in (one.way, "all")]
            right = sum(groups.get(one.name, -1) == groups.get(one.original) for one in some)
            recall = 100 * right / max(1, len(some))
            line += f"{recall:8.1f}"
            is_low |= way == "all" and share >= 0.5 and recall < 95
        print(line)
    return is_low


if __name__ == "__main__":
    sys.exit(main())
