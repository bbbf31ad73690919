"""Whom a statement was said to, and who reported it first."""

import pytest
from speaker_texts import resolve


@pytest.mark.parametrize(
    ("text", "cue", "content", "addressee", "outlet"),
    [
        ("Moll told reporters that it rains.", "told", "that it rains", "reporters", None),
        ("Moll told a crowd in Vesk that it rains.", "told", "that it rains", "a crowd", None),
        ("“It rains,” Moll told the Vesk Times on Monday.", "told", "“It rains,”", None,
         "the Vesk Times"),
        ("“It rains,” Moll told Reuters.", "told", "“It rains,”", None, "Reuters"),
        ("Moll said in an interview with the BBC that it rains.", "said", "that it rains", None,
         "the BBC"),
        ("Moll said in a statement to CNN that it rains.", "said", "that it rains", None, "CNN"),
        ("Moll testified before the harbour committee that it rains.", "testified",
         "that it rains", "the harbour committee", None),
        ("In a letter to the mayor, Moll said it rains.", "said", "it rains", "the mayor", None),
        ("Moll said it rains.", "said", "it rains", None, None),
        ("Moll told me that it rains.", "told", "that it rains", None, None),
        ("Moll said the mayor told reporters so.", "said", "the mayor told reporters so", None,
         None),
    ],
)  # fmt: skip
def test_addressee_and_outlet(
    text: str, cue: str, content: str, addressee: str | None, outlet: str | None
) -> None:
    [found] = resolve(text, ("Moll", cue, content)).statements
    assert (found.addressee.text if found.addressee else None) == addressee
    assert (found.reported_by.text if found.reported_by else None) == outlet


def test_an_outlet_that_reports_is_speaker_and_first_reporter() -> None:
    text = "The port will close, the Vesk Times reported."
    [found] = resolve(text, ("the Vesk Times", "reported", "The port will close")).statements
    assert found.reported_by is not None
    assert found.reported_by.text == "the Vesk Times"
