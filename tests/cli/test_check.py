from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from factories import entry_text, write_files
from llmtui.loader.locate import bundled_folder
from running import Outcome

Run = Callable[..., Outcome]
AI_ACT = ("check", "eu-ai-act-53-2", "olmo-3-1-think", "llama-3-1", "deepseek-r1")
MINE = """
name = "Mine"
asks = "Is the code open?"
note = "It is a test."

[[conditions]]
label = "The licence allows it"
holds = "commercial:yes"
fails = "commercial:no"

[[conditions]]
label = "It came out lately"
holds = "released>=2024"
"""


@pytest.fixture
def run(llmtui: Run, tmp_path: Path) -> Run:
    folder = write_files(
        tmp_path / "catalog",
        {
            "checklists/mine.toml": MINE,
            "checklists/broken.toml": MINE.replace("commercial:yes", "comercial:yes"),
            "base/good.toml": entry_text("Good", 'license = "MIT"', 'released = "2024-05"'),
            "base/old.toml": entry_text("Old", 'license = "MIT"'),
            "base/bad.toml": entry_text("Bad", 'license = "CC-BY-NC-4.0"', 'released = "2024-05"'),
        },
    )

    def runs(*words: object, **options: object) -> Outcome:
        return llmtui(*words, "--no-bundled", "--catalog", folder, **options)

    return runs


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("good",), 0),
        (("old",), 1),
        (("bad",), 1),
        (("good", "old"), 1),
        (("nobody/has-this",), 1),
        (("good", "old", "--unknown", "pass"), 0),
        (("bad", "--unknown", "pass"), 1),
        (("nobody/has-this", "--unknown", "pass"), 1),
        ((), 2),
    ],
    ids=[
        "met",
        "unknown",
        "not met",
        "one unknown",
        "unlisted",
        "lenient",
        "not met, lenient",
        "unlisted, lenient",
        "none",
    ],
)
def test_the_exit_code_says_whether_all_conditions_are_met(run: Run, words: tuple[str, ...], code: int) -> None:
    assert code == run("check", "mine", *words).code


@pytest.mark.parametrize("name", ["table", "json", "jsonl", "csv", "tsv", "markdown"])
def test_that_unknown_passes_is_said_in_every_format(run: Run, name: str) -> None:
    strict = run("check", "mine", "old", "--format", name).out
    lenient = run("check", "mine", "old", "--format", name, "--unknown", "pass").out

    assert lenient != strict
    assert "pass" in lenient


@pytest.mark.parametrize("name", ["table", "json", "jsonl", "csv", "tsv", "markdown"])
def test_every_format_has_each_condition_with_state_evidence_and_note(run: Run, name: str) -> None:
    out = run("check", "mine", "bad", "--format", name).out

    assert all(word in out for word in ("The licence allows it", "not met", "It came out lately", "It is a test."))
    assert "2(a)(1)" in out


def test_names_come_from_a_file_too(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text("# ours\ngood\n\nold\n", "utf-8")
    records = json.loads(run("check", "mine", "--names", path, "--format", "json").out)

    assert ["good", "old"] == [each["id"] for each in records]


def test_a_spreadsheet_has_a_row_for_each_condition(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("check", "mine", "good", "bad", "--format", "csv").out)))

    assert [("good", "met"), ("good", "met"), ("bad", "not met"), ("bad", "met")] == [
        (each["id"], each["state"]) for each in rows
    ]


def test_what_failed_is_named_on_standard_error(run: Run) -> None:
    assert (
        "2 of 3 not known to meet every condition: old (unknown), bad (not met)"
        in run("check", "mine", "good", "old", "bad").err
    )


def test_a_checklist_that_does_not_exist_suggests_the_nearest(run: Run) -> None:
    outcome = run("check", "comercial-use", "good")

    assert (2, "") == (outcome.code, outcome.out)
    assert "commercial-use" in outcome.err


def test_a_checklist_with_a_query_that_cannot_be_used_is_refused_and_reported(run: Run) -> None:
    outcome = run("check", "broken", "good")

    assert (2, "") == (outcome.code, outcome.out)
    assert "conditions.1.holds" in outcome.err
    assert "broken.toml" in run("list").err


def test_a_name_is_found_by_what_registries_call_it(llmtui: Run) -> None:
    (record,) = json.loads(llmtui("check", "commercial-use", "qwen2.5:7b", "--format", "json").out)

    assert ("qwen2-5-instruct", "met") == (record["id"], record["state"])


def test_the_conditions_of_the_ai_act_are_answered_one_by_one_with_their_sources(llmtui: Run) -> None:
    records = json.loads(llmtui(*AI_ACT, "--format", "json").out)
    states = {each["id"]: [one["state"] for one in each["conditions"]] for each in records}

    assert "met" == states["olmo-3-1-think"][0]
    assert "not met" == states["llama-3-1"][0]
    assert {"unknown"} == {state for each in states.values() for state in each[4:]}
    assert all(one["where"] for each in records for one in each["conditions"])


def test_the_conditions_of_the_ai_act_are_no_verdict(llmtui: Run) -> None:
    outcome = llmtui(*AI_ACT)

    assert 1 == outcome.code
    assert "no verdict of compliance" in outcome.out
    assert not {"complies", "compliant", "exempt from"} & set(outcome.out.casefold().split())


def test_what_is_met_or_not_met_has_evidence(llmtui: Run) -> None:
    records = json.loads(llmtui(*AI_ACT, "--format", "json").out)

    assert [] == [
        (each["id"], one["label"])
        for each in records
        for one in each["conditions"]
        if one["state"] != "unknown" and not one["evidence"]
    ]


def test_a_judgement_names_who_made_it_and_when(llmtui: Run) -> None:
    out = llmtui("check", "eu-ai-act-53-2", "olmo-3-1-think").out

    assert "Tuned weights: open (European Open Source AI Index, 20" in out
    assert "https://huggingface.co/allenai/" in out


def test_a_size_that_the_entry_does_not_list_never_passes(llmtui: Run) -> None:
    (record,) = json.loads(llmtui("check", "commercial-use", "qwen2.5:999b", "--format", "json").out)

    assert "met" not in {each["state"] for each in record["conditions"]}


def test_the_models_on_this_machine_are_checked_with_what_their_cards_declare(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HF_HOME", "HF_HUB_CACHE", "OLLAMA_MODELS", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    hub = tmp_path / "home" / ".cache" / "huggingface" / "hub"
    for name, licence in (("acme--good", "mit"), ("acme--tune", "cc-by-nc-4.0")):
        snapshot = f"models--{name}/snapshots/{'0' * 40}"
        base = "base_model: acme/good\n" if name == "acme--tune" else ""
        card = f"---\nlicense: {licence}\n{base}---\n"
        write_files(
            hub,
            {f"{snapshot}/README.md": card, f"{snapshot}/config.json": "{}", f"{snapshot}/model.safetensors": "x"},
        )
        write_files(hub, {f"models--{name}/refs/main": "0" * 40})

    records = json.loads(run("check", "mine", "--scan", "--format", "json").out)

    assert {"acme/good", "acme/tune"} == {each["asked"] for each in records}
    assert {"acme/good": "met", "acme/tune": "unknown"} == {each["asked"]: each["state"] for each in records}


def test_a_machine_without_models_is_not_a_success(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HF_HOME", "HF_HUB_CACHE", "OLLAMA_MODELS", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))

    outcome = run("check", "mine", "--scan")

    assert (1, True) == (outcome.code, "no models in the folders of Hugging Face" in outcome.err)


def test_declared_grades_without_evidence_and_disputes_are_marked(llmtui: Run) -> None:
    words = ("check", "reproducible", "olmo")
    (record,) = json.loads(llmtui(*words, "--format", "json").out)
    declared = [each for one in record["conditions"] for each in one["evidence"] if each["basis"] == "declared"]

    assert declared
    assert "declared, no evidence is linked" in " ".join(llmtui(*words).out.split())


def test_a_topic_on_which_judges_contradict_each_other_is_marked(llmtui: Run) -> None:
    words = ("check", "open-source", "llama-3-1")
    (record,) = json.loads(llmtui(*words, "--format", "json").out)
    disputed = [one for one in record["conditions"] if any(each["disputed"] for each in one["evidence"])]

    assert disputed
    assert len(disputed) == llmtui(*words).out.count("≠ disputed")


def test_reasons_of_evidence_have_the_keys_of_the_reasons_of_permissions(run: Run) -> None:
    (record,) = json.loads(run("check", "mine", "bad", "--format", "json").out)
    evidence = record["conditions"][0]["evidence"][0]

    assert ("bad", "Bad", "CC-BY-NC-4.0", "") == tuple(evidence[key] for key in ("entry", "name", "license", "size"))
    assert {"kind", "clause", "text"} == set(evidence["conditions"][0])


def test_a_name_that_is_not_found_suggests_the_nearest(run: Run) -> None:
    (record,) = json.loads(run("check", "mine", "goood", "--format", "json").out)

    assert "not in the catalogue; similar names: good" == record["conditions"][0]["reason"]


def test_the_same_grounds_are_printed_once(llmtui: Run) -> None:
    out = " ".join(llmtui("check", "commercial-use", "llama-3").out.split())

    assert 1 == out.count("by LicenseRef-Llama-3 of Llama 3. Clause 2:")
    assert "On the same grounds as the condition above." in out


def test_the_help_names_every_checklist_that_is_shipped(llmtui: Run) -> None:
    said = "".join(llmtui("check", "--help").out.split())

    assert [] == [path.stem for path in (bundled_folder() / "checklists").glob("*.toml") if path.stem not in said]


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A catalogue in which Ollama calls one entry by the id, and by the alias, of another."""
    free, limited = 'license = "MIT"', 'license = "CC-BY-NC-4.0"'
    files = {
        "base/heron.toml": entry_text("Heron", free, 'aliases = ["Wader"]'),
        "instruction/heron-chat.toml": entry_text("Heron Chat", limited, 'names = ["ollama:heron", "ollama:wader"]'),
    }
    return write_files(tmp_path / "shared", files)


def test_an_id_is_the_entry_of_that_id_and_what_ollama_calls_so_is_said(llmtui: Run, shared: Path) -> None:
    done = llmtui("check", "commercial-use", "heron", "--catalog", shared)

    assert 0 == done.code
    assert "'heron' is heron here, but also what Ollama calls heron-chat; write heron:latest for that one" in done.err
    assert 1 == llmtui("check", "commercial-use", "heron:latest", "--catalog", shared).code


def test_a_name_that_is_not_an_id_never_passes_if_ollama_has_it_for_another_entry(llmtui: Run, shared: Path) -> None:
    done = llmtui("check", "commercial-use", "wader", "--unknown", "pass", "--catalog", shared)

    assert 1 == done.code
    assert "Is a name of several entries: heron, heron-chat." in done.out


@pytest.mark.parametrize("words", [("show", "heron"), ("lineage", "wader"), ("compare", "heron", "heron-chat")])
def test_every_command_says_whom_else_a_name_may_mean(llmtui: Run, shared: Path, words: tuple[str, ...]) -> None:
    assert f"{words[1]!r} is heron here, but" in llmtui(*words, "--catalog", shared).err


@pytest.mark.parametrize("checklist", ["open-source", "reproducible", "eu-ai-act-53-2"])
def test_what_a_checklist_does_not_apply_to_never_passes(llmtui: Run, checklist: str) -> None:
    done = llmtui("check", checklist, "xp3", "--unknown", "pass", "--format", "json")

    assert 1 == done.code
    assert [False] == [each["passed"] for each in json.loads(done.out)]
    assert "1 of 1 not known to meet every condition: xp3 (unknown)" in done.err
