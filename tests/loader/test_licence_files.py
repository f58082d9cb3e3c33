from pathlib import Path

import pytest

from factories import load_folder, write_files
from llmtui.model.licence import Allowance, Permission

GOOD = """
name = "Model Licence 1"
url = "https://example.org/licence"
aliases = ["model-1", "Model One"]
read = "2026-01-02"
free = false
commercial = "conditions"
derivatives = "yes"
redistribution = "no"

[[conditions]]
kind = "users"
on = ["commercial"]
clause = "2"
says = "At most 700 million users."
"""


def test_a_licence_file_becomes_a_licence_of_its_name(tmp_path: Path) -> None:
    loaded = load_folder(write_files(tmp_path, {"licences/LicenseRef-Model-1.toml": GOOD}))
    licence = loaded.catalog.licences["LicenseRef-Model-1"]

    assert () == loaded.problems
    assert ("Model Licence 1", ("model-1", "Model One"), "2026-01-02", False) == (
        licence.name,
        licence.aliases,
        licence.read,
        licence.free,
    )
    assert ["conditions", "yes", "no", "unknown"] == [licence.allows(each).value for each in Permission]
    assert [("users", "2")] == [(each.kind, each.clause) for each in licence.conditions_on(Permission.COMMERCIAL)]


def test_a_later_folder_replaces_a_licence(tmp_path: Path) -> None:
    write_files(tmp_path / "one", {"licences/LicenseRef-Model-1.toml": GOOD})
    write_files(tmp_path / "two", {"licences/LicenseRef-Model-1.toml": 'name = "Mine"'})

    loaded = load_folder(tmp_path / "one", tmp_path / "two")

    assert "Mine" == loaded.catalog.licences["LicenseRef-Model-1"].name


@pytest.mark.parametrize(
    ("wrong", "line", "reason"),
    [
        ('commercial = "maybe"', 1, "commercial: 'maybe' is unknown"),
        ('commercial = "yes"', 1, "commercial: is 'yes', but nothing says that the text was read"),
        ('read = "2026-01-01"\noutputs = "conditions"', 2, "outputs: has conditions, but no [[conditions]] names them"),
        ('[[conditions]]\nkind = "mood"\non = ["outputs"]\nsays = "x"', 2, "conditions.1.kind: 'mood' is not a valid"),
        ('[[conditions]]\nkind = "users"\non = ["selling"]\nsays = "x"', 3, "conditions.1.on: 'selling' is not"),
        ('[[conditions]]\nkind = "users"\non = ["outputs"]', 1, "conditions.1.says: is missing"),
        ('comercial = "no"', 1, "comercial: unknown key (did you mean commercial?)"),
        ('aliases = ["model one"]', 1, "aliases: 'model one' is also an alias of LicenseRef-Model-1"),
        ("free = 1", 1, "free: must be true or false"),
    ],
)
def test_a_fault_names_line_key_and_way_out(tmp_path: Path, wrong: str, line: int, reason: str) -> None:
    files = {"licences/LicenseRef-Model-1.toml": GOOD, "licences/LicenseRef-Z.toml": wrong}
    loaded = load_folder(write_files(tmp_path, files))

    assert any(f"LicenseRef-Z.toml:{line}: {reason}" in str(problem) for problem in loaded.problems)


def test_a_licence_of_unusable_value_allows_nothing_that_is_known(tmp_path: Path) -> None:
    loaded = load_folder(write_files(tmp_path, {"licences/LicenseRef-Z.toml": 'commercial = "sure"'}))

    assert Allowance.UNKNOWN is loaded.catalog.licences["LicenseRef-Z"].allows(Permission.COMMERCIAL)


def test_a_text_that_was_not_read_allows_nothing_that_is_known(tmp_path: Path) -> None:
    claims = 'commercial = "yes"\nderivatives = "no"\nredistribution = "conditions"\noutputs = "yes"'
    loaded = load_folder(write_files(tmp_path, {"licences/LicenseRef-Z.toml": claims}))
    licence = loaded.catalog.licences["LicenseRef-Z"]

    assert {Allowance.UNKNOWN} == {licence.allows(each) for each in Permission}
    assert 4 == len(loaded.problems)


@pytest.mark.parametrize(("line", "reported"), [("free = true", True), ("free = false", False)])
def test_a_text_that_was_not_read_is_not_known_to_be_free(tmp_path: Path, line: str, reported: bool) -> None:
    loaded = load_folder(write_files(tmp_path, {"licences/LicenseRef-Z.toml": line}))

    assert reported is any("free: is true, but nothing says" in str(problem) for problem in loaded.problems)


def test_a_file_that_is_not_named_after_a_licence_is_left_out(tmp_path: Path) -> None:
    loaded = load_folder(write_files(tmp_path, {"licences/my licence.toml": GOOD}))

    assert "my licence" not in loaded.catalog.licences
    assert any(problem.skipped and "not a valid licence id" in problem.message for problem in loaded.problems)


@pytest.mark.parametrize(
    ("licence_id", "line", "free"),
    [
        ("MIT", "", True),
        ("MIT", "free = false", True),
        ("CC-BY-NC-4.0", "", None),
        ("CC-BY-NC-4.0", "free = false", False),
        ("MIT", "free = true", True),
        ("LicenseRef-Mine", 'free = true\nread = "2026-01-02"', True),
        ("LicenseRef-Mine", "free = true", None),
        ("LicenseRef-Mine", "free = false", False),
    ],
)
def test_a_licence_is_free_if_the_osi_approves_it_or_a_file_that_was_read_says_so(
    tmp_path: Path, licence_id: str, line: str, free: bool | None
) -> None:
    loaded = load_folder(write_files(tmp_path, {f"licences/{licence_id}.toml": f'name = "A licence"\n{line}'}))

    assert free is loaded.catalog.licences[licence_id].free
