"""Finds entries: one query language for the search bar, the plain commands and saved views."""

from llmtui.search.advice import Advice
from llmtui.search.completing import Suggestion
from llmtui.search.facets import Choice
from llmtui.search.fields import KEYS
from llmtui.search.grammar import parse
from llmtui.search.highlight import highlight
from llmtui.search.query import Query, Sort, Term, View
from llmtui.search.results import Hit, Results
from llmtui.search.run import Searcher

__all__ = [
    "KEYS",
    "Advice",
    "Choice",
    "Hit",
    "Query",
    "Results",
    "Searcher",
    "Sort",
    "Suggestion",
    "Term",
    "View",
    "highlight",
    "parse",
]
