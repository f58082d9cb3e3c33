"""The classes that a licence falls in: approved by the Open Source Initiative, and restricting use."""

from __future__ import annotations

from collections.abc import Mapping

from llmtui.licences import OSI_APPROVED, RESTRICTS_USE
from llmtui.model.licence import Allowance, Licence, Permission
from llmtui.permissions.expression import is_osi_approved, judge_expression

_RESTRICTING = {Allowance.NO, Allowance.CONDITIONS}


def restricts_use(expression: str, licences: Mapping[str, Licence]) -> bool:
    """Whether a licence limits who may use the work or for what: a permission is refused, or has conditions.

    Nothing is said of a licence whose text was not read.
    """
    judged = (judge_expression(expression, permission, licences) for permission in Permission)
    return any(each.allowance in _RESTRICTING for each in judged)


def licence_classes(expression: str, licences: Mapping[str, Licence]) -> tuple[str, ...]:
    """The classes that a licence falls in, as `license:` values of the query language."""
    if not expression:
        return ()
    classes = ((OSI_APPROVED, is_osi_approved(expression)), (RESTRICTS_USE, restricts_use(expression, licences)))
    return tuple(name for name, holds in classes if holds)
