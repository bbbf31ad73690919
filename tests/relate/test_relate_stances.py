"""What a statement says of another one, by its cue and by its content."""

import pytest
from told import report

from onrecord.relate.contents import Contents
from onrecord.relate.references import Pointing
from onrecord.relate.stances import Stance, read_stance


def stance(cue: str, content: str) -> Stance | None:
    told = report(f"Orlo: Orlo | {cue} | {content}")
    opening = Contents(told.words, told.statements)[0].opening
    return read_stance(told.statements[0], opening)


POINTS = [
    # cue, content, kind, how it points, whose, several
    ("rejected", "this claim", "denies", Pointing.POINTED, "", False),
    ("rejected", "that argument", "denies", Pointing.POINTED, "", False),
    ("dismissed", "these accusations", "denies", Pointing.POINTED, "", True),
    ("disputes", "the reports", "denies", Pointing.POINTED, "", True),
    ("dismissing", "Portby’s accusations as a show", "denies", Pointing.NAMED, "portby", True),
    ("rejected", "a claim by the mayor that taxes rose", "denies", Pointing.LIKE, "", False),
    (
        "rejected",
        "the claim by the mayor that taxes rose",
        "denies",
        Pointing.NAMED,
        "the mayor",
        0,
    ),
    ("denied", "that she sold it", "denies", Pointing.LIKE, "", False),
    ("denied", "it", "denies", Pointing.POINTED, "", False),
    ("overturned", "his decision", "denies", Pointing.POINTED, "", False),
    ("said", "that is not true", "denies", Pointing.POINTED, "", False),
    ("said", "“None of this is true.”", "denies", Pointing.POINTED, "", False),
    ("said", "“There is no truth in this claim.”", "denies", Pointing.POINTED, "", False),
    ("said", "it never happened", "denies", Pointing.POINTED, "", False),
    ("said", "the allegations were false", "denies", Pointing.POINTED, "", True),
    ("called", "the report a fabrication", "denies", Pointing.POINTED, "", False),
    ("said", "Runa was lying about the dam", "denies", Pointing.NAMED, "runa", False),
    (
        "said",
        "the ministers were exaggerating the risk",
        "denies",
        Pointing.NAMED,
        "the ministers",
        0,
    ),
    ("said", "Runa was absolutely right", "confirms", Pointing.NAMED, "runa", False),
    ("said", "“You’re right.”", "confirms", Pointing.POINTED, "", False),
    ("agreed with", "Runa that the dam leaked", "confirms", Pointing.NAMED, "runa", False),
    ("agreed", "with Runa about the dam", "confirms", Pointing.NAMED, "runa", False),
    ("said", "as much", "confirms", Pointing.POINTED, "", False),
    ("came", "to a similar conclusion", "confirms", Pointing.POINTED, "", False),
    ("confirmed", "that the dam leaked", "confirms", Pointing.LIKE, "", False),
]


@pytest.mark.parametrize(
    ("cue", "content", "kind", "pointing", "whose", "plural"),
    POINTS,
)
def test_it_answers(cue, content, kind, pointing, whose, plural):
    found = stance(cue, content)
    assert found is not None
    assert (found.kind, found.pointing, found.whose) == (kind, pointing, whose)
    assert found.is_plural == bool(plural)


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("said", "he does not think this is a ridiculous idea"),
        ("said", "it is right to wait"),
        ("said", "none of it was false"),
        ("said", "there is no truth in politics"),
        ("said", "that is right now the question"),
        ("said", "claims had been made that turned out false"),
        ("asked", "“Is that a lie?”"),
        ("asked", "whether the report was true"),
        ("wondered", "if the claim is true"),
        ("promised", "to show that the claim was false"),
        ("did not deny", "the claim"),
        ("declined to confirm", "the report"),
        ("would deny", "the claim"),
        ("criticised", "Runa for her plans"),
        ("said", "the website cites so many claims as inaccurate because they lack context"),
    ],
)
def test_it_does_not_answer(cue, content):
    assert stance(cue, content) is None


def test_what_the_answer_is_about_is_kept():
    found = stance("rejected", "Runa’s claims about the price of bread")
    assert found is not None
    assert found.topic == "the price of bread"
