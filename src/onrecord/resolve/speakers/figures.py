"""The figures of a report: everybody and everything that a pronoun or description may mean."""

from bisect import bisect_left, insort
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.lexicon.people import Gender, People
from onrecord.lexicon.reference import load_reference_words
from onrecord.resolve.speakers.layout import Layout
from onrecord.types import Actor, ActorKind, Form, Span, Told

_WORDS = load_reference_words()


class Use(NamedTuple):
    """A place where a figure is spoken of.

    Attributes:
        word: Index of its first word.
        last: Index of its last word.
        figure: Index of the figure.
        is_subject: It stands where a subject would.
        is_possessive: A possessive ending or pronoun.
        is_pronoun: A pronoun.
        is_source: It is the source of a statement, or in one.
        in_speech: Number of the quotation it stands in, -1 outside.
        opens_sentence: No other clause of its sentence stands before it.
    """

    word: int
    last: int
    figure: int
    is_subject: bool
    is_possessive: bool
    is_pronoun: bool
    is_source: bool
    in_speech: int
    opens_sentence: bool


@dataclass(slots=True)
class Figure:
    """Somebody or something spoken of; what is known of it grows while the report is read.

    Attributes:
        kind: None where it is not known.
        name: Its fullest name or description.
        span: Where it is first spoken of.
        form: How it is first spoken of.
        gender: None where it is not known.
        leaning: What its given name makes likely while the gender is not known.
        is_plural: More than one.
        actor: The actor, once there is one.
        nouns: What it is called or described as, singular.
        words: All lower-case words of its names and descriptions.
        roles: For each time it is described the words of the description.
        members: Indices of the figures that it consists of.
        country: Of a state that is told by other words.
        is_teller: It is the agency in the dateline, which tells the report.
        first_named: Index of the word where it is first named.
        last_named: Index of the word where it is last named, as far as the text is read.
    """

    kind: ActorKind | None
    name: str
    span: Span
    form: Form
    gender: Gender | None = None
    leaning: Gender | None = None
    is_plural: bool = False
    actor: Actor | None = None
    nouns: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    roles: list[frozenset[str]] = field(default_factory=list)
    members: tuple[int, ...] = ()
    country: Told | None = None
    is_teller: bool = False
    first_named: int | None = None
    last_named: int = -1


class Cast:
    """The figures of one report and where they are spoken of, in the order of the text."""

    def __init__(self, layout: Layout, people: People) -> None:
        self.layout = layout
        self.people = people
        self.figures: list[Figure] = []
        self.uses: list[Use] = []
        self.by_actor: dict[str, int] = {}
        self.by_name: dict[tuple[ActorKind | None, str], int] = {}
        self.by_word: dict[str, list[int]] = {}
        self.by_initials: dict[str, list[int]] = {}
        self.joined: dict[tuple[int, ...], int] = {}
        self.unsure: dict[Span, int] = {}  # short name that may be several actors → figure
        self.owned: dict[tuple[int, str], int] = {}  # (whose, noun) → figure

    def add(self, figure: Figure) -> int:
        """Take a figure in; its index."""
        index = len(self.figures)
        self.figures.append(figure)
        self.by_name.setdefault((figure.kind, figure.name), index)
        if figure.members:
            self.joined.setdefault(figure.members, index)
        if figure.actor is not None:
            self.by_actor.setdefault(figure.actor.id, index)
            parts = figure.name.split()
            for word in {part.lower() for part in parts}:
                self.by_word.setdefault(word, []).append(index)
            initials = "".join(part[0] for part in parts if part[0].isupper()).lower()
            self.by_initials.setdefault(initials, []).append(index)
        return index

    def use(self, use: Use) -> None:
        """Note where a figure is spoken of."""
        insort(self.uses, use)

    def before(self, word: int, most: int) -> list[Use]:
        """The last uses that start before a word, in order."""
        upto = bisect_left(self.uses, (word,))
        return self.uses[max(0, upto - most) : upto]

    def after(self, word: int, most: int) -> list[Use]:
        """The first uses that start at a word or after it, in order."""
        at = bisect_left(self.uses, (word,))
        return self.uses[at : at + most]


def use_of(
    layout: Layout,
    first: int,
    last: int,
    figure: int,
    is_source: bool,
    *,
    pronoun: str = "",
) -> Use:
    """The use of a figure at some words."""
    possessive = layout.plain(last + 1) in ("'s", "'") if not pronoun else pronoun == "possessive"
    if pronoun:
        subject = pronoun == "subject"
    else:
        subject = not possessive and (is_source or _has_verb_after(layout, last))
    return Use(
        first,
        last,
        figure,
        subject,
        possessive,
        bool(pronoun),
        is_source,
        layout.speech_of[first],
        _opens_sentence(layout, first),
    )


def _opens_sentence(layout: Layout, first: int) -> bool:
    at = first
    while at and at > first - _OPENING_WORDS and not layout.starts_sentence(at):
        if layout.plain(at - 1) in _CLAUSE_WORDS:
            return False
        at -= 1
    return layout.starts_sentence(at)


_OPENING_WORDS = 8  # how far into its sentence a subject may stand
_CLAUSE_WORDS = _WORDS["clause-words"]
_VERBS = _WORDS["verbs"]


def _has_verb_after(layout: Layout, last: int) -> bool:
    after = last + 1
    word = layout.plain(after)
    if word in _VERBS:
        return True
    return (
        len(word) > 3
        and word.endswith("ed")
        and layout.sentence_of[after] == layout.sentence_of[last]
    )
