"""One entry, an overview and changes as linear text, which a screen reader reads from top to bottom."""

from __future__ import annotations

import pytest

from factories import FRAMEWORK, a_catalog, a_framework, a_licence, an_assessment, an_entry, with_licences
from llmtui.exporters.differences import difference_sheet
from llmtui.exporters.one import citation
from llmtui.exporters.overview import overview_sheet
from llmtui.exporters.plain.entry import entry_text
from llmtui.exporters.plain.overview import overview_text
from llmtui.exporters.plain.relations import changes_text
from llmtui.model import Basis, Catalog, Entry, Grade, Judgement, Kind, Link
from llmtui.openness.differences import differences
from llmtui.openness.overview import overview
from llmtui.openness.timeline import developments, disputed_topics
from llmtui.search.named import Named
from llmtui.search.names import Match, NameMatch
from overviews import section, small

PROVEN = ("https://example.org/code",)
JUDGES = a_framework("judges", ("code", "weights"), name="Judges", publication="Judges et al. 2024.")
LATER = a_framework("later", ("code", "weights"), name="Later Judges", continues="judges")
OTHERS = a_framework("others", ("code",), name="Others", basis=Basis.DECLARED)


def _catalog(*entries: Entry) -> Catalog:
    catalog = a_catalog(*entries, frameworks=[JUDGES, LATER, OTHERS])
    return with_licences(catalog, a_licence("MIT", free=True), a_licence("LicenseRef-NC", "no yes yes yes"))


def _blocks(entry: Entry, *others: Entry, framework: str = "judges", release: bool = False) -> dict[str, list[str]]:
    """The lines of each block by its heading."""
    match = NameMatch(entry.id, Match.FAMILY if release else Match.EXACT, other_release=release)
    text = entry_text(_catalog(entry, *others), Named("X 70B", entry, match), framework, "A remark.")
    blocks = [block.splitlines() for block in text.strip().split("\n\n")]
    return {block[0]: block[1:] for block in blocks}


FULL = an_entry(
    "x",
    name="X",
    maker="Acme",
    summary="A model.",
    licence="MIT",
    sizes=("7B", "70B"),
    languages=("en",),
    released="2024-05",
    notice="Withdrawn.",
    base=("base", "Some 7B"),
    reproduces=("gpt",),
    links=(Link("repo", "https://example.org/repo"), Link("weights", "https://example.org/w")),
    assessments=(
        an_assessment(
            {"code": Judgement(Grade.OPEN, PROVEN, "All of it.", "MIT"), "weights": Judgement(Grade.CLOSED)},
            "judges",
            "2024-03",
            of="7B",
        ),
    ),
)
OTHER_ENTRIES = (
    an_entry("base", name="Base", licence="LicenseRef-NC"),
    an_entry("gpt", name="GPT"),
    an_entry("y", name="Y", base=("x",)),
)


def test_an_entry_begins_with_what_identifies_it() -> None:
    assert [
        "A remark.",
        "Id: x",
        "Kind: model",
        "Maker: Acme",
        "In a word: closed",
        "Licence: MIT",
        "Sizes: 7B, 70B",
        "Languages: English",
        "Released: 2024-05",
        "Notice: Withdrawn.",
        "Why this word: The weights are not published.",
        "A model.",
    ] == _blocks(FULL, *OTHER_ENTRIES)["X"]


def test_each_criterion_has_its_grade_judge_evidence_licence_and_note() -> None:
    blocks = _blocks(FULL, *OTHER_ENTRIES)

    assert [
        "Code: open, Judges, Mar 2024, 7B",
        "Evidence: https://example.org/code",
        "Licence as judged: MIT",
        "Note: All of it.",
        "Weights: closed, Judges, Mar 2024, 7B",
    ] == blocks["Access"]
    assert blocks["Openness"][0].startswith("Score: 1 of 2, ")
    assert blocks["Openness"][0].endswith("by Judges")


def test_what_was_not_judged_is_said_in_words() -> None:
    assert ["No index has judged it yet."] == _blocks(an_entry("x", name="X"))["Openness"]
    code_alone = an_entry("x", name="X", grades={"code": "open"}, framework="judges")
    assert ["Code: open, Judges, Jan 2024", "Weights: not assessed"] == _blocks(code_alone)["Access"]


def test_the_four_answers_have_their_reasons_in_sentences() -> None:
    lines = _blocks(FULL, *OTHER_ENTRIES)["May I use it?"]

    assert [
        "Commercially: no",
        "Change it: unknown",
        "Pass it on: unknown",
        "Train others with its outputs: unknown",
    ] == lines[:4]
    assert any("Base" in line and "NC" in line for line in lines[4:])
    assert any("Some 7B" in line for line in lines[4:])
    assert lines[-1].endswith("It is not legal advice.")


@pytest.mark.parametrize(
    ("entry", "asked"),
    [
        (an_entry("x", kind=Kind.TOOL), False),
        (an_entry("x", kind=Kind.TOOL, licence="MIT"), True),
        (an_entry("x", kind=Kind.DATASET), True),
    ],
)
def test_a_tool_without_a_licence_is_not_asked_what_it_allows(entry: Entry, *, asked: bool) -> None:
    assert asked is ("May I use it?" in _blocks(entry))


def test_a_release_that_is_not_listed_has_no_known_answer() -> None:
    entry = an_entry("x", name="X", licence="MIT", sizes=("7B",))

    assert "Commercially: yes" in _blocks(entry)["May I use it?"]
    assert "Commercially: unknown" in _blocks(entry, release=True)["May I use it?"]


def test_the_lineage_names_relatives_each_on_a_line() -> None:
    assert ["Derives from: Base", "Derives from: Some 7B", "Reproduces: GPT", "Derived from it: Y"] == _blocks(
        FULL, *OTHER_ENTRIES
    )["Lineage"]


def test_links_are_named_by_their_roles() -> None:
    assert ["Repo: https://example.org/repo", "Weights: https://example.org/w"] == _blocks(FULL)["Links"]


def test_what_changed_and_what_is_disputed_are_blocks_of_their_own() -> None:
    assessments = (
        an_assessment({"code": "closed"}, "judges", "2023"),
        an_assessment({"code": "open"}, "later", "2024"),
        an_assessment({"code": "partial"}, "others", "2025"),
    )
    blocks = _blocks(an_entry("x", name="X", assessments=assessments))

    assert ["Code: closed, Judges, 2023; open, Later Judges, 2024: opened"] == blocks[
        "Changed between judgements of the same judges"
    ]
    assert ["Code: open, Later Judges, 2024; partial, declared and not reviewed, Others, 2025"] == blocks[
        "Disputed between judges"
    ]


def test_changes_have_a_block_per_topic_with_a_line_per_judgement() -> None:
    assessments = (
        an_assessment({"code": "closed"}, "judges", "2023"),
        an_assessment({"code": Judgement(Grade.OPEN, PROVEN)}, "later", "2024"),
        an_assessment({"code": "partial"}, "others", "2025"),
    )
    entry = an_entry("x", name="X", assessments=assessments)
    catalog = _catalog(entry)
    found = (*developments(catalog, [entry]), *disputed_topics(catalog, [entry]))

    assert [
        "X, Code\nCourse: opened\nJudges, 2023: closed\nLater Judges, 2024: open\nEvidence: https://example.org/code",
        (
            "X, Code\nCourse: disputed\nLater Judges, 2024: open\nOthers, 2025: partial, declared and not reviewed\n"
            "Evidence: https://example.org/code"
        ),
    ] == changes_text(found).strip().split("\n\n")


def test_an_overview_has_a_line_per_bar() -> None:
    blocks = [each.splitlines() for each in overview_text(overview(small(), "judges"), "First Judges").split("\n\n")]
    by_heading = {block[0]: block[1:] for block in blocks}

    assert ["Counts of entries, and how open they are."] == by_heading["Openness by First Judges"]
    assert "All entries: 5 entries, 3 judged, on average 28% open" in by_heading["The catalogue"]
    assert "Paper: 2 closed, 1 not assessed" in by_heading["Openness by criterion"]
    assert "Alpha: 67% open" in by_heading["Most open"]
    assert "2022: 1 entry, 1 judged, on average 67% open" in by_heading["Entries by year of release"]


@pytest.mark.parametrize(("judge", "head"), [("All judges", "Openness by all judges"), ("", "Not judged")])
def test_an_overview_says_who_judged(judge: str, head: str) -> None:
    assert head == overview_text((), judge).splitlines()[0]


def test_the_table_of_an_overview_counts_grades_for_criteria_alone() -> None:
    rows = {
        (row["section"], row["key"]): row for row in overview_sheet([section("criterion"), section("year")]).records()
    }

    paper, year = rows["criterion", "paper"], rows["year", "2022"]
    assert (3, 0, 0, 2, 1, 0.0) == tuple(
        paper[key] for key in ("entries", "open", "partial", "closed", "unknown", "mean")
    )
    assert (1, 1, None, None, None, None, 0.6667) == tuple(
        year[key] for key in ("entries", "judged", "open", "partial", "closed", "unknown", "mean")
    )


def test_differences_are_rows_with_grades_in_words() -> None:
    old = a_catalog(an_entry("x", grades={"code": "closed"}), an_entry("gone"))
    new = a_catalog(an_entry("x", grades={"code": "open", "weights": "partial"}, maker="Acme"))

    assert [
        ("opened", "x", "X", "base", FRAMEWORK, "", "code", "closed", "open"),
        ("changed", "x", "X", "base", "", "", "maker", "", "Acme"),
        ("changed", "x", "X", "base", FRAMEWORK, "", "weights", "unknown", "partial"),
        ("gone", "gone", "Gone", "base", "", "", "", "", ""),
    ] == list(difference_sheet(differences(old, new)).rows)


def test_a_citation_by_all_judges_names_the_publication_of_each() -> None:
    judges = [
        a_framework("one", ("code",), publication="First et al. 2023."),
        a_framework("two", ("weights", "paper"), publication="Second 2024."),
        a_framework("idle", ("code",), publication="Idle 2025."),
    ]
    entry = an_entry(
        "x",
        name="X",
        assessments=(an_assessment({"code": "open"}, "one"), an_assessment({"weights": "partial"}, "two")),
    )
    catalog = a_catalog(entry, frameworks=judges)

    cited = citation(catalog, entry, "all")

    assert "Anonymous. n.d. X. Openness 1.5 to 9.5 of 10, judged 2024-01 in: First et al. 2023.; Second 2024." == cited


@pytest.mark.parametrize(
    ("entry", "cited"),
    [
        pytest.param(an_entry("x", name="X"), "Anonymous. n.d. X.", id="nothing known"),
        pytest.param(an_entry("x", name="X", maker="Acme", released="2024-05"), "Acme. 2024. X.", id="maker and year"),
        pytest.param(
            an_entry("x", name="X", links=(Link("repo", "https://r.org"), Link("paper", "https://p.org"))),
            "Anonymous. n.d. X. https://p.org",
            id="a paper before a repository",
        ),
        pytest.param(
            an_entry("x", name="X", maker="Acme", grades={"code": "open"}, framework="judges"),
            "Acme. n.d. X. Openness 1 of 2, judged 2024-01 in: Judges et al. 2024.",
            id="judged",
        ),
    ],
)
def test_a_citation_names_maker_year_page_and_judgement(entry: Entry, cited: str) -> None:
    assert cited == citation(_catalog(entry), entry, "judges")
