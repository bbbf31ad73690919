"""The lexicon's files as texts: each is read from the package once, whoever asks for it."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from onrecord.errors import LexiconError


@cache
def lexicon_texts() -> Mapping[str, str]:
    """The texts of all files of the lexicon by file name."""
    return {
        entry.name: entry.read_text(encoding="utf-8")
        for entry in files("onrecord.lexicon").iterdir()
        if entry.name.endswith((".tsv", ".toml"))
    }


def lexicon_text(file: str) -> str:
    """The text of one file.

    Raises:
        LexiconError: There is no such file.
    """
    if file not in lexicon_texts():
        raise LexiconError(f"{file}: the file is missing; install onrecord again")
    return lexicon_texts()[file]
