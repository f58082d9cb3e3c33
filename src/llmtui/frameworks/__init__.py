"""How a framework rates: the grades of an assessment become a rating with its reasons."""

from llmtui.frameworks.ranking import Ranked, rank
from llmtui.frameworks.rating import Rating, rate
from llmtui.frameworks.standing import assessment_in_force, by_force, judgement_about, rating_of

__all__ = ["Ranked", "Rating", "assessment_in_force", "by_force", "judgement_about", "rank", "rate", "rating_of"]
