"""All judges: the columns in which the grades of every framework are put side by side.

It is not a framework and judges nothing, but users choose, list and compare it like one. Its columns are the fourteen
topics of Opening up ChatGPT, in their groups and order.
"""

from __future__ import annotations

from llmtui.model.framework import Criterion, CriterionGroup, Framework, Rule

ALL = "all"
"""The id by which All judges is chosen."""

_TOPICS = (
    ("code", "Code", "code", "availability", "Can anyone read the code that trains and runs it?"),
    ("data", "Training data", "data", "availability", "Is the data of the base model published?"),
    ("weights", "Weights", "wght", "availability", "Can anyone download the weights of the base model?"),
    ("tuning_data", "Tuning data", "tdat", "availability", "Is the data used for tuning published?"),
    ("tuned_weights", "Tuned weights", "twgt", "availability", "Can anyone download the weights of the tuned model?"),
    ("license", "Licence", "lic", "availability", "Is it under a licence that allows any use?"),
    ("code_docs", "Code documentation", "doc", "documentation", "Is the code documented?"),
    ("architecture", "Architecture", "arch", "documentation", "Is the architecture described?"),
    ("preprint", "Preprint", "pre", "documentation", "Is there a preprint or a report about it?"),
    ("paper", "Paper", "ppr", "documentation", "Is there a paper that was reviewed by peers?"),
    ("model_card", "Model card", "card", "documentation", "Is there a model card?"),
    ("data_sheet", "Data sheet", "dsht", "documentation", "Is there a data sheet?"),
    ("package", "Package", "pkg", "access", "Can it be installed from a package index?"),
    ("api", "API", "api", "access", "Is there an open programming interface?"),
)

ALL_JUDGES = Framework(
    id=ALL,
    name="All judges",
    short="ALL",
    description=(
        "What all frameworks say, topic by topic. Reviewed grades count before declared ones, newer before older. "
        "The score is the share known to be open of the twelve topics that the European index asks about. "
        "Topics that were not assessed widen it into a range."
    ),
    order=-1,
    rule=Rule.SHARE,
    groups=(
        CriterionGroup("availability", "Availability", "Avail"),
        CriterionGroup("documentation", "Documentation", "Docs"),
        CriterionGroup("access", "Access", "Ac"),
    ),
    criteria=tuple(
        Criterion(id=topic, label=label, topic=topic, group=group, short=short, question=question)
        for topic, label, short, group, question in _TOPICS
    ),
)

SCORED = tuple(topic for topic, *_ in _TOPICS if topic not in {"package", "api"})
"""The topics that count for the score: the twelve that the European index asks."""


def in_a_sentence(judge: str) -> str:
    """The name of a framework inside a sentence; *All judges* is written in lower case there."""
    return judge.lower() if judge == ALL_JUDGES.name else judge
