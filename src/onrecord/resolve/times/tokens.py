"""Words as the patterns of time expressions see them: each with its kind and what it is worth."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from onrecord.lexicon.tables import rows
from onrecord.lexicon.texts import lexicon_text
from onrecord.types import Span

WORDS = "times.tsv"
HOLIDAYS = "holidays.tsv"

_TOKEN = re.compile(
    r"""
      (?P<iso>\d{4}-\d\d-\d\d)
    | (?P<slash>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\d/]))
    | (?P<clock>\d{1,2}[:.]\d\d(?=\ ?[ap]\.?m\b)|[012]?\d:[0-5]\d(?::[0-5]\d)?(?![\d:]))
    | (?P<decade>\d{3}0['\u2019]?s\b|['\u2018\u2019]?\d0s\b)
    | (?P<ranked>\d{1,2}(?:st|nd|rd|th)\b)
    | (?P<number>\d+(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+)
    | (?P<meridiem>[ap]\.m\.?)
    | (?P<poss>['\u2019]s\b)
    | (?P<named>Q[1-4]\b|H[12]\b|FY(?=\d))
    | (?P<word>[^\W\d_]+)
    | (?P<mark>[^\w\s])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"\d")
# Every expression has a token of one of these kinds.
_CORE_KINDS = (
    "iso slash day year number ranked clock decade month weekday weekday-short season holiday "
    "unit units period fiscal part midday overnight tonight today now current lately soon "
    "future past then regularly while time zone named"
)
CORE = frozenset(_CORE_KINDS.split())
_YEARS = range(1000, 2100)
# Words that are also something else; they count as a month only where one can stand.
_UNSURE_MONTHS = frozenset({"may", "march"})
_WHOLE_MONTHS = frozenset({"may", "june", "july"})
_SHORT_CHARS = 4  # of a month's abbreviation, without its full stop
_PREPOSITIONS = (
    "in of since until till by through from to last next this early late mid - each every "
    "during before after between and on the"
)
_BEFORE_MONTH = frozenset(_PREPOSITIONS.split())


class Token(NamedTuple):
    """A word, number or mark: offsets into the text, its kind ("other" for most), its worth."""

    start: int
    end: int
    text: str
    kind: str
    value: str


@cache
def load_words() -> dict[str, dict[str, str]]:
    """By kind, the words of the kind in lower case and what each is worth.

    Raises:
        LexiconError: A line of the file cannot be read.
    """
    found: dict[str, dict[str, str]] = {}
    for line in rows(WORDS, lexicon_text(WORDS), least=3, most=3):
        kind, value, words = line.cells
        found.setdefault(kind, {}).update(dict.fromkeys(words.lower().split(), value))
    return found


@cache
def _holidays() -> dict[str, list[tuple[list[str], str]]]:
    """By a name's first word, the words of each name and the rule for its day, longest first."""
    found: dict[str, list[tuple[list[str], str]]] = {}
    for line in rows(HOLIDAYS, lexicon_text(HOLIDAYS), least=2, most=2):
        rule, name = line.cells
        words = [match.group() for match in _TOKEN.finditer(name)]
        found.setdefault(words[0], []).append((words, rule))
    for names in found.values():
        names.sort(key=lambda name: -len(name[0]))
    return found


@cache
def _kinds() -> dict[str, tuple[str, str]]:
    """By word, its kind and worth; signs of tense are looked up apart."""
    return {
        word: (kind, value)
        for kind, words in load_words().items()
        if kind != "tense"
        for word, value in words.items()
    }


@cache
def _telling() -> frozenset[str]:
    """Words in lower case of which a text that tells a time in words has one."""
    words = {word for word, (kind, _) in _kinds().items() if kind in CORE}
    words |= {word for word, value in load_words()["count"].items() if int(value) >= 17}
    return frozenset(words | {name.lower() for name in _holidays()})


def _may_tell(words: str) -> bool:
    """Whether there is a figure or a telling word; it spares half of a report the rest."""
    return _FIGURE.search(words) is not None or not _telling().isdisjoint(
        _LETTERS.findall(words.lower())
    )


def find_tokens(text: str, sections: Iterable[Span]) -> list[Token]:
    """The tokens of the sections that may tell a time, in order, an "end" after each section."""
    tokens: list[Token] = []
    kinds = _kinds()
    for section in sections:
        if not _may_tell(text[section.start : section.end]):
            continue
        first = len(tokens)
        for match in _TOKEN.finditer(text, section.start, section.end):
            word = match.group()
            if match.lastgroup == "word" and word.lower() not in kinds:
                token = Token(*match.span(), word, "other", "")
            else:
                token = _token(match)
            tokens.append(token)
        tokens.append(Token(section.end, section.end, "", "end", ""))
        _settle(tokens, first)
    return tokens


def _token(match: re.Match[str]) -> Token:
    group = match.lastgroup or "mark"
    text = match.group()
    start, end = match.span()
    if group == "word":
        kind, value = _kinds()[text.lower()]
        if kind in ("month", "weekday", "weekday-short") and not text[0].isupper():
            kind = "other"
        return Token(start, end, text, kind, value)
    if group == "named":
        return Token(start, end, text, "fiscal" if text.upper() == "FY" else "named", text.upper())
    if group == "number":
        return Token(start, end, text, *_number(text))
    if group == "ranked":
        return Token(start, end, text, "ranked", text[:-2])
    if group == "decade":
        digits = re.sub(r"\D", "", text)
        century = "19" if int(digits[-2:]) >= 20 else "20"
        return Token(start, end, text, "decade", (century + digits)[-4:-1])
    if group == "meridiem":
        return Token(start, end, text, text[:1].lower() + "m", "12" if text[0] in "pP" else "0")
    if group == "mark":
        return Token(start, end, text, _MARKS.get(text, "mark"), "")
    return Token(start, end, text, group, text)


_MARKS = {"-": "hyphen", "\u2010": "hyphen", "\u2011": "hyphen", "\u2013": "hyphen",
          ",": "comma", ".": "stop", "(": "open", "/": "stroke"}  # fmt: skip


def _number(text: str) -> tuple[str, str]:
    if not text.isdigit():
        return "number", text.replace(",", "")
    if len(text) <= 2 and 1 <= int(text) <= 31:
        return "day", str(int(text))
    if len(text) == 4 and int(text) in _YEARS:
        return "year", text
    return "number", text


def _settle(tokens: list[Token], first: int) -> None:
    """Decide words that could be two things, and join numbers that are told in words."""
    at = first
    while at < len(tokens):
        token = tokens[at]
        if token.text in _holidays():
            _join_holiday(tokens, at)
            token = tokens[at]
        if token.kind == "month":
            tokens[at] = _as_month(tokens, at, first)
        elif token.kind == "weekday-short":
            _join_stop(tokens, at)
            after = tokens[at + 1 : at + 3]
            dated = any(other.kind in ("month", "day") for other in after)
            tokens[at] = tokens[at]._replace(kind="weekday" if dated else "other")
        elif token.kind == "count":
            _join_counts(tokens, at)
        at += 1


def _as_month(tokens: list[Token], at: int, first: int) -> Token:
    """The token, as a month or not; an abbreviation with its full stop."""
    word = tokens[at].text.lower()
    is_short = len(word) <= _SHORT_CHARS and word not in _WHOLE_MONTHS
    stopped = is_short and _join_stop(tokens, at)
    token, after = tokens[at], tokens[at + 1]
    if after.kind in ("day", "year", "ranked") or not (is_short or word in _UNSURE_MONTHS):
        return token
    before = tokens[at - 1].text.lower() if at > first else ""
    is_month = stopped or (before in _BEFORE_MONTH and not token.text.isupper())
    return token if is_month else token._replace(kind="other")


def _join_stop(tokens: list[Token], at: int) -> bool:
    """Make an abbreviation and its full stop one token, if there is one."""
    token, stop = tokens[at], tokens[at + 1]
    if stop.text != "." or stop.start != token.end:
        return False
    tokens[at : at + 2] = [token._replace(end=stop.end)]
    return True


def _join_holiday(tokens: list[Token], at: int) -> None:
    """Make one token of a holiday's name that stands here."""
    for words, rule in _holidays()[tokens[at].text]:
        end = at + len(words)
        if [token.text for token in tokens[at:end]] == words:
            name = " ".join(words)
            tokens[at:end] = [Token(tokens[at].start, tokens[end - 1].end, name, "holiday", rule)]
            return


def _join_counts(tokens: list[Token], at: int) -> None:
    """Make one token of "twenty-four", "nineteen ninety-four", "two thousand"."""
    end = at + 1
    while True:
        step = 1 if tokens[end].kind == "hyphen" else 0
        if end + step < len(tokens) and tokens[end + step].kind == "count":
            end += step + 1
        else:
            break
    if end == at + 1:
        return
    numbers = [int(token.value) for token in tokens[at:end] if token.kind == "count"]
    total = _spoken(numbers)
    is_year = total in range(1700, 2100) and tokens[end].kind not in ("units", "hyphen")
    start, stop = tokens[at].start, tokens[end - 1].end
    words = " ".join(token.text for token in tokens[at:end])
    tokens[at:end] = [Token(start, stop, words, "year" if is_year else "count", str(total))]


def _spoken(numbers: Sequence[int]) -> int:
    """The number that number words tell, years as people say them included.

    >>> _spoken([19, 90, 4]), _spoken([2, 1000]), _spoken([60, 5]), _spoken([3, 100])
    (1994, 2000, 65, 300)
    """
    if len(numbers) > 1 and 10 <= numbers[0] <= 20 and numbers[1] >= 10 and numbers[1] < 100:
        return numbers[0] * 100 + sum(numbers[1:])
    total = current = 0
    for number in numbers:
        if number == 1000:
            total, current = total + max(current, 1) * 1000, 0
        elif number == 100:
            current = max(current, 1) * 100
        else:
            current += number
    return total + current
