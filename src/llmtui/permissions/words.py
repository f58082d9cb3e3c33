"""The reasons of an answer in a few words, for tables and machine formats."""

from __future__ import annotations

from llmtui.model.licence import Allowance
from llmtui.permissions.answers import Reason


def reason_text(reason: Reason) -> str:
    """A reason in a few words: whose licence it is, and what it asks."""
    size = f" {reason.size}" if reason.size else ""
    whose = f"{reason.name}{size}"
    if gap := _gap(reason, whose):
        return gap
    if reason.conditions:
        kinds = (f"{each.kind} ({each.clause})" if each.clause else each.kind for each in reason.conditions)
        return f"{reason.licence} of {whose}: {', '.join(dict.fromkeys(kinds))}"
    note = " is not known" if reason.allowance is Allowance.UNKNOWN else ""
    return f"{reason.licence} of {whose}{note}"


def _gap(reason: Reason, whose: str) -> str:
    """What is not known, if no licence is; else empty."""
    if reason.missing:
        return f"{whose} is not in the catalogue"
    if reason.unread:
        return f"not all that {whose} declares was read: {reason.unread}"
    if reason.other_release:
        return f"the entry does not list the release {whose}"
    if reason.undeclared:
        return f"its card says {reason.licence}, but not what it is made from"
    if reason.ambiguous:
        return f"the licences of the sizes of {whose} differ"
    return "" if reason.licence else f"no licence is known for {whose}"
