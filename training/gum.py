"""GUM (Zeldes 2017): documents with their mentions of entities and who is who."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.types import Span

_MARK = re.compile(r"\(([^()]+)(\))?|([^()]+)\)")


@dataclass(frozen=True)
class EntityMention:
    """A mention: its words, its key word (of a name the last, of a phrase its head), its kind."""

    span: Span
    key: Span
    kind: str
    entity: str
    is_pronoun: bool


@dataclass(frozen=True)
class EntityDocument:
    """A text put together from tokens; its mentions in order of their key word."""

    name: str
    text: str
    mentions: tuple[EntityMention, ...]


def split_names(gum: Path, split: str) -> frozenset[str]:
    """Names of the documents of a split, from ``splits.md``."""
    names: dict[str, set[str]] = {}
    current = ""
    for line in (gum / "splits.md").read_text(encoding="utf-8").split("\n"):
        if line.startswith("## "):
            current = line[3:].strip()
        elif line.strip().startswith("* "):
            names.setdefault(current, set()).add(line.strip()[2:])
    return frozenset(names.get(split, ()))


def read_entities(gum: Path, *, dev: bool) -> Iterator[EntityDocument]:
    """The documents of ``dep/`` that are (or are not) of the dev split, in order of their name."""
    held = split_names(gum, "dev")
    never = split_names(gum, "test") | split_names(gum, "test2")
    for path in sorted((gum / "dep").glob("*.conllu")):
        if path.stem not in never and (path.stem in held) == dev:
            yield read_document(path)


def read_document(path: Path) -> EntityDocument:
    """One document, its paragraphs apart by a line break."""
    parts: list[str] = []
    tokens: list[tuple[Span, str]] = []  # of each token its span and part of speech
    opened: list[tuple[str, int]] = []  # entities begun: label, first token
    found: list[tuple[str, int, int]] = []
    at = 0
    gap = ""
    inside = 0  # the last token of a multi-word token that was written already
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newpar") and parts:
            gap = "\n"
        fields = line.split("\t")
        if len(fields) < 10 or "." in fields[0]:
            continue
        misc = dict(item.partition("=")[::2] for item in fields[9].split("|"))
        if "-" in fields[0]:  # "don't" over "do", "n't"
            inside = int(fields[0].split("-")[1])
            parts += [gap, fields[1]]
            at += len(gap)
            whole = Span(at, at + len(fields[1]))
            at, left = whole.end, whole.start
            gap = "" if misc.get("SpaceAfter") == "No" else " "
            continue
        number = int(fields[0])
        if number <= inside:
            stop = min(left + len(fields[1]), whole.end)
            span = Span(min(left, stop - 1), whole.end if number == inside else stop)
            left = span.end
            if number == inside:
                inside = 0
        else:
            parts += [gap, fields[1]]
            at += len(gap)
            span = Span(at, at + len(fields[1]))
            at = span.end
            gap = "" if misc.get("SpaceAfter") == "No" else " "
        tokens.append((span, fields[3]))
        _follow(misc.get("Entity", ""), len(tokens) - 1, opened, found)
    mentions = [m for e in found if (m := _mention(e, tokens))]
    mentions.sort(key=lambda m: (m.key, m.span))
    return EntityDocument(path.stem, "".join(parts), tuple(mentions))


def _follow(
    marks: str,
    token: int,
    opened: list[tuple[str, int]],
    found: list[tuple[str, int, int]],
) -> None:
    """Keep book of the entities that begin and end with a token."""
    for match in _MARK.finditer(marks):
        label, single, closing = match.group(1), match.group(2), match.group(3)
        if label and single:
            found.append((label, token, token))
        elif label:
            opened.append((label, token))
        elif closing:
            group = closing.split("-")[0]
            for index in range(len(opened) - 1, -1, -1):
                if opened[index][0].split("-")[0] == group:
                    begun, first = opened.pop(index)
                    found.append((begun, first, token))
                    break


def _mention(entity: tuple[str, int, int], tokens: list[tuple[Span, str]]) -> EntityMention | None:
    label, first, last = entity
    fields = label.split("-")
    if len(fields) < 6 or "[" in fields[0]:
        return None
    least = [int(n) for n in fields[5].split(",") if n.isdigit()] or [last - first + 1]
    # The least span names a phrase by its head, a name by all of its words: "7,11", "2,3,4".
    together = next((i for i in range(1, len(least)) if least[i] != least[i - 1] + 1), len(least))
    key = min(first + least[together - 1] - 1, last)
    return EntityMention(
        span=Span(tokens[first][0].start, tokens[last][0].end),
        key=tokens[key][0],
        kind=fields[1],
        entity=fields[0],
        is_pronoun=first == last and tokens[first][1] in ("PRON", "DET"),
    )
