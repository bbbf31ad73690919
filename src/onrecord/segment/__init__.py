"""Cut a report's text into paragraphs, words, sentences and quotations.

Everything here is a pure function of the text, and every position is a half-open
offset in Unicode code points into that text.
"""

from onrecord.segment.paragraphs import split_paragraphs
from onrecord.segment.quotations import Quotation, find_quotations, paragraphs_that_go_on
from onrecord.segment.sentences import sentence_starts
from onrecord.segment.words import Word, find_words, words_within

__all__ = [
    "Quotation",
    "Word",
    "find_quotations",
    "find_words",
    "paragraphs_that_go_on",
    "sentence_starts",
    "split_paragraphs",
    "words_within",
]
