"""How a framework rates: the grades of an assessment become a rating with its reasons."""

from llmtui.frameworks.all_judges import opinions_by_topic, opinions_on
from llmtui.frameworks.opinion import Opinion, Opinions
from llmtui.frameworks.ranking import Ranked, rank
from llmtui.frameworks.rating import Rating, rate
from llmtui.frameworks.standing import (
    CellStanding,
    KnownAssessment,
    Standing,
    chosen_first,
    judgement_about,
    judgements_about,
    known_assessments,
    standing,
)

__all__ = [
    "CellStanding",
    "KnownAssessment",
    "Opinion",
    "Opinions",
    "Ranked",
    "Rating",
    "Standing",
    "chosen_first",
    "judgement_about",
    "judgements_about",
    "known_assessments",
    "opinions_by_topic",
    "opinions_on",
    "rank",
    "rate",
    "standing",
]
