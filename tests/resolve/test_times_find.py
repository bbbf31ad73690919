"""Time expressions: what is found, and what it is worth."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.resolve.times import SeenTime, find_times
from onrecord.types import Span, TimeExpression, TimeType

WEDNESDAY = "2031-05-07"


def times(
    text: str, published: str | None = WEDNESDAY, *, seen: tuple[SeenTime, ...] = ()
) -> tuple[TimeExpression, ...]:
    return find_times(text, [Span(0, len(text))], published=published, edition="e", seen=seen)


def only(text: str, published: str | None = WEDNESDAY) -> TimeExpression:
    (found,) = times(text, published)
    return found


@pytest.mark.parametrize(
    ("text", "words", "value", "edtf"),
    [
        # days
        ("They met on Monday.", "Monday", "2031-05-05", "2031-05-05"),
        ("They will meet on Monday.", "Monday", "2031-05-12", "2031-05-12"),
        ("He said he would publish it on Monday.", "Monday", "2031-05-12", "2031-05-12"),
        ("He would not comment on Monday.", "Monday", "2031-05-05", "2031-05-05"),
        ("He could not be reached on Monday.", "Monday", "2031-05-05", "2031-05-05"),
        ("They are to meet Friday.", "Friday", "2031-05-09", "2031-05-09"),
        ("Talks are set to resume in Vesk on Monday.", "Monday", "2031-05-12", "2031-05-12"),
        ("A vote could come as soon as Friday.", "Friday", "2031-05-09", "2031-05-09"),
        ("Friday's ruling is to be published.", "Friday", "2031-05-02", "2031-05-02"),
        ("It rained on Wednesday.", "Wednesday", "2031-05-07", "2031-05-07"),
        ("Ode left last Wednesday.", "last Wednesday", "2031-04-30", "2031-04-30"),
        ("She left next Monday blank.", "next Monday", "2031-05-12", "2031-05-12"),
        ("It closed early Tuesday.", "early Tuesday", "2031-05-06", "2031-05-06"),
        ("It closed on Tues., Oct. 5, 2030.", "Tues., Oct. 5, 2030", "2030-10-05", "2030-10-05"),
        ("It began Jan. 13 in Vesk.", "Jan. 13", "2031-01-13", "2031-01-13"),
        ("The shares are payable Jan. 2.", "Jan. 2", "2032-01-02", "2032-01-02"),
        ("It fell on Dec. 15 in Vesk.", "Dec. 15", "2030-12-15", "2030-12-15"),
        ("It was dated Feb. 4.", "Feb. 4", "2031-02-04", "2031-02-04"),
        ("On 6 August 1998 it rained.", "6 August 1998", "1998-08-06", "1998-08-06"),
        ("On the 24th of June 2030.", "the 24th of June 2030", "2030-06-24", "2030-06-24"),
        ("On 2030-02-28 it rained.", "2030-02-28", "2030-02-28", "2030-02-28"),
        ("On 5/14/2030 it rained.", "5/14/2030", "2030-05-14", "2030-05-14"),
        ("On 3/4/2030 it rained.", "3/4/2030", "2030", "2030"),
        ("The fair ran July 3-5, 2030.", "July 3-5, 2030", "2030-07-03/2030-07-05",
         "2030-07-03/2030-07-05"),
        ("It rained today.", "today", "2031-05-07", "2031-05-07"),
        ("It rained late yesterday.", "late yesterday", "2031-05-06", "2031-05-06"),
        ("The day before yesterday it rained.", "The day before yesterday", "2031-05-05",
         "2031-05-05"),
        ("He was found on Thanksgiving Day.", "Thanksgiving Day", "2030-11-28", "2030-11-28"),
        ("He left on Easter Monday 2029.", "Easter Monday 2029", "2029-04-02", "2029-04-02"),
        ("The last Christmas was wet.", "last Christmas", "2030-12-25", "2030-12-25"),
        # weeks, months, years
        ("It rained last week.", "last week", "2031-W18", "2031-04-28/2031-05-04"),
        ("It rained over the weekend.", "the weekend", "2031-W18-WE", "2031-05-03/2031-05-04"),
        ("It will rain at the weekend.", "the weekend", "2031-W19-WE", "2031-05-10/2031-05-11"),
        ("It rained the week of June 3, 2030.", "the week of June 3, 2030", "2030-W23",
         "2030-06-03/2030-06-09"),
        ("It rained in October.", "October", "2030-10", "2030-10"),
        ("It will rain in October.", "October", "2031-10", "2031-10"),
        ("It rained last May.", "last May", "2030-05", "2030-05"),
        ("It rained in early June 2030.", "early June 2030", "2030-06", "2030-06"),
        ("It ends next month.", "next month", "2031-06", "2031-06"),
        ("It rained in 1998.", "1998", "1998", "1998"),
        ("It rained in about 1998.", "about 1998", "1998", "1998~"),
        ("It rained in nineteen ninety-four.", "nineteen ninety-four", "1994", "1994"),
        ("It ends at the end of 2032.", "the end of 2032", "2032", "2032"),
        ("It rose in fiscal 2030.", "fiscal 2030", "2030", "2030~"),
        ("The war of 1939-45 ended.", "1939-45", "1939/1945", "1939/1945"),
        ("Since the early '80s it rained.", "the early '80s", "198", "198X"),
        ("In the 19th century it rained.", "the 19th century", "18", "18XX"),
        ("In the spring of 2022 they left.", "the spring of 2022", "2022-SP", "2022-21"),
        ("They left last fall.", "last fall", "2030-FA", "2030-23"),
        ("It fell in the third quarter.", "the third quarter", "2030-Q3", "2030-35"),
        ("It posted a first-quarter loss.", "first-quarter", "2031-Q1", "2031-33"),
        ("It rose in Q3 2030.", "Q3 2030", "2030-Q3", "2030-35"),
        ("It rose in the second half of 2030.", "the second half of 2030", "2030-H2", "2030-41"),
        # counted from publication
        ("They met two days ago.", "two days ago", "2031-05-05", "2031-05-05"),
        ("They met five months ago.", "five months ago", "2030-12", "2030-12"),
        ("They met nearly four years ago.", "nearly four years ago", "2027", "2027~"),
        ("They meet two weeks from now.", "two weeks from now", "2031-W21",
         "2031-05-19/2031-05-25"),
        ("They met several months ago.", "several months ago", "PAST_REF", None),
        # times of day
        ("It began at 10 a.m. EST on Friday.", "10 a.m. EST on Friday", "2031-05-02T10:00",
         "2031-05-02"),
        ("It ended at noon on Tuesday.", "noon on Tuesday", "2031-05-06T12:00", "2031-05-06"),
        ("It ended at 0900 GMT.", "0900 GMT", "2031-05-07T09:00Z", "2031-05-07"),
        ("It ended Friday night.", "Friday night", "2031-05-02TNI", "2031-05-02"),
        ("It ended last night.", "last night", "2031-05-06TNI", "2031-05-06"),
        ("It ends tomorrow morning.", "tomorrow morning", "2031-05-08TMO", "2031-05-08"),
        # neither
        ("Now it rains.", "Now", "PRESENT_REF", None),
        ("It rained in the past.", "the past", "PAST_REF", None),
    ],
)  # fmt: skip
def test_dates_and_times(text: str, words: str, value: str, edtf: str | None) -> None:
    found = only(text)
    assert (found.text, found.value, found.edtf) == (words, value, edtf)
    assert text[found.span.start : found.span.end] == words
    assert found.type in (TimeType.DATE, TimeType.TIME)


@pytest.mark.parametrize(
    ("text", "words", "kind", "value"),
    [
        ("It took two years.", "two years", "DURATION", "P2Y"),
        ("After a five-hour visit he left.", "five-hour", "DURATION", "PT5H"),
        ("It lasted nearly an hour.", "nearly an hour", "DURATION", "PT1H"),
        ("It took 2 1/2 years.", "2 1/2 years", "DURATION", "P2Y6M"),
        ("It took a year and a half.", "a year and a half", "DURATION", "P1Y6M"),
        ("It rained for several weeks.", "several weeks", "DURATION", "PXW"),
        ("It rained for years.", "years", "DURATION", "PXY"),
        ("Over the past three months it rained.", "the past three months", "DURATION", "P3M"),
        ("In the next few days it ends.", "the next few days", "DURATION", "PXD"),
        ("They meet every Monday.", "every Monday", "SET", "XXXX-WXX-1"),
        ("They meet twice a year.", "twice a year", "SET", "P1Y"),
        ("They meet every two weeks.", "every two weeks", "SET", "P2W"),
        ("They meet daily.", "daily", "SET", "P1D"),
    ],
)
def test_durations_and_sets(text: str, words: str, kind: str, value: str) -> None:
    found = only(text)
    assert (found.text, found.type, found.value, found.edtf) == (words, kind, value, None)


@pytest.mark.parametrize(
    "text",
    [
        "He may march on and fall.",
        "May I ask who sat in the sun?",
        "A 14-year-old boy left.",
        "She is 55 years old.",
        "It cost $2000 and drew 2000 troops.",
        "He reads the Vesk Today.",
        "Three-quarters of it burned.",
        "He spoke on the show “This Week” to her.",
        "Tell Jan Ode that I called.",
        "It won 3:2 on the road.",
        "The former mayor spoke as soon as he could.",
    ],
)
def test_what_tells_no_time(text: str) -> None:
    assert times(text) == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("She left on May 4, 1990. The same day it rained.", ["1990-05-04", "1990-05-04"]),
        ("She left on May 4, 1990. The next day it rained.", ["1990-05-04", "1990-05-05"]),
        ("She left on May 4, 1990. Two days earlier, it rained.", ["1990-05-04", "1990-05-02"]),
        ("She left on May 4, 1990. A day before, it rained.", ["1990-05-04", "1990-05-03"]),
        ("She left in 1990 and came back the following year.", ["1990", "1991"]),
        ("It lost 3 in the third quarter and 4 a year earlier.", ["2030-Q3", "2029-Q3"]),
        ("It lost 3 in the third quarter. In the quarter, sales fell.", ["2030-Q3", "2030-Q3"]),
        ("They met on April 24 and 25, in Vesk.", ["2031-04-24", "2031-04-25"]),
    ],
)
def test_counted_from_a_time_told_before(text: str, values: list[str]) -> None:
    first, second = times(text)
    assert [first.value, second.value] == values
    if "25" not in text:
        assert second.anchor == first.id


@pytest.mark.parametrize("published", [None, "", "soon", "2031-13-40", "0000-01-01", "31-05-07"])
def test_without_a_date_of_publication_nothing_is_invented(published: str | None) -> None:
    text = "On Monday, today, last week, in May, five years ago, on July 3-5, next fall, at 9 a.m."
    found = times(text, published)
    assert len(found) == 8
    assert [time.edtf for time in found] == [None] * 8
    assert all(time.value and "X" in time.value for time in found)


@pytest.mark.parametrize(
    ("published", "values"),
    [
        ("2031-05", ["XXXX-WXX-1", "2031-04", "2030"]),
        ("2031", ["XXXX-WXX-1", "XXXX-XX", "2030"]),
        ("2031-05-07T23:30:00+09:00", ["2031-05-05", "2031-04", "2030"]),
        ("9999-12-31", ["9999-12-27", "9999-11", "9998"]),
        ("0001-01-01", ["0001-01-01", "0000-12", "XXXX"]),
    ],
)
def test_a_date_of_publication_counts_as_far_as_it_is_known(
    published: str, values: list[str]
) -> None:
    found = times("It rained on Monday, last month and last year.", published)
    assert [time.value for time in found] == values


def test_what_cannot_be_a_date_is_none() -> None:
    assert times("On February 30, 2030 and 2030-02-30 and 13/13/2030 it rained.")[0].text != (
        "February 30, 2030"
    )


def test_ids_are_those_of_edition_and_span() -> None:
    first, second = times("It rained on Monday and on Monday.")
    assert first.id != second.id
    assert times("It rained on Monday and on Monday.")[0].id == first.id


def test_only_the_sections_are_read() -> None:
    text = "It rained on Monday. It rained on Friday."
    found = find_times(text, [Span(20, len(text))], published=WEDNESDAY, edition="e")
    assert [time.text for time in found] == ["Friday"]


def test_the_model_settles_unsure_rules_and_adds_what_it_is_sure_of() -> None:
    text = "It will soon rain on Monday and at harvest."
    monday, harvest = Span(21, 27), Span(35, 42)
    assert [time.text for time in times(text)] == ["soon", "Monday"]
    seen = (
        SeenTime(harvest, TimeType.DATE, 0.95),
        SeenTime(monday, TimeType.DATE, 0.9),
    )
    found = times(text, seen=seen)
    assert [(time.text, time.value) for time in found] == [("Monday", "2031-05-12"),
                                                           ("harvest", None)]  # fmt: skip
    unsure = (SeenTime(harvest, TimeType.DATE, 0.3),)
    assert [time.text for time in times(text, seen=unsure)] == ["Monday"]


def test_spans_of_the_model_that_cut_an_expression_do_not_cut_it() -> None:
    text = "It rained on May 4, 1990."
    seen = (SeenTime(Span(13, 18), TimeType.DATE, 0.99),)
    assert [time.text for time in times(text, seen=seen)] == ["May 4, 1990"]


_WORDS = st.sampled_from(
    [
        "the",
        "a",
        "of",
        "Monday",
        "May",
        "march",
        "5",
        "31",
        "1998",
        "2000",
        "ago",
        "last",
        "next",
        "week",
        "years",
        "year",
        "quarter",
        "third",
        "-",
        ",",
        ".",
        "two",
        "hundred",
        "thousand",
        "early",
        "end",
        "'80s",
        "1990s",
        "10:30",
        "a.m.",
        "GMT",
        "today",
        "now",
        "every",
        "twice",
        "in",
        "and",
        "to",
        "half",
        "1/2",
        "Easter",
        "Thanksgiving",
        "Day",
        "New",
        "Year's",
        "Eve",
        "3/4/2020",
        "2030-02-30",
        "fiscal",
        "Q3",
        "'s",
        "before",
        "earlier",
        "9999",
        "99",
        "0",
        "0000",
        "fall",
        "of",
        "season",
        "weekend",
        "that",
        "same",
        "day",
        "past",
        "few",
    ]
)


@given(st.lists(_WORDS, max_size=14), st.sampled_from([None, "2031-05-07", "9999-12-31", "0001"]))
@settings(max_examples=200, deadline=None)
def test_any_words_give_spans_in_order_and_apart(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    end = 0
    for time in times(text, published):
        assert end <= time.span.start < time.span.end <= len(text)
        assert time.text == text[time.span.start : time.span.end]
        end = time.span.end


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read(text: str) -> None:
    for time in times(text):
        assert time.text == text[time.span.start : time.span.end]


def test_a_long_list_of_times_takes_linear_time() -> None:
    text = "on Monday, a year earlier, " * 1000
    assert len(times(text)) == 2000
