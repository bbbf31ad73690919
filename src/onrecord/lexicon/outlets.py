"""Which names are those of outlets."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.lexicon.tables import rows

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
    text = (files("onrecord.lexicon") / OUTLETS).read_text(encoding="utf-8")
    found: dict[str, set[str]] = {"word": set(), "name": set()}
    for line in rows(OUTLETS, text, least=2, most=2):
        if line.cells[0] not in found:
            raise line.error(f"{line.cells[0]!r} is no class; use one of {', '.join(found)}")
        found[line.cells[0]].update(line.cells[1].split())
    return Outlets(frozenset(found["word"]), frozenset(found["name"]))
