import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.sources.decoding import decode

TEXT = "“Né à Port Selda,” the mayor’s aide said – twice.\r\nŁódź and Škoda agreed.\r\n" * 3
WESTERN = "“Né à Port Selda,” the mayor’s aide said – twice.\r\n"
ASCII = "The mayor of Port Selda said no.\n"
REAL = st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff\0")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (ASCII.encode(), ASCII),
        (TEXT.encode(), TEXT),
        (codecs.BOM_UTF8 + TEXT.encode(), TEXT),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), TEXT),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), TEXT),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), TEXT),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), TEXT),
        (TEXT.encode("utf-16-le"), TEXT),
        (TEXT.encode("utf-16-be"), TEXT),
        (WESTERN.encode("cp1252"), WESTERN),
        ("Caf\u00e9 owners said no.".encode("latin-1"), "Café owners said no."),
        (TEXT.encode() + b"\xff", TEXT + "\ufffd"),
        (b"\xa3 " + TEXT.encode(), "\ufffd " + TEXT),
        (TEXT.encode() + "“".encode()[:2], TEXT + "\ufffd"),
        (b"no \x81 yes", "no \ufffd yes"),
    ],
)
def test_bytes_become_the_text_that_was_meant(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ('<html><head><meta charset="windows-1251">', "cp1251"),
        ("<meta http-equiv=Content-Type content='text/html; charset=iso-8859-2'>", "iso-8859-2"),
        ('<?xml version="1.0" encoding="ISO-8859-2"?><html>', "iso-8859-2"),
        ("<meta charset=shift_jis>", "shift_jis"),
        ("<meta charset=GB2312>", "gb18030"),
    ],
)
def test_a_page_is_read_as_it_declares(declaration: str, encoding: str) -> None:
    letters = {"cp1251": "мэр Селды", "iso-8859-2": "łąka", "shift_jis": "港は", "gb18030": "港口"}
    page = f"{declaration}<p>{letters[encoding]}</p>"
    assert decode(page.encode(encoding)) == page


def test_what_is_no_encoding_of_pages_is_not_believed() -> None:
    page = '<meta charset="unicode_escape"><p>caf\\u0065 caf\u00e9</p>'
    assert decode(page.encode("latin-1")) == page
    assert decode(page.replace("unicode_escape", "utf-8").encode()).endswith("café</p>")


def test_utf8_wins_over_a_wrong_declaration() -> None:
    page = '<meta charset="iso-8859-1"><p>“café”</p>'
    assert decode(page.encode()) == page


def test_another_alphabet_without_a_declaration_is_guessed() -> None:
    text = "Мэр города сказал в понедельник, что порт останется закрытым ещё неделю. " * 5
    assert "сказал в понедельник" in decode(text.encode("cp1251"))


@given(st.binary(max_size=400))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    decode(data).encode("utf-8")


@given(st.text(REAL, max_size=80))
def test_utf8_and_marked_utf16_come_back_as_they_were(text: str) -> None:
    assert decode(text.encode()) == text
    assert decode(codecs.BOM_UTF8 + text.encode()) == text
    assert decode(codecs.BOM_UTF16_LE + text.encode("utf-16-le")) == text
    assert decode(codecs.BOM_UTF16_BE + text.encode("utf-16-be")) == text


@given(st.text(REAL, min_size=1, max_size=40), st.integers(0, 40))
def test_a_broken_byte_costs_one_character_of_a_utf8_text(text: str, at: int) -> None:
    text = f"“{text}”"
    at = min(at, len(text))
    broken = text[:at].encode() + b"\xff" + text[at:].encode()
    assert decode(broken) == f"{text[:at]}\ufffd{text[at:]}"


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        ("Said in Łódź.".encode("iso-8859-2"), "ISO-8859-2", "Said in Łódź."),
        ("Said in Łódź.".encode("iso-8859-2"), "unicode_escape", "Said in £ód¼."),
        ("Said in Łódź.".encode("iso-8859-2"), "no-such-thing", "Said in £ód¼."),
        ("Łódź".encode(), "iso-8859-2", "Łódź"),
        (
            "<meta charset=cp1251>Łódź".encode("iso-8859-2"),
            "iso-8859-2",
            "<meta charset=cp1251>Łódź",
        ),
    ],
)
def test_what_a_server_declares_wins_over_the_page_but_not_over_utf_8(
    data: bytes, declared: str, text: str
) -> None:
    assert decode(data, declared) == text
