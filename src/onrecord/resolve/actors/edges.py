"""What stands at the ends of a name as the model finds it, and is no part of it."""

import re
from collections.abc import Sequence

from onrecord.lexicon.titles import load_titles

_LONGEST_HONOUR = 4


def has_honour(words: Sequence[re.Match[str]]) -> bool:
    """Whether capitals follow a name of two words or more: "Ada Ode SC", "Bo Ode MBE"."""
    if len(words) < 3 or words[0].group().isupper():
        return False
    last = words[-1].group()
    return last.isupper() and last.isalpha() and 2 <= len(last) <= _LONGEST_HONOUR


def opens_with_noun(words: Sequence[re.Match[str]]) -> bool:
    """Whether a body's name has what it is before it, written small: "union Unity"."""
    first = words[0].group()
    return len(words) > 1 and first in load_titles().body and words[1].group()[0].isupper()
