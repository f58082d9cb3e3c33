"""SQLite: one file of normalised tables, for questions in SQL. sqlite.sql has the tables, ENTRY_KEYS fills its gaps."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from errno import EIO
from itertools import count
from pathlib import Path

from llmtui.exporters.judged import Judged, judged, shares
from llmtui.frameworks import rate
from llmtui.model import Assessment, Catalog, Category, Entry, Framework, Grade, Judgement, Snapshot
from llmtui.model.all_judges import ALL, ALL_JUDGES
from llmtui.model.keys import ENTRY_KEYS, Key

_COLUMNS = tuple(key for key in ENTRY_KEYS if not key.is_list and key.name != "group")
"""Keys that are columns of the table of entries, besides those that sqlite.sql names."""
_LISTS = tuple(key for key in ENTRY_KEYS if key.is_list and not key.sqlite.relation and key.name != "also_in")
"""Keys that have a table of their own, besides those that sqlite.sql names."""

_UNGUARDED = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;"
"""Nothing is lost with a file that is thrown away unless it was written to the end."""

_Row = tuple[str | int | float | None, ...]


def dump_sqlite(catalog: Catalog, entries: Sequence[Entry]) -> bytes:
    """The content of a database of these entries, with all frameworks and categories.

    Raises:
        OSError: There is no room for a temporary file.
    """
    with tempfile.TemporaryDirectory(prefix="llmtui-") as folder:
        path = Path(folder) / "catalogue.sqlite"
        try:
            with closing(sqlite3.connect(path)) as database, database:
                database.executescript(f"{_UNGUARDED}{_schema()}")
                _fill(database, catalog, entries)
        except sqlite3.OperationalError as fault:
            raise OSError(EIO, f"the database cannot be written: {fault}") from fault
        return path.read_bytes()


def _schema() -> str:
    """The statements of sqlite.sql with what follows from the keys of an entry."""
    text = Path(__file__).with_suffix(".sql").read_text("utf-8")
    columns = [(f"{key.column} TEXT NOT NULL", key.sqlite.note) for key in _COLUMNS]
    lines = [f"{column}{',' if at < len(columns) else ''}" for at, (column, _) in enumerate(columns, 1)]
    noted = [_noted(line, note) for line, (_, note) in zip(lines, columns, strict=True)]
    relations = ", ".join(f"'{key.sqlite.relation}'" for key in ENTRY_KEYS if key.sqlite.relation)
    text = text.replace("    -- COLUMNS\n", "".join(noted)).replace("RELATIONS", relations)
    return text.replace("-- LISTS\n", "".join(map(_list_table, _LISTS)))


def _noted(line: str, note: str) -> str:
    return f"    {line:<35} -- {note}\n" if note else f"    {line}\n"


def _list_table(key: Key) -> str:
    return (
        f"CREATE TABLE {key.name} (\n"
        "    entry_id TEXT NOT NULL REFERENCES entries (id),\n"
        f"{_noted(f'{key.sqlite.keys} TEXT NOT NULL,', '') if key.sqlite.keys else ''}"
        f"{_noted(f'{key.column} TEXT NOT NULL,', key.sqlite.note)}"
        "    position INTEGER NOT NULL,\n"
        "    PRIMARY KEY (entry_id, position)\n"
        ");\n"
    )


def _fill(database: sqlite3.Connection, catalog: Catalog, entries: Sequence[Entry]) -> None:
    """Write every table, those first that others refer to."""
    here = {entry.id for entry in entries}
    _insert(database, "categories", _categories(catalog, entries))
    _insert(database, "frameworks", map(_framework, catalog.frameworks.values(), count()))
    for framework in catalog.frameworks.values():
        _insert(database, "criteria", _criteria(framework))
        _insert(database, "meanings", _meanings(framework))
    _insert(database, "entries", map(_entry, entries, count()))
    for entry in entries:
        for table, rows in _lists(entry, here).items():
            _insert(database, table, rows)
    numbers = count(1)
    for entry in entries:
        known: dict[int, int] = {}
        for assessment in entry.assessments:
            if framework_of := catalog.frameworks.get(assessment.framework):
                known[id(assessment)] = next(numbers)
                _insert_assessment(database, known[id(assessment)], entry, framework_of, assessment)
        _insert_openness(database, judged(catalog, entry, ALL), known)
    _insert(database, "snapshots", map(_snapshot, catalog.snapshots))


def _insert(database: sqlite3.Connection, table: str, rows: Iterable[_Row]) -> None:
    """Add rows to a table of ours, whose name is never text from elsewhere."""
    for row in rows:
        database.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608 - of our own names


def _categories(catalog: Catalog, entries: Iterable[Entry]) -> Iterator[_Row]:
    """Those of the catalogue, and any other that an entry names."""
    known = {category.id: category for category in catalog.categories}
    named = (name for entry in entries for name in entry.categories)
    for position, name in enumerate(dict.fromkeys((*known, *named))):
        category = known.get(name, Category(name, name))
        yield name, category.label, category.description, position


def _framework(framework: Framework, position: int) -> _Row:
    return (
        framework.id,
        position,
        framework.name,
        framework.short,
        framework.description,
        framework.publication,
        framework.url,
        framework.doi,
        framework.licence,
        framework.attribution,
        framework.rule.value,
        framework.basis.value,
        framework.continues,
    )


def _criteria(framework: Framework) -> Iterator[_Row]:
    labels = {group.id: group.label for group in framework.groups}
    for position, each in enumerate(framework.criteria):
        group = labels.get(each.group, each.group)
        yield framework.id, each.id, position, each.label, group, each.topic, each.question


def _meanings(framework: Framework) -> Iterator[_Row]:
    for criterion in framework.criteria:
        for grade, meaning in criterion.meanings:
            yield framework.id, criterion.id, grade.value, meaning


def _entry(entry: Entry, position: int) -> _Row:
    return (
        entry.id,
        position,
        entry.category,
        entry.group,
        *(key.read(entry) for key in _COLUMNS),
    )


def _lists(entry: Entry, here: set[str]) -> Mapping[str, Iterable[_Row]]:
    """What an entry has several of, by table."""
    related = [(key.sqlite.relation, key.read(entry)) for key in ENTRY_KEYS if key.sqlite.relation]
    return {
        "also_in": _texts(entry, entry.also_in),
        **{key.name: _values(entry, key) for key in _LISTS},
        "bases": (
            (entry.id, relation, base, base if base in here else None, position)
            for relation, bases in related
            for position, base in enumerate(bases)
        ),
        "links": ((entry.id, link.role, link.url) for link in entry.links),
        "listed_in": (
            (entry.id, each.source, each.section, each.name, each.record, position)
            for position, each in enumerate(entry.listed_in)
        ),
    }


def _values(entry: Entry, key: Key) -> Iterator[_Row]:
    if key.sqlite.keys:
        return ((entry.id, name, value, position) for position, (name, value) in enumerate(key.read(entry)))
    return _texts(entry, key.read(entry))


def _texts(entry: Entry, texts: Iterable[str]) -> Iterator[_Row]:
    return ((entry.id, text, position) for position, text in enumerate(texts))


def _insert_assessment(
    database: sqlite3.Connection, number: int, entry: Entry, framework: Framework, assessment: Assessment
) -> None:
    """An assessment with its judgements, in their own order, and their evidence."""
    criteria = {each.id for each in framework.criteria}
    known = {key: judgement for key, judgement in assessment.judgements.items() if key in criteria}
    _insert(database, "assessments", [_assessment(number, entry, framework, assessment)])
    _insert(database, "judgements", (_judgement(number, framework, *item) for item in known.items()))
    evidence = (
        (number, criterion, url, position)
        for criterion, judgement in known.items()
        for position, url in enumerate(judgement.evidence)
    )
    _insert(database, "evidence", evidence)


def _assessment(number: int, entry: Entry, framework: Framework, assessment: Assessment) -> _Row:
    rating = rate(framework, assessment)
    return (
        number,
        entry.id,
        framework.id,
        assessment.of,
        assessment.name,
        assessment.date,
        assessment.source,
        rating.score,
        rating.maximum,
        rating.assessed,
        rating.criteria,
        rating.openness_class,
    )


def _insert_openness(database: sqlite3.Connection, known: Judged, numbers: Mapping[int, int]) -> None:
    """What all judges say together, and whose grade counts on each topic.

    Args:
        database: It has the assessments already.
        known: What counts for an entry.
        numbers: The number of each assessment, by its identity: two may be equal.
    """
    entry, rating = known.entry, known.rating
    points = (rating.score, rating.maximum) if rating else (None, None)
    openness = (entry.id, known.word, *points, *shares(rating), rating.assessed if rating else None)
    _insert(database, "openness", [openness])
    if rating is None:
        return
    for position, topic in enumerate(ALL_JUDGES.criteria):
        opinion = known.opinions.get(topic.id)
        grade = opinion.judgement.grade.value if opinion else Grade.UNKNOWN.value
        number = numbers.get(id(opinion.assessment)) if opinion else None
        signs = (int(topic.id in known.disputed), int(topic.id in known.changed))
        _insert(database, "openness_topics", [(entry.id, topic.id, position, grade, number, *signs)])


def _snapshot(snapshot: Snapshot) -> _Row:
    return snapshot.source, snapshot.version, snapshot.date, snapshot.newest, snapshot.records, snapshot.url


def _judgement(number: int, framework: Framework, criterion: str, judgement: Judgement) -> _Row:
    return number, framework.id, criterion, judgement.grade.value, judgement.note, judgement.licence
