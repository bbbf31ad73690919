"""Noun phrases that say what somebody is: where they begin, their noun, what hangs on it."""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from onrecord.lexicon.titles import load_titles, singular
from onrecord.segment import Word
from onrecord.types import Span, Tenure

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_TEENS = ["eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"]
_REST = ["eighteen", "nineteen", "twenty"]
NUMBERS = {word: str(n) for n, word in enumerate([*_ONES, *_TEENS, *_REST], start=1)}
PREPOSITIONS = frozenset(["of", "for", "at", "with", "in", "to", "on", "from", "under"])
CLOSERS = frozenset([",", ".", ";", ":", ")", "-", "--", "\u2013", "\u2014", "!", "?", "\u2026"])
QUOTES = frozenset(['"', "\u201d", "''", "\u2019", "\u201c"])
POSSESSIVES = frozenset(["'s", "\u2019s", "'", "\u2019"])
# Words that no noun phrase runs over.
_NOUN_WORDS = 10
_COMPLEMENTS = 4


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun phrase; all numbers are indices of words.

    Attributes:
        first: Its first word without determiner, number, tenure and idle words.
        head: Its noun, or the last word of it ("attorney general").
        last: Its last word with all that hangs on it ("of the navy").
        noun: The noun, singular and lower case.
        determiner: Lower case; "" for none.
        plural: Whether the noun is a plural.
        known: Whether the lexicon has the noun as a function.
        tenure: Whether the function is over or for the time being, and the word that says so.
        amount: The words that say how many.
        complements: Preposition, first and last word of what hangs on the noun.
    """

    first: int
    head: int
    last: int
    noun: str
    determiner: str
    plural: bool
    known: bool
    tenure: tuple[Tenure, int] | None
    amount: tuple[int, int] | None
    complements: tuple[tuple[int, int, int], ...]


def plain(word: Word) -> str:
    """A word in lower case with straight apostrophes."""
    return word.text.lower().replace("\u2019", "'")


def span_of(words: Sequence[Word], first: int, last: int) -> Span:
    """The characters from one word to another, a final abbreviation's full stop included."""
    end = words[last].end
    if last + 1 < len(words) and is_abbreviation(words, last):
        end = words[last + 1].end
    return Span(words[first].start, end)


def is_close(words: Sequence[Word], at: int) -> bool:
    """Whether a word is a mark that ends a phrase."""
    return words[at].text in CLOSERS or words[at].text in QUOTES


def is_break(words: Sequence[Word], at: int) -> bool:
    """Whether a clause goes on with its verb at a word ("the head, Ada Ode said")."""
    low = plain(words[at])
    return low in load_titles().breaks or is_verbal(low)


def is_abbreviation(words: Sequence[Word], at: int) -> bool:
    """Whether a word has a full stop of its own after it ("Gen.", "Sen.", "Inc.")."""
    if at + 1 >= len(words) or words[at + 1].text != "." or words[at + 1].start != words[at].end:
        return False
    text = words[at].text
    if len(text) > 5 or not text[0].isupper():
        return False
    low, titles = text.lower(), load_titles()
    return len(text) == 1 or low in titles.abbreviation


def read_noun_phrase(
    words: Sequence[Word], at: int, stop: int, names: Container[int] = frozenset()
) -> NounPhrase | None:
    """Read the noun phrase that starts at a word; None where none does.

    Args:
        words: The words of a text.
        at: Index of its first word.
        stop: Index of the word that it must end before.
        names: Indices of words of people's names; they end the part before the noun.
    """
    at, determiner, amount = _opening(words, at, stop)
    first, tenure = skip_tenure(words, at, stop)
    end = _noun_end(words, first, stop, names)
    if end is None:
        return None
    head, known = end
    low = plain(words[head])
    is_one = amount is not None and plain(words[amount[0]]) == "one"
    noun = singular(low)
    complements = _complements(words, head + 1, stop)
    last = complements[-1][2] if complements else head
    plural = (
        (noun != low and not is_one)
        or low in ("people", "police", "others")
        or low.endswith("folk")
    )
    return NounPhrase(
        first, head, last, noun, determiner, plural, known, tenure, amount, complements
    )


def skip_tenure(words: Sequence[Word], at: int, stop: int) -> tuple[int, tuple[Tenure, int] | None]:
    """Past words such as "then", "former", "acting", "current"; and the one that tells tenure."""
    titles = load_titles()
    tenure: tuple[Tenure, int] | None = None
    while at < stop and _leads_on(words, at, stop):
        low = plain(words[at])
        if low in titles.tenure_former:
            tenure = tenure or (Tenure.FORMER, at)
        elif low in titles.tenure_acting:
            tenure = (Tenure.ACTING, at)
        elif words[at].text != "-" and not (low in titles.idle and words[at].text[0].islower()):
            break
        at += 1
    return at, tenure


def _leads_on(words: Sequence[Word], at: int, stop: int) -> bool:
    """Whether a noun can follow a word; else it is the noun ("a fellow at")."""
    if at + 1 >= stop:
        return False
    low = plain(words[at + 1])
    return low == "-" or (
        low[0].isalnum() and low not in load_titles().breaks and low not in PREPOSITIONS
    )


def _opening(words: Sequence[Word], at: int, stop: int) -> tuple[int, str, tuple[int, int] | None]:
    """Past determiner and amount."""
    determiner = ""
    first = last = -1
    while at < stop:
        low = plain(words[at])
        is_amount = (
            low in NUMBERS
            or (low in load_titles().amount or low in load_titles().amount_link)
            or words[at].text[0].isdigit()
        )
        if low in load_titles().determiner and not is_amount and last < 0:
            determiner = low
        elif is_amount:
            if (
                low not in load_titles().amount_link
                or first >= 0
                or _leads_to_amount(words, at, stop)
            ):
                first = at if first < 0 else first
                last = at
            elif low != "a":
                break
            else:
                determiner = low
        elif low in load_titles().determiner or low in ("other", "one"):
            pass
        else:
            break
        at += 1
    while last >= 0 and plain(words[last]) in ("of", "the", "a"):
        last -= 1
    return at, determiner, (first, last) if 0 <= first <= last else None


def _leads_to_amount(words: Sequence[Word], at: int, stop: int) -> bool:
    """Whether a number or amount follows within three words ("at least a dozen")."""
    for word in words[at + 1 : min(at + 4, stop)]:
        low = plain(word)
        if low in NUMBERS or word.text[0].isdigit():
            return True
        if low not in load_titles().amount and low not in load_titles().amount_link:
            return False
        if low not in load_titles().amount_link:
            return True
    return False


def _noun_end(
    words: Sequence[Word], first: int, stop: int, names: Container[int]
) -> tuple[int, bool] | None:
    """Index of the noun's last word, and whether the noun is known."""
    titles = load_titles()
    best: tuple[int, bool] | None = None
    at = first
    while at < min(stop, first + _NOUN_WORDS):
        low = plain(words[at])
        if low == "in" and best and at + 1 < stop and plain(words[at + 1]) == "chief":
            best = (at + 1, True)
            at += 2
            continue
        if not _runs_on(words, at, first):
            if low in ("and", "&") and best and best[0] == at - 1:
                second = _second_noun(words, at + 1, stop, names)
                if second is not None:
                    return second, True
            break
        if low in POSSESSIVES:
            best = None  # what stood so far is the owner
        if at in names and not _is_owner(words, at, stop):
            if best is None:
                return None
            break
        if words[at].text[0].isalnum():
            is_tail = best is not None and best[0] == at - 1 and low in titles.tail
            if titles.is_function(low) or is_tail or _is_rank(low):
                best = (at, True)
            elif best is None or not best[1] or words[at].text[0].isupper():
                best = (at, False)
        at += 1
    return best


def _is_rank(low: str) -> bool:
    """Whether a word is a rank in full, which may be a function ("a retired general")."""
    return low in load_titles().rank and low.isalpha() and len(low) > 3


def _second_noun(words: Sequence[Word], at: int, stop: int, names: Container[int]) -> int | None:
    """Index of the noun after "and" in "writer and activist"."""
    at, _ = skip_tenure(words, at, stop)
    if at < stop and plain(words[at]) in load_titles().determiner:
        return None
    found = _noun_end(words, at, stop, names)
    return found[0] if found and found[1] and found[0] - at <= 4 else None


def _is_owner(words: Sequence[Word], at: int, stop: int) -> bool:
    """Whether a name goes on with a lower-case noun or a possessive ("Ode’s aide", "Ode aide")."""
    while at < stop and words[at].text[0].isupper():
        at += 1
    return at < stop and (plain(words[at]) in POSSESSIVES or words[at].text[0].islower())


def _runs_on(words: Sequence[Word], at: int, first: int) -> bool:
    """Whether a word can stand within a noun phrase, before its noun or as it."""
    text, low = words[at].text, plain(words[at])
    if low in POSSESSIVES:
        return at > first
    if not text[0].isalnum():
        if text == ".":
            return at > first and is_abbreviation(words, at - 1)
        return text in ("&", "/")
    if text[0].isupper():
        return low not in load_titles().breaks or (low in ("may", "march", "will") and at > first)
    if low in load_titles().breaks or low in PREPOSITIONS or low in load_titles().determiner:
        return False
    return not is_verbal(low)


def is_verbal(low: str) -> bool:
    """Whether a lower-case word looks like a verb's form ("speaking", "rejected")."""
    if low.endswith("ed") and len(low) > 4:
        return low not in load_titles().participle and "-" not in low
    if low.endswith("ing") and len(low) > 5:
        return low not in load_titles().gerund and "-" not in low
    return False


def _complements(words: Sequence[Word], at: int, stop: int) -> tuple[tuple[int, int, int], ...]:
    """What follows a noun with prepositions: "for the navy of Peru"."""
    found: list[tuple[int, int, int]] = []
    while at < stop and len(found) < _COMPLEMENTS and plain(words[at]) in PREPOSITIONS:
        first = at + 1
        while first < stop and plain(words[first]) in load_titles().determiner:
            first += 1
        last = _run(words, first, stop)
        if last < first or _is_time(words, first):
            break
        found.append((at, first, last))
        at = last + 1
    return tuple(found)


def _run(words: Sequence[Word], first: int, stop: int) -> int:
    """Index of the last word of the plain noun phrase that starts at a word."""
    at = first
    while at < stop:
        if _runs_on(words, at, first):
            at += 1
        elif (
            plain(words[at]) in ("and", "&")
            and at > first
            and at + 1 < stop
            and words[at + 1].text[0].isupper() == words[at - 1].text[0].isupper()
            and words[at + 1].text[0].isalpha()
            and _runs_on(words, at + 1, first)
        ):
            at += 2
        else:
            break
    return at - 1


def _is_time(words: Sequence[Word], at: int) -> bool:
    text = words[at].text
    return (text[:4].isdigit() and len(text) == 4) or plain(words[at]) in ("recent", "last", "next")
