"""Score the sentences told in the outlet's own voice, on TimeBank.

    python -m evaluation.own_voice --corpora ../shared/corpora

A sentence asserts a happening when it has an OCCURRENCE in the past, perfect or progressive, not
negated and without modality, outside of quotation marks and not subordinated to another event
(SLINK). A sentence whose only such events are of other classes (I_ACTION, ASPECTUAL …) does not
count. The statements are those that the reader finds. "forms alone" does without the model's
events, "gold events" takes the corpus's own for them; "no reporting" are the sentences without a
REPORTING event. Documents with hardly any tenses are left out. AQUAINT is not used: many of its
verbs have none either. "set aside" are the documents that the model was not trained on.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from evaluation.metrics import Score
from onrecord import Reader
from onrecord.extract.excluded import find_excluded, without_excluded
from onrecord.extract.own_voice import Happening, find_own_voice
from onrecord.segment import find_quotations, find_words, sentence_starts, split_paragraphs
from onrecord.types import Passage, Span, Statement
from training.setaside import is_set_aside
from training.timeml import EventTag, TimeDocument, read_document

_WENT_ON = frozenset(("PERFECTIVE", "PROGRESSIVE", "PERFECTIVE_PROGRESSIVE"))
_LEAST_PAST = 0.15
_SET_ASIDE = 5  # one document in so many, as training.questions has it (which needs torch)
_OPEN = frozenset(("I_ACTION", "ASPECTUAL", "PERCEPTION"))


@dataclass(frozen=True)
class Sentence:
    """A sentence, whether it asserts a happening (None: open), and whether it reports."""

    span: Span
    asserts: bool | None
    reports: bool


def documents(folder: Path) -> Iterator[tuple[TimeDocument, frozenset[int]]]:
    """The documents under a folder, with the indices of their subordinated events."""
    for path in sorted(folder.rglob("*.tml")):
        root = ElementTree.fromstring(path.read_bytes())
        event_of = {e.attrib["eiid"]: e.attrib["eventID"] for e in root.iter("MAKEINSTANCE")}
        below = {
            event_of.get(link.attrib.get("subordinatedEventInstance", ""))
            for link in root.iter("SLINK")
        }
        body = root.find("TEXT")
        ids = [] if body is None else [e.attrib["eid"] for e in _closing(body) if e.tag == "EVENT"]
        document = read_document(path)
        # Some documents of AQUAINT have hardly any tenses: nothing in them would be asserted.
        past = sum(event.tense == "PAST" for event in document.events)
        if past > _LEAST_PAST * len(document.events):
            yield document, frozenset(i for i, eid in enumerate(ids) if eid in below)


def _closing(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    for child in element:
        yield from _closing(child)
        yield child


def is_asserted(event: EventTag) -> bool:
    took_place = event.tense == "PAST" or (event.tense == "PRESENT" and event.aspect in _WENT_ON)
    return took_place and event.polarity == "POS" and event.modality in ("NONE", "")


def sentences(document: TimeDocument, below: frozenset[int]) -> Iterator[Sentence]:
    text = document.text
    paragraphs = split_paragraphs(text)
    quoted = find_quotations(text, paragraphs)
    for paragraph in paragraphs:
        words = find_words(text, *paragraph)
        starts = [words[i].start for i in sentence_starts(words)]
        for begin, end in zip(starts, [*starts[1:], paragraph.end], strict=True):
            inside = [(i, e) for i, e in enumerate(document.events) if begin <= e.span.start < end]
            told = {
                e.kind
                for i, e in inside
                if is_asserted(e)
                and i not in below
                and not any(q.start <= e.span.start < q.end for q in quoted)
            }
            asserts = True if "OCCURRENCE" in told else None if told & _OPEN else False
            yield Sentence(Span(begin, end), asserts, any(e.kind == "REPORTING" for _, e in inside))


def tells(found: Sequence[Passage], sentence: Span) -> bool:
    return any(s.start < sentence.end and sentence.start < s.end for p in found for s in p.spans)


def _of_events(document: TimeDocument, statements: Sequence[Statement]) -> tuple[Passage, ...]:
    """Own voice with the corpus's own events for the model's."""
    paragraphs = split_paragraphs(document.text)
    own = without_excluded(paragraphs, find_excluded(document.text, paragraphs))
    happenings = [
        Happening(e.span, e.kind not in ("REPORTING", "STATE", "I_STATE") and is_asserted(e), 1.0)
        for e in document.events
    ]
    words = [word for span in own for word in find_words(document.text, *span)]
    return find_own_voice(document.text, own, words, statements, happenings)


def _of_forms(document: TimeDocument, statements: Sequence[Statement]) -> tuple[Passage, ...]:
    """Own voice by the forms of verbs alone."""
    paragraphs = split_paragraphs(document.text)
    own = without_excluded(paragraphs, find_excluded(document.text, paragraphs))
    words = [word for span in own for word in find_words(document.text, *span)]
    return find_own_voice(document.text, own, words, statements)


def score(counts: Counter[tuple[bool | None, bool]]) -> Score:
    right = counts[True, True]
    return Score(right, right + counts[False, True], right, right + counts[True, False])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--most", type=int, help="documents at most")
    parser.add_argument("--errors", action="store_true", help="print the sentences that are wrong")
    arguments = parser.parse_args()
    reader = Reader()
    folder = next((arguments.corpora / "tempeval3").rglob("TimeBank"))
    counts: dict[str, Counter[tuple[bool | None, bool]]] = {}
    for document, below in list(documents(folder))[: arguments.most]:
        record = reader.read(document.text, published=document.created)
        found = {
            "reader": record.own_voice,
            "forms alone": _of_forms(document, record.statements),
            "gold events": _of_events(document, record.statements),
        }
        for sentence in sentences(document, below):
            for name, passages in found.items():
                key = (sentence.asserts, tells(passages, sentence.span))
                for group in _groups(name, document, sentence):
                    counts.setdefault(group, Counter())[key] += 1
                if arguments.errors and name == "forms alone" and key[0] is (not key[1]):
                    told = " ".join(document.text[slice(*sentence.span)].split())
                    print("spurious" if key[1] else "missed", told, sep="\t")
    print(f"{'':38} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6}")
    for name, known in counts.items():
        s = score(known)
        print(f"{name:38} {s.precision:6.1f} {s.recall:6.1f} {s.f1:6.1f} {s.gold:6d}")


def _groups(name: str, document: TimeDocument, sentence: Sentence) -> Iterator[str]:
    yield name
    if not sentence.reports:
        yield f"{name}, no reporting"
        if is_set_aside(document.name, _SET_ASIDE):
            yield f"{name}, no reporting, set aside"


if __name__ == "__main__":
    main()
