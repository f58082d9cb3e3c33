from __future__ import annotations

from factories import FRAMEWORK, a_catalog, a_licence, an_entry, with_licences
from llmtui.exporters.permissions import permissions_record
from llmtui.exporters.record import entry_record
from llmtui.model import Catalog

ENTRY = an_entry("x", licence="MIT", base=("root", "Old 7B"))


def _catalog() -> Catalog:
    root = an_entry("root", licences=(("7B", "LicenseRef-Own"),))
    return with_licences(a_catalog(ENTRY, root), a_licence("MIT"), a_licence("LicenseRef-Own", "no yes yes yes"))


def test_each_answer_has_its_reasons_with_entry_licence_size_and_clauses() -> None:
    record = permissions_record(_catalog(), ENTRY)
    condition = {"kind": "users", "clause": "2", "text": "The users condition of LicenseRef-Own."}

    assert ["commercial", "derivatives", "redistribution", "outputs"] == list(record)
    assert {
        "answer": "no",
        "reasons": [
            {
                "entry": "root",
                "name": "Root",
                "license": "LicenseRef-Own",
                "size": "7B",
                "conditions": [condition],
                "text": "LicenseRef-Own of Root 7B: users (2)",
            }
        ],
    } == record["commercial"]


def test_a_base_that_is_not_listed_is_a_reason_without_a_licence() -> None:
    record = permissions_record(_catalog(), ENTRY)

    assert {
        "answer": "unknown",
        "reasons": [
            {
                "entry": None,
                "name": "Old 7B",
                "license": "",
                "size": "",
                "conditions": [],
                "text": "Old 7B is not in the catalogue",
            }
        ],
    } == record["outputs"]


def test_the_record_of_an_entry_has_the_answers() -> None:
    assert permissions_record(_catalog(), ENTRY) == entry_record(_catalog(), ENTRY, FRAMEWORK)["permissions"]
