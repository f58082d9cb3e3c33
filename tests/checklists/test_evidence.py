"""What a condition rests on, and which keys its queries ask about."""

from __future__ import annotations

import pytest

from factories import a_catalog, a_framework, a_licence, an_assessment, an_entry, with_licences
from llmtui.checklists import Checker, Evidence, Outcome, State, query_faults, unlisted
from llmtui.checklists.copies import of_other_release
from llmtui.checklists.evidence import evidence_about
from llmtui.checklists.queries import asked_keys
from llmtui.model import Basis, Catalog, Entry
from llmtui.model.checklist import Checklist, ChecklistCondition
from llmtui.search import Searcher

JUDGES = a_framework("judges", {"q_code": "code", "data": "data"}, name="Judges")
OTHERS = a_framework("others", ("code",), name="Others", basis=Basis.DECLARED)


def _catalog(*entries: Entry) -> Catalog:
    catalog = a_catalog(*entries, frameworks=[JUDGES, OTHERS])
    return with_licences(
        catalog, a_licence("MIT", free=True), a_licence("LicenseRef-No", "no no no no"), a_licence("LicenseRef-Unread")
    )


def _about(key: str, entry: Entry, *others: Entry) -> tuple[Evidence, ...]:
    return evidence_about(_catalog(entry, *others), entry, key)


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("code:open", ("code",)),
        ("code:open weights:closed code:partial", ("code", "weights")),
        ("found:weights,code", ("weights", "code")),
        ("disputed:paper", ("paper",)),
        ("-found:weights", ("weights",)),
        ("(a:1 OR b:2) c:3", ("c", "a", "b")),
        ("", ()),
    ],
)
def test_a_query_asks_about_its_keys_or_about_the_topics_that_it_names(query: str, keys: tuple[str, ...]) -> None:
    assert keys == asked_keys(query)


@pytest.mark.parametrize(
    ("condition", "applies", "faults"),
    [
        pytest.param(ChecklistCondition("x", holds="code:open", fails="code:closed"), "kind:model", [], id="none"),
        pytest.param(ChecklistCondition("x", holds="code:open"), "kinf:model", ["applies"], id="applies"),
        pytest.param(
            ChecklistCondition("x", holds="words", fails="passes:mine"),
            "",
            ["conditions.1.holds", "conditions.1.fails"],
            id="both queries",
        ),
        pytest.param(ChecklistCondition("x"), "", [], id="no query"),
    ],
)
def test_the_key_of_a_query_that_cannot_be_used_is_named(
    condition: ChecklistCondition, applies: str, faults: list[str]
) -> None:
    checklist = Checklist("mine", "Mine", applies=applies, conditions=(condition,))

    found = query_faults(_catalog(), checklist)
    assert faults == list(dict.fromkeys(key for key, _reason in found))
    assert all(reason for _key, reason in found)


def test_grades_on_a_topic_are_evidence_in_the_order_in_which_they_count() -> None:
    said = an_assessment({"code": "open"}, "others", "2025"), an_assessment({"q_code": "closed"}, "judges", "2024")

    assert [
        ("code", "closed", "Judges", "2024", "reviewed", True),
        ("code", "open", "Others", "2025", "declared", True),
    ] == [
        (each.about, each.says, each.judge, each.date, each.basis, each.disputed)
        for each in _about("code", an_entry(assessments=said))
    ]


def test_a_criterion_that_is_not_a_topic_is_answered_by_its_own_framework_newest_first() -> None:
    said = (
        an_assessment({"q_code": "open"}, "judges", "2023"),
        an_assessment({"q_code": "closed"}, "judges", "2024"),
        an_assessment({"q_code": "listed"}, "judges", "2025"),
        an_assessment({"code": "open"}, "others", "2025"),
    )

    assert [("closed", "2024"), ("open", "2023")] == [
        (each.says, each.date) for each in _about("q_code", an_entry(assessments=said))
    ]


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (an_entry(licence="MIT"), ["MIT"]),
        (an_entry(licence="MIT", licences=(("70B", "LicenseRef-No"),)), ["MIT, 70B: LicenseRef-No"]),
        (an_entry(), []),
    ],
)
def test_the_licence_is_evidence_as_it_is_written(entry: Entry, says: list[str]) -> None:
    assert says == [each.says for each in _about("license", entry)]


def test_a_permission_names_the_licence_that_decides_or_what_is_missing() -> None:
    entry = an_entry("x", licence="MIT", base=("base", "Some 7B"))
    base = an_entry("base")

    assert [("Base", "base", "no licence is known"), ("Some 7B", "", "not in the catalogue")] == [
        (each.entry, each.entry_id, each.note) for each in _about("commercial", entry, base)
    ]


def test_the_word_is_evidence_with_its_rule() -> None:
    (found,) = _about("is", an_entry(group="proprietary"))

    assert ("is", "closed", "the weights are not published") == (found.about, found.says, found.note)


@pytest.mark.parametrize("key", ["nothing", "paper", ""])
def test_of_what_is_not_known_there_is_no_evidence(key: str) -> None:
    assert () == _about(key, an_entry(licence="MIT", grades={"data": "open"}, framework="judges"))


COMMERCIAL = Checklist(
    "mine",
    "Mine",
    conditions=(
        ChecklistCondition("use", holds="commercial:yes", fails="commercial:no"),
        ChecklistCondition("code", holds="code:open", fails="code:closed"),
    ),
)


def _checked(name: str, licence: str) -> tuple[Catalog, Outcome]:
    entry = an_entry("x", licence=licence, sizes=("7B",), grades={"q_code": "open"}, framework="judges")
    catalog = _catalog(entry)
    return catalog, Checker(Searcher(catalog)).check(COMMERCIAL, entry, name)


def test_a_release_that_the_entry_does_not_list_is_not_known_to_be_under_its_terms() -> None:
    catalog, outcome = _checked("X-70B", "MIT")
    use, code = of_other_release(catalog, outcome).conditions

    assert [State.MET, State.MET] == [each.state for each in outcome.conditions]
    assert (State.UNKNOWN, "the entry does not list this release") == (use.state, use.reason)
    assert State.MET is code.state


def test_what_an_entry_forbids_stays_forbidden_for_its_other_releases() -> None:
    catalog, outcome = _checked("X-70B", "LicenseRef-No")

    assert State.NOT_MET is of_other_release(catalog, outcome).conditions[0].state


def test_a_name_without_an_entry_stays_as_it_is() -> None:
    outcome = unlisted(COMMERCIAL, "someone/model", "not in the catalogue")

    assert outcome == of_other_release(_catalog(), outcome)
