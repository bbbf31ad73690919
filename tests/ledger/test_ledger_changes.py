"""What became of an edition in the next, and how older ones are asked for."""

from dataclasses import replace

import pytest
from ledger_records import NEWER, TEXT, record, report

from onrecord.errors import NotFoundError, OptionError
from onrecord.ledger import Ledger
from onrecord.types import Capture, Framing

NEW_TEXT = TEXT.replace("nine million crowns", "ten million crowns").replace("denied", "rejected")


def edited(number: int = 1):
    """A report as it was, and as it was changed: a figure, a verb, a quotation that went."""
    was = record(report(number))
    now = record(report(number, title="Pier dispute grows"), only=slice(0, 1))
    other = record(report(number, NEW_TEXT.replace("denied", "rejected")), only=slice(0, 0))
    framed = replace(now.statements[0], framing=Framing.DISTANCING)
    return was, replace(now, statements=(framed,)), other


def test_editions_are_numbered_in_the_order_in_which_they_came(ledger: Ledger) -> None:
    made = edited()
    ledger.put_many(made)
    kept = ledger.editions("https://harbour.example/1")
    assert [(one.number, one.editions, one.is_current) for one in kept] == [
        (1, 3, False),
        (2, 3, False),
        (3, 3, True),
    ]
    assert [one.edition for one in kept] == [one.report.edition for one in made]
    assert [one.statements for one in kept] == [4, 1, 0]
    (current,) = ledger.reports()
    assert current == kept[2]
    assert set(ledger.reports(all_editions=True)) == set(kept)


def test_any_edition_is_shown(ledger: Ledger) -> None:
    made = edited()
    ledger.put_many(made)
    key = made[0].report.id
    assert [ledger.get(key, edition=number) for number in (1, 2, 3)] == list(made)
    assert ledger.get(key, edition=made[1].report.edition[:9].upper()) == made[1]
    for wrong in (0, 4, "ffff", ""):
        with pytest.raises(NotFoundError, match=made[2].report.edition):
            ledger.get(key, edition=wrong)
    with pytest.raises(NotFoundError, match="No report"):
        ledger.editions("https://nowhere.example/")


def test_each_edition_is_held_against_the_next(ledger: Ledger) -> None:
    made = edited()
    ledger.put_many(made)
    first, second = ledger.changes()
    assert [(one.old.number, one.new.number) for one in (first, second)] == [(1, 2), (2, 3)]
    assert [(p.name, p.old, p.new) for p in first.comparison.particulars] == [
        ("title", "Pier dispute, part 1", "Pier dispute grows")
    ]
    fates = [one.fate.value for one in first.comparison.statements]
    assert fates == ["changed", "went", "went", "went"]
    assert first.comparison.statements[0].fields == ("framing",)
    assert first.comparison.changed_paragraphs == ()
    (paragraph,) = second.comparison.changed_paragraphs
    assert [second.old_text[slice(*span)] for span in paragraph.old_words] == ["denied", "nine"]
    assert [second.new_text[slice(*span)] for span in paragraph.new_words] == ["rejected", "ten"]


def test_changes_of_one_report_one_outlet_and_since_a_day(ledger: Ledger) -> None:
    ledger.put_many([*edited(1)[:2], *edited(2)[:2], record(report(3))])
    assert [one.new.url for one in ledger.changes()] == [
        "https://harbour.example/2",
        "https://harbour.example/1",
    ]
    (one,) = ledger.changes("https://harbour.example/1")
    assert one.new.number == 2
    assert list(ledger.changes("https://harbour.example/3")) == []
    assert len(list(ledger.changes(outlet="the harbour LAMP"))) == 2
    assert list(ledger.changes(outlet="The Horn")) == []
    today = one.new.read_at[:10]
    assert len(list(ledger.changes(since=today))) == 2
    assert list(ledger.changes(since="2999")) == []
    with pytest.raises(OptionError, match="since"):
        list(ledger.changes(since="yesterday"))


def test_editions_that_two_versions_read_are_marked(ledger: Ledger) -> None:
    was, now, _ = edited()
    ledger.put_many([was, replace(now, made_by=NEWER)])
    (changes,) = ledger.changes()
    assert not changes.comparison.is_same_maker


def test_old_words_that_come_back_are_no_new_edition(ledger: Ledger) -> None:
    was, now, _ = edited()
    ledger.put_many([was, now])
    where = "https://harbour.example/1"
    ledger.put(was, capture=Capture(where=where, data=b"", url=where))
    assert len(ledger.editions(where)) == 2
