from __future__ import annotations

from factories import FRAMEWORK, a_catalog, a_framework, an_assessment, an_entry
from llmtui.model import Assessment, Entry, Grade, Rule
from llmtui.openness.changes import Reassessment, changes

CATALOG = a_catalog(
    frameworks=[a_framework(), a_framework("later", {"source": "code", "params": "weights"}, short="LATE")]
)


def _judged(*assessments: Assessment) -> Entry:
    return an_entry(assessments=assessments)


def _found(*assessments: Assessment) -> tuple[Reassessment, ...]:
    return changes(CATALOG, _judged(*assessments))


def test_what_a_later_judgement_says_differently_is_a_change() -> None:
    before = an_assessment({"code": "closed", "weights": "open"}, date="2023-05")
    after = an_assessment({"code": "open", "weights": "open"}, date="2024-01")

    (change,) = _found(before, after)

    assert Reassessment("2023-05 (TEST)", "2024-01 (TEST)", (("Code", Grade.CLOSED, Grade.OPEN),)) == change


def test_frameworks_are_held_against_each_other_by_topic() -> None:
    before = an_assessment({"code": "closed", "license": "open"}, date="2023-05")
    after = an_assessment({"source": "partial", "params": "open"}, "later", date="2024-01")

    (change,) = _found(before, after)

    assert (("Source", Grade.CLOSED, Grade.PARTIAL),) == change.grades


def test_what_was_not_assessed_before_or_after_has_not_changed() -> None:
    before = an_assessment({"code": "closed", "license": "n/a"}, date="2023-05")
    after = an_assessment({"weights": "open", "license": "open"}, date="2024-01")

    (change,) = _found(before, after)

    assert () == change.grades


def test_judgements_of_the_same_date_are_no_change() -> None:
    one = an_assessment({"code": "closed"}, date="2024-01")
    other = an_assessment({"source": "open"}, "later", date="2024-01")

    assert () == _found(one, other)


def test_another_version_is_not_held_against_the_newest() -> None:
    seven = an_assessment({"code": "closed"}, FRAMEWORK, "2023-05", of="7B")
    thirteen = an_assessment({"code": "open"}, FRAMEWORK, "2024-01", of="13B")

    assert () == _found(seven, thirteen)


def test_an_entry_judged_once_or_never_has_not_changed() -> None:
    assert ((), ()) == (_found(), _found(an_assessment({"code": "open"})))


def test_judgements_of_the_whole_and_of_the_newest_version_are_held_against_each_other() -> None:
    whole = an_assessment({"code": "closed"}, FRAMEWORK, "2023")
    other = an_assessment({"code": "open"}, FRAMEWORK, "2023-06", of="13B")
    newest = an_assessment({"code": "open"}, FRAMEWORK, "2024", of="7B")

    assert ["2023 (TEST)"] == [each.before for each in _found(whole, other, newest)]


def test_what_a_framework_of_classes_does_not_list_is_not_a_change() -> None:
    catalog = a_catalog(frameworks=[a_framework(), a_framework("classes", rule=Rule.CLASSES)])
    said = an_assessment({"code": "open"}, FRAMEWORK, "2023"), an_assessment({"code": "closed"}, "classes", "2024")

    assert () == changes(catalog, _judged(*said))
