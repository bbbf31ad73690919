"""The words that attribute: cues with their act and framing, and what turns them around.

The files are tab-separated and meant to be read and extended: see ``docs/reference/lexicon.md``.
"""

from onrecord.lexicon.load import Lexicon, lexicon_version, load_lexicon, parse_lexicon
from onrecord.lexicon.tables import (
    Cue,
    Effect,
    Part,
    Polarity,
    When,
    WordClasses,
)

__all__ = [
    "Cue",
    "Effect",
    "Lexicon",
    "Part",
    "Polarity",
    "When",
    "WordClasses",
    "lexicon_version",
    "load_lexicon",
    "parse_lexicon",
]
