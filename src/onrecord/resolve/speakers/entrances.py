"""Who enters a report's cast: its actors with what their titles tell, and noun phrases."""

from collections.abc import Iterable, Mapping

from onrecord.lexicon.outlets import load_outlets
from onrecord.lexicon.people import Noun, People
from onrecord.lexicon.reference import load_reference_words
from onrecord.resolve.speakers.figures import Cast, Figure, use_of
from onrecord.resolve.speakers.layout import Layout
from onrecord.resolve.speakers.phrases import Phrase
from onrecord.types import Actor, ActorKind, Form, Mention, NameKind, Span

_WORDS = load_reference_words()

_ALIKE = 20  # how many people of the same family name are told apart
_DATELINE_WORDS = 10  # how far into its paragraph the agency of a dateline may stand
_TITLE_WORDS = 8  # how far before a name its titles may start
_APPOSITION_WORDS = 14  # how far after a name the noun of its apposition may stand
_STOPS = _WORDS["apposition-stops"]
_LEFT_STOPS = _WORDS["left-stops"]


def take_in_actors(
    cast: Cast, actors: Iterable[Actor], mentions: Iterable[Mention], sources: frozenset[int]
) -> None:
    """Make a figure of each actor and note where it is named.

    Args:
        cast: It is added to.
        actors: The actors.
        mentions: Where they are named.
        sources: Indices of the words that stand in a statement's source.
    """
    for actor in actors:
        cast.add(_figure(cast, actor))
    for mention in mentions:
        index = cast.by_actor.get(mention.actor or "")
        if index is None:
            index = _likeliest(cast, mention)
        if index is None:
            continue
        inside = cast.layout.words_of(mention.span)
        if not inside:
            continue
        figure = cast.figures[index]
        if figure.first_named is None:
            figure.first_named = inside[0]
        figure.last_named = inside[0]
        figure.words.update(mention.text.lower().split())
        figure.is_teller |= _is_in_dateline(cast.layout, inside)
        if figure.kind is ActorKind.PERSON:
            _learn_titles(cast.people, figure, _words_before(cast, inside[0]))
        elif figure.kind is ActorKind.ORGANISATION:
            _learn_class(cast, figure, inside[0] - 1)
        if figure.kind in _OWNERS:
            _learn_after(cast, figure, inside[-1])
        cast.use(use_of(cast.layout, inside[0], inside[-1], index, inside[0] in sources))


def _is_in_dateline(layout: Layout, inside: range) -> bool:
    """Whether a name is the agency of a dateline: "PORT VESK, May 3 (Vesk Wire) - …"."""
    is_bracketed = layout.plain(inside[0] - 1) == "(" and layout.plain(inside[-1] + 1) == ")"
    if not is_bracketed or layout.plain(inside[-1] + 2) not in _WORDS["dashes"]:
        return False
    paragraph, first = layout.paragraph_of[inside[0]], inside[0] - _DATELINE_WORDS
    return first < 0 or layout.paragraph_of[first] != paragraph


def _likeliest(cast: Cast, mention: Mention) -> int | None:
    """Of several people with the same family name the one who was named last."""
    if mention.kind is not NameKind.PERSON:
        return None
    alike = cast.by_word.get(mention.text.lower().split()[-1], ())[:_ALIKE]
    known = [index for index in alike if cast.figures[index].kind is ActorKind.PERSON]
    if not known:
        return None
    index = max(known, key=lambda one: (cast.figures[one].last_named, -one))
    cast.unsure[mention.span] = index
    return index


def _figure(cast: Cast, actor: Actor) -> Figure:
    span = actor.name_spans[0] if actor.name_spans else Span(0, 0)
    figure = Figure(actor.kind, actor.name, span, Form.NAME, actor=actor)
    figure.words.update(actor.name.lower().split())
    if actor.kind is ActorKind.PERSON:
        parts = actor.name.split()
        if len(parts) > 1:
            figure.gender = cast.people.gender_of_name(parts[0].strip("."))
            figure.leaning = cast.people.gender_of_name(parts[0].strip("."), surely=False)
    else:
        for word in _kind_words(actor.name):
            _describe(figure, cast.people, word)
        is_body = actor.kind is ActorKind.ORGANISATION
        if is_body and not figure.nouns and load_outlets().has(actor.name):
            figure.nouns.add("outlet")
    for told in (actor.role, actor.rank):
        for word in told.value.split() if told else ():
            _describe(figure, cast.people, word)
        if told:
            figure.roles.append(_role_words(told.value.split()))
    return figure


def _kind_words(name: str) -> list[str]:
    """The words of a body's name that may say what it is: not what it is for or of."""
    words = name.split()
    for at, word in enumerate(words):
        if at and word in ("of", "for"):
            return words[:at]
    return words


def _role_words(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower().strip(".,’'") for word in words)


def _describe(figure: Figure, people: People, word: str) -> None:
    word = word.strip(".,’'")
    figure.words.add(word.lower())
    noun = people.noun(word)
    is_other = figure.kind is ActorKind.ORGANISATION and noun and noun.kind is ActorKind.DOCUMENT
    if noun is not None and not is_other:
        figure.nouns.add(noun.lemma)
        if figure.kind is ActorKind.PERSON and noun.kind is ActorKind.PERSON and noun.gender:
            figure.gender = noun.gender


def _words_before(cast: Cast, first: int) -> list[str]:
    """The words that may be titles before a name, the nearest first."""
    layout = cast.layout
    before = first - 1
    lowest = max(0, first - _TITLE_WORDS)
    words: list[str] = []
    while before >= lowest and layout.sentence_of[before] == layout.sentence_of[first]:
        word = layout.plain(before)
        if word == "." and layout.plain(before - 1) in cast.people.addresses:
            before -= 1
            continue
        if word in _LEFT_STOPS or not word[0].isalnum():
            break
        words.append(word)
        before -= 1
    return words


def _learn_titles(people: People, figure: Figure, words: list[str]) -> None:
    """Learn from the words before a name, the nearest first."""
    for position, word in enumerate(words):
        figure.gender = people.addresses.get(word) or figure.gender
        if word in people.same:
            figure.nouns.add(word)
        noun = people.noun(word)
        if noun is not None and noun.kind is ActorKind.PERSON:
            # Of "Una Moll's husband Ira" nothing before the "'s" is Ira's.
            if "'s" not in words[:position] or noun.gender is None:
                _take_noun(figure, noun)
        elif position == 0 and word not in people.addresses:
            break
    figure.words.update(words)
    if figure.nouns and words:
        figure.roles.append(_role_words(words))


def _learn_class(cast: Cast, figure: Figure, before: int) -> None:
    """Learn what a body is called right before its name: "the brokerage Vesk"."""
    word = cast.layout.words[before].text if before >= 0 else ""
    noun = cast.people.noun(word) if word.islower() else None
    if noun is not None and noun.kind is ActorKind.ORGANISATION and not noun.is_plural:
        figure.nouns.add(noun.lemma)


def _take_noun(figure: Figure, noun: Noun) -> None:
    figure.nouns.add(noun.lemma)
    if noun.gender is not None and not noun.is_plural:
        figure.gender = noun.gender


def _learn_after(cast: Cast, figure: Figure, last: int) -> None:
    layout, people = cast.layout, cast.people
    if layout.plain(last + 1) != ",":
        return
    seen: list[str] = []
    for at in range(last + 2, min(last + 2 + _APPOSITION_WORDS, len(layout.words))):
        word = layout.plain(at)
        if word in _STOPS or not (word[0].isalnum() or word == "'s"):
            break
        if layout.sentence_of[at] != layout.sentence_of[last]:
            break
        seen.append(word)
    noun = people.noun(seen[-1]) if seen else None
    if noun is None or noun.kind is not figure.kind or noun.is_plural:
        return
    _take_noun(figure, noun)
    figure.words.update(seen)
    figure.roles.append(_role_words(seen))


def take_in_phrase(cast: Cast, phrase: Phrase, is_source: bool) -> int:
    """Make a figure of a noun phrase that nobody known stands behind."""
    layout = cast.layout
    article = phrase.determiner in ("the", "a", "an", "'s", "'")
    first = phrase.first + (1 if article and phrase.first < phrase.last else 0)
    span = Span(layout.words[first].start, layout.words[phrase.last].end)
    figure = Figure(
        kind=phrase.noun.kind,
        name=layout.text[span.start : span.end],
        span=span,
        form=Form.TITLE if phrase.is_definite else Form.UNNAMED,
        gender=phrase.noun.gender,
        is_plural=phrase.noun.is_plural,
    )
    figure.nouns.add(phrase.noun.lemma)
    words = [layout.plain(at) for at in range(first, phrase.last + 1)]
    figure.words.update(words)
    if phrase.determiner in ("'s", "'"):
        words.append(layout.plain(phrase.first - 1))  # "Vesk's office" is not "the port office"
    figure.roles.append(_role_words(words))
    index = cast.add(figure)
    cast.use(use_of(layout, phrase.first, phrase.last, index, is_source))
    return index


def owner_of(cast: Cast, phrase: Phrase, names: Mapping[int, Mention]) -> int | None:
    """The figure whose something a phrase is: "Ode's lawyer", "the Ode campaign"."""
    if phrase.determiner in ("'s", "'"):
        return _figure_at(cast, names, phrase.first - 1)
    for at in range(phrase.last - 1, phrase.first - 1, -1):
        figure = _figure_at(cast, names, at)
        if figure is not None:
            return figure
    return None


def is_called(cast: Cast, phrase: Phrase, names: Mapping[int, Mention]) -> int | None:
    """The body that a phrase says the kind of: "the Vesk Herald newspaper"."""
    if phrase.determiner != "the" or phrase.noun.lemma not in _CLASSES or phrase.noun.is_plural:
        return None
    for at in range(phrase.last - 1, max(phrase.first, phrase.last - 1 - _CLASS_WORDS), -1):
        figure = _figure_at(cast, names, at)
        if cast.layout.plain(at) in _WORDS["unions"]:
            return None  # "the UN agency" is one of its bodies
        if figure is not None:
            return figure if cast.figures[figure].kind is ActorKind.ORGANISATION else None
    return None


_CLASSES = _WORDS["classes"]
_CLASS_WORDS = 2  # how far before the noun the name may end


def _figure_at(cast: Cast, names: Mapping[int, Mention], at: int) -> int | None:
    mention = names.get(at)
    figure = cast.by_actor.get(mention.actor or "") if mention else None
    if figure is None or cast.figures[figure].kind not in _OWNERS:
        return None
    return figure


# Not states and groups: "European leaders" are not Europe's in the way that its army is.
_OWNERS = frozenset((ActorKind.PERSON, ActorKind.ORGANISATION))
