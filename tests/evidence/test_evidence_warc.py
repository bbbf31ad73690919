"""Pages as a web archive, whatever a server told with them."""

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.evidence import Evidence
from onrecord.evidence.warc import write_warc
from onrecord.ledger.values import KeptCapture

ArchiveIterator = pytest.importorskip("warcio.archiveiterator").ArchiveIterator

BODY = b"<p>Ana Lesk said no.\r\n\r\nWARC/1.1\r\nWARC-Type: response\r\n\r\n"


@pytest.fixture(scope="module")
def evidence(tmp_path_factory) -> Evidence:
    return Evidence(tmp_path_factory.mktemp("evidence"))


def capture(evidence: Evidence, **known) -> KeptCapture:
    facts = {
        "edition": None,
        "report": None,
        "location": "https://m.example/1",
        "requested": None,
        "fetched_at": "2031-05-04T09:30:00Z",
        "status": 200,
        "headers": (("Content-Type", "text/html"),),
        "digest": evidence.put(BODY),
        "size": len(BODY),
        "archive": None,
    }
    return KeptCapture(**facts | known)


def written(*captures: KeptCapture, evidence: Evidence) -> list[tuple[str, str | None, bytes]]:
    out = io.BytesIO()
    write_warc(out, captures, evidence, name="it")
    out.seek(0)
    return [
        (
            record.rec_type,
            record.rec_headers.get_header("WARC-Target-URI"),
            record.content_stream().read(),
        )
        for record in ArchiveIterator(out, check_digests="raise")
        if record.rec_type != "warcinfo"
    ]


FORGED = (
    "x\r\n\r\nWARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://forged.example/\r\n\r\n"
)


def test_no_header_and_no_address_makes_a_record_of_its_own(evidence):
    one = capture(
        evidence, headers=(("X-Odd", FORGED), (FORGED, "y")), location=f"https://{FORGED}"
    )
    for many in ([one], [replace(one, status=None)], [replace(one, status=799)], [one, one]):
        found = written(*many, evidence=evidence)
        assert [body for _, _, body in found] == [BODY] * len(many)


@settings(max_examples=60, deadline=None)
@given(
    headers=st.lists(st.tuples(st.text(max_size=20), st.text(max_size=60)), max_size=6),
    status=st.one_of(st.none(), st.integers(100, 999)),
)
def test_any_headers_leave_the_bytes_as_they_were(evidence, headers, status):
    encodings = {"content-encoding", "transfer-encoding"}
    plain = tuple((name, value) for name, value in headers if name.strip().lower() not in encodings)
    one = capture(evidence, headers=plain, status=status)
    assert [body for _, _, body in written(one, one, evidence=evidence)] == [BODY, BODY]


def test_how_the_bytes_came_packed_is_told_and_not_believed(evidence):
    packed = (("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"))
    ((_, _, body),) = written(capture(evidence, headers=packed), evidence=evidence)
    assert body == BODY
