"""What is said in words on screen: scores, judges, sums, choices and bars, each as a whole sentence or phrase."""

from __future__ import annotations

from datetime import date

import pytest

from factories import FRAMEWORK, a_catalog, a_framework, a_licence, an_assessment, an_entry
from llmtui.checklists import Checked, Evidence, Outcome, State
from llmtui.dates import date_words, is_date, month_words
from llmtui.frameworks import Rating, rank, standing
from llmtui.model import Basis, Framework, Grade, Kind, Rule, Snapshot
from llmtui.model.all_judges import ALL, ALL_JUDGES
from llmtui.model.checklist import Checklist, ChecklistCondition
from llmtui.model.licence import Condition, Permission
from llmtui.openness.comparing import Coverage, FrameworkChoice
from llmtui.openness.differences import ChangeKind, Difference
from llmtui.openness.overview import Bar, Measure, Part, Section
from llmtui.present.checks import evidence_text, grounds, is_disputed, summary
from llmtui.present.compare.choice import choice_reason, name_list
from llmtui.present.detail import facts
from llmtui.present.glyphs import ASCII, UNICODE
from llmtui.present.matrix.words import row_text
from llmtui.present.overview.lines import BarTarget
from llmtui.present.overview.words import sentence
from llmtui.present.permissions import clause_name, limits_in_short
from llmtui.present.provenance import newest, old_data
from llmtui.present.score import judge_tag, range_text, rule_text, score_text
from llmtui.present.update_report import summary_words

JUDGES = a_framework("judges", ("code", "weights", "data"), name="Judges", short="JUD")
OTHERS = a_framework("others", ("code",), name="Others", short="OTH", basis=Basis.DECLARED)


@pytest.mark.parametrize(
    ("rating", "text", "plain"),
    [
        pytest.param(None, "\u2013", "-", id="not judged"),
        pytest.param(Rating("x", 5.5, 14, 14, 14), "5.5", "5.5", id="points"),
        pytest.param(Rating("x", 5, 14, 12, 14), "5.0+", "5.0+", id="points that may rise"),
        pytest.param(Rating("x", 1.5, 3, 3, 3, rule=Rule.SHARE), "50%", "50%", id="share"),
        pytest.param(Rating("x", 1, 3, 2, 3, rule=Rule.SHARE), "33%+", "33%+", id="share that may rise"),
        pytest.param(Rating(ALL, 6, 12, 12, 12, rule=Rule.SHARE), "50%", "50%", id="all judges"),
        pytest.param(Rating(ALL, 6, 12, 9, 12, rule=Rule.SHARE), "50\u201375%", "50-75%", id="all judges, as a range"),
        pytest.param(Rating("x", 0, 1, 0, 1, Rule.VERDICT, verdict=Grade.UNKNOWN), "\u2013", "-", id="no verdict"),
    ],
)
def test_a_score_is_as_short_as_a_column(rating: Rating | None, text: str, plain: str) -> None:
    assert (text, plain) == (score_text(rating, UNICODE), score_text(rating, ASCII))


@pytest.mark.parametrize(
    ("rating", "text"),
    [
        (Rating(ALL, 0, 12, 12, 12), "0%"),
        (Rating(ALL, 12, 12, 12, 12), "100%"),
        (Rating(ALL, 0, 12, 0, 12), "0\u2013100%"),
        (Rating(ALL, 1, 12, 11, 12), "8\u201317%"),
    ],
)
def test_a_range_has_one_end_if_both_are_alike(rating: Rating, text: str) -> None:
    assert text == range_text(rating, UNICODE)


@pytest.mark.parametrize(
    ("grades", "tag"),
    [
        pytest.param([("judges", "2024", {"code": "open"})], "JUD 24", id="one judge"),
        pytest.param(
            [("judges", "2024", {"code": "open", "weights": "open"}), ("others", "2026", {"code": "open"})],
            "JUD 24",
            id="the one whose grades count most",
        ),
        pytest.param([("others", "2026-05", {"code": "open"})], "OTH 26", id="another judge"),
        pytest.param([("judges", "", {"code": "open"})], "JUD", id="no date"),
    ],
)
def test_a_tag_names_the_judge_and_the_year(grades: list[tuple[str, str, dict[str, str]]], tag: str) -> None:
    assessments = tuple(an_assessment(given, framework, when) for framework, when, given in grades)
    entry = an_entry(assessments=assessments, category="instruction")
    known = standing(a_catalog(entry, frameworks=[JUDGES, OTHERS]), entry, ALL)

    assert known is not None
    assert tag == judge_tag(known)


@pytest.mark.parametrize(
    ("text", "is_one", "words", "month"),
    [
        ("2024", True, "2024", "2024"),
        ("2024-06", True, "Jun 2024", "Jun 2024"),
        ("2024-06-02", True, "2 Jun 2024", "Jun 2024"),
        ("2024-02-29", True, "29 Feb 2024", "Feb 2024"),
        ("2023-02-29", False, "29 Feb 2023", "2023-02-29"),
        ("2024-13", False, "2024-13", "2024-13"),
        ("2024-6", False, "2024-6", "2024-6"),
        ("24-06", False, "24-06", "24-06"),
        ("\u0662\u0660\u0662\u0664", False, "\u0662\u0660\u0662\u0664", "\u0662\u0660\u0662\u0664"),
        ("2024-06-02 ", False, "2024-06-02 ", "2024-06-02 "),
        ("", False, "", ""),
    ],
)
def test_a_date_is_one_of_the_calendar_and_said_with_its_month(
    text: str, words: str, month: str, *, is_one: bool
) -> None:
    assert (is_one, words, month) == (is_date(text), date_words(text), month_words(text))


@pytest.mark.parametrize(("day", "words"), [(date(2026, 7, 3), ""), (date(2026, 7, 4), "data of Jan 2026")])
def test_data_is_old_from_the_day_after_half_a_year(day: date, words: str) -> None:
    snapshots = [Snapshot("index", date="2025-03"), Snapshot("other", date="2026-01-01"), Snapshot("third")]

    assert ("2026-01-01", words) == (newest(snapshots), old_data(snapshots, day))


def _condition(kind: str, where: str = "") -> Condition:
    return Condition(kind, (Permission.COMMERCIAL,), "Text.", where)


@pytest.mark.parametrize(
    ("conditions", "words"),
    [
        ((), ""),
        ((_condition("notice", "1"),), ""),
        ((_condition("users", "2"),), "limit on users, clause 2"),
        ((_condition("use-policy"),), "use policy"),
        (
            (_condition("users", "2"), _condition("users", "3"), _condition("territory", "4, 5.a")),
            "limit on users, clause 2; not in all countries, clauses 4, 5.a",
        ),
        ((_condition("noncommercial", "Attachment A"),), "no commercial use, Attachment A"),
    ],
)
def test_the_limits_of_a_licence_are_each_said_once_with_the_clause(
    conditions: tuple[Condition, ...], words: str
) -> None:
    licence = a_licence("LicenseRef-X")

    assert words == limits_in_short(type(licence)(licence.id, licence.name, conditions=conditions))


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("2", "clause 2"),
        ("1.b.i", "clause 1.b.i"),
        ("2(a)(1)", "clause 2(a)(1)"),
        ("IV(b)", "clause IV(b)"),
        ("1.a, 7.b", "clauses 1.a, 7.b"),
        ("2, Attachment A", "clause 2, Attachment A"),
        ("Attachment A", "Attachment A"),
        ("Introduction", "Introduction"),
    ],
)
def test_a_numbered_place_in_a_licence_is_called_a_clause(place: str, name: str) -> None:
    assert name == clause_name(place)


X, Y, Z = (an_entry(name.lower(), name=name) for name in "XYZ")


@pytest.mark.parametrize(
    ("choice", "compared", "sentence_"),
    [
        pytest.param(FrameworkChoice(), 2, "The catalogue has no framework to compare by.", id="none"),
        pytest.param(
            FrameworkChoice(JUDGES, JUDGES), 2, "Compared by Judges, which judged both.", id="the chosen one, complete"
        ),
        pytest.param(FrameworkChoice(JUDGES, JUDGES), 1, "Compared by Judges, which judged it.", id="one entry"),
        pytest.param(
            FrameworkChoice(ALL_JUDGES, ALL_JUDGES), 2, "Compared by all judges together.", id="all judges, complete"
        ),
        pytest.param(
            FrameworkChoice(OTHERS, JUDGES, (X, Y)),
            2,
            "Compared by Others, which judged both: Judges did not judge X and Y.",
            id="another one instead",
        ),
        pytest.param(FrameworkChoice(JUDGES, JUDGES, (Y,), (Y,)), 3, "Judges judged 2 of 3; not Y.", id="not complete"),
        pytest.param(
            FrameworkChoice(ALL_JUDGES, ALL_JUDGES, (Y, Z), (Y, Z)),
            3,
            "1 of 3 were judged; not Y, Z.",
            id="all, not complete",
        ),
        pytest.param(
            FrameworkChoice(JUDGES, JUDGES, (Y,), (Y,), overruled=True),
            2,
            "Compared as chosen: Judges judged 1 of 2; not Y.",
            id="against advice",
        ),
        pytest.param(
            FrameworkChoice(JUDGES, JUDGES, alternative=Coverage(OTHERS, 2, 1)),
            2,
            "Compared by Judges, which judged both. Others would compare both of them on 1 criterion.",
            id="another would add",
        ),
        pytest.param(
            FrameworkChoice(JUDGES, JUDGES, alternative=Coverage(ALL_JUDGES, 2, 5)),
            3,
            "Compared by Judges, which judged all 3. All judges would compare 2 of them on 5 topics.",
            id="all would add",
        ),
    ],
)
def test_by_whom_entries_are_compared_is_a_sentence(choice: FrameworkChoice, compared: int, sentence_: str) -> None:
    assert sentence_ == choice_reason(choice, compared)


@pytest.mark.parametrize(
    ("names", "words"),
    [((), ""), (("A",), "A"), (("A", "B"), "A and B"), (("A", "B", "C"), "A, B and C")],
)
def test_names_are_listed_as_in_a_sentence(names: tuple[str, ...], words: str) -> None:
    assert words == name_list(names)


def _difference(kind: ChangeKind, new: Grade | str = "") -> Difference:
    return Difference(kind, X, "key", "key", "", new)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ([], "no grade changed"),
        ([_difference(ChangeKind.OPENED, Grade.OPEN)], "1 grade opened, 0 closed"),
        ([_difference(ChangeKind.CLOSED, Grade.CLOSED)] * 2, "0 grades opened, 2 closed"),
        ([_difference(ChangeKind.CHANGED, Grade.OPEN)], "1 grade added or removed"),
        ([_difference(ChangeKind.CHANGED, "x")] * 1200, "no grade changed, 1,200 facts"),
        (
            [_difference(ChangeKind.NEW), _difference(ChangeKind.NEW), _difference(ChangeKind.GONE)],
            "no grade changed, 2 new entries, 1 entry gone",
        ),
    ],
)
def test_the_sums_of_an_update_are_said_in_words(found: list[Difference], words: str) -> None:
    assert words == summary_words(found)


@pytest.mark.parametrize(
    ("rule", "framework", "text"),
    [
        (Rule.POINTS, "x", "Score: 1 for each open criterion, a half for each partial one."),
        (Rule.CLASSES, "x", "X rates in classes, III to I, by the components listed under an open licence."),
        (Rule.VERDICT, "x", "X gives a verdict: it conforms, it would under other legal terms, or it does not."),
        (
            Rule.SHARE,
            "x",
            "X publishes no score: shown is the share of its criteria that is open, a partial one counting half.",
        ),
        (
            Rule.SHARE,
            ALL,
            (
                "Score: the share of topics known to be open, a partial one counting half; "
                "what was not assessed widens it into a range."
            ),
        ),
    ],
)
def test_how_a_score_is_worked_out_is_a_sentence(rule: Rule, framework: str, text: str) -> None:
    assert text == rule_text(Framework(framework, "X", "X", rule=rule))


@pytest.mark.parametrize(
    ("rule", "score"), [(Rule.POINTS, "1.5 of 3"), (Rule.SHARE, "1.5 of 3"), (Rule.CLASSES, "Unclassified")]
)
def test_a_row_of_the_matrix_can_be_copied_as_words(rule: Rule, score: str) -> None:
    judges = a_framework("judges", ("code", "weights", "data"), name="Judges", rule=rule)
    entry = an_entry(
        "x", name="X", assessments=(an_assessment({"code": "open", "weights": "partial"}, "judges", of="7B"),)
    )
    (ranked,) = rank(a_catalog(entry, frameworks=[judges]), "judges")

    assert f"X (7B), {score} (Judges): Code open, Weights partial, Data not assessed" == row_text(judges, ranked)


def _target(measure: Measure, bar: Bar, *, part: Part | None = None) -> BarTarget:
    return BarTarget(Section("s", "S", measure, (bar,)), bar, part)


@pytest.mark.parametrize(
    ("target", "words"),
    [
        pytest.param(
            _target(Measure.ENTRIES, Bar("2022", "2022", 1, 1)),
            "2022: 1 entry, 1 of them judged by First Judges.",
            id="one",
        ),
        pytest.param(
            _target(Measure.ENTRIES, Bar("2023", "2023", 5, 0)),
            "2023: 5 entries, 0 of them judged by First Judges.",
            id="several",
        ),
        pytest.param(
            _target(Measure.MEAN, Bar("x", "Base", 2, 2, 0.5, 0.5)),
            "Base: 2 entries judged by First Judges. 50% open on average.",
            id="mean",
        ),
        pytest.param(
            _target(Measure.MEAN, Bar("x", "Base", 1, 1, 0.5, 0.75)),
            "Base: 1 entry judged by First Judges. 50% open on average, 75% if everything not assessed were open.",
            id="mean with a range",
        ),
        pytest.param(
            _target(Measure.MEAN, Bar("x", "Base", 0, 0)), "Base: 0 entries judged by First Judges.", id="no mean"
        ),
        pytest.param(
            _target(Measure.GRADES, Bar("code", "Code", 3, 3), part=Part(Grade.UNKNOWN, 2)),
            "Code: not assessed in 2 of 3 judged entries.",
            id="part",
        ),
        pytest.param(
            _target(Measure.GRADES, Bar("code", "Code", 1, 1), part=Part(Grade.OPEN, 1)),
            "Code: open in 1 of 1 judged entry.",
            id="part of one",
        ),
    ],
)
def test_a_bar_of_the_overview_is_a_sentence(target: BarTarget, words: str) -> None:
    assert words == sentence(target, "First Judges")


def test_a_bar_does_not_say_that_all_judges_judged_each_entry() -> None:
    target = _target(Measure.MEAN, Bar("x", "Base", 2, 2, 0.5, 0.5))

    assert "Base: 2 entries judged. 50% open on average." == sentence(target, "All judges")


@pytest.mark.parametrize(
    ("sizes", "words"), [((), "model"), (("7B",), "model, 7B"), (("1B", "7B", "70B"), "model, 1B\u201370B")]
)
def test_the_facts_of_an_entry_are_in_a_few_words(sizes: tuple[str, ...], words: str) -> None:
    assert words == ", ".join(facts(an_entry(sizes=sizes), UNICODE))


def test_all_facts_come_the_most_important_first() -> None:
    entry = an_entry(
        kind=Kind.DATASET,
        maker="Acme",
        languages=("en", "xx"),
        licence="LicenseRef-Llama-2",
        released="2024-05",
        sizes=("7B",),
    )

    assert ("dataset", "Acme", "7B", "English, xx", "Llama 2", "2024-05") == facts(entry, UNICODE)


CODE = ChecklistCondition("Code", holds="code:open")
USERS = Condition("users", (Permission.COMMERCIAL,), "Fewer than 700 million users.", "2")


@pytest.mark.parametrize(
    ("states", "words"),
    [
        ([State.MET], "1 of 1 condition met"),
        ([State.MET, State.MET], "2 of 2 conditions met"),
        ([State.NOT_MET, State.UNKNOWN, State.UNKNOWN], "0 of 3 conditions met, 1 not met, 2 unknown"),
        ([], "0 of 0 conditions met"),
    ],
)
def test_how_many_conditions_are_met_is_counted(states: list[State], words: str) -> None:
    conditions = tuple(Checked(CODE, state) for state in states)

    assert words == summary(Outcome(Checklist("x", "X"), "x", None, conditions))


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        pytest.param(
            Evidence("code", "open", "Judges", "2024-01", ("https://e.org",), basis="reviewed"),
            "Code: open (Judges, 2024-01, https://e.org).",
            id="a grade",
        ),
        pytest.param(
            Evidence("code", "open", "Judges", basis="declared"),
            "Code: open (Judges), declared, no evidence is linked.",
            id="declared without evidence",
        ),
        pytest.param(
            Evidence("code", "open", "Judges", links=("https://e.org",), note="Seen.", disputed=True),
            "Code: open (Judges, https://e.org), disputed.",
            id="disputed",
        ),
        pytest.param(
            Evidence("commercial", "conditions", licence="Own-1.0", entry="Base", conditions=(USERS,)),
            "commercially: conditions, by Own-1.0 of Base. Clause 2: Fewer than 700 million users.",
            id="a licence",
        ),
        pytest.param(
            Evidence("commercial", "unknown", entry="Some 7B", note="not in the catalogue"),
            "commercially: unknown, Some 7B, not in the catalogue.",
            id="a missing base",
        ),
        pytest.param(Evidence("license", "MIT", licence="MIT", entry="X"), "licence: MIT.", id="the licence itself"),
        pytest.param(Evidence("is", "closed", note="The rule"), "in a word: closed, The rule.", id="a word"),
        pytest.param(Evidence("q_code", ""), "q code.", id="another criterion"),
    ],
)
def test_evidence_is_a_line_that_says_who_when_and_how_sure(evidence: Evidence, words: str) -> None:
    assert words == evidence_text(evidence)


def test_what_a_condition_rests_on_ends_with_the_reason() -> None:
    evidence = Evidence("code", "open", "Judges", links=("https://e.org",), disputed=True)
    checked = Checked(CODE, State.UNKNOWN, (evidence,), "the judges contradict each other")

    assert ("Code: open (Judges, https://e.org), disputed.", "The judges contradict each other.") == grounds(checked)
    assert (True, False) == (is_disputed(checked), is_disputed(Checked(CODE, State.MET)))


def test_the_usual_framework_is_not_named_beside_its_own_grades() -> None:
    entry = an_entry(grades={"code": "open"})
    known = standing(a_catalog(entry), entry, FRAMEWORK)

    assert known is not None
    assert "" == known.judge
