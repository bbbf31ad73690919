"""The lexicon's files: tab-separated rows for people to read and extend, and what a row may say."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeVar

from onrecord.errors import LexiconError
from onrecord.types import Act, Framing


class Part(StrEnum):
    """What kind of words a cue is made of; it decides which forms match and which match wins."""

    VERB = "verb"
    LIGHT = "light"
    NOUN = "noun"
    OTHER = "other"
    ADVERB = "adverb"
    ALONE = "alone"


class When(StrEnum):
    """What must stand around a cue for its row to hold."""

    QUESTION = "question"
    TO = "to"
    SOMEONE_TO = "someone-to"
    THAT = "that"
    AS = "as"
    DOING = "doing"
    SHOULD = "should"
    ASSERTED = "asserted"
    PROPOSED = "proposed"
    PASSIVE = "passive"
    ATTRIBUTIVE = "attributive"


class Effect(StrEnum):
    """What a pattern around a cue does to its reading."""

    NEGATES = "negates"
    REVERSES = "reverses"
    EVADES = "evades"
    SUPPOSES = "supposes"
    PASSES = "passes"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordClasses:
    """The sets of ``word-classes.tsv``; the file says what each is for."""

    be: frozenset[str]
    auxiliary: frozenset[str]
    skipped: frozenset[str]
    article: frozenset[str]
    preposition: frozenset[str]
    question: frozenset[str]
    asserted: frozenset[str]
    proposed: frozenset[str]
    nobody: frozenset[str]
    condition: frozenset[str]
    hearsay: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of ``cues.tsv``; ``name`` is the pattern in its first spelling."""

    pattern: str
    name: str
    part: Part
    act: Act
    framing: Framing
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Polarity:
    """A row of ``polarity.tsv``; ``act`` is what is left when no cue follows the pattern."""

    pattern: str
    name: str
    part: Part
    effect: Effect
    act: Act | None = None


_Name = TypeVar("_Name", bound=StrEnum)


class Line(NamedTuple):
    """A row, and where it stands."""

    file: str
    number: int
    cells: list[str]

    def error(self, what: str) -> LexiconError:
        """An error that names the file and the line."""
        return LexiconError(f"{self.file}, line {self.number}: {what}")

    def member(self, kind: type[_Name], value: str) -> _Name:
        """The member of an enumeration that a cell names."""
        try:
            return kind(value)
        except ValueError:
            known = ", ".join(kind)
            raise self.error(f"{value!r} is no {kind.__name__}; use one of {known}") from None


def rows(file: str, text: str, *, least: int, most: int) -> Iterator[Line]:
    """Yield the rows that have between ``least`` and ``most`` cells; ``#`` starts a comment line.

    Raises:
        LexiconError: A row has another number of cells, or an empty one.
    """
    for number, content in enumerate(text.splitlines(), start=1):
        if not content.strip() or content.startswith("#"):
            continue
        line = Line(file, number, [cell.strip() for cell in content.split("\t")])
        if not least <= len(line.cells) <= most:
            raise line.error(
                f"{len(line.cells)} columns where {least} to {most} are needed; "
                "separate columns by one tab each"
            )
        if not all(line.cells):
            raise line.error("a column is empty; fill it or drop the tab before it")
        yield line


def rows_by_class(
    file: str, text: str, classes: Iterable[str], *, what: str = "class"
) -> dict[str, list[Line]]:
    """The rows of a file of two columns, a class and its words, by class.

    Args:
        file: Its name, for errors.
        text: Its text.
        classes: The classes that there are, each of which needs a row.
        what: What errors call a class.

    Raises:
        LexiconError: A row cannot be read or is of another class, or a class has no row.
    """
    found: dict[str, list[Line]] = {name: [] for name in classes}
    for line in rows(file, text, least=2, most=2):
        if line.cells[0] not in found:
            raise line.error(f"{line.cells[0]!r} is no {what}; use one of {', '.join(found)}")
        found[line.cells[0]].append(line)
    for name, known in found.items():
        if not known:
            raise LexiconError(f"{file}: no line gives words of the class {name!r}; add one")
    return found


def words_by_class(
    file: str, text: str, classes: Iterable[str], *, what: str = "class"
) -> dict[str, frozenset[str]]:
    """The words of each class of such a file, which stand apart by blanks.

    Raises:
        LexiconError: As for ``rows_by_class``.
    """
    return {
        name: frozenset(word for line in lines for word in line.cells[1].split())
        for name, lines in rows_by_class(file, text, classes, what=what).items()
    }


def cue_of(line: Line) -> Cue:
    """The cue that a line of ``cues.tsv`` describes."""
    pattern, part, act, framing, *when = line.cells
    return Cue(
        pattern,
        _name(pattern),
        line.member(Part, part),
        line.member(Act, act),
        line.member(Framing, framing),
        line.member(When, when[0]) if when else None,
    )


def polarity_of(line: Line) -> Polarity:
    """The pattern that a line of ``polarity.tsv`` describes."""
    pattern, part, effect, *act = line.cells
    polarity = Polarity(
        pattern,
        _name(pattern),
        line.member(Part, part),
        line.member(Effect, effect),
        line.member(Act, act[0]) if act else None,
    )
    if polarity.effect is Effect.EVADES and polarity.act is None:
        raise line.error("a pattern that evades needs an act in the fourth column")
    return polarity


def _name(pattern: str) -> str:
    """The pattern's first spelling, without the star: "criticise" of "criticise/criticize"."""
    return " ".join(word.partition("/")[0] for word in pattern.replace("*", "").split())
