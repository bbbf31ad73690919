"""Addresses: one spelling for one page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import SourceError
from onrecord.sources.addresses import clean_address, is_address, is_same_site


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("https://Meridian.Example/Vote", "https://meridian.example/Vote"),
        ("HTTPS://meridian.example:443", "https://meridian.example/"),
        ("http://meridian.example:8080/a#b", "http://meridian.example:8080/a"),
        (
            "https://meridian.example/a?utm_source=x&id=7&fbclid=9",
            "https://meridian.example/a?id=7",
        ),
        ("https://meridian.example/a?UTM_Medium=x", "https://meridian.example/a"),
        ("https://meridian.example/a?b=2&a=1", "https://meridian.example/a?b=2&a=1"),
        ("https://meridian.example/a?&&", "https://meridian.example/a"),
        ("https://u:p@meridian.example/a", "https://meridian.example/a"),
        (" https://meridian.example/a\n", "https://meridian.example/a"),
        ("https://meri\ndian.example/a", "https://meridian.example/a"),
        ("https://zeitung-köln.example/ä b", "https://xn--zeitung-kln-zfb.example/%C3%A4%20b"),
        ("https://meridian.example./a", "https://meridian.example/a"),
        ("https://meridian.example/a%2Fb?c=d%26e", "https://meridian.example/a%2Fb?c=d%26e"),
        ("http://[2606:2800::1]:80/", "http://[2606:2800::1]/"),
    ],
)
def test_is_cleaned(given: str, clean: str) -> None:
    assert clean_address(given) == clean
    assert clean_address(clean) == clean


@pytest.mark.parametrize(
    "given",
    [
        *("", "meridian.example", "ftp://meridian.example/", "file:///etc/passwd", "javascript:1"),
        *("http://", "http:///a", "https://meri dian.example/", "http://a:99999/", "http://[::1/"),
        *("data:text/html,x", "mailto:a@b.example", "http://\x00/", f"https://{'ü' * 300}/"),
    ],
)
def test_is_none_of_the_web(given: str) -> None:
    with pytest.raises(SourceError) as caught:
        clean_address(given)
    assert caught.value.code == "bad-address"


def test_relative_ones_need_a_base() -> None:
    assert clean_address("../b?x=1", "https://m.example/a/c/") == "https://m.example/a/b?x=1"
    assert clean_address("//other.example/b", "https://m.example/") == "https://other.example/b"


@given(st.text(max_size=40), st.text(max_size=20))
def test_cleaning_twice_is_cleaning_once(path: str, query: str) -> None:
    clean = clean_address(f"https://m.example/{path}?{query}")
    assert clean_address(clean) == clean
    assert clean.isascii()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://coast.example/1", "http://www.coast.example/2", True),
        ("https://amp.coast.example/1", "https://www.coast.example/2", True),
        ("https://ana.blogs.example/", "https://blogs.example/", False),
        ("https://coast.example/", "https://coast.example.evil.example/", False),
        ("https://coast.example/", "https://coast.example:8443/", False),
        ("https://evilcoast.example/", "https://coast.example/", False),
    ],
)
def test_same_site(one: str, other: str, same: bool) -> None:
    assert is_same_site(one, other) is same
    assert is_same_site(other, one) is same


def test_an_address_is_told_from_a_path() -> None:
    assert is_address("HTTP://x")
    assert not any(map(is_address, ("http", "http:/x", "./https://x", "C:\\x", "")))
