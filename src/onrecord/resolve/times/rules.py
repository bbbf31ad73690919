"""The rules: what stretches of words tell times, and who reads them.

At each place the longest match wins, and among equals the first. The extents are those of
TimeBank: the article and words such as "early", "nearly" and "the end of" belong to the
expression, a preposition does not.
"""

import re
from functools import cache

from onrecord.resolve.times.clocks import (
    read_clock,
    read_future,
    read_part,
    read_reference,
    read_the_past,
    read_then,
    read_today,
)
from onrecord.resolve.times.dates import (
    read_century,
    read_day,
    read_days,
    read_decade,
    read_iso,
    read_month,
    read_second_day,
    read_slash,
    read_weekday,
    read_year,
    read_years,
)
from onrecord.resolve.times.lengths import (
    read_bare,
    read_duration,
    read_each,
    read_long,
    read_often,
    read_regularly,
    read_these_days,
    read_while,
    read_window,
)
from onrecord.resolve.times.patterns import Rule, code, rule
from onrecord.resolve.times.periods import (
    read_ago,
    read_before,
    read_day_before,
    read_day_next_to,
    read_earlier,
    read_end_of,
    read_from_now,
    read_relative,
    read_the_unit,
    read_week_of,
    read_year_end,
)
from onrecord.resolve.times.quarters import (
    read_compared,
    read_fiscal,
    read_half,
    read_named,
    read_named_period,
    read_quarter,
    read_told_quarter,
    read_year_earlier,
)
from onrecord.resolve.times.seasons import read_holiday, read_season
from onrecord.resolve.times.tokens import CORE

_NUMBER = "(count|number|day)"
_ROUGH = "(about|up to|no? more than|no? less than|at least)"
_REL = "(last|this|next|previous|past|following|coming|that)"
_FRONT = "(mod hyphen?|earlier|later|sometime|about)"
_MOD = "(mod hyphen?)"
_EDGE = "(the? edge of)"
_DAY = "month (day|ranked) (comma? year)?"
_COUNTED = f"({_NUMBER}|a|few of?|a few of?|a {_NUMBER}|another)"
_UNIT = "(unit|units)"
_WHICH = f"(this? {_REL}|that same|the ({_REL}|same|latest|current))"
_OF_YEAR = f"(of (year|fiscal year|{_REL} unit))"
_HALVES = f"(a unit and a half|half a unit|a half hyphen? unit|{_NUMBER} and a half units)"
_TURN = "(last|past|next|previous|following|coming|ordinal)"
_MANY = f"({_NUMBER}|few of?|a few|couple of)"
_ON_DAY = f"(comma? on? (today|weekday comma? ({_DAY})?|{_DAY}))"

_RULES = (
    ("iso", "iso", read_iso),
    ("slash", "slash", read_slash),
    ("day", f"{_MOD}? (weekday comma?)? {_DAY} part?", read_day),
    ("day", "(weekday comma?)? (the? (ranked|ordinal) of|day) month (comma? year)?", read_day),
    ("day", "month the (ranked|ordinal)", read_day),
    ("days", "month day hyphen day (comma? year)?", read_days),
    ("second day", "day", read_second_day),
    ("weekday", f"({_MOD}|sometime|about)? (the? {_REL})? weekday part?", read_weekday),
    ("month", f"({_EDGE}|{_FRONT})? (the? {_REL})? month (comma? of? year)?", read_month),
    ("year", f"({_EDGE}|{_FRONT})? year", read_year),
    ("year", "the unit year", read_year),
    ("year", "year or later", read_year),
    ("years", "year hyphen (year|day|number)", read_years),
    ("decade", f"({_EDGE}|the)? {_MOD}? decade", read_decade),
    ("century", f"the? {_MOD}? (ranked|ordinal|count) hyphen? unit", read_century),
    ("season", f"({_EDGE}|{_FRONT})? (the|{_WHICH})? {_MOD}? season (of? year)?", read_season),
    ("holiday", f"{_FRONT}? {_REL}? holiday (unit|part|comma? year)?", read_holiday),
    ("relative", f"({_FRONT} in?)? {_WHICH} (trading|fiscal)? unit (or so)?", read_relative),
    ("relative", "past unit", read_relative),
    ("the unit", "((earlier|later|mod) in)? the (comparable|full)? unit", read_the_unit),
    ("latest", "(the|this) (latest|current|comparable|full)* period", read_told_quarter),
    ("quarter", f"the? (year|fiscal|comparable|latest|hyphen)* ordinal unit {_OF_YEAR}?",
     read_quarter),
    ("quarter", f"the? {_REL} unit poss ordinal unit", read_quarter),
    ("quarter", "(the? fiscal hyphen?)? ordinal hyphen unit", read_quarter),
    ("half", f"the? (ordinal|last) half of (the? (year|decade)|{_REL} unit)", read_half),
    ("year earlier", "unit hyphen (ago|earlier)", read_year_earlier),
    ("year earlier", "the comparable? unit hyphen (ago|earlier) (period|ordinal? unit)",
     read_year_earlier),
    ("named period", "the year (period|unit)", read_named_period),
    ("fiscal", f"(the ({_REL}|current)?)? fiscal unit", read_fiscal),
    ("fiscal", "fiscal year", read_fiscal),
    ("year end", "about? the? unit (hyphen|poss)? edge", read_year_end),
    ("end of", f"{_EDGE} (the|this|the? {_REL}) unit", read_end_of),
    ("ago", f"{_ROUGH}? {_COUNTED} more? {_UNIT} (or more)? ago", read_ago),
    ("ago", "(a unit|units) or so ago", read_ago),
    ("ago", "units ago", read_ago),
    ("compared", f"the comparable? (period|unit) ({_REL} unit|a unit (ago|earlier))",
     read_compared),
    ("compared", f"{_REL} unit poss (unit|period)", read_compared),
    ("earlier", f"{_ROUGH}? ({_NUMBER}|a) {_UNIT} (earlier|later)", read_earlier),
    ("before", f"({_NUMBER}|a) {_UNIT} (before|after)", read_before),
    ("from now", f"{_ROUGH}? {_COUNTED} {_UNIT} from (now|today)", read_from_now),
    ("day next to", "the unit (before|after) today", read_day_next_to),
    ("named", "named (of? year)?", read_named),
    ("day before", "(the (next|following|previous|same)|that) part", read_day_before),
    ("week of", f"the unit of {_DAY}", read_week_of),
    ("duration", f"{_ROUGH}? {_COUNTED} (more|trading|comparable|full)? hyphen? {_UNIT} "
     "(hyphen old)?", read_duration),
    ("duration", "over a unit", read_duration),
    ("duration", "a unit or count", read_duration),
    ("duration", f"{_NUMBER} (to|or) {_NUMBER} {_UNIT}", read_duration),
    ("duration", f"{_ROUGH}? day (day stroke day|and a half) {_UNIT}", read_duration),
    ("duration", f"{_ROUGH}? {_HALVES}", read_duration),
    ("duration", "unit hyphen long", read_long),
    ("while", "a while|few time", read_while),
    ("these days", "that units", read_these_days),
    ("window", f"{_ROUGH}? (the {_TURN}|last|past|next) {_MANY}? (more|trading)? units (or so)?",
     read_window),
    ("window", "the count comparable? units", read_window),
    ("window", "the mod units", read_window),
    ("window", "the? (recent|coming|past|future) units", read_window),
    ("bare", "units", read_bare),
    ("each", f"each of? (the? {_REL})? ({_NUMBER}|ordinal)? "
     f"({_UNIT}|weekday part?|month|season|part)", read_each),
    ("often", "(times|count times) (a|each) unit", read_often),
    ("regularly", "regularly", read_regularly),
    ("clock", f"about? (clock|{_NUMBER}) (am|pm) zone? {_ON_DAY}?", read_clock),
    ("clock", f"about? (clock|year|number|{_NUMBER}) zone {_ON_DAY}?", read_clock),
    ("clock", "about? clock (on? (today|weekday))?", read_clock),
    ("clock", "(clock|count|day) in the part", read_clock),
    ("clock", f"about? midday {_ON_DAY}?", read_clock),
    ("part", "(earlier|later|mod)? (last|this|today) part", read_part),
    ("part", "in the part", read_part),
    ("part", "tonight|overnight", read_part),
    ("today", f"(earlier|later|{_MOD})? today", read_today),
    ("reference", "right now|now|current|more? lately", read_reference),
    ("soon", "soon", read_reference),
    ("the past", "the past", read_the_past),
    ("future", "the near period", read_future),
    ("future", "the? future", read_future),
    ("then", "then", read_then),
)  # fmt: skip

# These are right in less than half of their places where the model sees nothing: of 30 on the
# four fifths 9.
UNSURE = frozenset({"soon", "future", "then"})


@cache
def load_rules() -> tuple[Rule, ...]:
    """The rules, compiled when they are first needed."""
    return tuple(rule(name, pattern, read) for name, pattern, read in _RULES)


@cache
def any_rule() -> re.Pattern[str]:
    """A pattern that fits where any rule does: one pass in C finds the few places to look at."""
    return re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in load_rules()))


@cache
def islands() -> re.Pattern[str]:
    """Stretches of kinds that an expression could lie in; ordinary words part them."""
    outside = "".join(code(kind) for kind in ("other", "mark", "end", "open"))
    core = "".join(code(kind) for kind in sorted(CORE))
    return re.compile(f"[^{outside}]*[{core}][^{outside}]*")
