"""Statements of invented people, made of a few words, and texts that are made of them."""

from typing import Any

from onrecord.types import Act, Framing, Mode, Passage, Span, Statement, make_id


def statement(content: str, source: str | None = "Brand", cue: str | None = "said", **more: Any):
    """A statement whose words stand one after the other, as nobody writes them."""
    parts = [part for part in (source, cue, content) if part is not None]
    text = " ".join(parts)

    def passage(part: str | None) -> Passage | None:
        if part is None:
            return None
        at = text.rindex(part)
        return Passage((Span(at, at + len(part)),), part)

    told = passage(content)
    assert told is not None
    known = {
        "id": make_id(text, sorted(map(str, more.items()))),
        "source": passage(source),
        "cue": passage(cue),
        "content": told,
        "mode": Mode.INDIRECT,
        "act": Act.SAY,
        "framing": Framing.NEUTRAL,
        "score": 0.9,
    }
    return Statement(**known | more)
