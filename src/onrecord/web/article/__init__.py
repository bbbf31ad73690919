"""A report as it is read: text in blocks, statements in its words, cards in the margin; pure."""

from onrecord.web.article.cards import Card, CardAnswer, cards_of
from onrecord.web.article.pieces import Piece, pieces_of
from onrecord.web.article.places import place_of
from onrecord.web.article.rows import Row, rows_of
from onrecord.web.article.sections import Section, sections_of

__all__ = [
    "Card",
    "CardAnswer",
    "Piece",
    "Row",
    "Section",
    "cards_of",
    "pieces_of",
    "place_of",
    "rows_of",
    "sections_of",
]
