"""The answers to *May I use it?* as plain values, for every machine format."""

from __future__ import annotations

from llmtui.model import Catalog, Entry
from llmtui.model.licence import Condition
from llmtui.permissions import Answer, Reason, reason_text
from llmtui.search.named import answers_for

Record = dict[str, object]


def permissions_record(catalog: Catalog, entry: Entry, release: str = "") -> Record:
    """By permission, the answer and the reasons that decide it. It is worked out, and read back from no file.

    Args:
        catalog: Where the bases and licences are.
        entry: The entry, as a name means it.
        release: The name of a release that the entry does not list; empty if it lists it.
    """
    return {each.permission.value: answer_record(each) for each in answers_for(catalog, entry, release)}


def answer_record(answer: Answer) -> Record:
    """An answer with its reasons."""
    return {"answer": answer.allowance.value, "reasons": [_reason(each) for each in answer.reasons]}


def _reason(reason: Reason) -> Record:
    """A licence that decides, or the lack of one; `entry` is None for what the catalogue does not have."""
    return {
        "entry": None if reason.missing else reason.entry_id or None,
        "name": reason.name,
        "license": reason.licence,
        "size": reason.size,
        "conditions": [condition_record(each) for each in reason.conditions],
        "text": reason_text(reason),
    }


def condition_record(condition: Condition) -> Record:
    """A condition of a licence, with the place in its text."""
    return {"kind": condition.kind, "clause": condition.clause, "text": condition.text}
