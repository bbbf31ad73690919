"""Read a whole report with the model: window by window, each once, for every question."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.extract.names import read_name
from onrecord.extract.own_voice import Happening
from onrecord.extract.roles import best_roles
from onrecord.extract.statements import (
    Candidate,
    as_hearsay,
    drop_duplicates,
    keep_in_paragraph,
    read_candidate,
)
from onrecord.lexicon import load_lexicon
from onrecord.model.features import Quoted
from onrecord.model.links import PRONOUN_FORMS, LinkForm, LinkMention, form_of
from onrecord.model.session import CueReading, Model, TaggedSpan, WindowReading
from onrecord.model.tags import EVENTS, NAME_KINDS, TIME_TYPES, Event
from onrecord.resolve.times import SeenTime
from onrecord.segment import Quotation, Word, paragraphs_that_go_on
from onrecord.types import Form, Mention, Name, Span

# Enough to make the decoder's loop worth its while, few enough to hold (8 kB each).
_DECODE_AT_ONCE = 64
_KNOWN_OTHERWISE = frozenset((LinkForm.I, LinkForm.YOU, LinkForm.WE, LinkForm.WHO))


@dataclass(frozen=True, slots=True, eq=False)
class ReportReading:
    """What the model makes of a report.

    Attributes:
        words: Its words.
        candidates: Its statements, in words.
        names: Its names, in order.
        times: Spans that may tell a time.
        happenings: Words that tell of an event.
        quoted: bool ``[words]``, whether a word stands in quotation marks.
        kinds: float16 ``[words, 4]``, of which entity a word may be the key word (``ENTITIES``).
        link: float16 ``[words, width]``, what the link head compares.
    """

    words: list[Word]
    candidates: list[Candidate]
    names: list[Name]
    times: list[SeenTime]
    happenings: list[Happening]
    quoted: np.ndarray
    kinds: np.ndarray
    link: np.ndarray


def read_report(
    model: Model, text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation]
) -> ReportReading:
    """Read the given paragraphs of a text."""
    prepared = model.prepare(text, paragraphs, quotations)
    words = prepared.words
    adverbs = load_lexicon().classes.hearsay
    hearsay = np.array([word.text.lower() in adverbs for word in words], np.bool_)
    found = _Found(words)
    for window in model.windows(prepared):
        found.add(model.read(prepared, window, hearsay))
        if len(found.cues) >= _DECODE_AT_ONCE:
            found.decode(model, hearsay)
    found.decode(model, hearsay)
    starts = [paragraph.start for paragraph in paragraphs]
    paragraph_of = [bisect_right(starts, word.start) - 1 for word in words]
    goes_on = paragraphs_that_go_on(paragraphs, quotations)
    kept = [keep_in_paragraph(one, paragraph_of, goes_on) for one in found.candidates]
    names = [read_name(text, words, (a, b, NAME_KINDS[k], p)) for a, b, k, p in found.names]
    return ReportReading(
        words=words,
        candidates=drop_duplicates(kept),
        names=[name for name in names if name is not None],
        times=[
            SeenTime(_span(words, a, b), TIME_TYPES[k], round(p, 4)) for a, b, k, p in found.times
        ],
        happenings=[
            Happening(_span(words, a, b), EVENTS[k] is Event.ASSERTED, round(p, 4))
            for a, b, k, p in found.events
        ],
        quoted=prepared.features[:, 1] != Quoted.OUTSIDE,
        kinds=_stack(found.kinds),
        link=_stack(found.link),
    )


class _Found:
    """What windows have given so far."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.cues: list[CueReading] = []
        self.candidates: list[Candidate] = []
        self.names: list[TaggedSpan] = []
        self.times: list[TaggedSpan] = []
        self.events: list[TaggedSpan] = []
        self.kinds: list[np.ndarray] = []
        self.link: list[np.ndarray] = []

    def add(self, reading: WindowReading) -> None:
        self.cues += reading.cues
        self.names += reading.names
        self.times += reading.times
        self.events += reading.events
        self.kinds.append(reading.kinds)
        self.link.append(reading.link)

    def decode(self, model: Model, hearsay: np.ndarray) -> None:
        """Candidates from the cues: those likely enough, and those of hearsay however likely."""
        files = model.files
        likely = min(files.threshold, files.unsourced_threshold)
        cues = [r for r in self.cues if r.score >= likely or hearsay[r.anchor]]
        is_hearsay = [bool(hearsay[r.anchor]) and r.score < files.threshold for r in cues]
        labelled = best_roles(
            [r.scores for r in cues],
            model.transition,
            anchors=[r.anchor - r.first for r in cues],
            without_source=is_hearsay,
        )
        for reading, roles, heard in zip(cues, labelled, is_hearsay, strict=True):
            one = read_candidate(roles, reading.first, reading.anchor, reading.score)
            if heard:
                one = as_hearsay(one, reading.anchor)
            least = files.threshold if one.source else files.unsourced_threshold
            if one.content and (heard or one.score >= least):
                self.candidates.append(one)
        self.cues = []


def _span(words: Sequence[Word], first: int, stop: int) -> Span:
    return Span(words[first].start, words[stop - 1].end)


def _stack(parts: list[np.ndarray]) -> np.ndarray:
    return np.concatenate(parts) if parts else np.zeros((0, 1), np.float16)


def find_links(
    model: Model,
    reading: ReportReading,
    mentions: Sequence[Mention],
    paragraphs: Sequence[Span],
) -> Mapping[tuple[Span, Span], float]:
    """How likely each mention stands for each of those before it, as far as it is worth telling.

    Of mentions that have an actor, and of "I", "you", "we" and "who", nothing is told: who these
    are is known by other means.

    Args:
        model: The model that made the reading.
        reading: The report as the model reads it.
        mentions: Names, descriptions and pronouns, in order.
        paragraphs: The report's own paragraphs.
    """
    at = _link_mentions(reading, mentions, paragraphs)
    asked = [mentions[index].actor is None and m.form not in _KNOWN_OTHERWISE for index, m in at]
    links = model.link([m for _, m in at], reading.link[[m.key for _, m in at]], asked)
    return {
        (mentions[at[i][0]].span, mentions[at[j][0]].span): score
        for i, earlier in enumerate(links)
        for j, score in earlier
    }


def _link_mentions(
    reading: ReportReading, mentions: Sequence[Mention], paragraphs: Sequence[Span]
) -> list[tuple[int, LinkMention]]:
    """The mentions that hold a word, each with its index, in order of their first word."""
    starts = [word.start for word in reading.words]
    paragraph_starts = [paragraph.start for paragraph in paragraphs]
    found = []
    for index, mention in enumerate(mentions):
        first = bisect_right(starts, mention.span.start) - 1
        last = bisect_right(starts, mention.span.end - 1) - 1
        if first < 0 or last < first:
            continue
        lower = [word.text.lower() for word in reading.words[first : last + 1]]
        is_name = mention.form not in (Form.PRONOUN, Form.TITLE, Form.UNNAMED)
        one = LinkMention(
            first=first,
            last=last,
            key=last,
            form=form_of(lower, is_name=is_name and lower[-1] not in PRONOUN_FORMS),
            paragraph=bisect_right(paragraph_starts, mention.span.start),
            quoted=bool(reading.quoted[last]),
            text=" ".join(lower),
            head=lower[-1],
        )
        found.append((index, one))
    return sorted(found, key=lambda pair: (pair[1].first, pair[1].key))
