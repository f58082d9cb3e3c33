"""May I use it: what the licence of an entry and the licences of what it is made from allow."""

from llmtui.permissions.answers import Answer, Reason, answer, answers, worst
from llmtui.permissions.expression import is_free, judge_expression
from llmtui.permissions.spelling import LicenceNames

__all__ = ["Answer", "LicenceNames", "Reason", "answer", "answers", "is_free", "judge_expression", "worst"]
