import json
import os
import socket
from pathlib import Path

import pytest

from factories import write_files
from llmtui.problems import ProblemLog
from llmtui.scan.found import Found, Source
from llmtui.scan.walk import Walk
from scan.making import card, write_gguf, write_ollama

CONFIG = b'{"model_type": "llama"}'


def found_in(folder: Path, source: Source = Source.FOLDER) -> tuple[list[Found], ProblemLog]:
    log = ProblemLog()
    return list(Walk(log).models(folder, source)), log


def test_a_folder_with_a_card_or_a_configuration_is_a_model(tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {
            "one/README.md": card("mit", "acme/base"),
            "one/model.safetensors": b"x" * 100,
            "deep/er/two/config.json": CONFIG,
            "deep/er/two/inner/model.safetensors": b"x" * 50,
            "site/README.md": b"# Not a model",
            "site/config.json": b'{"port": 80}',
        },
    )
    models, log = found_in(tmp_path)

    assert ["two", "one"] == [model.name for model in models]
    assert [50 + len(CONFIG), 100 + len(card("mit", "acme/base"))] == [model.size for model in models]
    assert (("mit", ("acme/base",)), 0) == ((models[1].declared.licence, models[1].declared.bases), len(log))


def test_a_model_folder_without_weights_is_incomplete(tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {
            "whole/config.json": CONFIG,
            "whole/model.safetensors": b"x",
            "card/config.json": CONFIG,
            "cut/config.json": CONFIG,
            "cut/model.safetensors.incomplete": b"x",
            "shards/config.json": CONFIG,
            "shards/model-00001-of-00002.safetensors": b"x",
        },
    )
    models, _log = found_in(tmp_path)

    assert {"whole": False, "card": True, "cut": True, "shards": True} == {
        each.name: each.is_partial for each in models
    }


def test_gguf_files_are_models_of_their_own_and_their_parts_are_one(tmp_path: Path) -> None:
    write_gguf(tmp_path / "a-Q4_K_M.gguf", "A", "mit")
    write_gguf(tmp_path / "b-00001-of-00002.gguf", "B")
    (tmp_path / "b-00002-of-00002.gguf").write_bytes(b"x" * 1000)
    models, log = found_in(tmp_path)

    assert (["a-Q4_K_M.gguf", "b.gguf"], 0) == ([model.name for model in models], len(log))
    assert (tmp_path / "b-00001-of-00002.gguf").stat().st_size + 1000 == models[1].size
    assert [False, False] == [model.is_partial for model in models]


def test_lm_studio_names_folders_by_publisher_and_model(tmp_path: Path) -> None:
    write_gguf(tmp_path / "acme" / "Alpha-7B-GGUF" / "alpha-7b-q4_k_m.gguf", "Alpha", "mit")
    write_files(tmp_path, {"mlx-community/Beta/config.json": CONFIG, "mlx-community/Beta/model.safetensors": b"x"})
    models, _log = found_in(tmp_path, Source.LM_STUDIO)

    assert ["acme/Alpha-7B-GGUF", "mlx-community/Beta"] == [model.name for model in models]
    assert "mit" == models[0].declared.licence


def test_caches_are_recognised_wherever_they_lie(tmp_path: Path) -> None:
    write_ollama(tmp_path / "backup" / "ollama", "alpha:7b", b"x")
    hub = tmp_path / "backup" / "hub" / "models--acme--alpha"
    write_files(hub, {"snapshots/abc/config.json": CONFIG, "snapshots/abc/model.safetensors": b"x"})
    write_files(tmp_path / "backup" / "hub" / "datasets--acme--corpus", {"snapshots/abc/README.md": card("mit")})
    models, _log = found_in(tmp_path)

    assert [("acme/alpha", Source.HUB), ("alpha:7b", Source.OLLAMA)] == [(each.name, each.source) for each in models]


def test_a_loop_of_links_ends_and_is_reported(tmp_path: Path) -> None:
    write_gguf(tmp_path / "a" / "x.gguf")
    (tmp_path / "a" / "back").symlink_to(tmp_path)
    models, log = found_in(tmp_path)

    assert (1, ["leads to a folder that was read already"]) == (len(models), [each.message for each in log])


def test_what_cannot_be_read_is_reported_and_passed_over(tmp_path: Path) -> None:
    write_gguf(tmp_path / "good.gguf")
    os.mkfifo(tmp_path / "pipe.gguf")
    (tmp_path / "device.gguf").symlink_to("/dev/zero")
    (tmp_path / "gone.gguf").symlink_to(tmp_path / "nothing")
    (tmp_path / "folder.gguf").mkdir()
    (tmp_path / "text.gguf").write_text("no model")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(tmp_path / "socket.gguf"))
    models, log = found_in(tmp_path)

    assert ["good.gguf"] == [model.name for model in models]
    reported = {problem.path.name: problem.message for problem in log}
    assert {"device.gguf", "gone.gguf", "pipe.gguf", "socket.gguf", "text.gguf"} == set(reported)
    assert "not a regular file" == reported["pipe.gguf"] == reported["device.gguf"]


def test_cards_and_configurations_that_are_pipes_devices_or_huge_do_not_stop_it(tmp_path: Path) -> None:
    for name, target in (("one", "/dev/zero"), ("two", "/dev/tty")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "README.md").symlink_to(target)
        (tmp_path / name / "config.json").write_bytes(CONFIG)
    (tmp_path / "three").mkdir()
    os.mkfifo(tmp_path / "three" / "README.md")
    with (tmp_path / "three" / "config.json").open("wb") as file:
        file.truncate(1 << 40)
    models, log = found_in(tmp_path)

    assert ["one", "two"] == sorted(model.name for model in models)
    assert {"README.md", "config.json"} == {problem.path.name for problem in log}


def test_names_of_files_cannot_reach_the_terminal_raw(tmp_path: Path) -> None:
    write_gguf(tmp_path / "\x1b]0;owned\x07\u202e.gguf", "\x1b[31mred", "mit\x07")
    write_files(tmp_path, {"bad\x1b[2J/config.json": CONFIG})
    models, _log = found_in(tmp_path)

    shown = json.dumps([[each.name, each.declared.name, each.declared.licence] for each in models], ensure_ascii=False)
    assert 2 == len(models)
    assert shown.isprintable()
    assert "\u202e" not in shown


def test_names_that_are_not_utf_8_are_shown_replaced(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/\xff\xfe"
    os.mkdir(folder)  # noqa: PTH102 - Path takes no bytes
    write_gguf(Path(os.fsdecode(folder)) / "a.gguf")
    (Path(os.fsdecode(folder)) / "config.json").write_bytes(CONFIG)
    models, _log = found_in(tmp_path)

    assert ["\ufffd\ufffd"] == [model.name for model in models]


def test_a_tree_without_an_end_is_followed_only_so_far(tmp_path: Path) -> None:
    folder = tmp_path
    for _depth in range(60):
        folder /= "d"
    folder.mkdir(parents=True)
    write_gguf(folder / "deep.gguf")
    models, log = found_in(tmp_path)

    assert ([], ["more than 24 folders deep"]) == (models, [problem.message for problem in log])


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_folder_that_may_not_be_read_is_reported(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    models, log = found_in(tmp_path)

    assert ([], ["Permission denied"]) == (models, [problem.message for problem in log])


def test_nothing_of_a_pickle_is_run(tmp_path: Path) -> None:
    """The file would make a folder if it were unpickled."""
    witness = tmp_path / "witness"
    payload = f"cos\nmkdir\n(S'{witness}'\ntR.".encode()
    write_files(tmp_path / "model", {"config.json": CONFIG, "pytorch_model.bin": payload, "modeling_x.py": b"1/0"})
    models, _log = found_in(tmp_path)

    assert (1, False) == (len(models), witness.exists())


def test_a_lone_file_is_read_and_any_other_is_refused(tmp_path: Path) -> None:
    write_gguf(tmp_path / "a.gguf", "A")
    (tmp_path / "b.txt").write_text("b")

    assert ["a.gguf"] == [model.name for model in found_in(tmp_path / "a.gguf")[0]]
    assert ["not a folder and not a GGUF file"] == [each.message for each in found_in(tmp_path / "b.txt")[1]]


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("acme--alpha", "acme/alpha"),
        ("acme__alpha-7b", "acme/alpha-7b"),
        ("acme_alpha", "acme_alpha"),
        ("alpha", "alpha"),
        ("--alpha", "--alpha"),
    ],
)
def test_a_folder_in_the_form_of_a_download_is_named_with_its_owner(tmp_path: Path, folder: str, name: str) -> None:
    write_files(tmp_path, {f"{folder}/config.json": CONFIG, f"{folder}/model.safetensors": b"x"})

    assert [name] == [model.name for model in found_in(tmp_path)[0]]


@pytest.mark.parametrize("name", [".git", "node_modules", "__pycache__", ".venv", "site-packages", "spaces--a--b"])
def test_folders_that_hold_no_models_are_passed_over(tmp_path: Path, name: str) -> None:
    write_files(tmp_path, {f"{name}/one/config.json": CONFIG, f"{name}/one/model.safetensors": b"x"})

    assert [] == found_in(tmp_path)[0]


def test_a_pipeline_is_one_model_whose_weights_are_one_folder_further_in(tmp_path: Path) -> None:
    files = {
        "model_index.json": b'{"_class_name": "Pipe"}',
        "unet/model.safetensors": b"x" * 9,
        "vae/config.json": CONFIG,
    }
    write_files(tmp_path / "pipe", files)
    models, _log = found_in(tmp_path)

    assert [("pipe", sum(map(len, files.values())), False)] == [
        (each.name, each.size, each.is_partial) for each in models
    ]


def test_what_is_in_folders_passed_over_does_not_count_for_the_size(tmp_path: Path) -> None:
    files = {"config.json": CONFIG, "model.safetensors": b"x" * 9, ".git/lfs/object": b"y" * 1000}
    write_files(tmp_path / "one", files)

    assert [9 + len(CONFIG)] == [model.size for model in found_in(tmp_path)[0]]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_folder_inside_a_model_that_may_not_be_read_costs_only_its_own_size(tmp_path: Path) -> None:
    files = {"config.json": CONFIG, "model.safetensors": b"x" * 9, "a/closed": b"y" * 100, "b/open": b"z" * 5}
    write_files(tmp_path / "one", files)
    (tmp_path / "one" / "a").chmod(0)

    assert [14 + len(CONFIG)] == [model.size for model in found_in(tmp_path)[0]]


def test_every_folder_is_counted_as_it_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "c").mkdir()
    counts: list[int] = []

    assert [] == list(Walk(ProblemLog(), counts.append).models(tmp_path))
    assert [1, 2, 3, 4] == counts


def test_a_folder_named_twice_is_looked_at_once(tmp_path: Path) -> None:
    write_gguf(tmp_path / "a.gguf")
    walk = Walk(ProblemLog())

    assert [1, 0] == [len(list(walk.models(tmp_path))) for _time in range(2)]


def test_a_part_that_is_missing_or_a_header_cut_off_makes_a_file_incomplete(tmp_path: Path) -> None:
    whole = write_gguf(tmp_path / "b-00001-of-00002.gguf", "B").read_bytes()
    (tmp_path / "cut.gguf").write_bytes(whole[:60])
    models, _log = found_in(tmp_path)

    assert {"b.gguf": True, "cut.gguf": True} == {each.name: each.is_partial for each in models}
    assert [True] == [each.is_partial for each in found_in(tmp_path / "cut.gguf")[0]]


def test_a_folder_of_gguf_files_with_a_card_is_one_model_per_file_unless_lm_studio_keeps_it(tmp_path: Path) -> None:
    write_gguf(tmp_path / "acme" / "alpha" / "a-Q4_K_M.gguf", "A", "mit")
    write_gguf(tmp_path / "acme" / "alpha" / "a-Q8_0.gguf", "A", "mit")

    assert ["a-Q4_K_M.gguf", "a-Q8_0.gguf"] == [each.name for each in found_in(tmp_path)[0]]
    (studio,) = found_in(tmp_path, Source.LM_STUDIO)[0]
    assert ("acme/alpha", ("a-Q4_K_M.gguf", "alpha"), "Q4_K_M") == (studio.name, studio.hints, studio.quantisation)
