"""The operations: one module a subject, each with its ``router``."""

from fastapi import APIRouter

from onrecord.ledger import (
    Claim,
    Counts,
    Facets,
    FramingTable,
    Hit,
    KeptCapture,
    KeptFailure,
    Moment,
    OutletCount,
    PlaceMap,
    Profile,
    ReportSummary,
    SavedSearch,
    Series,
    SpeakerCount,
    SpeakerOverview,
    Total,
)
from onrecord.web.api.operations import jobs, ledger, people, reports, saved, scene, statements
from onrecord.web.api.problems import ProblemKind
from onrecord.web.desk.jobs import Progress

ROUTERS: tuple[APIRouter, ...] = (
    statements.router,
    reports.router,
    people.router,
    scene.router,
    ledger.router,
    saved.router,
    jobs.router,
)

ANSWERS: tuple[type, ...] = (
    Claim,
    Counts,
    Facets,
    FramingTable,
    Hit,
    KeptCapture,
    KeptFailure,
    Moment,
    OutletCount,
    PlaceMap,
    ProblemKind,
    Profile,
    Progress,
    ReportSummary,
    SavedSearch,
    Series,
    SpeakerCount,
    SpeakerOverview,
    Total,
)
"""What they answer with."""
