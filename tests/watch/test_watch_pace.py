"""When a feed is asked again: its server's wish, its rhythm, its errors."""

from datetime import timedelta

import pytest
from watch_fakes import BEGIN, capture

from onrecord.fetch import Want
from onrecord.watch.pace import (
    LONGEST_SECONDS,
    SHORTEST_SECONDS,
    backoff_seconds,
    interval_seconds,
    rhythm_seconds,
)

HOUR, DAY = 3600, 86400


def answer(**headers: str):
    return capture(Want(url="https://meridian.example/rss"), "", **headers)


def stamps(*hours_ago: float) -> list[str]:
    return [(BEGIN - timedelta(hours=hours)).isoformat() for hours in hours_ago]


@pytest.mark.parametrize(
    ("headers", "known", "expected"),
    [
        ({}, {}, 1800),
        ({}, {"before": 700}, 700),
        ({"cache_control": "public, max-age=7200"}, {}, 7200),
        ({"cache_control": "max-age=7200", "age": "600"}, {}, 6600),
        ({"cache_control": "max-age=60"}, {}, 1800),
        ({"cache_control": "s-maxage=9000"}, {}, 1800),
        ({"cache_control": "no-cache, max-age=7200"}, {}, 1800),
        ({"cache_control": "max-age=31536000"}, {}, DAY),
        ({"cache_control": "max-age=soon"}, {}, 1800),
        ({"expires": "Mon, 05 May 2031 14:00:00 GMT"}, {}, 7200),
        ({"expires": "0"}, {}, 1800),
        ({"expires": "Mon, 05 May 2031 10:00:00 GMT"}, {}, 1800),
        ({}, {"ttl_seconds": 4 * HOUR}, 4 * HOUR),
        ({}, {"ttl_seconds": 30 * DAY}, DAY),
        ({"cache_control": "max-age=7200"}, {"ttl_seconds": 3 * HOUR}, 3 * HOUR),
        ({}, {"published": stamps(0.1, 1.1, 2.1, 3.1)}, 1800),
        ({}, {"published": stamps(0.01, 0.02, 0.03)}, SHORTEST_SECONDS),
        ({}, {"published": stamps(1, 90, 180, 270)}, LONGEST_SECONDS),
        ({}, {"published": stamps(20, 20.5, 21)}, 2 * HOUR),
        ({}, {"published": ["2031-05-05", "2031-05-04", "2031-05-03"], "before": 900}, 900),
        ({}, {"published": [None, None, None]}, 1800),
    ],
)
def test_the_pace_of_a_feed_that_could_be_read(headers, known, expected):
    assert interval_seconds(answer(**headers), now=BEGIN, **known) == expected


def test_odd_dates_in_the_future_make_no_feed_frantic():
    ahead = [(BEGIN + timedelta(days=days)).isoformat() for days in (1, 1.1, 1.2)]
    assert interval_seconds(answer(), now=BEGIN, published=ahead) >= SHORTEST_SECONDS
    assert rhythm_seconds(ahead, now=BEGIN) is not None


def test_errors_double_the_pause_up_to_a_limit():
    pauses = [backoff_seconds("https://a.example/", n, interval=600) for n in range(1, 12)]
    for number, pause in enumerate(pauses):
        plain = min(600 * 2**number, LONGEST_SECONDS)
        assert 0.8 * plain <= pause <= 1.2 * plain
    assert backoff_seconds("https://a.example/", 10**6, interval=600) <= 1.2 * LONGEST_SECONDS


def test_the_jitter_is_the_same_for_the_same_feed_and_another_for_others():
    one = [backoff_seconds("https://a.example/", 3, interval=600) for _ in range(3)]
    others = {backoff_seconds(f"https://{n}.example/", 3, interval=600) for n in range(20)}
    assert len(set(one)) == 1
    assert len(others) > 15
