"""Archives: every record that can be read is read, a failure for the rest, and on from anywhere."""

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from archive_records import (
    PAGE,
    Write,
    arrivals,
    items,
    pier,
    records,
    urls,
    zstd,
)

from onrecord.errors import OptionError
from onrecord.sources import ArchiveFilters, read_paths
from onrecord.sources.archives import ArchiveKind, archive_kind
from onrecord.types import Capture, Failure, Progress, Report

pytest.importorskip("warcio")
PACKINGS: dict[str, Callable[[], bytes]] = {
    "plain": lambda: b"".join(records(3, packed=False)),
    "gzip members": lambda: b"".join(records(3)),
    "one gzip stream": lambda: gzip.compress(b"".join(records(3, packed=False))),
    "zstandard frames": lambda: zstd(records(3, packed=False)),
    "one zstandard frame": lambda: zstd([b"".join(records(3, packed=False))]),
}


@pytest.mark.parametrize("how", PACKINGS)
def test_a_web_archive_of_any_packing_gives_its_pages(how: str, write: Write) -> None:
    path = write(PACKINGS[how](), "it.bin")
    assert archive_kind(path) is ArchiveKind.WARC
    found = items(path)
    assert [one.url for one in found if isinstance(one, Capture)] == pier(1, 2, 3)
    first = found[0]
    assert isinstance(first, Capture)
    assert first.data == PAGE.format(n=1).encode()
    assert (first.status, first.fetched_at) == (200, "2031-05-04T09:30:00Z")
    assert first.where == first.archive
    assert first.where.startswith(f"{path}#")
    assert first.path is None


@pytest.mark.parametrize("how", PACKINGS)
def test_reading_goes_on_at_any_record(how: str, write: Write) -> None:
    path = write(PACKINGS[how](), "it.bin")
    whole = arrivals(path)
    assert whole[-1].progress is not None
    assert whole[-1].progress.is_done
    for number, stop in enumerate(whole):
        rest = arrivals(path, known=lambda _, stop=stop: stop.progress)
        if stop.progress is not None and stop.progress.is_done:
            assert [one.passed_over for one in rest] == ["read-before"]
        else:
            assert rest == whole[number + 1 :]


def test_a_broken_record_is_a_failure_and_the_next_is_read(write: Write) -> None:
    parts = records(4)
    parts[2] = parts[2][:20] + bytes(30) + parts[2][50:]
    path = write(b"".join(parts))
    assert urls(path) == [*pier(1), "broken-record", *pier(3, 4)]
    whole = arrivals(path)
    for number, stop in enumerate(whole[:-1]):
        assert arrivals(path, known=lambda _, stop=stop: stop.progress) == whole[number + 1 :]


def test_two_broken_records_are_two_failures(write: Write) -> None:
    parts = records(5)
    for n in (2, 3):
        parts[n] = parts[n][:20] + bytes(30) + parts[n][50:]
    assert urls(write(b"".join(parts))).count("broken-record") in (1, 2)
    parts = records(5)
    for n in (2, 4):
        parts[n] = parts[n][:20] + bytes(30) + parts[n][50:]
    expected = [*pier(1), "broken-record", *pier(3), "broken-record", *pier(5)]
    assert urls(write(b"".join(parts))) == expected


def test_a_plain_archive_goes_on_after_nonsense(write: Write) -> None:
    parts = records(3, packed=False)
    parts[2] = b"neither here nor there\r\n" * 9
    found = urls(write(b"".join(parts), "it.warc"))
    assert found[0] == pier(1)[0]
    assert found[-1] == pier(3)[0]
    assert len(found) == 3


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_that_is_cut_off_gives_what_is_whole(write: Write, packed: bool) -> None:
    parts = records(3, packed=packed)
    found = urls(write(b"".join(parts)[:-40]))
    assert found[:2] == pier(1, 2)
    assert len(found) == 3
    assert found[2] in ("broken-record", "truncated")


def test_what_is_no_page_is_passed_over(write: Write) -> None:
    parts = [
        *records(1),
        records(1, status="404 Not Found")[1],
        records(1, media_type="image/png")[1],
        records(1, kind="metadata", media_type="text/plain")[1],
        records(1, kind="resource", media_type="text/html", url="https://pier.example/r")[1],
    ]
    path = write(b"".join(parts))
    assert urls(path) == ["https://pier.example/1", "https://pier.example/r"]
    why = [one.passed_over for one in arrivals(path)]
    assert why == ["record-type", None, "status", "media-type", "record-type", None, None]


def test_encodings_are_undone_and_bombs_stopped(write: Write) -> None:
    good = records(1, body=gzip.compress(b"<p>said</p>"), Content_Encoding="gzip")[1]
    bomb = records(2, body=gzip.compress(bytes(9_000_000)), Content_Encoding="gzip")[2]
    last = records(3)[3]
    path = write(good + bomb + last)
    found = items(path, limit_bytes=100_000)
    assert isinstance(found[0], Capture)
    assert found[0].data == b"<p>said</p>"
    assert urls(path, limit_bytes=100_000)[1:] == ["too-large", *pier(3)]


FILTERS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, ["a.pier.example/1", "quay.example/2", "pier.example/3"]),
    ({"hosts": {"pier.example"}}, ["a.pier.example/1", "pier.example/3"]),
    (
        {"hosts": {"PIER.example", "quay.example"}},
        ["a.pier.example/1", "quay.example/2", "pier.example/3"],
    ),
    ({"hosts": {"ier.example"}}, []),
    ({"since": "2031-05-02"}, ["quay.example/2", "pier.example/3"]),
    ({"since": "2031-05-02", "until": "2031-05-02"}, ["quay.example/2"]),
    ({"languages": {"en"}}, ["a.pier.example/1", "quay.example/2"]),
    ({"languages": {"fi", "en"}}, ["a.pier.example/1", "quay.example/2", "pier.example/3"]),
    ({"media_types": {"text/plain"}}, ["pier.example/3"]),
]


@pytest.mark.parametrize(("wanted", "expected"), FILTERS)
def test_filters(wanted: dict[str, Any], expected: list[str], write: Write) -> None:
    path = write(
        records(1, url="https://a.pier.example/1", date="2031-05-01T23:59:59Z")[1]
        + records(1, url="https://quay.example/2", date="2031-05-02T00:00:00Z", body=b"<p>No")[1]
        + records(
            1,
            url="https://pier.example/3",
            date="2031-05-03T00:00:00Z",
            media_type="text/plain",
            Content_Language="fi-FI",
        )[1]
    )
    sets = {k: frozenset(v) if isinstance(v, set) else v for k, v in wanted.items()}
    assert urls(path, filters=ArchiveFilters(**sets)) == [f"https://{one}" for one in expected]


def test_a_wrong_day_is_refused() -> None:
    with pytest.raises(OptionError, match="since"):
        ArchiveFilters(since="last week")


def test_arc_is_read_too(write: Write) -> None:
    head = b"filedesc://it.arc 0.0.0.0 20310504093000 text/plain 64\n"
    info = b"1 0 test\nURL IP-address Archive-date Content-type Archive-length\n"
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.format(n=1).encode()
    line = f"https://pier.example/1 10.0.0.1 20310504093000 text/html {len(body)}\n".encode()
    head = head.replace(b" 64\n", f" {len(info)}\n".encode())
    for data in (head + info + b"\n" + line + body + b"\n",):
        path = write(data, "it.arc")
        (found,) = items(path)
        assert isinstance(found, Capture)
        assert found.url == "https://pier.example/1"
        assert found.data == PAGE.format(n=1).encode()
        assert found.fetched_at == "2031-05-04T09:30:00Z"


def test_json_lines(write: Write) -> None:
    rows = [
        {"text": "Ilse Brandt said no.", "title": "T", "url": "https://m.example/1"},
        {"body": "Olev said yes.", "publisher": "Coast", "date": "2031-05-04", "authors": ["A B"]},
        ["no object"],
        {"title": "no text"},
    ]
    lines = [json.dumps(row) for row in rows]
    data = "\ufeff" + "\n".join([*lines[:2], "", "{broken", *lines[2:], "x" * 3000])
    path = write(data.encode(), "it.jsonl")
    found = items(path, limit_bytes=2000)
    codes = [one.code for one in found if isinstance(one, Failure)]
    assert codes == ["broken-record", "broken-record", "no-text-field", "too-large"]
    first, second = [report for report in read_paths([path]) if isinstance(report, Report)]
    assert (first.text, first.title, first.url) == (
        "Ilse Brandt said no.",
        "T",
        "https://m.example/1",
    )
    assert (second.outlet, second.published, second.authors) == ("Coast", "2031-05-04", ("A B",))
    whole = arrivals(path, limit_bytes=2000)
    for number, stop in enumerate(whole[:-1]):
        again = arrivals(path, limit_bytes=2000, known=lambda _, stop=stop: stop.progress)
        assert again == whole[number + 1 :]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables(delimiter: str, write: Write) -> None:
    out = io.StringIO()
    table = csv.writer(out, delimiter=delimiter)
    table.writerow(["Headline", "Text", "Date", "Source", "Author"])
    table.writerow(["One", f'He said "no{delimiter}\nno".', "2031-05-04", "Coast", "A B"])
    table.writerow(["Two", "", "", "", ""])
    table.writerow(["Three", "She said yes.", "soon", "", ""])
    path = write(out.getvalue().encode("utf-8-sig"), "it.csv")
    outcomes = list(read_paths([path]))
    assert [type(one) for one in outcomes] == [Report, Failure, Report]
    one, _, three = outcomes
    assert isinstance(one, Report)
    assert (one.title, one.outlet, one.published) == ("One", "Coast", "2031-05-04")
    assert one.text == f'He said "no{delimiter}\nno".'
    assert one.authors == ("A B",)
    assert isinstance(three, Report)
    assert three.published is None
    whole = arrivals(path)
    for number, stop in enumerate(whole[:-1]):
        again = arrivals(path, known=lambda _, stop=stop: stop.progress)
        assert again == whole[number + 1 :]


def test_a_quotation_mark_that_is_not_closed_is_told(write: Write) -> None:
    data = b'title,text\nOne,"She said ""no"".\nTwo,He said yes.\n'
    (failure,) = items(write(data, "it.csv"))
    assert isinstance(failure, Failure)
    assert failure.code == "broken-record"
    assert "quotation mark" in failure.message


def test_a_table_without_a_text_column_says_what_is_there(write: Write) -> None:
    (failure,) = items(write(b"a,b\n1,2\n", "it.csv"))
    assert isinstance(failure, Failure)
    assert failure.code == "no-text-field"
    assert "a, b" in failure.message


def test_zip(tmp_path: Path) -> None:
    path = tmp_path / "it.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("b/one.html", PAGE.format(n=1))
        packed.writestr("../../etc/evil\nname.txt", "Ilse Brandt said no.")
        packed.writestr("bomb.txt", bytes(5_000_000))
        packed.writestr("picture.png", b"\x89PNG")
        packed.writestr(".hidden.txt", "no")
        packed.writestr("last.txt", "Olev Brandt said yes.")
    found = items(str(path), limit_bytes=1_000_000)
    codes = [one.code if isinstance(one, Failure) else one.where for one in found]
    assert codes == [
        f"{path}#b/one.html",
        f"{path}#../../etc/evil\nname.txt",
        "too-large",
        f"{path}#last.txt",
    ]
    assert list(tmp_path.iterdir()) == [path]
    assert [type(one) for one in read_paths([path])][:2] == [Report, Report]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("it.warc", b"no archive at all", "not-archive"),
        ("it.warc", b"", None),
        ("it.warc.gz", gzip.compress(b"no archive at all", mtime=0), "not-archive"),
        ("it.zip", b"PK\x03\x04" + bytes(40), "not-archive"),
        ("it.csv", b"", "empty"),
        ("it.jsonl", b"", None),
        ("page.html.gz", gzip.compress(PAGE.encode(), mtime=0)[:-9], "truncated"),
        ("page.gz", gzip.compress(bytes(3_000_000), mtime=0), "too-large"),
    ],
)
def test_bad_archives(name: str, data: bytes, code: str | None, write: Write) -> None:
    found = items(write(data, name), limit_bytes=1_000_000)
    assert [one.code if isinstance(one, Failure) else "read" for one in found] == (
        [code] if code else []
    )


def test_a_compressed_page_is_one_report(write: Write) -> None:
    (report,) = read_paths([write(gzip.compress(PAGE.format(n=1).encode()), "pier.html.gz")])
    assert isinstance(report, Report)
    assert "safe" in report.text


def test_archives_in_a_folder_are_found(write: Write, tmp_path: Path) -> None:
    write(b"".join(records(2)), "b.warc.gz")
    write(b"Ilse Brandt said no.", "a.txt")
    assert len(list(read_paths([tmp_path]))) == 3


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "pages", "failures"),
    [
        ("warc/tests/data/warcfile.warc", 16, 0),
        ("warc/tests/data/warcfile.warc.gz", 16, 0),
        ("warc/tests/data/warcfile.warc.lz4", 16, 0),
        ("warc/tests/data/clipped.warc.gz", None, 1),
        ("warc/tests/data/block-sized-records.warc", None, None),
        ("warc/tests/data/clueweb-quirk.warc.gz", 29, 0),
        ("warc-quirks/test/data/bad.arc", 0, 0),
        ("warc-quirks/test/data/example.warc", 1, 0),
        ("warc-quirks/test/data/example.warc.gz", 1, 0),
        ("warc-quirks/test/data/example.arc", 1, 0),
        ("warc-quirks/test/data/example.arc.gz", 1, 0),
        ("warc-quirks/test/data/example-bad-non-chunked.warc.gz", 1, None),
        ("warc-quirks/test/data/example-bad.warc.gz.bad", 1, 0),
        ("warc-quirks/test/data/example-trunc.warc", None, 1),
        ("warc-quirks/test/data/example-iana.org-chunked.warc", 1, 0),
        ("warc-quirks/test/data/example-wrong-chunks.warc.gz", 1, 0),
        ("warc-quirks/test/data/example-wget-bad-target-uri.warc.gz", 1, 0),
        ("warc-quirks/test/data/example-space-in-target-uri.warc.gz", None, None),
        ("warc-quirks/test/data/example-space-in-url.arc", 1, 0),
        ("warc-quirks/test/data/example-resource.warc.gz", None, 0),
        ("warc-quirks/test/data/example-digest.warc", None, 0),
        ("warc-quirks/test/data/post-test.warc.gz", None, 0),
    ],
)
def test_archives_of_the_wild(
    name: str, pages: int | None, failures: int | None, shared: Path
) -> None:
    found = items(str(shared / "corpora" / name))
    failed = [one for one in found if isinstance(one, Failure)]
    if pages is not None:
        assert len(found) - len(failed) == pages
    if failures is not None:
        assert len(failed) == failures


def test_progress_names_the_archive_by_what_is_in_it(write: Write, tmp_path: Path) -> None:
    data = b"".join(records(1))
    path = write(data)
    (tmp_path / "moved").mkdir()
    (tmp_path / "moved" / "it.warc.gz").write_bytes(data)

    def sources(at: str) -> Iterator[Progress | None]:
        return (one.progress for one in arrivals(at))

    assert list(sources(path)) == list(sources(str(tmp_path / "moved" / "it.warc.gz")))
