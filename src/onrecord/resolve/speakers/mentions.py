"""Pronouns and descriptions: the words that need an actor beside the names."""

from collections.abc import Iterable

from onrecord.lexicon.people import Case, People, load_people
from onrecord.resolve.speakers.layout import Layout
from onrecord.resolve.speakers.phrases import find_phrases, names_by_word
from onrecord.types import Form, Mention, Span, Statement


def find_mentions(
    layout: Layout, names_mentions: Iterable[Mention], statements: Iterable[Statement]
) -> tuple[Mention, ...]:
    """The pronouns and definite descriptions that an actor may stand behind, in order.

    Third-person pronouns count everywhere, first-person ones in speech or as a source, relative
    ones as a source. No mention has an actor yet.

    Args:
        layout: The report's words.
        names_mentions: The names that stand for actors.
        statements: Its statements.
    """
    people = load_people()
    named = names_by_word(layout, names_mentions)
    sources = _source_words(layout, statements)
    found = [
        _mention(layout, at, at, Form.PRONOUN)
        for at in range(len(layout.words))
        if at not in named and _is_pronoun(layout, people, at, at in sources)
    ]
    found += [
        _mention(layout, phrase.first, phrase.last, Form.TITLE)
        for phrase in find_phrases(layout, named, people)
        if phrase.is_definite and not phrase.determiner.startswith("'")
    ]
    return tuple(sorted(found, key=lambda mention: mention.span))


def _source_words(layout: Layout, statements: Iterable[Statement]) -> frozenset[int]:
    return frozenset(
        at
        for statement in statements
        if statement.source
        for span in statement.source.spans
        for at in layout.words_of(span)
    )


def _is_pronoun(layout: Layout, people: People, at: int, is_source: bool) -> bool:
    pronoun = people.pronouns.get(layout.plain(at))
    if pronoun is None:
        return False
    if pronoun.case is Case.RELATIVE:
        return is_source
    if pronoun.person == 3:
        # "US" and "IT" are no pronouns; a headline in capitals may lose one.
        return not layout.words[at].text.isupper()
    if pronoun.person == 1:
        shouted = layout.words[at].text == "US"
        return not shouted and (is_source or layout.speech_of[at] >= 0)
    return is_source


def _mention(layout: Layout, first: int, last: int, form: Form) -> Mention:
    span = Span(layout.words[first].start, layout.words[last].end)
    return Mention(span=span, text=layout.text[span.start : span.end], form=form)
