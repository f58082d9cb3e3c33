"""The answers to *May I use it?* as plain values, for every machine format."""

from __future__ import annotations

from llmtui.model import Catalog, Entry
from llmtui.permissions import Answer, Reason, answers

Record = dict[str, object]


def permissions_record(catalog: Catalog, entry: Entry) -> Record:
    """By permission, the answer and the reasons that decide it. It is worked out, and read back from no file."""
    return {each.permission.value: answer_record(each) for each in answers(catalog, entry)}


def answer_record(answer: Answer) -> Record:
    """An answer with its reasons."""
    return {"answer": answer.allowance.value, "reasons": [_reason(each) for each in answer.reasons]}


def _reason(reason: Reason) -> Record:
    """A licence that decides, or the lack of one; `entry` is the name in words of a base that is not listed."""
    return {
        "entry": reason.entry_id,
        "licence": reason.licence,
        "size": reason.size,
        "conditions": [{"clause": each.clause, "text": each.text} for each in reason.conditions],
    }
