"""Evidence: kept once, whole, checked when it is read."""

import gzip
import hashlib
import os
import time
from pathlib import Path

import pytest

from onrecord.errors import EvidenceError
from onrecord.evidence import Evidence


@pytest.fixture
def evidence(tmp_path: Path) -> Evidence:
    return Evidence.beside(tmp_path / "ledger.db")


@pytest.mark.parametrize("data", [b"", b"<p>Ana Lesk said no.", bytes(range(256)) * 9000])
def test_what_is_put_comes_back(evidence: Evidence, data: bytes) -> None:
    digest = evidence.put(data)
    assert digest == hashlib.sha256(data).hexdigest()
    assert evidence.get(digest) == data
    assert digest in evidence


def test_the_same_bytes_are_kept_once_and_are_the_same_file_everywhere(tmp_path: Path) -> None:
    one, other = Evidence(tmp_path / "one"), Evidence(tmp_path / "other")
    digest = one.put(b"word" * 1000)
    time.sleep(0.01)
    assert one.put(b"word" * 1000) == other.put(b"word" * 1000) == digest
    assert list(one.digests()) == [digest]
    (a,), (b,) = one.folder.glob("*/*"), other.folder.glob("*/*")
    assert a.read_bytes() == b.read_bytes()


def test_digests_come_in_order_and_strangers_are_passed_over(evidence: Evidence) -> None:
    digests = sorted(evidence.put(bytes([n])) for n in range(40))
    (evidence.folder / "ab").mkdir(exist_ok=True)
    (evidence.folder / "ab" / "notes.txt").write_text("mine")
    assert list(evidence.digests()) == digests
    assert list(Evidence(evidence.folder / "nowhere").digests()) == []


def _piece(evidence: Evidence) -> tuple[str, Path]:
    digest = evidence.put(b"what was said " * 500)
    return digest, evidence.folder / digest[:2] / f"{digest}.gz"


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (lambda path: path.unlink(), "not there"),
        (lambda path: path.write_bytes(path.read_bytes()[:-9]), "damaged"),
        (lambda path: path.write_bytes(b"no gzip at all"), "damaged"),
        (lambda path: path.write_bytes(gzip.compress(b"other words")), "not the bytes"),
        (lambda path: path.write_bytes(b""), "damaged"),
    ],
)
def test_harm_is_found_out(evidence: Evidence, harm, says: str) -> None:  # type: ignore[no-untyped-def]
    digest, path = _piece(evidence)
    harm(path)
    with pytest.raises(EvidenceError, match=says):
        evidence.get(digest)


def test_a_piece_swapped_for_a_bomb_fills_no_memory(evidence: Evidence) -> None:
    digest, path = _piece(evidence)
    path.write_bytes(gzip.compress(bytes(50_000_000)))
    with pytest.raises(EvidenceError, match="larger than what was kept"):
        evidence.get(digest, limit_bytes=7_000)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_a_name_that_is_no_digest_reaches_no_file(evidence: Evidence, name: str) -> None:
    with pytest.raises(EvidenceError, match="no digest"):
        evidence.get(name)


def test_a_write_that_breaks_off_leaves_nothing(
    evidence: Evidence, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(EvidenceError, match="No space left"):
            evidence.put(b"lost")
    assert [path for path in evidence.folder.rglob("*") if path.is_file()] == []
    assert evidence.get(evidence.put(b"lost")) == b"lost"


def test_leftovers_of_a_killed_process_are_swept_and_fresh_ones_left(evidence: Evidence) -> None:
    digest, _ = _piece(evidence)
    old, fresh = evidence.folder / ".writing-old", evidence.folder / ".writing-new"
    old.write_bytes(b"ha")
    fresh.write_bytes(b"lf")
    os.utime(old, (0, 0))
    assert evidence.sweep() == 1
    assert not old.exists()
    assert fresh.exists()
    assert list(evidence.digests()) == [digest]
