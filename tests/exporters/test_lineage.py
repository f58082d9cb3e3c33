from __future__ import annotations

from factories import a_catalog, a_framework, an_entry
from families import family
from llmtui.exporters.lineage import lineage_sheet
from llmtui.openness.lineage import lineage


def test_a_score_names_its_framework_and_what_was_not_judged_has_none() -> None:
    others = a_framework("others", ["paper"])
    catalog = a_catalog(
        an_entry("root", grades={"code": "open", "weights": "partial"}),
        an_entry("child", base=("root",), grades={"paper": "open"}, framework="others"),
        an_entry("grandchild", base=("child",)),
        frameworks=(a_framework(), others),
    )

    records = lineage_sheet(catalog, lineage(catalog, catalog.entries["child"]), "test-points").records()

    assert [(1.5, 3.0, "test-points"), (1.0, 1.0, "others"), (None, None, None)] == [
        (each["score"], each["max"], each["framework"]) for each in records
    ]


def test_bases_and_inherited_limits_are_lists() -> None:
    catalog = a_catalog(
        an_entry("root", grades={"code": "closed"}, licence="LicenseRef-Own"),
        an_entry("child", base=("root",)),
    )

    records = lineage_sheet(catalog, lineage(catalog, catalog.entries["child"]), "test-points").records()

    assert [(), ("root",)] == [each["base"] for each in records]
    assert all(isinstance(each["inherited"], tuple) for each in records)


def test_a_node_has_its_word_and_its_range() -> None:
    catalog = a_catalog(an_entry("root", grades={"weights": "closed"}), an_entry("child", base=("root",)))

    record = lineage_sheet(catalog, lineage(catalog, catalog.entries["child"]), "test-points").records()[0]

    assert ("closed", 0.0, 0.6667) == (record["word"], record["low"], record["high"])


def test_what_derives_from_an_entry_inherits_its_limits_and_a_reproduction_of_it_does_not() -> None:
    catalog = family(an_entry("again", reproduces=("child",), base=("root",)))
    records = lineage_sheet(catalog, lineage(catalog, catalog.entries["child"]), "judges").records()
    limited = {each["id"] for each in records if each["inherited"]}

    assert "again" in {each["id"] for each in records}
    assert {"child", "grandchild"} == limited
