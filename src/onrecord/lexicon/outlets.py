"""Which names are those of outlets."""

from dataclasses import dataclass
from functools import cache

from onrecord.lexicon.tables import words_by_class
from onrecord.lexicon.texts import lexicon_text

OUTLETS = "outlets.tsv"


@dataclass(frozen=True, slots=True)
class Outlets:
    """The words of ``outlets.tsv``, in lower case."""

    words: frozenset[str]
    names: frozenset[str]

    def has(self, name: str) -> bool:
        """Whether a name is that of an outlet.

        >>> load_outlets().has("the Vesk Times"), load_outlets().has("hard times")
        (True, False)
        """
        return any(
            word.lower() in self.names or (word[0].isupper() and word.lower() in self.words)
            for word in name.replace("-", " ").split()
            if word[0].isupper()
        )


@cache
def load_outlets() -> Outlets:
    """The words that come with the package, read once.

    Raises:
        LexiconError: A line of the file cannot be read; the message names both.
    """
    found = words_by_class(OUTLETS, lexicon_text(OUTLETS), ("word", "name"))
    return Outlets(found["word"], found["name"])
