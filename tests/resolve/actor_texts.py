"""Texts with their names marked: ``[Ada Ode]`` is a person, ``{Ode Bank}`` an organisation,
``<Lima>`` a place, ``|Peruvian|`` a group; ``*`` before a mark makes it a source too."""

import re

from onrecord.resolve.actors.find import find_actors
from onrecord.segment import split_paragraphs
from onrecord.types import Actor, Mention, Name, NameKind, Span

_KINDS = {
    "[": NameKind.PERSON,
    "{": NameKind.ORGANISATION,
    "<": NameKind.PLACE,
    "|": NameKind.GROUP,
    "~": NameKind.OTHER,
}
_MARK = re.compile(r"(\*?)(?:\[([^\]]*)\]|\{([^}]*)\}|<([^>]*)>|\|([^|]*)\||~([^~]*)~)")


def read_marks(marked: str) -> tuple[str, list[Name], list[Span]]:
    """The text without marks, its names and its sources."""
    text, names, agents, at = "", [], [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        words = next(group for group in match.groups()[1:] if group is not None)
        span = Span(len(text), len(text) + len(words))
        opener = match.group()[len(match[1])]
        names.append(Name(span, _KINDS[opener], 0.9))
        if match[1]:
            agents.append(span)
        text += words
        at = match.end()
    return text + marked[at:], names, agents


def actors_of(marked: str) -> tuple[str, tuple[Mention, ...], tuple[Actor, ...]]:
    """The text, the mentions and the actors of a marked text."""
    text, names, agents = read_marks(marked)
    mentions, actors = find_actors(text, split_paragraphs(text), names, edition="e", agents=agents)
    return text, mentions, actors


def named(marked: str) -> list[str | None]:
    """For each mention in order the name of its actor."""
    _, mentions, actors = actors_of(marked)
    by_id = {actor.id: actor.name for actor in actors}
    return [by_id[m.actor] if m.actor else None for m in mentions]


def only_actor(marked: str, name: str) -> Actor:
    """The one actor of that name."""
    [found] = [actor for actor in actors_of(marked)[2] if actor.name == name]
    return found
