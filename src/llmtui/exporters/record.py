"""An entry and a framework as plain values, for every machine format: keys as in the catalogue files.

Three keys are added that no file has: `id`, `category` and `openness`, the assessment that counts.
"""

from __future__ import annotations

from llmtui.frameworks import standing
from llmtui.model import Assessment, Catalog, Entry, Framework, Grade, Judgement, Rule

Record = dict[str, object]


def entry_record(catalog: Catalog, entry: Entry, framework: str) -> Record:
    """All of an entry."""
    return {
        "id": entry.id,
        "category": entry.category,
        "name": entry.name,
        "kind": entry.kind.value,
        "maker": entry.maker,
        "summary": entry.summary,
        "aliases": list(entry.aliases),
        "also_in": list(entry.also_in),
        "group": entry.group,
        "tags": list(entry.tags),
        "languages": list(entry.languages),
        "modalities": list(entry.modalities),
        "base": list(entry.base),
        "reproduces": list(entry.reproduces),
        "license": entry.licence,
        "sizes": list(entry.sizes),
        "released": entry.released,
        "training_data": entry.training_data,
        "notice": entry.notice,
        "links": {link.role: link.url for link in entry.links},
        "listed_in": [{"source": each.source, "section": each.section, "as": each.name} for each in entry.listed_in],
        "assessments": [_assessment(each) for each in entry.assessments],
        "openness": openness_record(catalog, entry, framework),
    }


def _assessment(assessment: Assessment) -> Record:
    return {
        "framework": assessment.framework,
        "of": assessment.of,
        "as": assessment.name,
        "date": assessment.date,
        "source": assessment.source,
        "grades": {criterion: _judgement(each) for criterion, each in assessment.judgements.items()},
    }


def _judgement(judgement: Judgement) -> str | Record:
    """The grade alone, or a table of what else is known; a criterion that is only listed has no grade."""
    table: Record = {} if judgement.grade is Grade.LISTED else {"grade": judgement.grade.value}
    if judgement.evidence:
        table["evidence"] = list(judgement.evidence)
    if judgement.note:
        table["note"] = judgement.note
    if judgement.licence:
        table["license"] = judgement.licence
    return judgement.grade.value if set(table) == {"grade"} else table


def openness_record(catalog: Catalog, entry: Entry, framework: str) -> Record | None:
    """The rating of the assessment that counts, with its grades; None if the entry was not judged."""
    known = standing(catalog, entry, framework)
    if known is None:
        return None
    rating = known.rating
    return {
        "framework": known.framework.id,
        "of": known.assessment.of,
        "score": rating.score,
        "max": rating.maximum,
        **({} if rating.openness_class is None else {"class": rating.openness_class}),
        "assessed": rating.assessed,
        "grades": {each.id: known.assessment.grade(each.id).value for each in known.framework.criteria},
    }


def framework_record(framework: Framework) -> Record:
    """All of a framework."""
    return {
        "id": framework.id,
        "name": framework.name,
        "short": framework.short,
        "description": framework.description,
        "publication": framework.publication,
        "url": framework.url,
        "doi": framework.doi,
        "license": framework.licence,
        "attribution": framework.attribution,
        "rule": framework.rule.value,
        "groups": [{"id": group.id, "label": group.label} for group in framework.groups],
        "criteria": [
            {
                "id": each.id,
                "label": each.label,
                "topic": each.topic,
                "group": each.group,
                "question": each.question,
                **({"required": each.required} if framework.rule is Rule.CLASSES else {}),
                **{grade.value: meaning for grade, meaning in each.meanings},
            }
            for each in framework.criteria
        ],
    }
