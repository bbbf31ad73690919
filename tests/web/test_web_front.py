"""The front page: what leads, and what stands beside it."""

from dataclasses import replace

import talks_records

from onrecord.ledger import Ledger
from onrecord.types import Relation, RelationKind


def _denied_with(number: int, *scores: float):
    """A report's record in which statements deny the first with these scores."""
    made = talks_records.record(talks_records.report(number))
    claim, *others = (statement.id for statement in made.statements)
    denials = tuple(
        Relation(kind=RelationKind.DENIES, from_id=one, to_id=claim, score=score)
        for one, score in zip(others, scores, strict=False)
    )
    return replace(made, relations=denials)


def test_the_most_surely_denied_statement_leads_and_not_the_most_often_denied(room, tmp_path):
    often, surely, again = (
        _denied_with(1, 0.6, 0.6, 0.6),
        _denied_with(2, 0.9),
        _denied_with(3, 0.9, 0.6),
    )
    with Ledger(tmp_path / "a.db") as ledger:
        for record in (often, surely, again):
            ledger.put(record)
    page = room(tmp_path / "a.db").get("/").text
    lead, _, rest = page.partition("Also denied")
    places = [lead.find(f"/report/{again.report.id}?statement={again.statements[0].id[:12]}")]
    places += [rest.find(f"/report/{one.report.id}?") for one in (surely, often)]
    assert all(at >= 0 for at in places)
    assert places[1] < places[2]


def test_what_one_statement_denies_at_once_is_one_dispute(room, tmp_path):
    made = talks_records.record(talks_records.report(1))
    first, second, third, *_ = (statement.id for statement in made.statements)
    both = tuple(
        Relation(kind=RelationKind.DENIES, from_id=third, to_id=one, score=score)
        for one, score in ((first, 0.7), (second, 0.8))
    )
    with Ledger(tmp_path / "a.db") as ledger:
        ledger.put(replace(made, relations=both))
    page = room(tmp_path / "a.db").get("/").text
    assert f"statement={second[:12]}" in page.partition("Newest on record")[0]
    assert "Also denied" not in page
