"""The details of one entry."""

from llmtui.present.detail.entry import detail, named_detail
from llmtui.present.detail.facts import facts
from llmtui.present.detail.page import (
    CriterionTarget,
    EntryTarget,
    LinkTarget,
    Page,
    Target,
)

__all__ = [
    "CriterionTarget",
    "EntryTarget",
    "LinkTarget",
    "Page",
    "Target",
    "detail",
    "facts",
    "named_detail",
]
