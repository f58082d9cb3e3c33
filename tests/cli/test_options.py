from __future__ import annotations

import json
from collections.abc import Callable, Container, Sequence
from pathlib import Path

import pytest

from factories import entry_text, write_files
from llmtui.loader.loaded import Loaded
from llmtui.search import KEYS
from llmtui.search.fields import questions
from llmtui.user.favourites import Favourites, save_favourites
from llmtui.user.paths import user_paths
from running import Outcome

Run = Callable[..., Outcome]


def _ids(outcome: Outcome) -> list[str]:
    return [entry["id"] for entry in json.loads(outcome.out)]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        pytest.param(("--category", "data"), {"gamma"}, id="category"),
        pytest.param(("--kind", "model"), {"alpha", "beta"}, id="kind"),
        pytest.param(("--license", "apache"), {"beta"}, id="license-in-part"),
        pytest.param(("--language", "chinese"), {"beta"}, id="language-by-name"),
        pytest.param(("--language", "zh"), {"beta"}, id="language-by-tag"),
        pytest.param(("--maker", "acme"), {"alpha", "gamma"}, id="maker-in-part"),
        pytest.param(("--where", "llm_weights:open"), {"beta"}, id="criterion"),
        pytest.param(("--where", "weights:closed,open score<2"), {"alpha"}, id="topic-and-score"),
        pytest.param(("--maker", "acme", "--kind", "dataset"), {"gamma"}, id="both-of-two"),
        pytest.param((), {"alpha", "beta", "gamma"}, id="none"),
    ],
)
@pytest.mark.parametrize("command", ["list", "search", "export"])
def test_filters_narrow_every_command_that_prints_entries(
    small: Run, command: str, words: tuple[str, ...], ids: set[str]
) -> None:
    start = {
        "list": ("list", "--format", "json"),
        "search": ("search", "--format", "json", "a"),
        "export": ("export", "-"),
    }

    outcome = small(*start[command], *words)

    printed = json.loads(outcome.out)
    assert 0 == outcome.code
    assert ids == {entry["id"] for entry in (printed["entries"] if command == "export" else printed)}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(("--category", "bass"), "category: there is no 'bass', use base,", id="category"),
        pytest.param(("--kind", "modell"), "kind: there is no 'modell', use model,", id="kind"),
        pytest.param(
            ("--framework", "mooof"), "there is no framework 'mooof'; use all, opening-up-chatgpt,", id="framework"
        ),
        pytest.param(("--sort", "weight"), "argument --sort: invalid choice: 'weight'", id="sort"),
        pytest.param(("--limit", "0"), "argument --limit: '0' must be a whole number, 1 or more", id="limit-of-none"),
        pytest.param(("--limit", "9" * 5000), "must be a whole number, 1 or more", id="limit-beyond-numbers"),
        pytest.param(("--color", "blue"), "argument --color: invalid choice: 'blue'", id="color"),
        pytest.param(("--catalog", "/no/such/folder"), "there is no catalogue /no/such/folder", id="catalog"),
        pytest.param(("--catalog", ""), "argument --catalog: the path is empty", id="empty-catalog"),
        pytest.param(("--colour",), "unrecognized arguments: --colour; see llmtui list --help", id="unknown"),
        pytest.param(
            ("weights:open",), "unrecognized arguments: weights:open; a query goes after --where", id="a-query"
        ),
        pytest.param(("--cat", "base"), "unrecognized arguments: --cat base", id="no-guessing-of-short-forms"),
        pytest.param(("--\x1b[31m\x9b",), "unrecognized arguments: --\ufffd[31m\ufffd", id="control-characters"),
    ],
)
def test_wrong_usage_exits_with_2_and_one_line(llmtui: Run, words: tuple[str, ...], message: str) -> None:
    outcome = llmtui("list", *words)

    assert (2, "") == (outcome.code, outcome.out)
    assert message in outcome.err
    assert outcome.err.startswith("llmtui: ")
    assert 1 == outcome.err.count("\n")


COMMANDS = {
    "list": ("list", "--where"),
    "search": ("search",),
    "matrix": ("matrix", "--where"),
    "export": ("export", "-", "--where"),
    "stats": ("stats", "--where"),
}


def _share(texts: Sequence[str], command: str) -> Sequence[str]:
    """A share of the texts for each command: all of them read a query by the same code."""
    return texts[list(COMMANDS).index(command) :: len(COMMANDS)]


def _misspelt(known: Container[str], key: str) -> str:
    """The key with one letter changed, so that it is not another key."""
    changed = (f"{key[:at]}{letter}{key[at + 1 :]}" for at in range(len(key)) for letter in "qxzj")
    return next(each for each in changed if each not in known)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_misspelt_key_ends_every_command_without_an_answer(bundled: Loaded, llmtui: Run, command: str) -> None:
    keys = [*KEYS, *questions(bundled.catalog)]

    for key in _share(keys, command):
        outcome = llmtui(*COMMANDS[command], f"{_misspelt({*keys, 'licence'}, key)}:open")

        assert (2, "") == (outcome.code, outcome.out), key
        assert "unknown key" in outcome.err, key
        assert "did you mean" in outcome.err, key


_CLOSED = (
    *("category", "kind", "modality", "is", "commercial", "derivatives", "redistribution", "outputs", "judged", "by"),
    *("basis", "evidence", "disputed", "changed", "found", "condition", "passes", "weights", "open_code"),
)
_BOUNDED = ("released", "size", "active", "score")
_OPEN = ("maker", "license", "lang", "base", "group", "listed", "tag", "id")
UNUSABLE = (
    *(f"{key}:zzz" for key in (*_CLOSED, *_BOUNDED)),
    *(f"{key}>zzz" for key in (*_OPEN, *_BOUNDED)),
    *(f"{key}:" for key in (*_CLOSED, *_BOUNDED, *_OPEN)),
    *("lang:klingonese", "weights>=unknown", "kind:model OR", "(kind:model OR kind:tool", "NOT"),
)


def test_every_key_has_a_value_that_cannot_be_used() -> None:
    assert set(KEYS) == {*_CLOSED, *_BOUNDED, *_OPEN} - {"weights", "open_code"}


@pytest.mark.parametrize("command", COMMANDS)
def test_an_unusable_value_ends_every_command_without_an_answer(small: Run, command: str) -> None:
    for text in _share(UNUSABLE, command):
        outcome = small(*COMMANDS[command], f"alpha {text}")

        assert (2, "") == (outcome.code, outcome.out), text
        assert outcome.err.startswith("llmtui: "), text


def test_an_export_with_a_refused_query_leaves_the_file_alone(small: Run, tmp_path: Path) -> None:
    outcome = small("export", tmp_path / "x.csv", "--where", "lisence:mit")

    assert (2, False) == (outcome.code, (tmp_path / "x.csv").exists())


def test_the_british_spelling_of_license_is_a_key(small: Run) -> None:
    assert ["alpha"] == _ids(small("list", "--format", "json", "--where", "licence:mit"))


def test_starred_entries_can_be_listed(small: Run) -> None:
    save_favourites(user_paths().favourites, Favourites({"gamma": ""}), Favourites())

    assert ["gamma"] == _ids(small("list", "--format", "json", "--where", "is:starred"))


def test_alternatives_stay_together_beside_other_filters(small: Run) -> None:
    outcome = small("list", "--format", "json", "--maker", "acme", "--where", "id:alpha OR id:beta")

    assert ["alpha"] == _ids(outcome)


def test_a_later_folder_replaces_entries_of_an_earlier_one(folder: Path, tmp_path: Path, llmtui: Run) -> None:
    over = write_files(tmp_path / "over", {"base/alpha.toml": entry_text("Alpha, replaced")})

    outcome = llmtui("list", "--format", "json", "--no-bundled", "--catalog", folder, "--catalog", over)

    names = {entry["id"]: entry["name"] for entry in json.loads(outcome.out)}
    assert ("Alpha, replaced", "Beta 百川") == (names["alpha"], names["beta"])


def test_the_environment_names_further_folders_and_the_users_own_comes_last(
    folder: Path, tmp_path: Path, llmtui: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path / "more", {"base/delta.toml": entry_text("Delta"), "base/alpha.toml": entry_text("Alpha two")})
    write_files(tmp_path / "llmtui" / "catalog", {"base/delta.toml": entry_text("Delta of my own")})
    monkeypatch.setenv("LLMTUI_CATALOG", str(tmp_path / "more"))

    outcome = llmtui("list", "--format", "json", "--catalog", folder, "--no-bundled")

    names = {entry["id"]: entry["name"] for entry in json.loads(outcome.out)}
    assert {"alpha": "Alpha two", "beta": "Beta 百川", "gamma": "Gamma Corpus", "delta": "Delta of my own"} == names


def test_the_bundled_entries_are_there_unless_they_are_left_out(folder: Path, llmtui: Run) -> None:
    alone = _ids(llmtui("list", "--format", "json", "--catalog", folder, "--no-bundled"))
    together = _ids(llmtui("list", "--format", "json", "--catalog", folder))

    assert {"alpha", "beta", "gamma"} == set(alone)
    assert {"alpha", "beta", "gamma", "bloomz"} <= set(together)


def test_files_that_cannot_be_used_are_reported_beside_the_answer_the_first_in_full(folder: Path, small: Run) -> None:
    write_files(folder, {f"base/bad-{number}.toml": "name = " for number in range(5)})

    outcome = small("list", "--format", "json")

    message = outcome.err.splitlines()
    assert (0, 3) == (outcome.code, len(_ids(outcome)))
    assert all(f"bad-{number}.toml:1: not TOML" in message[number] for number in range(3))
    assert ["llmtui: and 2 more problems; llmtui validate lists them all"] == message[3:]


def test_a_wrong_id_suggests_the_nearest_and_exits_with_1(small: Run) -> None:
    outcome = small("show", "alhpa")

    assert (1, "", "llmtui: there is no entry 'alhpa'; did you mean alpha?\n") == outcome


def test_an_id_like_no_other_says_where_ids_are_found(small: Run) -> None:
    outcome = small("show", "\x1b[31m")

    assert (1, "", "llmtui: there is no entry '\ufffd[31m'; llmtui list shows all ids\n") == outcome


@pytest.mark.parametrize("words", [("show",), ("lineage",), ("compare", "beta")])
def test_every_command_that_takes_an_entry_takes_any_name_of_it(small: Run, words: tuple[str, ...]) -> None:
    assert small(*words, "alpha") == small(*words, "ALPHA")


@pytest.mark.parametrize("words", [("show",), ("lineage",), ("compare", "bloomz")])
def test_another_copy_of_a_model_answers_and_what_differs_is_reported(llmtui: Run, words: tuple[str, ...]) -> None:
    outcome = llmtui(*words, "bartowski/OLMo-2-1124-13B-Instruct-GGUF")

    said = "'bartowski/OLMo-2-1124-13B-Instruct-GGUF' is of the family of olmo-2-instruct; differs in "
    assert (0, True) == (outcome.code, said in " ".join(f"{outcome.err}{outcome.out}".split()))


def test_a_name_of_several_entries_lists_them_and_exits_with_1(llmtui: Run) -> None:
    outcome = llmtui("show", "https://github.com/allenai/OLMo")

    message = "llmtui: 'https://github.com/allenai/OLMo' is a name of several entries; use one of olmo, olmo-2\n"
    assert (1, "", message) == outcome


def test_a_name_of_a_registry_can_be_searched(llmtui: Run) -> None:
    outcome = llmtui("search", "qwen2.5:7b", "--format", "json", "--limit", "1")

    assert (0, ["qwen2-5-instruct"], "") == (outcome.code, _ids(outcome), outcome.err)
