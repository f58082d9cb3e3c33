from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from factories import entry_text
from importing import drafts_of
from llmtui.importers import Draft
from llmtui.importers.drafts import Action, Planner, Step
from llmtui.problems import ProblemLog
from llmtui.toml_reader import parse_toml

HERON = drafts_of("opening-up-chatgpt")[0]["heron-chat.yaml"]
MOF = drafts_of("mof")[0]
PATH = "instruction/heron-chat.toml"


def _plan(folder: Path, *drafts: Draft, overwrite: bool = False) -> tuple[tuple[Step, ...], list[str]]:
    log = ProblemLog()
    steps = Planner(folder, log, overwrite=overwrite).plan_all(drafts)
    return steps, [each.message for each in log]


def _write(steps: tuple[Step, ...]) -> None:
    for step in steps:
        step.path.parent.mkdir(parents=True, exist_ok=True)
        step.path.write_text(step.text, "utf-8")


def _imported(folder: Path, *drafts: Draft) -> Path:
    """A folder after an import, and the file of the first draft."""
    steps, _ = _plan(folder, *drafts)
    _write(steps)
    return steps[0].path


def _judged(draft: Draft, date: str = "2025-03", of: str = "") -> Draft:
    """The draft with another assessment."""
    (assessment,) = draft.entry.assessments
    return replace(draft, entry=replace(draft.entry, assessments=(replace(assessment, date=date, of=of),)))


def test_a_draft_goes_to_its_category_under_its_id(tmp_path: Path) -> None:
    (step,), problems = _plan(tmp_path, HERON)

    assert (Action.NEW, tmp_path / PATH, []) == (step.action, step.path, problems)
    assert step.text.startswith("# Drafted from projects/heron-chat.yaml of opening-up-chatgpt.\n")


def test_a_plan_writes_nothing(tmp_path: Path) -> None:
    _plan(tmp_path, HERON)

    assert [] == list(tmp_path.iterdir())


def test_a_second_import_finds_everything_the_same(tmp_path: Path) -> None:
    _imported(tmp_path, HERON, *MOF.values())

    steps, problems = _plan(tmp_path, HERON, *MOF.values(), overwrite=True)

    assert ({Action.SAME}, []) == ({each.action for each in steps}, problems)


def test_another_day_alone_makes_no_difference(tmp_path: Path) -> None:
    _imported(tmp_path, HERON)

    assert [Action.SAME] == [each.action for each in _plan(tmp_path, _judged(HERON, date="2026-01"))[0]]


def test_a_draft_is_found_again_after_it_was_renamed_and_moved(tmp_path: Path) -> None:
    path = _imported(tmp_path, HERON)
    (tmp_path / "base").mkdir()
    moved = path.rename(tmp_path / "base" / "grey.toml")

    (step,), _ = _plan(tmp_path, HERON)

    assert (Action.SAME, moved) == (step.action, step.path)


def test_a_file_that_differs_stays_and_is_reported(tmp_path: Path) -> None:
    path = _imported(tmp_path, HERON)
    path.write_text(path.read_text("utf-8").replace('paper = { grade = "open"', 'paper = { grade = "closed"'), "utf-8")

    (step,), problems = _plan(tmp_path, HERON)

    assert (Action.KEPT, "") == (step.action, step.text)
    assert ["differs from"] == [each[:12] for each in problems]


def test_overwriting_replaces_the_assessment_of_the_source_and_nothing_else(tmp_path: Path) -> None:
    path = _imported(tmp_path, HERON)
    own = '\n# mine\n[[assessments]]\nframework = "mof"\ndate = "2024-01"\n[assessments.grades]\ndatasets = "open"\n'
    text = path.read_text("utf-8").replace("A bird that talks.", "My own words.").replace("All of the code", "None")
    path.write_text(f"# My comment\n{text}{own}\n[links.more]\n", "utf-8")
    before = parse_toml(path.read_text("utf-8"))

    (step,), problems = _plan(tmp_path, HERON, overwrite=True)
    after = parse_toml(step.text)

    assert (Action.REPLACED, []) == (step.action, problems)
    assert {**before, "assessments": None} == {**after, "assessments": None}
    assert "# My comment" in step.text
    assert "My own words." in step.text
    assert ["mof", "opening-up-chatgpt"] == [each["framework"] for each in _tables(after)]
    assert "All of the code" in step.text


def _tables(values: dict[str, object]) -> list[dict[str, object]]:
    found = values["assessments"]
    assert isinstance(found, list)
    return found


def test_an_assessment_that_the_user_made_with_the_same_framework_stays(tmp_path: Path) -> None:
    path = _imported(tmp_path, HERON)
    own = '[[assessments]]\nframework = "opening-up-chatgpt"\ndate = "2026-01"\n[assessments.grades]\napi = "open"\n'
    text = path.read_text("utf-8").replace("All of the code", "None")
    path.write_text(f"{text}\n{own}", "utf-8")

    (step,), _ = _plan(tmp_path, HERON, overwrite=True)

    assert ["2026-01", "2025-03"] == [each["date"] for each in _tables(parse_toml(step.text))]


def test_of_two_records_in_one_entry_only_the_one_is_replaced(tmp_path: Path) -> None:
    path = _imported(tmp_path, HERON)
    second = path.read_text("utf-8").partition("[[assessments]]")[2].replace('as = "Heron Chat"', 'as = "Heron 2"')
    path.write_text(path.read_text("utf-8") + "\n[[assessments]]" + second.replace("All of the code", "Two"), "utf-8")

    same, _ = _plan(tmp_path, HERON)
    (step,), _ = _plan(tmp_path, _judged(HERON, of="7B"), overwrite=True)

    assert Action.SAME is same[0].action
    assert ["Heron 2", "Heron Chat"] == [each["as"] for each in _tables(parse_toml(step.text))]


def test_an_assessment_that_cannot_be_cut_out_safely_stays(tmp_path: Path) -> None:
    path = tmp_path / PATH
    path.parent.mkdir()
    listing = '[[listed_in]]\nsource = "opening-up-chatgpt"\nsection = "projects/heron-chat.yaml"\n'
    inline = 'assessments = [{framework = "opening-up-chatgpt", source = "https://opening-up-chatgpt.github.io"}]'
    path.write_text(entry_text("Heron", inline, listing), "utf-8")

    (step,), problems = _plan(tmp_path, HERON, overwrite=True)

    assert (Action.KEPT, ["its assessment cannot be replaced safely"]) == (step.action, problems)


def test_line_ends_of_a_file_stay_what_they_are(tmp_path: Path) -> None:
    path = _imported(tmp_path, HERON)
    text = path.read_text("utf-8").replace("All of the code", "None")
    path.write_bytes(text.replace("\n", "\r\n").encode())

    (step,), _ = _plan(tmp_path, HERON, overwrite=True)

    assert step.text.count("\n") == step.text.count("\r\n")


def test_a_file_of_the_same_id_that_lists_no_record_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "heron-chat.toml").write_text(entry_text("Another heron"), "utf-8")

    (step,), problems = _plan(tmp_path, HERON, overwrite=True)

    assert tmp_path / "instruction" / "heron-chat-opening-up-chatgpt.toml" == step.path
    assert [f"the id 'heron-chat' is taken by {tmp_path / 'base' / 'heron-chat.toml'}"] == problems


@pytest.mark.parametrize("folder", ["frameworks", "licences", "checklists", ".drafts"])
def test_only_files_of_entries_take_an_id(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "heron-chat.toml").write_text('name = "Not an entry"\n', "utf-8")

    (step,), problems = _plan(tmp_path, HERON)

    assert (tmp_path / PATH, []) == (step.path, problems)


def test_of_two_records_of_one_name_the_one_whose_file_is_called_so_gets_the_id(tmp_path: Path) -> None:
    chat, heron = MOF["Heron-7B-Chat.yml"], MOF["Heron-7B.yml"]

    steps, problems = _plan(tmp_path, chat, heron)

    assert ["heron-7b-chat", "heron-7b"] == [each.path.stem for each in steps]
    assert ["the id 'heron-7b' is taken by"] == [each[:29] for each in problems]


def test_ids_are_numbered_where_nothing_else_is_left(tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    for name in ("heron-chat", "heron-chat-opening-up-chatgpt"):
        (tmp_path / "base" / f"{name}.toml").write_text(entry_text("X"), "utf-8")

    assert "heron-chat-opening-up-chatgpt-2" == _plan(tmp_path, HERON)[0][0].path.stem


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "into"
    outside.mkdir()
    folder.mkdir()
    (folder / "instruction").symlink_to(outside)

    steps, problems = _plan(folder, HERON)

    assert ((), ["leads out of the folder; nothing is written"]) == (steps, problems)


def test_a_file_that_is_a_link_is_not_replaced(tmp_path: Path) -> None:
    path = _imported(tmp_path / "into", HERON)
    target = path.rename(tmp_path / "kept.toml")
    target.write_text(target.read_text("utf-8").replace("All of the code", "None"), "utf-8")
    path.symlink_to(target)

    (step,), _ = _plan(tmp_path / "into", HERON, overwrite=True)

    assert Action.KEPT is step.action


@pytest.mark.parametrize("content", [b"\xff", b"= nothing", b""], ids=["no-text", "no-toml", "empty"])
def test_files_that_cannot_be_read_stop_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "odd.toml").write_bytes(content)

    assert Action.NEW is _plan(tmp_path, HERON)[0][0].action
