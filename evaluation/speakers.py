"""Score who is behind each statement, on the development set of ``data/speakers.tsv``.

    python -m evaluation.speakers --corpora ../shared/corpora

First PolNeAR's own statements, so that speakers are measured and nothing else, once with the
model's links and once by the rules alone; then, end to end, those that the reader finds. Articles
are taken in the order of their names: the even ones were tuned on, the odd ones were not.
``--errors`` prints what is wrong.
"""

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord import Reader
from onrecord.extract.assemble import put_on_record
from onrecord.extract.names import agree_on_kinds
from onrecord.extract.statements import Candidate
from onrecord.model.report import find_links, read_report
from onrecord.model.session import Model
from onrecord.resolve.actors.find import find_actors
from onrecord.resolve.speakers.find import Resolved, resolve_speakers
from onrecord.resolve.speakers.layout import lay_out
from onrecord.resolve.speakers.mentions import find_mentions
from onrecord.resolve.times import date_statements, find_times
from onrecord.segment import Quotation, Word, find_quotations, split_paragraphs
from onrecord.types import Form, Report, Span, Statement
from training.polnear import Article, read_articles

DATA = Path(__file__).with_name("data") / "speakers.tsv"
TARGETS = {"all": 92.0, "pronouns": 88.0, "titles": 80.0}
_GROUPS = {
    "name": "names",
    "short-name": "names",
    "acronym": "names",
    "pronoun": "pronouns",
    "title": "titles",
    "seat": "seats",
    "unnamed": "unnamed",
    "none": "no source",
}
_WORD = re.compile(r"\w+")
_FIELDS = ("role", "affiliation", "country", "said_on")


@dataclass(frozen=True, slots=True)
class Gold:
    """One statement of the development set; a name, role or affiliation has one reading or more."""

    article: str
    cue: int
    names: tuple[str, ...]
    form: str
    kind: str | None
    roles: tuple[str, ...]
    affiliations: tuple[str, ...]
    country: str | None
    said_on: str | None


def read_gold(path: Path, texts: Mapping[str, str]) -> dict[str, list[Gold]]:
    """The development set by article, its positions read out of the articles' texts."""
    found: dict[str, list[Gold]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        article, cue, name, form, kind, role, affiliation, country, said_on, _ = line.split("\t")
        text = texts[article]
        found[article].append(
            Gold(
                article,
                int(cue),
                _readings(text, name),
                form,
                None if kind == "-" else kind,
                _readings(text, role),
                _readings(text, affiliation),
                None if country == "-" else country,
                None if said_on == "-" else said_on,
            )
        )
    return dict(found)


def _readings(text: str, cell: str) -> tuple[str, ...]:
    return tuple(_reading(text, part) for part in cell.split("|") if part != "-")


def _reading(text: str, part: str) -> str:
    """``12-20`` is a stretch of the text, ``+`` joins two, ``=`` stands before words of no text."""
    if part.startswith("="):
        return part[1:]
    spans = (tuple(map(int, span.split("-"))) for span in part.split("+"))
    return " and ".join(text[start:end] for start, end in spans)


def is_same(name: str, gold: Iterable[str], mentions: Iterable[str]) -> bool:
    """Whether a speaker's name, or another mention of the actor, is an annotated one.

    >>> is_same("the Border Service", ["Border Service"], [])
    True
    """
    wanted = {_plain(reading) for reading in gold}
    return _plain(name) in wanted or any(_plain(mention) in wanted for mention in mentions)


def _plain(name: str) -> str:
    words = _WORD.findall(name.casefold().replace("’s", "").replace("'s", ""))
    return " ".join(word for word in words if word not in ("the", "a", "an", "and"))


def is_like(value: str | None, gold: Sequence[str]) -> bool:
    """Whether a role or affiliation is one of those annotated: half of all words shared."""
    if value is None or not gold:
        return value is None and not gold
    words = set(_plain(value).split())
    return any(
        2 * len(words & other) >= len(words | other)
        for other in (set(_plain(reading).split()) for reading in gold)
    )


def resolve(model: Model, article: Article, *, with_links: bool = True) -> Resolved:
    """An article's own statements with the speakers that are found for them."""
    report = Report(text=article.text, published=article.name.split("_")[1])
    text, edition = report.text, report.edition
    sections = split_paragraphs(text)
    quotations = find_quotations(text, sections)
    reading = read_report(model, text, sections, quotations)
    statements = own_statements(article, report, reading.words, quotations)
    names = agree_on_kinds(text, reading.names)
    agents = [span for s in statements if s.source for span in s.source.spans]
    named, actors = find_actors(text, sections, names, edition=edition, agents=agents)
    layout = lay_out(text, reading.words, sections, quotations)
    more = find_mentions(layout, named, statements)
    mentions = sorted((*named, *more), key=lambda m: m.span)
    links = find_links(model, reading, mentions, sections) if with_links else {}
    resolved = resolve_speakers(layout, statements, mentions, actors, edition=edition, links=links)
    times = find_times(
        text, sections, published=report.published, edition=edition, seen=reading.times
    )
    dated = date_statements(text, sections, resolved.statements, times, published=report.published)
    return replace(resolved, statements=tuple(dated))


def own_statements(
    article: Article,
    report: Report,
    words: Sequence[Word],
    quotations: Sequence[Quotation],
) -> tuple[Statement, ...]:
    """An article's statements as PolNeAR has them."""
    candidates = [
        Candidate(*(_indices(words, spans) for spans in (a.source, a.cue, a.content)), 1.0)
        for a in article.annotations[0]
    ]
    kept = sorted((c for c in candidates if c.cue and c.content), key=lambda c: c.cue)
    return put_on_record(report, list(words), kept, list(quotations))


def _indices(words: Sequence[Word], spans: Iterable[Span]) -> tuple[int, ...]:
    return tuple(
        index
        for index, word in enumerate(words)
        if any(word.start < span.end and span.start < word.end for span in spans)
    )


def find(reader: Reader, article: Article) -> Resolved:
    """The statements that the reader finds in an article, with their speakers."""
    record = reader.read(article.text, published=article.name.split("_")[1])
    return Resolved(tuple(record.statements), tuple(record.mentions), tuple(record.actors))


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement of the set beside what was found for it."""

    gold: Gold
    statement: Statement
    mentions: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """The speaker is the annotated one, or both are open."""
        speaker = self.statement.speaker
        if speaker is None or speaker.actor is None:
            return not self.gold.names
        return is_same(speaker.name, self.gold.names, self.mentions)

    @property
    def is_open(self) -> bool:
        """No actor was certain enough."""
        return self.statement.speaker is None or self.statement.speaker.actor is None


def judge(gold: Sequence[Gold], resolved: Resolved) -> Iterator[Judged]:
    """Pair the set's statements of one article with those resolved, by a word of their cues."""
    by_cue = {
        at: s
        for s in resolved.statements
        if s.cue
        for span in s.cue.spans
        for at in range(span.start, span.end)
    }
    by_cue |= {s.cue.spans[0].start: s for s in resolved.statements if s.cue}
    named: dict[str, set[str]] = defaultdict(set)
    for mention in resolved.mentions:
        if mention.actor and mention.form not in (Form.PRONOUN, Form.TITLE):
            named[mention.actor].add(mention.text)
    for one in gold:
        statement = by_cue.get(one.cue)
        if statement is not None:
            actor = statement.speaker.actor if statement.speaker else None
            yield Judged(one, statement, tuple(sorted(named[actor or ""])))


def print_table(title: str, judged: Sequence[Judged]) -> None:
    """Right, open and all, by the form of the source; then the fields of the right ones."""
    print(f"\n{title}\n{'':18} {'right':>6} {'open':>5} {'all':>5} {'%':>6}  target")
    groups: dict[str, list[Judged]] = {"all": list(judged)}
    for one in judged:
        groups.setdefault(_GROUPS[one.gold.form], []).append(one)
    for name, ones in groups.items():
        right, open_ = sum(one.is_right for one in ones), sum(one.is_open for one in ones)
        target = TARGETS.get(name, "")
        print(
            f"{name:18} {right:6} {open_:5} {len(ones):5} {100 * right / len(ones):6.1f}  {target}"
        )
    right_ones = [one for one in judged if one.is_right and not one.is_open]
    for field in _FIELDS:
        counts = Counter(_field(one, field) for one in right_ones)
        told = counts["right"] + counts["wrong"] + counts["missed"]
        print(
            f"{field:18} {counts['right']:6} {'':5} {told:5} "
            f"{100 * counts['right'] / max(1, told):6.1f}  spurious {counts['spurious']}, "
            f"missed {counts['missed']}, wrong {counts['wrong']}"
        )


def _field(one: Judged, field: str) -> str:
    speaker = one.statement.speaker
    assert speaker is not None
    gold: tuple[str, ...]
    if field == "role":
        found, gold = speaker.role, one.gold.roles
    elif field == "affiliation":
        found, gold = speaker.affiliation, one.gold.affiliations
    elif field == "country":
        found, gold = speaker.country, (one.gold.country,) if one.gold.country else ()
    else:
        found, gold = one.statement.said_on, (one.gold.said_on,) if one.gold.said_on else ()
    if not gold:
        return "spurious" if found else "none"
    if found is None:
        return "missed"
    same = is_like(found, gold) if field in ("role", "affiliation") else found in gold
    return "right" if same else "wrong"


def print_calibration(judged: Sequence[Judged]) -> None:
    """How often speakers of a score are right, by tenths."""
    bins: dict[int, list[bool]] = defaultdict(list)
    for one in judged:
        if one.statement.speaker and one.statement.speaker.score is not None:
            bins[min(9, int(10 * one.statement.speaker.score))].append(
                is_same(one.statement.speaker.name, one.gold.names, one.mentions)
            )
    print("\nscore      right   all")
    for tenth, ones in sorted(bins.items()):
        print(
            f"{tenth / 10:.1f}–{tenth / 10 + 0.1:.1f}   "
            f"{100 * sum(ones) / len(ones):5.1f} {len(ones):5}"
        )


def print_errors(judged: Iterable[Judged]) -> None:
    for one in judged:
        if not one.is_right:
            speaker = one.statement.speaker
            source = one.statement.source.text if one.statement.source else None
            said = f"{speaker.name!r} {speaker.how} {speaker.score}" if speaker else None
            mark = "open " if one.is_open else "wrong"
            print(
                f"{mark} {one.gold.article[:24]} {one.gold.cue} {source!r}: "
                f"{said}, not {one.gold.names} {one.gold.form}"
            )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--errors", choices=("even", "odd"), help="print what is wrong")
    arguments = parser.parse_args()
    articles = {a.name: a for a in read_articles(arguments.corpora / "polnear/data/dev")}
    gold = read_gold(DATA, {name: a.text for name, a in articles.items()})
    model, reader = Model(), Reader()
    ways: dict[str, Callable[[Article], Resolved]] = {
        "PolNeAR's statements": lambda article: resolve(model, article),
        "the same without links": lambda article: resolve(model, article, with_links=False),
        "statements found": lambda article: find(reader, article),
    }
    for way, run in ways.items():
        judged: dict[str, list[Judged]] = {"even": [], "odd": []}
        for number, (name, ones) in enumerate(sorted(gold.items())):
            judged["odd" if number % 2 else "even"] += judge(ones, run(articles[name]))
        for half, some in judged.items():
            print_table(f"{way}, {half} articles", some)
        both = judged["even"] + judged["odd"]
        print_table(f"{way}, all articles", both)
        if way == "PolNeAR's statements":
            print_calibration(both)
            if arguments.errors:
                print_errors(judged[arguments.errors])


if __name__ == "__main__":
    main()
