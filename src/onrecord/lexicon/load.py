"""Reads the lexicon's files, once."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache

from onrecord.errors import LexiconError
from onrecord.lexicon.index import Index, Row, build_index
from onrecord.lexicon.tables import (
    Line,
    WordClasses,
    cue_of,
    polarity_of,
    rows,
    words_by_class,
)
from onrecord.lexicon.texts import lexicon_texts
from onrecord.lexicon.verbs import IRREGULAR, parse_irregular

CUES = "cues.tsv"
POLARITY = "polarity.tsv"
CLASSES = "word-classes.tsv"

_RELEASE = re.compile(r"^# version: (\S+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that the files say, ready for looking up.

    Attributes:
        version: The release and a hash of the files, ``cues-2026.1+ab12cd34``.
        index: By first word, what may follow it and the rows that then hold, the longest first.
        vocabulary: Every word that is part of some row.
        classes: The sets of ``word-classes.tsv``.
    """

    version: str
    index: Index
    vocabulary: frozenset[str]
    classes: WordClasses


@cache
def load_lexicon() -> Lexicon:
    """The lexicon that comes with the package, read once.

    Raises:
        LexiconError: A line of a file cannot be read; the message names both.
    """
    return parse_lexicon(lexicon_texts())


def lexicon_version() -> str:
    """Release and content hash of the lexicon's files: a word more is another version."""
    return load_lexicon().version


def parse_lexicon(texts: Mapping[str, str]) -> Lexicon:
    """The lexicon that the texts of its files say, by file name.

    Raises:
        LexiconError: A file is missing, or a line of one cannot be read.
    """
    for file in (CUES, POLARITY, IRREGULAR, CLASSES):
        if file not in texts:
            raise LexiconError(f"{file}: the file is missing; install onrecord again")
    index = build_index(_lines(texts), parse_irregular(texts[IRREGULAR]))
    names = [field.name for field in fields(WordClasses)]
    classes = words_by_class(CLASSES, texts[CLASSES], names, what="word class")
    rests = [(first, rest) for first, known in index.items() for rest, _ in known]
    return Lexicon(
        version=_version(texts),
        index=index,
        vocabulary=frozenset(word for first, rest in rests for word in (first, *rest)),
        classes=WordClasses(**classes),
    )


def _lines(texts: Mapping[str, str]) -> Iterator[tuple[Line, Row]]:
    for line in rows(CUES, texts[CUES], least=4, most=5):
        yield line, cue_of(line)
    for line in rows(POLARITY, texts[POLARITY], least=3, most=4):
        yield line, polarity_of(line)


def _version(texts: Mapping[str, str]) -> str:
    release = _RELEASE.search(texts[CUES])
    if release is None:
        raise LexiconError(f"{CUES}: no line '# version: …' says which release it is; add one")
    digest = hashlib.sha256()
    for name in sorted(texts):
        digest.update(f"{name}\n{texts[name]}\n".encode())
    return f"cues-{release[1]}+{digest.hexdigest()[:8]}"
