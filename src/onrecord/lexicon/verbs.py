"""Irregular verbs and nouns: by lemma, the forms that the regular rule misses."""

from functools import cache

from onrecord.lexicon.inflection import Irregular
from onrecord.lexicon.tables import rows
from onrecord.lexicon.texts import lexicon_text

IRREGULAR = "irregular.tsv"


@cache
def load_irregular() -> Irregular:
    """The forms that come with the package, read once.

    Raises:
        LexiconError: A line of the file cannot be read.
    """
    return parse_irregular(lexicon_text(IRREGULAR))


def parse_irregular(text: str) -> Irregular:
    """The forms that the text of an ``irregular.tsv`` gives.

    Raises:
        LexiconError: A line cannot be read, or a lemma stands twice.
    """
    found: dict[str, tuple[str, ...]] = {}
    for line in rows(IRREGULAR, text, least=2, most=2):
        lemma, forms = line.cells
        if lemma in found:
            raise line.error(f"{lemma!r} stands in the file already; drop one")
        found[lemma] = tuple(forms.split())
    return found
