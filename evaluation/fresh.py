"""Score who is behind each statement, on invented reports of the project's own.

    python -m evaluation.fresh
    python -m evaluation.fresh --errors --folder evaluation/data/reports

End to end: the reports are read as a user would read them, and each statement that the reader finds
at a marked cue is held against the speaker noted there. The same person wrote the reports and the
rules; what that means for the figures stands in ``data/README.md``.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.speakers import is_same
from onrecord import Reader
from onrecord.record import Record
from onrecord.types import Form, Statement

DATA = Path(__file__).with_name("data") / "reports"
PUBLISHED = "2035-06-15"
_MARK = re.compile(r"\{([^{}]*)\}")
_KINDS = {
    "p": "person",
    "o": "organisation",
    "s": "state",
    "g": "group",
    "d": "document",
    "u": "unnamed",
}
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Gold:
    """Who says something, by the mark right after its cue.

    Attributes:
        cue: Where the cue ends, in code points of the report without marks.
        names: Readings of the speaker; none where nobody is to be named.
        form: How the source names the speaker.
        kind: None where it is not noted.
    """

    cue: int
    names: tuple[str, ...]
    form: str
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A mark, and the statement that was found there."""

    report: str
    gold: Gold
    statement: Statement | None
    verdict: str


def read_marked(marked: str) -> tuple[str, list[Gold]]:
    """A report's text without its marks, and what they say.

    >>> read_marked("Moll said{Ira Moll|Moll;short;p} so")
    ('Moll said so', [Gold(cue=9, names=('Ira Moll', 'Moll'), form='short', kind='person')])
    """
    found: list[Gold] = []
    text, at = "", 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        names, form, *more = mark[1].split(";")
        readings = tuple(name for name in names.split("|") if name != "-")
        found.append(Gold(len(text), readings, form, _KINDS.get(next(iter(more), ""))))
    return text + marked[at:], found


def judge(report: str, record: Record, gold: Iterable[Gold]) -> Iterator[Judged]:
    """Hold a record against the marks of its report."""
    named: dict[str, list[str]] = {}
    for mention in record.mentions:
        if mention.actor and mention.form not in (Form.TITLE, Form.PRONOUN):
            named.setdefault(mention.actor, []).append(mention.text)
    for one in gold:
        statement = _statement_at(record.statements, one.cue)
        yield Judged(report, one, statement, _verdict(one, statement, named))


def _statement_at(statements: Sequence[Statement], cue: int) -> Statement | None:
    for statement in statements:
        spans = statement.cue.spans if statement.cue else ()
        if any(span.start < cue <= span.end for span in spans):
            return statement
    return None


def _verdict(gold: Gold, statement: Statement | None, named: dict[str, list[str]]) -> str:
    if statement is None:
        return "not found"
    speaker = statement.speaker
    if speaker is None or speaker.actor is None:
        return "open" if gold.names else "right"
    if is_same(speaker.name, gold.names, named.get(speaker.actor, ())):
        return "right"
    is_alike = any(_begins(speaker.name, name) for name in gold.names)
    return "right" if gold.form == "unnamed" and is_alike else "wrong"


def _begins(one: str, other: str) -> bool:
    """Whether the shorter of two descriptions begins the longer, articles aside."""
    short, long = sorted((_words(one), _words(other)), key=len)
    return bool(short) and long[: len(short)] == short


def _words(name: str) -> list[str]:
    return [word for word in _WORD.findall(name.casefold()) if word not in ("the", "a", "an")]


def print_table(judged: Sequence[Judged]) -> None:
    """Right, wrong and open, by the form of the source; then kinds and countries of the right."""
    print(f"{'':12} {'right':>6} {'wrong':>6} {'open':>5} {'all':>5} {'right %':>8}")
    for form in ("all", *sorted({one.gold.form for one in judged})):
        counts = Counter(one.verdict for one in judged if form in ("all", one.gold.form))
        every = counts["right"] + counts["wrong"] + counts["open"]
        print(
            f"{form:12} {counts['right']:6} {counts['wrong']:6} {counts['open']:5} {every:5} "
            f"{100 * counts['right'] / max(1, every):8.1f}"
        )
    missing = sum(one.verdict == "not found" for one in judged)
    print(f"\nstatements not found: {missing} of {len(judged)}")
    sure = [one for one in judged if one.verdict == "wrong" and _score(one) >= 0.8]
    print(f"wrong with a score of 0.8 or more: {len(sure)}")
    told = [one for one in judged if one.verdict == "right" and one.gold.kind]
    right = sum(_kind(one) == one.gold.kind for one in told)
    print(f"kind right: {right} of {len(told)} right speakers")


def _score(one: Judged) -> float:
    speaker = one.statement.speaker if one.statement else None
    return speaker.score or 0.0 if speaker else 0.0


def _kind(one: Judged) -> str | None:
    speaker = one.statement.speaker if one.statement else None
    return str(speaker.kind) if speaker and speaker.kind else None


def print_errors(judged: Iterable[Judged]) -> None:
    """What is not right, and kinds that differ, a line each."""
    for one in judged:
        differs = one.gold.kind is not None and _kind(one) != one.gold.kind
        if one.verdict == "not found" or (one.verdict == "right" and not differs):
            continue
        source = one.statement.source if one.statement else None
        speaker = one.statement.speaker if one.statement else None
        said = f"{speaker.name!r} {speaker.how} {speaker.score} {speaker.kind}" if speaker else None
        print(
            f"{one.verdict:6} {one.report[:14]} {source.text if source else None!r}: {said}, "
            f"not {one.gold.names} {one.gold.form} {one.gold.kind}"
        )


def read_folder(reader: Reader, folder: Path) -> list[Judged]:
    """Read each marked report of a folder, in the order of their names."""
    judged: list[Judged] = []
    for path in sorted(folder.glob("*.txt")):
        text, gold = read_marked(path.read_bytes().decode())
        judged += judge(path.stem, reader.read(text, published=PUBLISHED), gold)
    return judged


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, default=DATA, help="marked reports, *.txt")
    parser.add_argument("--errors", action="store_true", help="print what is wrong")
    arguments = parser.parse_args()
    judged = read_folder(Reader(threads=1), arguments.folder)
    print_table(judged)
    if arguments.errors:
        print()
        print_errors(judged)


if __name__ == "__main__":
    main()
