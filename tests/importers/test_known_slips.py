from __future__ import annotations

from pathlib import Path

from llmtui.importers.known_slips import report_slips
from llmtui.problems import ProblemLog


def _told(stem: str, text: str) -> list[str]:
    log = ProblemLog()
    report_slips("opening-up-chatgpt", Path(f"{stem}.yaml"), text, log)
    return [str(each) for each in log]


def test_a_known_slip_is_told_with_its_line() -> None:
    told = _told("command-r", "project:\n    link: https://huggingface.co/x/c4ai-command-r-v01\n")

    assert ["command-r.yaml:2: project.link: the name says Command R+, the link is Command R (kept as printed)"] == told


def test_a_slip_that_was_mended_is_not_told() -> None:
    assert [] == _told("command-r", "project:\n    link: https://huggingface.co/x/c4ai-command-r-plus\n")


def test_other_records_have_no_known_slips() -> None:
    assert [] == _told("heron", "c4ai-command-r-v01")
