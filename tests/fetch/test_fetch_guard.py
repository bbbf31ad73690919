"""No address of this machine or its network is talked to, by whatever name it goes."""

from dataclasses import replace

import pytest

from onrecord.errors import SourceError
from onrecord.fetch import Fetcher, FetchOptions, Want
from onrecord.fetch.guard import is_public, public_addresses
from tests.fetch.servers import page, redirect, serving

HIDDEN = (
    *("127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1"),
    *("169.254.169.254", "100.64.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1", "192.0.2.1"),
    *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "2001:db8::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a00:1"),
    *("nonsense", ""),
)


@pytest.mark.parametrize("number", HIDDEN)
def test_is_no_public_address(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize(
    "number", ["93.184.215.14", "2606:2800:220:1::1", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"]
)
def test_is_a_public_address(number: str) -> None:
    assert is_public(number)


def test_a_host_with_one_hidden_address_is_refused_as_a_whole() -> None:
    both = ["93.184.215.14", "127.0.0.1"]
    with pytest.raises(SourceError, match=r"127\.0\.0\.1") as caught:
        public_addresses("pier.example", 80, lookup=lambda *_: both)
    assert caught.value.code == "private-address"
    assert public_addresses("p.example", 80, allow_private=True, lookup=lambda *_: both) == both


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::1]"]
)
def test_loopback_is_refused_by_every_name(options: FetchOptions, host: str) -> None:
    with serving(it=page()) as server, Fetcher(replace(options, allow_private=False)) as fetcher:
        with pytest.raises(SourceError) as caught:
            fetcher.fetch(Want(url=f"http://{host}:{server.port}/it"))
        assert caught.value.code in ("private-address", "no-such-host")
        assert server.requests == []


def test_a_name_is_looked_up_once_and_what_was_checked_is_what_is_used(
    options: FetchOptions,
) -> None:
    """A server of names that answers first with a public and then with a private address."""
    answers = iter([["93.184.215.14"], ["127.0.0.1"], ["127.0.0.1"]])
    with serving(it=page()) as server:
        shy = replace(options, allow_private=False, total_seconds=1.0)
        with Fetcher(shy, lookup=lambda *_: next(answers)) as fetcher, pytest.raises(SourceError):
            fetcher.fetch(Want(url=f"http://rebind.example:{server.port}/it"))
        assert server.requests == []


def test_a_redirect_to_a_hidden_address_is_refused(options: FetchOptions) -> None:
    """The first host counts as public, where it leads does not."""

    def lookup(host: str, _: int) -> list[str]:
        return ["127.0.0.1"]

    with serving(secret=page(b"keys")) as inside, serving(it=page()) as outside:
        outside.paths["/it"] = redirect(f"http://inside.example:{inside.port}/secret")
        seen: list[str] = []

        def guarded(host: str, port: int) -> list[str]:
            seen.append(host)
            if host == "inside.example":
                raise SourceError("private", code="private-address")
            return lookup(host, port)

        with Fetcher(options, lookup=guarded) as fetcher, pytest.raises(SourceError) as caught:
            fetcher.fetch(Want(url=f"http://outside.example:{outside.port}/it"))
        assert caught.value.code == "private-address"
        assert inside.requests == []
        assert "inside.example" in seen


def test_a_proxy_of_the_environment_is_used_and_private_pages_are_still_refused(
    options: FetchOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving() as proxy:
        wanted = "http://far.example/it"
        proxy.paths |= {wanted: page(b"through"), "http://far.example/robots.txt": page(b"")}
        monkeypatch.setenv("http_proxy", proxy.url)
        shy = replace(options, allow_private=False)
        with Fetcher(shy, lookup=lambda *_: ["93.184.215.14"]) as fetcher:
            assert fetcher.fetch(Want(url=wanted)).data == b"through"
        with Fetcher(shy) as fetcher, pytest.raises(SourceError) as caught:
            fetcher.fetch(Want(url="http://127.0.0.1:9/it"))
        assert caught.value.code == "private-address"
