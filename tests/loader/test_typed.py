"""A record read in one go is never another entry than the same record read key by key, and a doubt is never guessed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from factories import CATEGORIES, a_framework
from llmtui.loader.record_reader import Item, Records
from llmtui.loader.typed import TypedReader
from llmtui.model import Entry
from llmtui.problems import ProblemLog

PATH = Path("records.jsonl")
FRAMEWORKS = {"judges": a_framework("judges")}
LINK = "https://example.org"


def _categories() -> dict[str, Any]:
    return {each.id: each for each in CATEGORIES}


def _record(**changes: Any) -> dict[str, Any]:
    return {"id": "x", "category": "base", "name": "X", "kind": "model", **changes}


def _typed(record: dict[str, Any]) -> Entry | None:
    return Records(PATH).typed(Item(1, record), TypedReader(_categories(), FRAMEWORKS))


def _key_by_key(record: dict[str, Any]) -> Entry | None:
    """The entry of a record that the types never see."""
    records = Records(PATH)
    found = records._read(Item(1, record), _categories(), FRAMEWORKS, ProblemLog())
    return found if isinstance(found, Entry) else None


def _assessed(**fields: Any) -> list[dict[str, Any]]:
    return [{"framework": "judges", "date": "2024-01", **fields}]


SURE: dict[str, dict[str, Any]] = {
    "least": {},
    "texts": {"maker": "Acme", "summary": "A model.", "notice": "Gone.", "training_data": "The Pile"},
    "lists": {"tags": ["a", "b"], "languages": ["en"], "aliases": ["Y"], "names": ["hub:a/b"]},
    "references": {"base": ["llama", "Some 7B"], "reproduces": ["gpt"], "works_with": ["tool"]},
    "places": {"group": "chinese", "also_in": ["data"]},
    "kind": {"kind": "dataset"},
    "licence in SPDX's spelling": {"license": "mit OR apache-2.0"},
    "licence in words": {"license": "Our terms"},
    "licences by size": {"licenses": {"7B": "mit", "70B": "LicenseRef-Own"}, "sizes": ["7B", "70B"]},
    "a year": {"released": "2024"},
    "a day": {"released": "2024-02-29"},
    "links in another order": {"links": {"paper": LINK, "homepage": LINK}},
    "listings": {"listed_in": [{"source": "S"}, {"source": "S", "section": "2", "as": "Y", "record": "x.yaml"}]},
    "a grade alone": {"assessments": _assessed(grades={"code": "open", "weights": "n/a"})},
    "a grade with evidence": {
        "assessments": _assessed(
            grades={"code": {"grade": "partial", "evidence": [LINK], "note": "n", "license": "MIT"}}
        )
    },
    "evidence alone": {"assessments": _assessed(grades={"code": {"evidence": [LINK]}})},
    "the subject of an assessment": {"assessments": _assessed(of="7B", source=LINK, **{"as": "X-7B"}, grades={})},
    "assessments out of order": {
        "assessments": [*_assessed(grades={}), {"framework": "judges", "date": "2023", "grades": {"code": "closed"}}]
    },
    "what was worked out": {"parameters": {"a": 1}, "openness": [1], "permissions": {}},
    "letters of the world": {"name": "百川 é", "summary": "\u2014 \u201cquoted\u201d"},
    "the longest name": {"name": "x" * 200},
}


@pytest.mark.parametrize("which", SURE)
def test_a_record_without_a_doubt_is_read_in_one_go_as_it_would_be_key_by_key(which: str) -> None:
    record = _record(**SURE[which])
    found = _typed(record)

    assert found is not None
    assert _key_by_key(record) == found


@pytest.mark.parametrize("which", SURE)
def test_the_same_record_as_json_is_the_same_entry(which: str) -> None:
    record = _record(**SURE[which])

    assert _typed(record) == TypedReader(_categories(), FRAMEWORKS).from_json(msgspec.json.encode(record), PATH)


DOUBTS: dict[str, dict[str, Any]] = {
    "an id that is not a file name": {"id": "../x"},
    "no name": {"name": ""},
    "a name too long": {"name": "x" * 201},
    "an escape sequence": {"summary": "\x1b[2J"},
    "an override of direction in a list": {"tags": ["\u202eevil"]},
    "two blanks": {"maker": "A  B"},
    "an empty item": {"tags": [""]},
    "a text instead of a list": {"tags": "a"},
    "a number instead of a text": {"maker": 3},
    "an unknown kind": {"kind": "robot"},
    "an unknown key": {"colour": "red"},
    "an unknown category": {"category": "none"},
    "an unknown group": {"group": "martian"},
    "listed twice in its own category": {"also_in": ["base"]},
    "listed in an unknown category": {"also_in": ["none"]},
    "an impossible date": {"released": "2024-02-30"},
    "a link that is not one": {"links": {"paper": "javascript:alert(1)"}},
    "a link in an unknown role": {"links": {"shop": LINK}},
    "a licence of a size that is empty": {"licenses": {"7B": ""}},
    "a licence with an escape": {"license": "MIT\x1b"},
    "a listing without a source": {"listed_in": [{"section": "2"}]},
    "an unknown framework": {"assessments": [{"framework": "gone", "date": "2024", "grades": {}}]},
    "an assessment without a date": {"assessments": _assessed(date="", grades={})},
    "an unknown grade": {"assessments": _assessed(grades={"code": "great"})},
    "a grade that is not written": {"assessments": _assessed(grades={"code": "listed"})},
    "an unknown criterion": {"assessments": _assessed(grades={"colour": "open"})},
    "neither grade nor evidence": {"assessments": _assessed(grades={"code": {"note": "n"}})},
    "evidence that is not a link": {"assessments": _assessed(grades={"code": {"grade": "open", "evidence": ["x"]}})},
    "a source that is not a link": {"assessments": _assessed(source="x", grades={})},
    "the same assessment twice": {"assessments": _assessed(grades={}) * 2},
}


@pytest.mark.parametrize("which", DOUBTS)
def test_a_record_with_a_doubt_is_left_to_the_reader_that_can_say_what_is_wrong(which: str) -> None:
    assert None is _typed(_record(**DOUBTS[which]))


@pytest.mark.parametrize("content", [b"", b"null", b"[]", b"{", b'"x"', b"\xff", b"[" * 100_000])
def test_what_is_not_a_record_is_left_too(content: bytes) -> None:
    assert None is TypedReader(_categories(), FRAMEWORKS).from_json(content, PATH)
