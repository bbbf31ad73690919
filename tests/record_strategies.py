"""Records of all kinds, for tests that put one away and take it out again."""

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from onrecord.record import Record
from onrecord.types import (
    Act,
    Actor,
    ActorKind,
    Excluded,
    Form,
    Framing,
    MadeBy,
    Mention,
    Mode,
    NameKind,
    Passage,
    Place,
    Relation,
    RelationKind,
    Report,
    Span,
    Speaker,
    Statement,
    Tenure,
    TimeExpression,
    TimeType,
    Told,
    Why,
    make_id,
)

Spans = st.SearchStrategy[tuple[Span, ...]]

_DATES = st.sampled_from(["2031-03-14", "2031-21", "203X", "2031-03/..", "XXXX-03", "some day"])
_SCORES = st.floats(0, 1)


@dataclass(frozen=True)
class Kind:
    """What records are made of: ids, words, and spans of a text of so many characters."""

    ids: st.SearchStrategy[str]
    words: st.SearchStrategy[str]
    texts: st.SearchStrategy[str]
    spans: Callable[[int], Spans]
    passage_is_cut_out: bool
    names_of_kinds: st.SearchStrategy[str]


def _true_spans(length: int) -> Spans:
    edges = st.lists(st.integers(0, length), min_size=2, max_size=4, unique=True).map(sorted)
    return edges.map(lambda e: tuple(Span(*p) for p in zip(*[iter(e)] * 2, strict=False)))


_any_spans: Spans = st.lists(
    st.builds(Span, st.integers(0, 2**40), st.integers(0, 2**40)), min_size=1, max_size=3
).map(tuple)
_any_words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)

PROPER = Kind(
    ids=st.integers().map(make_id),
    words=st.text(min_size=1, max_size=12),
    texts=st.text(min_size=8, max_size=60),
    spans=_true_spans,
    passage_is_cut_out=True,
    names_of_kinds=st.sampled_from([kind.value for kind in ActorKind]),
)
"""Records that follow the schema."""

ODD = Kind(
    ids=_any_words,
    words=_any_words,
    texts=_any_words,
    spans=lambda _: _any_spans,
    passage_is_cut_out=False,
    names_of_kinds=_any_words,
)
"""Records whose ids, words and positions are any that the types let in."""


@st.composite
def records(draw: st.DrawFn, kind: Kind) -> Record:
    """Records with something of everything in them."""
    text = draw(kind.texts)
    spans = kind.spans(len(text))
    cut_out = spans.map(lambda some: Passage.of(text, some))
    passages = cut_out if kind.passage_is_cut_out else st.builds(Passage, spans, kind.words)

    def some_of(values: st.SearchStrategy, at_most: int = 2) -> tuple:
        return tuple(draw(st.lists(values, max_size=at_most)))

    maybe = st.none() | kind.words
    return Record(
        report=draw(
            st.builds(
                Report,
                text=st.just(text),
                path=maybe,
                title=maybe,
                url=maybe,
                outlet=maybe,
                published=maybe,
            )
        ),
        statements=some_of(_statements(kind, spans, passages), 3),
        excluded=some_of(st.builds(Excluded, spans, st.sampled_from(Why))),
        made_by=draw(st.builds(MadeBy, kind.words, kind.words, kind.words)),
        mentions=some_of(_mentions(kind, spans)),
        actors=some_of(_actors(kind, spans)),
        dates=some_of(_dates(kind, spans)),
        places=some_of(_places(kind, spans)),
        relations=some_of(_relations(kind)),
        own_voice=some_of(cut_out),
    )


def _statements(
    kind: Kind, spans: Spans, passages: st.SearchStrategy[Passage]
) -> st.SearchStrategy[Statement]:
    maybe_passage = st.none() | passages
    maybe_id = st.none() | kind.ids
    return st.builds(
        Statement,
        id=kind.ids,
        source=maybe_passage,
        cue=maybe_passage,
        content=passages,
        mode=st.sampled_from(Mode),
        act=st.sampled_from(Act),
        framing=st.sampled_from(Framing),
        score=_SCORES,
        negated=st.booleans(),
        hypothetical=st.booleans(),
        within=maybe_id,
        speaker=st.none() | _speakers(kind),
        said_on=st.none() | _DATES,
        said_on_spans=st.just(()) | spans,
        said_on_carried=st.booleans(),
        happened_on=_maybe_told(_DATES, spans),
        said_at=_maybe_told(kind.ids, spans),
        happened_at=_maybe_told(kind.ids, spans),
        addressee=maybe_passage,
        reported_by=maybe_passage,
    )


def _speakers(kind: Kind) -> st.SearchStrategy[Speaker]:
    maybe = st.none() | kind.words
    return st.builds(
        Speaker,
        name=kind.words,
        actor=st.none() | kind.ids,
        kind=st.none() | kind.names_of_kinds,
        role=maybe,
        affiliation=maybe,
        country=maybe,
        how=st.none() | st.sampled_from(Form),
        score=st.none() | _SCORES,
    )


def _mentions(kind: Kind, spans: Spans) -> st.SearchStrategy[Mention]:
    return st.builds(
        Mention,
        span=spans.map(lambda some: some[0]),
        text=kind.words,
        form=st.sampled_from(Form),
        kind=st.none() | st.sampled_from(NameKind),
        actor=st.none() | kind.ids,
        score=_SCORES,
    )


def _actors(kind: Kind, spans: Spans) -> st.SearchStrategy[Actor]:
    told = _maybe_told(kind.words, spans)
    return st.builds(
        Actor,
        id=kind.ids,
        name=kind.words,
        kind=st.sampled_from(ActorKind),
        name_spans=st.just(()) | spans,
        role=told,
        rank=told,
        affiliation=told,
        tenure=_maybe_told(st.sampled_from([tenure.value for tenure in Tenure]), spans),
        country=told,
        number=told,
    )


def _dates(kind: Kind, spans: Spans) -> st.SearchStrategy[TimeExpression]:
    return st.builds(
        TimeExpression,
        id=kind.ids,
        span=spans.map(lambda some: some[0]),
        text=kind.words,
        type=st.sampled_from(TimeType),
        value=st.none() | kind.words,
        edtf=st.none() | _DATES,
        anchor=st.none() | kind.ids,
    )


def _places(kind: Kind, spans: Spans) -> st.SearchStrategy[Place]:
    return st.builds(
        Place,
        id=kind.ids,
        span=spans.map(lambda some: some[0]),
        text=kind.words,
        geonameid=st.none() | st.integers(0, 2**50),
        name=st.none() | kind.words,
        country=st.none() | kind.words,
        latitude=st.none() | st.floats(-90, 90),
        longitude=st.none() | st.floats(-180, 180),
        score=_SCORES,
    )


def _relations(kind: Kind) -> st.SearchStrategy[Relation]:
    return st.builds(
        Relation,
        kind=st.sampled_from(RelationKind),
        from_id=kind.ids,
        to_id=kind.ids,
        score=_SCORES,
    )


def _maybe_told(values: st.SearchStrategy[str], spans: Spans) -> st.SearchStrategy[Told | None]:
    return st.none() | st.builds(Told, values, st.just(()) | spans)
