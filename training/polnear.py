"""PolNeAR (Newell et al. 2018): articles and attributions, read from brat stand-off files."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.types import Span

_ROLE = re.compile(r"(Source|Cue|Content)\d*$")


@dataclass(frozen=True)
class Attribution:
    """One annotated statement; each role may be empty or discontinuous."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True)
class Article:
    """A text with one list of attributions for each annotator who read it."""

    name: str
    text: str
    annotations: tuple[tuple[Attribution, ...], ...]


def read_articles(split: Path) -> Iterator[Article]:
    """Articles of a split (a folder with ``text`` and ``attributions``), in order of their name."""
    by_article: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((split / "attributions").glob("*.ann")):
        by_article[path.stem.rsplit("_", 1)[0]].append(path)
    for path in sorted((split / "text").glob("*.txt")):
        # No newline translation: the positions count every character of the file.
        text = path.read_bytes().decode("utf-8")
        annotations = tuple(read_brat(ann) for ann in by_article[path.stem])
        yield Article(path.stem, text, annotations)


def read_brat(path: Path) -> tuple[Attribution, ...]:
    """Attributions of one brat file, without the spans no event names (Discuss, Discard)."""
    spans: dict[str, list[Span]] = {}
    attributions: list[Attribution] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        fields = line.split("\t")
        if len(fields) < 2:
            continue
        if fields[0].startswith("T"):
            places = fields[1].split(" ", 1)[1].split(";")
            spans[fields[0]] = [Span(*map(int, place.split())) for place in places]
        elif fields[0].startswith("E") and fields[1].startswith("Attribution"):
            attributions.append(_attribution(fields[1], spans))
    return tuple(attributions)


def _attribution(event: str, spans: dict[str, list[Span]]) -> Attribution:
    roles: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
    for part in event.split()[1:]:
        name, _, target = part.partition(":")
        if match := _ROLE.match(name):
            roles[match.group(1)] += spans.get(target, [])
    return Attribution(*(tuple(sorted(roles[name])) for name in ("Source", "Cue", "Content")))
