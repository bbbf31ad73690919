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
from onrecord.web.api.operations import jobs, ledger, people, reports, statements, times
from onrecord.web.api.problems import ProblemKind
from onrecord.web.desk.jobs import Progress

ROUTERS: tuple[APIRouter, ...] = (
    statements.router,
    reports.router,
    people.router,
    times.router,
    ledger.router,
    jobs.router,
)

ANSWERS: tuple[type, ...] = (
    Counts,
    Hit,
    KeptCapture,
    KeptFailure,
    Moment,
    ProblemKind,
    Profile,
    Progress,
    ReportSummary,
)
"""What they answer with."""
