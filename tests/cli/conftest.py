"""A small catalogue, and the program run in this process on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from factories import entry_text, write_files
from llmtui.cli.main import main
from running import Outcome

FILES = {
    "base/alpha.toml": entry_text(
        "Alpha",
        'maker = "Acme"',
        'summary = "The first of them."',
        'license = "MIT"',
        'languages = ["en"]',
        'released = "2023-05"',
        "[[assessments]]",
        'framework = "opening-up-chatgpt"',
        'date = "2024-01"',
        "[assessments.grades]",
        'open_code = "open"',
        'llm_weights = "closed"',
    ),
    "base/beta.toml": entry_text(
        "Beta 百川",
        'maker = "Bolt"',
        'license = "Apache-2.0"',
        'languages = ["zh"]',
        'base = ["alpha"]',
        "[[assessments]]",
        'framework = "opening-up-chatgpt"',
        'date = "2024-01"',
        "[assessments.grades]",
        'open_code = "open"',
        'llm_weights = { grade = "open", evidence = ["https://example.org/weights"] }',
    ),
    "data/gamma.toml": entry_text("Gamma Corpus", 'maker = "Acme Labs"', kind="dataset"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A catalogue of a few entries."""
    return write_files(tmp_path / "catalogue", FILES)


Run = Callable[..., Outcome]


@pytest.fixture
def llmtui(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line."""

    def run(*words: str | Path) -> Outcome:
        try:
            code = main([str(word) for word in words])
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 120
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return run


@pytest.fixture
def small(folder: Path, llmtui: Run) -> Run:
    """Runs a command line on the small catalogue alone."""
    return lambda *words: llmtui(*words, "--catalog", folder, "--no-bundled")
