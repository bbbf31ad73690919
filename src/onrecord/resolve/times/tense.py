"""Whether the clause around a time tells of the past or of what is to come."""

from collections.abc import Sequence
from functools import cache

from onrecord.resolve.times.tokens import Token, load_words

# How far to look, in tokens: tuned on four fifths of TimeBank and AQUAINT.
_LEFT = 14
_RIGHT = 10
_INFINITIVE = 6
_STOPS = frozenset(";:")
_AUXILIARY = frozenset({"was", "were", "had", "did", "been", "has", "have", "since"})
_BE = frozenset({"be", "is", "are", "being"})
# "Would not comment on Monday" and "could not be reached on Monday" tell what was.
_REFUSING = frozenset({"would", "could"})


@cache
def _signs() -> dict[str, str]:
    return load_words()["tense"]


def tense_around(tokens: Sequence[Token], first: int, end: int) -> str | None:
    """``past``, ``future`` or ``present``, by the nearest sign: to the left, else to the right.

    Args:
        tokens: Of the report.
        first: Index of the expression's first token.
        end: Index after its last.
    """
    if first and tokens[first - 1].kind == "as":
        return "future"  # "as soon as Monday"
    is_possessive = tokens[end].kind == "poss"  # "Monday's ruling" tells its own time
    for at in range(first - 1, max(first - _LEFT, 0) - 1, -1):
        if _is_border(tokens, at):
            break
        found = _sign(tokens, at, first)
        if found and not (is_possessive and found == "future"):
            return found
    for at in range(end, min(end + _RIGHT, len(tokens))):
        if _is_border(tokens, at):
            break
        found = _sign(tokens, at, at)
        if found:
            return found
    return None


def _is_border(tokens: Sequence[Token], at: int) -> bool:
    kind = tokens[at].kind
    if kind == "end" or tokens[at].text in _STOPS:
        return True
    return kind == "stop" and at + 1 < len(tokens) and not tokens[at + 1].text[:1].islower()


def _sign(tokens: Sequence[Token], at: int, first: int) -> str | None:
    word = tokens[at].text.lower()
    if _is_refusal(tokens, at):
        return "past"
    sign = None if tokens[at].text == "May" else _signs().get(word)
    if sign is None and len(word) > 3 and word.endswith("ed") and tokens[at].text.islower():
        sign = "past"
    if sign == "past" and word not in _AUXILIARY and at:
        before = tokens[at - 1].text.lower()
        if before in _BE:
            if _is_refusal(tokens, at - 3):
                return "past"
            return "future" if before == "be" else "present"
    if (
        sign is None
        and word == "to"
        and 0 < first - at <= _INFINITIVE
        and _is_verb_like(tokens, at)
    ):
        sign = "future"
    return sign


def _is_refusal(tokens: Sequence[Token], at: int) -> bool:
    """Whether "would not" or "could not" stands here."""
    if at < 0 or at + 1 >= len(tokens):
        return False
    return tokens[at].text.lower() in _REFUSING and tokens[at + 1].text.lower() == "not"


def _is_verb_like(tokens: Sequence[Token], at: int) -> bool:
    """Whether "to" opens an infinitive here rather than a place or person."""
    after = tokens[at + 1]
    return after.kind == "other" and after.text.islower() and not after.text.endswith("s")
