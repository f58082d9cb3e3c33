"""Whatever a stranger writes into an entry is reported or shown harmlessly, in every view of it."""

from __future__ import annotations

import json
import re
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories import a_searcher, entry_text
from llmtui.errors import UsageError
from llmtui.exporters.formats import ENTRY_FORMATS
from llmtui.exporters.sqlite import dump_sqlite
from llmtui.frameworks import rank
from llmtui.loader.load import load
from llmtui.loader.loaded import Loaded
from llmtui.model import Origin
from llmtui.openness.overview import overview
from llmtui.present.canvas import Canvas
from llmtui.present.cells import plain
from llmtui.present.detail import Page, detail
from llmtui.present.entry_table import entry_table
from llmtui.present.glyphs import UNICODE
from llmtui.present.matrix.layout import Frame
from llmtui.present.matrix.table import matrix_table
from llmtui.present.overview import plain_lines as overview_lines
from llmtui.search import Searcher, View
from toml_values import toml_text

UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
TRICKS = [
    "\x1b]52;c;aGk=\x07",
    "\x9b31m",
    "\x1b[?1049l",
    "[@click=app.quit]x[/]",
    "[/]",
    "[link=file:///etc/passwd]x[/link]",
    "\u202egnp.exe",
    "\ud800",
    "a\u0301" * 50,
    "=cmd|' /C calc'!A0",
    "../../x",
    "<script>alert(1)</script>",
    "| a | `b` |",
    "x" * 30_000,
]
WORDS = st.one_of(st.sampled_from(TRICKS), st.text(max_size=30), st.characters(codec=None).map(lambda sign: sign * 3))
VALUES = st.recursive(
    st.one_of(WORDS, st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=6,
)
KEYS = (
    "maker",
    "summary",
    "aliases",
    "also_in",
    "group",
    "tags",
    "languages",
    "modalities",
    "base",
    "license",
    "sizes",
)
RECORDS = st.fixed_dictionaries(
    {"id": st.just("x"), "name": WORDS, "kind": st.sampled_from(["model", "dataset"]), "category": WORDS},
    optional={
        **dict.fromkeys(KEYS, st.one_of(WORDS, st.lists(WORDS, max_size=3), VALUES)),
        "links": st.dictionaries(st.sampled_from(["repo", "paper", "demo"]), WORDS, max_size=2),
        "listed_in": st.lists(st.dictionaries(st.sampled_from(["source", "section", "as"]), WORDS), max_size=2),
        "assessments": st.lists(
            st.fixed_dictionaries(
                {"framework": st.just("mof"), "date": st.sampled_from(["2024", "soon"])},
                optional={"of": WORDS, "grades": st.dictionaries(WORDS, VALUES, max_size=2), "source": WORDS},
            ),
            max_size=2,
        ),
    },
)


def _load(folder: Path, record: Any) -> Loaded:
    path = folder / "export.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    return load((Origin(path, "strangers"),))


def _shown(loaded: Loaded, framework: str = "mof") -> str:
    """All that any view, format or report says of an entry."""
    searcher, catalog = Searcher(loaded.catalog), loaded.catalog
    hits = searcher.run(View()).hits
    texts = [str(problem) for problem in loaded.problems]
    texts += [plain(line) for line in (entry_table(catalog, hits, framework, Canvas(80, UNICODE)) if hits else ())]
    for entry in catalog:
        page = Page(catalog, framework, 60, UNICODE)
        texts += [plain(line.cells) for line in detail(page, entry)]
    for dump in ENTRY_FORMATS.values():
        texts += dump(catalog, list(catalog), framework).replace("\t", " ").replace("\r", "\n").split("\n")
    texts += map(plain, overview_lines(overview(catalog, framework), Canvas(80, UNICODE)))
    texts += _stored(dump_sqlite(catalog, list(catalog)))
    return "\n".join(texts)


def _stored(database: bytes) -> list[str]:
    """Every text in a database."""
    with tempfile.NamedTemporaryFile(suffix=".sqlite") as file:
        file.write(database)
        file.flush()
        with closing(sqlite3.connect(file.name)) as opened:
            tables = [name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            rows = (row for table in tables for row in opened.execute(f"SELECT * FROM {table}"))  # noqa: S608 - our names
            return [value for row in rows for value in row if isinstance(value, str)]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(RECORDS)
def test_no_entry_breaks_a_view_or_reaches_the_terminal_as_it_came(tmp_path: Path, record: Any) -> None:
    loaded = _load(tmp_path, record)

    assert not UNSAFE.search(_shown(loaded))
    assert all(link.url.startswith(("http://", "https://")) for entry in loaded.catalog for link in entry.links)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400), st.sampled_from([".json", ".jsonl", ".sqlite", ".toml"]))
def test_no_file_breaks_the_reading_and_what_is_wrong_names_it(tmp_path: Path, content: bytes, suffix: str) -> None:
    if suffix == ".toml":
        path = tmp_path / "base" / "x.toml"
        path.parent.mkdir(exist_ok=True)
        origin = Origin(tmp_path, "folder")
    else:
        path = tmp_path / f"export{suffix}"
        origin = Origin(path, "file")
    path.write_bytes(content)

    messages, shown = _outcome(origin)

    assert all(path.name in each for each in messages)
    assert not UNSAFE.search(shown)


_CELLS = st.one_of(
    WORDS.filter(lambda text: text.encode("utf-8", "replace") == text.encode("utf-8", "ignore")),
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.binary(max_size=20),
)
"""What SQLite takes for a value: a lone surrogate cannot be written."""


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory, bundled: Loaded) -> Path:
    """A small export."""
    path = tmp_path_factory.mktemp("database") / "export.sqlite"
    path.write_bytes(dump_sqlite(bundled.catalog, [bundled.catalog.entries[each] for each in ("bloomz", "olmo")]))
    return path


def _columns(path: Path) -> list[tuple[str, str]]:
    """Each table with each of its columns."""
    with closing(sqlite3.connect(path)) as opened:
        tables = [name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [(table, row[1]) for table in tables for row in opened.execute(f"PRAGMA table_info({table})")]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_value_in_a_database_breaks_the_reading(database: Path, tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "export.sqlite"
    path.write_bytes(database.read_bytes())
    columns = st.tuples(st.sampled_from(_columns(database)), _CELLS, st.booleans(), st.booleans())
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        opened.execute("PRAGMA foreign_keys = OFF")
        opened.execute("PRAGMA ignore_check_constraints = ON")
        for (table, column), value, is_raw, is_every in data.draw(st.lists(columns, min_size=1, max_size=4)):
            new = "CAST(? AS TEXT)" if is_raw else "?"
            only = "" if is_every else "WHERE rowid = 1"
            with suppress(sqlite3.IntegrityError):
                opened.execute(f"UPDATE OR IGNORE {table} SET {column} = {new} {only}", (value,))  # noqa: S608 - our names

    messages, shown = _outcome(Origin(path, "strangers"))

    assert all(path.name in each for each in messages)
    assert not UNSAFE.search(shown)


_TABLES = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("name", "short", "url", "description", "license"), VALUES),
        "rule": st.one_of(st.sampled_from(["points", "share", "classes", "verdict"]), VALUES),
        "order": st.one_of(st.integers(), st.floats(), VALUES),
        "groups": st.one_of(VALUES, st.lists(st.dictionaries(st.sampled_from(["id", "label", "short"]), WORDS))),
        "criteria": st.one_of(
            VALUES,
            st.lists(
                st.dictionaries(st.sampled_from(["id", "label", "topic", "group", "short", "question", "open"]), WORDS)
            ),
        ),
    },
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_TABLES)
def test_no_framework_breaks_a_view(tmp_path: Path, framework: Any) -> None:
    criteria = framework.get("criteria")
    listed = criteria if isinstance(criteria, list) else []
    ids = [each["id"] for each in listed if isinstance(each, dict) and isinstance(each.get("id"), str)]
    entry = {
        "id": "x",
        "name": "X",
        "kind": "model",
        "category": "base",
        "assessments": [{"framework": "wild", "date": "2024", "grades": dict.fromkeys(ids, "open")}],
    }
    path = tmp_path / "export.json"
    path.write_text(json.dumps({"frameworks": {"wild": framework}, "entries": [entry]}), "utf-8")

    loaded = load((Origin(path, "strangers"),))
    frame = Frame(loaded.catalog.frameworks["wild"], rank(loaded.catalog, "wild"), 80, UNICODE, roomy=False)
    shown = _shown(loaded, "wild") + "\n".join(map(plain, matrix_table(frame)))

    assert not UNSAFE.search(shown)
    assert dump_sqlite(loaded.catalog, list(loaded.catalog))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(_TABLES, st.dictionaries(st.sampled_from(["basis", "continues", "records", "doi"]), VALUES)))
def test_no_framework_of_a_folder_breaks_a_view_and_what_is_wrong_names_it(tmp_path: Path, framework: Any) -> None:
    path = tmp_path / "frameworks" / "wild.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(toml_text(framework), "utf-8")
    (tmp_path / "base").mkdir(exist_ok=True)
    (tmp_path / "base" / "x.toml").write_text(entry_text("X"), "utf-8")

    loaded = load((Origin(tmp_path, "strangers"),))

    known = loaded.catalog.frameworks["wild"]
    assert all("wild.toml" in str(problem) for problem in loaded.problems)
    assert bool(loaded.problems) or known.criteria
    assert len(known.criteria) == len({each.id for each in known.criteria})
    assert not UNSAFE.search(_shown(loaded, "wild"))


def _outcome(origin: Origin) -> tuple[list[str], str]:
    """What is reported of a file's faults, and what is shown of it."""
    try:
        loaded = load((origin,))
    except UsageError as refused:
        return [str(refused)], ""
    return [str(problem) for problem in loaded.problems], _shown(loaded)


@settings(max_examples=100)
@given(
    st.one_of(
        st.text(max_size=40),
        st.lists(st.sampled_from([*TRICKS[:12], "weights:", "-", '"', ">=", "olmo"]), max_size=4).map(" ".join),
    )
)
def test_no_query_breaks_the_search(bundled_searcher: Searcher, text: str) -> None:
    parsed = bundled_searcher.parse(text)

    results = bundled_searcher.run(View(query=parsed.query))

    assert len(results.hits) <= results.total
    assert not UNSAFE.search("".join([str(parsed.query), *parsed.faults]))


@pytest.fixture(scope="module")
def bundled_searcher(bundled: Loaded) -> Searcher:
    """Searches what ships with the program."""
    return a_searcher(bundled.catalog)
