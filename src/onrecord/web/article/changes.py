"""Two editions of a report side by side: what came, went and was changed, word by word; pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from onrecord.compare.paragraphs import ParagraphChange, differing_words
from onrecord.compare.statements import Fate, Field, StatementChange
from onrecord.types import Span, Statement
from onrecord.web import wording

MOST_CHARS = 50_000
"""So much of what differs is shown, and half of it of what does not: a page is to stay light."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one edition.

    Attributes:
        is_marked: Whether the other edition lacks them there.
    """

    text: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class FieldRow:
    """Something of a statement that differs: its words in either edition; none where it has none.

    Attributes:
        name: A ``Field``.
    """

    name: str
    old: tuple[Words, ...]
    new: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """What became of a statement.

    Attributes:
        fate: A ``Fate``.
        who: Who says it, in the newer edition where it has it.
        act: What they do.
        content: What is said, where it is the same in both or stands in one alone; else empty.
        fields: What differs, with the content last.
        old: Id of the statement in the older edition; None where it came.
        new: In the newer one; None where it went.
    """

    fate: str
    who: str
    act: str
    content: str
    fields: tuple[FieldRow, ...]
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class ParagraphRow:
    """A paragraph in both editions; empty where one has none.

    Attributes:
        fate: A ``Fate``.
    """

    fate: str
    old: tuple[Words, ...]
    new: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs that follow each other, all kept or all not.

    Attributes:
        is_kept: Whether they are the same in both editions.
        number: How many there are.
        rows: Of these the first that there is room for.
    """

    is_kept: bool
    number: int
    rows: tuple[ParagraphRow, ...]

    @property
    def left_out(self) -> int:
        """How many there is no room for."""
        return self.number - len(self.rows)


def statement_rows(changes: Sequence[StatementChange]) -> list[StatementRow]:
    """The statements that were not simply kept, the first that there is room for."""
    room = _Room(MOST_CHARS)
    told = (one for one in changes if one.fate is not Fate.KEPT)
    return [_statement(one) for one in told if room.takes(_statement_chars(one))]


def stretches(changes: Iterable[ParagraphChange], old: str, new: str) -> list[Stretch]:
    """All paragraphs of two editions.

    Args:
        changes: What became of each.
        old: The older edition's text.
        new: The newer edition's text.
    """
    rooms = {False: _Room(MOST_CHARS), True: _Room(MOST_CHARS // 2)}
    found = []
    for is_kept, same in groupby(changes, key=lambda one: one.fate is Fate.KEPT):
        here = list(same)
        fitting = (one for one in here if rooms[is_kept].takes(_paragraph_chars(one)))
        rows = tuple(_paragraph(one, old, new) for one in fitting)
        found.append(Stretch(is_kept, len(here), rows))
    return found


class _Room:
    """How much may still be shown; what comes after something that was too much is too much."""

    def __init__(self, chars: int) -> None:
        self._left = chars

    def takes(self, chars: int) -> bool:
        self._left -= chars
        return self._left >= 0


def _statement_chars(change: StatementChange) -> int:
    return sum(len(one.content.text) for one in (change.old, change.new) if one is not None)


def _paragraph_chars(change: ParagraphChange) -> int:
    return sum(one.end - one.start for one in (change.old, change.new) if one is not None)


def _statement(change: StatementChange) -> StatementRow:
    told = change.new or change.old
    assert told is not None
    is_same = Field.CONTENT not in change.fields
    return StatementRow(
        fate=change.fate.value,
        who=wording.who(told),
        act=wording.act_words(told),
        content=told.content.text if is_same else "",
        fields=tuple(_fields(change)),
        old=None if change.old is None else change.old.id,
        new=None if change.new is None else change.new.id,
    )


def _fields(change: StatementChange) -> Iterator[FieldRow]:
    if change.old is None or change.new is None:
        return
    for field in sorted(change.fields, key=lambda one: one is Field.CONTENT):
        old, new = _value(change.old, field), _value(change.new, field)
        both = (Span(0, len(old)), Span(0, len(new)))
        # Only in what is said single words tell; of the rest the whole is another.
        lost, won = differing_words(old, new, *both) if field is Field.CONTENT else ((), ())
        yield FieldRow(field.value, _marked(old, both[0], lost), _marked(new, both[1], won))


def _value(statement: Statement, field: Field) -> str:
    value = getattr(statement, field.value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(getattr(value, "text", value))


def _paragraph(change: ParagraphChange, old: str, new: str) -> ParagraphRow:
    whole = change.fate in (Fate.CAME, Fate.WENT)
    lost = [change.old] if whole and change.old else change.old_words
    won = [change.new] if whole and change.new else change.new_words
    return ParagraphRow(
        change.fate.value,
        () if change.old is None else _marked(old, change.old, lost),
        () if change.new is None else _marked(new, change.new, won),
    )


def _marked(text: str, span: Span, marked: Iterable[Span]) -> tuple[Words, ...]:
    """A stretch of a text, cut where marked words begin and end."""
    found: list[Words] = []
    at = span.start
    for start, end in marked:
        found += [Words(text[at:start]), Words(text[start:end], is_marked=True)]
        at = end
    found.append(Words(text[at : span.end]))
    return tuple(one for one in found if one.text)
