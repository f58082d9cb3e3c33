"""An entry and a framework as plain values, for every machine format: keys as in the catalogue files.

Five keys are added that no file has: `id` and `category`, and `parameters`, `openness` and `permissions`, which are
worked out.
Every grade is an object, so that a program reads all of them in the same way.
"""

from __future__ import annotations

from llmtui.exporters.judged import Judged, basis_of, judged, rated_columns, rated_values
from llmtui.exporters.permissions import permissions_record
from llmtui.frameworks import Opinion
from llmtui.model import (
    Assessment,
    Catalog,
    Criterion,
    CriterionGroup,
    Entry,
    Framework,
    Grade,
    Judgement,
    Listing,
    Rule,
    Snapshot,
)
from llmtui.model.keys import ENTRY_KEYS, Key, Shape
from llmtui.model.sizes import Size, read_size
from llmtui.search.named import Named

Record = dict[str, object]


def named_record(catalog: Catalog, named: Named, framework: str) -> Record:
    """All of an entry, with the permissions and the word as a name means it, and `match` if the name is not its id."""
    entry = catalog.entries[named.entry.id]
    record = entry_record(catalog, entry, framework)
    if named.name == entry.id:
        return record
    return {
        **record,
        "openness": openness_record(catalog, named.entry, framework),
        "permissions": permissions_record(catalog, named.entry, named.release),
        "match": {"how": named.match.match.value, "differs": named.match.differs},
    }


def entry_record(catalog: Catalog, entry: Entry, framework: str) -> Record:
    """All of an entry."""
    return {
        "id": entry.id,
        "category": entry.category,
        **{key.name: value for key in ENTRY_KEYS if (value := key_value(key, entry)) or key.recorded},
        "parameters": [_parameters(size) for each in entry.sizes if (size := read_size(each))],
        "links": {link.role: link.url for link in entry.links},
        "listed_in": [_listing(each) for each in entry.listed_in],
        "assessments": [_assessment(each) for each in entry.assessments],
        "openness": openness_record(catalog, entry, framework),
        "permissions": permissions_record(catalog, entry),
    }


def key_value(key: Key, entry: Entry) -> object:
    """The value of a key as JSON has it."""
    value = key.read(entry)
    if key.shape is Shape.LICENCES:
        return dict(value)
    return list(value) if key.is_list else value


def _parameters(size: Size) -> Record:
    """A size as numbers; `active` is None unless it is a mixture of experts."""
    return {"total": size.total, "active": size.active or None}


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


def _judgement(judgement: Judgement) -> Record:
    """The grade and what else is known; a criterion that is only listed has no grade."""
    table: Record = {} if judgement.grade is Grade.LISTED else {"grade": judgement.grade.value}
    if judgement.evidence:
        table["evidence"] = list(judgement.evidence)
    if judgement.note:
        table["note"] = judgement.note
    if judgement.licence:
        table["license"] = judgement.licence
    return table


def openness_record(catalog: Catalog, entry: Entry, framework: str) -> Record | None:
    """The rating that counts, with the word and the grades, each with who gave it.

    The framework is None if the entry was not judged. There is no record if it has no word either.
    """
    known = judged(catalog, entry, framework)
    if known.framework is None and known.word is None:
        return None
    rated = zip(rated_columns(known.framework), rated_values(known.rating, known.framework), strict=True)
    return {
        "framework": known.framework.id if known.framework else None,
        "of": known.assessment.of,
        **dict(rated),
        **({"word": known.word} if known.word else {}),
        "disputed": list(known.disputed),
        "changed": list(known.changed),
        "grades": _grades(known),
    }


def _grades(known: Judged) -> Record:
    """A grade for each criterion, `unknown` if it was not assessed."""
    criteria = known.framework.criteria if known.framework else ()
    return {each.id: cell_record(known.opinions.get(each.id)) for each in criteria}


def cell_record(opinion: Opinion | None) -> Record:
    """The grade that counts, and who gave it when; keys are the same for each grade."""
    if opinion is None:
        return {"grade": "unknown", "evidence": [], "note": "", "by": None, "basis": None, "date": None, "of": None}
    judgement, assessment = opinion.judgement, opinion.assessment
    return {
        "grade": judgement.grade.value,
        "evidence": list(judgement.evidence),
        "note": judgement.note,
        **({"license": judgement.licence} if judgement.licence else {}),
        "by": opinion.framework.id,
        "basis": basis_of(opinion),
        "date": assessment.date or None,
        "of": assessment.of,
    }


def snapshot_record(snapshot: Snapshot) -> Record:
    """The state of a source from which the records were taken."""
    return {
        "source": snapshot.source,
        "version": snapshot.version,
        "date": snapshot.date,
        "newest": snapshot.newest,
        "records": snapshot.records,
        "url": snapshot.url,
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
        "groups": [_group_record(each) for each in framework.groups],
        "criteria": [_criterion_record(each, framework) for each in framework.criteria],
    }


def _group_record(group: CriterionGroup) -> Record:
    return {"id": group.id, "label": group.label, **({"short": group.short} if group.short else {})}


def _criterion_record(criterion: Criterion, framework: Framework) -> Record:
    return {
        "id": criterion.id,
        "label": criterion.label,
        "topic": criterion.topic,
        "group": criterion.group,
        **({"short": criterion.short} if criterion.short else {}),
        "question": criterion.question,
        **({"required": criterion.required} if framework.rule is Rule.CLASSES else {}),
        **{grade.value: meaning for grade, meaning in criterion.meanings},
    }
