import pytest

from onrecord.fetch import Fetcher, FetchOptions


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "ONRECORD_CONTACT"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def options() -> FetchOptions:
    """Limits so short that misbehaviour shows at once."""
    return FetchOptions(
        allow_private=True,
        delay_seconds=0.0,
        timeout_seconds=0.8,
        total_seconds=2.0,
        limit_bytes=100_000,
        max_redirects=3,
    )


@pytest.fixture
def fetcher(options: FetchOptions):  # type: ignore[no-untyped-def]
    with Fetcher(options) as made:
        yield made
