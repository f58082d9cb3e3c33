from __future__ import annotations

from pathlib import Path

from llmtui.importers.known_slips import duplicate_of, report_slips, why_not_a_system
from llmtui.problems import ProblemLog


def _messages(stem: str, text: str) -> list[str]:
    log = ProblemLog()
    report_slips("opening-up-chatgpt", Path(f"{stem}.yaml"), text, log)
    return [str(each) for each in log]


def test_a_known_slip_is_reported_with_its_line() -> None:
    messages = _messages("command-r", "project:\n    link: https://huggingface.co/x/c4ai-command-r-v01\n")

    assert [
        "command-r.yaml:2: project.link: the name says Command R+, the link is Command R (kept as printed)"
    ] == messages


def test_a_slip_that_was_corrected_is_not_reported() -> None:
    assert [] == _messages("command-r", "project:\n    link: https://huggingface.co/x/c4ai-command-r-plus\n")


def test_other_records_have_no_known_slips() -> None:
    assert [] == _messages("heron", "c4ai-command-r-v01")


def _record(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_record_known_to_be_of_no_system_is_found_while_its_words_are_there(tmp_path: Path) -> None:
    path = _record(tmp_path, "OpenBMB.yml", "name: OpenBMB\n")
    mended = _record(tmp_path, "Arkim.yml", "name: Something else\n")

    assert "an organisation, not a model" == why_not_a_system("mof", path)
    assert "" == why_not_a_system("mof", mended)
    assert "" == why_not_a_system("osai-index", path)


def test_a_second_record_is_found_by_its_words(tmp_path: Path) -> None:
    path = _record(tmp_path, "Jamba.yml", "release:\n  name: Jamba\n")

    assert "a second record of Jamba v0.1" == duplicate_of("mof", path)
    assert "" == duplicate_of("mof", tmp_path / "gone.yml")
