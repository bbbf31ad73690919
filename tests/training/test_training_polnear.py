"""PolNeAR's files, with their quirks."""

import pytest

from onrecord.types import Span
from training.polnear import Attribution, read_articles, read_brat

BRAT = """\
T1\tSource 0 4\tLesk
T2\tCue 5 9\tsaid
T3\tContent 10 14;20 24\tthat goes
E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3
T4\tDiscuss 0 3\tLes

broken line
T5\tContent 30 34\tmore
T6\tSource-Span 40 44\tBran
E2\tAttribution:T2 Cue:T2 Content:T5 Content2:T3
E3\tAttribution_2:T2 Cue:T2 Source:T9
E4\tOther:T2 Cue:T2
A1\tNested E1
"""


@pytest.fixture
def brat(tmp_path):
    path = tmp_path / "one_aaaa.ann"
    path.write_text(BRAT, encoding="utf-8")
    return path


def test_attributions_are_read(brat):
    first, second, third = read_brat(brat)
    assert first == Attribution((Span(0, 4),), (Span(5, 9),), (Span(10, 14), Span(20, 24)))
    assert second == Attribution((), (Span(5, 9),), (Span(10, 14), Span(20, 24), Span(30, 34)))
    assert third == Attribution((), (Span(5, 9),), ())


def test_articles_come_in_order_with_all_their_annotators(tmp_path):
    for folder in ("text", "attributions"):
        (tmp_path / folder).mkdir()
    (tmp_path / "text" / "b_1.txt").write_bytes("Lesk\r\nsaid “so”.\r\n".encode())
    (tmp_path / "text" / "a.txt").write_bytes(b"Nothing.")
    for annotator in ("zzzz", "aaaa"):
        ann = f"T1\tCue 6 10\tsaid\nE1\tAttribution:T1 Cue:T1\n{'' if annotator == 'aaaa' else 'x'}"
        (tmp_path / "attributions" / f"b_1_{annotator}.ann").write_text(ann, encoding="utf-8")
    (tmp_path / "attributions" / "a_aaaa.ann").write_text("", encoding="utf-8")
    first, second = read_articles(tmp_path)
    assert (first.name, first.annotations) == ("a", ((),))
    assert second.name == "b_1"
    assert second.text == "Lesk\r\nsaid “so”.\r\n"
    assert [len(annotation) for annotation in second.annotations] == [1, 1]
    (cue,) = second.annotations[0][0].cue
    assert second.text[cue.start : cue.end] == "said"
