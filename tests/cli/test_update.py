from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from archives import folder_as_files, tar_of
from cli.conftest import Run
from importing import SAMPLES
from llmtui.update.store import Store
from running import environment
from serving import Server, plain, serving

SOURCE = SAMPLES / "osai-index"


def test_an_update_from_a_folder_is_in_use_afterwards(llmtui: Run) -> None:
    done = llmtui("update", "osai-index", "--from", SOURCE)
    shown = llmtui("show", "bittern", "--format", "json")

    assert (0, 0) == (done.code, shown.code)
    assert "New (" in done.out
    assert "osai-index: 4 records" in done.err


def test_a_dry_run_changes_nothing(llmtui: Run, tmp_path: Path) -> None:
    done = llmtui("update", "osai-index", "--from", SOURCE, "--dry-run")

    assert "New (" in done.out
    assert "nothing is changed" in done.err
    assert 1 == llmtui("show", "bittern").code
    assert not list((tmp_path / "llmtui" / "updates").glob("[0-9]*"))


def test_twice_is_said_to_bring_nothing_new(llmtui: Run) -> None:
    llmtui("update", "osai-index", "--from", SOURCE)
    again = llmtui("update", "osai-index", "--from", SOURCE)

    assert (0, "") == (again.code, again.out)
    assert "nothing is new" in again.err


def test_undo_prints_what_goes(llmtui: Run) -> None:
    llmtui("update", "osai-index", "--from", SOURCE)
    undone = llmtui("update", "--undo")

    assert 0 == undone.code
    assert "Gone (" in undone.out
    assert 1 == llmtui("show", "bittern").code


def test_the_result_begins_with_the_sums(llmtui: Run) -> None:
    done = llmtui("update", "osai-index", "--from", SOURCE)

    assert "no grade changed, 4 new entries" == done.out.splitlines()[0].strip()


def test_irregularities_are_counted_and_listed_on_demand(llmtui: Run) -> None:
    done = llmtui("update", "osai-index", "--from", SOURCE, "--dry-run")
    listed = llmtui("update", "osai-index", "--from", SOURCE, "--dry-run", "--problems")

    counted = set(done.err.splitlines()) - set(listed.err.splitlines())
    found = [line for line in listed.err.splitlines() if line not in done.err]
    assert {f"llmtui: {len(found)} irregularities in the records; --problems lists them"} == counted


@pytest.mark.parametrize(
    ("words", "said"),
    [([], "get 2026-06-12, the date of the catalogue's snapshot"), (["--date", "2026-09"], "get 2026-09, given with")],
)
def test_the_date_that_was_used_is_reported(llmtui: Run, words: list[str], said: str) -> None:
    assert said in llmtui("update", "osai-index", "--from", SOURCE, "--dry-run", *words).err


def test_doctor_says_of_when_an_update_is_and_what_is_in_it(llmtui: Run, tmp_path: Path) -> None:
    llmtui("update", "osai-index", "--from", SOURCE, "--date", "2026-09")
    folder = next((tmp_path / "llmtui" / "updates").glob("[0-9]*/osai-index"))
    (folder / "base" / "bloom.toml").write_text('extends = "bloom"\nnotice = "Mine."\n', "utf-8")
    found = json.loads(llmtui("doctor", "--format", "json").out)
    said = [each["value"] for each in found if each["name"] in {"osai-index", "update of osai-index"}]

    assert 2 <= len([value for value in said if "of 2026-09, 1 overlay, 4 new entries" in value])


def test_a_second_undo_has_nothing_to_undo(llmtui: Run) -> None:
    llmtui("update", "osai-index", "--from", SOURCE)
    llmtui("update", "--undo")
    again = llmtui("update", "--undo")

    assert (1, "", "llmtui: there is no update to undo\n") == (again.code, again.out, again.err)
    assert 1 == llmtui("show", "bittern").code


def test_undo_without_an_update_is_answered_no(llmtui: Run) -> None:
    undone = llmtui("update", "--undo")

    assert (1, "llmtui: there is no update to undo\n") == (undone.code, undone.err)


def test_without_the_bundle_its_update_is_out_too(llmtui: Run) -> None:
    llmtui("update", "osai-index", "--from", SOURCE)

    assert 1 == llmtui("list", "--no-bundled").code


def test_differences_come_as_records_too(llmtui: Run) -> None:
    done = llmtui("update", "osai-index", "--from", SOURCE, "--format", "json")

    assert {"new"} == {each["change"] for each in json.loads(done.out) if each["id"] == "bittern"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nope"], "there is no index 'nope'"),
        (["--from", "x"], "--from is for one index"),
        (["mof", "osai-index", "--from", "x"], "--from is for one index"),
        (["mof", "--from", "/nowhere"], "there is no /nowhere"),
        (["mof", "--from", "http://example.org/a.tar.gz"], "the connection is not encrypted"),
        (["mof", "--from", "file:///etc/passwd"], "is not an https address"),
        (["mof", "--undo"], "--undo takes nothing else"),
        (["mof", "--from", "x", "--date", "soon"], "'soon' is not a date"),
    ],
)
def test_wrong_usage_is_reported(llmtui: Run, words: list[str], said: str) -> None:
    done = llmtui("update", *words)

    assert (2, "") == (done.code, done.out)
    assert said in done.err


def test_a_fault_of_the_server_changes_nothing(llmtui: Run, tmp_path: Path) -> None:
    llmtui("update", "osai-index", "--from", SOURCE)
    before = folder_as_files(tmp_path / "llmtui")
    with serving(plain(b"", 503, retry_after="90")) as server:
        done = llmtui("update", "osai-index", "--from", server.url)

    assert 2 == done.code
    assert "not available now (503); it asks to wait 90 seconds" in done.err
    assert before == folder_as_files(tmp_path / "llmtui")
    assert 0 == llmtui("show", "bittern").code


def _slowly(server: Server) -> None:
    body = tar_of(folder_as_files(SOURCE))

    def answer(request: object) -> None:
        time.sleep(0.2)
        plain(body)(request)  # type: ignore[arg-type] # it is handed on as it comes

    server.answer = answer


@pytest.mark.parametrize("moment", range(6))
def test_killed_at_any_moment_the_old_or_the_new_state_is_there(llmtui: Run, tmp_path: Path, moment: int) -> None:
    """Six moments over the time that starting, waiting, merging and writing take; the store has its own twenty."""
    with serving(plain(b"")) as server:
        _slowly(server)
        words = [sys.executable, "-m", "llmtui", "update", "osai-index", "--from", server.url]
        folders = {name: os.environ[name] for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "HOME")}
        child = subprocess.Popen(
            words, env=environment(**folders), stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        time.sleep(0.2 * moment)
        child.send_signal(signal.SIGKILL if moment % 2 else signal.SIGINT)
        child.wait()

    found = llmtui("list", "--where", "id:bittern", "--format", "jsonl")
    assert (1, 0) == (found.code, 0) or '"bittern"' in found.out
    store = Store(tmp_path / "llmtui" / "updates")
    with store.locked():
        assert not list(store.folder.glob("new-*"))


def test_a_full_disk_leaves_what_was_there(llmtui: Run, tmp_path: Path) -> None:
    """A limit on the size of files acts like a full disk."""
    llmtui("update", "osai-index", "--from", SOURCE)
    script = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300));"
        "from llmtui.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    folders = {name: str(tmp_path) for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "HOME")}
    words = [sys.executable, "-B", "-c", script, "update", "mof", "--from", str(SAMPLES / "mof")]
    done = subprocess.run(words, env=environment(**folders), capture_output=True, text=True, check=False)

    assert 2 == done.returncode
    assert "nothing is changed" in done.stderr
    assert "Traceback" not in done.stderr
    assert 0 == llmtui("show", "bittern").code


def test_the_details_say_what_an_update_added(llmtui: Run, tmp_path: Path) -> None:
    overlay = tmp_path / "over" / "base" / "x.toml"
    overlay.parent.mkdir(parents=True)
    overlay.write_text('extends = "bloom"\nnotice = "Mine."\n', "utf-8")
    shown = llmtui("show", "bloom", "--catalog", tmp_path / "over")

    assert "Added to by" in shown.out
    assert f"{overlay.name}: notice" in shown.out


def _editor(folder: Path, line: str) -> str:
    script = folder / "editor"
    script.write_text(f"#!/bin/sh\nprintf '%s\\n' '{line}' >> \"$1\"\n", "utf-8")
    script.chmod(0o755)
    return str(script)


def test_edit_opens_an_overlay_and_checks_it(llmtui: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", _editor(tmp_path, 'notice = "Mine."'))
    done = llmtui("edit", "bloom")
    path = tmp_path / "llmtui" / "catalog" / "base" / "bloom.toml"

    assert (0, f"{path}\n", "") == (done.code, done.out, done.err)
    assert "Mine." in llmtui("show", "bloom").out
    assert "BLOOM" in llmtui("show", "bloom").out


def test_edit_opens_the_same_overlay_again(llmtui: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", _editor(tmp_path, "# again"))
    llmtui("edit", "bloom")
    path = tmp_path / "llmtui" / "catalog" / "base" / "bloom.toml"
    path.rename(path.with_name("mine.toml"))
    llmtui("edit", "bloom")

    assert 2 == path.with_name("mine.toml").read_text("utf-8").count("# again")


def test_edit_says_what_is_wrong(llmtui: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", _editor(tmp_path, 'notise = "Mine."'))
    done = llmtui("edit", "bloom")

    assert 1 == done.code
    assert "notise: unknown key (did you mean notice?)" in done.err


@pytest.mark.parametrize(
    ("editor", "code", "said"),
    [
        (f"{sys.executable} -c pass", 1, "nothing was added"),
        (f"{sys.executable} -c exit(1)", 2, "ended with 1"),
        ("no-such-editor", 2, "no-such-editor: No such file"),
        ("", 2, "no editor is set"),
        ("'", 2, "a quote is not closed"),
    ],
)
def test_an_editor_that_adds_nothing_leaves_nothing(
    llmtui: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, editor: str, code: int, said: str
) -> None:
    monkeypatch.setenv("EDITOR", editor)
    done = llmtui("edit", "bloom")

    assert code == done.code
    assert said in done.err
    assert [] == list((tmp_path / "llmtui" / "catalog").rglob("*.toml"))
    assert "" == llmtui("list", "--limit", "1").err


def test_what_was_written_is_kept_if_the_editor_fails_afterwards(
    llmtui: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = Path(_editor(tmp_path, "# mine"))
    editor.write_text(f"{editor.read_text('utf-8')}exit 1\n", "utf-8")
    monkeypatch.setenv("EDITOR", str(editor))
    done = llmtui("edit", "bloom")
    path = tmp_path / "llmtui" / "catalog" / "base" / "bloom.toml"

    assert (2, True) == (done.code, f"{path} is as it left it" in done.err)
    assert "# mine" in path.read_text("utf-8")


def test_a_file_that_was_left_as_it_began_is_removed_the_next_time(
    llmtui: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "llmtui" / "catalog" / "base" / "bloom.toml"
    monkeypatch.setenv("EDITOR", _editor(tmp_path, "# mine"))
    llmtui("edit", "bloom")
    path.write_text(path.read_text("utf-8").removesuffix("# mine\n"), "utf-8")
    monkeypatch.setenv("EDITOR", f"{sys.executable} -c pass")
    done = llmtui("edit", "bloom")

    assert 1 == done.code
    assert not path.exists()


def test_edit_of_nothing_suggests(llmtui: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "true")

    assert 1 == llmtui("edit", "blooom").code


def test_a_proposal_goes_to_standard_output(llmtui: Run) -> None:
    done = llmtui("propose", "bloomz", "--to", "osai-index")

    assert 0 == done.code
    assert "endmodelname: " in done.out
    assert "send it to the index as" in done.err


@pytest.mark.needs("git")
def test_a_proposal_for_a_clone_is_a_patch(llmtui: Run, tmp_path: Path) -> None:
    done = llmtui("propose", "bloomz", "--to", "osai-index", "--repo", tmp_path)
    (tmp_path / "patch").write_text(done.out, "utf-8")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)

    assert done.out.startswith("diff --git a/")
    assert 0 == subprocess.run(["git", "apply", "--check", "patch"], cwd=tmp_path, check=False).returncode


def test_what_an_index_did_not_judge_is_not_proposed(llmtui: Run) -> None:
    done = llmtui("propose", "alpaca-data", "--to", "mof")

    assert 1 == done.code
    assert "is not judged by mof; llmtui edit alpaca-data adds an assessment" in done.err


@pytest.mark.parametrize("words", [(), ("--problems",)])
def test_a_record_that_cannot_be_read_is_named_if_there_is_no_other(
    llmtui: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    path = tmp_path / "records" / "models" / "a.yml"
    path.parent.mkdir(parents=True)
    path.write_text("framework: {name: Model Openness Framework\nrelease:\n", "utf-8")
    done = llmtui("update", "mof", "--from", tmp_path / "records", *words)

    assert 2 == done.code
    assert f"llmtui: {path}:2: not YAML: " in done.err
    assert "no record of mof" in done.err
