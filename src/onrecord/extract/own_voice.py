"""What the outlet tells in its own voice: sentences that assert a happening with no source.

A sentence counts when a verb of it, outside of every statement and quotation, tells that something
took place or is taking place. Forms decide: past, perfect, passive, progressive; not what will,
may or would be, not what is negated, asked or supposed, and no state.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.lexicon.happenings import Form as _Form
from onrecord.lexicon.happenings import HappeningWords, load_happenings
from onrecord.segment import Word, find_quotations, sentence_starts
from onrecord.types import Passage, Span, Statement

_LEAST_SCORE = 0.5
_ENDS = frozenset((".", "!", "…", "..."))
_CLOSERS = frozenset(('"', "”", "’", "'", "''", ")", "]", "»"))
_CLAUSE = frozenset((",", ";", ":", "—", "–", "-", "--", "(", ")"))
_NOBODY_REACH = 3
_LEAST_REGULAR = 4
# What may assert, what may only stand beside it, and what cuts a sentence.
_FREE, _SOURCE, _QUOTED, _TAKEN = range(4)


@dataclass(frozen=True, slots=True)
class Happening:
    """A word that tells of an event, as the model reads it.

    Attributes:
        span: The word.
        is_asserted: It is told as having taken place or taking place.
        score: Probability of both, 0 to 1.
    """

    span: Span
    is_asserted: bool
    score: float


def find_own_voice(
    text: str,
    paragraphs: Sequence[Span],
    words: Sequence[Word],
    statements: Iterable[Statement],
    happenings: Sequence[Happening] = (),
) -> tuple[Passage, ...]:
    """Find the sentences that assert a happening with no source.

    Of a sentence that also holds a statement, only the rest that asserts it; headings, questions
    and what stands in quotation marks assert nothing.

    Args:
        text: The report's text.
        paragraphs: Its own paragraphs, in order, teasers and captions left out.
        words: Their words, in order.
        statements: The report's statements.
        happenings: What the model reads as events; without any, forms of verbs decide alone.

    >>> from onrecord.segment import find_words
    >>> text = "The bridge fell on Monday. It may be rebuilt."
    >>> found = find_own_voice(text, [Span(0, len(text))], find_words(text), [])
    >>> [passage.text for passage in found]
    ['The bridge fell on Monday.']
    """
    starts = [word.start for word in words]
    state = _states(text, paragraphs, starts, statements)
    asserted = frozenset(
        bisect_left(starts, happening.span.start)
        for happening in happenings
        if happening.is_asserted and happening.score >= _LEAST_SCORE
    )
    told: list[Passage] = []
    for paragraph in paragraphs:
        first, after = (bisect_left(starts, at) for at in paragraph)
        for sentence in _sentences(words[first:after], first):
            runs = _told(words, sentence, state, asserted)
            if runs:
                spans = (Span(words[run[0]].start, words[run[-1]].end) for run in runs)
                told.append(Passage.of(text, tuple(spans)))
    return tuple(told)


def _states(
    text: str,
    paragraphs: Sequence[Span],
    starts: Sequence[int],
    statements: Iterable[Statement],
) -> bytearray:
    """For each word whether it is free, part of a source, quoted, or said by somebody."""
    state = bytearray(len(starts))
    for quotation in find_quotations(text, paragraphs):
        _mark(state, starts, Span(quotation.start, quotation.end), _QUOTED)
    for statement in statements:
        for part, mark in (
            (statement.source, _SOURCE),
            (statement.cue, _TAKEN),
            (statement.content, _TAKEN),
        ):
            for span in part.spans if part else ():
                _mark(state, starts, span, mark)
    return state


def _mark(state: bytearray, starts: Sequence[int], span: Span, mark: int) -> None:
    for index in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
        state[index] = max(state[index], mark)


def _sentences(words: Sequence[Word], first: int) -> Iterator[range]:
    """Sentences that end as assertions do, as indices: no headings, no questions.

    Args:
        words: A paragraph's words.
        first: The report's index of the first of them.
    """
    starts = sentence_starts(words)
    for begin, end in zip(starts, [*starts[1:], len(words)], strict=True):
        last = end - 1
        while last > begin and words[last].text in _CLOSERS:
            last -= 1
        if words[last].text in _ENDS:
            yield range(first + begin, first + end)


def _told(
    words: Sequence[Word],
    sentence: range,
    state: bytearray,
    asserted: frozenset[int],
) -> list[range]:
    """The parts of a sentence between statements that assert a happening."""
    lower = [words[i].text.lower().replace("’", "'") for i in sentence]
    if not any(state[i] == _FREE for i in sentence):
        return []
    verbs = {sentence.start + at for at in _verbs(lower, load_happenings())}
    verbs.update(i for i in sentence if i in asserted and _may_be_verb(lower[i - sentence.start]))
    return [
        run if run == sentence else _trimmed(words, run)
        for run in _runs(sentence, state)
        if any(i in verbs and state[i] == _FREE for i in run)
    ]


def _may_be_verb(word: str) -> bool:
    words = load_happenings()
    return word.endswith(("ed", "ing")) or word in words.irregular


def _runs(sentence: range, state: bytearray) -> Iterator[range]:
    begin = sentence.start
    for index in sentence:
        if state[index] == _TAKEN:
            if begin < index:
                yield range(begin, index)
            begin = index + 1
    if begin < sentence.stop:
        yield range(begin, sentence.stop)


def _trimmed(words: Sequence[Word], run: range) -> range:
    """A run without marks, conjunctions and the like at its ends."""
    begin, end = run.start, run.stop
    while begin < end - 1 and words[begin].text.lower() in _JOINTS:
        begin += 1
    while end - 1 > begin and words[end - 1].text.lower() in _JOINTS:
        end -= 1
    return range(begin, end)


_JOINTS = _CLAUSE | _ENDS | _CLOSERS | {"and", "but", "or", "while", "as", "who", "which", "“", '"'}


def _verbs(lower: Sequence[str], words: HappeningWords) -> Iterator[int]:
    """Where verbs stand that tell of something that took place or is taking place."""
    for at, word in enumerate(lower):
        form = _form(word, words)
        if form is None or word in words.lasting or word in words.telling:
            continue
        if _is_told(lower, at, form, words) and not _is_supposed(lower, at, words):
            yield at


def _form(word: str, words: HappeningWords) -> _Form | None:
    """What a verb's form can be; None for no such form."""
    if word.endswith("ing"):
        return _Form.ING if len(word) > _LEAST_REGULAR + 1 else None
    if word.endswith("ed"):
        is_verb = len(word) >= _LEAST_REGULAR and word not in words.regular and "-" not in word
        return _Form.EITHER if is_verb else words.irregular.get(word)
    return words.irregular.get(word)


def _is_told(lower: Sequence[str], at: int, form: _Form, words: HappeningWords) -> bool:
    """Whether what stands before a form makes it the verb of a clause that states a fact."""
    before = at - 1
    while before >= 0 and (lower[before] in words.between or lower[before].endswith("ly")):
        before -= 1
    if before < 0:
        return False
    helper = lower[before]
    if helper == "not" or helper.endswith("n't") or helper == "never":
        return False
    if helper in words.have:
        return form.is_participle and not _is_unreal(lower, before, words)
    if helper in words.was and form.is_participle:
        return not _is_unreal(lower, before, words)
    if helper in words.being:
        if form is _Form.ING:
            return lower[at : at + 2] != ["going", "to"] and not _is_unreal(lower, before, words)
        return helper == "being" and form.is_participle
    if not form.is_past or helper in words.unreal or helper in words.before:
        return False
    return _has_subject(lower, at, before, words)


def _is_unreal(lower: Sequence[str], helper: int, words: HappeningWords) -> bool:
    """Whether a modal or "not" stands before a helping verb: "may have", "has not been"."""
    before = helper - 1
    while before >= 0 and (lower[before] in words.have or lower[before] in words.between):
        before -= 1
    if before < 0:
        return False
    word = lower[before]
    return word in words.unreal or word in ("not", "never") or word.endswith("n't")


def _has_subject(lower: Sequence[str], at: int, before: int, words: HappeningWords) -> bool:
    """Whether a past form has its subject before it and is no shortened relative clause."""
    if lower[at] in words.past:
        return lower[before] not in words.unsubject
    if lower[before] == ",":
        # After one comma "Vesk, founded in 1900, …", after two "Orlo, its mayor, resigned".
        return lower[:before].count(",") > 0
    if lower[before] in words.unsubject or lower[at + 1 : at + 2] in (["by"], ["with"]):
        return False
    return not _has_verb(lower, before, words)


def _has_verb(lower: Sequence[str], before: int, words: HappeningWords) -> bool:
    """Whether the clause up to a place has its verb already: "were goods [shipped in May]"."""
    for at in range(before, -1, -1):
        word = lower[at]
        if word in _CLAUSE or word in words.joining:
            return False
        if any(word in known for known in (words.was, words.being, words.have, words.past)):
            return True
    return False


def _is_supposed(lower: Sequence[str], at: int, words: HappeningWords) -> bool:
    """Whether the clause opens as no fact does, or nobody is its subject."""
    begin = at
    while begin and lower[begin - 1] not in (",", ";", ":", "—", "–"):
        begin -= 1
    clause = lower[begin:at]
    if not words.open.isdisjoint(clause):
        return True
    return not words.nobody.isdisjoint(clause[-_NOBODY_REACH:])
