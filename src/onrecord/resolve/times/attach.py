"""Whether a time in the sentence of a cue tells when the statement was said."""

import re
from itertools import pairwise

from onrecord.types import Span, Statement, TimeExpression

# Clauses that a time belongs to rather than to the cue outside them.
_SUBORDINATE = re.compile(
    r"\b(?:who|which|whose|whom|where|since|after|before|following|because|until|if|as|while|"
    r"despite|ahead of|prior to|that)\b",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"\s*(?:\w+\s+){0,2}?(?:statement|speech|interview|report|study|letter|memo|survey|poll|filing|"
    r"ruling|e-?mail|tweet|post|article|op-ed|editorial|broadcast|debate|hearing|rally|forum|"
    r"briefing|address|appearance|conference|meeting|event|testimony|opinion|brief)\b",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s\b")
_BARE_YEAR = re.compile(r"\d{4}$")
_IN = re.compile(r"\b(?:in|during|between|from|and|to|early|late)\s+$", re.IGNORECASE)
_NOT_WHEN = re.compile(
    r"\b(?:the|a|an|his|her|its|their|since|by|until|till|before|after|of)\s+$", re.IGNORECASE
)
# A year, season or quarter in a sentence mostly dates something else than what is said: how far
# from cue or source it may stand, in characters.
_COARSE = re.compile(r"\d{2,4}$|\d{4}-(?:[QH]\d|SP|SU|FA|WI)$")
_COARSE_REACH = 12
_OTHER_CLAUSE = re.compile(
    r";|[—–]|\s--?\s|\bbut\b|\band\s+(?:he|she|it|they|that|then)\b", re.IGNORECASE
)
_RELATIVE = re.compile(r"\b(?:that|which|whom|whose|what)\b", re.IGNORECASE)
# How much may stand between the cue and a time before or after it, content and source aside,
# in characters.
_LEFT_REACH = 120
_RIGHT_REACH = 60


def belongs_to_cue(text: str, sentence: Span, statement: Statement, time: TimeExpression) -> bool:
    """Whether nothing stands between the time and the cue that gives the time to another clause."""
    span = time.span
    if _is_in_source(statement, span):
        return bool(_DOCUMENT.match(text, span.end))
    if _POSSESSIVE.match(text, span.end) and not _DOCUMENT.match(text, span.end + 2):
        return False
    if _COARSE.match(time.value or "") and not _is_next_to(text, statement, span):
        return False
    return not _is_elsewhere(text, sentence, statement, span)


def is_attributive(text: str, time: TimeExpression) -> bool:
    """Whether the time tells which thing is meant, or a limit, rather than when it happened.

    So in "Monday's vote", "the 2014 law", "the act of 1993", "since 2008", "by Friday".
    """
    span = time.span
    if _POSSESSIVE.match(text, span.end):
        return True
    before = text[max(span.start - 12, 0) : span.start]
    if _BARE_YEAR.match(time.value or ""):
        return not _IN.search(before) and text[span.start].isdigit()
    return bool(_NOT_WHEN.search(before))


def _is_in_source(statement: Statement, span: Span) -> bool:
    spans = statement.source.spans if statement.source else ()
    return any(s.start < span.end and span.start < s.end for s in spans)


def _is_next_to(text: str, statement: Statement, span: Span) -> bool:
    """Whether a coarse time stands right at the source or cue, not in a clause between them."""
    passages = [p for p in (statement.source, statement.cue) if p is not None]
    gaps = [max(s.start - span.end, span.start - s.end, 0) for p in passages for s in p.spans]
    if min(gaps) > _COARSE_REACH:
        return False
    if statement.source is None or statement.cue is None:
        return True
    source, cue = statement.source.spans[-1].end, statement.cue.spans[0].start
    return not (source <= span.start < cue and "," in text[span.end : cue])


def _is_elsewhere(text: str, sentence: Span, statement: Statement, span: Span) -> bool:
    """Whether the time stands in a subordinate clause that the cue is not in."""
    cue = (statement.cue or statement.source or statement.content).spans
    start, end = cue[0].start, cue[-1].end
    if span.start < start:
        if any(span.end <= s.start < start for s in statement.content.spans):
            return True  # "Ten died on Monday in what she called a crime"
        between = _without_content(text, statement, Span(span.end, start))
        chunk = text[
            max(text.rfind(",", sentence.start, span.start) + 1, sentence.start) : span.start
        ]
        opens = _SUBORDINATE.search(chunk)
        if len(between) > _LEFT_REACH or _RELATIVE.search(between):
            return True
        return bool(_OTHER_CLAUSE.search(between)) or (opens is not None and "," in between)
    between = _without_content(text, statement, Span(end, span.start))
    if len(between) > _RIGHT_REACH:
        return True
    return bool(_SUBORDINATE.search(between) or _OTHER_CLAUSE.search(between))


def _without_content(text: str, statement: Statement, stretch: Span) -> str:
    """The text of a stretch without what of the statement's content and source lies in it."""
    taken = sorted(
        (max(s.start, stretch.start), min(s.end, stretch.end))
        for passage in (statement.content, statement.source)
        if passage is not None
        for s in passage.spans
        if s.start < stretch.end and stretch.start < s.end
    )
    borders = [(stretch.start, stretch.start), *taken, (stretch.end, stretch.end)]
    return " ".join(text[a[1] : b[0]] for a, b in pairwise(borders))
