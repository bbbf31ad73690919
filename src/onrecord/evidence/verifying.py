"""Holding the evidence against the ledger: are the bytes there, and are they those that came?"""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from onrecord.errors import EvidenceError
from onrecord.evidence.store import Evidence
from onrecord.ledger.values import KeptCapture, Problem


def problems(
    captures: Iterable[KeptCapture],
    evidence: Evidence,
    *,
    checked: Callable[[], None] = lambda: None,
) -> Iterator[Problem]:
    """What is missing or damaged, once for each capture that it belongs to.

    Args:
        captures: What the ledger keeps of them, in the order of their digests.
        evidence: Their bytes. Those of an archive's records are not looked for.
        checked: Called after each capture.
    """
    kept = (capture for capture in captures if capture.archive is None)
    if not evidence.folder.is_dir():
        number = sum(1 for _ in kept)
        if number:
            yield _all_missing(evidence, number)
        return
    for digest, several in groupby(kept, key=lambda capture: capture.digest):
        same = list(several)
        message = _trouble(evidence, digest, same[0].size)
        for capture in same:
            if message is not None:
                yield _problem(capture, message)
            checked()


def orphans(captures: Iterable[KeptCapture], evidence: Evidence) -> Iterator[str]:
    """Digests of pieces that no capture refers to.

    A run that is killed between the two leaves such; they do no harm.

    Args:
        captures: As for `problems`.
        evidence: The pieces.
    """
    known = (capture.digest for capture in captures)
    last = next(known, "")
    for digest in evidence.digests():
        while last and last < digest:
            last = next(known, "")
        if last != digest:
            yield digest


def _trouble(evidence: Evidence, digest: str, size: int) -> str | None:
    try:
        evidence.get(digest, limit_bytes=size)
    except EvidenceError as error:
        return str(error)
    return None


def _problem(capture: KeptCapture, message: str) -> Problem:
    return Problem(
        edition=capture.edition,
        statement=None,
        message=message,
        report=capture.report,
        where=capture.location,
        digest=capture.digest,
    )


def _all_missing(evidence: Evidence, number: int) -> Problem:
    return Problem(
        edition=None,
        statement=None,
        message=f"{evidence.folder}: the folder of the evidence is not there, nor are the bytes "
        f"of {number:,} captures; put it beside the ledger again, under this name",
    )
