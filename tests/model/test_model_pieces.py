"""Word pieces: from one to twelve a word, whatever the word."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.errors import ModelError
from onrecord.model.files import open_model, shipped_model
from onrecord.model.pieces import MAX_PIECES_A_WORD, PieceTokenizer, _tokens

PIECES = {
    "Minister": "min ##ist ##er",
    "MINISTER": "min ##ist ##er",
    "Café": "cafe",
    "cafe\u0301": "cafe",
    "“": '"',
    "''": '"',
    "``": '"',
    "»": '"',
    "’": "'",
    "‘": "'",
    "’s": "' s",
    "'s": "' s",
    "--": "—",
    "–": "—",
    "…": ". . .",
    "....": ". . .",
    "a-12": "a - 1 ##2",
    "zzz": "[UNK]",
    "👩‍🚀": "[UNK]",
    "\u200b": "[UNK]",
    "\u0301": "[UNK]",
    "\x00": "[UNK]",
    "a" * 60: " ".join(["a"] + ["##a"] * (MAX_PIECES_A_WORD - 1)),
    "a" * 61: "[UNK]",
    "a-" * 50_000: " ".join(["a", "-"] * (MAX_PIECES_A_WORD // 2)),
    "a’" * 50_000: " ".join(["a", "'"] * (MAX_PIECES_A_WORD // 2)),
}


@pytest.mark.parametrize(("word", "pieces"), PIECES.items(), ids=lambda x: ascii(x)[:20])
def test_pieces(small_vocabulary, word, pieces):
    names = small_vocabulary.read_text(encoding="utf-8").split("\n")
    ids, first = PieceTokenizer(small_vocabulary).encode(["a", word, "harbour"])
    assert " ".join(names[index] for index in ids) == f"a {pieces} harbour"
    assert first.tolist() == [0, 1, len(ids) - 1, len(ids)]


def test_no_words_have_no_pieces(small_vocabulary):
    ids, first = PieceTokenizer(small_vocabulary).encode([])
    assert (ids.tolist(), first.tolist()) == ([], [0])
    assert ids.dtype == first.dtype == np.int32


@given(st.lists(st.text(min_size=1, max_size=30), max_size=12))
def test_every_word_has_pieces_but_not_too_many(tokenizer, words):
    ids, first = tokenizer.encode(words)
    counts = np.diff(first)
    assert len(counts) == len(words)
    assert first[0] == 0
    assert first[-1] == len(ids)
    assert all(1 <= count <= MAX_PIECES_A_WORD for count in counts)


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=8))
def test_a_word_has_the_same_pieces_in_any_company(tokenizer, words):
    ids, first = tokenizer.encode(words)
    for index, word in enumerate(words):
        alone, _ = tokenizer.encode([word])
        assert ids[first[index] : first[index + 1]].tolist() == alone.tolist()


def test_a_vocabulary_without_the_marks_of_a_window_is_refused(small_vocabulary):
    text = small_vocabulary.read_text(encoding="utf-8").replace("[CLS]", "cls")
    small_vocabulary.write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=r"vocab\.txt lacks \['\[CLS\]'\]; install"):
        PieceTokenizer(small_vocabulary)


# Old letters, marks and signs: of newer ones two versions of Unicode need not think alike.
_NOT_IN_WORDS = ("Cs", "Cn", "Cc", "Co", "Zs", "Zl", "Zp")
_KNOWN = st.one_of(
    st.characters(min_codepoint=low, max_codepoint=high, exclude_categories=_NOT_IN_WORDS)
    for low, high in ((0x21, 0x52F), (0x2010, 0x2052), (0x4E00, 0x9FA5))
)


@given(st.lists(st.text(_KNOWN, min_size=1, max_size=20), min_size=1, max_size=5))
@example(["Zürich’s", "naïve", "北京", "U.S.", "e\u0301tat", "straße", "İzmir", "ΑΘΉΝΑ", "x" * 70])
def test_pieces_are_those_of_the_usual_tokenizer(tokenizer, usual_tokenizer, words):
    for word in words:
        expected = usual_tokenizer.encode([word], is_pretokenized=True, add_special_tokens=False)
        found = [piece for token in _tokens(word) for piece in tokenizer._pieces(token)]
        assert found == expected.ids


@pytest.fixture(scope="module")
def usual_tokenizer():
    """BERT's uncased tokenizer as the tokenizers library has it, with our vocabulary."""
    pytest.importorskip("tokenizers")
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    pieces = open_model(shipped_model()).vocabulary.read_text(encoding="utf-8").split("\n")
    vocabulary = {piece: index for index, piece in enumerate(pieces) if piece}
    usual = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=60))
    usual.normalizer = normalizers.BertNormalizer(lowercase=True)
    usual.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return usual
