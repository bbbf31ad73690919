"""Headlines: what a line looks like that announces another report."""

import re

_MAX_CHARS = 160
_MAX_WORDS = 25
_CLOSERS = "\"'”’»)] "
_SENTENCE_BREAK = re.compile(r"(?<=[a-z0-9)\"”’'])\. +(?=[A-Z\"“‘'])")
_BULLET = re.compile(r"[•▪●◦■►▶→»›>*·–—-]+ *")
_SAYING = (
    "said|says|told|tells|added|adds|wrote|writes|asked|asks|insisted|replied|warned|warns|argued|"
    "argues|explained|stated|noted|tweeted|recalled|continued|declared|announced|urged|urges|found|"
    "claimed|claims|joked|testified|read|reads"
)
_TOLD = re.compile(
    rf",[\"'”’»]? (?:\S+ ){{0,6}}(?:{_SAYING})\b[^,]{{0,80}}\.[\"'”’»]?$", re.IGNORECASE
)


def without_bullet(line: str) -> str:
    """The line without the mark of a list item.

    >>> without_bullet("• Vesk reopens its port")
    'Vesk reopens its port'
    """
    return line[_match_end(line) :]


def has_bullet(line: str) -> bool:
    """Whether the line begins with the mark of a list item."""
    return _match_end(line) > 0


def is_told(line: str) -> bool:
    """Whether a line is a sentence that ends by saying who said it.

    >>> is_told("Read more than he wrote, she said.")
    True
    """
    return _TOLD.search(line) is not None


def is_one_sentence(line: str) -> bool:
    """Whether no full stop parts the line."""
    return _SENTENCE_BREAK.search(line) is None


def is_headline(line: str, *, min_words: int) -> bool:
    """Whether a line could be a headline: short, one sentence, no final stop, comma or colon.

    >>> is_headline("‘No way back’ – Vesk’s minister on the border: five questions", min_words=3)
    True
    >>> is_headline("The minister left Vesk on Monday.", min_words=3)
    False
    """
    bare = without_bullet(line)
    if len(bare) > _MAX_CHARS or not min_words <= len(bare.split()) <= _MAX_WORDS:
        return False
    end = bare.rstrip(_CLOSERS)
    if not end or (end[-1] in ".,;:" and not end.endswith("...")):
        return False
    first = bare.lstrip("\"'“‘«([")[:1]
    return (first.isupper() or first.isdigit()) and is_one_sentence(bare)


def _match_end(line: str) -> int:
    match = _BULLET.match(line)
    return match.end() if match else 0
