"""Whether conditions are met, not met or unknown."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from factories import a_catalog, a_licence, an_entry, load_folder, with_licences, write_files
from llmtui.checklists import Checker, Outcome, State, checklist_problems, unlisted
from llmtui.checklists.copies import lowered
from llmtui.model import Catalog, Entry, Judgement, Kind
from llmtui.model.assessment import Grade
from llmtui.model.checklist import Checklist, ChecklistCondition
from llmtui.model.licence import Allowance, Permission
from llmtui.permissions import Answer, Reason
from llmtui.search import Searcher

CODE = ChecklistCondition("code", holds="code:open", fails="code:closed")
USE = ChecklistCondition("use", holds="commercial:yes", fails="commercial:no")
NOTHING = ChecklistCondition("nothing says it", why="Ask them.")
LINK = "https://example.org/code"


def a_checklist(*conditions: ChecklistCondition, applies: str = "") -> Checklist:
    return Checklist("mine", "Mine", applies=applies, conditions=conditions)


def checked(
    entry: Entry, *conditions: ChecklistCondition, others: tuple[Entry, ...] = (), applies: str = ""
) -> Outcome:
    catalog = with_licences(a_catalog(entry, *others), a_licence("MIT"), a_licence("LicenseRef-No", "no no no no"))
    return Checker(Searcher(catalog)).check(a_checklist(*conditions, applies=applies), entry)


@pytest.mark.parametrize(
    ("grade", "expected"),
    [("open", State.MET), ("closed", State.NOT_MET), ("partial", State.UNKNOWN), (None, State.UNKNOWN)],
)
def test_a_condition_is_met_not_met_or_unknown(grade: str | None, expected: State) -> None:
    outcome = checked(an_entry("x", grades={"code": grade} if grade else None), CODE)

    assert [expected] == [each.state for each in outcome.conditions]


def test_a_condition_that_both_queries_match_is_unknown_and_says_so() -> None:
    both = ChecklistCondition("both", holds="code:open", fails="weights:closed")
    (found,) = checked(an_entry("x", grades={"code": "open", "weights": "closed"}), both).conditions

    assert (State.UNKNOWN, "the judges contradict each other") == (found.state, found.reason)


@pytest.mark.parametrize(
    ("fails", "grade", "words"),
    [
        pytest.param("is:closed", "closed", ["closed"], id="the word under which it fails"),
        pytest.param("-is:open-source", "closed", ["closed"], id="any word but one"),
        pytest.param("weights:closed OR is:unclear", "closed", [], id="another ground"),
        pytest.param("is:closed", "open", [], id="a word under which it does not fail"),
    ],
)
def test_a_word_is_a_ground_if_a_condition_fails_by_it(fails: str, grade: str, words: list[str]) -> None:
    condition = ChecklistCondition("weights", holds="weights:open", fails=fails)
    (found,) = checked(an_entry("x", category="base", grades={"weights": grade}), condition).conditions

    assert words == [each.says for each in found.evidence if each.about == "is"]


def test_a_condition_without_queries_is_unknown() -> None:
    (found,) = checked(an_entry("x"), NOTHING).conditions

    assert (State.UNKNOWN, "nothing in the catalogue says it") == (found.state, found.reason)


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ((CODE, CODE), State.MET),
        ((CODE, NOTHING), State.UNKNOWN),
        ((CODE, NOTHING, ChecklistCondition("x", fails="code:open")), State.NOT_MET),
    ],
    ids=["all met", "one unknown", "one not met"],
)
def test_the_whole_is_met_only_if_all_are_and_not_met_if_any_is_not(
    conditions: tuple[ChecklistCondition, ...], expected: State
) -> None:
    assert expected is checked(an_entry("x", grades={"code": "open"}), *conditions).state


def test_what_a_checklist_does_not_apply_to_is_unknown() -> None:
    outcome = checked(an_entry("x", kind=Kind.TOOL, grades={"code": "open"}), CODE, applies="kind:model")

    assert [(State.UNKNOWN, "does not apply: it asks about kind:model")] == [
        (each.state, each.reason) for each in outcome.conditions
    ]


def test_a_grade_is_evidence_with_judge_date_and_link() -> None:
    entry = an_entry("x", grades={"code": Judgement(Grade.OPEN, (LINK,))})
    (fact,) = checked(entry, CODE).conditions[0].evidence

    assert ("code", "open", "Test-Points", "2024-01", (LINK,)) == (
        fact.about,
        fact.says,
        fact.judge,
        fact.date,
        fact.links,
    )


def test_a_permission_is_evidence_with_licence_entry_and_clause() -> None:
    entry = an_entry("x", licence="MIT", base=("root",))
    found = checked(entry, USE, others=(an_entry("root", licence="LicenseRef-No"),)).conditions[0]

    assert [("LicenseRef-No", "Root", ("2",))] == [
        (each.licence, each.entry, tuple(condition.clause for condition in each.conditions)) for each in found.evidence
    ]
    assert State.NOT_MET is found.state


def test_a_name_without_an_entry_is_unknown_in_everything() -> None:
    outcome = unlisted(a_checklist(CODE, USE), "somebody/model", "not in the catalogue")

    assert State.UNKNOWN is outcome.state
    assert {"not in the catalogue"} == {each.reason for each in outcome.conditions}


@pytest.mark.parametrize(
    ("declared", "expected"),
    [("yes", State.MET), ("conditions", State.UNKNOWN), ("unknown", State.UNKNOWN), ("no", State.NOT_MET)],
)
def test_a_copy_on_a_machine_never_passes_by_more_than_its_card_declares(declared: str, expected: State) -> None:
    entry = an_entry("x", licence="MIT")
    catalog = with_licences(a_catalog(entry), a_licence("MIT"))
    outcome = Checker(Searcher(catalog)).check(a_checklist(USE), entry)
    said = Answer(Permission.COMMERCIAL, Allowance(declared), (Reason(Allowance(declared), "", "copy", "Own-1.0"),))

    assert expected is lowered(catalog, outcome, [said]).state


def test_a_size_is_checked_under_its_own_licence() -> None:
    entry = an_entry("x", licences=(("7B", "MIT"), ("70B", "LicenseRef-No")))
    catalog = with_licences(a_catalog(entry), a_licence("MIT"), a_licence("LicenseRef-No", "no no no no"))
    small = an_entry("x", licence="MIT")
    checker = Checker(Searcher(catalog))

    assert State.NOT_MET is checker.check(a_checklist(USE), entry).state
    assert State.MET is checker.of(small).check(a_checklist(USE), small).state


GOOD = '[[conditions]]\nlabel = "Code"\nholds = "code:open"\nfails = "code:closed"\n'


def _loaded(folder: Path, text: str, name: str = "mine") -> tuple[Catalog, list[tuple[str, int | None]]]:
    loaded = load_folder(write_files(folder, {f"checklists/{name}.toml": text}))
    problems = (*loaded.problems, *checklist_problems(loaded.catalog))
    return loaded.catalog, [(each.key, each.line) for each in problems]


def test_a_checklist_of_ones_own_is_read(tmp_path: Path) -> None:
    catalog, problems = _loaded(tmp_path, f'name = "Mine"\nasks = "Is it mine?"\n{GOOD}')

    assert [] == problems
    assert ("Mine", "Is it mine?", ("code:open",)) == (
        catalog.checklists["mine"].name,
        catalog.checklists["mine"].asks,
        tuple(each.holds for each in catalog.checklists["mine"].conditions),
    )


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('name = "Mine"\n', "conditions"),
        (f'nam = "Mine"\n{GOOD}', "nam"),
        ('[[conditions]]\nholds = "code:open"\n', "conditions.1.label"),
        (GOOD.replace("code:open", "cod:open"), "conditions.1.holds"),
        (GOOD.replace("code:closed", "code:shut"), "conditions.1.fails"),
        (GOOD.replace("code:open", "some words"), "conditions.1.holds"),
        (GOOD.replace("code:open", "passes:commercial-use"), "conditions.1.holds"),
        (f'applies = "kind:thing"\n{GOOD}', "applies"),
    ],
    ids=[
        "no condition",
        "unknown key",
        "no label",
        "unknown query key",
        "value",
        "words",
        "another checklist",
        "applies",
    ],
)
def test_a_bad_checklist_is_reported_with_its_key_and_line(tmp_path: Path, text: str, key: str) -> None:
    _catalog, problems = _loaded(tmp_path, text)

    assert [key] == [each for each, _line in problems]
    assert key == "conditions" or all(line for _key, line in problems)


def test_a_checklist_without_conditions_is_not_one(tmp_path: Path) -> None:
    catalog, _problems = _loaded(tmp_path, 'name = "Mine"\n')

    assert "mine" not in catalog.checklists


def test_a_checklist_that_asks_the_impossible_is_met_by_nothing() -> None:
    catalog = replace(a_catalog(an_entry("x", grades={"code": "open"})), checklists={})
    outcome = Checker(Searcher(catalog)).check(
        a_checklist(ChecklistCondition("broken", holds="cod:open", fails="")), catalog.entries["x"]
    )

    assert State.UNKNOWN is outcome.state
