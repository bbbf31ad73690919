"""What the ledger finds, as plain JSON values."""

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from onrecord.record import statement_to_dict

if TYPE_CHECKING:
    from onrecord.ledger import Hit, Moment, Profile


def hit_to_dict(hit: "Hit") -> dict[str, Any]:
    """A hit, its statement as it stands in a record."""
    known = {field.name: getattr(hit, field.name) for field in fields(hit)}
    link = known.pop("link")
    answers = [asdict(answer) for answer in hit.answers]
    return known | {"statement": statement_to_dict(hit.statement, link), "answers": answers}


def moment_to_dict(moment: "Moment") -> dict[str, Any]:
    """A moment: its time, and then what stands in a hit."""
    times = ("what", "edtf", "first_day", "last_day", "words")
    return {name: getattr(moment, name) for name in times} | hit_to_dict(moment.hit)


def profile_to_dict(profile: "Profile") -> dict[str, Any]:
    """A profile; its statements are hits."""
    known = {field.name: getattr(profile, field.name) for field in fields(profile)}
    del known["hits"]
    counts = {
        name: [asdict(one) for one in known[name]]
        for name in ("roles", "affiliations", "countries", "acts", "answers")
    }
    return known | counts | {"latest": [hit_to_dict(hit) for hit in profile.hits]}
