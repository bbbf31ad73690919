"""Runs over many reports: captures in, records and failures onto the ledger, in order.

A run reads in this process or in worker processes, keeps evidence, and writes alone.
"""

from onrecord.runs.run import Run
from onrecord.runs.tally import Tally
from onrecord.runs.workers import Workers

__all__ = ["Run", "Tally", "Workers"]
