"""Weights of the features by which a pronoun's antecedent is chosen.

Fitted on 92 of GUM's documents for training (``python -m evaluation.pronouns --fit``), but for
``source``, ``last speaker``, ``told by``, ``described only`` and ``link``, which GUM has no
statements for: those are set by hand on the development set for speakers, and so is what
``possessive`` takes from "he" (-0.5: GUM's score stays as it was).
"""

from collections.abc import Mapping

from onrecord.lexicon.people import Gender, Number, Pronoun

Weights = Mapping[str, float]

HE_SHE: Weights = {
    "described only": -2.2,
    "first of sentence": 0.0,
    "gap": -0.62,
    "gender unlikely": -3.5,
    "gender known": 1.86,
    "last speaker": 2.0,
    "link": 0.7,
    "nearest": 0.75,
    "nobody": 0.12,
    "often": 0.8,
    "parallel": 0.38,
    "plural of one": -2.5,
    "possessive": -0.5,
    "pronoun": 0.12,
    "same paragraph": 0.39,
    "same sentence": 0.66,
    "sentence before": 0.44,
    "source": 0.3,
    "speech to text": 0.0,
    "subject": 0.2,
    "text to speech": -0.61,
    "thing unsure": 0.0,
    "told by": 0.8,
    "two before": -0.24,
}
THEY: Weights = {
    "described only": 0.0,
    "first of sentence": 0.27,
    "gap": -0.68,
    "gender unlikely": -3.5,
    "gender known": 0.0,
    "last speaker": 2.0,
    "link": 3.0,
    "nearest": 0.05,
    "nobody": 0.28,
    "often": 0.23,
    "parallel": -0.2,
    "plural of one": -2.24,
    "possessive": 0.86,
    "pronoun": 0.51,
    "same paragraph": 0.4,
    "same sentence": 2.62,
    "sentence before": 0.9,
    "source": 0.3,
    "speech to text": 0.23,
    "subject": 0.45,
    "text to speech": -0.86,
    "thing unsure": -1.72,
    "told by": 0.8,
    "two before": -0.73,
}
IT: Weights = {
    "described only": 0.0,
    "first of sentence": 0.53,
    "gap": -0.84,
    "gender unlikely": -3.5,
    "gender known": 0.0,
    "last speaker": 2.0,
    "link": 2.0,
    "nearest": 0.17,
    "nobody": 1.0,
    "often": 0.93,
    "parallel": -0.4,
    "plural of one": -2.5,
    "possessive": 0.82,
    "pronoun": 0.11,
    "same paragraph": 0.63,
    "same sentence": 0.74,
    "sentence before": 0.1,
    "source": 0.3,
    "speech to text": -1.19,
    "subject": 1.06,
    "text to speech": -0.6,
    "thing unsure": 0.72,
    "told by": 0.8,
    "two before": -0.73,
}


def weights_of(pronoun: Pronoun) -> Weights:
    """The weights for a third-person pronoun."""
    if pronoun.gender is Gender.THING:
        return IT
    return THEY if pronoun.number is Number.PLURAL else HE_SHE
