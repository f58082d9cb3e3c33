"""Whether a licence restricts use."""

from __future__ import annotations

from collections.abc import Mapping

from llmtui.model.licence import Allowance, Licence, Permission
from llmtui.permissions.expression import judge_expression

_RESTRICTING = {Allowance.NO, Allowance.CONDITIONS}


def restricts_use(expression: str, licences: Mapping[str, Licence]) -> bool:
    """Whether a licence limits who may use the work or for what: a permission is refused, or has conditions.

    Nothing is said of a licence whose text was not read.
    """
    judged = (judge_expression(expression, permission, licences) for permission in Permission)
    return any(each.allowance in _RESTRICTING for each in judged)
