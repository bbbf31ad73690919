"""The words by which a sentence tells that something happened: ``happenings.tsv``, read once."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import Enum, auto
from functools import cache

from onrecord.lexicon.tables import words_by_class
from onrecord.lexicon.texts import lexicon_text

HAPPENINGS = "happenings.tsv"


class Form(Enum):
    """What a form of a verb can be."""

    PAST = auto()
    EITHER = auto()
    PARTICIPLE = auto()
    ING = auto()

    @property
    def is_past(self) -> bool:
        """Whether it can be the past by itself."""
        return self in (Form.PAST, Form.EITHER)

    @property
    def is_participle(self) -> bool:
        """Whether it can follow "has" or "was"."""
        return self in (Form.PARTICIPLE, Form.EITHER)


@dataclass(frozen=True, slots=True, kw_only=True)
class HappeningWords:
    """The sets of ``happenings.tsv``; the file says what each is for.

    Attributes:
        irregular: What each irregular form can be.
    """

    irregular: Mapping[str, Form]
    past: frozenset[str]
    regular: frozenset[str]
    lasting: frozenset[str]
    telling: frozenset[str]
    have: frozenset[str]
    was: frozenset[str]
    being: frozenset[str]
    unreal: frozenset[str]
    open: frozenset[str]
    between: frozenset[str]
    nobody: frozenset[str]
    joining: frozenset[str]
    unsubject: frozenset[str]
    before: frozenset[str]


_FORMS = {"past": Form.PAST, "either": Form.EITHER, "participle": Form.PARTICIPLE}
_CLASSES = {*_FORMS, *(field.name for field in fields(HappeningWords))} - {"irregular"}


@cache
def load_happenings() -> HappeningWords:
    """The words that come with the package, read once.

    Raises:
        LexiconError: A line of the file cannot be read; the message names it.
    """
    return parse_happenings(lexicon_text(HAPPENINGS))


def parse_happenings(text: str) -> HappeningWords:
    """The words that the text of a ``happenings.tsv`` gives.

    Raises:
        LexiconError: A line cannot be read, or a class has none.
    """
    found = words_by_class(HAPPENINGS, text, sorted(_CLASSES))
    irregular = {word: form for name, form in _FORMS.items() for word in found[name]}
    sets = {f.name: found[f.name] for f in fields(HappeningWords) if f.name in found}
    return HappeningWords(irregular=irregular, **sets)
