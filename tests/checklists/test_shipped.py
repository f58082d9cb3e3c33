"""The shipped checklists on every entry of the bundled catalogue."""

from __future__ import annotations

import pytest

from factories import a_searcher
from llmtui.checklists import Checker, State, checklist_problems
from llmtui.loader.loaded import Loaded
from llmtui.model import Catalog
from llmtui.model.licence import Allowance, Permission
from llmtui.permissions import answer
from llmtui.search import Searcher, View

SHIPPED = ("commercial-use", "eu-ai-act-53-2", "open-source", "reproducible")


@pytest.fixture(scope="module")
def catalog(bundled: Loaded) -> Catalog:
    return bundled.catalog


@pytest.fixture(scope="module")
def searcher(catalog: Catalog) -> Searcher:
    return a_searcher(catalog)


def found(searcher: Searcher, text: str) -> set[str]:
    return set(searcher.run(View(query=searcher.parse(text).query)).hits.ids)


def test_four_checklists_are_shipped_and_every_query_of_them_can_be_used(catalog: Catalog) -> None:
    assert SHIPPED == tuple(sorted(catalog.checklists))
    assert () == checklist_problems(catalog)


@pytest.mark.parametrize("name", SHIPPED)
def test_what_passes_in_a_query_is_what_is_met_in_a_check(catalog: Catalog, searcher: Searcher, name: str) -> None:
    checker = Checker(searcher)
    met = {each.id for each in catalog if checker.check(catalog.checklists[name], each).state is State.MET}

    assert met == found(searcher, f"passes:{name}")


@pytest.mark.parametrize("permission", Permission)
def test_a_query_for_a_permission_agrees_with_the_answers_shown(
    catalog: Catalog, searcher: Searcher, permission: Permission
) -> None:
    for allowance in Allowance:
        shown = {each.id for each in catalog if answer(catalog, each, permission).allowance is allowance}

        assert shown == found(searcher, f"{permission.value}:{allowance.value}")


def test_commercial_use_passes_only_if_the_answer_is_yes(searcher: Searcher) -> None:
    assert found(searcher, "commercial:yes") == found(searcher, "passes:commercial-use")


def test_nothing_passes_the_conditions_of_the_ai_act_because_two_are_never_known(searcher: Searcher) -> None:
    assert set() == found(searcher, "passes:eu-ai-act-53-2")


def test_a_licence_that_refuses_or_limits_users_never_meets_the_first_condition_of_the_ai_act(
    catalog: Catalog, searcher: Searcher
) -> None:
    checker, checklist = Checker(searcher), catalog.checklists["eu-ai-act-53-2"]
    limited = found(searcher, "kind:model (commercial:no OR derivatives:no OR redistribution:no OR condition:users)")

    assert {State.NOT_MET} == {checker.check(checklist, catalog.entries[each]).conditions[0].state for each in limited}


@pytest.mark.parametrize("name", ["eu-ai-act-53-2", "open-source", "reproducible"])
def test_no_model_whose_weights_are_not_published_can_pass_by_counting_the_unknown_as_met(
    catalog: Catalog, searcher: Searcher, name: str
) -> None:
    checker = Checker(searcher)
    closed = found(searcher, "kind:model is:closed -found:weights -found:tuned_weights")

    assert closed
    assert {State.NOT_MET} == {checker.check(catalog.checklists[name], catalog.entries[each]).state for each in closed}
