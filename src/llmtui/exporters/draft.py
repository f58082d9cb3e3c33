"""An entry's file to fill in: every key with a line that explains it, and the questions of a framework."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from llmtui.model import Category, Criterion, Framework, Kind
from llmtui.model.entry import LINK_ROLES

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
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
_HEAD = """\
# A new entry, {path}. Fill in what is known; an empty value says no more than a missing one.
# Lines that begin with # are comments and may go, and so may lines that stay empty.
# llmtui validate, with the path of this file, tells what is left to do.

# What it is called. Needed.
name = ""

# What sort of thing it is: {kinds}.
kind = "{kind}"

# Who publishes it.
maker = ""

# One or two sentences in your own words: what it is, and why one would care.
summary = ""

# Other names, found by the search as well: ["GPT-J-6B", "GPT-J"].
aliases = []

# Further categories that list it: {others}.
also_in = []

# A sub-group of {category}: {groups}.
group = ""

# Words to find it by.
tags = []

# Its natural languages as BCP 47 tags, such as "en" or "zh"; "mul" for many.
languages = []

# What it reads and makes: "text", "image", "audio", "video", "code".
modalities = []

# What it derives from: ids as llmtui list prints them, or a name in plain words with a capital, as in ["pythia"].
base = []

# What it builds again without deriving from it: ids or names, as above.
reproduces = []

# The licence as an SPDX expression, such as "Apache-2.0"; "LicenseRef-…" for one that SPDX does not know.
license = ""

# Parameter counts as published, smallest first: ["7B", "13B"].
sizes = []

# When it came out, as exactly as is known: "YYYY", "YYYY-MM" or "YYYY-MM-DD".
released = ""

# What it was trained or tuned on.
training_data = ""

# A warning that a reader must see, such as that it was withdrawn.
notice = ""

# Where it is on the web, each from http:// or https:// on.
[links]
{links}

# Where you found it, one such block a survey. Without a survey, leave the block out.
[[listed_in]]
# The survey.
source = ""
# The part of the survey.
section = ""
# What the survey calls it.
as = ""
"""
_NOBODY = """
# How open somebody judged it to be, once that is published somewhere; llmtui new --framework ID prepares the questions.
# [[assessments]]
# framework = ""
# date = ""
# source = ""
# [assessments.grades]
"""
_JUDGED = """
# How open {name} judges it to be. What you think yourself is no grade: say who published the judgement, and where.
[[assessments]]
framework = {framework}
# When it was judged: "YYYY", "YYYY-MM" or "YYYY-MM-DD".
date = "?"
# Where the judgement is published.
source = "?"
# The version or size judged, where it is not the entry as a whole.
of = ""
# What the framework calls it, where that is not the name above.
as = ""

# A grade is "open", "partial", "closed" or "n/a". It may stand alone, paper = "closed", or be a table with
# evidence (addresses where a reader can check it), note (what they do not say) and license (of this part).
# Take the line of what nobody assessed out: it is then shown as not assessed, and never counted as closed.
[assessments.grades]
"""


def draft(entry_id: str, category: Category, others: tuple[str, ...], kind: Kind, framework: Framework | None) -> str:
    """The text of a file that `llmtui validate` finds wanting until it is filled in.

    Args:
        entry_id: What the file will be called.
        category: The folder it will lie in.
        others: The ids of the other categories.
        kind: What sort of thing it is.
        framework: Whose questions to prepare; None for nobody's.
    """
    head = _HEAD.format(
        path=f"{category.id}/{entry_id}.toml",
        kinds=", ".join(each.value for each in Kind),
        kind=kind.value,
        others=", ".join(others) or "none",
        category=category.id,
        groups=", ".join(group.id for group in category.groups) or "it has none",
        links="\n".join(f'# {_LINKS[role].capitalize()}.\n{role} = ""' for role in LINK_ROLES),
    )
    if framework is None:
        return head + _NOBODY
    questions = "\n".join("\n".join(_question(criterion)) for criterion in framework.criteria)
    return head + _JUDGED.format(name=framework.name, framework=_quoted(framework.id)) + questions + "\n"


def _question(criterion: Criterion) -> Iterator[str]:
    """The criterion in comments, and its line to fill in."""
    yield f"\n# {criterion.label}: {criterion.question}" if criterion.question else f"\n# {criterion.label}"
    for grade, meaning in criterion.meanings:
        yield f"#   {grade.value}: {meaning}"
    key = criterion.id if _BARE_KEY.fullmatch(criterion.id) else _quoted(criterion.id)
    yield f'{key} = {{ grade = "?", evidence = [] }}'


def _quoted(text: str) -> str:
    """The text as TOML writes it; JSON's escapes are TOML's too."""
    return json.dumps(text, ensure_ascii=False)
