import gzip

import pytest

from evaluation import archives

RECORD = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 2\r\n\r\nok\r\n\r\n"


def test_records_are_counted_whatever_they_are_packed_in(tmp_path):
    path = tmp_path / "it"
    for data in (RECORD * 3, gzip.compress(RECORD) * 3, gzip.compress(RECORD * 3)):
        path.write_bytes(data)
        assert archives.count_records(path) == 3
    broken = gzip.compress(RECORD)
    path.write_bytes(broken + broken[:12] + bytes(9) + broken)
    assert archives.count_records(path) == 2


@pytest.mark.shared
def test_every_record_of_the_corpus_is_settled(shared, capsys):
    assert archives.main(["--corpora", str(shared / "corpora")]) == 0
    assert "0 deviations" in capsys.readouterr().out
