"""An entry's file to fill in: every key with a line that explains it, and the questions of a framework."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from llmtui.model import Category, Criterion, Framework, Kind
from llmtui.model.entry import LINK_ROLES
from llmtui.model.keys import ENTRY_KEYS, Shape
from llmtui.toml_writer import toml_key, toml_value

_LINKS = {
    "homepage": "its own page",
    "repo": "the source code",
    "weights": "the published parameters",
    "paper": "paper, preprint or report",
    "blog": "the announcement",
    "demo": "a place to try it",
    "data": "its data",
    "docs": "its documentation",
}
_FORMS = {Shape.KIND: f"One of {', '.join(each.value for each in Kind)}", Shape.DATE: Shape.DATE.value}
_HEAD = """\
# A new entry, {path}. Fill in what is known; an empty value says no more than a missing one.
# Lines that begin with # are comments and may go, and so may lines that stay empty.
# llmtui validate, with the path of this file, lists what is left to do.

{keys}

# Where it is on the web, each from http:// or https:// on.
[links]
{links}

# Where you found it, one such block per survey. Without a survey, leave the block out.
[[listed_in]]
# The survey.
source = ""
# The part of the survey.
section = ""
# What the survey calls it.
as = ""
"""
_NOT_JUDGED = """
# How open a published judgement says it is; llmtui new --framework ID prepares the questions.
# [[assessments]]
# framework = ""
# date = ""
# source = ""
# [assessments.grades]
"""
_JUDGED = """
# How open {name} judges it to be.
# Your own opinion is not a grade: say who published the judgement, and where.
[[assessments]]
framework = {framework}
# When it was judged: "YYYY", "YYYY-MM" or "YYYY-MM-DD".
date = "?"
# Where the judgement is published.
source = "?"
# The version or size judged, if it is not the entry as a whole.
of = ""
# What the framework calls it, if that is not the name above.
as = ""

# A grade is "open", "partial", "closed" or "n/a". It may be written alone, paper = "closed", or be a table with:
# evidence (addresses to check it at), note (what they do not say) and license (of this part).
# Remove the lines of criteria that were not assessed: they are shown as not assessed, and never counted as closed.
[assessments.grades]
"""


def draft(entry_id: str, category: Category, others: tuple[str, ...], kind: Kind, framework: Framework | None) -> str:
    """The text of a file that `llmtui validate` finds wanting until it is filled in.

    Args:
        entry_id: What the file will be called.
        category: The folder it will be in.
        others: The ids of the other categories.
        kind: What sort of thing it is.
        framework: The framework whose questions to prepare; None for no questions.
    """
    groups = ", ".join(group.id for group in category.groups) or "it has none"
    choices = {
        "name": "Needed",
        "also_in": f"There are {', '.join(others)}" if others else "",
        "group": f"In {category.id}: {groups}",
    }
    head = _HEAD.format(
        path=f"{category.id}/{entry_id}.toml",
        keys="\n\n".join(_keys(kind, choices)),
        links="\n".join(f'# {_LINKS[role].capitalize()}.\n{role} = ""' for role in LINK_ROLES),
    )
    if framework is None:
        return head + _NOT_JUDGED
    questions = "\n".join("\n".join(_question(criterion)) for criterion in framework.criteria)
    return head + _JUDGED.format(name=framework.name, framework=toml_value(framework.id)) + questions + "\n"


def _keys(kind: Kind, choices: Mapping[str, str]) -> Iterator[str]:
    """Each key with a comment that explains it."""
    for key in ENTRY_KEYS:
        value = "[]" if key.is_list else toml_value(kind.value if key.shape is Shape.KIND else "")
        if key.shape is Shape.LICENCES:
            value = "{}"
        example = f"As in {key.example}" if key.example else ""
        sentences = (key.help, choices.get(key.name) or example or _FORMS.get(key.shape, ""))
        comment = "".join(f" {_plain(each[0].upper() + each[1:])}." for each in sentences if each)
        yield f"#{comment}\n{key.name} = {value}"


def _plain(markdown: str) -> str:
    """Help without the signs of Markdown."""
    return re.sub(r"\[(.*?)\]\(.*?\)", r"\1", markdown).replace("`", '"')


def _question(criterion: Criterion) -> Iterator[str]:
    """The criterion in comments, and its line to fill in."""
    yield f"\n# {criterion.label}: {criterion.question}" if criterion.question else f"\n# {criterion.label}"
    for grade, meaning in criterion.meanings:
        yield f"#   {grade.value}: {meaning}"
    yield f'{toml_key(criterion.id)} = {{ grade = "?", evidence = [] }}'
