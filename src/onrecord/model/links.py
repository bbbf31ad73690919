"""What the link head is told of two mentions beside the words' own vectors."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

# An antecedent is looked for among this many mentions before; 98 % of GUM's stand there.
CANDIDATES = 60


class LinkForm(IntEnum):
    """Form of a mention, as far as a word list can tell."""

    HE = 0
    SHE = 1
    THEY = 2
    IT = 3
    I = 4  # noqa: E741 (the pronoun)
    YOU = 5
    WE = 6
    WHO = 7
    THIS = 8
    THE = 9  # "the minister"
    A = 10  # "a minister"
    PHRASE = 11  # "ministers", "his minister"
    NAME = 12


_PRONOUNS = {
    LinkForm.HE: "he him his himself",
    LinkForm.SHE: "she her hers herself",
    LinkForm.THEY: "they them their theirs themselves themself",
    LinkForm.IT: "it its itself",
    LinkForm.I: "i me my mine myself",
    LinkForm.YOU: "you your yours yourself yourselves",
    LinkForm.WE: "we us our ours ourselves",
    LinkForm.WHO: "who whom whose which that",
    LinkForm.THIS: "this these those",
}
PRONOUN_FORMS = {word: form for form, words in _PRONOUNS.items() for word in words.split()}
_DETERMINERS = {
    "the": LinkForm.THE,
    "this": LinkForm.THE,
    "that": LinkForm.THE,
    "these": LinkForm.THE,
    "those": LinkForm.THE,
    "a": LinkForm.A,
    "an": LinkForm.A,
    "some": LinkForm.A,
}


@dataclass(frozen=True, slots=True)
class LinkMention:
    """A mention as the link head sees it.

    Attributes:
        first: Index of its first word.
        last: Index of its last word.
        key: Index of its key word: of a name the last, of a phrase the head.
        form: Its form.
        paragraph: Index of its paragraph.
        quoted: It stands inside quotation marks.
        text: Its words in lower case.
        head: Its key word in lower case.
    """

    first: int
    last: int
    key: int
    form: LinkForm
    paragraph: int
    quoted: bool
    text: str
    head: str


def form_of(words: Sequence[str], *, is_name: bool) -> LinkForm:
    """The form of a mention's words, in lower case."""
    if len(words) == 1 and words[0] in PRONOUN_FORMS:
        return PRONOUN_FORMS[words[0]]
    if words[0] in _DETERMINERS:
        return _DETERMINERS[words[0]]
    return LinkForm.NAME if is_name else LinkForm.PHRASE


# Sizes of the tables that a pair's features are looked up in.
PAIR_SIZES = (len(LinkForm) ** 2, 12, 8, 3, 3, 4)


def candidate_pairs(
    mentions: Sequence[LinkMention], asked: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Every mention with each of those before it that it may stand for.

    Args:
        mentions: In order of their first word.
        asked: bool ``[mentions]``, of which the pairs are wanted; by default of all.

    Returns:
        int64 ``[pairs, 2]`` indices (mention, earlier mention), and int64 ``[pairs, 6]``
        features: both forms, words apart, mentions apart, same paragraph or next to it, same
        words or key word, which of them is quoted.
    """
    later = np.arange(len(mentions)) if asked is None else np.flatnonzero(asked)
    counts = np.minimum(later, CANDIDATES)
    if not counts.sum():
        return np.zeros((0, 2), np.int64), np.zeros((0, len(PAIR_SIZES)), np.int64)
    i = np.repeat(later, counts)
    j = i - np.concatenate([np.arange(count, 0, -1) for count in counts])
    key = np.array([m.key for m in mentions])
    form = np.array([m.form for m in mentions])
    paragraph = np.array([m.paragraph for m in mentions])
    quoted = np.array([m.quoted for m in mentions], np.int64)
    text = _numbered([m.text for m in mentions])
    head = _numbered([m.head for m in mentions])
    apart = np.abs(key[i] - key[j])
    features = np.stack(
        [
            form[i] * len(LinkForm) + form[j],
            _bucket(apart, 12),
            _bucket(i - j, 8),
            np.minimum(np.abs(paragraph[i] - paragraph[j]), 2),
            np.where(text[i] == text[j], 2, np.where(head[i] == head[j], 1, 0)),
            quoted[i] * 2 + quoted[j],
        ],
        1,
    )
    return np.stack([i, j], 1), features


def _numbered(values: Sequence[str]) -> np.ndarray:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(value, len(numbers)) for value in values])


def _bucket(values: np.ndarray, count: int) -> np.ndarray:
    """Buckets for 0, 1, 2, 3 and 4, 5 to 8, 9 to 16 and so on."""
    doubled = np.ceil(np.log2(np.maximum(values, 1))).astype(np.int64) + (values > 0)
    return np.asarray(np.minimum(doubled, count - 1))
