"""A section's blocks, each with its words and its cards."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.record import Record
from onrecord.types import Statement
from onrecord.web.article.cards import Address, Card, cards_of
from onrecord.web.article.pieces import Marked, Piece, pieces_of
from onrecord.web.article.places import place_of
from onrecord.web.article.sections import Section

_MOST_REACHING_IN = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A block of the text, and what stands in the margin beside it.

    Attributes:
        start: Where it begins in the text; it names the block on the page.
        excluded: Why all of it is not the report's own; empty where it is.
    """

    start: int
    pieces: tuple[Piece, ...]
    cards: tuple[Card, ...]
    excluded: str


def rows_of(record: Record, section: Section, address: Address) -> list[Row]:
    """The rows of a section."""
    marked = Marked(
        text=record.report.text,
        statements=_statements(record, section),
        excluded=record.excluded,
        own_voice=record.own_voice,
    )
    cards = cards_of(record, section.numbers, address)
    rows = []
    for block, pieces in zip(section.blocks, pieces_of(section, marked), strict=True):
        is_last = block is section.blocks[-1]
        here = [
            card
            for card in cards
            if block.start <= place_of(card.statement)
            and (place_of(card.statement) < block.end or is_last)
        ]
        rows.append(Row(block.start, tuple(pieces), tuple(here), _why_excluded(pieces)))
    return rows


def _statements(record: Record, section: Section) -> dict[int, Statement]:
    """The section's statements, and a few whose content reaches into it from elsewhere."""
    found = {number: record.statements[number] for number in section.numbers}
    reaching = (
        (number, one)
        for number, one in enumerate(record.statements)
        if number not in found and _reaches_into(one, section)
    )
    for (number, one), _ in zip(reaching, range(_MOST_REACHING_IN), strict=False):
        found[number] = one
    return found


def _reaches_into(statement: Statement, section: Section) -> bool:
    return any(
        start < section.end and section.start < end for start, end in statement.content.spans
    )


def _why_excluded(pieces: Sequence[Piece]) -> str:
    words = [piece for piece in pieces if not piece.text.isspace()]
    if not words or not all("excluded" in piece.names.split() for piece in words):
        return ""
    return words[0].note
