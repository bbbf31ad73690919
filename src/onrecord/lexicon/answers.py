"""The words by which one statement answers another: ``answers.tsv``, read once."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.lexicon.inflection import verb_forms
from onrecord.lexicon.load import load_lexicon
from onrecord.lexicon.tables import Line, rows_by_class
from onrecord.lexicon.texts import lexicon_text
from onrecord.lexicon.verbs import load_irregular

ANSWERS = "answers.tsv"

_VERBS = ("denying", "confirming", "retracting")
_PHRASES = (*_VERBS, "untrue", "true", "void", "same", "bare")
_WORDS = ("assertion", "charge", "pointing", "weak", "astray")
_BLANKS = ("empty", "like")


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """The classes of ``answers.tsv``; the file says what each is for.

    The patterns match lower-case words with one blank between them, as ``plain_words`` joined.

    Attributes:
        alike: The word that stands for each word of a ``like`` line.
    """

    denying: re.Pattern[str]
    confirming: re.Pattern[str]
    retracting: re.Pattern[str]
    untrue: re.Pattern[str]
    true: re.Pattern[str]
    void: re.Pattern[str]
    same: re.Pattern[str]
    bare: re.Pattern[str]
    assertion: frozenset[str]
    charge: frozenset[str]
    pointing: frozenset[str]
    weak: frozenset[str]
    astray: frozenset[str]
    empty: frozenset[str]
    alike: Mapping[str, str]


@cache
def load_answers() -> AnswerWords:
    """The words that come with the package, read once.

    Raises:
        LexiconError: A line of the file cannot be read; the message names it.
    """
    return parse_answers(lexicon_text(ANSWERS))


def parse_answers(text: str) -> AnswerWords:
    """The words that the text of an ``answers.tsv`` gives.

    Raises:
        LexiconError: A line cannot be read, or a class has none.
    """
    found = rows_by_class(ANSWERS, text, (*_PHRASES, *_WORDS, *_BLANKS))
    phrases = {name: _split(found[name]) for name in (*_PHRASES, *_WORDS)}

    def any_of(name: str) -> re.Pattern[str]:
        return _pattern(_bent(phrases[name]) if name in _VERBS else phrases[name])

    def words(name: str) -> frozenset[str]:
        return frozenset(phrases[name])

    return AnswerWords(
        denying=any_of("denying"),
        confirming=any_of("confirming"),
        retracting=any_of("retracting"),
        untrue=any_of("untrue"),
        true=any_of("true"),
        void=any_of("void"),
        same=any_of("same"),
        bare=any_of("bare"),
        assertion=words("assertion") | load_lexicon().classes.asserted,
        charge=words("charge"),
        pointing=words("pointing"),
        weak=words("weak"),
        astray=words("astray"),
        empty=frozenset(word for line in found["empty"] for word in line.cells[1].split()),
        alike=_alike(found["like"]),
    )


def _split(lines: Iterable[Line]) -> list[str]:
    return [phrase.strip() for line in lines for phrase in line.cells[1].split(",")]


def _bent(phrases: Iterable[str]) -> list[str]:
    """Phrases that start with a verb, in all its forms."""
    return [
        f"{form} {rest}".strip()
        for verb, _, rest in (phrase.partition(" ") for phrase in phrases)
        for form in sorted(verb_forms(verb, load_irregular()))
    ]


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Any of the phrases, the longest first, between blanks."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    known = "|".join(re.escape(phrase).replace(r"\*", r"[\w-]*") for phrase in ordered)
    return re.compile(rf"(?<!\S)(?:{known})(?!\S)")


def _alike(lines: Iterable[Line]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        words = line.cells[1].split()
        for word in words:
            # The first line that has a word decides.
            found.setdefault(word, f"={words[0]}")
    return found
