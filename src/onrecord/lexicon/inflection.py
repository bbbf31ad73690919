"""The forms of a word: a small rule for regular ones, a list for the rest."""

from collections.abc import Mapping

Irregular = Mapping[str, tuple[str, ...]]

_VOWELS = "aeiou"
_SIBILANTS = ("s", "x", "z", "ch", "sh")


def verb_forms(lemma: str, irregular: Irregular) -> set[str]:
    """All forms of a verb; ``irregular`` lists past forms, and an -ing or -s form the rule misses.

    >>> sorted(verb_forms("deny", {}))
    ['denied', 'denies', 'deny', 'denying']
    >>> sorted(verb_forms("say", {"say": ("said",)}))
    ['said', 'say', 'saying', 'says']
    """
    listed = irregular.get(lemma, ())
    forms = {lemma, *listed}
    stem = _stem(lemma)
    if not any(form.endswith("s") and form[:-1] in (lemma, lemma + "e") for form in listed):
        forms.add(plural(lemma))
    if not any(form.endswith("ing") for form in listed):
        forms.add(_ing(lemma, stem))
    if not listed:
        forms.add(_past(lemma, stem))
    return forms


def noun_forms(lemma: str, irregular: Irregular) -> set[str]:
    """Singular and plural."""
    listed = irregular.get(lemma, ())
    return {lemma, *(form for form in listed if form.endswith("s"))} | {plural(lemma)}


def plural(lemma: str) -> str:
    """The regular -s form of a noun or verb.

    >>> plural("reply"), plural("clash"), plural("story")
    ('replies', 'clashes', 'stories')
    """
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(_SIBILANTS) else "s")


def _stem(lemma: str) -> str:
    """The lemma as it stands before -ed and -ing: one syllable doubles its last consonant."""
    if len(lemma) < 3 or lemma[-1] in _VOWELS + "wxy" or lemma[-2] not in _VOWELS:
        return lemma
    groups = sum(
        letter in _VOWELS and (i == 0 or lemma[i - 1] not in _VOWELS)
        for i, letter in enumerate(lemma)
    )
    return lemma + lemma[-1] if groups == 1 and lemma[-3] not in _VOWELS else lemma


def _past(lemma: str, stem: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied"
    return stem + "ed"


def _ing(lemma: str, stem: str) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "ye", "oe")):
        return lemma[:-1] + "ing"
    return stem + "ing"
