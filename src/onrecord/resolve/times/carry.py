"""Whether a statement goes on with what its speaker was said to say on a date told before."""

import re
from dataclasses import dataclass

from onrecord.types import Span, Statement

# How many paragraphs and how many statements of others may stand between; tuned on 436
# statements of 17 articles of PolNeAR's development part with dates by two annotators.
_MAX_PARAGRAPHS = 6
_MAX_OTHERS = 6
_PERFECT = re.compile(r"(?:has|have|had|['’]ve|['’]s|would|will|may|might|could)\b", re.IGNORECASE)
_ANOTHER_TIME = re.compile(
    r"\b(?:meanwhile|separately|earlier|previously|later|recently|repeatedly|often|frequently|once|"
    r"always|elsewhere|in the past|at the time|over the years)\b",
    re.IGNORECASE,
)
_OCCASION = re.compile(
    r"\b(?:in|on|at|during|to|with) an? (?:[\w-]+ ){0,3}?(?:interview|statement|speech|tweet|"
    r"post|letter|rally|event|briefing|conference|appearance|forum|e-?mail|memo|report|article|hearing|"
    r"op-ed)\b",
    re.IGNORECASE,
)
# Between these, a page that is added to all day starts anew ("___", "2:15 p.m.").
_BREAK = re.compile(r"[\W_]*(?:\d{1,2}(?::\d\d)?\s*(?:[ap]\.?m\.?)?[\W_]*)?(?:[A-Z]{2,4})?[\W_]*")
_PRONOUNS = frozenset(["he", "she", "it", "they", "who", "i", "we", "you"])


@dataclass(frozen=True, slots=True)
class Run:
    """What a speaker was last said to say on a date: the date, its words, and where.

    ``has_occasion`` says that a speech, an interview or the like was told for it.
    """

    said_on: str | None
    spans: tuple[Span, ...]
    place: int
    section: int
    index: int
    has_occasion: bool


def speaker_of(statement: Statement) -> str | None:
    """What tells a speaker from others: the actor, else the source's words, but no pronoun."""
    if statement.speaker is not None and statement.speaker.actor is not None:
        return statement.speaker.actor
    if statement.source is None:
        return None
    words = statement.source.text.strip().lower()
    return None if words in _PRONOUNS else words


def carries(
    text: str, sentence: Span, statement: Statement, run: Run, *, section: int, index: int
) -> bool:
    """Whether nothing tells of another occasion than the run's."""
    if statement.within is not None or statement.hypothetical:
        return False
    if section - run.section > _MAX_PARAGRAPHS or index - run.index - 1 > _MAX_OTHERS:
        return False
    if sentence.start <= run.place < sentence.end:
        return True
    cue = statement.cue.text if statement.cue else ""
    frame = _frame(text, sentence, statement)
    if _PERFECT.match(cue) or _ANOTHER_TIME.search(frame):
        return False
    return not (run.has_occasion and _OCCASION.search(frame))


def tells_occasion(text: str, sentence: Span, statement: Statement) -> bool:
    """Whether the words around a statement tell of a speech, an interview or the like."""
    return bool(_OCCASION.search(_frame(text, sentence, statement)))


def is_break(text: str, section: Span) -> bool:
    """Whether a section only parts what stands before it from what follows.

    >>> [is_break(t, Span(0, len(t))) for t in ("___", "2:15 p.m.", "It rained.")]
    [True, True, False]
    """
    return bool(_BREAK.fullmatch(text, section.start, section.end))


def _frame(text: str, sentence: Span, statement: Statement) -> str:
    """The words of the sentence outside the content."""
    parts, at = [], sentence.start
    for span in sorted(statement.content.spans):
        if span.start >= sentence.end or span.end <= sentence.start:
            continue
        parts.append(text[at : max(span.start, at)])
        at = max(at, span.end)
    parts.append(text[at : sentence.end])
    return " ".join(parts)
