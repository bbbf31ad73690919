"""The operations: one module a subject, each with its ``router``."""

from fastapi import APIRouter

from onrecord.web.api.operations import jobs, ledger, people, reports, saved, scene, statements

ROUTERS: tuple[APIRouter, ...] = (
    statements.router,
    reports.router,
    people.router,
    scene.router,
    ledger.router,
    saved.router,
    jobs.router,
)
