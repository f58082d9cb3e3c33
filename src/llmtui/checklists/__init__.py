"""Checks entries against checklists: each condition is met, not met or unknown, with what says so."""

from llmtui.checklists.checking import Checked, Checker, Outcome, State, unlisted
from llmtui.checklists.evidence import Evidence
from llmtui.checklists.queries import checklist_problems, query_faults

__all__ = [
    "Checked",
    "Checker",
    "Evidence",
    "Outcome",
    "State",
    "checklist_problems",
    "query_faults",
    "unlisted",
]
