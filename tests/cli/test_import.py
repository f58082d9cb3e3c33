from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from importing import SAMPLES
from running import Outcome, run_script, with_small_files

Run = Callable[..., Outcome]
FORMATS = ("opening-up-chatgpt", "osai-index", "mof")
COUNTS = {"opening-up-chatgpt": 3, "osai-index": 4, "mof": 4}


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "into"


def _content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.toml")}


@pytest.mark.parametrize("name", FORMATS)
def test_every_record_becomes_a_file(llmtui: Run, into: Path, name: str) -> None:
    outcome = llmtui("import", name, SAMPLES / name, "--into", into)

    assert (0, COUNTS[name]) == (outcome.code, len(outcome.out.splitlines()))
    assert sorted(f"{into}/{each}" for each in _content(into)) == sorted(
        line.split()[1] for line in outcome.out.splitlines()
    )


@pytest.mark.parametrize("link", ["http://[::1", "http://\uff47ithub.com/x", "http://example.org\u2100x.example"])
@pytest.mark.parametrize("name", FORMATS)
def test_a_link_that_no_program_can_split_is_refused_with_its_line(
    llmtui: Run, into: Path, tmp_path: Path, name: str, link: str
) -> None:
    record = next(path for path in sorted((SAMPLES / name).rglob("[Hh]eron*.y*ml")))
    copied = tmp_path / record.name
    text = re.sub(r"https://[^'\"\s\]]+", f'"{link}"', record.read_text("utf-8"), count=1)
    copied.write_text(text, "utf-8")
    line = next(number for number, each in enumerate(text.splitlines(), 1) if link in each)

    outcome = llmtui("import", name, copied, "--into", into)

    assert (0, 1) == (outcome.code, len(_content(into)))
    assert f"{copied}:{line}: " in outcome.err
    assert f"{link!r} is not an address" in outcome.err


@pytest.mark.parametrize("link", ["http://[::1", "http://\uff47ithub.com/x", "http://example.org\u2100x.example"])
def test_a_link_of_a_product_or_score_that_no_program_can_split_is_refused(
    llmtui: Run, into: Path, tmp_path: Path, link: str
) -> None:
    copied = tmp_path / "map"
    shutil.copytree(SAMPLES / "os-ai-map", copied)
    records = [copied / "sources" / folder / "heron.yaml" for folder in ("products", "scores")]
    for path in records:
        text = re.sub(r"https://[^'\"\s\]]+", link, path.read_text("utf-8"), count=1)
        path.write_text(text, "utf-8")

    outcome = llmtui("import", "os-ai-map", copied, "--into", into)

    assert (0, 2) == (outcome.code, len(_content(into)))
    for path in records:
        assert re.search(rf"{re.escape(str(path))}:\d+: .*{re.escape(repr(link))} is not an address", outcome.err)


def test_what_was_imported_validates_but_for_licences_that_have_no_spdx_id(llmtui: Run, into: Path) -> None:
    for name in FORMATS:
        llmtui("import", name, SAMPLES / name, "--into", into)

    outcome = llmtui("validate", into, "--no-bundled")

    assert ["'Ibis License' is not an SPDX expression"] == re.findall(r"license: (.*?) \(", outcome.out)
    assert "llmtui: 1 problem, 11 entries read\n" == outcome.err


@pytest.mark.parametrize("words", [(), ("--overwrite",)], ids=["plain", "overwriting"])
def test_importing_twice_changes_nothing(llmtui: Run, into: Path, words: tuple[str, ...]) -> None:
    for name in FORMATS:
        llmtui("import", name, SAMPLES / name, "--into", into)
    before = _content(into)

    for name in FORMATS:
        outcome = llmtui("import", name, SAMPLES / name, "--into", into, *words)
        assert {"same"} == {line.split()[0] for line in outcome.out.splitlines()}

    assert before == _content(into)


def test_a_dry_run_prints_the_plan_and_writes_nothing(llmtui: Run, into: Path) -> None:
    dry = llmtui("import", "mof", SAMPLES / "mof", "--into", into, "--dry-run")
    there = into.exists()
    real = llmtui("import", "mof", SAMPLES / "mof", "--into", into)

    assert not there
    assert dry.out == real.out
    assert "; dry run, nothing was written\n" in dry.err


def test_an_edited_file_stays_until_overwriting_is_asked_for(llmtui: Run, into: Path) -> None:
    llmtui("import", "mof", SAMPLES / "mof", "--into", into)
    path = into / "domain" / "stork-plus.toml"
    edited = path.read_text("utf-8").replace("CC-BY-4.0", "None").replace('maker = "Heron Lab"', 'maker = "Me"')
    path.write_text(edited, "utf-8")

    plain = llmtui("import", "mof", SAMPLES / "mof", "--into", into)
    kept = path.read_text("utf-8")
    llmtui("import", "mof", SAMPLES / "mof", "--into", into, "--overwrite")
    after = path.read_text("utf-8")

    assert edited == kept
    assert f"kept      {path}" in plain.out
    assert ("CC-BY-4.0" in after, 'maker = "Me"' in after) == (True, True)


def test_each_irregularity_goes_to_standard_error_once(llmtui: Run, into: Path) -> None:
    outcome = llmtui("import", "opening-up-chatgpt", SAMPLES / "opening-up-chatgpt", "--into", into)
    lines = outcome.err.splitlines()

    assert len(lines) == len(set(lines))
    assert any("ibis.yaml:16: opencode.class: 'Open ' is read as open" in each for each in lines)
    assert any("--date overrides them" in each for each in lines)


def test_the_date_of_the_judgement_can_be_given(llmtui: Run, into: Path) -> None:
    llmtui("import", "osai-index", SAMPLES / "osai-index", "--into", into, "--date", "2024-05")

    assert all(b'\ndate = "2024-05"\n' in each for each in _content(into).values())


def test_without_it_the_date_of_the_file_is_taken(llmtui: Run, into: Path, tmp_path: Path) -> None:
    record = tmp_path / "Heron.yaml"
    record.write_bytes((SAMPLES / "osai-index" / "Heron.yaml").read_bytes())
    os.utime(record, (1_700_000_000, 1_700_000_000))

    llmtui("import", "osai-index", record, "--into", into)

    assert b'\ndate = "2023-11"\n' in _content(into)["instruction/heron.toml"]


def test_the_folder_inside_a_copy_of_the_repository_is_found(llmtui: Run, into: Path) -> None:
    whole = llmtui("import", "mof", SAMPLES / "mof", "--into", into, "--dry-run")
    inside = llmtui("import", "mof", SAMPLES / "mof" / "models", "--into", into, "--dry-run")

    assert whole.out == inside.out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        pytest.param(("mof", "no/such/place"), 2, "there is no no/such/place", id="no-source"),
        pytest.param(("heron", "."), 2, "choose from", id="no-format"),
        pytest.param(("mof", "EMPTY"), 1, "no record of mof in", id="no-records"),
        pytest.param(("mof", "EMPTY", "--date", "soon"), 2, "'soon' is not a date", id="no-date"),
    ],
)
def test_what_cannot_be_done_is_reported(
    llmtui: Run, into: Path, tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()

    outcome = llmtui("import", *(str(empty) if word == "EMPTY" else word for word in words), "--into", into)

    assert (code, "") == (outcome.code, outcome.out)
    assert said in outcome.err


def test_a_file_cannot_be_imported_into(llmtui: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")

    outcome = llmtui("import", "mof", SAMPLES / "mof", "--into", tmp_path / "file")

    assert 2 == outcome.code
    assert "is not a folder" in outcome.err


def test_a_folder_that_cannot_be_written_is_reported_a_file_at_a_time(llmtui: Run, into: Path) -> None:
    into.mkdir()
    (into / "domain").write_text("in the way", "utf-8")

    outcome = llmtui("import", "mof", SAMPLES / "mof", "--into", into)

    assert (1, 3) == (outcome.code, len(outcome.out.splitlines()))
    assert "stork-plus.toml: cannot be written: " in outcome.err
    assert "1 of 4 files could not be written; import again to complete them" in outcome.err


def test_a_disk_that_becomes_full_leaves_whole_files_and_exits_with_1(llmtui: Run, into: Path, tmp_path: Path) -> None:
    llmtui("import", "mof", SAMPLES / "mof", "--into", tmp_path / "whole")

    words = ["import", "mof", str(SAMPLES / "mof"), "--into", str(into)]
    outcome = run_script(with_small_files(1500, f"from llmtui.cli.main import main; sys.exit(main({words!r}))"))

    written, whole = _content(into), _content(tmp_path / "whole")
    assert 1 == outcome.code
    assert 0 < len(written) < len(whole)
    assert written.items() <= whole.items()
    assert not list(into.rglob(".*"))
    assert "cannot be written: File too large" in outcome.err


def test_nothing_is_left_behind_but_the_files(llmtui: Run, into: Path) -> None:
    llmtui("import", "mof", SAMPLES / "mof", "--into", into)

    assert {".toml"} == {path.suffix for path in into.rglob("*") if path.is_file()}
    assert not list(into.rglob(".*"))


def test_names_that_no_terminal_should_see_are_written_safely_and_found_again(
    llmtui: Run, into: Path, tmp_path: Path
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    text = (SAMPLES / "mof" / "models" / "Heron-7B.yml").read_text("utf-8")
    hostile = text.replace("name: Heron-7B", 'name: "../../\\e[31m\\u202e[b]x[/b]"')
    (source / "\x1b[2J\udcff.yml").write_text(hostile, "utf-8")

    first = llmtui("import", "mof", source, "--into", into)
    second = llmtui("import", "mof", source, "--into", into)

    assert {"base/31m-b-x-b.toml"} == set(_content(into))
    assert second.out == first.out.replace("new ", "same")
    assert not {letter for letter in first.out + first.err if letter in "\x1b\u202e"}


def test_licences_are_written_as_spdx_spells_them(llmtui: Run, into: Path) -> None:
    llmtui("import", "osai-index", SAMPLES / "osai-index", "--into", into)

    assert b'license = "Apache-2.0"' in b"\n".join(_content(into).values())
    assert b'license = "Apache 2.0"' not in b"\n".join(_content(into).values())
