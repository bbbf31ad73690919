"""Find what in a text is not the report's own: by what lines say, and by where they stand."""

import re
from collections.abc import Iterator, Sequence

from onrecord.extract.excluded.headlines import (
    has_bullet,
    is_headline,
    is_one_sentence,
    is_told,
    without_bullet,
)
from onrecord.extract.excluded.phrases import MAX_LINE_CHARS
from onrecord.extract.excluded.rules import Rules, load_rules
from onrecord.types import Excluded, Span, Why

# A subheading of the report may follow a teaser: subheadings are seldom this long.
_MIN_WORDS_FIRST = 3
_MIN_WORDS_NEXT = 6
_MAX_HEADLINES = 10
_MAX_LABELLED_WORDS = 30
_MAX_CREDIT_WORDS = 12
_MAX_TAILS = 3
_TAIL = re.compile(r"(?<=[.!?…\"”’)])(?<!\b[A-Z]\.) +(?=[A-Z©@(\[—–-])")
_QUOTATION_MARKS = frozenset('"“”«»')


def find_excluded(text: str, paragraphs: Sequence[Span]) -> tuple[Excluded, ...]:
    r"""Find the teasers, captions, prompts and notices of a text, in order and apart.

    The first paragraph always counts as the report's own. What is not certain is kept.

    Args:
        text: The report's text.
        paragraphs: Its paragraphs, in order.

    >>> text = "Port reopens\nRead more\nVesk to vote in May\nShips came."
    >>> spans = [Span(0, 12), Span(13, 22), Span(23, 42), Span(43, 54)]
    >>> [(part.why.value, part.spans) for part in find_excluded(text, spans)]
    [('teaser', (Span(start=13, end=22), Span(start=23, end=42)))]
    """
    return tuple(_excluded(text, paragraphs, load_rules()))


def _excluded(text: str, paragraphs: Sequence[Span], rules: Rules) -> Iterator[Excluded]:
    at = 1
    while at < len(paragraphs):
        part = _block(text, paragraphs, at, rules) or _part(text, paragraphs[at], rules)
        if part is not None:
            yield part
        at += 1 if part is None else len(part.spans)


def _line(text: str, span: Span) -> str:
    """The span's words with single spaces between them; empty when it is too long for a line."""
    if span.end - span.start > MAX_LINE_CHARS:
        return ""
    return " ".join(text[span.start : span.end].split())


def _block(text: str, paragraphs: Sequence[Span], at: int, rules: Rules) -> Excluded | None:
    """A heading such as "Read more" with the headlines that follow it."""
    heading = without_bullet(_line(text, paragraphs[at]))
    is_strong = rules.heading.fullmatch(heading) is not None
    if not is_strong and not rules.weak_heading.fullmatch(heading):
        return None
    end = at + 1
    while end < len(paragraphs) and end - at <= _MAX_HEADLINES:
        line = _line(text, paragraphs[end])
        first = _line(text, paragraphs[at + 1])
        min_words = _MIN_WORDS_FIRST if end == at + 1 and is_strong else _MIN_WORDS_NEXT
        if not is_headline(line, min_words=min_words) or has_bullet(line) != has_bullet(first):
            break
        end += 1
    if end == at + 1 and not is_strong:
        return None
    return Excluded(tuple(paragraphs[at:end]), Why.TEASER)


def _part(text: str, span: Span, rules: Rules) -> Excluded | None:
    """The paragraph, when it is one excluded line, or its end, when that is."""
    why = _why(_line(text, span), rules)
    return Excluded((span,), why) if why else _tail(text, span, rules)


def _why(line: str, rules: Rules) -> Why | None:
    bare = _without_brackets(without_bullet(line))
    if not bare or is_told(bare):
        return None
    found = _why_labelled(bare, rules)
    return found or _first_match(bare, rules.lines) or _first_match(bare, rules.alone)


def _why_labelled(bare: str, rules: Rules) -> Why | None:
    for why, label in rules.labels.items():
        match = label.fullmatch(bare)
        if match and _is_labelled(match, why):
            return why
    match = rules.weak_label.fullmatch(bare)
    is_teaser = match and match["mark"] != " " and is_headline(match["rest"], min_words=3)
    return Why.TEASER if is_teaser else None


def _first_match(bare: str, patterns: dict[Why, re.Pattern[str]]) -> Why | None:
    return next((why for why, said in patterns.items() if said.fullmatch(bare)), None)


def _is_labelled(match: re.Match[str], why: Why) -> bool:
    """Whether what a label labels can be a teaser or a caption, by the mark between them."""
    mark, rest = match["mark"], match["rest"]
    if mark == " ":
        is_shouted = match["label"].isupper() and not rest.isupper()
        return why is Why.TEASER and is_shouted and is_headline(rest, min_words=3)
    if why is Why.TEASER and mark.strip(" ") in {"-", "–", "—"}:
        return is_headline(rest, min_words=3)
    is_short = len(rest.split()) <= _MAX_LABELLED_WORDS
    return is_short and (why is Why.CAPTION or is_one_sentence(rest))


def _without_brackets(line: str) -> str:
    inner = line.rstrip(".")
    if inner[:1] in {"(", "["} and inner[-1:] in {")", "]"}:
        return inner[1:-1].strip()
    return line


def _tail(text: str, span: Span, rules: Rules) -> Excluded | None:
    """The end of a paragraph: a credit, or last sentences that are a prompt.

    A picture's credit makes its whole paragraph a caption, unless that quotes somebody.
    """
    for start in _tail_starts(text, span):
        line = without_bullet(_line(text, Span(start, span.end)))
        if is_told(line):
            continue
        if _is_credit(line, rules):
            whole = span if _is_plain(text, span) else Span(start, span.end)
            return Excluded((whole,), Why.CAPTION)
        why = _first_match(_without_brackets(line), rules.lines)
        if why is not None:
            return Excluded((Span(start, span.end),), why)
    return None


def _tail_starts(text: str, span: Span) -> list[int]:
    """Where the last sentences and the last bracket begin, first the longest tail."""
    window = max(span.start, span.end - MAX_LINE_CHARS)
    starts = [match.end() for match in _TAIL.finditer(text, window, span.end)][-_MAX_TAILS:]
    starts += [text.rfind(mark, window, span.end) for mark in "(["]
    return sorted({start for start in starts if start > span.start})


def _is_credit(line: str, rules: Rules) -> bool:
    """Whether a paragraph's end credits a picture, in brackets or by the word."""
    inner = _without_brackets(line)
    label = rules.labels[Why.CAPTION].fullmatch(inner)
    if label and label["mark"] != " ":
        return len(inner.split()) <= _MAX_CREDIT_WORDS
    return inner != line and rules.lines[Why.CAPTION].fullmatch(inner) is not None


def _is_plain(text: str, span: Span) -> bool:
    line = _line(text, span)
    return bool(line) and _QUOTATION_MARKS.isdisjoint(line)
