"""Where a statement was made, and where what it tells of happened.

By the words around a place alone: a preposition before it, and for where it was made, that the
place stands in the clause of the cue. A dateline says where the report was written, not where
anybody spoke, and a place in the source ("officials in Tolva") where somebody is, so both are none.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.resolve.times.sentences import Sentences
from onrecord.types import Passage, Place, Span, Statement, Told

_REACH = 400  # characters from the cue; what is further is content or another clause
_BEFORE = 60  # characters before a place in which its preposition stands

# Words that may stand between the preposition and the place: "in the northern town of Tolva".
_SORT = (
    r"(?:(?:(?i:nearby|neighbou?ring|central|down-?town|up-?town|old|new|rural|upper|lower|inner"
    r"|greater|coastal|port|border|capital|occupied|(?:north|south)?-?(?:east|west)?(?:ern)?)"
    r"|[A-Z][\w’'-]+)\s+){0,3}"
    r"(?:(?i:city|town|village|capital|port|suburb|district|province|region|state|county|island"
    r"|resort|city-state|area|neighbou?rhood|republic|base|camp)(?:\s+of(?:\s+the)?|,)?\s+)?"
)
_WHERE = re.compile(
    r"\b((?i:in|at|near|outside|inside|around|across|throughout|from|aboard))"
    rf"\s+(?:the\s+|a\s+)?{_SORT}$"
)
_NOT_WHERE = re.compile(
    r"\b(?:interest(?:ed)?|confidence|trust(?:ed)?|faith|believ\w+|invest\w*|look(?:ed|ing|s)?"
    r"|angry|anger|different|withdr\w+)\s+$",
    re.IGNORECASE,
)
# Between cue and preposition: who was told and when, no other verb or clause.
_OTHER_CLAUSE = re.compile(
    r"[;:“”\"()]|—|\b(?:that|who|whom|whose|which|where|when|after|before|because|while|as|but|and"
    r"|if|although|though|since|until|were|was|is|are|has|have|had|will|would"
    r"|(?!speaking|meeting|gathering|briefing|hearing|opening|evening|morning|building|wedding)"
    r"(?!during|following|visiting|including)\w{3,}ing|(?!televis|unnam|crowd|delay)\w{3,}ed)\b",
    re.IGNORECASE,
)
_SPEAKING = re.compile(
    r"\b(?:speaking|talking|addressing|(?:in|during)\s+an?\s+(?:[\w-]+\s+){0,3}(?:interview|speech"
    r"|address|briefing)|at\s+an?\s+(?:[\w-]+\s+){0,4}(?:rally|conference|briefing|meeting|summit"
    r"|hearing|event|ceremony|gathering|forum))\b",
    re.IGNORECASE,
)
_BY_WIRE = re.compile(r"\b(?:phone|telephone|video|link|live)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Located:
    """A report's places in order, with the preposition that each stands behind, if any."""

    text: str
    places: Sequence[Place]
    starts: Sequence[int]
    where: Sequence[Span | None]

    def inside(self, span: Span) -> range:
        """Indices of the places within a span."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))


def place_statements(
    text: str,
    sections: Sequence[Span],
    statements: Sequence[Statement],
    places: Sequence[Place],
    *,
    sentences: Sentences | None = None,
) -> tuple[Statement, ...]:
    """Tell where each statement was made and where what it tells of happened.

    Args:
        text: The report's text.
        sections: Its own paragraphs, in order.
        statements: In the order of the text.
        places: Its places; those whose place on Earth is not known count as well.
        sentences: The paragraphs' sentences, where others want them, too.
    """
    if not places:
        return tuple(statements)
    ordered = sorted(places, key=lambda place: place.span)
    located = _Located(
        text,
        ordered,
        [place.span.start for place in ordered],
        [_where(text, place.span) for place in ordered],
    )
    sentences = sentences or Sentences(text, sections)
    contents = sorted(span for one in statements for span in one.content.spans)
    return tuple(
        replace(
            one,
            said_at=_said_at(located, sentences, contents, one),
            happened_at=_happened_at(located, sentences, one),
        )
        for one in statements
    )


def _where(text: str, span: Span) -> Span | None:
    """The preposition that says that something is there."""
    start = max(0, span.start - _BEFORE)
    before = text[start : span.start]
    match = _WHERE.search(before)
    if match is None or _NOT_WHERE.search(before[: match.start()]):
        return None
    return Span(start + match.start(1), start + match.end(1))


def _said_at(
    located: _Located, sentences: Sentences, contents: Sequence[Span], statement: Statement
) -> Told | None:
    """The one place outside all contents that the clause of the cue tells."""
    frame = statement.cue or statement.source
    if frame is None:
        return None
    cue = frame.spans[-1] if statement.cue else frame.spans[0]
    sentence = sentences.at(cue.start)
    reach = Span(max(sentence.start, cue.start - _REACH), min(sentence.end, cue.end + _REACH))
    for at in located.inside(reach):
        span, where = located.places[at].span, located.where[at]
        if where is None or _is_in(span, statement.content):
            continue
        if _holding(contents, span) != _holding(contents, cue):
            continue
        if _in_clause(located.text, sentence, statement, cue, where):
            return Told(located.places[at].id, (Span(where.start, span.end),))
    return None


def _is_in(span: Span, passage: Passage | None) -> bool:
    spans = passage.spans if passage else ()
    return any(one.start <= span.start < one.end for one in spans)


def _holding(contents: Sequence[Span], span: Span) -> frozenset[Span]:
    """The contents that hold a span, among those that start shortly before it."""
    last = bisect_left(contents, Span(span.start + 1, 0))
    near = contents[max(0, last - 8) : last]
    return frozenset(one for one in near if one.end > span.start)


def _in_clause(text: str, sentence: Span, statement: Statement, cue: Span, where: Span) -> bool:
    """Whether a preposition belongs to the cue, or to a phrase that tells of speaking."""
    if where.start >= cue.start:
        between = text[min(cue.end, where.start) : where.start]
        # With content between them the place may be part of it, cut off.
        if any(cue.end <= span.start < where.start for span in statement.content.spans):
            return bool(_SPEAKING.search(_last_clause(between)))
        if text[where.start : where.end].lower() == "from":
            return not between.strip(" ,") or bool(_BY_WIRE.search(between))
        return not _OTHER_CLAUSE.search(_SPEAKING.sub("", between))
    head, between = text[sentence.start : where.start], text[where.end : cue.start]
    if not head.strip(" “\"'‘"):
        return between.count(",") <= 2 and not _OTHER_CLAUSE.search(between)
    return bool(_SPEAKING.search(_last_clause(head)))


def _last_clause(text: str) -> str:
    return text.rpartition(", ")[2]


def _happened_at(located: _Located, sentences: Sentences, statement: Statement) -> Told | None:
    """The first place of the content's first sentence that stands behind a preposition."""
    spans = statement.content.spans
    end = max(sentences.at(spans[0].start).end, spans[0].start)
    for span in spans:
        for at in located.inside(Span(span.start, min(span.end, end))):
            where = located.where[at]
            if where is None or located.text[where.start : where.end].lower() == "from":
                continue
            if where.start >= span.start:
                return Told(
                    located.places[at].id, (Span(where.start, located.places[at].span.end),)
                )
    return None
