"""Patterns over kinds of tokens, written as regular expressions whose letters are kinds."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from onrecord.resolve.times.calendar import Published
from onrecord.resolve.times.tokens import Token
from onrecord.types import TimeType

# Each kind is one character of Unicode's private use area, so that ``re`` can match kinds.
_FIRST = 0xE000
_CODES: dict[str, str] = {}
_NAME = re.compile(r"[a-z]+(?:-[a-z]+)*")


def code(kind: str) -> str:
    """The character that stands for a kind."""
    found = _CODES.get(kind)
    if found is None:
        found = _CODES[kind] = chr(_FIRST + len(_CODES))
    return found


def encode(tokens: Iterable[Token]) -> str:
    """One character for each token."""
    return "".join([code(token.kind) for token in tokens])


class Reading(NamedTuple):
    """What an expression says: TIMEX3 type and value, and the reading it counts from.

    ``is_rough`` says that the words make the date approximate, ``is_back`` that the period is
    only told to compare with ("a year earlier"), so that nothing is counted from it.
    """

    type: TimeType
    value: str | None
    anchor: "Found | None" = None
    is_rough: bool = False
    is_back: bool = False


class Found(NamedTuple):
    """An expression that a rule found: offsets into the text, its reading, the rule's name."""

    start: int
    end: int
    reading: Reading
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read against.

    Attributes:
        published: The date of publication.
        tokens: All of the report's.
        earlier: The expressions before this one, in order.
    """

    published: Published
    tokens: Sequence[Token]
    earlier: list[Found]


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens ``first`` to ``end`` (half-open), which a pattern fits."""

    tokens: Sequence[Token]
    first: int
    end: int

    def get(self, *kinds: str) -> Token | None:
        """The first token of one of these kinds."""
        for token in self.tokens[self.first : self.end]:
            if token.kind in kinds:
                return token
        return None

    def has(self, *kinds: str) -> bool:
        """Whether there is a token of one of these kinds."""
        return self.get(*kinds) is not None

    def all(self, *kinds: str) -> list[Token]:
        """The tokens of these kinds."""
        return [token for token in self.tokens[self.first : self.end] if token.kind in kinds]

    def number(self, *kinds: str) -> int | None:
        """What the first token of these kinds is worth, as a whole number."""
        token = self.get(*kinds)
        return int(float(token.value)) if token else None

    @property
    def before(self) -> Token | None:
        """The token before; None at the start of a section."""
        if self.first == 0 or self.tokens[self.first - 1].kind == "end":
            return None
        return self.tokens[self.first - 1]

    @property
    def after(self) -> Token:
        """The token after; of kind "end" at the end of a section."""
        return self.tokens[self.end]

    def without(self, head: int) -> Self:
        """The same without its first tokens."""
        return type(self)(self.tokens, self.first + head, self.end)


Handler = Callable[[Match, Context], Reading | None]


class Rule(NamedTuple):
    """A pattern, and what reads the tokens that it fits; None from that means no expression."""

    name: str
    pattern: re.Pattern[str]
    read: Handler


def rule(name: str, pattern: str, read: Handler) -> Rule:
    """Compile a rule. In the pattern, names are kinds of tokens; blanks mean nothing.

    >>> found = rule("x", "the? month day", lambda match, context: None)
    >>> bool(found.pattern.fullmatch(code("month") + code("day")))
    True
    """
    codes = _NAME.sub(lambda match: code(match.group()), pattern)
    return Rule(name, re.compile(re.sub(r"\s+", "", codes)), read)
