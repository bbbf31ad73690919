"""Word pieces: the encoder's own alphabet, kept in step with our words."""

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

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


class PieceTokenizer:
    """BERT's uncased WordPiece over words that are already split."""

    def __init__(self, vocabulary: Path) -> None:
        """Load a vocabulary: a text file with one piece a line, in order of its id.

        Raises:
            ModelError: The vocabulary lacks a piece that every BERT vocabulary has.
        """
        lines = vocabulary.read_text(encoding="utf-8").split("\n")
        vocab = {piece: index for index, piece in enumerate(lines) if piece}
        if missing := {"[CLS]", "[SEP]", "[PAD]", "[UNK]"} - vocab.keys():
            raise ModelError(f"the vocabulary {vocabulary} lacks {sorted(missing)}; {REMEDY}")
        self._tokenizer = Tokenizer(
            WordPiece(vocab, unk_token="[UNK]", max_input_chars_per_word=60)
        )
        self._tokenizer.normalizer = BertNormalizer(lowercase=True)
        self._tokenizer.pre_tokenizer = BertPreTokenizer()
        self.begin, self.end, self.pad = vocab["[CLS]"], vocab["[SEP]"], vocab["[PAD]"]
        self._unknown = vocab["[UNK]"]
        # A word's pieces depend on nothing but the word, and news repeats its words: remembering
        # them makes splitting several times faster.
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
        if missing := [word for word in dict.fromkeys(words) if word not in known]:
            known.update(zip(missing, self._split(missing), strict=True))
        pieces = [known[word] for word in words]
        first = np.zeros(len(words) + 1, np.int32)
        first[1:] = np.cumsum([len(ids) for ids in pieces])
        return np.fromiter(chain.from_iterable(pieces), np.int32, int(first[-1])), first

    def _split(self, words: Sequence[str]) -> Iterator[tuple[int, ...]]:
        """The pieces of each word, not from memory."""
        spelled = [self._spell(word) for word in words]
        encoded = self._tokenizer.encode(spelled, is_pretokenized=True, add_special_tokens=False)
        owners, pieces = encoded.word_ids, encoded.ids
        at = 0
        for index in range(len(words)):
            start = at
            while at < len(owners) and owners[at] == index:
                at += 1
            yield tuple(pieces[start : min(at, start + MAX_PIECES_A_WORD)]) or (self._unknown,)

    @staticmethod
    def _spell(word: str) -> str:
        known = _SPELLING.get(word)
        if known is not None:
            return known
        return word[:400].replace("’", "'")
