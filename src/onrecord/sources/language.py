"""Which language a text is in: onrecord reads English, and says so rather than misreading."""

import json
import re
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

_WORD = re.compile(r"[^\W\d_]+")
# Frequent words that hardly occur in other languages ("in", "a", "is", "was" do).
_ENGLISH_WORDS = frozenset(
    {"the", "and", "of", "that", "with", "from", "this", "which", "would", "their", "they"}
    | {"were", "been"}
)
# Of 840 PolNeAR training articles the poorest has 3.8 % of these words; of 68 news pages in
# other languages (fundus' test pages) the richest has 0.9 %.
_MIN_ENGLISH_SHARE = 0.03
_MIN_LETTERS = 200
_PIECE_CHARS = 2000
_MIN_PIECE_LETTERS = 100
# A list of names gets 0.2 at most, a paragraph of news 0.9 and more, close kin (Malay and
# Indonesian, Danish and Norwegian) sometimes less.
_MIN_PROBABILITY = 0.6

# "zxx" stands for no language at all: figures, code.
_NOT_FOREIGN = frozenset({"en", "zxx"})


class Language(NamedTuple):
    """A language: its BCP 47 tag, and its name in English."""

    tag: str
    name: str


def foreign_language(text: str) -> Language | None:
    """The language of a text that is clearly not English, else None.

    Short texts, mixed ones and those that could be anything (tables, lists of names) give None.

    >>> foreign_language("Der Minister sagte am Montag, er wisse von nichts. " * 8)
    Language(tag='de', name='German')
    >>> foreign_language("The minister said on Monday that he knew of nothing. " * 8) is None
    True
    """
    pieces = _pieces(text)
    if sum(map(_letters, pieces)) < _MIN_LETTERS:
        return None
    pieces = [piece for piece in pieces if _letters(piece) >= _MIN_PIECE_LETTERS]
    if any(_has_english(piece) for piece in pieces):
        return None
    guesses = [_guess(piece) for piece in pieces]
    if None in guesses:
        return None
    tag = Counter(guesses).most_common(1)[0][0] or ""
    return Language(tag, _names().get(tag, f"the language with the code {tag!r}"))


def _pieces(text: str) -> list[str]:
    """The whole of a short text; of a longer one its start, middle and end."""
    if len(text) <= 3 * _PIECE_CHARS:
        return [text]
    middle = (len(text) - _PIECE_CHARS) // 2
    return [text[start:][:_PIECE_CHARS] for start in (0, middle, len(text) - _PIECE_CHARS)]


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _has_english(text: str) -> bool:
    words = _WORD.findall(text.casefold())
    share = sum(word in _ENGLISH_WORDS for word in words) / max(1, len(words))
    return share >= _MIN_ENGLISH_SHARE


def _guess(text: str) -> str | None:
    code, probability = _identifier().classify(text)
    if code in _NOT_FOREIGN or probability < _MIN_PROBABILITY:
        return None
    return str(code)


@cache
def _names() -> dict[str, str]:
    text = files("onrecord.sources").joinpath("languages.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


@cache
def _identifier() -> Any:
    # Only here, because its model takes half a second to load and English texts never need it.
    from py3langid.langid import (  # type: ignore[import-untyped]
        MODEL_FILE,
        LanguageIdentifier,
    )

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
