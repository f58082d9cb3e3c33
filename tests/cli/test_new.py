from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from factories import entry_text, write_files
from llmtui.loader.locate import bundled_folder
from running import Outcome

Run = Callable[..., Outcome]


@pytest.fixture
def new(llmtui: Run, tmp_path: Path) -> Run:
    """Runs `llmtui new` into a folder of its own, over nothing but the bundled definitions."""
    return lambda *words: llmtui("new", *words, "--no-bundled", "--into", tmp_path / "mine")


def test_a_file_is_written_its_path_printed_and_the_next_step_told(new: Run, tmp_path: Path) -> None:
    outcome = new("heron-chat")

    path = tmp_path / "mine" / "instruction" / "heron-chat.toml"
    assert (0, f"{path}\n") == (outcome.code, outcome.out)
    assert f"llmtui validate {path}" in outcome.err
    assert 'kind = "model"' in path.read_text("utf-8")


def test_without_a_folder_it_lies_among_ones_own_entries(llmtui: Run, tmp_path: Path) -> None:
    outcome = llmtui("new", "heron-chat", "--no-bundled")

    assert f"{tmp_path / 'llmtui' / 'catalog' / 'instruction' / 'heron-chat.toml'}\n" == outcome.out
    assert Path(outcome.out.strip()).is_file()


@pytest.mark.parametrize(
    ("words", "place", "kind"),
    [
        (("--kind", "dataset"), "data", "dataset"),
        (("--category", "inference"), "inference", "tool"),
        (("--category", "base"), "base", "model"),
        (("--category", "base", "--kind", "method"), "base", "method"),
    ],
)
def test_kind_and_category_follow_from_each_other(
    new: Run, words: tuple[str, ...], place: str, kind: str, tmp_path: Path
) -> None:
    new("heron", *words)

    assert f'kind = "{kind}"' in (tmp_path / "mine" / place / "heron.toml").read_text("utf-8")


def test_validate_leads_to_a_valid_entry(new: Run, llmtui: Run) -> None:
    path = Path(new("heron", "--framework", "opening-up-chatgpt").out.strip())
    first = llmtui("validate", path)
    text = path.read_text("utf-8").replace('name = ""', 'name = "Heron"').replace('date = "?"', 'date = "2024"')
    path.write_text(text.replace('source = ""', 'source = "s"').replace('grade = "?"', 'grade = "open"'), "utf-8")
    second = llmtui("validate", path)
    path.write_text(path.read_text("utf-8").replace('source = "?"', 'source = "https://x.example"'), "utf-8")
    third = llmtui("validate", path)

    assert [1, 1, 0] == [first.code, second.code, third.code]
    assert ": name: is missing or empty" in first.out
    assert ": assessments.1.source: '?' is not an http or https link" in second.out


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("Heron Chat 7B", "heron-chat-7b"),
        ("OLMo_2.1", "olmo-2-1"),
        ("heron.toml", "heron"),
        ("../../etc/passwd", "etc-passwd"),
        ("Écureuil", "ecureuil"),
        ("百川", ""),
        ("", ""),
        ("x" * 200, "x" * 80),
    ],
)
def test_a_bad_id_is_refused_with_a_proposal(new: Run, text: str, proposal: str, tmp_path: Path) -> None:
    outcome = new(text)

    assert (2, "") == (outcome.code, outcome.out)
    assert "is no id" in outcome.err
    assert proposal in outcome.err
    assert not (tmp_path / "mine").exists()


def test_an_id_that_is_taken_is_refused_with_its_file(llmtui: Run, tmp_path: Path) -> None:
    outcome = llmtui("new", "bloomz", "--into", tmp_path / "mine")

    assert 2 == outcome.code
    assert str(bundled_folder() / "instruction" / "bloomz.toml") in outcome.err


@pytest.mark.parametrize("category", ["instruction", "base"])
def test_a_file_that_is_there_is_never_written_over(new: Run, category: str, tmp_path: Path) -> None:
    write_files(tmp_path / "mine", {"instruction/heron.toml": "not filled in"})

    outcome = new("heron", "--category", category)

    assert (2, "") == (outcome.code, outcome.out)
    assert "is there already" in outcome.err
    assert ["not filled in"] == [path.read_text("utf-8") for path in (tmp_path / "mine").rglob("*.toml")]


def test_a_link_that_leads_out_of_the_folder_is_not_followed(new: Run, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "instruction").symlink_to(outside)

    outcome = new("heron")

    assert 2 == outcome.code
    assert "leads out of" in outcome.err
    assert [] == list(outside.iterdir())


def test_a_category_that_leads_out_of_the_folder_is_not_followed(new: Run, tmp_path: Path) -> None:
    write_files(tmp_path / "mine", {"categories.toml": '[[categories]]\nid = "../out"\n'})

    outcome = new("heron", "--category", "../out")

    assert 2 == outcome.code
    assert not (tmp_path / "out").exists()


def test_the_folder_of_a_category_is_not_taken_for_a_catalogue(llmtui: Run, tmp_path: Path) -> None:
    shelf = write_files(tmp_path / "mine", {"instruction/x.toml": entry_text()}) / "instruction"

    outcome = llmtui("new", "heron", "--into", shelf)

    assert 2 == outcome.code
    assert f"--into {tmp_path / 'mine'}" in outcome.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--category", "instr"), "did you mean instruction?"),
        (("--framework", "nobody"), "there is no framework 'nobody'"),
        (("--kind", "modle"), "invalid choice"),
    ],
)
def test_what_does_not_exist_is_refused(new: Run, words: tuple[str, str], told: str) -> None:
    outcome = new("heron", *words)

    assert 2 == outcome.code
    assert told in outcome.err


def test_a_folder_that_cannot_be_is_told(llmtui: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    outcome = llmtui("new", "heron", "--into", tmp_path / "file" / "mine")

    assert (2, "") == (outcome.code, outcome.out)
    assert "nothing was written" in outcome.err
