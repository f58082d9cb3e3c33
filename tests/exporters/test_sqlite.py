from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from factories import FRAMEWORK, a_catalog, an_assessment, an_entry
from llmtui.exporters.sqlite import dump_sqlite
from llmtui.frameworks import rank
from llmtui.loader.loaded import Loaded
from llmtui.model import Catalog, Entry, Grade, Judgement, Link, Listing, Snapshot

ROBERT = "'); DROP TABLE entries; --"
ENTRY = an_entry(
    "one",
    name=ROBERT,
    aliases=("b", "a"),
    tags=("t",),
    languages=("en", "zh"),
    also_in=("data",),
    base=("two", "In words"),
    reproduces=("two",),
    links=(Link("repo", "https://example.org"),),
    listed_in=(Listing("survey", "Overview", "x"), Listing("survey", "Table", "x")),
    assessments=(
        an_assessment({"code": "closed"}, date="2023-01"),
        an_assessment(
            {"code": Judgement(Grade.OPEN, ("https://example.org/1", "https://example.org/2")), "weights": "partial"},
            date="2024-01",
        ),
    ),
)
JUDGED = an_entry(
    "judged",
    assessments=(
        an_assessment({"weights": "open"}, date="2023-01"),
        an_assessment({"weights": Judgement(Grade.CLOSED, ("https://example.org/w",))}, date="2025-01"),
    ),
)
CATALOG = a_catalog(ENTRY, an_entry("two"), an_entry("three", category="unheard-of"))


def _ask(folder: Path, query: str, catalog: Catalog = CATALOG, entries: Iterable[Entry] | None = None) -> list[object]:
    path = folder / "catalogue.sqlite"
    path.write_bytes(dump_sqlite(catalog, list(catalog if entries is None else entries)))
    with closing(sqlite3.connect(path)) as database:
        return [row[0] if len(row) == 1 else row for row in database.execute(query)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("SELECT id FROM entries ORDER BY position", ["one", "two", "three"]),
        ("SELECT name FROM entries WHERE id = 'one'", [ROBERT]),
        ("SELECT alias FROM aliases ORDER BY position", ["b", "a"]),
        ("SELECT tag FROM tags", ["t"]),
        ("SELECT language FROM languages ORDER BY position", ["en", "zh"]),
        ("SELECT category_id FROM also_in", ["data"]),
        ("SELECT role, url FROM links", [("repo", "https://example.org")]),
        ("SELECT section, called FROM listed_in ORDER BY position", [("Overview", "x"), ("Table", "x")]),
        (
            "SELECT relation, base, base_id FROM bases ORDER BY relation, position",
            [("derives from", "two", "two"), ("derives from", "In words", None), ("reproduces", "two", "two")],
        ),
        (
            "SELECT criterion_id, grade FROM judgements WHERE assessment_id = 2",
            [("code", "open"), ("weights", "partial")],
        ),
        ("SELECT url FROM evidence ORDER BY position", ["https://example.org/1", "https://example.org/2"]),
        ("SELECT id FROM criteria ORDER BY position", ["code", "weights", "license"]),
        ("SELECT id, rule FROM frameworks", [(FRAMEWORK, "points")]),
        ("SELECT date, score, max, assessed, not_assessed FROM scores", [("2024-01", 1.5, 3.0, 2, 1)]),
        ("SELECT grade FROM grades WHERE assessment_id = 2 AND criterion_id = 'license'", ["unknown"]),
    ],
)
def test_a_question_in_sql_has_its_answer(tmp_path: Path, query: str, found: list[object]) -> None:
    assert found == _ask(tmp_path, query)


def test_a_base_that_is_not_in_the_file_keeps_its_name(tmp_path: Path) -> None:
    bases = _ask(tmp_path, "SELECT DISTINCT base, base_id FROM bases ORDER BY base", entries=[ENTRY])

    assert [("In words", None), ("two", None)] == bases


def test_scores_order_and_classes_are_those_of_the_frameworks(tmp_path: Path, bundled: Loaded) -> None:
    catalog = bundled.catalog

    scores = _ask(tmp_path, "SELECT framework_id, entry_id, subject, score, max, class FROM scores", catalog)

    ranked = [each for framework in catalog.frameworks for each in rank(catalog, framework)]
    expected = {
        (
            each.rating.framework,
            each.entry.id,
            each.assessment.of,
            each.rating.score,
            each.rating.maximum,
            each.rating.openness_class,
        )
        for each in ranked
    }
    assert (len(ranked), expected) == (len(scores), set(scores))


def test_nothing_of_the_bundled_catalogue_refers_to_what_is_not_there(tmp_path: Path, bundled: Loaded) -> None:
    catalog = bundled.catalog

    assert [] == _ask(tmp_path, "PRAGMA foreign_key_check", catalog)
    assert [len(catalog)] == _ask(tmp_path, "SELECT count(*) FROM entries", catalog)


def test_every_judgement_and_its_evidence_arrives(tmp_path: Path, bundled: Loaded) -> None:
    judgements = [
        judgement
        for entry in bundled.catalog
        for assessment in entry.assessments
        for judgement in assessment.judgements.values()
    ]

    counts = _ask(
        tmp_path, "SELECT (SELECT count(*) FROM judgements), (SELECT count(*) FROM evidence)", bundled.catalog
    )

    assert [(len(judgements), sum(len(each.evidence) for each in judgements))] == counts


def test_the_same_entries_make_the_same_file() -> None:
    assert dump_sqlite(CATALOG, list(CATALOG)) == dump_sqlite(CATALOG, list(CATALOG))


def test_an_entry_has_its_word_and_its_range_by_all_judges(tmp_path: Path) -> None:
    assert [("closed", 0.0, 0.9)] == _ask(tmp_path, "SELECT word, low, high FROM openness", entries=[JUDGED])


def test_a_topic_has_the_grade_that_counts_with_its_judge_its_date_and_its_evidence(tmp_path: Path) -> None:
    asked = "SELECT grade, framework_id, basis, date, evidence FROM speaking WHERE topic = 'weights'"

    assert [("closed", FRAMEWORK, "reviewed", "2025-01", "https://example.org/w")] == _ask(
        tmp_path, asked, entries=[JUDGED]
    )


def test_a_topic_that_was_not_assessed_is_unknown_and_by_no_judge(tmp_path: Path) -> None:
    asked = "SELECT grade, framework_id FROM speaking WHERE topic = 'paper'"

    assert [("unknown", None)] == _ask(tmp_path, asked, entries=[JUDGED])


def test_a_change_of_one_line_of_judges_is_marked(tmp_path: Path) -> None:
    asked = "SELECT topic, disputed FROM openness_topics WHERE changed = 1"

    assert [("weights", 0)] == _ask(tmp_path, asked, entries=[JUDGED])


def test_the_snapshots_of_the_sources_arrive(tmp_path: Path) -> None:
    catalog = replace(CATALOG, snapshots=(Snapshot("survey", "1a2b", "2026-06-12", records=3),))

    assert [("survey", "1a2b", "2026-06-12", 3)] == _ask(
        tmp_path, "SELECT source, version, date, records FROM snapshots", catalog
    )
