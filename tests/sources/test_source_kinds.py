import pytest

from onrecord.sources.kinds import kind_of


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"GIF89a\x01\x00", "GIF"),
        (b"PK\x03\x04\x14\x00word/document.xml", "Word"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\x7fELF\x02\x01", "program"),
        (b"MZ\x90\x00\x03\x00", "program"),
        (b"{\\rtf1\\ansi Port Selda", "RTF"),
        (b"WARC/1.0\r\nWARC-Type: response", "web archive"),
        (b"From: <Saved by Blink>\r\nSubject: Vote", "MHTML"),
        (b"\x00\x00\x00\x18ftypmp42", "video"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
    ],
)
def test_a_kind_is_told_by_its_first_bytes(data: bytes, name: str) -> None:
    kind = kind_of(data)
    assert kind is not None
    assert name in kind.name


@pytest.mark.parametrize(
    "text", ["", "MZ, the singer, said no.", "BZhang left.", "RIFFs rose.", "The PDF said no."]
)
def test_a_text_is_of_no_kind(text: str) -> None:
    assert kind_of(text.encode()) is None
