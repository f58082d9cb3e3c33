from __future__ import annotations

from pathlib import Path

import pytest

from factories import entry_text, load_folder, write_files
from llmtui.loader.loaded import Loaded
from llmtui.model import Assessment, Entry, Grade, Judgement, Kind, Link, Listing
from llmtui.model.entry import LINK_ROLES

FRAMEWORK = """
name = "Mine"
[[groups]]
id = "all"
[[criteria]]
id = "code"
group = "all"
[[criteria]]
id = "weights"
group = "all"
"""


def _load(folder: Path, *lines: str) -> Loaded:
    """Load one entry that says these lines, with the framework `mine`."""
    return load_folder(write_files(folder, {"base/x.toml": entry_text("X", *lines), "frameworks/mine.toml": FRAMEWORK}))


def _entry(folder: Path, *lines: str) -> Entry:
    loaded = _load(folder, *lines)
    assert () == loaded.problems
    return loaded.catalog.entries["x"]


def _assessment(*grades: str, framework: str = "mine", date: str = 'date = "2024-01"') -> list[str]:
    return ["[[assessments]]", f'framework = "{framework}"', date, "[assessments.grades]", *grades]


def test_every_field_of_an_entry_is_read(tmp_path: Path) -> None:
    entry = _entry(
        tmp_path,
        'maker = "M"',
        'summary = "S"',
        'aliases = ["A"]',
        'also_in = ["data"]',
        'group = "chinese"',
        'tags = ["t"]',
        'languages = ["zh"]',
        'modalities = ["text"]',
        'base = ["Some Model"]',
        'reproduces = ["Other Model"]',
        'license = "mit"',
        'sizes = ["7B"]',
        'released = "2023-06"',
        'training_data = "D"',
        'notice = "N"',
    )

    assert (
        Entry(
            id="x",
            category="base",
            name="X",
            kind=Kind.MODEL,
            summary="S",
            maker="M",
            aliases=("A",),
            also_in=("data",),
            group="chinese",
            tags=("t",),
            languages=("zh",),
            modalities=("text",),
            base=("Some Model",),
            reproduces=("Other Model",),
            licence="MIT",
            sizes=("7B",),
            released="2023-06",
            training_data="D",
            notice="N",
            path=tmp_path / "base" / "x.toml",
        )
        == entry
    )


def test_links_are_read_in_the_order_in_which_they_are_shown(tmp_path: Path) -> None:
    lines = [f'{role} = "https://example.org/{role}"' for role in reversed(LINK_ROLES)]

    entry = _entry(tmp_path, "[links]", *lines)

    assert tuple(Link(role, f"https://example.org/{role}") for role in LINK_ROLES) == entry.links


def test_where_an_entry_was_found_is_read(tmp_path: Path) -> None:
    entry = _entry(tmp_path, "[[listed_in]]", 'source = "survey"', 'section = "Models"', 'as = "EX"')

    assert (Listing("survey", "Models", "EX"),) == entry.listed_in


def test_an_assessment_is_read_with_its_evidence(tmp_path: Path) -> None:
    entry = _entry(
        tmp_path,
        "[[assessments]]",
        'framework = "mine"',
        'date = "2024-01"',
        'source = "https://example.org"',
        'of = "7B"',
        'as = "EX"',
        "[assessments.grades]",
        'code = { grade = "partial", evidence = ["https://example.org/a"], note = "N", license = "MIT" }',
        'weights = "closed"',
    )

    judgements = {
        "code": Judgement(Grade.PARTIAL, ("https://example.org/a",), "N", "MIT"),
        "weights": Judgement(Grade.CLOSED),
    }
    assert (Assessment("mine", judgements, "2024-01", "https://example.org", "7B", "EX"),) == entry.assessments


@pytest.mark.parametrize(
    ("line", "judgement"),
    [
        pytest.param('code = "n/a"', Judgement(Grade.NOT_APPLICABLE), id="not-applicable"),
        pytest.param(
            'code = { evidence = ["https://e.org"] }', Judgement(Grade.LISTED, ("https://e.org",)), id="listed"
        ),
        pytest.param(
            'code = { grade = "open", evidence = ["https://e.org"] }',
            Judgement(Grade.OPEN, ("https://e.org",)),
            id="with-evidence",
        ),
        pytest.param('code = "unknown"', Judgement(Grade.UNKNOWN), id="unknown"),
        pytest.param("", Judgement(Grade.UNKNOWN), id="absent-is-unknown-not-closed"),
    ],
)
def test_a_judgement_is_what_is_written(tmp_path: Path, line: str, judgement: Judgement) -> None:
    (assessment,) = _entry(tmp_path, *_assessment(line)).assessments

    assert judgement == assessment.judgement("code")


def test_assessments_are_newest_last_however_they_are_written(tmp_path: Path) -> None:
    entry = _entry(tmp_path, *_assessment(date='date = "2024-05"'), *_assessment(date='date = "2023"'))

    assert ["2023", "2024-05"] == [assessment.date for assessment in entry.assessments]


@pytest.mark.parametrize(
    ("written", "licence"),
    [
        pytest.param("apache-2.0", "Apache-2.0", id="spelling"),
        pytest.param("mit or gpl-3.0-only", "MIT OR GPL-3.0-only", id="expression"),
        pytest.param("licenseref-Llama-2", "LicenseRef-Llama-2", id="own-licence"),
        pytest.param("some terms", "some terms", id="as-printed"),
        pytest.param("", "", id="none"),
        pytest.param("(" * 150, "(" * 150, id="brackets"),
        pytest.param("MIT OR", "MIT OR", id="half-an-expression"),
    ],
)
def test_a_licence_is_written_as_spdx_writes_it(tmp_path: Path, written: str, licence: str) -> None:
    entry = _entry(tmp_path, f'license = "{written}"')

    assert licence == entry.licence


def test_control_characters_do_not_get_in(tmp_path: Path) -> None:
    entry = _entry(tmp_path, r'summary = "\u001b]52;c;x\u0007\u009b\u202e"', r'tags = ["\u001b[2J"]')

    assert not set("\x1b\x07\x9b\u202e") & set(entry.summary + "".join(entry.tags))


@pytest.mark.parametrize(
    ("lines", "line", "key", "message", "hint"),
    [
        pytest.param(["makr = 'a'"], 3, "makr", "unknown key", "did you mean maker?", id="unknown-key"),
        pytest.param(
            ["[links]", "hompage = 'https://e.org'"],
            4,
            "links.hompage",
            "unknown key",
            "did you mean homepage?",
            id="role",
        ),
        pytest.param(
            ["released = 'soon'"], 3, "released", "'soon' is not a date", "write YYYY, YYYY-MM or YYYY-MM-DD", id="date"
        ),
        pytest.param(["released = '2023-02-30'"], 3, "released", "'2023-02-30' is not a date", None, id="no-such-day"),
        pytest.param(["released = 2023"], 3, "released", "must be text, is a number", None, id="date-without-quotes"),
        pytest.param(
            ["maker = true"], 3, "maker", "must be text, is a boolean", 'write it in quotes: "…"', id="no-text"
        ),
        pytest.param(["tags = 'a'"], 3, "tags", "must be a list, is text", 'write ["…"]', id="no-list"),
        pytest.param(["tags = ['a', 1]"], 3, "tags", "must hold text only, holds a number", None, id="number-in-list"),
        pytest.param(["links = 'a'"], 3, "links", "must be a table, is text", "write [links]", id="no-table"),
        pytest.param(
            ["listed_in = {}"], 3, "listed_in", "must be an array of tables", "write [[listed_in]]", id="no-array"
        ),
        pytest.param(
            ["group = 'chinse'"],
            3,
            "group",
            "category 'base' has no group 'chinse'",
            "did you mean chinese?",
            id="group",
        ),
        pytest.param(
            ["also_in = ['dat']"], 3, "also_in", "there is no category 'dat'", "did you mean data?", id="also-in"
        ),
        pytest.param(
            ["[links]", "repo = 'ftp://e.org'"],
            4,
            "links.repo",
            "'ftp://e.org' is not an http or https link",
            "",
            id="link",
        ),
        pytest.param(
            ["", "[[listed_in]]", "section = 'a'"],
            4,
            "listed_in.1.source",
            "is missing",
            "name the survey it was found in",
            id="source",
        ),
        pytest.param(
            _assessment("code = 'opne'"),
            7,
            "assessments.1.grades.code",
            "'opne' is unknown",
            "did you mean open?",
            id="grade",
        ),
        pytest.param(
            _assessment("code = {}"),
            7,
            "assessments.1.grades.code",
            "has neither a grade nor evidence",
            "leave it out if it was not assessed",
            id="empty-cell",
        ),
        pytest.param(
            _assessment("code = { note = 'a', evidence = [] }"),
            7,
            "assessments.1.grades.code",
            "has neither a grade nor evidence",
            None,
            id="no-evidence-in-the-list",
        ),
        pytest.param(
            _assessment("code = { grade = 'unknown', note = 'a' }"),
            7,
            "assessments.1.grades.code",
            "has neither a grade nor evidence",
            None,
            id="a-note-on-an-unknown-grade",
        ),
        pytest.param(
            _assessment("code = { grade = 'open', evidence = 'https://e.org' }"),
            7,
            "assessments.1.grades.code.evidence",
            "must be a list, is text",
            'write ["…"]',
            id="evidence-as-a-text",
        ),
        pytest.param(
            _assessment("code = { grade = 'opne' }"),
            7,
            "assessments.1.grades.code.grade",
            "'opne' is unknown",
            None,
            id="cell",
        ),
        pytest.param(
            _assessment("code = 'listed'"), 7, "assessments.1.grades.code", "'listed' is not written", None, id="listed"
        ),
        pytest.param(
            _assessment("wieghts = 'open'"),
            7,
            "assessments.1.grades.wieghts",
            "framework 'mine' has no such criterion",
            "did you mean weights?",
            id="criterion",
        ),
        pytest.param(
            _assessment("code = { grade = 'open', evidence = ['x'] }"),
            7,
            "assessments.1.grades.code.evidence",
            "'x' is not an http or https link",
            None,
            id="evidence",
        ),
        pytest.param(
            _assessment(framework="mien"),
            4,
            "assessments.1.framework",
            "there is no framework 'mien'",
            "did you mean mine?",
            id="framework",
        ),
        pytest.param(
            _assessment(date=""), 3, "assessments.1.date", "is missing", "say when it was judged: YYYY-MM", id="undated"
        ),
        pytest.param(
            [*_assessment(), *_assessment()],
            7,
            "assessments.2",
            "judges the same framework, date and subject again",
            None,
            id="judged-twice",
        ),
    ],
)
def test_a_fault_is_reported_with_line_key_and_hint_and_the_entry_is_kept(
    tmp_path: Path, lines: list[str], line: int, key: str, message: str, hint: str | None
) -> None:
    loaded = _load(tmp_path, *lines)

    (problem,) = loaded.problems
    assert (line, key, message, hint) == (
        problem.line,
        problem.key,
        problem.message,
        problem.hint if hint is not None else None,
    )
    assert (["x"], 0) == (list(loaded.catalog.entries), loaded.skipped)


def test_a_wrong_kind_is_reported_with_a_suggestion(tmp_path: Path) -> None:
    loaded = load_folder(write_files(tmp_path, {"base/x.toml": entry_text("X", kind="modle")}))

    (problem,) = loaded.problems
    assert (2, "kind", "'modle' is unknown", "did you mean model?") == (
        problem.line,
        problem.key,
        problem.message,
        problem.hint,
    )


@pytest.mark.parametrize("text", ['kind = "model"', 'name = ""\nkind = "model"', 'name = 1\nkind = "model"'])
def test_an_entry_without_a_name_is_skipped(tmp_path: Path, text: str) -> None:
    loaded = load_folder(write_files(tmp_path, {"base/x.toml": text}))

    assert (0, 1, True) == (len(loaded.catalog), loaded.skipped, any(each.key == "name" for each in loaded.problems))


def test_a_missing_kind_is_reported_with_the_kinds_there_are(tmp_path: Path) -> None:
    (problem,) = load_folder(write_files(tmp_path, {"base/x.toml": 'name = "X"'})).problems

    assert ("kind", "is missing", True) == (
        problem.key,
        problem.message,
        all(kind.value in problem.hint for kind in Kind),
    )


def test_a_wrong_grade_is_never_taken_for_closed(tmp_path: Path) -> None:
    (assessment,) = _load(tmp_path, *_assessment("code = 'opne'")).catalog.entries["x"].assessments

    assert Grade.UNKNOWN is assessment.grade("code")


def test_a_wrong_assessment_leaves_the_others(tmp_path: Path) -> None:
    loaded = _load(tmp_path, *_assessment(framework="mien"), *_assessment("code = 'open'"))

    assert ["mine"] == [assessment.framework for assessment in loaded.catalog.entries["x"].assessments]


def test_its_own_category_is_not_a_further_one(tmp_path: Path) -> None:
    entry = _entry(tmp_path, 'also_in = ["base", "data"]')

    assert ("base", "data") == entry.categories


@pytest.mark.parametrize("cell", ["{}", '{ note = "N" }'])
def test_a_table_without_grade_and_evidence_is_not_assessed_and_reported(tmp_path: Path, cell: str) -> None:
    loaded = _load(tmp_path, *_assessment(f"code = {cell}"))

    assert Grade.UNKNOWN is loaded.catalog.entries["x"].assessments[0].grade("code")
    assert ["has neither a grade nor evidence"] == [problem.message for problem in loaded.problems]
