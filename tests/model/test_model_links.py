"""Pairs of mentions and what the link head is told of them."""

import numpy as np
import pytest

from onrecord.model.links import (
    CANDIDATES,
    PAIR_SIZES,
    LinkForm,
    LinkMention,
    candidate_pairs,
    form_of,
)


@pytest.mark.parametrize(
    ("words", "is_name", "form"),
    [
        ("he", False, LinkForm.HE),
        ("herself", False, LinkForm.SHE),
        ("the minister", False, LinkForm.THE),
        ("this ministry", False, LinkForm.THE),
        ("this", False, LinkForm.THIS),
        ("a minister", False, LinkForm.A),
        ("ministers", False, LinkForm.PHRASE),
        ("ana lesk", True, LinkForm.NAME),
        ("the hague", True, LinkForm.THE),
    ],
)
def test_forms(words, is_name, form):
    assert form_of(words.split(), is_name=is_name) is form


def mention(at, text, form=LinkForm.NAME, paragraph=0, quoted=False):
    words = text.split()
    return LinkMention(
        at, at + len(words) - 1, at + len(words) - 1, form, paragraph, quoted, text, words[-1]
    )


def test_each_mention_is_paired_with_those_before_it():
    found = [
        mention(0, "ana lesk"),
        mention(9, "lesk", paragraph=1),
        mention(12, "she", LinkForm.SHE, paragraph=4, quoted=True),
    ]
    pairs, features = candidate_pairs(found)
    assert pairs.tolist() == [[1, 0], [2, 0], [2, 1]]
    names = LinkForm.NAME * len(LinkForm) + LinkForm.NAME
    she = LinkForm.SHE * len(LinkForm) + LinkForm.NAME
    #                            forms  words mentions paragraphs same quoted
    assert features.tolist() == [
        [names, 4, 1, 1, 1, 0],
        [she, 5, 2, 2, 0, 2],
        [she, 3, 1, 2, 0, 2],
    ]


def test_features_stay_inside_their_tables_and_pairs_are_bounded():
    found = [mention(at * 700, f"name{at % 3}", paragraph=at) for at in range(CANDIDATES * 3)]
    pairs, features = candidate_pairs(found)
    assert np.bincount(pairs[:, 0]).max() == CANDIDATES
    assert (pairs[:, 0] > pairs[:, 1]).all()
    assert (features >= 0).all()
    assert (features < np.array(PAIR_SIZES)).all()


def test_only_those_asked_for_are_paired():
    found = [mention(at * 3, f"name{at}") for at in range(CANDIDATES + 9)]
    asked = np.array([at % 4 == 2 for at in range(len(found))])
    pairs, features = candidate_pairs(found)
    kept = asked[pairs[:, 0]]
    some_pairs, some_features = candidate_pairs(found, asked)
    assert some_pairs.tolist() == pairs[kept].tolist()
    assert some_features.tolist() == features[kept].tolist()
    assert candidate_pairs(found, np.zeros(len(found), np.bool_))[0].shape == (0, 2)


def test_one_mention_has_no_pairs():
    pairs, features = candidate_pairs([mention(0, "ana lesk")])
    assert pairs.shape == (0, 2)
    assert features.shape == (0, len(PAIR_SIZES))
