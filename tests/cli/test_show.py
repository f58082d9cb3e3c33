from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from factories import entry_text, write_files
from running import Outcome

Run = Callable[..., Outcome]


def test_an_entry_is_shown_with_its_matrix_and_evidence(small: Run) -> None:
    outcome = small("show", "beta")

    lines = [line.strip() for line in outcome.out.splitlines()]
    assert (0, "") == (outcome.code, outcome.err)
    assert "Beta 百川  beta" == lines[0]
    assert "https://example.org/weights" == lines[lines.index("● open          LLM weights") + 1]


def test_what_was_not_assessed_is_said_beside_the_score(small: Run) -> None:
    assert "1 of 14 · 12 not assessed: 1–13" in small("show", "alpha").out  # noqa: RUF001 - a dash


def test_whose_judgements_are_shown_is_reported_with_their_licence(small: Run) -> None:
    out = small("show", "alpha").out

    assert "Liesenfeld" in out
    assert "https://doi.org/10." in out


def test_an_entry_without_a_judgement_says_so(small: Run) -> None:
    assert "No index has judged it yet." in small("show", "gamma").out


def test_json_is_one_object_the_same_as_in_the_list(small: Run) -> None:
    shown = json.loads(small("show", "beta", "--format", "json").out)

    assert shown in json.loads(small("list", "--format", "json").out)


def test_a_framework_puts_its_own_judgement_first(llmtui: Run) -> None:
    first, then = (llmtui("show", "bloomz", "--framework", name).out for name in ("opening-up-chatgpt", "awesome-2023"))

    assert "14" in first.split("Availability")[0]
    assert "share of 13 criteria" in then.split("Availability")[0]


def test_a_framework_that_does_not_exist_is_wrong_usage(small: Run) -> None:
    outcome = small("show", "alpha", "--framework", "none")

    assert (2, "") == (outcome.code, outcome.out)


SIZED = {
    "base/sized.toml": entry_text(
        "Sized",
        'license = "MIT"',
        'sizes = ["7B", "72B"]',
        'names = ["hub:acme/Sized-7B"]',
        "[licenses]",
        '72B = "CC-BY-NC-4.0"',
    )
}


@pytest.mark.parametrize(
    ("name", "answer", "how"),
    [
        ("acme/Sized-7B", "yes", "exact"),
        ("bolt/Sized-7B-GGUF", "yes", "family"),
        ("bolt/Sized-72B-GGUF", "no", "family"),
        ("bolt/Sized-8B", "no", "family"),
    ],
)
def test_the_answers_are_those_of_the_size_that_the_name_says(
    tmp_path: Path, llmtui: Run, name: str, answer: str, how: str
) -> None:
    folder = write_files(tmp_path / "sized", SIZED)
    outcome = llmtui("show", name, "--format", "json", "--catalog", folder, "--no-bundled")
    page = llmtui("show", name, "--catalog", folder, "--no-bundled").out

    shown = json.loads(outcome.out)

    assert (answer, how) == (shown["permissions"]["commercial"]["answer"], shown["match"]["how"])
    assert f"commercially: {answer}" in page


def test_a_release_that_the_entry_does_not_list_is_unknown(tmp_path: Path, llmtui: Run) -> None:
    folder = write_files(tmp_path / "one", {"base/one.toml": entry_text("One", 'license = "MIT"', 'sizes = ["7B"]')})
    words = ("show", "bolt/One-70B", "--catalog", folder, "--no-bundled")

    shown = json.loads(llmtui(*words, "--format", "json").out)
    page = " ".join(llmtui(*words).out.split())

    assert {"how": "family", "differs": "size 70B, uploaded by bolt"} == shown["match"]
    assert ["unknown"] * 4 == [each["answer"] for each in shown["permissions"].values()]
    assert "'bolt/One-70B' is of the family of one; differs in size 70B, uploaded by bolt." in page
    assert "One does not list the release bolt/One-70B, which may be under other terms." in page
    assert "commercially: unknown" in page
