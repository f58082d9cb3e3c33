"""What llmtui talks about: entries, their assessments, the frameworks that judge, the catalog that holds them all."""

from llmtui.model.assessment import Assessment, Grade, Judgement
from llmtui.model.catalog import Addition, Catalog, Origin, Relations, Snapshot, relate
from llmtui.model.category import Category, Group, Place
from llmtui.model.entry import Entry, Kind, Link, Listing
from llmtui.model.framework import Basis, Criterion, CriterionGroup, Framework, Rule

__all__ = [
    "Addition",
    "Assessment",
    "Basis",
    "Catalog",
    "Category",
    "Criterion",
    "CriterionGroup",
    "Entry",
    "Framework",
    "Grade",
    "Group",
    "Judgement",
    "Kind",
    "Link",
    "Listing",
    "Origin",
    "Place",
    "Relations",
    "Rule",
    "Snapshot",
    "relate",
]
