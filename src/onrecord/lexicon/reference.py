"""Small sets of words by which it is told who is meant."""

from collections.abc import Mapping
from functools import cache

from onrecord.lexicon.tables import rows
from onrecord.lexicon.texts import lexicon_text

REFERENCE = "reference.tsv"


@cache
def load_reference_words() -> Mapping[str, frozenset[str]]:
    """The sets of ``reference.tsv`` by their class, read once.

    Raises:
        LexiconError: A line of the file cannot be read; the message names both.
    """
    found: dict[str, set[str]] = {}
    for line in rows(REFERENCE, lexicon_text(REFERENCE), least=2, most=2):
        found.setdefault(line.cells[0], set()).update(line.cells[1].split())
    return {name: frozenset(words) for name, words in found.items()}
