"""Forms of verbs and nouns."""

import pytest

from onrecord.lexicon.inflection import noun_forms, verb_forms
from onrecord.lexicon.load import load_lexicon

IRREGULAR = {
    "say": ("said",),
    "admit": ("admitted", "admitting"),
    "go": ("went", "gone", "goes"),
    "hypothesis": ("hypotheses",),
}


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("say", "say says said saying"),
        ("deny", "deny denies denied denying"),
        ("relay", "relay relays relayed relaying"),
        ("claim", "claim claims claimed claiming"),
        ("accuse", "accuse accuses accused accusing"),
        ("agree", "agree agrees agreed agreeing"),
        ("plan", "plan plans planned planning"),
        ("stress", "stress stresses stressed stressing"),
        ("clash", "clash clashes clashed clashing"),
        ("vow", "vow vows vowed vowing"),
        ("admit", "admit admits admitted admitting"),
        ("answer", "answer answers answered answering"),
        ("shout", "shout shouts shouted shouting"),
        ("go", "go goes went gone going"),
        ("vie", "vie vies vied vying"),
    ],
)
def test_verb_forms(lemma, forms):
    assert verb_forms(lemma, IRREGULAR) == set(forms.split())


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [("claim", "claim claims"), ("reply", "reply replies"), ("wish", "wish wishes")],
)
def test_noun_forms(lemma, forms):
    assert noun_forms(lemma, IRREGULAR) == set(forms.split())


def test_an_irregular_plural_is_known():
    assert "hypotheses" in noun_forms("hypothesis", IRREGULAR)


@pytest.mark.parametrize(
    "form", ["told", "thought", "swore", "sworn", "rebutted", "labelled", "labeled", "conceding"]
)
def test_the_lexicon_holds_the_form(form):
    assert form in load_lexicon().index


@pytest.mark.parametrize("form", ["telled", "thinked", "swored", "rebuted", "admiting"])
def test_the_lexicon_holds_no_wrong_form(form):
    assert form not in load_lexicon().index
