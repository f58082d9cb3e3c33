"""May I use it: what the licence of an entry and the licences of what it is made from allow."""

from llmtui.permissions.answers import INHERITING, Answer, Reason, answer, answers, counted, worst
from llmtui.permissions.classes import licence_classes, restricts_use
from llmtui.permissions.expression import is_free, is_osi_approved, judge_expression
from llmtui.permissions.spelling import LicenceNames

__all__ = [
    "INHERITING",
    "Answer",
    "LicenceNames",
    "Reason",
    "answer",
    "answers",
    "counted",
    "is_free",
    "is_osi_approved",
    "judge_expression",
    "licence_classes",
    "restricts_use",
    "worst",
]
