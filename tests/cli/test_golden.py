"""One awkward catalogue through the plain commands, byte for byte; `--update-golden` writes the files anew."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from running import Outcome, run, run_on_terminal

Run = Callable[..., Outcome]

DATA = Path(__file__).parents[1] / "data"
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""A place where only ASCII arrives."""
COLOURS = {"NO_COLOR": ""}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder for what was read of the catalogue, which every process would read anew."""
    return str(tmp_path_factory.mktemp("cache"))


def _outcome(here: Run, command: str, columns: int, variables: dict[str, str]) -> Outcome:
    words = (*command.split(), "--catalog", str(DATA / "awkward"), "--no-bundled")
    if columns:
        return run_on_terminal(*words, variables={"COLUMNS": str(columns), **variables})
    return run(*words, variables=variables) if variables else here(*words)


def _without_assets(page: str) -> str:
    """A page without the text of its style and script, and without their hashes: the tests in Chromium hold these."""
    page = re.sub(r"(?s)(<(style|script)>).*?(</\2>)", r"\1\3", page)
    return re.sub(r"sha256-[\w+/=]+", "sha256", page)


@pytest.mark.parametrize(
    ("file", "command", "columns", "variables"),
    [
        ("list.txt", "list", 0, {}),
        ("list-60.txt", "list", 60, {"NO_COLOR": "1"}),
        ("list-100.txt", "list", 100, {"NO_COLOR": "1"}),
        ("list-ascii.txt", "list", 0, ASCII),
        ("list.json", "list --format json", 0, {}),
        ("list.jsonl", "list --format jsonl", 0, {}),
        ("list.csv", "list --format csv", 0, {}),
        ("list.tsv", "list --format tsv", 0, {}),
        ("list.md", "list --format markdown", 0, {}),
        ("search-100-coloured.txt", "search 百川", 100, COLOURS),
        ("show-60.txt", "show awkward", 60, {"NO_COLOR": "1"}),
        ("show-100.txt", "show awkward", 100, {"NO_COLOR": "1"}),
        ("show-ascii.txt", "show awkward", 0, ASCII),
        ("show-60-coloured.txt", "show awkward", 60, COLOURS),
        ("show-other-framework.txt", "show foreign --framework awkward-share", 0, {}),
        ("show-bare.txt", "show bare", 0, {}),
        ("show.json", "show awkward --format json", 0, {}),
        ("show.csv", "show awkward --format csv --framework awkward-share", 0, {}),
        ("export.html", "export - --format html", 0, {}),
        ("compare.html", "compare awkward bare foreign --format html", 0, {}),
        ("export.json", "export - --format json --where id:foreign", 0, {}),
    ],
)
def test_an_awkward_entry_looks_as_it_always_did(
    request: pytest.FixtureRequest,
    llmtui: Run,
    cache: str,
    file: str,
    command: str,
    columns: int,
    variables: dict[str, str],
) -> None:
    golden = DATA / "golden" / file

    outcome = _outcome(llmtui, command, columns, variables and {"XDG_CACHE_HOME": cache, **variables})

    printed = _without_assets(outcome.out) if golden.suffix == ".html" else outcome.out
    if request.config.getoption("--update-golden", default=False):
        golden.write_bytes(printed.encode())
    assert (0, "") == (outcome.code, outcome.err)
    assert golden.read_bytes().decode() == printed
