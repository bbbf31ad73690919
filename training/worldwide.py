"""EN-Worldwide (Shan et al. 2023): news articles from five continents with their names."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.types import NameKind, Span

# Dates and sums of money are no names; products and the rest of proper names are kept together.
KINDS = {
    "Person": NameKind.PERSON,
    "Organization": NameKind.ORGANISATION,
    "Location": NameKind.PLACE,
    "NORP": NameKind.GROUP,
    "Facility": NameKind.FACILITY,
    "Misc": NameKind.OTHER,
    "Product": NameKind.OTHER,
}
SENTENCES_A_PARAGRAPH = 2
_OPENING = frozenset("([$£€#“‘")
_CLOSING = frozenset(")].,;:!?%”’")


@dataclass(frozen=True)
class NamedArticle:
    """A text put together from tokens, with its names."""

    name: str
    text: str
    names: tuple[tuple[Span, NameKind], ...]


def read_named(folder: Path) -> Iterator[NamedArticle]:
    """The articles of a folder of token files, in order of their name."""
    for path in sorted(folder.glob("*.tsv")):
        yield put_together(path.stem, _sentences(path))


def _sentences(path: Path) -> Iterator[list[tuple[str, str]]]:
    """Lists of (token, label); a line with several labels counts with its first."""
    sentence: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        token, _, rest = line.strip().partition("\t")
        label = rest.split("\t")[0].strip()
        if not label:  # some lines have blanks for the tab
            token, _, label = token.rpartition(" ")
        if token:
            sentence.append((token.strip(), label or "O"))
        elif sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def put_together(name: str, sentences: Iterator[list[tuple[str, str]]]) -> NamedArticle:
    """Tokens → running text with the blanks that print would have, as far as can be told."""
    parts: list[str] = []
    names: list[tuple[Span, NameKind]] = []
    at = 0
    for number, sentence in enumerate(sentences):
        if number:
            parts.append(" " if number % SENTENCES_A_PARAGRAPH else "\n")
            at += 1
        spans: list[Span] = []
        for index, (token, _) in enumerate(sentence):
            if index and _is_spaced(sentence, index):
                parts.append(" ")
                at += 1
            spans.append(Span(at, at + len(token)))
            parts.append(token)
            at += len(token)
        names += _names(sentence, spans)
    return NamedArticle(name, "".join(parts), tuple(names))


def _is_spaced(sentence: list[tuple[str, str]], index: int) -> bool:
    before, token = sentence[index - 1][0], sentence[index][0]
    after = sentence[index + 1][0] if index + 1 < len(sentence) else ""
    if token in _CLOSING or before in _OPENING:
        return False
    if token.lower() in ("'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'d", "'m"):
        return False
    if token == "-":
        return not (before[-1:].isalpha() and after[:1].isalpha())
    if before == "-" and index > 1:
        return not (sentence[index - 2][0][-1:].isalpha() and token[:1].isalpha())
    if '"' in (token, before):
        marks = sum(t == '"' for t, _ in sentence[:index])
        return (token == '"' and marks % 2 == 0) or (before == '"' and marks % 2 == 0)
    return "/" not in (token, before)


def _names(sentence: list[tuple[str, str]], spans: list[Span]) -> list[tuple[Span, NameKind]]:
    found: list[tuple[Span, NameKind]] = []
    previous = "O"
    for (_, label), span in zip(sentence, spans, strict=True):
        begin, _, kind = label.partition("-")
        if kind in KINDS:
            if begin in ("B", "S") or previous != kind:
                found.append((span, KINDS[kind]))
            else:
                found[-1] = (Span(found[-1][0].start, span.end), KINDS[kind])
        previous = kind
    return found
