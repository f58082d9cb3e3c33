from __future__ import annotations

from pathlib import Path

import pytest

from factories import load_folder, write_files
from llmtui.loader.loaded import Loaded
from llmtui.model import Basis, Criterion, CriterionGroup, Framework, Grade, Group, Rule, Snapshot

GROUP = '[[groups]]\nid = "all"\nlabel = "All"\n'
CRITERION = '[[criteria]]\nid = "code"\nlabel = "Code"\ngroup = "all"\n'


def _load(folder: Path, framework: str) -> Loaded:
    return load_folder(write_files(folder, {"frameworks/mine.toml": framework}))


def test_every_field_of_a_framework_is_read(tmp_path: Path) -> None:
    text = """
        name = "Mine"
        short = "MI"
        description = "D"
        publication = "P"
        url = "https://example.org"
        doi = "10.1/2"
        license = "CC-BY-4.0"
        attribution = "A"
        order = 7
        rule = "points"
        basis = "declared"
        continues = "older"
        records = "https://example.org/records.tar.gz"
        [[groups]]
        id = "access"
        label = "Access"
        [[criteria]]
        id = "open_code"
        label = "Open code"
        short = "code"
        topic = "code"
        group = "access"
        question = "Q?"
        open = "O"
        closed = "C"
        """

    loaded = _load(tmp_path, text)

    meanings = ((Grade.OPEN, "O"), (Grade.CLOSED, "C"))
    assert (
        Framework(
            id="mine",
            name="Mine",
            short="MI",
            description="D",
            publication="P",
            url="https://example.org",
            doi="10.1/2",
            licence="CC-BY-4.0",
            attribution="A",
            order=7,
            rule=Rule.POINTS,
            basis=Basis.DECLARED,
            continues="older",
            records="https://example.org/records.tar.gz",
            groups=(CriterionGroup("access", "Access"),),
            criteria=(Criterion("open_code", "Open code", "code", "access", "code", "Q?", meanings),),
        ),
        (),
    ) == (loaded.catalog.frameworks["mine"], loaded.problems)


def test_a_criterion_is_its_own_topic_where_none_is_named(tmp_path: Path) -> None:
    framework = _load(tmp_path, GROUP + CRITERION).catalog.frameworks["mine"]

    assert "code" == framework.criteria[0].topic


def test_frameworks_are_in_their_order_whatever_their_files_are_called(tmp_path: Path) -> None:
    body = GROUP + CRITERION
    files = {"frameworks/b-last.toml": "order = 99\n" + body, "frameworks/z-first.toml": "order = -1\n" + body}

    found = list(load_folder(write_files(tmp_path, files)).catalog.frameworks)

    assert ("z-first", "b-last") == (found[0], found[-1])


@pytest.mark.parametrize(
    ("text", "line", "key", "message"),
    [
        pytest.param("name = 'a'\n", None, "criteria", "a framework needs at least one criterion", id="no-criteria"),
        pytest.param(
            GROUP + CRITERION.replace('"all"', '"al"'), 7, "criteria.1.group", "there is no group 'al'", id="group"
        ),
        pytest.param(GROUP + CRITERION * 2, 9, "criteria.2.id", "'code' is there twice", id="twice"),
        pytest.param("rule = 'pionts'\n" + GROUP + CRITERION, 1, "rule", "'pionts' is unknown", id="rule"),
        pytest.param("order = 'a'\n" + GROUP + CRITERION, 1, "order", "must be a number, is text", id="order"),
        pytest.param(
            "order = nan\n" + GROUP + CRITERION, 1, "order", "must be a number, is a number", id="not-a-number"
        ),
        pytest.param("url = 'x'\n" + GROUP + CRITERION, 1, "url", "'x' is not an http or https link", id="url"),
        pytest.param(GROUP + CRITERION + "opne = 'a'\n", 8, "criteria.1.opne", "unknown key", id="unknown-key"),
        pytest.param(
            GROUP.replace("id", "#") + GROUP + CRITERION, 1, "groups.1.id", "is missing", id="group-without-id"
        ),
    ],
)
def test_a_fault_of_a_framework_is_reported_with_line_and_key(
    tmp_path: Path, text: str, line: int | None, key: str, message: str
) -> None:
    (problem,) = _load(tmp_path, text).problems

    assert (line, key, message) == (problem.line, problem.key, problem.message)


def test_a_broken_framework_leaves_the_others(tmp_path: Path) -> None:
    loaded = _load(tmp_path, "name =")

    assert ("opening-up-chatgpt", False, 1) == (
        next(iter(loaded.catalog.frameworks)),
        "mine" in loaded.catalog.frameworks,
        loaded.skipped,
    )


def test_a_framework_named_like_a_bundled_one_replaces_it(tmp_path: Path) -> None:
    write_files(tmp_path, {"frameworks/awesome-2023.toml": 'name = "Mine"\n' + GROUP + CRITERION})

    assert "Mine" == load_folder(tmp_path).catalog.frameworks["awesome-2023"].name


def test_categories_keep_the_order_of_their_file_and_their_groups(tmp_path: Path) -> None:
    text = """
        [[categories]]
        id = "zebra"
        label = "Z"
        description = "D"
        groups = [{ id = "b", label = "B" }, { id = "a", label = "A" }]
        [[categories]]
        id = "ant"
        """
    write_files(tmp_path, {"categories.toml": text})

    zebra, ant = load_folder(tmp_path).catalog.categories[-2:]

    assert ("zebra", "D", (Group("b", "B"), Group("a", "A")), "ant") == (
        zebra.id,
        zebra.description,
        zebra.groups,
        ant.label,
    )


def test_a_category_without_an_id_is_left_out_and_reported(tmp_path: Path) -> None:
    write_files(tmp_path, {"categories.toml": '[[categories]]\nlabel = "X"\n'})

    loaded = load_folder(tmp_path)

    (problem,) = loaded.problems
    assert (1, "categories.1.id", 11) == (problem.line, problem.key, len(loaded.catalog.categories))


def test_broken_categories_leave_the_bundled_ones(tmp_path: Path) -> None:
    write_files(tmp_path, {"categories.toml": "x ="})

    loaded = load_folder(tmp_path)

    assert (11, 1) == (len(loaded.catalog.categories), len(loaded.problems))


def test_classes_need_three_groups_and_something_required_in_each(tmp_path: Path) -> None:
    loaded = _load(tmp_path, f'name = "Mine"\nrule = "classes"\n{GROUP}{CRITERION}')

    assert [
        "the rule 'classes' needs 3 groups",
        "class 'all' needs no criterion",
    ] == [each.message for each in loaded.problems]


def test_a_criterion_may_be_required(tmp_path: Path) -> None:
    loaded = _load(tmp_path, f'name = "Mine"\n{GROUP}{CRITERION}required = true\n')

    assert ((), True) == (loaded.problems, loaded.catalog.frameworks["mine"].criteria[0].required)


def test_a_framework_is_reviewed_unless_it_says_otherwise(tmp_path: Path) -> None:
    assert Basis.REVIEWED is _load(tmp_path, GROUP + CRITERION).catalog.frameworks["mine"].basis


def test_records_of_a_framework_are_fetched_by_https_only(tmp_path: Path) -> None:
    loaded = _load(tmp_path, 'records = "http://example.org/x"\n' + GROUP + CRITERION)

    assert "" == loaded.catalog.frameworks["mine"].records
    assert ["records"] == [problem.key for problem in loaded.problems]


SNAPSHOT = """
    [[snapshots]]
    source = "mof"
    version = "abc"
    date = "2026-06-12"
    newest = "2026-05"
    records = 512
    url = "https://example.org"
    """


def test_snapshots_are_read_and_a_later_folder_replaces_its_sources(tmp_path: Path) -> None:
    one = write_files(tmp_path / "one", {"snapshots.toml": SNAPSHOT + '[[snapshots]]\nsource = "other"\n'})
    two = write_files(tmp_path / "two", {"snapshots.toml": '[[snapshots]]\nsource = "other"\nversion = "2"\n'})

    loaded = load_folder(one, two)

    mof = Snapshot("mof", "abc", "2026-06-12", "2026-05", 512, "https://example.org")
    found = {each.source: each for each in loaded.catalog.snapshots}
    assert ((), mof, "2") == (loaded.problems, found["mof"], found["other"].version)


def test_a_snapshot_without_a_source_is_left_out_and_reported(tmp_path: Path) -> None:
    loaded = load_folder(write_files(tmp_path, {"snapshots.toml": '[[snapshots]]\nversion = "1"\n'}))

    assert ["snapshots.1.source"] == [problem.key for problem in loaded.problems]


def test_a_criterion_that_is_there_twice_or_has_no_id_is_left_out(tmp_path: Path) -> None:
    loaded = _load(tmp_path, GROUP + CRITERION * 2 + CRITERION.replace('id = "code"', ""))

    assert ["code"] == [each.id for each in loaded.catalog.frameworks["mine"].criteria]
    assert ["criteria.3.id", "criteria.2.id"] == [problem.key for problem in loaded.problems]


def test_a_group_that_is_there_twice_is_left_out_and_reported(tmp_path: Path) -> None:
    loaded = _load(tmp_path, GROUP * 2 + CRITERION)

    assert 1 == len(loaded.catalog.frameworks["mine"].groups)
    assert ["groups.2.id"] == [problem.key for problem in loaded.problems]
