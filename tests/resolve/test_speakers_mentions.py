"""Pronouns and descriptions beside the names."""

import pytest
from speaker_texts import Said, resolve

from onrecord.types import Form


@pytest.mark.parametrize(
    ("marked", "said", "expected"),
    [
        ("[Ira Moll] lost his hat.", None, ["his"]),
        ("The spokesman left with two officials.", None, ["The spokesman"]),
        ("The port minister's old car is theirs.", None, ["The port minister", "theirs"]),
        ("“I left,” he said.", None, ["he"]),  # too short a quotation to be speech
        ("“I left it on my boat,” he said.", None, ["I", "it", "my", "he"]),
        ("I left. We left.", None, []),
        ("US ships left.", None, []),
        ("The campaign manager [Ira Moll] left.", None, []),
        ("A man who left said no.", ("who", "said", "no"), ["who"]),
        ("A man who left said no.", None, []),
        ("It rains.", None, ["It"]),
    ],
)
def test_what_is_a_mention(marked: str, said: Said | None, expected: list[str]) -> None:
    found = resolve(marked, *([said] if said else []))
    texts = [m.text for m in found.mentions if m.form in (Form.PRONOUN, Form.TITLE)]
    assert texts == expected


def test_mentions_are_in_order_and_cut_out_of_the_text() -> None:
    text = (
        "The judge said that she, not the minister, had told them. “We were not told so,” he said."
    )
    found = resolve(text)
    spans = [m.span for m in found.mentions]
    assert spans == sorted(spans)
    assert all(text[m.span.start : m.span.end] == m.text for m in found.mentions)
