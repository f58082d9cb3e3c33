from __future__ import annotations

import pytest
from msgspec.structs import replace

from factories import FRAMEWORK, a_catalog, a_framework, a_licence, an_assessment, an_entry, with_licences
from llmtui.loader.loaded import Loaded
from llmtui.model import Basis, Catalog, Entry, Grade, Judgement, Kind, Rule
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Role, line_width, plain
from llmtui.present.compare import (
    Comparison,
    ComparisonRow,
    compare,
    heading,
    lay_out,
    reasons,
    row_line,
    table_lines,
    verdict,
)
from llmtui.present.glyphs import ASCII, UNICODE
from llmtui.present.marks import MOST_MARKS

OUC = "opening-up-chatgpt"
FOUR = ("code", "weights", "data", "paper")
OTHER = a_framework("other", ("extra",), name="Other Judges", rule=Rule.SHARE)


def _compared(*entries: Entry, framework: str = FRAMEWORK, forced: bool = False) -> Comparison:
    catalog = a_catalog(*entries, frameworks=(a_framework(criteria=FOUR), OTHER))
    return compare(catalog, [entry.id for entry in entries], framework, forced=forced)


def _row(comparison: Comparison, label: str, group: str | None = None) -> ComparisonRow:
    return next(row for row in comparison.rows if row.label == label and group in {None, row.group})


def _texts(comparison: Comparison, label: str, group: str | None = None) -> tuple[str, ...]:
    return tuple(value.text for value in _row(comparison, label, group).values)


def _a(**grades: str) -> Entry:
    return an_entry("a", name="A", grades=grades)


def _b(**grades: str) -> Entry:
    return an_entry("b", name="B", grades=grades)


ALL_OPEN = dict.fromkeys(FOUR, "open")


def test_entries_are_in_the_order_they_were_marked() -> None:
    catalog = a_catalog(an_entry("a"), an_entry("b"), an_entry("c"))

    sides = compare(catalog, ("c", "a", "gone", "a"), FRAMEWORK).sides

    assert ["c", "a"] == [side.entry.id for side in sides]


def test_no_more_than_eight_are_compared() -> None:
    entries = [an_entry(f"e{number}") for number in range(10)]

    assert len(compare(a_catalog(*entries), [each.id for each in entries], FRAMEWORK).sides) == MOST_MARKS == 8


def test_facts_score_and_criteria_are_under_their_groups() -> None:
    comparison = _compared(_a(**ALL_OPEN), _b(**ALL_OPEN))

    facts = ["In a word", "Kind", "Maker", "Licence", "Languages", "Sizes", "Released", "Derives from", "Training data"]
    assert [("Facts", label) for label in (*facts, "Score", "Judged")] == [
        (row.group, row.label) for row in comparison.rows[:11]
    ]
    assert [("Access", "Sum"), *(("Access", each.title()) for each in FOUR), ("", "In all")] == [
        (row.group, row.label) for row in comparison.rows[11:-4]
    ]


def test_what_may_be_done_with_each_comes_last() -> None:
    comparison = _compared(_a(**ALL_OPEN), _b(**ALL_OPEN))

    assert ["Commercial use", "Changing it", "Passing it on", "Training others"] == [
        row.label for row in comparison.rows if row.group == "May I use it?"
    ]
    assert "May I use it?" == comparison.rows[-1].group


def test_what_an_entry_derives_from_is_named() -> None:
    comparison = _compared(an_entry("a", name="Alpha"), an_entry("b", base=("a", "LLaMA")))

    assert ("", "Alpha, LLaMA") == _texts(comparison, "Derives from")


def test_the_chosen_framework_compares_what_it_judged_altogether() -> None:
    comparison = _compared(_a(code="open"), _b(code="open"))

    assert "Compared by Test-Points, which judged both." == comparison.reason
    assert comparison.as_usual


def test_another_framework_is_used_if_only_that_one_judged_all() -> None:
    both = (an_assessment({"code": "open"}), an_assessment({"extra": "open"}, "other"))
    comparison = _compared(
        an_entry("a", assessments=both), an_entry("b", name="B", grades={"extra": "closed"}, framework="other")
    )

    assert comparison.framework is OTHER
    assert "Compared by Other Judges, which judged both: Test-Points did not judge B." == comparison.reason
    assert not comparison.as_usual


def test_all_judges_compare_if_no_framework_judged_all() -> None:
    papers = a_framework("papers", ("paper",))
    entries = (_a(code="open"), an_entry("b", name="B", grades={"paper": "open"}, framework="papers"))
    catalog = a_catalog(*entries, frameworks=(a_framework(criteria=FOUR), papers))

    comparison = compare(catalog, ("a", "b"), FRAMEWORK)

    assert "all" == (comparison.framework.id if comparison.framework else "")
    assert "Compared by all judges together: Test-Points did not judge B." == comparison.reason


def test_the_framework_that_judged_most_compares_while_all_judges_are_chosen() -> None:
    comparison = _compared(_a(**ALL_OPEN), _b(**ALL_OPEN), framework="all")

    assert FRAMEWORK == (comparison.framework.id if comparison.framework else "")
    assert "Compared by Test-Points, which judged both." == comparison.reason
    assert comparison.as_usual


@pytest.mark.parametrize(("topics", "used"), [(("extra", "paper"), "papers"), (("paper",), "all")])
def test_all_judges_compare_if_they_say_more_than_any_framework(topics: tuple[str, ...], used: str) -> None:
    both = (an_assessment({"code": "open"}), an_assessment(dict.fromkeys(topics, "open"), "papers"))
    entries = [an_entry(each, assessments=both) for each in "ab"]
    catalog = a_catalog(*entries, frameworks=(a_framework(criteria=("code",)), a_framework("papers", topics)))

    comparison = compare(catalog, ("a", "b"), "all")

    assert used == (comparison.framework.id if comparison.framework else "")
    assert "Test-Points would compare both of them on 1 criterion." in comparison.reason


def test_a_framework_that_the_user_chose_stays_and_what_another_adds_is_stated() -> None:
    both = (an_assessment({"code": "open"}), an_assessment({"extra": "open"}, "other"))
    comparison = _compared(
        an_entry("a", assessments=both),
        an_entry("b", name="B", grades={"extra": "open"}, framework="other"),
        forced=True,
    )

    chosen = "Compared as chosen: Test-Points judged 1 of 2; not B."
    assert f"{chosen} Other Judges would compare both of them on 1 criterion." == comparison.reason


def test_the_order_of_languages_makes_no_difference() -> None:
    comparison = _compared(an_entry("a", languages=("en", "zh")), an_entry("b", languages=("zh", "en")))

    assert not _row(comparison, "Languages").differs


def test_what_was_not_assessed_makes_no_difference() -> None:
    comparison = _compared(_a(code="open"), _b(code="open", paper="closed"), an_entry("c"))

    assert not _row(comparison, "Paper").differs
    assert not _row(comparison, "Code").differs


def test_a_licence_that_differs_by_size_says_which_size_has_which() -> None:
    one = an_entry("a", licence="MIT", licences=(("3B", "LicenseRef-Own-Terms"), ("7B", "MIT")))
    comparison = _compared(one, an_entry("b", licence="MIT"))

    licences = _row(comparison, "Licence").values

    assert ["MIT; 3B: Own Terms", "MIT"] == [value.brief() for value in licences]


def test_the_word_and_what_is_allowed_are_compared() -> None:
    catalog = with_licences(
        a_catalog(
            an_entry("a", grades={"weights": "open"}, licence="Free", kind=Kind.MODEL),
            an_entry("b", grades={"weights": "closed"}, licence="Bound", kind=Kind.MODEL),
        ),
        a_licence("Free", free=True),
        a_licence("Bound", "conditions yes yes yes"),
    )

    comparison = compare(catalog, ("a", "b"), FRAMEWORK)

    assert ["open weights", "closed"] == [value.brief() for value in _row(comparison, "In a word").values]
    assert ["yes", "conditions"] == [value.brief() for value in _row(comparison, "Commercial use").values]
    assert "Bound of B: The users condition of Bound." in _row(comparison, "Commercial use").values[1].text


def test_a_catalogue_without_frameworks_compares_facts() -> None:
    catalog = a_catalog(an_entry("a", maker="X"), an_entry("b", maker="Y"), frameworks=())

    comparison = compare(catalog, ("a", "b"), "")

    assert ("X", "Y") == _texts(comparison, "Maker")
    assert (None, ()) == (comparison.framework, verdict(comparison))


def test_the_newest_assessment_of_several_versions_counts_and_is_named() -> None:
    versions = (
        an_assessment({"code": "closed"}, of="7B", date="2024-01"),
        an_assessment({"code": "open"}, of="13B", date="2025-01"),
    )
    comparison = _compared(an_entry("a", assessments=versions), _b(code="open"))

    assert "Test-Points, 13B, 2025-01" == _texts(comparison, "Judged")[0]
    assert ("open", "open") == _texts(comparison, "Code")


def test_a_criterion_that_was_not_assessed_is_not_closed() -> None:
    comparison = _compared(_a(code="closed"), _b(weights="open"), an_entry("c"))

    assert ("closed", "not assessed", "not assessed") == _texts(comparison, "Code")


def test_a_criterion_that_is_only_listed_is_not_judged() -> None:
    entry = an_entry("a", grades={"code": Judgement(Grade.LISTED, ("https://example.org",))})

    assert "listed, not judged" == _texts(_compared(entry), "Code")[0]


@pytest.mark.parametrize(
    ("grades", "words"),
    [
        pytest.param({**ALL_OPEN, "paper": "partial"}, "3.5 of 4", id="all-assessed"),
        pytest.param({"code": "open", "paper": "closed"}, "1 of 2 assessed", id="some-assessed"),
        pytest.param({"code": "open", "weights": "n/a"}, "1 of 2 assessed", id="points-count-what-does-not-apply"),
        pytest.param({}, "not assessed", id="none-assessed"),
    ],
)
def test_sums_count_only_what_was_assessed(grades: dict[str, str], words: str) -> None:
    comparison = _compared(_a(**grades), _b(**ALL_OPEN))

    assert words == _texts(comparison, "Sum", "Access")[0] == _texts(comparison, "In all")[0]


def test_a_share_leaves_out_what_does_not_apply() -> None:
    framework = a_framework(criteria=FOUR, rule=Rule.SHARE)
    catalog = a_catalog(_a(**{**ALL_OPEN, "paper": "n/a"}), frameworks=(framework,))

    comparison = compare(catalog, ("a",), FRAMEWORK)

    assert ("3 of 3",) == _texts(comparison, "In all")
    assert ("100% (share of 3 criteria)",) == _texts(comparison, "Score")


def test_what_was_not_assessed_widens_the_score_into_a_range() -> None:
    comparison = _compared(_a(code="open"), _b(**ALL_OPEN))

    score = _row(comparison, "Score").values[0]

    assert ("1 of 4, 3 not assessed: 1 to 4", "1–4") == (score.text, score.brief(UNICODE.dash))  # noqa: RUF001 - a dash


def test_an_entry_that_the_framework_did_not_judge_says_so_everywhere() -> None:
    comparison = _compared(_a(**ALL_OPEN), an_entry("b"))

    assert {"not judged"} == {_texts(comparison, label)[1] for label in ("Score", "Judged", "Sum", "In all")}


def test_only_differences_keeps_rows_that_differ_under_their_groups() -> None:
    comparison = _compared(_a(**ALL_OPEN), _b(**{**ALL_OPEN, "paper": "closed"}))

    shown = comparison.shown(differences=True)

    assert ["Score", "Sum", "Paper", "In all"] == [row.label for row in shown]
    assert 17 == comparison.same


def test_a_group_without_differences_is_not_shown_among_them() -> None:
    comparison = _compared(_a(**ALL_OPEN), _b(**ALL_OPEN))

    assert () == comparison.shown(differences=True)


@pytest.mark.parametrize(
    ("grades", "winners"),
    [
        pytest.param(("open", "closed", "partial"), {0}, id="one"),
        pytest.param(("partial", "closed", "partial"), {0, 2}, id="two"),
        pytest.param(("open", "open", "open"), set(), id="all-the-same"),
        pytest.param(("open", "unknown", "closed"), {0}, id="one-not-assessed"),
        pytest.param(("open", "unknown", "n/a"), set(), id="nothing-to-hold-it-against"),
    ],
)
def test_the_most_open_of_a_row_are_those_that_were_judged_so(grades: tuple[str, ...], winners: set[int]) -> None:
    entries = [an_entry(f"e{at}", grades={"code": grade}) for at, grade in enumerate(grades)]

    assert winners == _row(_compared(*entries), "Code").most_open


def test_a_sum_that_the_unknown_could_overtake_does_not_win() -> None:
    surely, perhaps = {"code": "open", "weights": "open", "data": "open", "paper": "closed"}, {"code": "open"}

    assert frozenset() == _row(_compared(_a(**surely), _b(**perhaps)), "In all").most_open
    assert {0} == _row(_compared(_a(**ALL_OPEN), _b(**perhaps)), "In all").most_open


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        pytest.param(
            ALL_OPEN,
            {**ALL_OPEN, "paper": "closed", "code": "partial"},
            "A is more open than B on 2 criteria (Code, Paper), less on none.",
            id="more",
        ),
        pytest.param(
            {**ALL_OPEN, "paper": "closed", "code": "partial"},
            {**ALL_OPEN, "weights": "closed"},
            "B is more open than A on 2 criteria (Code, Paper), less on 1 (Weights).",
            id="the-more-open-one-comes-first",
        ),
        pytest.param(
            dict.fromkeys(FOUR, "closed"), ALL_OPEN, "B is more open than A on all 4 criteria, less on none.", id="many"
        ),
        pytest.param(ALL_OPEN, ALL_OPEN, "A and B are equally open on all 4 criteria.", id="equal"),
        pytest.param(
            {**ALL_OPEN, "paper": "closed"},
            {**ALL_OPEN, "code": "closed"},
            "A and B are each more open on 1 criterion: A on Code, B on Paper.",
            id="each",
        ),
        pytest.param(
            {"code": "open", "weights": "open"},
            {"weights": "closed", "data": "open"},
            "A is more open than B on the only criterion assessed for both (Weights), less on none.",
            id="only-what-both-were-assessed-on",
        ),
        pytest.param(
            {"code": "open", "weights": "open", "data": "open"},
            {"code": "open", "weights": "closed"},
            "A is more open than B on 1 of the 2 criteria assessed for both (Weights), less on none.",
            id="of-how-many-assessed-for-both",
        ),
        pytest.param({"code": "open"}, {"weights": "open"}, "No criterion was assessed for both A and B.", id="none"),
    ],
)
def test_the_more_open_entry_is_named_in_words(one: dict[str, str], other: dict[str, str], words: str) -> None:
    assert (words,) == verdict(_compared(_a(**one), _b(**other)))


def test_three_are_held_against_each_other_in_pairs() -> None:
    comparison = _compared(_a(**ALL_OPEN), _b(**ALL_OPEN), an_entry("c", name="C", grades=ALL_OPEN))

    assert ["A and B", "A and C", "B and C"] == [sentence.partition(" are")[0] for sentence in verdict(comparison)]


def test_of_more_the_most_open_is_held_against_the_others() -> None:
    others = [an_entry(each, name=each.upper(), grades={**ALL_OPEN, "paper": "closed"}) for each in "bcd"]

    sentences = verdict(_compared(*others, _a(**ALL_OPEN)))

    assert "A has the highest score." == sentences[0]
    assert [f"A is more open than {each} on 1 criterion (Paper), less on none." for each in "BCD"] == [*sentences[1:]]


def test_one_that_was_not_wholly_assessed_could_score_higher_than_the_first() -> None:
    others = [an_entry(each, name=each.upper(), grades={"paper": "open"}) for each in "bcd"]

    lead = verdict(_compared(*others, _a(**{**ALL_OPEN, "paper": "closed"})))[0]

    assert (
        "A has the highest score that is known; B, C and D could score higher, as not everything was assessed." == lead
    )


def test_nothing_is_claimed_if_fewer_than_two_were_judged() -> None:
    assert ("Only one was judged by Test-Points.",) == verdict(_compared(_a(**ALL_OPEN), an_entry("b")))
    assert ("None was judged by Test-Points.",) == verdict(_compared(an_entry("a"), an_entry("b")))


def test_a_framework_that_judged_more_is_named_if_fewer_than_two_were_judged() -> None:
    others = [an_entry(each, grades={"extra": "open"}, framework="other") for each in "bc"]

    sentences = verdict(_compared(_a(**ALL_OPEN), *others, forced=True))

    assert ("Only one was judged by Test-Points. Other Judges judged 2 of them.",) == sentences


def test_all_judges_are_compared_by_topics() -> None:
    two = (an_assessment({"extra": "open"}, "other"), an_assessment({"code": "closed"}))
    comparison = _compared(an_entry("a", name="A", assessments=two), _b(code="open"), an_entry("c"), framework="all")

    assert comparison.framework is not None
    assert "B is more open than A on the only criterion assessed for both (Code), less on none." in verdict(comparison)


def _bundled_comparison(bundled: Loaded, *ids: str) -> Comparison:
    catalog: Catalog = bundled.catalog
    return compare(catalog, ids, OUC)


THREE = ("bloomz", "dolly-2", "chatglm-6b")


def test_three_entries_are_beside_each_other_in_eighty_columns_with_every_grade_in_words(bundled: Loaded) -> None:
    comparison = _bundled_comparison(bundled, *THREE)
    layout = lay_out(comparison, 77)

    drawn = {row.label: plain(row_line(row, layout, 0, UNICODE)) for row in comparison.rows}

    assert 3 == layout.visible
    assert ["≠", "RL", "weights", "◐", "partial", "◂", "○", "closed", "○", "closed"] == drawn["RL weights"].split()
    assert ["LLM", "weights", "●", "open", "●", "open", "●", "open"] == drawn["LLM weights"].split()
    assert ["1", "BLOOMZ", "2", "Dolly", "2.0", "3", "ChatGLM-6B"] == plain(
        heading(comparison, layout, 0, UNICODE)
    ).split()


@pytest.mark.parametrize("width", [1, 6, 17, 37, 60, 77, 117, 300])
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_no_line_is_wider_than_the_pane_from_the_narrowest_useful_one_on(
    bundled: Loaded, width: int, glyphs: object
) -> None:
    signs = ASCII if glyphs is ASCII else UNICODE
    comparison = _bundled_comparison(bundled, *THREE, "wizardlm", "chatgpt")
    layout = lay_out(comparison, width)

    lines = [row_line(row, layout, 1, signs) for row in comparison.rows] + [heading(comparison, layout, 1, signs)]

    assert width < 17 or max(map(line_width, lines)) <= width


def test_a_narrow_pane_shows_one_entry_beside_its_labels(bundled: Loaded) -> None:
    comparison = _bundled_comparison(bundled, *THREE)
    layout = lay_out(comparison, 37)

    row = next(row for row in comparison.rows if row.label == "Paper")

    assert 1 == layout.visible
    assert ["≠", "Paper", "○", "closed"] == plain(row_line(row, layout, 1, UNICODE)).split()
    assert "1 ◂ 2 Dolly 2.0" in plain(heading(comparison, layout, 1, UNICODE))
    assert "▸" in plain(heading(comparison, layout, 1, UNICODE))


def test_bars_are_equally_long_to_be_read_against_each_other(bundled: Loaded) -> None:
    comparison = _bundled_comparison(bundled, *THREE)
    layout = lay_out(comparison, 77)
    score = next(row for row in comparison.rows if row.label == "Score")

    bars = "".join(letter if letter in "▰▱" else " " for letter in plain(row_line(score, layout, 0, UNICODE))).split()

    assert 3 == len(bars)
    assert 1 == len({len(bar) for bar in bars})
    assert [bar.count("▰") for bar in bars] == sorted((bar.count("▰") for bar in bars), reverse=True)


def test_nothing_is_cut_where_there_is_room(bundled: Loaded) -> None:
    comparison = _bundled_comparison(bundled, *THREE)

    text = "\n".join(plain(line) for line in table_lines(comparison, comparison.rows, Canvas(10_000, UNICODE)))

    assert "…" not in text
    assert "about 1T tokens of Chinese and English" in text


def test_plain_output_puts_what_does_not_fit_below(bundled: Loaded) -> None:
    comparison = _bundled_comparison(bundled, *THREE, "wizardlm")

    lines = [plain(line) for line in table_lines(comparison, comparison.rows, Canvas(60, UNICODE))]

    assert max(map(len, lines)) <= 60
    assert ["1 BLOOMZ", "3 ChatGLM-6B"] == [
        line.strip()[: len("3 ChatGLM-6B")].strip() for line in (lines[0], lines[len(comparison.rows) + 2])
    ]
    assert all(any(name in line for line in lines) for name in ("BLOOMZ", "Dolly 2.0", "ChatGLM-6B", "WizardLM"))


def test_the_most_open_value_stands_out_by_more_than_colour() -> None:
    comparison = _compared(_a(code="open"), _b(code="closed"))
    layout = lay_out(comparison, 100)

    line = row_line(_row(comparison, "Code"), layout, 0, ASCII)

    assert ["*", "Code", "O", "open", "<", "x", "closed"] == plain(line).split()
    assert {"O", " open"} == {cell.text for cell in line if cell.role is Role.OPEN}


def test_the_evidence_of_every_entry_is_below_the_question() -> None:
    judged = Judgement(Grade.PARTIAL, ("https://example.org/one", "https://example.org/two"), note="Only small ones.")
    framework = a_framework(criteria=FOUR)
    asks = replace(framework, criteria=(replace(framework.criteria[0], question="Is it?"), *framework.criteria[1:]))
    catalog = a_catalog(an_entry("a", grades={"code": judged}), _b(code="closed"), an_entry("c"), frameworks=(asks,))
    comparison = compare(catalog, ("a", "b", "c"), FRAMEWORK)

    explained = reasons(comparison, _row(comparison, "Code"), Canvas(60, ASCII))

    assert [
        "Is it?",
        "1 A  ~ partial  ^ https://example.org/one",
        "  ^ https://example.org/two",
        "  Only small ones.",
        "2 B  x closed  no evidence linked",
        "3 C  . not assessed",
    ] == [plain(line).rstrip() for line in explained.lines]
    assert (1, 4, 5) == explained.starts


def test_links_are_never_cut() -> None:
    url = "https://example.org/" + "long/" * 20
    comparison = _compared(an_entry("a", grades={"code": Judgement(Grade.OPEN, (url,))}), _b(code="open"))

    lines = reasons(comparison, _row(comparison, "Code"), Canvas(30, ASCII)).lines

    assert url in "".join(cell.text for line in lines for cell in line if cell.role is Role.LINK)
    assert max(map(line_width, lines)) <= 30


def test_a_sum_is_explained_grade_by_grade() -> None:
    comparison = _compared(_a(code="open", weights="partial"), _b(**ALL_OPEN))

    lines = [plain(line).strip() for line in reasons(comparison, _row(comparison, "Sum"), Canvas(60, ASCII)).lines]

    assert ["1 A  1.5 of 2 assessed", "1 open, 1 partial, 2 not assessed", "2 B  4 of 4", "4 open"] == lines


def test_a_declared_grade_has_the_sign_and_role_that_the_list_gives_it() -> None:
    catalog = a_catalog(_a(code="open"), _b(code="closed"), frameworks=[a_framework(basis=Basis.DECLARED)])
    comparison = compare(catalog, ["a", "b"], FRAMEWORK)

    line = row_line(_row(comparison, "Code"), lay_out(comparison, 80), 0, UNICODE)

    assert {("◍", Role.DECLARED_OPEN), ("◌", Role.DECLARED_CLOSED)} <= {(cell.text, cell.role) for cell in line}


def test_a_declared_grade_has_that_sign_below_the_table_too() -> None:
    catalog = a_catalog(_a(code="open"), _b(code="closed"), frameworks=[a_framework(basis=Basis.DECLARED)])
    comparison = compare(catalog, ["a", "b"], FRAMEWORK)

    first, second = reasons(comparison, _row(comparison, "Code"), Canvas(60, UNICODE)).lines

    assert "1 A  ◍ open  no evidence linked" == plain(first).rstrip()
    assert "2 B  ◌ closed  no evidence linked" == plain(second).rstrip()
