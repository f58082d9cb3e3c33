"""May I use it: what the licence of an entry and the licences of what it is made from allow."""

from llmtui.permissions.answers import (
    INHERITING,
    Answer,
    Reason,
    answer,
    answers,
    inherited_reasons,
    licensing_bases,
    restricting_bases,
    worst,
)
from llmtui.permissions.expression import is_free, is_osi_approved, judge_expression
from llmtui.permissions.restricting import restricts_use
from llmtui.permissions.spelling import LicenceNames
from llmtui.permissions.summaries import Summaries
from llmtui.permissions.words import reason_text

__all__ = [
    "INHERITING",
    "Answer",
    "LicenceNames",
    "Reason",
    "Summaries",
    "answer",
    "answers",
    "inherited_reasons",
    "is_free",
    "is_osi_approved",
    "judge_expression",
    "licensing_bases",
    "reason_text",
    "restricting_bases",
    "restricts_use",
    "worst",
]
