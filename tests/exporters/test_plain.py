"""Linear text: one fact per line, words for grades, and nothing that is a sign or depends on a width."""

from __future__ import annotations

from factories import FRAMEWORK, a_catalog, a_framework, a_licence, an_assessment, an_entry, with_licences
from llmtui.exporters.plain import comparison_text, entries_text, lineage_text, matrix_text, update_text
from llmtui.exporters.plain.form import Block, by_grade, linear
from llmtui.frameworks import rank
from llmtui.frameworks.opinion import Opinion
from llmtui.model import Basis, Grade, Judgement
from llmtui.openness.differences import differences
from llmtui.openness.lineage import lineage
from llmtui.present.compare import compare
from llmtui.present.update_report import MOST_LISTED_FACTS

GRADES = {"code": "open", "weights": "partial", "license": "closed"}


def test_a_block_has_its_heading_and_one_fact_per_line() -> None:
    blocks = [
        Block("Heading", (("Name", "value"), ("", "A sentence."), ("Empty", ""))),
        Block("Left out", (("X", ""),)),
    ]

    assert "Heading\nName: value\nA sentence.\n" == linear(blocks)


def test_blocks_have_a_blank_line_between_them() -> None:
    assert "A\nx: 1\n\nB\nx: 2\n" == linear(Block(each, (("x", str(at)),)) for at, each in enumerate("AB", 1))


def test_criteria_are_listed_by_grade_in_words() -> None:
    framework = a_framework(criteria=("a", "b", "c", "d", "e", "f"))
    grades = {
        "a": Judgement(Grade.OPEN),
        "b": Judgement(Grade.CLOSED),
        "c": Judgement(Grade.NOT_APPLICABLE),
        "d": Judgement(Grade.LISTED),
        "f": Judgement(Grade.OPEN),
    }
    assessment = an_assessment(grades)
    opinions = {
        each.id: Opinion(framework, assessment, each, grades[each.id])
        for each in framework.criteria
        if each.id in grades
    }

    assert (
        ("Open", "A, F"),
        ("Closed", "B"),
        ("Does not apply", "C"),
        ("Listed, not judged", "D"),
        ("Not assessed", "E"),
    ) == by_grade(framework.criteria, opinions)


def test_a_list_has_a_block_per_entry() -> None:
    entries = [an_entry("a", maker="Maker", sizes=("1B", "7B", "9B"), grades=GRADES), an_entry("b")]

    first, second = entries_text(a_catalog(*entries), entries, FRAMEWORK).split("\n\n")

    assert first.splitlines()[0] == "A"
    assert {"Id: a", "Maker: Maker", "Sizes: 1B, 7B, 9B", "Open: Code", "Partial: Weights", "Closed: License"} < set(
        first.splitlines()
    )
    assert "Openness: not judged" in second.splitlines()


def test_what_was_declared_is_said_to_be() -> None:
    entry = an_entry("a", grades={"code": "open"})
    catalog = a_catalog(entry, frameworks=[a_framework(basis=Basis.DECLARED)])

    assert "Open, declared and not reviewed: Code\n" in entries_text(catalog, [entry], FRAMEWORK)


def test_a_comparison_has_a_block_per_row_with_a_line_per_entry() -> None:
    catalog = a_catalog(an_entry("a", grades=GRADES), an_entry("b", grades=GRADES | {"code": "closed"}))
    comparison = compare(catalog, ("a", "b"), FRAMEWORK)

    text = comparison_text(comparison)

    assert text.startswith("Comparison of A, B\nA is more open than B on 1 criterion (Code)")
    assert "Code, differs\nA: open\nB: closed\n" in text
    assert "Weights, the same\nA: partial\nB: partial\n" in text
    assert "Weights" not in comparison_text(comparison, differences=True)


def test_the_matrix_has_a_block_per_subject() -> None:
    catalog = a_catalog(an_entry("a", grades=GRADES))

    text = matrix_text(catalog, a_framework(), rank(catalog, FRAMEWORK))

    assert "Subjects: 1\n\nA\nPlace: 1\nId: a\n" in text
    assert "Openness: 1.5 of 3, by Test-Points\nOpen: Code\n" in text


def test_a_lineage_says_how_each_is_related_and_what_it_inherits() -> None:
    entry = an_entry("b", base=("a", "Elsewhere"))
    catalog = a_catalog(an_entry("a", licence="LicenseRef-Own"), entry, an_entry("c", base=("b",)))
    known = with_licences(catalog, a_licence("LicenseRef-Own", "conditions yes yes yes"))

    text = lineage_text(known, entry, lineage(known, entry), FRAMEWORK)

    assert "A\nRelation: B derives from it\n" in text
    assert "Elsewhere\nRelation: B derives from it\nIt is not in the catalogue.\n" in text
    assert "B\nRelation: the entry asked for\n" in text
    assert "C\nRelation: derives from B\n" in text


def test_many_facts_of_an_update_are_counted_by_key() -> None:
    old, new = (
        a_catalog(*(an_entry(f"x{at}", maker=maker) for at in range(MOST_LISTED_FACTS + 1))) for maker in ("Old", "New")
    )
    found = differences(old, new)

    short, whole = (update_text(found, new.frameworks, verbose=verbose) for verbose in (False, True))

    assert "No grade changed, 21 facts.\n\nFacts by key\nmaker: 21 entries\n--verbose lists them.\n" == short
    assert "X0\nId: x0\nChanged: maker, from Old to New\n" in whole
