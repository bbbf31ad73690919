"""Which names are one person's: full and short names, initials, nicknames, two of one family."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.lexicon.titles import load_nicknames, load_titles
from onrecord.resolve.actors.names import CleanName

# Of people of one family name the one who is named in full this much more often than all
# others is meant by the bare name.
_CLEAR_SHARE = 0.75
_NEAR_CHARS = 300
_LONGEST_TAIL = 4
# A report that names more people of one name than this leaves the bare name open.
_MOST_COMPARED = 20


@dataclass(slots=True)
class Person:
    """A person, while their names are being gathered.

    Attributes:
        words: The fullest name, folded.
        forms: All full names, folded.
        suffix: "jr" …
        address: "he" or "she" by forms of address; "" for none or both.
        members: Indices of their names.
    """

    words: tuple[str, ...]
    forms: list[tuple[str, ...]] = field(default_factory=list)
    suffix: str = ""
    address: str = ""
    members: list[int] = field(default_factory=list)
    full: list[int] = field(default_factory=list)


def group_people(names: Sequence[CleanName], chosen: Sequence[int]) -> dict[int, int | None]:
    """The person of each chosen name: a number, or None where two may be meant.

    Args:
        names: All names of a report, in order.
        chosen: Indices of those that name people.
    """
    people = _Grouping(names)
    for at in chosen:
        if len(names[at].words) > 1:
            people.add_full(at)
    people.settle()
    found: dict[int, int | None] = {}
    for at in chosen:
        is_full = len(names[at].words) > 1
        found[at] = people.of_full(at) if is_full else people.of_single(at)
    return found


def short_forms(names: Iterable[CleanName]) -> frozenset[tuple[str, ...]]:
    """What may stand for full names of people: first and last word, ends and beginnings."""
    full = {name.words for name in names if len(name.words) > 1}
    found = {form for words in full for form in (words[:1], words[-1:])}
    return frozenset(found.union(*(_parts(words) for words in full)))


class _Grouping:
    def __init__(self, names: Sequence[CleanName]) -> None:
        self._names = names
        self._full: dict[tuple[tuple[str, ...], str], list[int]] = {}
        self._people: list[Person] = []
        self._number: dict[tuple[tuple[str, ...], str], int] = {}
        self._family: dict[str, list[int]] = defaultdict(list)
        self._given: dict[str, list[int]] = defaultdict(list)
        self._alone: dict[tuple[str, str], int] = {}
        self._places: dict[int, list[int]] = {}

    def add_full(self, at: int) -> None:
        name = self._names[at]
        self._full.setdefault((name.words, name.suffix), []).append(at)

    def settle(self) -> None:
        """Join the full names that are one person's, the longest names first."""
        tails: dict[tuple[str, ...], set[int]] = defaultdict(set)
        by_ends: dict[str, list[int]] = defaultdict(list)
        order = sorted(self._full, key=lambda key: (-len(key[0]), self._full[key][0]))
        for words, suffix in order:
            number = self._match(words, suffix, tails, by_ends)
            if number is None:
                number = len(self._people)
                self._people.append(Person(words, suffix=suffix))
                by_ends[words[-1]].append(number)
                for part in _parts(words):
                    tails[part].add(number)
            self._join(number, words, suffix)
        self._index()

    def _match(
        self,
        words: tuple[str, ...],
        suffix: str,
        tails: dict[tuple[str, ...], set[int]],
        by_ends: dict[str, list[int]],
    ) -> int | None:
        candidates = set(by_ends.get(words[-1], ())[:_MOST_COMPARED])
        fitting = {
            number
            for number in candidates
            if _are_one(words, suffix, self._people[number], self._gender(words, suffix))
        }
        address = self._gender(words, suffix)
        fitting |= {
            number
            for number in tails.get(words, ())
            if _suffixes_fit(suffix, self._people[number])
            and not _clash(address, self._people[number].address)
        }
        if not fitting:
            fitting = self._misspelt(words, suffix, by_ends)
        return fitting.pop() if len(fitting) == 1 else None

    def _misspelt(
        self, words: tuple[str, ...], suffix: str, by_ends: dict[str, list[int]]
    ) -> set[int]:
        """People of the same given name whose family name differs by a letter or two."""
        found: set[int] = set()
        by_given = self._given.get(words[0], ())
        for number in by_given[:_MOST_COMPARED]:
            other = self._people[number].words
            if len(other) == len(words) == 2 and is_spelling_of(words[1], other[1]):
                found.add(number)
        return found

    def _gender(self, words: tuple[str, ...], suffix: str) -> str:
        found = {self._names[at].address for at in self._full[words, suffix]} - {""}
        return found.pop() if len(found) == 1 else ""

    def _join(self, number: int, words: tuple[str, ...], suffix: str) -> None:
        person = self._people[number]
        person.forms.append(words)
        person.suffix = person.suffix or suffix
        person.address = person.address or self._gender(words, suffix)
        members = self._full[words, suffix]
        person.members += members
        person.full += members
        self._number[words, suffix] = number
        if number not in self._given[words[0]]:
            self._given[words[0]].append(number)

    def _index(self) -> None:
        for number, person in enumerate(self._people):
            family = dict.fromkeys(key for form in person.forms for key in _family_keys(form))
            given = dict.fromkeys(key for form in person.forms for key in form[:-1])
            for key in family:
                self._family[key].append(number)
            for key in given:
                if number not in self._given[key]:
                    self._given[key].append(number)
            self._places[number] = sorted(self._names[at].span.start for at in person.full)

    def of_full(self, at: int) -> int:
        name = self._names[at]
        return self._number[name.words, name.suffix]

    def of_single(self, at: int) -> int | None:
        """The person of a name of one word: by family name, else by given name, else a new one."""
        name = self._names[at]
        word = name.words[0]
        for index in (self._family, self._given):
            known = index.get(word, ())
            if len(known) > _MOST_COMPARED:
                return None
            fitting = [
                number for number in known if not _clash(name.address, self._people[number].address)
            ]
            if len(fitting) == 1:
                return self._take(at, fitting[0])
            if fitting:
                chosen = self._choose(at, fitting)
                return None if chosen is None else self._take(at, chosen)
        return self._take(at, self._new(word, name.address))

    def _take(self, at: int, number: int) -> int:
        self._people[number].members.append(at)
        return number

    def _new(self, word: str, address: str) -> int:
        for key in ((word, address), (word, "")) if address else ((word, ""),):
            if key in self._alone:
                return self._alone[key]
        number = len(self._people)
        self._people.append(Person((word,), [(word,)], address=address))
        self._alone[word, address] = self._alone[word, ""] = number
        return number

    def _choose(self, at: int, fitting: list[int]) -> int | None:
        """Of several people the one a bare name means here; None where that is unclear."""
        here = self._names[at].span.start
        last = {number: self._last_before(number, here) for number in fitting}
        near = [n for n, place in last.items() if place is not None and here - place < _NEAR_CHARS]
        if len(near) == 1:
            return near[0]
        counts = Counter({number: len(self._people[number].full) for number in fitting})
        number, most = counts.most_common(1)[0]
        if most >= _CLEAR_SHARE * counts.total():
            return number
        known = [(place, number) for number, place in last.items() if place is not None]
        if near or not known:
            return None
        return max(known)[1]

    def _last_before(self, number: int, here: int) -> int | None:
        places = self._places.get(number, [])
        before = bisect_right(places, here)
        return places[before - 1] if before else None


def _parts(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The ends and beginnings of a name that may stand for it ("Ode Moreno"), two words or more."""
    sizes = range(2, min(len(words), _LONGEST_TAIL + 1))
    return [words[-size:] for size in sizes] + [words[:size] for size in sizes]


def _family_keys(words: tuple[str, ...]) -> list[str]:
    """Words that stand alone as the family name: the last, without "al-" too."""
    last = words[-1]
    keys = [last]
    head, _, tail = last.partition("-")
    if tail and head in load_titles().particle:
        keys.append(tail)
    return keys


def _are_one(words: tuple[str, ...], suffix: str, person: Person, address: str) -> bool:
    if not _suffixes_fit(suffix, person) or _clash(address, person.address):
        return False
    return all(
        _given_fit(words[0], form[0]) and _middles_fit(words[1:-1], form[1:-1])
        for form in person.forms
    )


def _suffixes_fit(suffix: str, person: Person) -> bool:
    return not suffix or not person.suffix or suffix == person.suffix


def _clash(first: str, second: str) -> bool:
    return bool(first and second and first != second)


def _given_fit(first: str, second: str) -> bool:
    """Whether two given names may be one person's: "w" and "william", "bill" and "william"."""
    if first == second or (first[0] == second[0] and 1 in (len(first), len(second))):
        return True
    return second in load_nicknames().get(first, ())


def _middles_fit(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    if not first or not second:
        return True
    short, long = sorted((first, second), key=len)
    return all(any(_given_fit(word, other) for other in long) for word in short)


def is_spelling_of(first: str, second: str) -> bool:
    """Whether two long words differ by one letter, or only after six shared ones.

    >>> is_spelling_of("odeshenko", "odeshenka"), is_spelling_of("odensky", "odenskyy")
    (True, True)
    >>> is_spelling_of("moreno", "marino")
    False
    """
    short, long = sorted((first, second), key=len)
    if len(short) < 5 or len(long) - len(short) > 2 or short[:3] != long[:3]:
        return False
    if short[:6] == long[:6] and len(short) >= 7:
        return True
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(long) == len(short):
        return short[at + 1 :] == long[at + 1 :]
    return short[at:] == long[at + 1 :] and len(long) - len(short) == 1
