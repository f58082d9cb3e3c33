from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from cli.conftest import Run
from factories import entry_text, write_files

CARD = b"---\nlicense: mit\nbase_model: alpha\npipeline_tag: text-generation\n---\n"
CATALOGUE = {
    "base/alpha.toml": entry_text("Alpha", 'license = "CC-BY-NC-4.0"', 'maker = "Acme"'),
    "base/beta.toml": entry_text("Beta", 'license = "MIT"'),
}


@pytest.fixture(autouse=True)
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder without models."""
    for variable in ("HF_HOME", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "OLLAMA_MODELS", "XDG_CACHE_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def scan(tmp_path: Path, llmtui: Run) -> Run:
    """Runs `llmtui scan` on a catalogue of two entries."""
    catalogue = write_files(tmp_path / "catalogue", CATALOGUE)
    return lambda *words: llmtui("scan", *words, "--catalog", catalogue, "--no-bundled")


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A folder with three models."""
    config = b'{"model_type": "x"}'
    return write_files(
        tmp_path / "models",
        {
            "tune/README.md": CARD,
            "tune/model.safetensors": b"x" * 2000,
            "beta/config.json": config,
            "beta/model.safetensors": b"x",
            "none/config.json": config,
            "none/model.safetensors": b"x",
        },
    )


@pytest.fixture
def names(tmp_path: Path) -> Path:
    """A file with three names."""
    path = tmp_path / "names.txt"
    path.write_text("alpha\n\n# a note\nbeta\nno such thing\n")
    return path


def test_a_table_says_entry_match_and_answer(scan: Run, models: Path) -> None:
    outcome = scan(models)
    lines = outcome.out.splitlines()

    assert (0, 4) == (outcome.code, len(lines))
    assert lines[0].split() == ["model", "size", "word", "entry", "match", "commercial", "because"]
    assert any(
        line.startswith("tune ") and "CC-BY-NC-4.0 of Alpha: noncommercial" in line and " no " in line for line in lines
    )
    assert "llmtui: 3 models" in outcome.err
    assert "not legal advice" in outcome.err


def test_names_come_from_a_file(scan: Run, names: Path) -> None:
    outcome = scan("--names", names, "--format", "json")
    found = {
        each["name"]: (each["match"], each["permissions"]["commercial"]["answer"]) for each in json.loads(outcome.out)
    }

    assert {"alpha": ("exact", "no"), "beta": ("exact", "yes"), "no such thing": ("none", "unknown")} == found


def test_names_come_from_standard_input(scan: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"alpha\nbeta\n")))

    assert "alpha\nbeta\n" == scan("--names", "-", "--format", "ids").out


def test_json_has_every_key(scan: Run, models: Path) -> None:
    (tune,) = (each for each in json.loads(scan(models, "--format", "json").out) if each["name"] == "tune")

    assert {
        *("name", "source", "path", "size", "quantisation", "complete", "entry", "match", "differs", "nearest"),
        *("declared", "license", "word", "permissions", "disagreement"),
    } == set(tune)
    assert ("folder", str(models / "tune"), 2000 + len(CARD), None) == (
        tune["source"],
        tune["path"],
        tune["size"],
        tune["entry"],
    )
    assert {"license": "mit", "spdx": "MIT", "base": ["alpha"]} == tune["declared"]
    assert {"commercial", "derivatives", "redistribution", "outputs"} == set(tune["permissions"])
    (reason,) = tune["permissions"]["commercial"]["reasons"]
    assert ("alpha", "CC-BY-NC-4.0", "noncommercial") == (
        reason["entry"],
        reason["license"],
        reason["conditions"][0]["kind"],
    )


@pytest.mark.parametrize("name", ["csv", "tsv", "markdown", "jsonl"])
def test_each_machine_format_has_one_record_per_model(scan: Run, models: Path, name: str) -> None:
    outcome = scan(models, "--format", name)
    heading = {"csv": 1, "tsv": 1, "markdown": 2, "jsonl": 0}[name]

    assert (0, heading + 3) == (outcome.code, len(outcome.out.splitlines()))


def test_a_name_that_a_spreadsheet_would_compute_is_disarmed(scan: Run, tmp_path: Path) -> None:
    write_files(tmp_path / "m", {"=1+1/config.json": b'{"model_type": "x"}', "=1+1/a.safetensors": b"x"})
    rows = list(csv.DictReader(io.StringIO(scan(tmp_path / "m", "--format", "csv").out)))

    assert ["'=1+1"] == [row["name"] for row in rows]


def test_the_folders_of_programs_are_looked_at_unless_they_are_left_out(
    scan: Run, empty_home: Path, models: Path
) -> None:
    cache = empty_home / ".cache" / "huggingface" / "hub" / "models--acme--alpha" / "snapshots" / "1"
    write_files(cache, {"config.json": b'{"model_type": "x"}', "model.safetensors": b"x"})

    assert 4 == len(json.loads(scan(models, "--format", "json").out))
    assert 3 == len(json.loads(scan(models, "--no-default", "--format", "json").out))


def test_variables_name_the_folders_of_programs(scan: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"config.json": b'{"model_type": "x"}', "model.safetensors": b"x"}
    write_files(tmp_path / "hf" / "hub" / "models--acme--one" / "snapshots" / "1", files)
    write_files(tmp_path / "cache" / "models--acme--two" / "snapshots" / "1", files)
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    first = scan("--format", "json").out
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "cache"))
    second = scan("--format", "json").out

    assert [["acme/one"], ["acme/two"]] == [[each["name"] for each in json.loads(text)] for text in (first, second)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "no models in the folders of Hugging Face, Ollama and LM Studio; name other folders: llmtui scan FOLDER"),
        (["empty"], "no models in the named folders, nor in those of Hugging Face, Ollama and LM Studio"),
        (["empty", "--no-default"], "no models in the named folders"),
        (["--names", "none.txt"], "the file names no models"),
    ],
)
def test_nothing_found_is_a_no_that_says_where(
    scan: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "none.txt").touch()
    monkeypatch.chdir(tmp_path)
    outcome = scan(*words)

    assert (1, "", f"llmtui: {said}\n") == (outcome.code, outcome.out, outcome.err)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("/nothing/here",), "/nothing/here does not exist"),
        (("--names", "/nothing/here"), "No such file"),
        (("--names", "/dev/zero"), "not a regular file"),
        (("--from-bom", "/etc/hostname"), "not JSON"),
        (("--no-default",), "leaves nothing to look at"),
    ],
)
def test_unusable_input_is_wrong_usage(scan: Run, words: tuple[str, ...], reason: str) -> None:
    outcome = scan(*words)

    assert (2, "") == (outcome.code, outcome.out)
    assert reason in outcome.err


def test_what_was_passed_over_is_counted_and_listed_if_asked(scan: Run, models: Path) -> None:
    for number in range(5):
        (models / f"bad-{number}.gguf").write_text("no model")
    few, all_of_them = scan(models), scan(models, "--problems")

    assert "and 2 more problems; --problems lists them all" in few.err
    assert [3, 5] == [outcome.err.count("not a GGUF file") for outcome in (few, all_of_them)]


def test_a_bill_of_materials_is_written_and_read_back(scan: Run, models: Path, tmp_path: Path) -> None:
    bom = tmp_path / "models.cdx.json"
    bom.write_text(scan(models, "--format", "cyclonedx").out)
    keys = ("name", "size", "permissions")
    before = json.loads(scan(models, "--format", "json").out)
    after = json.loads(scan("--from-bom", bom, "--format", "json").out)

    assert [[each[key] for key in keys[:2]] for each in before] == [[each[key] for key in keys[:2]] for each in after]
    assert [each["permissions"]["commercial"]["answer"] for each in before] == [
        each["permissions"]["commercial"]["answer"] for each in after
    ]


def test_ids_of_models_that_have_no_entry_are_nothing(scan: Run, models: Path) -> None:
    outcome = scan(models / "none", "--format", "ids")

    assert (0, "") == (outcome.code, outcome.out)
