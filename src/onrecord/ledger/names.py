"""Names as they are looked for: their words alone."""

import re

from onrecord.ledger.dialect import fold

_WORD = re.compile(r"[^\W_]+")


def name_words(name: str) -> str:
    """A name's words without case, accents and punctuation, one space between.

    >>> name_words("Élodie  O’Kar-Lund")
    'elodie o kar lund'
    """
    return " ".join(_WORD.findall(fold(name)))
