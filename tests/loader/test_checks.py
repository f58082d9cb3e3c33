from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from factories import a_catalog, a_framework, an_entry, entry_text, load_folder, write_files
from llmtui.loader.checks import check
from llmtui.model import Basis, Catalog, Entry, Framework, Kind, Link

FILES = {
    "licences/MIT.toml": 'name = "MIT License"\naliases = ["The MIT License"]\n',
    "licences/LicenseRef-Own.toml": 'name = "Own License"\naliases = ["own-1.0"]\n',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A catalogue folder with two licence files."""
    return write_files(tmp_path / "mine", FILES)


def _link(url: str) -> tuple[Link, ...]:
    return (Link("weights", url),)


def _found(folder: Path, *entries: Entry, frameworks: Iterable[Framework] | None = None) -> list[tuple[str, str]]:
    """File and key of each problem that the checks find."""
    catalog: Catalog = a_catalog(*entries, frameworks=frameworks)
    return [(str(problem.path), problem.key) for problem in check(catalog, [folder])]


@pytest.mark.parametrize(
    ("released", "of_base", "expected"),
    [
        pytest.param("2023-04", "2024-04-24", [("tune", "released")], id="older"),
        pytest.param("2023", "2024-04", [("tune", "released")], id="older-by-the-year"),
        pytest.param("2024-04", "2024-04-24", [], id="same-month"),
        pytest.param("2024", "2024-04", [], id="same-year"),
        pytest.param("2024-05", "2024-04", [], id="younger"),
        pytest.param("", "2024-04", [], id="unknown"),
        pytest.param("2023", "", [], id="base-unknown"),
    ],
)
def test_nothing_is_older_than_its_base(
    folder: Path, released: str, of_base: str, expected: list[tuple[str, str]]
) -> None:
    base, tune = an_entry("base", released=of_base), an_entry("tune", base=("base",), released=released)

    assert expected == _found(folder, base, tune)


def test_weights_of_another_family_are_a_problem_of_the_second_model(folder: Path) -> None:
    one = an_entry("one", maker="Acme", links=_link("https://example.org/w"))
    two = an_entry("two", maker="Other", links=_link("https://example.org/W/"))

    assert [("two", "links.weights")] == _found(folder, one, two)


@pytest.mark.parametrize(
    "bases",
    [
        pytest.param(((), ("one",)), id="one-from-the-other"),
        pytest.param((("root",), ("root",)), id="both-from-the-same"),
    ],
)
def test_a_family_may_share_its_weights(folder: Path, bases: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    link = _link("https://example.org/w")
    models = [
        an_entry(name, maker="Acme", links=link, base=base) for name, base in zip(("one", "two"), bases, strict=True)
    ]

    assert [] == _found(folder, an_entry("root"), *models)


def test_only_models_are_compared_by_their_weights(folder: Path) -> None:
    link = _link("https://example.org/w")

    assert [] == _found(folder, an_entry("one", links=link), an_entry("tool", kind=Kind.TOOL, links=link))


@pytest.mark.parametrize(
    "notice",
    [
        pytest.param("The weights are for non-commercial use.", id="non-commercial"),
        pytest.param("Sources name different licences; check the terms at the weights.", id="disputed"),
        pytest.param("For research use only.", id="research-only"),
    ],
)
def test_a_notice_must_not_deny_an_open_licence(folder: Path, notice: str) -> None:
    assert [("x", "license")] == _found(folder, an_entry("x", licence="MIT", notice=notice))


@pytest.mark.parametrize(
    ("licence", "notice"),
    [
        pytest.param("MIT", "The 8B and 70B sizes are built on Llama and carry its terms as well.", id="sizes"),
        pytest.param("MIT", "The enterprise folder is under a commercial licence.", id="folder"),
        pytest.param("MIT", "The licence is that of the code; the data cards state none.", id="code"),
        pytest.param("MIT", "The data is for non-commercial use.", id="data"),
        pytest.param("LicenseRef-Own", "For non-commercial use.", id="own-licence"),
        pytest.param("", "For non-commercial use.", id="no-licence"),
    ],
)
def test_a_notice_may_qualify_a_licence(folder: Path, licence: str, notice: str) -> None:
    assert [] == _found(folder, an_entry("x", licence=licence, notice=notice))


@pytest.mark.parametrize(
    ("summary", "fields"),
    [
        pytest.param("A dense model of 70 billion parameters.", {"sizes": ("7B", "13B")}, id="size"),
        pytest.param("All of this 70B fits on one card.", {"sizes": ("7B",)}, id="this-size"),
        pytest.param("Fast, and MIT-licensed.", {"licence": "Apache-2.0"}, id="licence"),
        pytest.param("The licence rules out commercial use.", {"licence": "MIT"}, id="open-but-non-commercial"),
        pytest.param("It allows commercial use.", {"licence": "CC-BY-NC-4.0"}, id="non-commercial-but-free"),
        pytest.param("A chat model, tuned from Pythia.", {"base": ("llama",)}, id="base"),
    ],
)
def test_a_summary_must_not_say_what_the_keys_deny(folder: Path, summary: str, fields: dict[str, Any]) -> None:
    others = [an_entry("llama", name="LLaMA"), an_entry("pythia", name="Pythia")]

    assert [("x", "summary")] == _found(folder, *others, an_entry("x", summary=summary, **fields))


@pytest.mark.parametrize(
    ("summary", "fields"),
    [
        pytest.param("All of its 47 billion parameters must fit.", {"sizes": ("46.7B-A12.9B",)}, id="rounded"),
        pytest.param("About 13 billion parameters work on a token.", {"sizes": ("46.7B-A12.9B",)}, id="active"),
        pytest.param("It beat the 280B Gopher.", {"sizes": ("70B",)}, id="size-of-another"),
        pytest.param("A model of 70 billion parameters.", {}, id="no-size-recorded"),
        pytest.param("The code is MIT-licensed, the weights are not.", {"licence": "CC-BY-NC-4.0"}, id="code"),
        pytest.param("MIT-licensed.", {}, id="no-licence-recorded"),
        pytest.param("The licence rules out commercial use.", {"licence": "CC-BY-NC-4.0"}, id="as-recorded"),
        pytest.param("Tuned from Pythia.", {"base": ("middle",)}, id="base-two-steps-up"),
        pytest.param("Tuned from Pythia.", {}, id="no-base-recorded"),
        pytest.param("Tuned from Something Else.", {"base": ("pythia",)}, id="no-entry-of-that-name"),
    ],
)
def test_a_summary_may_say_what_the_keys_say_or_leave_open(folder: Path, summary: str, fields: dict[str, Any]) -> None:
    others = [an_entry("middle", base=("pythia",)), an_entry("pythia", name="Pythia")]

    assert [] == _found(folder, *others, an_entry("x", summary=summary, **fields))


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        pytest.param({"licence": "LicenseRef-Nobody-Wrote"}, "license", id="licence"),
        pytest.param({"licence": "MIT AND LicenseRef-Nobody-Wrote"}, "license", id="part-of-an-expression"),
        pytest.param({"licences": (("72B", "LicenseRef-Nobody-Wrote"),)}, "licenses.72B", id="of-a-size"),
    ],
)
def test_a_licence_of_its_own_kind_needs_a_file(folder: Path, fields: dict[str, Any], key: str) -> None:
    assert [("x", key)] == _found(folder, an_entry("x", **fields))
    assert [] == _found(folder, an_entry("x", licence="MIT OR LicenseRef-Own"))


@pytest.mark.parametrize(
    ("licence", "hint"),
    [
        pytest.param("The MIT License", "write MIT", id="another-name"),
        pytest.param("own-1.0", "write LicenseRef-Own", id="another-name-of-an-own-one"),
        pytest.param("LicenseRef-Owm", "add licences/LicenseRef-Owm.toml, or write the id of a licence", id="no-file"),
        pytest.param("Own License 1", "one of LicenseRef-Own, MIT", id="unknown"),
    ],
)
def test_a_wrong_licence_names_the_way_out(folder: Path, licence: str, hint: str) -> None:
    (problem,) = check(a_catalog(an_entry("x", licence=licence)), [folder])

    assert hint == problem.hint


@pytest.mark.parametrize("group", ["proprietary", "unreleased"])
def test_a_closed_model_has_no_weights(folder: Path, group: str) -> None:
    linked = an_entry("linked", group=group, links=_link("https://example.org/w"))
    judged = an_entry("judged", group=group, grades={"weights": "open"})

    assert [("linked", "group"), ("judged", "group")] == _found(folder, linked, judged)


def test_weights_that_are_only_declared_to_be_open_do_not_count(folder: Path) -> None:
    declared = a_framework(basis=Basis.DECLARED)
    model = an_entry("x", group="unreleased", grades={"weights": "open"})

    assert [] == _found(folder, model, frameworks=[declared])


def test_a_name_in_a_registry_of_models_is_one_entry_s(folder: Path) -> None:
    one = an_entry("one", machine_names=("hub:acme/one", "ollama:one", "arxiv:2401.00001"))
    two = an_entry("two", machine_names=("hub:Acme/One", "ollama:one", "arxiv:2401.00001"))

    assert [("two", "names"), ("two", "names")] == _found(folder, one, two)


def test_a_problem_names_the_line_of_its_key(folder: Path) -> None:
    lines = ("", "[licenses]", '"7B" = "MIT"', '"72B" = "LicenseRef-Gone"')
    write_files(folder, {"base/x.toml": entry_text("X", 'sizes = ["7B", "72B"]', *lines)})

    (problem,) = check(load_folder(folder).catalog, [folder])

    assert ("x.toml", 7, "licenses.72B") == (problem.path.name, problem.line, problem.key)
