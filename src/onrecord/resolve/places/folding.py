"""A place name as the gazetteer's keys have it, and the ways to look it up."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Letters that have no decomposition into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"}
)
_DROPPED = re.compile(r"['’‘ʻʼʿʾ`´.]")
_APART = re.compile(r"[\W_]+")
_ABBREVIATED = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}

_POSSESSIVE = re.compile(r"(?:['’]s?|['’]S)$")
_ARTICLE = re.compile(r"^(?:the|The|THE)\s+(?=\S)")
_PART = re.compile(
    r"^(?:(?:north|south|east|west)(?:-?(?:east|west|central))?(?:ern)?|central|upper|lower|inner"
    r"|outer|mid|down-?town|greater|metro(?:politan)?|sub-saharan|rural|mainland|coastal)[\s-]+",
    re.IGNORECASE,
)
_OF = re.compile(
    r"^(?:city|town|township|village|county|state|province|republic|island|municipality|borough"
    r"|kingdom|commonwealth|port|district|region|territory)\s+of\s+(?:the\s+)?",
    re.IGNORECASE,
)
_SORT = re.compile(
    r"\s+(?:township|city|town|village|county|parish|province|state|region|district|borough"
    r"|governorate|prefecture|territory|municipality|island|islands|peninsula|area|valley"
    r"|(?:international\s+)?airport|twp\.?|co\.?)$",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 14)
def fold_name(name: str) -> str:
    """The key of a name: without case, marks, apostrophes and dots, with plain single spaces.

    >>> fold_name("Saint-Étienne"), fold_name("W. Va."), fold_name("Łódź")
    ('st etienne', 'w va', 'lodz')
    """
    plain = _DROPPED.sub("", name).casefold().translate(_LETTERS)
    if not plain.isascii():
        split = unicodedata.normalize("NFKD", plain)
        plain = "".join(mark for mark in split if not unicodedata.combining(mark))
        # Taking marks off, or a letter out of its ornament, can leave one of the letters.
        plain = plain.casefold().translate(_LETTERS)
    words = _APART.sub(" ", plain).split()
    return " ".join(_ABBREVIATED.get(word, word) for word in words)


def trim_name(name: str) -> str:
    """A name as it stands in a text, without article and possessive.

    >>> trim_name("the Hague's"), trim_name("Iowa’s")
    ('Hague', 'Iowa')
    """
    return _POSSESSIVE.sub("", _ARTICLE.sub("", name.strip(' \t\n,;:()[]"“”'))).strip()


@lru_cache(maxsize=1 << 14)
def keys_of(name: str) -> tuple[str, ...]:
    """The keys to try for a name as it stands in a text, the closest first.

    >>> keys_of("the northern city of Tolva")
    ('the northern city of tolva', 'northern city of tolva', 'city of tolva', 'tolva')
    """
    return tuple(dict.fromkeys(key for form in _forms(name) if (key := fold_name(form))))


def _forms(name: str) -> Iterator[str]:
    yield name.strip()
    trimmed = trim_name(name)
    yield trimmed
    if "," in trimmed:
        trimmed = trimmed.partition(",")[0]
        yield trimmed
    for cut in (_PART, _OF, _SORT):
        shorter = cut.sub("", trimmed)
        if shorter and shorter != trimmed:
            trimmed = shorter
            yield trimmed
    if trimmed.endswith("s") and len(trimmed) > 4:
        yield trimmed[:-1]
