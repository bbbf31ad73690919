"""The phrases of ``lexicon/excluded.toml`` as regular expressions that cannot run away.

A phrase is matched against one line of at most ``MAX_LINE_CHARS`` characters whose runs of white
space are single spaces. Its ``*`` may stand once inside it and once at its end, and the forms
below give a word no second way to match, so the work is bounded by the line's length.
"""

import re
from collections.abc import Mapping, Sequence

MAX_LINE_CHARS = 300

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-Ž]"
_LINK_WORDS = (
    "additional|al|and|at|by|bureau|contributors|correspondent|correspondents|courtesy|credit|de|"
    "del|di|edited|editing|editor|files|for|from|graphics|illustration|in|of|on|photo|photos|reporter|"
    "reporters|reporting|staff|the|van|via|von|with|writer|writers|writing"
)
_NAME_WORD = rf"{_CAPITAL}[\w.'’&-]*"
# Atomic, and each word ends at a space: a run of names can be read in one way only.
_CREDIT_WORD = rf"(?:{_CAPITAL}\S*|(?:{_LINK_WORDS})[,;:]?|[&/—–-]|{{agencies}})"
_FORMS = {
    "Name": rf"(?-i:{_NAME_WORD}(?: (?:{_NAME_WORD}|of|the|and|de|van|von|al|for)){{0,7}}(?!\w))",
    "Credits": rf"(?-i:(?>(?:{_CREDIT_WORD}(?: |\Z))+))",
    "Contact": r"(?:\S{1,80}@\S{2,80}|@\w{2,40}|https?://\S{3,200}|www\.\S{3,80})",
    "Number": r"\d{1,3}",
    "Year": r"(?:19|20)\d\d",
}
_TOKEN = re.compile(r"[()\[\]|*]|\{\w+\}|\s+|[^\s()\[\]|*{}]+")
_END = r"[ .:!?…>»→]*"


def compile_phrases(phrases: Sequence[str], sets: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """One pattern that matches, as a whole, any line that one of the phrases matches.

    Raises:
        KeyError: A phrase names a set that there is not.

    >>> found = compile_phrases(["follow us [on {platform}]"], {"platform": ["Chirp", "Wall"]})
    >>> [bool(found.fullmatch(line)) for line in ("Follow us on Chirp!", "Follow us on foot")]
    [True, False]
    """
    return re.compile(f"(?:{phrase_source(phrases, sets)}){_END}", re.IGNORECASE | re.DOTALL)


def phrase_source(phrases: Sequence[str], sets: Mapping[str, Sequence[str]]) -> str:
    """The regular expression of the phrases, without the punctuation that may follow."""
    return "|".join(_source(phrase, sets) for phrase in phrases)


def _source(phrase: str, sets: Mapping[str, Sequence[str]]) -> str:
    return "".join(_part(token, sets) for token in _TOKEN.findall(phrase))


def _part(token: str, sets: Mapping[str, Sequence[str]]) -> str:
    if token.isspace():
        return " ?"
    if token.startswith("{"):
        return _named(token[1:-1], sets)
    fixed = {"(": "(?:", "[": "(?:", ")": ")", "]": ")?", "|": "|", "*": ".+?"}
    return fixed[token] if token in fixed else _literal(token)


def _named(name: str, sets: Mapping[str, Sequence[str]]) -> str:
    if name in _FORMS:
        lower = "|".join(map(re.escape, (a for a in sets.get("Agency", ()) if a[0].islower())))
        return _FORMS[name].replace("{agencies}", lower or r"(?!)")
    longest_first = sorted(sets[name], key=len, reverse=True)
    # The borders stand once for all words that have the same: half the time to compile.
    borders = sorted({_borders(word) for word in longest_first})
    words = "|".join(
        before
        + "(?:"
        + "|".join(_marks(w) for w in longest_first if _borders(w) == (before, after))
        + ")"
        + after
        for before, after in borders
    )
    return f"(?-i:{words})" if name[0].isupper() else f"(?:{words})"


def _literal(word: str) -> str:
    """The word itself, not within a longer one; marks that are typed in several ways are one."""
    before, after = _borders(word)
    return before + _marks(word) + after


def _marks(word: str) -> str:
    return re.escape(word).replace("'", "['’]").replace(r"\-", "[-‐‑–—]")


def _borders(word: str) -> tuple[str, str]:
    before = r"(?<!\w)" if word[0].isalnum() else ""
    after = r"(?!\w)" if word[-1].isalnum() else ""
    return before, after
