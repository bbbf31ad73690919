"""Reads the lexicon's files, once."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from onrecord.errors import LexiconError
from onrecord.lexicon.index import Index, Row, build_index
from onrecord.lexicon.inflection import Irregular
from onrecord.lexicon.tables import Line, WordClasses, cue_of, polarity_of, rows

CUES = "cues.tsv"
POLARITY = "polarity.tsv"
IRREGULAR = "irregular.tsv"
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
    texts = {
        entry.name: entry.read_text(encoding="utf-8")
        for entry in files("onrecord.lexicon").iterdir()
        if entry.name.endswith((".tsv", ".toml"))
    }
    return parse_lexicon(texts)


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
    index = build_index(_lines(texts), _irregular(texts[IRREGULAR]))
    rests = [(first, rest) for first, known in index.items() for rest, _ in known]
    return Lexicon(
        version=_version(texts),
        index=index,
        vocabulary=frozenset(word for first, rest in rests for word in (first, *rest)),
        classes=_classes(texts[CLASSES]),
    )


def _lines(texts: Mapping[str, str]) -> Iterator[tuple[Line, Row]]:
    for line in rows(CUES, texts[CUES], least=4, most=5):
        yield line, cue_of(line)
    for line in rows(POLARITY, texts[POLARITY], least=3, most=4):
        yield line, polarity_of(line)


def _irregular(text: str) -> Irregular:
    found: dict[str, tuple[str, ...]] = {}
    for line in rows(IRREGULAR, text, least=2, most=2):
        lemma, forms = line.cells
        if lemma in found:
            raise line.error(f"{lemma!r} stands in the file already; drop one")
        found[lemma] = tuple(forms.split())
    return found


def _classes(text: str) -> WordClasses:
    found: dict[str, set[str]] = {field.name: set() for field in fields(WordClasses)}
    for line in rows(CLASSES, text, least=2, most=2):
        name, words = line.cells
        if name not in found:
            raise line.error(f"{name!r} is no word class; use one of {', '.join(found)}")
        found[name].update(words.split())
    for name, known in found.items():
        if not known:
            raise LexiconError(f"{CLASSES}: no line gives words of the class {name!r}; add one")
    return WordClasses(**{name: frozenset(known) for name, known in found.items()})


def _version(texts: Mapping[str, str]) -> str:
    release = _RELEASE.search(texts[CUES])
    if release is None:
        raise LexiconError(f"{CUES}: no line '# version: …' says which release it is; add one")
    digest = hashlib.sha256()
    for name in sorted(texts):
        digest.update(f"{name}\n{texts[name]}\n".encode())
    return f"cues-{release[1]}+{digest.hexdigest()[:8]}"
