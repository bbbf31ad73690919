"""What is known while the speakers of one report are found: who stands behind which words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.lexicon.people import People
from onrecord.resolve.speakers.coreference import Links
from onrecord.resolve.speakers.figures import Cast, Figure, use_of
from onrecord.resolve.speakers.layout import Layout
from onrecord.resolve.speakers.sources import Core
from onrecord.types import ActorKind, Form, Mention, Span, Statement

SourceKey = tuple[Span, ...]

_LOOK_BACK_USES = 30  # how far back whoever spoke last is looked for


@dataclass(frozen=True, slots=True)
class Found:
    """Who some words stand for.

    Attributes:
        figure: Index of the figure; None where nobody is certain enough.
        score: Probability.
        form: How the words refer.
    """

    figure: int | None
    score: float
    form: Form


@dataclass(slots=True, kw_only=True)
class Stage:
    """One report while it is resolved.

    Attributes:
        layout: Its words.
        people: Pronouns and nouns.
        statements: Its statements.
        names: For each word of a name its mention.
        cores: By a source's spans, its core.
        source_words: Indices of the words that are sources' cores.
        cast: The figures.
        links: What a trained model thinks.
        asking: Indices of the words that are cores of questions' sources.
        teller: For each word the innermost statement whose content it stands in.
        speaking: For each quotation the statement that it is the content of.
        of_source: By a source's spans, who stands behind it.
        of_mention: By a mention's span, who stands behind it.
        of_word: Figures of pronouns, by the word's index.
        by_text: Figures of descriptions, by their words in lower case.
        answering: The figure that an interview's "A:" stands for; -1 before it was looked for.
    """

    layout: Layout
    people: People
    statements: Sequence[Statement]
    names: Mapping[int, Mention]
    cores: Mapping[SourceKey, Core]
    source_words: frozenset[int]
    asking: frozenset[int]
    cast: Cast
    links: Links
    teller: Mapping[int, int]
    speaking: Mapping[int, int]
    of_source: dict[SourceKey, Found] = field(default_factory=dict)
    of_mention: dict[Span, Found] = field(default_factory=dict)
    of_word: dict[int, int] = field(default_factory=dict)
    by_text: dict[str, int] = field(default_factory=dict)
    answering: int | None = -1

    def note_use(self, first: int, last: int, figure: int) -> None:
        """Note that words which are no pronoun speak of a figure."""
        is_source = last in self.source_words
        self.cast.use(use_of(self.layout, first, last, figure, is_source))

    def speaker_of(self, statement: int) -> Found | None:
        """Who stands behind a statement's source, as far as it is known yet."""
        source = self.statements[statement].source
        return self.of_source.get(source.spans) if source else None

    def speaker_of_speech(self, speech: int) -> Found | None:
        """Who speaks a quotation, as far as it is known yet; none outside of quotations (-1)."""
        statement = self.speaking.get(speech)
        return None if statement is None else self.speaker_of(statement)

    def barred(self, at: int) -> frozenset[int]:
        """Whom words in a quotation do not mean by "he": the one who speaks it."""
        speaker = self.speaker_of_speech(self.layout.speech_of[at])
        if speaker is None or speaker.figure is None:
            return frozenset()
        return frozenset((speaker.figure,))

    def told_by(self, at: int) -> int | None:
        """Whose reported words these are, outside of quotation marks."""
        if self.layout.speech_of[at] >= 0 or at not in self.teller:
            return None
        found = self.speaker_of(self.teller[at])
        return found.figure if found else None

    def last_speaker(self, at: int) -> int | None:
        """Who said what stands before a word; nobody when that was a question to somebody."""
        for use in reversed(self.cast.before(at, _LOOK_BACK_USES)):
            if use.is_source and use.in_speech < 0:
                return None if use.last in self.asking else use.figure
        return None

    def named(self, mention: Mention) -> int:
        """The figure of a name; a new one where no actor stands behind the name."""
        figure = self.cast.by_actor.get(mention.actor or "", self.cast.unsure.get(mention.span))
        if figure is None:
            figure = self.figure_of_text(mention.text, mention.span, None, Form.NAME)
        return figure

    def figure_of_text(self, name: str, span: Span, kind: ActorKind | None, form: Form) -> int:
        """The figure that the same words stood for, else a new one."""
        figure = self.by_text.get(name.lower())
        if figure is None:
            figure = self.cast.add(Figure(kind, name, span, form))
            self.cast.figures[figure].words.update(name.lower().split())
            self.by_text[name.lower()] = figure
        return figure


def as_links(links: Mapping[tuple[Span, Span], float]) -> Links:
    """Pairs of mentions as lists by the later one."""
    of: dict[Span, list[tuple[Span, float]]] = {}
    for (anaphor, earlier), probability in links.items():
        of.setdefault(anaphor, []).append((earlier, probability))
    return Links(of)


def words_of_spans(layout: Layout, spans: Iterable[Span]) -> list[int]:
    """Indices of the words of spans, in their order."""
    return [at for span in spans for at in layout.words_of(span)]


def find_tellers(layout: Layout, statements: Sequence[Statement]) -> dict[int, int]:
    """For each word the innermost statement whose content it stands in."""
    sized: list[tuple[int, int, list[int]]] = []
    for index, statement in enumerate(statements):
        content = words_of_spans(layout, statement.content.spans)
        own: set[int] = set()
        for passage in (statement.source, statement.cue):
            own.update(words_of_spans(layout, passage.spans) if passage else ())
        sized.append((len(content), index, [at for at in content if at not in own]))
    teller: dict[int, int] = {}
    for _, index, content in sorted(sized, key=lambda item: -item[0]):
        teller.update(dict.fromkeys(content, index))
    return teller


def find_speaking(layout: Layout, statements: Sequence[Statement]) -> dict[int, int]:
    """For each quotation the statement with the least content that holds it."""
    found: dict[int, tuple[int, int]] = {}
    for index, statement in enumerate(statements):
        content = words_of_spans(layout, statement.content.spans)
        counts: dict[int, int] = {}
        for at in content:
            counts[layout.speech_of[at]] = counts.get(layout.speech_of[at], 0) + 1
        inside = words_of_spans(layout, statement.cue.spans) if statement.cue else []
        own = {-1, *(layout.speech_of[at] for at in inside[:1])}
        for speech, count in counts.items():
            if speech in own or 2 * count < len(layout.words_of(layout.speeches[speech])):
                continue
            if speech not in found or len(content) < found[speech][0]:
                found[speech] = (len(content), index)
    return {speech: index for speech, (_, index) in found.items()}
