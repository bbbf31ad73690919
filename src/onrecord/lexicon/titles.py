"""What somebody is: titles, ranks, functions and bodies; and what given names are short for."""

from dataclasses import dataclass, fields
from functools import cache

from onrecord.lexicon.tables import rows, words_by_class
from onrecord.lexicon.texts import lexicon_text

TITLES = "titles.tsv"
NICKNAMES = "nicknames.tsv"

_IRREGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """The classes of ``titles.tsv``, whose head says what each is for; words are lower case.

    Attributes:
        function: Offices, roles and parties: what the head noun of a function can be.
        known: These, and all that stands around such a noun.
        address: All forms of address.
    """

    courtesy: frozenset[str]
    courtesy_he: frozenset[str]
    courtesy_she: frozenset[str]
    rank: frozenset[str]
    office: frozenset[str]
    role: frozenset[str]
    party: frozenset[str]
    modifier: frozenset[str]
    tenure_former: frozenset[str]
    tenure_acting: frozenset[str]
    idle: frozenset[str]
    tail: frozenset[str]
    person: frozenset[str]
    state: frozenset[str]
    force: frozenset[str]
    body: frozenset[str]
    company: frozenset[str]
    document: frozenset[str]
    suffix: frozenset[str]
    particle: frozenset[str]
    name_like: frozenset[str]
    speech: frozenset[str]
    determiner: frozenset[str]
    amount: frozenset[str]
    amount_link: frozenset[str]
    breaks: frozenset[str]
    gerund: frozenset[str]
    participle: frozenset[str]
    abbreviation: frozenset[str]
    no_body: frozenset[str]
    governs: frozenset[str]
    private_office: frozenset[str]
    beside_place: frozenset[str]
    no_role: frozenset[str]
    pronoun: frozenset[str]
    function: frozenset[str]
    known: frozenset[str]
    address: frozenset[str]

    def is_function(self, word: str) -> bool:
        """Whether a lower-case word, or its singular, can be the head noun of a function."""
        if word in self.function or singular(word) in self.function:
            return True
        last = word.rpartition("-")[2]  # "ex-mayor", "co-author"
        return last != word and self.is_function(last)


def singular(word: str) -> str:
    """The singular of a regular lower-case plural, of "-men", "-women" and "people".

    >>> [singular(word) for word in ("officials", "secretaries", "spokeswomen", "judge", "boss")]
    ['official', 'secretary', 'spokeswoman', 'judge', 'boss']
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith(("men", "people")) and len(word) > 6:
        return word[:-3] + "man" if word.endswith("men") else word[:-6] + "person"
    if not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1]


@cache
def load_titles() -> Titles:
    """The titles that come with the package, read once.

    Raises:
        LexiconError: A line cannot be read, or a class has no line.
    """
    return parse_titles(lexicon_text(TITLES))


def parse_titles(text: str) -> Titles:
    """The titles that the text of ``titles.tsv`` says.

    Raises:
        LexiconError: A line cannot be read, or a class has no line.
    """
    derived = ("function", "known", "address")
    names = [f.name.replace("_", "-") for f in fields(Titles) if f.name not in derived]
    classes = words_by_class(TITLES, text, names)
    found = {name.replace("-", "_"): words for name, words in classes.items()}
    function = found["office"] | found["role"] | found["party"]
    known = function | found["rank"] | found["modifier"] | found["idle"]
    known |= found["tenure_former"] | found["tenure_acting"] | found["tail"]
    address = found["courtesy"] | found["courtesy_he"] | found["courtesy_she"]
    return Titles(**found, function=function, known=known, address=address)


@cache
def load_nicknames() -> dict[str, frozenset[str]]:
    """By given name, lower case: the other names one person may go by; read once.

    Raises:
        LexiconError: A line of ``nicknames.tsv`` cannot be read.
    """
    found: dict[str, set[str]] = {}
    for line in rows(NICKNAMES, lexicon_text(NICKNAMES), least=1, most=1):
        names = line.cells[0].lower().split()
        for name in names:
            found.setdefault(name, set()).update(names)
    return {name: frozenset(others) for name, others in found.items()}
