"""The words of a part of a text, found or taken from those that are known."""

from onrecord.resolve.times import Sentences
from onrecord.segment import find_words, split_paragraphs, words_within

TEXT = "Ana Lesk left. She’ll return, she said.\n\nThe U.S. envoy stayed. “Fine,” he said.\n"


def test_known_words_are_those_that_would_be_found():
    paragraphs = split_paragraphs(TEXT)
    known = [word for span in paragraphs for word in find_words(TEXT, *span)]
    for span in paragraphs:
        assert words_within(TEXT, span, known) == find_words(TEXT, *span)
        assert words_within(TEXT, span) == find_words(TEXT, *span)


def test_sentences_are_the_same_with_known_words():
    paragraphs = split_paragraphs(TEXT)
    known = [word for span in paragraphs for word in find_words(TEXT, *span)]
    found, cut = Sentences(TEXT, paragraphs), Sentences(TEXT, paragraphs, known)
    assert [found.at(place) for place in range(len(TEXT))] == [
        cut.at(place) for place in range(len(TEXT))
    ]
    sentence = cut.at(TEXT.index("envoy"))
    assert TEXT[sentence.start : sentence.end].strip() == "The U.S. envoy stayed."
