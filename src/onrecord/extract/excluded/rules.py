"""The rules of ``lexicon/excluded.toml``, loaded once."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.extract.excluded.phrases import compile_phrases, phrase_source
from onrecord.lexicon.texts import lexicon_text
from onrecord.types import Why

_Patterns = dict[Why, re.Pattern[str]]
_SEPARATOR = r"(?P<mark> ?(?:[:|►▶→»]|>+| [-–—])+| )"


@dataclass(frozen=True, slots=True)
class Rules:
    """Compiled patterns; each is matched against a whole line.

    Attributes:
        lines: Per reason, what a line of its own or the end of a paragraph says.
        alone: Per reason, what only a line of its own says.
        labels: Per reason, a label and what it labels (groups ``label``, ``mark``, ``rest``).
        weak_label: The same for words that open ordinary sentences too.
        heading: What heads a block of teasers.
        weak_heading: The same for words that are ordinary subheadings too.
    """

    lines: _Patterns
    alone: _Patterns
    labels: _Patterns
    weak_label: re.Pattern[str]
    heading: re.Pattern[str]
    weak_heading: re.Pattern[str]


@cache
def load_rules() -> Rules:
    """The rules that come with the package."""
    return make_rules(tomllib.loads(lexicon_text("excluded.toml")))


def make_rules(data: dict[str, Any]) -> Rules:
    """Rules from the data of a file such as ``lexicon/excluded.toml``."""
    sets = data["sets"]
    reasons = [why for why in Why if why.value in data]
    teaser = data[Why.TEASER.value]

    def compiled(kind: str, make: Callable[[list[str]], re.Pattern[str]]) -> _Patterns:
        return {why: make(data[why.value][kind]) for why in reasons if kind in data[why.value]}

    def whole(phrases: list[str]) -> re.Pattern[str]:
        return compile_phrases(phrases, sets)

    def label(phrases: list[str]) -> re.Pattern[str]:
        source = f"(?P<label>{phrase_source(phrases, sets)}){_SEPARATOR} ?(?P<rest>.+)"
        return re.compile(source, re.IGNORECASE | re.DOTALL)

    return Rules(
        lines=compiled("line", whole),
        alone=compiled("alone", whole),
        labels=compiled("label", label),
        weak_label=label(teaser["weak_label"]),
        heading=whole(teaser["heading"]),
        weak_heading=whole(teaser["weak_heading"]),
    )
