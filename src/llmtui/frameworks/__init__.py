"""How a framework rates: the grades of an assessment become a rating with its reasons."""

from llmtui.frameworks.ranking import Ranked, rank
from llmtui.frameworks.rating import Rating, rate
from llmtui.frameworks.standing import (
    CellStanding,
    KnownAssessment,
    Opinion,
    Standing,
    chosen_first,
    judgement_about,
    known_assessments,
    standing,
)

__all__ = [
    "CellStanding",
    "KnownAssessment",
    "Opinion",
    "Ranked",
    "Rating",
    "Standing",
    "chosen_first",
    "judgement_about",
    "known_assessments",
    "rank",
    "rate",
    "standing",
]
