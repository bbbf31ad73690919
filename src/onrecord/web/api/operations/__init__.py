"""The operations: one module a subject, each with its ``router``."""

from fastapi import APIRouter

from onrecord.ledger import (
    Counts,
    Hit,
    KeptCapture,
    KeptFailure,
    Moment,
    Profile,
    ReportSummary,
)
from onrecord.web.api.operations import ledger, people, reports, statements, times

ROUTERS: tuple[APIRouter, ...] = (
    statements.router,
    reports.router,
    people.router,
    times.router,
    ledger.router,
)

ANSWERS: tuple[type, ...] = (
    Counts,
    Hit,
    KeptCapture,
    KeptFailure,
    Moment,
    Profile,
    ReportSummary,
)
"""What they answer with."""
