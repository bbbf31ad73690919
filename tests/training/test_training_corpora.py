"""Readers of the corpora: token files, CoNLL-U with entities, TimeML."""

import pytest

from onrecord.types import NameKind
from training import gum, timeml, worldwide
from training.setaside import is_set_aside


def test_a_share_is_set_aside_by_name():
    names = [f"document-{n}" for n in range(2000)]
    taken = [name for name in names if is_set_aside(name, 5)]
    assert 330 < len(taken) < 470
    assert taken == [name for name in names if is_set_aside(name, 5)]


def test_tokens_become_text_as_print_has_it(tmp_path):
    tokens = """
Mayor	O
Ana	B-Person
Lesk	I-Person
's	O
US	B-NORP
-	O
made	O
"	O
Swift	B-Product
"	O
(	O
a	O
boat	O
)	O
left	O
Port	B-Location
Ansel	I-Location
Ostia	B-Location
.	O

It	O
was	O
3	O
May	O
-	O
Monday	O
.	O
"""
    (tmp_path / "one.tsv").write_text(tokens.strip() + "\n", encoding="utf-8")
    (article,) = worldwide.read_named(tmp_path)
    assert article.text == (
        'Mayor Ana Lesk\'s US-made "Swift" (a boat) left Port Ansel Ostia. It was 3 May-Monday.'
    )
    assert [(article.text[s.start : s.end], kind) for s, kind in article.names] == [
        ("Ana Lesk", NameKind.PERSON),
        ("US", NameKind.GROUP),
        ("Swift", NameKind.OTHER),
        ("Port Ansel", NameKind.PLACE),
        ("Ostia", NameKind.PLACE),
    ]


def test_lines_with_blanks_for_tabs_and_several_labels_are_read(tmp_path):
    lines = "Ostia\tB-Organization\tB-Location\nfrom    O\nTema    B-Location\n"
    (tmp_path / "one.tsv").write_text(lines, encoding="utf-8")
    (article,) = worldwide.read_named(tmp_path)
    assert article.text == "Ostia from Tema"
    assert [kind for _, kind in article.names] == [NameKind.ORGANISATION, NameKind.PLACE]


CONLLU = """# newdoc id = demo
# newpar
1\tMinister\tminister\tNOUN\tNN\t_\t0\troot\t_\tEntity=(1-person-new-nnnnn-cf1-2,3-coref
2\tAna\tAna\tPROPN\tNNP\t_\t1\tflat\t_\t_
3\tLesk\tLesk\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=1)
4-5\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
4\tdid\tdo\tAUX\tVBD\t_\t6\taux\t_\t_
5\tn't\tnot\tPART\tRB\t_\t6\tadvmod\t_\t_
6\tleave\tleave\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
7\t.\t.\tPUNCT\t.\t_\t6\tpunct\t_\t_

# newpar
1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\tEntity=(1-person-giv:act-nnnnn-cf1-1-ana)
2\tmet\tmeet\tVERB\tVBD\t_\t0\troot\t_\t_
3\ta\ta\tDET\tDT\t_\t4\tdet\t_\tEntity=(2-person-new-nnnnn-cf2-2-sgl
4\tman\tman\tNOUN\tNN\t_\t2\tobj\t_\t_
5\tfrom\tfrom\tADP\tIN\t_\t6\tcase\t_\t_
6\tOstia\tOstia\tPROPN\tNNP\t_\t4\tnmod\t_\tEntity=(3-place-new-nnnnn-cf3-1-sgl)2)
"""


def test_mentions_have_their_key_word_and_entity(tmp_path):
    path = tmp_path / "demo.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    document = gum.read_document(path)
    text = document.text
    assert text == "Minister Ana Lesk didn't leave.\nShe met a man from Ostia"
    found = [
        (text[m.span.start : m.span.end], text[m.key.start : m.key.end], m.kind, m.entity)
        for m in document.mentions
    ]
    assert found == [
        ("Minister Ana Lesk", "Lesk", "person", "1"),
        ("She", "She", "person", "1"),
        ("a man from Ostia", "man", "person", "2"),
        ("Ostia", "Ostia", "place", "3"),
    ]
    assert [m.is_pronoun for m in document.mentions] == [False, True, False, False]


def test_documents_of_test_splits_are_never_read(tmp_path):
    (tmp_path / "dep").mkdir()
    for name in ("a", "b", "c", "d"):
        (tmp_path / "dep" / f"{name}.conllu").write_text(CONLLU, encoding="utf-8")
    splits = "## dev\n\n  * b\n\n## test\n\n  * c\n\n## test2\n\n  * d\n"
    (tmp_path / "splits.md").write_text(splits, encoding="utf-8")
    assert [d.name for d in gum.read_entities(tmp_path, dev=False)] == ["a"]
    assert [d.name for d in gum.read_entities(tmp_path, dev=True)] == ["b"]


TIMEML = """<?xml version="1.0" ?>
<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2031-05-02">May 2</TIMEX3></DCT>
<TEXT>
Lesk <EVENT eid="e1" class="OCCURRENCE">left</EVENT> on \
<TIMEX3 tid="t1" type="DATE" value="2031-05-01" anchorTimeID="t0">Thursday</TIMEX3> &amp; \
<TIMEX3 tid="t2" type="DATE" value="2031-05-02" anchorTimeID="t1">the \
<EVENT eid="e2" class="STATE">next</EVENT> day</TIMEX3>.
</TEXT>
<MAKEINSTANCE eventID="e1" eiid="i1" tense="PAST" aspect="NONE" polarity="POS" pos="VERB"/>
</TimeML>"""


def test_times_and_events_have_their_places(tmp_path):
    path = tmp_path / "demo.tml"
    path.write_text(TIMEML, encoding="utf-8")
    (document,) = timeml.read_timeml(tmp_path)
    text = document.text
    assert document.created == "2031-05-02"
    assert [(text[t.span.start : t.span.end], t.value, t.anchor) for t in document.times] == [
        ("Thursday", "2031-05-01", None),
        ("the next day", "2031-05-02", "Thursday"),
    ]
    assert [(text[e.span.start : e.span.end], e.kind, e.tense) for e in document.events] == [
        ("left", "OCCURRENCE", "PAST"),
        ("next", "STATE", "NONE"),
    ]


@pytest.mark.parametrize(
    ("kind", "tense", "aspect", "modality", "polarity", "asserted"),
    [
        ("OCCURRENCE", "PAST", "NONE", "NONE", "POS", True),
        ("OCCURRENCE", "PRESENT", "PERFECTIVE", "NONE", "POS", True),
        ("OCCURRENCE", "PRESENT", "NONE", "NONE", "POS", False),
        ("OCCURRENCE", "PAST", "NONE", "NONE", "NEG", False),
        ("OCCURRENCE", "PAST", "NONE", "could", "POS", False),
        ("OCCURRENCE", "FUTURE", "NONE", "NONE", "POS", False),
        ("REPORTING", "PAST", "NONE", "NONE", "POS", False),
    ],
)
def test_what_counts_as_asserted(kind, tense, aspect, modality, polarity, asserted):
    pytest.importorskip("torch", reason="training needs torch (the extra `training`)")
    from onrecord.model.tags import Event
    from onrecord.types import Span
    from training.tags import event_of

    event = timeml.EventTag(Span(0, 4), kind, tense, aspect, modality, polarity)
    assert (event_of(event) is Event.ASSERTED) is asserted
