"""What the bundled catalogue must keep to as a whole: nothing contradicts itself, and little is missing."""

from __future__ import annotations

from collections import Counter

import pytest

from llmtui.loader.checks import check
from llmtui.loader.loaded import Loaded
from llmtui.loader.locate import bundled_folder
from llmtui.model import Basis, Catalog, Entry, Grade, Kind

FEWEST, MOST = 3, 40
"""Entries of a group: fewer are no group, and more cannot be looked over."""

ENOUGH = 0.85
"""The part of the entries that must say what people ask first."""

WEIGHTS = {"weights", "tuned_weights"}


def _has(entry: Entry, *roles: str) -> bool:
    return any(link.role in roles for link in entry.links)


def _is_closed(catalog: Catalog, entry: Entry) -> bool:
    """Whether its group or a reviewed judge says that its weights are not published."""
    grades = {
        assessment.grade(criterion.id)
        for assessment in entry.assessments
        if (framework := catalog.frameworks[assessment.framework]).basis is Basis.REVIEWED
        for criterion in framework.criteria
        if criterion.topic in WEIGHTS
    }
    judged = {grade for grade in grades if grade.judged}
    return entry.withheld or judged == {Grade.CLOSED}


def test_nothing_that_entries_say_contradicts(bundled: Loaded) -> None:
    assert [] == [str(problem) for problem in check(bundled.catalog, [bundled_folder()])]


def test_every_group_has_its_entries(bundled: Loaded) -> None:
    counts = Counter((entry.category, entry.group) for entry in bundled.catalog)
    groups = [(category.id, group.id) for category in bundled.catalog.categories for group in category.groups]

    assert {} == {group: counts[group] for group in groups if not FEWEST <= counts[group] <= MOST}


def test_models_say_their_licence_their_date_and_where_to_get_them(bundled: Loaded) -> None:
    models = [each for each in bundled.catalog if each.kind is Kind.MODEL and not _is_closed(bundled.catalog, each)]
    complete = [
        each for each in models if (each.licence or each.licences) and each.released and _has(each, "weights", "repo")
    ]

    assert len(complete) / len(models) >= ENOUGH


def test_data_sets_have_a_link(bundled: Loaded) -> None:
    sets = [entry for entry in bundled.catalog if entry.kind is Kind.DATASET]

    assert sum(bool(entry.links) for entry in sets) / len(sets) >= ENOUGH


@pytest.mark.parametrize(
    ("grade", "ids"),
    [
        pytest.param(Grade.OPEN, {"olmo", "pythia", "amber", "crystalcoder", "t5"}, id="conform"),
        pytest.param(Grade.PARTIAL, {"bloom", "starcoder2", "falcon"}, id="under-other-terms"),
        pytest.param(Grade.CLOSED, {"llama-2", "grok-1", "phi-2", "mixtral-8x7b"}, id="do-not"),
    ],
)
def test_the_validations_of_the_open_source_ai_definition_are_there(
    bundled: Loaded, grade: Grade, ids: set[str]
) -> None:
    found = {
        entry.id
        for entry in bundled.catalog
        for each in entry.assessments
        if each.framework == "osaid" and each.grade("definition") is grade
    }

    assert ids == found


def test_every_judge_s_records_are_of_a_stated_snapshot(bundled: Loaded) -> None:
    stated = {snapshot.source: snapshot for snapshot in bundled.catalog.snapshots}
    judged = Counter(each.framework for entry in bundled.catalog for each in entry.assessments)

    assert set() == set(judged) - set(stated)
    assert {} == {judge: count for judge, count in judged.items() if count > stated[judge].records}


def test_every_machine_name_says_its_registry(bundled: Loaded) -> None:
    registries = {name.partition(":")[0] for entry in bundled.catalog for name in entry.machine_names}

    assert {"hub", "ollama", "github", "arxiv"} == registries
