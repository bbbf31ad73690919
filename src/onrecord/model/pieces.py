"""Word pieces: the encoder's own alphabet, kept in step with our words."""

import string
import unicodedata
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import numpy as np

from onrecord.errors import ModelError
from onrecord.model.files import REMEDY

# The vocabulary knows most marks, but PolNeAR's outlets each type them another way: one
# spelling per mark lets what is learned from one serve all.
_SPELLING = {
    **dict.fromkeys(("“", "”", "„", "‟", "«", "»", "＂", "''", "``"), '"'),
    **dict.fromkeys(("’", "‘", "‚", "`", "´"), "'"),
    **dict.fromkeys(("—", "–", "--", "---", "―"), "—"),
    **dict.fromkeys(("…", "...", "....", ".."), "..."),
}
# A longer word (an address, a hash) is cut: its first pieces tell what it is.
MAX_PIECES_A_WORD = 12
_KNOWN_WORDS = 200_000
_MAX_CHARS = 400
_CONTROLS = ("Cc", "Cf", "Co", "Cs")
_MAX_TOKEN_CHARS = 60
# The blocks of Chinese characters that BERT sets apart, each a token.
_IDEOGRAPHS = (
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0x2F800, 0x2FA1F),
)


class PieceTokenizer:
    """BERT's uncased WordPiece (Devlin et al. 2019) over words that are already split.

    The libraries that do this bring clients of model hubs with them, 45 MB of an install that is
    to work offline; a test holds this one against theirs.
    """

    def __init__(self, vocabulary: Path) -> None:
        """Load a vocabulary: a text file with one piece a line, in order of its id.

        Raises:
            ModelError: The vocabulary lacks a piece that every BERT vocabulary has.
        """
        lines = vocabulary.read_text(encoding="utf-8").split("\n")
        self._ids = {piece: index for index, piece in enumerate(lines) if piece}
        if missing := {"[CLS]", "[SEP]", "[PAD]", "[UNK]"} - self._ids.keys():
            raise ModelError(f"the vocabulary {vocabulary} lacks {sorted(missing)}; {REMEDY}")
        self.begin, self.end, self.pad = (self._ids[p] for p in ("[CLS]", "[SEP]", "[PAD]"))
        self._unknown = self._ids["[UNK]"]
        # A word's pieces depend on nothing but the word, and news repeats its words.
        self._known: dict[str, tuple[int, ...]] = {}

    def encode(self, words: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Pieces of each word.

        Returns:
            ``ids``: int32, the piece ids of all words in order; ``first``: int32 of length
            ``len(words) + 1``, word ``i`` has the pieces ``ids[first[i]:first[i + 1]]``, at least
            one (the unknown piece for a word that normalises to nothing) and at most
            ``MAX_PIECES_A_WORD``.
        """
        known = self._known
        if len(known) > _KNOWN_WORDS:
            known = self._known = {}
        for word in words:
            if word not in known:
                known[word] = self._split(word)
        pieces = [known[word] for word in words]
        first = np.zeros(len(words) + 1, np.int32)
        first[1:] = np.cumsum([len(ids) for ids in pieces])
        return np.fromiter(chain.from_iterable(pieces), np.int32, int(first[-1])), first

    def _split(self, word: str) -> tuple[int, ...]:
        """The pieces of one word, not from memory."""
        spelled = _SPELLING.get(word) or word[:_MAX_CHARS].replace("’", "'")
        ids = [piece for token in _tokens(spelled) for piece in self._pieces(token)]
        return tuple(ids[:MAX_PIECES_A_WORD]) or (self._unknown,)

    def _pieces(self, token: str) -> list[int]:
        """The longest pieces that make up a token, from the left; unknown when none do."""
        if len(token) > _MAX_TOKEN_CHARS:
            return [self._unknown]
        ids: list[int] = []
        start, prefix = 0, ""
        while start < len(token):
            for end in range(len(token), start, -1):
                found = self._ids.get(prefix + token[start:end])
                if found is not None:
                    break
            else:
                return [self._unknown]
            ids.append(found)
            start, prefix = end, "##"
        return ids


def _tokens(word: str) -> list[str]:
    """A word as BERT's tokenizer sees it: without controls, accents and case, cut at marks."""
    cleaned = "".join(
        f" {char} " if _is_ideograph(char) else char
        for char in word
        if char != "\ufffd" and unicodedata.category(char) not in _CONTROLS
    )
    plain = unicodedata.normalize("NFD", cleaned)
    bare = "".join(char for char in plain if unicodedata.category(char) != "Mn")
    cut = "".join(f" {char} " if _is_mark(char) else char for char in bare.lower())
    return cut.split()


def _is_mark(char: str) -> bool:
    return char in string.punctuation or unicodedata.category(char).startswith("P")


def _is_ideograph(char: str) -> bool:
    return char >= "\u3400" and any(low <= ord(char) <= high for low, high in _IDEOGRAPHS)
