"""Packed bytes that are damaged, break off, or are bombs: a failure, never half a page."""

import gzip
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from archive_records import PAGE, Write, arrivals, items, pier, records, urls, zstd

from onrecord.sources import read_paths
from onrecord.sources.archives import archive_kind
from onrecord.sources.archives import read as read_module
from onrecord.sources.archives.packing import DamagedError, Packing, packing_of, pieces
from onrecord.types import Capture, Failure, Report

zstandard = pytest.importorskip("zstandard")
lz4 = pytest.importorskip("lz4.frame")
brotli = pytest.importorskip("brotli")

TEXT = b"Ilse Brandt said that the pier was safe. " * 900
PACK = {
    "gz": gzip.compress,
    "zst": zstandard.ZstdCompressor(write_checksum=True).compress,
    "lz4": lambda data: lz4.compress(data, content_checksum=True),
}


def unpack(data: bytes) -> bytes:
    return b"".join(pieces(io.BytesIO(data), packing_of(data)))


@pytest.mark.parametrize("how", PACK)
def test_what_was_packed_comes_back_from_one_stream_or_several(how: str) -> None:
    pack = PACK[how]
    assert unpack(pack(TEXT)) == TEXT
    assert unpack(pack(TEXT) + pack(b"") + pack(b"the end")) == TEXT + b"the end"
    assert unpack(pack(TEXT) + bytes(512)) == TEXT


@pytest.mark.parametrize("how", PACK)
def test_a_bomb_goes_off_a_little_at_a_time(how: str) -> None:
    bomb = PACK[how](bytes(50_000_000))
    sizes = [len(piece) for piece in pieces(io.BytesIO(bomb), packing_of(bomb))]
    assert sum(sizes) == 50_000_000
    assert max(sizes) <= 1 << 24


@pytest.mark.parametrize("how", PACK)
@pytest.mark.parametrize("harm", ["cut", "swapped", "garbage"])
def test_harm_is_told_and_never_half_a_page_is_read(how: str, harm: str, write: Write) -> None:
    data = PACK[how](TEXT)
    middle = len(data) // 2
    harmed = {
        "cut": data[:-5],
        "swapped": data[:middle] + bytes(20) + data[middle + 20 :],
        "garbage": data[:10] + b"garbage" * 30,
    }[harm]
    with pytest.raises(DamagedError):
        unpack(harmed)
    path = write(harmed, f"report.txt.{how}")
    (failure,) = read_paths([path])
    assert isinstance(failure, Failure)
    assert failure.code == "truncated"


@pytest.mark.parametrize("how", PACK)
def test_a_packed_report_is_read(how: str, write: Write) -> None:
    (report,) = read_paths([write(PACK[how](TEXT), f"report.txt.{how}")])
    assert isinstance(report, Report)
    assert report.text.encode() == TEXT


# Gzip members are looked at one by one: see the tests of archives.
@pytest.mark.parametrize("how", ["zst", "lz4"])
def test_a_packed_archive_that_is_cut_off_gives_what_is_whole_and_says_so(
    how: str, write: Write
) -> None:
    # At the end of a record, where nothing but the packing tells that more came after it.
    plain = b"".join(records(3, packed=False))
    parts = [PACK[how](plain[:900]), PACK[how](plain[900:]), PACK[how](TEXT)[:-20]]
    path = write(b"".join(parts), f"it.warc.{how}")
    assert urls(path)[:3] == pier(1, 2, 3)
    assert urls(path)[-1] == "truncated"
    last = items(path)[-1]
    assert isinstance(last, Failure)
    assert last.where == path


def test_an_archive_that_is_a_bomb_is_refused_before_it_fills_the_disk(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_module, "_SMALL_BYTES", 1_000_000)
    head = b"".join(records(1, packed=False))
    for how in ("zst", "lz4"):
        path = write(PACK[how](head + bytes(200_000_000)), f"it.warc.{how}")
        assert urls(path) == ["too-large"]
    lines = write(gzip.compress(b'{"text": "He said no."}\n' * 400_000), "it.jsonl.gz")
    assert urls(lines) == ["too-large"]


def test_an_archive_with_a_dictionary(write: Write) -> None:
    parts = records(40, packed=False)
    dictionary = zstandard.train_dictionary(2048, parts * 8)
    pack = zstandard.ZstdCompressor(dict_data=dictionary).compress
    frames = b"".join(pack(part) for part in parts)
    for stored in (dictionary.as_bytes(), zstandard.compress(dictionary.as_bytes())):
        head = b"\x5d\x2a\x4d\x18" + len(stored).to_bytes(4, "little") + stored
        assert urls(write(head + frames, "it.warc.zst")) == pier(*range(1, 41))
    broken = b"\x5d\x2a\x4d\x18" + (9000).to_bytes(4, "little") + b"\x28\xb5\x2f\xfd none"
    path = write(broken + frames, "it.warc.zst")
    assert archive_kind(path) is not None
    assert urls(path) == ["truncated"]


ENCODED: dict[str, tuple[dict[str, Any], str | None]] = {
    "brotli": ({"body": brotli.compress(TEXT), "Content_Encoding": "br"}, None),
    "brotli, cut": ({"body": brotli.compress(TEXT)[:-9], "Content_Encoding": "br"}, "truncated"),
    "no brotli": ({"body": TEXT, "Content_Encoding": "br"}, "truncated"),
    "gzip": ({"body": gzip.compress(TEXT), "Content_Encoding": "gzip"}, None),
    "gzip, cut": ({"body": gzip.compress(TEXT)[:-9], "Content_Encoding": "gzip"}, "truncated"),
    "gzip, without its checksum": (
        {"body": gzip.compress(TEXT)[:-2], "Content_Encoding": "gzip"},
        None,
    ),
    "unpacked before": ({"body": TEXT, "Content_Encoding": "gzip"}, None),
    "a brotli bomb": (
        {"body": brotli.compress(bytes(900_000_000)), "Content_Encoding": "br"},
        "too-large",
    ),
    "a gzip bomb": (
        {"body": gzip.compress(bytes(90_000_000)), "Content_Encoding": "gzip"},
        "too-large",
    ),
}


@pytest.mark.parametrize("case", ENCODED)
def test_how_a_page_in_an_archive_is_packed(case: str, write: Write) -> None:
    more, code = ENCODED[case]
    path = write(records(1, **more)[1] + records(2)[2])
    first, second = items(path, limit_bytes=1_000_000)
    if code is None:
        assert isinstance(first, Capture)
        assert first.data == TEXT
    else:
        assert isinstance(first, Failure)
        assert first.code == code
    assert isinstance(second, Capture)


def test_a_page_that_its_crawler_cut_off_is_a_failure(write: Write) -> None:
    cut = records(1, packed=False)[1].replace(
        b"WARC-Type: response", b"WARC-Type: response\r\nWARC-Truncated: length"
    )
    path = write(cut + b"".join(records(2, packed=False)), "it.warc")
    assert urls(path) == ["truncated", *pier(1, 2)]


def test_a_record_that_is_cut_into_two_members_is_read(write: Write) -> None:
    one, two = records(2, packed=False)[1:]
    at = one.index(b"\r\n\r\n", one.index(b"HTTP/")) + 4
    path = write(gzip.compress(one[:at]) + gzip.compress(one[at:]) + gzip.compress(two))
    assert urls(path) == pier(1, 2)
    whole = arrivals(path)
    again = arrivals(path, known=lambda _: whole[0].progress)
    assert again == whole[1:]


def test_a_record_that_counts_a_line_end_too_many_is_read(write: Write) -> None:
    record = records(1, packed=False, Content_Length=str(len(PAGE.format(n=1))))[1]
    size = int(record.split(b"Content-Length: ")[1].split(b"\r\n")[0])
    said = record.replace(
        f"Content-Length: {size}".encode(), f"Content-Length: {size + 5}".encode()
    )
    assert urls(write(said, "it.warc")) == pier(1)


@pytest.mark.parametrize(
    "name", ["new\nline.warc.gz", "\x1b[2Jclear.warc.gz", "a'b\"c; rm.warc.gz"]
)
def test_archives_with_odd_names(name: str, write: Write, tmp_path: Path) -> None:
    path = write(b"".join(records(2)), name)
    assert urls(path) == pier(1, 2)
    found = arrivals(path)
    assert arrivals(path, known=lambda _: found[1].progress) == found[2:]
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_a_pdf_by_mistake_is_a_failure_and_the_pages_beside_it_are_read(write: Write) -> None:
    pdf = records(1, body=b"%PDF-1.7 \xe2\xe3\xcf" + bytes(500))[1]
    stated = records(2, body=b"%PDF-1.7", media_type="application/pdf")[2]
    path = write(pdf + stated + records(3)[3])
    outcomes = list(read_paths([path]))
    assert [getattr(one, "code", "read") for one in outcomes] == ["not-text", "read"]
    assert "media-type" in [one.passed_over for one in arrivals(path)]


def test_packing_is_told_by_the_first_bytes() -> None:
    for how, packing in (("gz", Packing.GZIP), ("zst", Packing.ZSTD), ("lz4", Packing.LZ4)):
        assert packing_of(PACK[how](TEXT)) is packing
    assert packing_of(b"plain") is packing_of(b"") is Packing.NONE
    assert len(zstd([b"a", b"b"])) > 0


def test_json_that_nests_without_end_is_a_failure(write: Write) -> None:
    lines = ["[" * 200_000, '{"text":' * 200_000, '{"text": "Ilse Brandt said no."}']
    found = items(write("\n".join(lines).encode(), "it.jsonl"))
    assert [getattr(one, "code", "read") for one in found] == [
        "broken-record",
        "broken-record",
        "read",
    ]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "/etc/passwd.txt", "C:\\evil.txt", "a\nb.txt", "\x1b[2J.txt"]
)
def test_no_name_in_an_archive_leads_out_of_it(name: str, tmp_path: Path) -> None:
    path = tmp_path / "it.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(name, "Ilse Brandt said no.")
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        packed.writestr(link, "/etc/passwd")
    before = sorted(tmp_path.iterdir())
    first, second = items(str(path))
    assert isinstance(first, Capture)
    assert first.data == b"Ilse Brandt said no."
    assert isinstance(second, Capture)
    assert second.data == b"/etc/passwd"  # the link's own words, and not what it points to
    assert sorted(tmp_path.iterdir()) == before
