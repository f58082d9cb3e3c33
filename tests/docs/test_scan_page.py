"""Runs the lines of jq in docs/scan.md on a scan."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from factories import entry_text, write_files
from running import run

PAGE = Path(__file__).resolve().parents[2] / "docs" / "scan.md"
PROGRAMS = re.findall(r"^llmtui scan --format json \| jq -r '(.+)'$", PAGE.read_text(), re.MULTILINE)


ANSWERS = (
    "forbidden\n",
    """limited: LicenseRef-Llama-3 of Limited: users (2), use-policy (1.b.iv)
nameless: no licence is known for nameless
""",
)


@pytest.mark.needs("jq")
@pytest.mark.parametrize(("program", "answer"), tuple(zip(PROGRAMS, ANSWERS, strict=True)))
def test_a_line_of_jq_answers_its_question(tmp_path: Path, program: str, answer: str) -> None:
    catalogue = write_files(
        tmp_path / "catalogue",
        {
            "base/free.toml": entry_text("Free", 'license = "MIT"'),
            "base/forbidden.toml": entry_text("Forbidden", 'license = "CC-BY-NC-4.0"'),
            "base/limited.toml": entry_text("Limited", 'license = "LicenseRef-Llama-3"'),
        },
    )
    names = tmp_path / "names"
    names.write_text("free\nforbidden\nlimited\nnameless\n")
    scan = run("scan", "--names", names, "--format", "json", "--catalog", catalogue, "--no-bundled")
    done = subprocess.run(["jq", "-r", program], input=scan.out, capture_output=True, check=True, text=True)

    assert answer == done.stdout
