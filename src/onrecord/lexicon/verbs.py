"""Irregular verbs and nouns for readers other than the index of cues."""

from functools import cache
from importlib.resources import files

from onrecord.lexicon.inflection import Irregular
from onrecord.lexicon.load import IRREGULAR
from onrecord.lexicon.tables import rows


@cache
def load_irregular() -> Irregular:
    """By lemma, the forms of ``irregular.tsv`` that the regular rule misses.

    Raises:
        LexiconError: A line of the file cannot be read.
    """
    text = files("onrecord.lexicon").joinpath(IRREGULAR).read_text(encoding="utf-8")
    found = (line.cells for line in rows(IRREGULAR, text, least=2, most=2))
    return {lemma: tuple(forms.split()) for lemma, forms in found}
