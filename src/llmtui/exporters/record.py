"""An entry and a framework as plain values, for every machine format: keys as in the catalogue files.

`id`, `category` and `openness`, the assessment that counts, are added to them.
"""

from __future__ import annotations

from llmtui.frameworks import assessment_in_force, rate
from llmtui.model import Assessment, Catalog, Entry, Framework, Grade, Judgement, Listing, Rule
from llmtui.model.keys import ENTRY_KEYS, Key, Shape

Record = dict[str, object]


def entry_record(catalog: Catalog, entry: Entry, framework: str) -> Record:
    """All of an entry."""
    return {
        "id": entry.id,
        "category": entry.category,
        **{key.name: value for key in ENTRY_KEYS if (value := key_value(key, entry)) or not key.omitted},
        "links": {link.role: link.url for link in entry.links},
        "listed_in": [_listing(each) for each in entry.listed_in],
        "assessments": [_assessment(each) for each in entry.assessments],
        "openness": openness_record(catalog, entry, framework),
    }


def key_value(key: Key, entry: Entry) -> object:
    """The value of a key as JSON has it."""
    value = key.read(entry)
    if key.shape is Shape.LICENCES:
        return dict(value)
    return list(value) if key.is_list else value


def _listing(listing: Listing) -> Record:
    record = {"record": listing.record} if listing.record else {}
    return {"source": listing.source, "section": listing.section, "as": listing.name, **record}


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
    """The rating of the assessment in force with its grades; None if the entry was not judged."""
    assessment = assessment_in_force(entry, framework)
    known = catalog.frameworks.get(assessment.framework) if assessment else None
    if assessment is None or known is None:
        return None
    rating = rate(known, assessment)
    return {
        "framework": known.id,
        "of": assessment.of,
        "score": rating.score,
        "max": rating.maximum,
        **({} if rating.openness_class is None else {"class": rating.openness_class}),
        "assessed": rating.assessed,
        "grades": {each.id: assessment.grade(each.id).value for each in known.criteria},
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
        "order": int(framework.order) if framework.order == int(framework.order) else framework.order,
        "rule": framework.rule.value,
        "basis": framework.basis.value,
        "continues": framework.continues,
        "records": framework.records,
        "groups": [
            {"id": group.id, "label": group.label, **({"short": group.short} if group.short else {})}
            for group in framework.groups
        ],
        "criteria": [
            {
                "id": each.id,
                "label": each.label,
                "topic": each.topic,
                "group": each.group,
                **({"short": each.short} if each.short else {}),
                "question": each.question,
                **({"required": each.required} if framework.rule is Rule.CLASSES else {}),
                **{grade.value: meaning for grade, meaning in each.meanings},
            }
            for each in framework.criteria
        ],
    }
