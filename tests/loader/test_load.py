from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import entry_text, load_folder, write_files
from llmtui.loader.load import load
from llmtui.loader.loaded import Loaded
from llmtui.model import Category, Origin
from llmtui.toml_reader import LARGEST_FILE

ENOUGH = 5
"""Seconds of computing that nothing here comes near; looking through the file for every fault takes longer."""

GOOD = {"base/good.toml": entry_text("Good")}


def _places(loaded: Loaded) -> list[tuple[str, int | None, str]]:
    """File name, line and key of each problem."""
    return [(problem.path.name, problem.line, problem.key) for problem in loaded.problems]


def test_an_entry_is_read_from_its_folder(tmp_path: Path) -> None:
    write_files(tmp_path, {"base/olmo-2.toml": entry_text("OLMo 2")})

    (entry,) = load_folder(tmp_path).catalog

    assert ("olmo-2", "base", "OLMo 2") == (entry.id, entry.category, entry.name)


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket may only be some 100 bytes long
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path.name)
    os.chdir(here)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2 << 30)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        pytest.param(_fifo, "not a regular file", id="fifo"),
        pytest.param(_socket, "not a regular file", id="socket"),
        pytest.param(Path.mkdir, "not a regular file", id="directory"),
        pytest.param(lambda path: path.symlink_to("/dev/zero"), "not a regular file", id="endless-device"),
        pytest.param(lambda path: path.symlink_to(path), "Too many levels of symbolic links", id="link-to-itself"),
        pytest.param(lambda path: path.symlink_to("nowhere"), "No such file or directory", id="dangling-link"),
        pytest.param(_sparse, "2,147,483,648 bytes are more than the 1,048,576 allowed", id="huge"),
    ],
)
def test_what_is_not_a_readable_file_is_skipped_and_the_rest_loads(
    tmp_path: Path, make: Callable[[Path], None], reason: str
) -> None:
    write_files(tmp_path, GOOD)
    make(tmp_path / "base" / "bad.toml")

    loaded = load_folder(tmp_path)

    assert (["good"], [reason], 1) == (
        list(loaded.catalog.entries),
        [problem.message for problem in loaded.problems],
        loaded.skipped,
    )


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        pytest.param(b'name = "a"\nkind = \n', 2, "not TOML: Invalid value", id="broken"),
        pytest.param(b'name = "a"\n\nsummary = "b\n', 3, "not TOML", id="unclosed-quote"),
        pytest.param(b'name = "a"\nname = "b"\n', 2, "not TOML: Cannot overwrite a value", id="key-twice"),
        pytest.param("name = 'a'\nmaker = 'é'\n".encode("latin-1"), 2, "not UTF-8", id="latin-1"),
        pytest.param("name = 'a'\n".encode("utf-16"), 1, "not UTF-8", id="utf-16"),
        pytest.param(b"\0" * 10, 1, "not TOML", id="zeros"),
        pytest.param(b"a = " + b"[" * 100_000, None, "out of bounds", id="deep-arrays"),
        pytest.param(b"a = " + b"{a = " * 50_000, None, "out of bounds", id="deep-tables"),
        pytest.param(b"a = " + b"1" * 5000, None, "out of bounds", id="endless-number"),
        pytest.param(b"x = 1\n" + b"a." * 20_000 + b"a = 1", 2, "a key of more than 32 parts", id="long-key"),
        pytest.param(b'"a" . ' * 20_000 + b"a = 1", 1, "a key of more than 32 parts", id="long-quoted-key"),
        pytest.param(b"[" + b"a." * 20_000 + b"a]", 1, "a key of more than 32 parts", id="long-header"),
        pytest.param(b"[[ " + b"a." * 20_000 + b"a]]", 1, "a key of more than 32 parts", id="long-array-header"),
        pytest.param(b" " * 30_000 + b"." * 40, 1, "not TOML", id="endless-blanks-and-dots"),
    ],
)
def test_a_file_that_cannot_be_parsed_is_skipped_with_its_line_and_the_rest_loads(
    tmp_path: Path, content: bytes, line: int | None, reason: str
) -> None:
    write_files(tmp_path, {**GOOD, "base/bad.toml": content})

    loaded = load_folder(tmp_path)

    (problem,) = loaded.problems
    assert (["good"], line, True) == (list(loaded.catalog.entries), problem.line, problem.skipped)
    assert reason in problem.message


def test_a_file_of_exactly_the_largest_size_is_read(tmp_path: Path) -> None:
    text = entry_text("Big")
    write_files(tmp_path, {"base/big.toml": text + "#" * (LARGEST_FILE - len(text))})

    assert ["big"] == list(load_folder(tmp_path).catalog.entries)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("".join(f"k{number} = 1\n" for number in range(5000)), id="unknown-keys"),
        pytest.param(
            "[[assessments]]\nframework = 'mof'\ndate = '2024'\n[assessments.grades]\n"
            + "".join(f"k{number} = 'open'\n" for number in range(20_000)),
            id="unknown-criteria",
        ),
        pytest.param("[[listed_in]]\n" * 60_000, id="listings"),
        pytest.param("[licenses]\n" + "".join(f"k{number} = 1\n" for number in range(50_000)), id="licences"),
        pytest.param("tags = [" + "1," * 50_000 + "]", id="items"),
        pytest.param("base = [" + ",".join(f'"b{number}"' for number in range(20_000)) + "]", id="references"),
        pytest.param("tags = [\n[" + " " * 5000 + "\n]]\nwrong = 1", id="blanks-after-a-bracket"),
    ],
)
def test_thousands_of_faults_in_one_file_do_not_stop_the_load(tmp_path: Path, line: str) -> None:
    write_files(tmp_path, {"base/bad.toml": entry_text("Bad", line)})

    start = time.process_time()
    loaded = load_folder(tmp_path)
    spent = time.process_time() - start

    assert (["bad"], True, True) == (list(loaded.catalog.entries), bool(loaded.problems), spent < ENOUGH)


@settings(max_examples=50)
@given(st.binary(max_size=200))
def test_no_file_can_stop_the_load(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = write_files(tmp_path_factory.getbasetemp() / "any", {**GOOD, "base/any.toml": content})

    loaded = load_folder(folder)

    assert "good" in loaded.catalog.entries


_VALUES = st.recursive(
    st.one_of(
        st.text(alphabet='ab{}()".- \\', max_size=12).map(lambda text: "'" + text.replace("'", "") + "'"),
        st.sampled_from(["1", "-1.5", "nan", "inf", "true", "2023-06-01", "07:32:00", "2023-06-01T07:32:00Z"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda each: "[" + ", ".join(each) + "]"),
        st.lists(
            st.tuples(st.sampled_from(["a", "grade", "source"]), inner), max_size=3, unique_by=lambda each: each[0]
        ).map(lambda each: "{" + ", ".join(f"{key} = {value}" for key, value in each) + "}"),
    ),
    max_leaves=4,
)
_KEYS = [
    "name",
    "kind",
    "maker",
    "summary",
    "aliases",
    "also_in",
    "group",
    "tags",
    "languages",
    "modalities",
    "base",
    "reproduces",
    "license",
    "sizes",
    "released",
    "training_data",
    "notice",
    "links",
    "listed_in",
    "assessments",
    "other",
]


@settings(max_examples=50)
@given(st.dictionaries(st.sampled_from(_KEYS), _VALUES, max_size=6))
def test_no_value_of_any_key_can_stop_the_load(tmp_path_factory: pytest.TempPathFactory, keys: dict[str, str]) -> None:
    text = "\n".join(f"{key} = {value}" for key, value in keys.items())
    folder = write_files(tmp_path_factory.getbasetemp() / "keys", {**GOOD, "base/any.toml": text})

    loaded = load_folder(folder)

    assert "good" in loaded.catalog.entries


def test_a_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    write_files(tmp_path, {"base/marked.toml": "\ufeff" + entry_text("Marked")})

    loaded = load_folder(tmp_path)

    assert (["marked"], ()) == (list(loaded.catalog.entries), loaded.problems)


def test_windows_line_ends_are_accepted_and_counted_once(tmp_path: Path) -> None:
    write_files(tmp_path, {"base/x.toml": entry_text("X", "wrong = 1").replace("\n", "\r\n")})

    assert [("x.toml", 3, "wrong")] == _places(load_folder(tmp_path))


def test_only_line_feeds_count_as_lines(tmp_path: Path) -> None:
    """An editor and the TOML parser do not count U+2028 and the like."""
    write_files(tmp_path, {"base/x.toml": entry_text("X", 'summary = "a\u2028b\u0085c"', "wrong = 1")})

    assert [("x.toml", 4, "wrong")] == _places(load_folder(tmp_path))


def test_a_loop_of_folders_does_not_stop_the_load(tmp_path: Path) -> None:
    write_files(tmp_path, GOOD)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")

    assert ["good"] == list(load_folder(tmp_path).catalog.entries)


def test_a_file_name_cannot_bring_control_characters_along(tmp_path: Path) -> None:
    name = os.fsdecode(b"\x1b]0;x\x07\xff.toml")
    write_files(tmp_path, {f"base/{name}": entry_text(), f"frameworks/{name}": 'name = "X"'})

    loaded = load_folder(tmp_path)

    assert not set("\x1b\x07\udcff") & set("".join(map(str, loaded.problems)) + "".join(loaded.catalog.frameworks))


@pytest.mark.parametrize("name", ["Olmo.toml", "-x.toml", "a_b.toml", "a b.toml", "x.y.toml", "ö.toml"])
def test_a_file_whose_name_is_not_an_id_is_skipped(tmp_path: Path, name: str) -> None:
    write_files(tmp_path, {f"base/{name}": entry_text()})

    loaded = load_folder(tmp_path)

    assert (0, 1) == (len(loaded.catalog), loaded.skipped)


@pytest.mark.parametrize("name", ["base/.hidden.toml", ".git/x.toml", "base/readme.md", "x.toml", "base/deep/x.toml"])
def test_files_that_are_not_entries_are_left_alone(tmp_path: Path, name: str) -> None:
    write_files(tmp_path, {name: entry_text()})

    loaded = load_folder(tmp_path)

    assert (0, ()) == (len(loaded.catalog), loaded.problems)


def test_a_folder_that_is_not_a_category_is_reported_with_a_suggestion(tmp_path: Path) -> None:
    write_files(tmp_path, {"instructions/x.toml": entry_text()})

    (problem,) = load_folder(tmp_path).problems

    assert ("there is no category 'instructions'", "did you mean instruction?", True) == (
        problem.message,
        problem.hint,
        problem.skipped,
    )


def test_an_id_in_two_categories_of_one_folder_is_taken_once(tmp_path: Path) -> None:
    write_files(tmp_path, {"base/x.toml": entry_text("First"), "data/x.toml": entry_text("Second")})

    loaded = load_folder(tmp_path)

    (problem,) = loaded.problems
    assert ("First", tmp_path / "data" / "x.toml") == (loaded.catalog.entries["x"].name, problem.path)
    assert str(tmp_path / "base" / "x.toml") in problem.message


def test_a_later_folder_replaces_an_entry_and_the_catalogue_says_so(tmp_path: Path) -> None:
    ours = write_files(tmp_path / "ours", {"base/x.toml": entry_text("Ours"), "base/y.toml": entry_text("Y")})
    theirs = write_files(tmp_path / "theirs", {"data/x.toml": entry_text("Theirs")})

    catalog = load_folder(ours, theirs).catalog

    assert ("Theirs", "data", {"x": ours / "base" / "x.toml"}) == (
        catalog.entries["x"].name,
        catalog.entries["x"].category,
        catalog.replaced,
    )


def test_a_broken_file_of_a_later_folder_leaves_the_earlier_entry(tmp_path: Path) -> None:
    ours = write_files(tmp_path / "ours", {"base/x.toml": entry_text("Ours")})
    theirs = write_files(tmp_path / "theirs", {"base/x.toml": "name ="})

    assert "Ours" == load_folder(ours, theirs).catalog.entries["x"].name


def test_entries_are_in_the_order_of_categories_and_ids(tmp_path: Path) -> None:
    names = ["data/a.toml", "base/z.toml", "base/b.toml", "instruction/c.toml"]
    write_files(tmp_path, {name: entry_text() for name in names})

    assert ["b", "z", "c", "a"] == list(load_folder(tmp_path).catalog.entries)


@pytest.mark.parametrize("key", ["base", "reproduces"])
def test_an_id_that_leads_nowhere_is_reported_with_line_and_suggestion(tmp_path: Path, key: str) -> None:
    write_files(tmp_path, {"base/llama-2.toml": entry_text(), "base/x.toml": entry_text("X", f'{key} = ["lama-2"]')})

    (problem,) = load_folder(tmp_path).problems

    assert ("x.toml", 3, key, "there is no entry 'lama-2'", "did you mean llama-2?") == (
        problem.path.name,
        problem.line,
        problem.key,
        problem.message,
        problem.hint,
    )


def test_a_base_in_plain_words_needs_no_entry(tmp_path: Path) -> None:
    write_files(tmp_path, {"base/x.toml": entry_text("X", 'base = ["Some Model", "GPT-5"]')})

    assert () == load_folder(tmp_path).problems


def test_a_base_may_lie_in_a_later_folder(tmp_path: Path) -> None:
    ours = write_files(tmp_path / "ours", {"base/x.toml": entry_text("X", 'base = ["y"]')})
    theirs = write_files(tmp_path / "theirs", {"base/y.toml": entry_text("Y")})

    assert () == load_folder(ours, theirs).problems


def test_an_entry_cannot_be_its_own_base(tmp_path: Path) -> None:
    write_files(tmp_path, {"base/x.toml": entry_text("X", 'base = ["x"]')})

    (problem,) = load_folder(tmp_path).problems

    assert ("base", "an entry cannot refer to itself") == (problem.key, problem.message)


def test_a_folder_can_bring_a_category_of_its_own(tmp_path: Path) -> None:
    categories = '[[categories]]\nid = "robots"\nlabel = "Robots"\n'
    write_files(tmp_path, {"categories.toml": categories, "robots/x.toml": entry_text()})

    loaded = load_folder(tmp_path)

    assert (Category("robots", "Robots"), "robots") == (
        loaded.catalog.categories[-1],
        loaded.catalog.entries["x"].category,
    )


def test_a_folder_can_bring_a_framework_of_its_own(tmp_path: Path) -> None:
    framework = """
        name = "Mine"
        [[groups]]
        id = "all"
        [[criteria]]
        id = "weights"
        group = "all"
        """
    entry = entry_text("X", '[[assessments]]\nframework = "mine"\ndate = "2024"\ngrades.weights = "open"')
    write_files(tmp_path, {"frameworks/mine.toml": framework, "base/x.toml": entry})

    loaded = load_folder(tmp_path)

    assert ("Mine", ()) == (loaded.catalog.frameworks["mine"].name, loaded.problems)


def test_files_of_two_kinds_of_faults_count_as_skipped_only_where_left_out(tmp_path: Path) -> None:
    write_files(tmp_path, {"base/a.toml": "name =", "base/b.toml": entry_text("B", "wrong = 1"), "base/c.toml": ""})

    loaded = load_folder(tmp_path)

    assert (["b"], 2) == (list(loaded.catalog.entries), loaded.skipped)


def test_an_empty_folder_is_an_empty_catalogue(tmp_path: Path) -> None:
    loaded = load_folder(tmp_path)

    assert (0, ()) == (len(loaded.catalog), loaded.problems)


def test_a_folder_that_is_gone_is_an_empty_catalogue(tmp_path: Path) -> None:
    assert 0 == len(load_folder(tmp_path / "gone").catalog)


def test_single_files_are_checked_over_the_folders(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "ours", GOOD)
    file = write_files(tmp_path / "draft", {"base/x.toml": entry_text("X", 'base = ["good"]')}) / "base" / "x.toml"

    loaded = load([Origin(folder, "ours")], [file])

    assert (["good", "x"], ()) == (list(loaded.catalog.entries), loaded.problems)


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda path: path.symlink_to(path), id="link-to-itself"),
        pytest.param(_fifo, id="fifo"),
        pytest.param(lambda _path: None, id="missing"),
    ],
)
def test_a_single_file_that_cannot_be_read_is_a_problem(tmp_path: Path, make: Callable[[Path], None]) -> None:
    file = write_files(tmp_path, GOOD) / "base" / "bad.toml"
    make(file)

    (problem,) = load([], [file]).problems

    assert (file, True) == (problem.path, problem.skipped)


def test_the_bundled_catalogue_can_be_extended(bundled: Loaded, tmp_path: Path) -> None:
    write_files(tmp_path, {"base/brand-new.toml": entry_text("New", 'base = ["bloom"]')})

    loaded = load([*bundled.catalog.origins, Origin(tmp_path, "user")])

    assert (len(bundled.catalog) + 1, ()) == (len(loaded.catalog), loaded.problems)


@pytest.mark.parametrize(
    ("written", "spelt"),
    [
        ("Apache 2.0", "Apache-2.0"),
        ("MIT License", "MIT"),
        ("MIT License OR Apache 2.0", "MIT OR Apache-2.0"),
        ("llama3.1", "LicenseRef-Llama-3.1"),
        ("Something Else 1.0", "Something Else 1.0"),
        ("", ""),
    ],
)
def test_a_licence_is_spelled_as_spdx_does_whatever_people_write(tmp_path: Path, written: str, spelt: str) -> None:
    text = entry_text("X", f'license = "{written}"', f'licenses = {{ "7B" = "{written}" }}')
    (entry,) = load_folder(write_files(tmp_path, {"base/x.toml": text})).catalog

    assert (spelt, (("7B", spelt),) if spelt else ()) == (entry.licence, entry.licences)
