"""The words of a cue as the lexicon writes them: lower case, straight, contractions undone."""

import re

_WORD = re.compile(
    r"""
      \w+(?:[-']\w+)*             # so-called, didn't
    | '(?:s|d|re|ve|ll|m)\b       # a clitic that its word was cut from
    | [.,;:!?()"\u201c\u201d\u2026\u2013-\u2015]|--?
    """,
    re.VERBOSE,
)
_STRAIGHT = str.maketrans({"\u2019": "'", "\u2010": "-", "\u2011": "-"})
_CONTRACTED = {
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "ain't": ("is", "not"),
}
# "'s" and "'d" stay as they are: is, has or a possessive; had or would.
_CLITICS = {"re": "are", "ve": "have", "ll": "will", "m": "am", "s": "'s", "d": "'d"}


def plain_words(text: str) -> list[str]:
    """Split into lower-case words and punctuation marks.

    >>> plain_words("It hasn’t RULED out: he's")
    ['it', 'has', 'not', 'ruled', 'out', ':', 'he', "'s"]
    """
    lower = text.lower()
    if not lower.isascii():
        lower = lower.translate(_STRAIGHT)
    words: list[str] = _WORD.findall(lower)
    if "'" not in lower and "cannot" not in lower:
        return words
    return [part for word in words for part in _undone(word)]


def _undone(word: str) -> tuple[str, ...]:
    if word in _CONTRACTED:
        return _CONTRACTED[word]
    if "'" not in word:
        return (word,)
    if word.endswith("n't"):
        return word[:-3], "not"
    head, _, tail = word.rpartition("'")
    if tail not in _CLITICS:
        return (word,)
    return (head, _CLITICS[tail]) if head else (_CLITICS[tail],)
