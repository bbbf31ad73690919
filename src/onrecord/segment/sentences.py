"""Sentence starts, good enough to cut a long paragraph where a reader would pause."""

from collections.abc import Sequence

from onrecord.segment.words import Word

_ENDS = frozenset({".", "!", "?", "…", "..."})
_CLOSERS = frozenset({'"', "”", "’", "'", "''", ")", "]", "»"})
_SHORT = (
    "mr mrs ms dr prof rev hon sen rep gov gen col lt capt sgt maj adm cmdr supt pres jr sr st "
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun no vs etc inc "
    "co corp ltd dept univ approx art fig vol ed eds al"
)
_ABBREVIATIONS = frozenset(_SHORT.split())


def sentence_starts(words: Sequence[Word]) -> list[int]:
    """Indices of the words that begin a sentence, the first word included.

    >>> from onrecord.segment.words import find_words
    >>> sentence_starts(find_words("Dr. Ode left. “Fine.” He slept."))
    [0, 5, 9]
    """
    if not words:
        return []
    starts = [0]
    for end in [at for at, word in enumerate(words) if word.text in _ENDS]:
        if _is_abbreviation(words, end):
            continue
        after = end + 1
        while after < len(words) and words[after].text in _CLOSERS and _glued(words, after):
            after += 1
        if after < len(words) and not _glued(words, after) and _can_begin(words[after].text):
            starts.append(after)
    return starts


def _glued(words: Sequence[Word], at: int) -> bool:
    return words[at].start == words[at - 1].end


def _is_abbreviation(words: Sequence[Word], at: int) -> bool:
    if words[at].text != "." or at == 0 or not _glued(words, at):
        return False
    before = words[at - 1].text
    return before.lower() in _ABBREVIATIONS or (len(before) == 1 and before.isupper())


def _can_begin(text: str) -> bool:
    return not text[0].islower()
