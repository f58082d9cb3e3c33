"""A cache changes nothing but the time: what was read is the same, and what was changed is seen."""

from __future__ import annotations

import marshal
import os
import resource
import struct
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories import entry_text, write_files
from llmtui.cache import cache_file, catalog_of, open_catalog
from llmtui.cache.lazy import LazyEntries
from llmtui.cache.opening import Opened
from llmtui.errors import UsageError
from llmtui.loader.load import load
from llmtui.loader.loaded import Loaded
from llmtui.loader.locate import bundled_folder
from llmtui.model import Addition, Origin
from llmtui.search import View
from running import environment

FILES = {
    "base/alpha.toml": entry_text("Alpha", 'summary = "The first."'),
    "base/beta.toml": entry_text("Beta", 'base = ["alpha"]'),
    "data/broken.toml": "name = ",
}


@pytest.fixture
def origins(tmp_path: Path) -> list[Origin]:
    """A small catalogue folder."""
    return [Origin(write_files(tmp_path / "catalogue", FILES), "small")]


@pytest.fixture
def caches(tmp_path: Path) -> Path:
    """Where caches are kept."""
    return tmp_path / "caches"


def _names(opened: Opened) -> dict[str, str]:
    return {entry.id: entry.name for entry in opened.loaded.catalog}


def _cache(origins: list[Origin], caches: Path) -> Path:
    path = cache_file(origins, caches)
    assert path is not None
    return path


def test_from_the_cache_comes_what_the_files_say(bundled: Loaded, caches: Path) -> None:
    origins = [Origin(bundled_folder(), "bundled")]
    open_catalog(origins, caches)

    again = open_catalog(origins, caches).loaded

    assert dict(bundled.catalog.entries) == dict(again.catalog.entries)
    assert list(bundled.catalog.entries) == list(again.catalog.entries)
    assert bundled.catalog.frameworks == again.catalog.frameworks
    assert bundled.catalog.categories == again.catalog.categories
    assert bundled.catalog.relations == again.catalog.relations
    assert dict(bundled.catalog.licences) == dict(again.catalog.licences)


def test_problems_and_what_was_replaced_are_remembered_too(origins: list[Origin], tmp_path: Path, caches: Path) -> None:
    over = Origin(write_files(tmp_path / "over", {"base/alpha.toml": entry_text("Other")}), "over")
    open_catalog([*origins, over], caches)

    again = open_catalog([*origins, over], caches).loaded

    assert load([*origins, over]).problems == again.problems != ()
    assert {"alpha": origins[0].path / "base" / "alpha.toml"} == again.catalog.replaced


def test_files_are_read_once(origins: list[Origin], caches: Path) -> None:
    read: list[int] = []
    open_catalog(origins, caches, read.append)

    open_catalog(origins, caches, read.append)

    assert [1, 2] == read


def test_the_catalogue_alone_comes_from_a_fresh_cache_and_leaves_none_behind(
    origins: list[Origin], caches: Path
) -> None:
    from_files = catalog_of(origins, caches)
    assert not _cache(origins, caches).exists()
    open_catalog(origins, caches)

    kept = catalog_of(origins, caches)

    assert isinstance(from_files.entries, dict)
    assert isinstance(kept.entries, LazyEntries)
    assert dict(from_files.entries) == dict(kept.entries)


def test_looking_at_a_list_reads_the_entries_on_it_and_no_others(origins: list[Origin], caches: Path) -> None:
    open_catalog(origins, caches)
    opened = open_catalog(origins, caches)

    hits = opened.searcher.run(View()).hits

    assert ["alpha", "beta"] == list(hits.ids)
    assert {} == opened.loaded.catalog.entries._at_hand  # type: ignore[attr-defined] # what was unpacked


def _rewrite(folder: Path) -> None:
    path = folder / "base" / "alpha.toml"
    before = path.stat()
    path.write_text(path.read_text("utf-8").replace("Alpha", "Omega"), encoding="utf-8")
    assert before.st_size == path.stat().st_size


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(_rewrite, {"alpha": "Omega", "beta": "Beta"}, id="rewritten-in-the-same-size"),
        pytest.param(lambda folder: (folder / "base" / "beta.toml").unlink(), {"alpha": "Alpha"}, id="removed"),
        pytest.param(
            lambda folder: write_files(folder, {"data/new.toml": entry_text("New")}),
            {"alpha": "Alpha", "beta": "Beta", "new": "New"},
            id="added",
        ),
        pytest.param(
            lambda folder: (folder / "base" / "beta.toml").rename(folder / "base" / "gamma.toml"),
            {"alpha": "Alpha", "gamma": "Beta"},
            id="renamed",
        ),
        pytest.param(
            lambda folder: write_files(folder, {"data/broken.toml": entry_text("Mended")}),
            {"alpha": "Alpha", "beta": "Beta", "broken": "Mended"},
            id="mended",
        ),
    ],
)
def test_a_change_is_seen(
    origins: list[Origin], caches: Path, change: Callable[[Path], object], expected: dict[str, str]
) -> None:
    open_catalog(origins, caches)

    change(origins[0].path)

    assert expected == _names(open_catalog(origins, caches))


@pytest.mark.parametrize("name", ["categories.toml", "frameworks/own.toml"])
def test_a_new_definition_is_seen(origins: list[Origin], caches: Path, name: str) -> None:
    open_catalog(origins, caches)
    text = {
        "categories.toml": '[[categories]]\nid = "attic"\nlabel = "Attic"\n',
        "frameworks/own.toml": 'name = "Own"\n[[groups]]\nid = "g"\n[[criteria]]\nid = "attic"\ngroup = "g"\n',
    }

    write_files(origins[0].path, {name: text[name]})

    catalog = open_catalog(origins, caches).loaded.catalog
    assert (catalog.category("attic") is not None) or ("own" in catalog.frameworks)


def _flip(at: float) -> Callable[[Path], None]:
    def flip(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[int((len(content) - 1) * at)] ^= 0xFF
        path.write_bytes(content)

    return flip


def _replace(make: Callable[[Path], object]) -> Callable[[Path], None]:
    def replace(path: Path) -> None:
        path.unlink()
        make(path)

    return replace


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda path: path.write_bytes(b""), id="empty"),
        pytest.param(lambda path: path.write_bytes(b"\0" * 4096), id="zeros"),
        pytest.param(lambda path: path.write_bytes(os.urandom(4096)), id="garbage"),
        pytest.param(lambda path: os.truncate(path, path.stat().st_size // 2), id="half"),
        pytest.param(lambda path: os.truncate(path, path.stat().st_size - 1), id="a-byte-short"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes() + b"x"), id="a-byte-long"),
        *(pytest.param(_flip(at / 20), id=f"a-wrong-byte-{at}-of-20") for at in range(21)),
        pytest.param(lambda path: path.chmod(0o666), id="others-may-write-it"),
        pytest.param(lambda path: path.chmod(0o000), id="not-to-be-read"),
        pytest.param(_replace(Path.mkdir), id="a-folder"),
        pytest.param(_replace(os.mkfifo), id="a-pipe"),
        pytest.param(_replace(lambda path: path.symlink_to("/dev/zero")), id="a-device"),
        pytest.param(_replace(lambda path: path.symlink_to(path)), id="a-link-to-itself"),
    ],
)
def test_a_cache_that_is_not_as_it_was_written_is_made_again(
    origins: list[Origin], caches: Path, damage: Callable[[Path], object]
) -> None:
    open_catalog(origins, caches)

    damage(_cache(origins, caches))

    opened = open_catalog(origins, caches)
    assert {"alpha": "Alpha", "beta": "Beta"} == _names(opened)
    assert ["alpha"] == list(opened.searcher.run(View(opened.searcher.parse("first").query)).hits.ids)


def test_a_cache_of_other_catalogues_is_not_taken_for_theirs(
    origins: list[Origin], tmp_path: Path, caches: Path
) -> None:
    other = [Origin(write_files(tmp_path / "other", {"base/x.toml": entry_text("X")}), "other")]
    open_catalog(other, caches)
    _cache(other, caches).rename(_cache(origins, caches))

    assert {"alpha": "Alpha", "beta": "Beta"} == _names(open_catalog(origins, caches))


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda path: path.write_text(""), id="a-file-in-its-place"),
        pytest.param(lambda path: path.symlink_to(path), id="a-link-to-itself"),
    ],
)
def test_where_no_cache_can_be_kept_the_files_are_read_each_time(
    origins: list[Origin], caches: Path, make: Callable[[Path], object]
) -> None:
    make(caches)

    assert {"alpha": "Alpha", "beta": "Beta"} == _names(open_catalog(origins, caches))


def test_without_a_folder_nothing_is_kept(origins: list[Origin], tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))

    open_catalog(origins, None)

    assert before == sorted(tmp_path.rglob("*"))


def test_nothing_but_the_cache_is_left_behind_and_only_its_owner_may_read_it(
    origins: list[Origin], caches: Path
) -> None:
    open_catalog(origins, caches)

    (cache,) = caches.iterdir()
    assert (_cache(origins, caches), 0o600) == (cache, cache.stat().st_mode & 0o777)


def test_few_caches_are_kept_the_newest(tmp_path: Path, caches: Path) -> None:
    many = [
        [Origin(write_files(tmp_path / f"{number}", {"base/x.toml": entry_text(f"X {number}")}), "x")]
        for number in range(10)
    ]
    for age, each in enumerate(many):
        open_catalog(each, caches)
        os.utime(_cache(each, caches), (age, age))

    assert {_cache(each, caches) for each in many[-8:]} == set(caches.iterdir())


def test_what_a_killed_program_began_to_write_is_dropped_after_a_while(origins: list[Origin], caches: Path) -> None:
    caches.mkdir()
    old, new = caches / ".a.cache-1", caches / ".a.cache-2"
    for each in (old, new):
        each.write_bytes(b"begun")
    os.utime(old, (1, 1))

    open_catalog(origins, caches)

    assert {new, _cache(origins, caches)} == set(caches.iterdir())


def test_several_that_start_at_once_all_open_it(origins: list[Origin], caches: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(lambda _: _names(open_catalog(origins, caches)), range(24)))

    assert [{"alpha": "Alpha", "beta": "Beta"}] * 24 == opened


def test_on_a_full_disk_it_works_without_a_cache(origins: list[Origin], tmp_path: Path) -> None:
    def fill_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    (origins[0].path / "data" / "broken.toml").unlink()
    home = tmp_path / "home"
    home.mkdir()
    command = [sys.executable, "-m", "llmtui", "show", "alpha", "--catalog", str(origins[0].path), "--no-bundled"]
    outcome = subprocess.run(
        command, env=environment(HOME=str(home)), preexec_fn=fill_disk, capture_output=True, check=False
    )

    assert (0, b"") == (outcome.returncode, outcome.stderr)
    assert b"The first." in outcome.stdout
    assert [] == [path for path in home.rglob("*") if path.is_file()]


def test_a_cache_of_an_older_format_is_made_again(origins: list[Origin], caches: Path) -> None:
    caches.mkdir()
    _cache(origins, caches).write_bytes(marshal.dumps(("index", {})) + struct.pack("<QQI12s", 0, 9, 0, b"llmtui cache"))

    assert {"alpha": "Alpha", "beta": "Beta"} == _names(open_catalog(origins, caches))


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda path: os.truncate(path, 0), id="emptied"),
        pytest.param(lambda path: os.truncate(path, 100), id="cut-off"),
        pytest.param(lambda path: path.write_bytes(b"\xff" * path.stat().st_size), id="overwritten"),
        pytest.param(Path.unlink, id="removed"),
    ],
)
def test_a_cache_that_changes_while_it_is_used_takes_nothing_away(
    origins: list[Origin], caches: Path, damage: Callable[[Path], object]
) -> None:
    open_catalog(origins, caches)
    opened = open_catalog(origins, caches)

    damage(_cache(origins, caches))

    assert {"alpha": "Alpha", "beta": "Beta"} == _names(opened)
    assert ["alpha"] == list(opened.searcher.run(View(opened.searcher.parse("first").query)).hits.ids)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.floats(0, 1), st.binary(min_size=1, max_size=64), st.booleans())
def test_any_change_to_a_cache_in_use_takes_nothing_away(
    origins: list[Origin], caches: Path, at: float, content: bytes, is_end: bool
) -> None:
    open_catalog(origins, caches)
    opened = open_catalog(origins, caches)
    path = _cache(origins, caches)

    with path.open("r+b") as file:
        file.seek(int(path.stat().st_size * at))
        file.write(content)
        if is_end:
            file.truncate()

    assert {"alpha": "Alpha", "beta": "Beta"} == _names(opened)
    assert ["alpha"] == list(opened.searcher.run(View(opened.searcher.parse("first").query)).hits.ids)
    assert {"alpha": "Alpha", "beta": "Beta"} == _names(open_catalog(origins, caches))


def test_a_cache_that_changes_together_with_its_catalogue_gives_no_other_entry(
    origins: list[Origin], caches: Path
) -> None:
    open_catalog(origins, caches)
    opened = open_catalog(origins, caches)

    (origins[0].path / "base/alpha.toml").unlink()
    os.truncate(_cache(origins, caches), 10)

    with pytest.raises(UsageError, match="changed meanwhile"):
        _names(opened)


def test_snapshots_are_kept(origins: list[Origin], caches: Path) -> None:
    write_files(origins[0].path, {"snapshots.toml": '[[snapshots]]\nsource = "mof"\nrecords = 3\n'})
    open_catalog(origins, caches)

    snapshots = open_catalog(origins, caches).loaded.catalog.snapshots

    assert 3 == next(each.records for each in snapshots if each.source == "mof")


def test_an_update_is_known_by_its_folders_and_its_snapshot(tmp_path: Path) -> None:
    """Its files are written once; looking at each of them would take as long as for the bundled ones."""
    base = write_files(tmp_path / "base", {"base/x.toml": entry_text("X")})
    overlay = {"base/x.toml": 'extends = "x"\nmaker = "Index"\n', "snapshots.toml": ""}
    makers = []
    for version in ("1", "2"):
        update = write_files(tmp_path / "updates" / version, overlay)
        origins = (Origin(base, "base"), Origin(update, "update", "osai-index"))
        makers += [open_catalog(origins, tmp_path / "cache").loaded.catalog.entries["x"].maker for _ in range(2)]

    assert ["Index"] * 4 == makers


def test_what_overlays_added_is_in_the_cache(tmp_path: Path) -> None:
    base = write_files(tmp_path / "base", {"base/x.toml": entry_text("X")})
    over = write_files(tmp_path / "over", {"base/x.toml": 'extends = "x"\nmaker = "Mine"\n'})
    origins = (Origin(base, "base"), Origin(over, "over"))
    found = [open_catalog(origins, tmp_path / "cache").loaded.catalog.additions for _ in range(2)]

    assert [{"x": (Addition(over / "base" / "x.toml", ("maker",)),)}] * 2 == [dict(each) for each in found]
