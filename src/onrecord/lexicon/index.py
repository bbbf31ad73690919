"""From rows to an index: every form of every row, found by its first word."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from onrecord.lexicon.inflection import Irregular, noun_forms, verb_forms
from onrecord.lexicon.tables import Cue, Line, Part, Polarity

Row = Cue | Polarity
# The words after the first one, and the rows that have these words.
Rest = tuple[tuple[str, ...], tuple[Row, ...]]
Index = Mapping[str, tuple[Rest, ...]]


def build_index(lines: Iterable[tuple[Line, Row]], irregular: Irregular) -> Index:
    """Index the rows: by first word what may follow, the longest first, else in the files' order.

    Raises:
        LexiconError: A row stands twice.
    """
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in _once(lines):
        for words in _forms(row, irregular):
            found.setdefault(words, []).append(row)
    index: dict[str, list[Rest]] = {}
    for words in sorted(found, key=len, reverse=True):
        index.setdefault(words[0], []).append((words[1:], tuple(found[words])))
    return {first: tuple(rests) for first, rests in index.items()}


def _once(lines: Iterable[tuple[Line, Row]]) -> Iterator[Row]:
    seen: dict[tuple[str, ...], Line] = {}
    for line, row in lines:
        condition = row.when or "" if isinstance(row, Cue) else row.effect
        first = seen.setdefault((type(row).__name__, row.pattern, row.part, condition), line)
        if first is not line:
            raise line.error(f"{row.pattern!r} stands on line {first.number} already; drop one")
        yield row


def _forms(row: Row, irregular: Irregular) -> Iterator[tuple[str, ...]]:
    """Every way to write a row: each spelling of each word, and each form of the one that bends."""
    words = row.pattern.split()
    bending = next((i for i, word in enumerate(words) if word.endswith("*")), 0)
    return product(
        *(
            sorted(_spellings(word.rstrip("*"), row.part if i == bending else None, irregular))
            for i, word in enumerate(words)
        )
    )


def _spellings(word: str, part: Part | None, irregular: Irregular) -> set[str]:
    spellings = set(word.split("/"))
    if part in (Part.VERB, Part.LIGHT):
        return {form for each in spellings for form in verb_forms(each, irregular)}
    if part is Part.NOUN:
        return {form for each in spellings for form in noun_forms(each, irregular)}
    return spellings
