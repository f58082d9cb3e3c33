from pathlib import Path

import pytest

from factories import a_catalog, a_licence, an_entry, with_licences
from llmtui.present.cells import line_width, plain
from llmtui.scan import Declared, Source, Surveyed, survey
from llmtui.scan.found import found_model
from llmtui.scan.table import scan_table, size_text, summary

CATALOG = with_licences(
    a_catalog(an_entry("alpha", name="Alpha", licence="MIT"), an_entry("own", name="Own", licence="LicenseRef-Own")),
    a_licence("MIT"),
    a_licence("LicenseRef-Own", "conditions conditions conditions no"),
)


@pytest.fixture
def models() -> tuple[Surveyed, ...]:
    found = [
        found_model("alpha", Source.NAMES, Path("x")),
        found_model("own", Source.HUB, Path("x"), size=15_032_385_536, is_partial=True),
        found_model("百川" * 20, Source.FOLDER, Path("x"), size=7, declared=Declared(bases=("own",))),
    ]
    return tuple(survey(CATALOG, found, lambda _entry: "restricted"))


def test_a_row_says_size_word_entry_answer_and_reason(models: tuple[Surveyed, ...]) -> None:
    lines = [plain(line).split() for line in scan_table(models, 200, "…")]

    assert ["alpha", "-", "restricted", "alpha", "exact", "yes", "MIT"] == lines[1]
    assert ["own", "(incomplete)", "15", "GB", "restricted", "own", "exact", "conditions"] == lines[2][:8]
    assert "LicenseRef-Own of Own: users (2)" in " ".join(lines[2])
    assert "not in the catalogue" in " ".join(lines[3])


def test_a_reason_without_room_is_below_its_row_in_full(models: tuple[Surveyed, ...]) -> None:
    lines = [plain(line) for line in scan_table(models, 100, "…")]

    row = next(at for at, line in enumerate(lines) if line.startswith("own"))
    assert lines[row].rstrip().endswith("conditions")
    assert "    LicenseRef-Own of Own: users (2)" == lines[row + 1]


def test_a_name_without_room_is_above_its_row_in_full() -> None:
    name = "meta-llama/Llama-3.1-8B-Instruct"
    models = tuple(survey(CATALOG, [found_model(name, Source.NAMES, Path("x"))], lambda _entry: "restricted"))

    _heading, *lines = (plain(line).split() for line in scan_table(models, 80, "…"))

    assert [name] == lines[0]
    assert ["-", "-", "not", "in", "the", "catalogue", "none", "unknown"] == lines[1]


@pytest.mark.parametrize("width", [100, 120, 160, 10_000])
def test_a_table_fits_the_terminal(models: tuple[Surveyed, ...], width: int) -> None:
    assert width >= max(line_width(line) for line in scan_table(models, width, "…"))


def test_the_sum_counts_answers(models: tuple[Surveyed, ...]) -> None:
    assert "3 models, 15 GB; commercial use: 1 yes, 1 on conditions, 1 unknown; this is not legal advice" == summary(
        models
    )


@pytest.mark.parametrize(
    ("count", "text"), [(None, "-"), (0, "0 B"), (999, "999 B"), (1000, "1 kB"), (4_700_000_000, "4.7 GB")]
)
def test_sizes_are_in_powers_of_a_thousand(count: int | None, text: str) -> None:
    assert text == size_text(count)
