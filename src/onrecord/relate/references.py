"""The words at the start of a content that point at another statement: "this claim", "it"."""

from dataclasses import dataclass
from enum import Enum, auto

from onrecord.lexicon.answers import AnswerWords

_REFERENCE_WORDS = 9  # how far into a content the noun that points back may stand
_POINTER_WORDS = 3  # how far before that noun the word that points may stand
STOPS = frozenset(".;:!?")
BREAKS = STOPS | {","}
BE = frozenset(("is", "are", "was", "were", "be", "been", "'s", "'re", "am", "has", "have", "had"))
TOPIC = frozenset(("that", "of", "about", "over", "on", "regarding", "to", "for", "as"))
QUESTIONS = frozenset(("if", "whether", "unless"))
PREPOSITIONS = frozenset(
    ("of", "in", "into", "on", "about", "against", "for", "to", "with", "at", "over", "from")
)
_DEMONSTRATIVES = frozenset(("this", "that", "these", "those", "such"))
_BY = frozenset(("by", "from", "made"))
_SUBJECTS = frozenset(("he", "she", "they", "we", "i", "you", "there"))
_QUANTITIES = frozenset(
    ("some", "all", "any", "most", "many", "none", "both", "each", "one", "much", "part", "half")
)
_CLAUSE = BREAKS | QUESTIONS | _SUBJECTS


class Pointing(Enum):
    """How a statement points at the one it answers."""

    NAMED = auto()  # by whose it is: "Vesk's accusations", "agreed with Orlo"
    POINTED = auto()  # by a word that points back: "this claim", "that is a lie"
    LIKE = auto()  # by what it says: "denied that it had closed the port"


@dataclass(frozen=True, slots=True)
class Reference:
    """The words at the start of a content that point at another statement.

    Attributes:
        pointing: How they point.
        end: How many words they are.
        whose: The words among them that name whose the statement is.
        is_plural: They point at several.
        is_close: A demonstrative points.
        maybe_whose: Words that name whose it is if they are a name.
    """

    pointing: Pointing
    end: int
    whose: str = ""
    is_plural: bool = False
    is_close: bool = False
    maybe_whose: str = ""


def find_reference(tokens: list[str], words: AnswerWords) -> Reference | None:
    """What the first words of a content point at; None when they do not point."""
    return _noun(tokens, words) or _bare(tokens, words)


def _noun(tokens: list[str], words: AnswerWords) -> Reference | None:
    """Find "this claim", "Vesk's accusations", "the reports"; not "claims were made that"."""
    for at, token in enumerate(tokens[:_REFERENCE_WORDS]):
        if token in _CLAUSE or (token in BE and token != "'s"):
            return None
        if at and token in PREPOSITIONS and tokens[at - 1] not in _QUANTITIES:
            return None  # the noun is not what the content is: "sitting on the complaints"
        if token not in words.assertion or not at:
            continue
        before = tokens[:at]
        near = before[-_POINTER_WORDS:]
        pointers = words.pointing.intersection(near)
        if not pointers and "the" not in near and "'s" not in before:
            return None
        if token in words.weak and at + 1 < len(tokens) and not _is_pointed(before, pointers):
            return None
        whose = _whose(tokens, at)
        maybe = "" if whose or "the" not in before else " ".join(before[before.index("the") + 1 :])
        is_close = not whose and not _DEMONSTRATIVES.isdisjoint(before)
        pointing = Pointing.NAMED if whose else Pointing.POINTED
        return Reference(pointing, at + 1, whose, token.endswith("s"), is_close, maybe)
    return None


def _is_pointed(before: list[str], pointers: frozenset[str]) -> bool:
    return "'s" in before or not pointers.isdisjoint(_DEMONSTRATIVES - {"such"})


def _whose(tokens: list[str], at: int) -> str:
    """The words that name whose the noun is: before a possessive, or after "by"."""
    before = tokens[:at]
    if "'s" in before:
        return " ".join(before[: len(before) - before[::-1].index("'s") - 1])
    owner = next((t for t in before if t.endswith("s'") or t.endswith("'")), None)
    if owner is not None:
        return " ".join(before[: before.index(owner) + 1]).replace("'", "")
    for offset, token in enumerate(tokens[at + 1 : at + 4]):
        if token in _BY:
            start = at + 2 + offset
            ends = (i for i in range(start, len(tokens)) if tokens[i] in BREAKS | TOPIC)
            return " ".join(tokens[start : next(ends, min(len(tokens), start + 6))])
    return ""


def _bare(tokens: list[str], words: AnswerWords) -> Reference | None:
    """Find "that", "it", "none of this" at the start."""
    found = words.bare.match(" ".join(tokens))
    if found is None:
        return None
    known = found.group().split()
    return Reference(Pointing.POINTED, len(known), is_close=True)
